import CXlsxwriter
import Glibc
import Phrases
import Scheduling

/// A workbook while it is written, on one thread.
final class WorkbookWriting {
  let wording: Wording
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private var names = SheetNames()
  private var formats: [Look: UnsafeMutablePointer<lxw_format>] = [:]
  private var isClosed = false

  /// What a cell looks like.
  struct Look: Hashable {
    var pattern = ""
    var isBold = false
    var isHeading = false
    var fill: Shade?
    /// In the middle, as in a heat map.
    var isCentered = false
  }

  /// From here on, cells are kept on the disk while the workbook is written: a year of all stations would take hundreds of MB.
  private static let largest = 20_000
  /// Excel has 1,048,576 rows.
  private static let rowsOfSheet = 1_000_000

  /// nil where there is no memory.
  init?(_ path: String, _ content: ReportContent, _ wording: Wording) {
    var options = lxw_workbook_options()
    options.constant_memory = content.tables.contains { $0.rows.count > Self.largest } ? 1 : 0
    guard let workbook = workbook_new_opt(path, &options) else { return nil }
    self.workbook = workbook
    self.wording = wording
    var facts = lxw_doc_properties()
    facts.title = strdup(Self.writable(content.title))
    workbook_set_properties(workbook, &facts)
    free(facts.title)
  }

  deinit { if !isClosed { workbook_close(workbook) } }

  /// The library's words where the file could not be written.
  func close() -> String? {
    isClosed = true
    let error = workbook_close(workbook)
    return error == LXW_NO_ERROR
      ? nil : lxw_strerror(error).map { String(cString: $0) } ?? "\(error.rawValue)"
  }

  func write(_ content: ReportContent) {
    for table in content.tables { write(table) }
    for chart in content.barCharts { write(chart) }
    for map in content.heatMaps { write(map) }
  }

  // MARK: Tables

  private func write(_ table: ReportTable) {
    let starts = table.rows.isEmpty ? [0] : Array(stride(from: 0, to: table.rows.count, by: Self.rowsOfSheet))
    for start in starts {
      let rows = table.rows[start..<min(table.rows.count, start + Self.rowsOfSheet)]
      write(table, rows, isLast: start == starts.last)
    }
  }

  private func write(_ table: ReportTable, _ rows: ArraySlice<[ReportTable.Cell]>, isLast: Bool) {
    guard let sheet = sheet(table.title), !table.columns.isEmpty else { return }
    // LibreOffice does not make room for a heading of two lines by itself.
    worksheet_set_row(sheet, 0, 32, nil)
    for (column, facts) in table.columns.enumerated() {
      let number = UInt16(column)
      worksheet_set_column(sheet, number, number, width(of: column, in: table, rows), nil)
      put(facts.title, 0, column, Look(isBold: true, isHeading: true), sheet)
    }
    var row = 1
    for cells in rows {
      for (column, cell) in cells.enumerated() { put(cell, table.columns[column].kind, row, column, sheet) }
      row += 1
    }
    worksheet_freeze_panes(sheet, 1, 0)
    worksheet_autofilter(sheet, 0, 0, UInt32(max(1, row - 1)), UInt16(table.columns.count - 1))
    guard isLast, let totals = table.totals else { return }
    if case .empty? = totals.first {
      put(wording.language.phrases.totalOfTable, row, 0, Look(isBold: true), sheet)
    }
    if case .text("")? = totals.first {
      put(wording.language.phrases.totalOfTable, row, 0, Look(isBold: true), sheet)
    }
    for (column, cell) in totals.enumerated() {
      put(cell, table.columns[column].kind, row, column, sheet, isBold: true)
    }
  }

  /// In characters: as wide as what stands in the first rows, within reason.
  private func width(of column: Int, in table: ReportTable, _ rows: ArraySlice<[ReportTable.Cell]>) -> Double
  {
    let kind = table.columns[column].kind
    let widest = rows.prefix(500).map { wording.cell($0[column], kind).terminalWidth }.max() ?? 0
    // A heading may take two lines, and has the arrow of its filter beside it.
    let title = table.columns[column].title
    let heading = max(
      title.terminalWidth / 2 + 1, title.split(separator: " ").map { String($0).terminalWidth }.max() ?? 0)
    return Double(min(60, max(8, widest + 2, heading + 4)))
  }

