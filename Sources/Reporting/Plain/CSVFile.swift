public import Phrases
import Scheduling

/// One table for Excel and other programs: UTF-8 with a byte order mark, lines ended by CR LF, every cell in quotes.
public enum CSVFile {
  /// Numbers have the decimal mark of the language and no groups, so that an Excel of that language reads them as numbers; dates
  /// are `16/03/2022`, times `17:00:00`, durations `0:14:58`, minutes a number.
  /// - Parameter separator: Another than that of the language, for a Windows that is set otherwise.
  public static func text(_ table: ReportTable, in language: Language, separator: Character? = nil) -> String
  {
    let between = separator.map(String.init) ?? language.listSeparator
    let wording = Wording(language)
    let header = table.columns.map(\.title.spreadsheetCell)
    let rows = (table.rows + (table.totals.map { [$0] } ?? [])).map { row in
      zip(row, table.columns).map { cell($0, $1.kind, wording) }
    }
    return "\u{FEFF}" + ([header] + rows).map { $0.joined(separator: between) + "\r\n" }.joined()
  }

  private static func cell(_ cell: ReportTable.Cell, _ kind: ReportTable.Kind, _ wording: Wording) -> String {
    switch cell {
    case .empty: "\"\""
    case .text(let text): text.spreadsheetCell
    // Our own figures: a minus sign makes no formula of them.
    case .number(let value): "\"\(number(value, kind, wording))\""
    case .duration(let duration):
      kind == .duration
        ? "\"\(wording.duration(duration))\"" : "\"\(number(duration.inMinutes, kind, wording))\""
    case .date(let date): "\"\(wording.date(date))\""
    case .time(let time): "\"\(time.withSeconds)\""
    }
  }

  private static func number(_ value: Double, _ kind: ReportTable.Kind, _ wording: Wording) -> String {
    let decimals = kind == .text && value != value.rounded() ? 3 : kind.decimals
    return Wording.plain(value, decimals: decimals).replacing(".", with: wording.decimalMark)
  }
}
