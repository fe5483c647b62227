import Canonical
import Scheduling

/// The whole of a report for other programs. `docs/templates.md` describes the form.
public enum JSONReport {
  /// The name and version of the form. A new field leaves it; a field that goes or means another thing raises it.
  static let schema = "loa-report/1"

  /// Stable: the same content gives the same text; keys are sorted.
  public static func text(_ content: ReportContent) -> String {
    JSONValue.members([
      "schema": .text(schema),
      "title": .text(content.title),
      "fields": .object(content.fields.mapValues { .text($0) }),
      "tables": .list(content.tables.map(value)),
      "barCharts": .list(content.barCharts.map(value)),
      "heatMaps": .list(content.heatMaps.map(value)),
    ]).indented
  }

  private static func value(_ table: ReportTable) -> JSONValue {
    let columns = table.columns.map { column in
      JSONValue.members([
        "name": .text(column.name), "title": .text(column.title), "kind": .text(name(of: column.kind)),
      ])
    }
    func members(_ row: [ReportTable.Cell]) -> JSONValue {
      .object(
        Dictionary(
          zip(table.columns, row).compactMap { column, cell in value(cell).map { (column.name, $0) } }
        ) {
          first, _ in first
        })
    }
    return .members([
      "name": .text(table.name), "title": .text(table.title), "columns": .list(columns),
      "rows": .list(table.rows.map(members)), "totals": table.totals.map(members),
    ])
  }

  private static func name(of kind: ReportTable.Kind) -> String {
    switch kind {
    case .text: "text"
    case .number: "number"
    case .minutes, .duration: "seconds"
    case .date: "date"
    case .time: "time"
    }
  }

  /// nil for what is not there.
  private static func value(_ cell: ReportTable.Cell) -> JSONValue? {
    switch cell {
    case .empty: nil
    case .text(let text): .text(text)
    case .number(let number): value(number)
    case .duration(let duration): value(duration.inMinutes * 60)
    case .date(let date): .text(date.description)
    case .time(let time): .text(time.withSeconds)
    }
  }

  /// Whole where it is, else with three decimals.
  private static func value(_ number: Double) -> JSONValue? {
    guard number.isFinite, abs(number) < 1e12 else { return nil }
    let thousandths = Int64((number * 1000).rounded())
    return thousandths % 1000 == 0 ? .integer(thousandths / 1000) : .decimal(thousandths: thousandths)
  }

  private static func value(_ chart: BarChart) -> JSONValue {
    .members([
      "name": .text(chart.name), "title": .text(chart.title), "measure": .text(chart.measure),
      "bars": .list(chart.bars.map { .members(["label": .text($0.label), "value": value($0.value)]) }),
      "target": chart.target.map { .members(["label": .text($0.label), "value": value($0.value)]) },
    ])
  }

  private static func value(_ map: HeatMap) -> JSONValue {
    .members([
      "name": .text(map.name), "title": .text(map.title), "measure": .text(map.measure),
      "target": value(map.target),
      "rows": .list(
        map.rows.indices.map { row in
          .members([
            "label": .text(map.rows[row].label),
            "cells": .list(
              map.columns.indices.map { column in
                .members([
                  "column": .text(map.columns[column]),
                  "value": map.value(row: row, column: column).flatMap { value($0) },
                ])
              }),
          ])
        }),
    ])
  }
}