  func put(
    _ cell: ReportTable.Cell, _ kind: ReportTable.Kind, _ row: Int, _ column: Int,
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, isBold: Bool = false
  ) {
    switch cell {
    case .empty: return
    case .text(let text): put(text, row, column, Look(isBold: isBold), sheet)
    case .number(let value): put(value, row, column, Look(pattern: kind.pattern, isBold: isBold), sheet)
    case .duration(let duration):
      let isClock = kind == .duration
      let value = isClock ? duration.inMinutes / (24 * 60) : duration.inMinutes
      put(value, row, column, Look(pattern: kind.pattern, isBold: isBold), sheet)
    case .time(let time):
      let pattern = kind == .time(seconds: true) || time.second != 0 ? "hh:mm:ss" : "hh:mm"
      put(Double(time.secondOfDay) / 86_400, row, column, Look(pattern: pattern, isBold: isBold), sheet)
    case .date(let date):
      // Excel counts from 1899-12-30, and wrongly before March 1900.
      let serial = date.dayNumber + 25_569
      guard serial > 60 else { return put(date.vietnamese, row, column, Look(isBold: isBold), sheet) }
      put(Double(serial), row, column, Look(pattern: "dd/mm/yyyy", isBold: isBold), sheet)
    }
  }

  // MARK: Cells

  func put(
    _ value: Double, _ row: Int, _ column: Int, _ look: Look, _ sheet: UnsafeMutablePointer<lxw_worksheet>
  ) {
    guard value.isFinite else { return put("–", row, column, look, sheet) }
    worksheet_write_number(sheet, UInt32(row), UInt16(column), value, format(look))
  }

  /// Always as text: what begins with `=` is no formula.
  func put(
    _ text: String, _ row: Int, _ column: Int, _ look: Look, _ sheet: UnsafeMutablePointer<lxw_worksheet>
  ) {
    guard !text.isEmpty else { return }
    worksheet_write_string(sheet, UInt32(row), UInt16(column), Self.writable(text), format(look))
  }

  func format(_ look: Look) -> UnsafeMutablePointer<lxw_format>? {
    if let known = formats[look] { return known }
    guard let format = workbook_add_format(workbook) else { return nil }
    if look.isBold { format_set_bold(format) }
    if !look.pattern.isEmpty { format_set_num_format(format, look.pattern) }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    if look.isHeading || look.isCentered { format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue)) }
    if look.isHeading {
      format_set_text_wrap(format)
      format_set_bg_color(format, 0xE8EEF4)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
    } else if look.pattern.isEmpty {
      format_set_text_wrap(format)
    }
    if let fill = look.fill {
      format_set_bg_color(format, fill.rgb)
      format_set_font_color(format, fill.ink.rgb)
    }
    formats[look] = format
    return format
  }

  func sheet(_ title: String) -> UnsafeMutablePointer<lxw_worksheet>? {
    guard let sheet = workbook_add_worksheet(workbook, names.name(for: title)) else { return nil }
    worksheet_set_landscape(sheet)
    // A4.
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    return sheet
  }

  func chart(_ kind: lxw_chart_type) -> UnsafeMutablePointer<lxw_chart>? {
    workbook_add_chart(workbook, UInt8(kind.rawValue))
  }

  /// Without what XML has no place for, and no longer than a cell.
  static func writable(_ text: String) -> String {
    let allowed = text.unicodeScalars.filter { Markup.isAllowed($0) && $0 != "\r" }
    guard allowed.count > 32_000 else { return String(String.UnicodeScalarView(allowed)) }
    return String(String.UnicodeScalarView(allowed.prefix(32_000))) + "…"
  }
}

extension ReportTable.Kind {
  /// How Excel shows a number of this kind.
  var pattern: String {
    switch self {
    case .number, .minutes: decimals > 0 ? "#,##0." + String(repeating: "0", count: decimals) : "#,##0"
    case .duration: "[h]:mm:ss"
    case .text, .date, .time: "General"
    }
  }
}
