public import Phrases
import Scheduling

/// A report for the terminal: its tables in aligned columns, its pictures in characters. The fields are for templates and
/// not shown.
public enum TextReport {
  /// Columns of a terminal that a line fills at most.
  public static let width = 100

  /// Lines end with a line feed.
  public static func text(_ content: ReportContent, in language: Language) -> String {
    let wording = Wording(language)
    let parts =
      content.tables.map { lines($0, wording) } + content.barCharts.map { lines($0, wording) }
      + content.heatMaps.map { lines($0, wording) }
    return ([content.title.oneLine.wrapped(to: width)] + parts).map { $0.map { $0 + "\n" }.joined() }
      .joined(separator: "\n")
  }

  private static func lines(_ table: ReportTable, _ wording: Wording) -> [String] {
    let title = table.title.oneLine.wrapped(to: width)
    guard !table.rows.isEmpty else { return title + ["  " + wording.language.phrases.tableIsEmpty] }
    func words(_ row: [ReportTable.Cell]) -> [String] {
      zip(row, table.columns).map { self.words($0, $1.kind, wording).oneLine }
    }
    var totals = table.totals.map(words)
    if let empty = totals?.firstIndex(of: ""), empty == 0 {
      totals?[empty] = wording.language.phrases.totalOfTable
    }
    return title
      + AlignedTable(
        header: table.columns.map(\.title.oneLine), rows: table.rows.map(words), totals: totals,
        isNumeric: table.columns.map(\.kind.isNumeric), isText: table.columns.map { $0.kind == .text },
        width: width
      ).lines
  }

  /// As the other tables of the terminal have it: `17:00` where a paper says `17 giờ 00`.
  private static func words(_ cell: ReportTable.Cell, _ kind: ReportTable.Kind, _ wording: Wording) -> String
  {
    guard case .time(let time) = cell else { return wording.cell(cell, kind) }
    return kind == .time(seconds: true) ? time.withSeconds : String(time.withSeconds.prefix(5))
  }

  private static func lines(_ chart: BarChart, _ wording: Wording) -> [String] {
    let aim = chart.target.map { " (\($0.label): \(BarChart.short($0.value, wording)))" } ?? ""
    let labels = chart.bars.map(\.label.oneLine)
    let left = min(30, labels.map(\.terminalWidth).max() ?? 0)
    let highest = max(1, chart.bars.map(\.value).filter(\.isFinite).max() ?? 1, chart.target?.value ?? 0)
    let room = Double(width - left - 16)
    return "\(chart.title), \(chart.measure)\(aim)".oneLine.wrapped(to: width)
      + zip(labels, chart.bars).map { label, bar in
        let share = bar.value.isFinite ? max(0, bar.value) / highest : 0
        // A bar of whole characters: what is there at all is seen.
        let length = bar.value > 0 ? max(1, Int((share * min(room, 60)).rounded())) : 0
        return label.cut(to: left).padded(to: left) + "  "
          + String(repeating: "█", count: length) + (length > 0 ? " " : "")
          + BarChart.short(bar.value, wording)
      }
  }

  private static func lines(_ map: HeatMap, _ wording: Wording) -> [String] {
    let labels = map.rows.map(\.label.oneLine)
    let left = min(30, labels.map(\.terminalWidth).max() ?? 0)
    let room = width - left - 2
    var lines = "\(map.title), \(map.measure)".oneLine.wrapped(to: width)
    for start in stride(from: 0, to: map.columns.count, by: room) {
      let columns = start..<min(map.columns.count, start + room)
      let first = map.columns[columns.lowerBound].oneLine
      let last = map.columns[columns.upperBound - 1].oneLine
      lines.append(String(repeating: " ", count: left + 2) + "\(first) → \(last)")
      for row in map.rows.indices {
        let cells = columns.map { map.grade(map.value(row: row, column: $0)).sign }
        lines.append(labels[row].cut(to: left).padded(to: left) + "  " + String(cells))
      }
    }
    let legend = HeatMap.Grade.legend.map { "\($0.sign) \($0.said(wording))" }
    return lines + [String(repeating: " ", count: left + 2) + legend.joined(separator: "   ")]
  }
}

extension HeatMap.Grade {
  fileprivate var sign: Character {
    switch self {
    case .reached: "●"
    case .below: "◐"
    case .none: "○"
    case .unknown: "·"
    }
  }
}
