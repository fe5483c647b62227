import Phrases

/// Rows of words in columns that fit a width; what is too long goes on below, in its own column.
struct AlignedTable {
  var header: [String]
  var rows: [[String]]
  var totals: [String]?
  /// Stand at the right of their column.
  var isNumeric: [Bool]
  /// May be broken; numbers, dates and times only where nothing else helps.
  var isText: [Bool]
  var width: Int

  private static let gap = 2

  var lines: [String] {
    let widths = widths
    let rule = String(repeating: "─", count: widths.reduce(0, +) + Self.gap * max(0, widths.count - 1))
    var lines = line(header, widths) + [rule]
    for row in rows { lines += line(row, widths) }
    if let totals { lines += [rule] + line(totals, widths) }
    return lines
  }

  /// As wide as the widest cell; where that is too much, headings are broken, then the widest column of text gives way,
  /// step by step.
  private var widths: [Int] {
    let room = width - Self.gap * max(0, header.count - 1)
    let content = header.indices.map { column in
      ([totals ?? []] + rows).map { column < $0.count ? $0[column].terminalWidth : 0 }.max() ?? 0
    }
    var widths = zip(header, content).map { max($0.terminalWidth, $1) }
    if widths.reduce(0, +) > room {
      widths = zip(header, content).map { max($0.widestWord, $1) }
    }
    for (narrowest, onlyText) in [(6, true), (3, false)] {
      while widths.reduce(0, +) > room {
        let open = widths.indices.filter { widths[$0] > narrowest && (isText[$0] || !onlyText) }
        guard let widest = open.max(by: { widths[$0] < widths[$1] }) else { break }
        widths[widest] -= 1
      }
    }
    return widths
  }

  private func line(_ row: [String], _ widths: [Int]) -> [String] {
    let cells = row.indices.map { row[$0].wrapped(to: widths[$0]) }
    return (0..<(cells.map(\.count).max() ?? 0)).map { number in
      let pieces = cells.indices.map { column in
        let text = number < cells[column].count ? cells[column][number] : ""
        return text.padded(to: widths[column], atRight: isNumeric[column])
      }
      return pieces.joined(separator: String(repeating: " ", count: Self.gap)).trimmedAtEnd
    }
  }
}
