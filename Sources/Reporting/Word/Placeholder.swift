/// What stands between `{{` and `}}` in a template.
enum Placeholder: Sendable, Hashable {
  /// `{{ten_dai}}`
  case field(String)
  /// `{{lan_phat.gio_phat}}`: in the row that repeats for each row of the table.
  case cell(table: String, column: String)
  /// `{{lan_phat.cong.thoi_luong}}`: in the row of totals.
  case total(table: String, column: String)

  /// The middle word of a total.
  static let totalWord = "cong"
  /// A column that every table has: the number of the row.
  static let rowNumber = "stt"

  /// The letters' case does not matter: Word makes the first letter of a cell a capital.
  init?(_ inner: some StringProtocol) {
    let parts = inner.lowercased().split(separator: ".", omittingEmptySubsequences: false).map {
      $0.trimming(\.isWhitespace)
    }
    guard parts.allSatisfy({ !$0.isEmpty && $0.count <= 60 }) else { return nil }
    switch parts.count {
    case 1: self = .field(parts[0])
    case 2: self = .cell(table: parts[0], column: parts[1])
    case 3 where parts[1] == Self.totalWord: self = .total(table: parts[0], column: parts[2])
    default: return nil
    }
  }

  /// As it is written in a template.
  var written: String {
    switch self {
    case .field(let name): "{{\(name)}}"
    case .cell(let table, let column): "{{\(table).\(column)}}"
    case .total(let table, let column): "{{\(table).\(Self.totalWord).\(column)}}"
    }
  }

  /// A placeholder in a text, and where.
  struct Found {
    var range: Range<String.Index>
    /// nil where what stands between the braces is no name.
    var placeholder: Placeholder?
  }

  /// All placeholders of a text in order; the last may lack its end, which then is the end of the text.
  static func all(in text: String) -> (found: [Found], unclosed: String?) {
    var found: [Found] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "{{") {
      guard let end = rest[start.upperBound...].firstRange(of: "}}") else {
        return (found, String(rest[start.lowerBound...].prefix(40)))
      }
      found.append(
        Found(
          range: start.lowerBound..<end.upperBound,
          placeholder: Placeholder(rest[start.upperBound..<end.lowerBound])))
      rest = rest[end.upperBound...]
    }
    return (found, nil)
  }
}

extension StringProtocol {
  fileprivate func trimming(_ isUnwanted: (Character) -> Bool) -> String {
    String(drop(while: isUnwanted).reversed().drop(while: isUnwanted).reversed())
  }
}
