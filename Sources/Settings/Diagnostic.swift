public import Phrases

/// One problem of a file that people write, with its place and what to write instead.
public struct Diagnostic: Sendable {
  public enum Severity: String, Sendable, CaseIterable, Comparable {
    /// The file is refused.
    case error
    /// The file is taken, but someone should look.
    case warning
    case note

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }
  }

  public var severity: Severity
  /// The path as it was given.
  public var file: String
  /// From 1; columns count Unicode scalars. 1:1 where the whole file is meant.
  public var line: Int
  public var column: Int
  public var what: Text
  /// What to write or do instead.
  public var remedy: Text

  public init(
    severity: Severity, file: String, line: Int = 1, column: Int = 1, what: Text, remedy: Text
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.what = what
    self.remedy = remedy
  }

  /// `file:line:column: error: what; what to write instead`
  public func said(in language: Language) -> String {
    let severity =
      switch self.severity {
      case .error: language.phrases.severityError
      case .warning: language.phrases.severityWarning
      case .note: language.phrases.severityNote
      }
    return
      "\(file):\(line):\(column): \(severity): \(what.said(in: language)); \(remedy.said(in: language))"
  }

  /// In the order of the places in each file; files in the order in which they first appear.
  public static func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var rank: [String: Int] = [:]
    for diagnostic in diagnostics where rank[diagnostic.file] == nil {
      rank[diagnostic.file] = rank.count
    }
    let keyed = diagnostics.enumerated().map { index, diagnostic in
      (
        key: [
          rank[diagnostic.file] ?? 0, diagnostic.line, diagnostic.column,
          Severity.allCases.firstIndex(of: diagnostic.severity) ?? 0, index,
        ], diagnostic: diagnostic
      )
    }
    return keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.diagnostic)
  }
}

extension Diagnostic: CustomStringConvertible {
  public var description: String { said(in: .english) }
}

extension Sequence<Diagnostic> {
  /// Whether anything in it refuses the file.
  public var haveErrors: Bool { contains { $0.severity == .error } }
}
