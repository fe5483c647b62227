/// A name that people chose in a config file and that stays the same for ever.
public protocol Identifier: Hashable, Comparable, Sendable, Codable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  var text: String { get }
  init(_ text: String)
}

extension Identifier {
  public var description: String { text }
  public init(stringLiteral text: String) { self.init(text) }
  public static func < (a: Self, b: Self) -> Bool { a.text < b.text }
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

public struct ProgrammeID: Identifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}

public struct SlotID: Identifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}

/// A programme and the name of the edition in its folder: `cchc/2022-w11`.
public struct EditionID: Identifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}

/// An airing for ever: slot and planned local start, `cchc-thu-tu@2022-03-16T17:00`.
///
/// A commanded play has the slot `lenh` (order) and seconds in its start.
public struct AiringID: Identifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}

extension AiringID {
  /// The airing of a slot that was planned for this local start.
  public init(slot: SlotID, at localStart: CivilDateTime) {
    self.init("\(slot)@\(localStart)")
  }

  /// The planned local start that the name ends with.
  public var localStart: CivilDateTime? {
    text.lastIndex(of: "@").flatMap { CivilDateTime(String(text[text.index(after: $0)...])) }
  }
}
