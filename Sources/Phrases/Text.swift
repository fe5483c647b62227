/// A sentence for a person, not yet said in any language.
///
///     Text { $0.unknownKey("strat", suggestion: "start") }
///
/// Rooms hand `Text` upwards; only the edge (command line, page, journal) chooses the language.
public struct Text: Sendable {
  private let say: @Sendable (any Phrases) -> String

  public init(_ say: @escaping @Sendable (any Phrases) -> String) {
    self.say = say
  }

  /// Words that are the same in every language: a name, a path, a number.
  public init(verbatim words: String) {
    self.say = { _ in words }
  }

  public func said(in language: Language) -> String {
    said(by: language.phrases)
  }

  /// Within another sentence, in its language.
  public func said(by phrases: any Phrases) -> String {
    say(phrases)
  }
}

extension Text: CustomStringConvertible {
  public var description: String { said(in: .english) }
}

/// An error that a person can act on.
public protocol OperatorError: Error, CustomStringConvertible {
  /// Stable and greppable, such as `device-busy`.
  var code: String { get }
  /// What happened, and where.
  var what: Text { get }
  /// What to do about it.
  var remedy: Text { get }
  /// The error underneath, if there is one.
  var underlying: (any Error)? { get }
}

extension OperatorError {
  public var underlying: (any Error)? { nil }

  public var description: String { "\(code): \(what); \(remedy)" }
}
