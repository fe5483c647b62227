import CXlsxwriter
import Phrases

extension WorkbookWriting {
  /// Figures at the left; beside them a chart of Excel's own, so that it follows when they are changed.
  func write(_ chart: BarChart) {
    guard let sheet = sheet(chart.title) else { return }
    let heading = Look(isBold: true, isHeading: true)
    worksheet_set_column(sheet, 0, 2, 16, nil)
    put(chart.measure, 0, 1, heading, sheet)
    if let target = chart.target { put(target.label, 0, 2, heading, sheet) }
    for (index, bar) in chart.bars.enumerated() {
      put(bar.label, index + 1, 0, Look(), sheet)
      put(bar.value, index + 1, 1, Look(pattern: "General"), sheet)
      if let target = chart.target { put(target.value, index + 1, 2, Look(pattern: "General"), sheet) }
    }
    worksheet_freeze_panes(sheet, 1, 0)
    guard !chart.bars.isEmpty else { return }
    insert(chart, in: sheet)
  }

  private func insert(_ chart: BarChart, in sheet: UnsafeMutablePointer<lxw_worksheet>) {
    guard let columns = self.chart(LXW_CHART_COLUMN) else { return }
    add(1, chart.bars.count, to: columns, from: sheet) { series in
      var fill = lxw_chart_fill()
      fill.color = Shade.bar.rgb
      chart_series_set_fill(series, &fill)
    }
    if let target = chart.target, chart.bars.count > 1 { draw(target, chart.bars.count, columns, sheet) }
    // What begins with `=` would be taken for a place in the workbook.
    let aim = chart.target.map { " (\($0.label): \(BarChart.short($0.value, wording)))" } ?? ""
    let title = Self.writable((chart.title + aim).oneLine)
    chart_title_set_name(columns, title.hasPrefix("=") ? " " + title : title)
    chart_legend_set_position(columns, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    chart_axis_set_min(columns.pointee.y_axis, 0)
    var place = lxw_chart_options()
    place.x_scale = min(3, max(1, Double(chart.bars.count) / 16))
    place.y_scale = 1.3
    worksheet_insert_chart_opt(sheet, 0, 4, columns, &place)
  }

  /// The library combines no two kinds of chart: the line is the trend of columns that all are the target and are not seen.
  private func draw(
    _ target: BarChart.Target, _ count: Int, _ chart: UnsafeMutablePointer<lxw_chart>,
    _ sheet: UnsafeMutablePointer<lxw_worksheet>
  ) {
    add(2, count, to: chart, from: sheet) { series in
      var nothing = lxw_chart_fill()
      nothing.none = 1
      chart_series_set_fill(series, &nothing)
      var stroke = lxw_chart_line()
      stroke.color = Shade.target.rgb
      stroke.width = 2
      stroke.dash_type = UInt8(LXW_CHART_LINE_DASH_DASH.rawValue)
      chart_series_set_trendline(series, UInt8(LXW_CHART_TRENDLINE_TYPE_LINEAR.rawValue), 0)
      chart_series_set_trendline_name(series, Self.writable(target.label.oneLine))
      chart_series_set_trendline_line(series, &stroke)
      chart_series_set_trendline_forecast(series, 0.5, 0.5)
      // One behind the other, not side by side.
      chart_set_series_overlap(chart, 100)
    }
    var unseen: [Int16] = [1, -1]
    chart_legend_delete_series(chart, &unseen)
  }

  private func add(
    _ column: UInt16, _ count: Int, to chart: UnsafeMutablePointer<lxw_chart>,
    from sheet: UnsafeMutablePointer<lxw_worksheet>, look: (UnsafeMutablePointer<lxw_chart_series>) -> Void
  ) {
    guard let series = chart_add_series(chart, nil, nil), let name = sheet.pointee.name else { return }
    chart_series_set_categories(series, name, 1, 0, UInt32(count), 0)
    chart_series_set_values(series, name, 1, column, UInt32(count), column)
    chart_series_set_name_range(series, name, 0, column)
    look(series)
  }

  /// Numbers whose colours follow when they are changed.
  func write(_ map: HeatMap) {
    guard let sheet = sheet(map.title) else { return }
    let heading = Look(isBold: true, isHeading: true)
    put(wording.language.phrases.columnRow, 0, 0, heading, sheet)
    let widest = map.rows.map { $0.label.oneLine.terminalWidth }.max() ?? 0
    worksheet_set_column(sheet, 0, 0, Double(min(60, max(12, widest + 2))), nil)
    if !map.columns.isEmpty {
      let label = map.columns.map { $0.oneLine.terminalWidth }.max() ?? 0
      worksheet_set_column(sheet, 1, UInt16(map.columns.count), Double(min(20, max(5, label + 1))), nil)
    }
    for (column, label) in map.columns.enumerated() { put(label, 0, column + 1, heading, sheet) }
    for (row, facts) in map.rows.enumerated() {
      put(facts.label, row + 1, 0, Look(), sheet)
      for column in map.columns.indices {
        guard let value = map.value(row: row, column: column) else { continue }
        put(value, row + 1, column + 1, Look(pattern: "General", isCentered: true), sheet)
      }
    }
    worksheet_freeze_panes(sheet, 1, 1)
    colour(map, in: sheet)
    var row = map.rows.count + 2
    put(map.measure, row, 0, Look(isBold: true), sheet)
    for grade in HeatMap.Grade.legend {
      row += 1
      let least = grade == .reached ? " (≥ \(BarChart.short(map.target, wording)))" : ""
      put(grade.said(wording) + least, row, 0, Look(fill: .of(grade)), sheet)
    }
  }

  /// The first rule that holds decides: Excel takes an empty cell for a zero.
  private func colour(_ map: HeatMap, in sheet: UnsafeMutablePointer<lxw_worksheet>) {
    guard !map.rows.isEmpty, !map.columns.isEmpty else { return }
    for grade in [HeatMap.Grade.unknown, .reached, .none, .below] {
      var rule = lxw_conditional_format()
      rule.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
      switch grade {
      case .unknown: rule.type = UInt8(LXW_CONDITIONAL_TYPE_BLANKS.rawValue)
      case .reached:
        rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_GREATER_THAN_OR_EQUAL_TO.rawValue)
        rule.value = map.target
      case .none: rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_LESS_THAN_OR_EQUAL_TO.rawValue)
      case .below:
        rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_LESS_THAN.rawValue)
        rule.value = map.target
      }
      rule.stop_if_true = 1
      rule.format = format(Look(fill: .of(grade), isCentered: true))
      worksheet_conditional_format_range(
        sheet, 1, 1, UInt32(map.rows.count), UInt16(map.columns.count), &rule)
    }
  }
}
