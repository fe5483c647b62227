import Phrases

/// The reading of one file: where it is, and what was found wrong.
final class Reading {
  /// How the file is named in diagnostics.
  let file: String
  /// The folder that relative paths count from; absolute.
  let directory: String
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var haveErrors = false

  init(file: String, directory: String? = nil) {
    self.file = file
    self.directory = directory ?? FilePaths.directory(of: file)
  }

  func error(at place: Place, _ what: Text, _ remedy: Text) {
    add(.error, place, what, remedy)
  }

  func warning(at place: Place, _ what: Text, _ remedy: Text) {
    add(.warning, place, what, remedy)
  }

  /// Takes over what was found in a file that this one refers to.
  func take(_ others: [Diagnostic]) {
    diagnostics += others
    haveErrors = haveErrors || others.haveErrors
  }

  private func add(_ severity: Diagnostic.Severity, _ place: Place, _ what: Text, _ remedy: Text) {
    haveErrors = haveErrors || severity == .error
    guard diagnostics.count <= Limits.diagnostics else { return }
    if diagnostics.count == Limits.diagnostics {
      diagnostics.append(
        Diagnostic(
          severity: .note, file: file, line: place.line, column: place.column,
          what: Text { $0.tooManyProblems(Limits.diagnostics) }, remedy: Text { $0.repairTheseFirst }))
      return
    }
    diagnostics.append(
      Diagnostic(
        severity: severity, file: file, line: place.line, column: place.column, what: what,
        remedy: remedy))
  }
}

/// What a file of ours may be at most. A real config is a few kilobytes.
enum Limits {
  static let bytes = 1 << 20
  static let nesting = 32
  static let values = 100_000
  static let diagnostics = 200
  static let items = 10_000
  static let textLength = 1_000
}
