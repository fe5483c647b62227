import Glibc
public import Phrases

/// Why a document could not be made.
public enum ReportingError: OperatorError, Hashable {
  case templateUnreadable(path: String, errno: Int32)
  case templateTooLarge(path: String, limit: Int)
  /// No Word document, or a broken one.
  case noWordDocument(path: String, DocumentFault)
  /// Every placeholder that has no answer, at once.
  case templateProblems(path: String, [TemplateProblem])
  case unwritable(path: String, errno: Int32)
  case documentNotMade(path: String, why: BilingualText)
  /// LibreOffice is not installed.
  case noConverter(command: String)
  case notConverted(path: String, why: BilingualText)

  public var code: String {
    switch self {
    case .templateUnreadable: "template-unreadable"
    case .templateTooLarge: "template-too-large"
    case .noWordDocument: "template-not-word"
    case .templateProblems: "template-problems"
    case .unwritable: "document-unwritable"
    case .documentNotMade: "document-not-made"
    case .noConverter: "pdf-no-converter"
    case .notConverted: "pdf-not-converted"
    }
  }

  public var what: Text {
    switch self {
    case .templateUnreadable(let path, let errno):
      Text { $0.templateIsUnreadable(path, reason: Self.reason(errno)) }
    case .templateTooLarge(let path, let limit):
      Text { $0.templateIsTooLarge(path, megabytes: limit >> 20) }
    case .noWordDocument(let path, let fault):
      Text { $0.templateIsNoWordDocument(path, why: fault.said($0)) }
    case .templateProblems(let path, let problems):
      Text { phrases in
        phrases.templateHasProblems(path, problems.map { $0.said(phrases) }.joined(separator: "; "))
      }
    case .unwritable(let path, let errno):
      Text { $0.documentIsUnwritable(path, reason: Self.reason(errno)) }
    case .documentNotMade(let path, let why):
      Text { $0.documentWasNotMade(path, why: $0.choose(vietnamese: why.vi, english: why.en)) }
    case .noConverter(let command): Text { $0.officeIsMissing(command) }
    case .notConverted(let path, let why):
      Text { $0.documentWasNotConverted(path, why: $0.choose(vietnamese: why.vi, english: why.en)) }
    }
  }

  public var remedy: Text {
    switch self {
    case .templateUnreadable: Text { $0.giveTheTemplate }
    case .templateTooLarge: Text { $0.makeTheTemplateSmaller }
    case .noWordDocument: Text { $0.saveTheTemplateAsDocx }
    case .templateProblems(_, let problems):
      Text { phrases in
        phrases.correctTheTemplate(
          known: Set(problems.flatMap(\.known)).sorted().joined(separator: ", "))
      }
    case .unwritable: Text { $0.chooseAnotherPlace }
    case .documentNotMade: Text { $0.checkSpaceAndMemory }
    case .noConverter: Text { $0.installTheOffice }
    case .notConverted: Text { $0.openTheDocumentByHand }
    }
  }

  private static func reason(_ errno: Int32) -> String { String(cString: strerror(errno)) }
}

/// A placeholder that has no answer.
public enum TemplateProblem: Sendable, Hashable {
  case unknownField(String, known: [String])
  case unknownTable(String, known: [String])
  case unknownColumn(String, table: String, known: [String])
  /// One row can repeat for one table only.
  case rowOfManyTables([String])
  /// `{{table.column}}` that stands in no row of a table.
  case outsideOfRow(String)
  case noTotals(table: String)
  case unknownPicture(String, known: [String])
  /// A picture's name as text.
  case pictureAsText(String)
  /// More paper than all pictures of a template may take.
  case tooMuchOfPictures(pages: Int)
  case unclosed(String)
  case noName(String)

  /// The names that would have been right.
  var known: [String] {
    switch self {
    case .unknownField(_, let known), .unknownPicture(_, let known): known.map { "{{\($0)}}" }
    case .unknownTable(_, let known): known.map { "{{\($0). …}}" }
    case .unknownColumn(_, let table, let known): known.map { "{{\(table).\($0)}}" }
    case .rowOfManyTables, .outsideOfRow, .noTotals, .pictureAsText, .tooMuchOfPictures, .unclosed, .noName:
      []
    }
  }

  func said(_ phrases: any Phrases) -> String {
    switch self {
    case .unknownField(let name, _): phrases.placeholderIsUnknown("{{\(name)}}")
    case .unknownTable(let name, _): phrases.tableIsUnknown(name)
    case .unknownColumn(let name, let table, _): phrases.columnIsUnknown(name, table: table)
    case .rowOfManyTables(let tables):
      phrases.rowHasManyTables(tables.map { "“\($0)”" }.joined(separator: ", "))
    case .outsideOfRow(let written): phrases.placeholderIsOutsideOfRow(written)
    case .noTotals(let table): phrases.tableHasNoTotals(table)
    case .unknownPicture(let name, _): phrases.pictureIsUnknown("{{\(name)}}")
    case .pictureAsText(let name): phrases.pictureStandsAsText("{{\(name)}}")
    case .tooMuchOfPictures(let pages): phrases.picturesTakeTooMuch(pages: pages)
    case .unclosed(let text): phrases.placeholderIsUnclosed(text)
    case .noName(let text): phrases.placeholderHasNoName(text)
    }
  }
}
