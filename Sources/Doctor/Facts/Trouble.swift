public import Phrases

/// What a room of Loa says is wrong, as a value.
public struct Trouble: Sendable {
  public var code: String
  public var what: Text
  public var remedy: Text

  public init(code: String, what: Text, remedy: Text) {
    self.code = code
    self.what = what
    self.remedy = remedy
  }

  public init(_ error: any OperatorError) {
    self.init(code: error.code, what: error.what, remedy: error.remedy)
  }
}
