package import Clocks

/// Reads the members of one object of a record, each by its name and kind.
package struct BodyReader {
  private let members: [String: JSONValue]

  package init(_ value: JSONValue) throws(NotCanonical) {
    guard case .object(let members) = value else {
      throw NotCanonical(why: "an object expected", offset: nil)
    }
    self.members = members
  }

  private func wrong(_ key: String, _ what: String) -> NotCanonical {
    NotCanonical(why: "\(key): \(what)", offset: nil)
  }

  package func has(_ key: String) -> Bool { members[key] != nil }

  package func text(_ key: String) throws(NotCanonical) -> String? {
    guard let value = members[key] else { return nil }
    guard case .text(let text) = value else { throw wrong(key, "text expected") }
    return text
  }

  package func integer(_ key: String) throws(NotCanonical) -> Int64? {
    guard let value = members[key] else { return nil }
    guard case .integer(let number) = value else { throw wrong(key, "a whole number expected") }
    return number
  }

  /// A number of frames: within what any airing can have, so that sums of them stay within 64 bits.
  package func frames(_ key: String) throws(NotCanonical) -> Int64? {
    guard let frames = try integer(key) else { return nil }
    guard frames.magnitude < 1 << 50 else { throw wrong(key, "\(frames) is no number of frames") }
    return frames
  }

  package func flag(_ key: String) throws(NotCanonical) -> Bool? {
    guard let value = members[key] else { return nil }
    guard case .flag(let flag) = value else { throw wrong(key, "true or false expected") }
    return flag
  }

  package func object(_ key: String) throws(NotCanonical) -> BodyReader? {
    guard let value = members[key] else { return nil }
    return try BodyReader(value)
  }

  package func objects(_ key: String) throws(NotCanonical) -> [BodyReader]? {
    guard let value = members[key] else { return nil }
    guard case .list(let values) = value else { throw wrong(key, "a list expected") }
    var readers: [BodyReader] = []
    for value in values { readers.append(try BodyReader(value)) }
    return readers
  }

  package func needed<Value>(_ key: String, _ value: Value?) throws(NotCanonical) -> Value {
    guard let value else { throw wrong(key, "missing") }
    return value
  }

  package func word<Word: RawRepresentable<String>>(
    _ key: String, _ type: Word.Type
  ) throws(NotCanonical)
    -> Word?
  {
    guard let text = try text(key) else { return nil }
    guard let word = Word(rawValue: text) else { throw wrong(key, "the word \(text) is not known") }
    return word
  }

  package func instant(_ key: String) throws(NotCanonical) -> WallTime? {
    try integer(key).map { WallTime(nanoseconds: $0) }
  }

  /// A level in LU or dB, kept in thousandths.
  package func level(_ key: String) throws(NotCanonical) -> Double? {
    try integer(key).map { Double($0) / 1000 }
  }
}

extension JSONValue {
  /// An object of those members that have a value.
  package static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    var present: [String: JSONValue] = [:]
    for (key, value) in members { present[key] = value }
    return .object(present)
  }

  package static func text(_ text: String?) -> JSONValue? { text.map { .text($0) } }

  package static func integer(_ number: Int) -> JSONValue { .integer(Int64(number)) }

  package static func instant(_ instant: WallTime?) -> JSONValue? { instant.map { .integer($0.nanoseconds) } }

  /// A level in thousandths; nil where it is no number or beyond any level that exists.
  package static func level(_ level: Double?) -> JSONValue? { thousandths(level).map { .integer($0) } }

  /// The same as a number with three decimals, for other programs.
  package static func decimal(_ level: Double?) -> JSONValue? {
    thousandths(level).map { .decimal(thousandths: $0) }
  }

  private static func thousandths(_ level: Double?) -> Int64? {
    guard let level, level.magnitude < 1e6 else { return nil }
    return Int64((level * 1000).rounded())
  }
}
