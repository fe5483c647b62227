public import Phrases

/// An error as it crosses the wire: `{"code": …, "what": {"vi": …, "en": …}, "remedy": {…}}`.
public struct WireError: OperatorError, Codable {
  public var code: String
  private var whatIsWrong: BilingualText
  private var whatToDo: BilingualText

  private enum CodingKeys: String, CodingKey {
    case code
    case whatIsWrong = "what"
    case whatToDo = "remedy"
  }

  public var what: Text { whatIsWrong.text }
  public var remedy: Text { whatToDo.text }

  public init(code: String, what: Text, remedy: Text) {
    self.code = code
    whatIsWrong = BilingualText(what)
    whatToDo = BilingualText(remedy)
  }

  public init(_ error: any OperatorError) {
    self.init(code: error.code, what: error.what, remedy: error.remedy)
  }

  /// The body of the request is not what the API takes.
  static func badRequest(_ detail: String) -> WireError {
    WireError(
      code: "bad-request", what: Text { $0.requestIsUnreadable(detail) },
      remedy: Text { $0.readTheAPIDescription })
  }

  /// Something failed inside the node.
  static func unexpected(_ error: any Error) -> WireError {
    WireError(
      code: "unexpected", what: Text { $0.nodeFailed("\(error)") },
      remedy: Text { $0.readTheJournal })
  }
}
