public import Phrases

/// A report to go on calculating with: a sheet for each table, chart and heat map, with cells of their own kinds.
public enum Workbook {
  /// Writes an XLSX in one step.
  /// - Throws: `ReportingError`: `unwritable`, `documentNotMade`.
  public static func write(
    _ content: ReportContent, in language: Language = .vietnamese, to path: String
  ) throws(ReportingError) {
    try DocumentFile.make(path) { draft throws(ReportingError) in
      guard let writing = WorkbookWriting(draft, content, Wording(language)) else {
        throw .documentNotMade(path: path, why: BilingualText(Text(verbatim: draft)))
      }
      writing.write(content)
      if let why = writing.close() {
        throw .documentNotMade(path: path, why: BilingualText(Text(verbatim: why)))
      }
    }
  }
}

/// Names of sheets as Excel takes them: at most 31 characters, none of `[]:*?/\`, no apostrophe at the ends, none twice
/// whatever the case.
struct SheetNames {
  private var taken: Set<String> = []

  mutating func name(for title: String) -> String {
    let plain = String(title.oneLine.map { "[]:*?/\\'".contains($0) ? "-" : $0 })
    let trimmed = plain.split(separator: " ").joined(separator: " ")
    let base = trimmed.isEmpty ? "-" : trimmed
    var name = Self.cut(base, to: 31)
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      let ending = " (\(number))"
      name = Self.cut(base, to: 31 - ending.utf16.count) + ending
      number += 1
    }
    return name
  }

  /// Excel counts in UTF-16.
  private static func cut(_ text: String, to length: Int) -> String {
    var kept = text
    while kept.utf16.count > length { kept.removeLast() }
    return kept
  }
}
