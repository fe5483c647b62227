extension Language {
  /// What stands between the cells of a CSV file. Excel goes by the list separator of Windows, which is the semicolon where
  /// the decimal mark is a comma.
  package var listSeparator: String {
    switch self {
    case .vietnamese: ";"
    case .english: ","
    }
  }
}

extension String {
  /// A cell of a CSV file, in quotes. Text that a spreadsheet would compute (=, +, -, @, and what may hide one) is led by
  /// an apostrophe.
  package var spreadsheetCell: String {
    // Scalars: a combining mark after the sign makes another character of it, but not for Excel.
    let visible = unicodeScalars.drop {
      $0.properties.isWhitespace || $0.properties.generalCategory == .format
    }
    let isFormula =
      visible.first.map { "=+-@|%＝＋－＠".unicodeScalars.contains($0) } ?? false
      || unicodeScalars.first.map { $0 == "\t" || $0 == "\r" || $0 == "\n" } ?? false
    var quoted = isFormula ? "\"'" : "\""
    for scalar in unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append("\"") }
      if scalar == "\0" { continue }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
