/// A JSON value that keeps the order of its members.
enum JSONText: Sendable, Hashable {
  case object([Member])
  case array([JSONText])
  case string(String)
  case integer(Int)
  case boolean(Bool)

  struct Member: Sendable, Hashable {
    var name: String
    var value: JSONText
  }

  static func object(_ members: KeyValuePairs<String, JSONText>) -> JSONText {
    .object(members.map { Member(name: $0.key, value: $0.value) })
  }

  static func strings(_ texts: [String]) -> JSONText { .array(texts.map { .string($0) }) }

  /// The same object with more members at its front.
  func prefixed(_ members: KeyValuePairs<String, JSONText>) -> JSONText {
    guard case .object(let own) = self else { return self }
    return .object(members.map { Member(name: $0.key, value: $0.value) } + own)
  }

  subscript(name: String) -> JSONText? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// Two spaces of indentation; short lists of words on one line.
  func rendered(indent: String = "") -> String {
    switch self {
    case .string(let text): return Self.quoted(text)
    case .integer(let number): return String(number)
    case .boolean(let flag): return flag ? "true" : "false"
    case .array(let items):
      let isShort = items.allSatisfy {
        switch $0 {
        case .object, .array: false
        default: true
        }
      }
      if isShort { return "[" + items.map { $0.rendered() }.joined(separator: ", ") + "]" }
      let inner = indent + "  "
      let lines = items.map { inner + $0.rendered(indent: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + indent + "]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let inner = indent + "  "
      let lines = members.map { inner + Self.quoted($0.name) + ": " + $0.value.rendered(indent: inner) }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + indent + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 {
          result += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
