/// A value of the canonical form, under every hash and signature, and of JSON for other programs.
///
/// The canonical form is JSON (RFC 8259) of which every value has exactly one spelling, so that a hash over it
/// means something: no white space, keys sorted by their bytes and never twice, numbers are whole and within
/// 64 bits, text is UTF-8 with only `"`, `\` and the control characters below U+0020 escaped, absent values are
/// left out. `docs/airtime-log.md` has the rules and test vectors.
package enum JSONValue: Sendable, Hashable {
  case integer(Int64)
  /// A number with three decimals, given in thousandths. Only for other programs; never in the canonical form.
  case decimal(thousandths: Int64)
  case flag(Bool)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// The one spelling of this value, in UTF-8.
  package var canonical: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1024)
    write(into: &bytes, indent: nil)
    return bytes
  }

  /// The same over several lines, for people and programs to read.
  package var indented: String {
    var bytes: [UInt8] = []
    write(into: &bytes, indent: 0)
    bytes.append(UInt8(ascii: "\n"))
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(into bytes: inout [UInt8], indent: Int?) {
    switch self {
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .decimal(let thousandths):
      let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
      let digits = String(rest)
      bytes.append(contentsOf: "\(thousandths < 0 ? "-" : "")\(whole).".utf8)
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 3 - digits.utf8.count))
      bytes.append(contentsOf: digits.utf8)
    case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .text(let text): Self.write(text, into: &bytes)
    case .list(let values):
      Self.write(values, between: "[]", into: &bytes, indent: indent) { value, bytes, indent in
        value.write(into: &bytes, indent: indent)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      Self.write(sorted, between: "{}", into: &bytes, indent: indent) { member, bytes, indent in
        Self.write(member.key, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if indent != nil { bytes.append(UInt8(ascii: " ")) }
        member.value.write(into: &bytes, indent: indent)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], between brackets: StaticString, into bytes: inout [UInt8], indent: Int?,
    each: (Element, inout [UInt8], Int?) -> Void
  ) {
    let inner = indent.map { $0 + 1 }
    func newLine(_ level: Int?, _ bytes: inout [UInt8]) {
      guard let level, !elements.isEmpty else { return }
      bytes.append(UInt8(ascii: "\n"))
      bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: level * 2))
    }
    bytes.append(brackets.utf8Start[0])
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(inner, &bytes)
      each(element, &bytes, inner)
    }
    newLine(indent, &bytes)
    bytes.append(brackets.utf8Start[1])
  }

  private static func write(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { letters in
      guard letters.contains(where: isEscaped) else { return bytes.append(contentsOf: letters) }
      for byte in letters {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
          bytes.append(UInt8(ascii: "\\"))
          bytes.append(byte)
        case 0..<0x20:
          bytes.append(contentsOf: "\\u00\(String(byte >> 4, radix: 16))\(String(byte & 15, radix: 16))".utf8)
        default: bytes.append(byte)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }
}

/// Why bytes are not a value in canonical form.
package struct NotCanonical: Error, Hashable, CustomStringConvertible {
  package var why: String
  /// Offset of the byte at which it shows; nil where it is a field that is wrong.
  package var offset: Int?

  package init(why: String, offset: Int? = nil) {
    self.why = why
    self.offset = offset
  }

  package var description: String { offset.map { "\(why) (byte \($0))" } ?? why }
}

extension JSONValue {
  /// Reads bytes that are in canonical form, and nothing else.
  package init(canonical bytes: [UInt8]) throws(NotCanonical) {
    self = try bytes.withUnsafeBufferPointer { bytes throws(NotCanonical) in
      var reader = CanonicalReader(bytes: bytes)
      let value = try reader.value(depth: 0)
      guard reader.position == bytes.count else { throw reader.wrong("something follows the value") }
      return value
    }
  }
}

/// Most of the time that the reading of a long log takes is spent here: nothing is copied that need not be.
private struct CanonicalReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  /// Far more than any record nests.
  private static let deepest = 16

  func wrong(_ why: String) -> NotCanonical { NotCanonical(why: why, offset: position) }

  private func peek() throws(NotCanonical) -> UInt8 {
    guard position < bytes.count else { throw wrong("it ends too early") }
    return bytes[position]
  }

  private mutating func take(_ wanted: StaticString) throws(NotCanonical) {
    for index in 0..<wanted.utf8CodeUnitCount {
      guard try peek() == wanted.utf8Start[index] else { throw wrong("\(wanted) expected") }
      position += 1
    }
  }

  private mutating func takes(_ byte: UInt8) throws(NotCanonical) -> Bool {
    guard try peek() == byte else { return false }
    position += 1
    return true
  }

  mutating func value(depth: Int) throws(NotCanonical) -> JSONValue {
    guard depth < Self.deepest else { throw wrong("it nests too deep") }
    switch try peek() {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"):
      try take("true")
      return .flag(true)
    case UInt8(ascii: "f"):
      try take("false")
      return .flag(false)
    default: return .integer(try integer())
    }
  }

  private mutating func object(depth: Int) throws(NotCanonical) -> JSONValue {
    try take("{")
    if try takes(UInt8(ascii: "}")) { return .object([:]) }
    // An entry has more members than what lies within it.
    var members: [String: JSONValue] = Dictionary(minimumCapacity: depth == 0 ? 32 : 4)
    var last: String?
    while true {
      let key = try text()
      if let last, !last.utf8.lexicographicallyPrecedes(key.utf8) {
        throw wrong("the keys are not in order")
      }
      last = key
      try take(":")
      // Keys that differ in bytes and are equal as text would fall together in a dictionary.
      guard members.updateValue(try value(depth: depth + 1), forKey: key) == nil else {
        throw wrong("a key stands twice")
      }
      if try takes(UInt8(ascii: "}")) { return .object(members) }
      try take(",")
    }
  }

  private mutating func list(depth: Int) throws(NotCanonical) -> JSONValue {
    try take("[")
    var values: [JSONValue] = []
    if try takes(UInt8(ascii: "]")) { return .list(values) }
    while true {
      values.append(try value(depth: depth + 1))
      if try takes(UInt8(ascii: "]")) { return .list(values) }
      try take(",")
    }
  }

  private mutating func integer() throws(NotCanonical) -> Int64 {
    let start = position
    let isNegative = try takes(UInt8(ascii: "-"))
    let first = position
    // Counted below zero, where there is one number more.
    var number: Int64 = 0
    var isTooLong = false
    while position < bytes.count, case let digit = bytes[position] &- UInt8(ascii: "0"), digit < 10 {
      let (tens, isOver) = number.multipliedReportingOverflow(by: 10)
      let (sum, isUnder) = tens.subtractingReportingOverflow(Int64(digit))
      isTooLong = isTooLong || isOver || isUnder
      number = sum
      position += 1
    }
    let hasNeedlessZero =
      first < position && bytes[first] == UInt8(ascii: "0") && (isNegative || position > first + 1)
    guard position > first, !hasNeedlessZero, !isTooLong, isNegative || number > .min else {
      position = start
      throw wrong("a whole number in its shortest form expected")
    }
    return isNegative ? number : -number
  }

  private mutating func text() throws(NotCanonical) -> String {
    try take("\"")
    let start = position
    var all: UInt8 = 0
    while position < bytes.count, bytes[position] >= 0x20, bytes[position] != UInt8(ascii: "\""),
      bytes[position] != UInt8(ascii: "\\")
    {
      all |= bytes[position]
      position += 1
    }
    let bare = UnsafeBufferPointer(rebasing: bytes[start..<position])
    guard try peek() == UInt8(ascii: "\"") else { return try text(after: bare) }
    guard all < 0x80 else { return try text(of: bare) }
    // ASCII needs no validation, and that of the standard library is slow.
    position += 1
    return String(decoding: bare, as: UTF8.self)
  }

  /// The rest of a text in which something is escaped.
  private mutating func text(after bare: UnsafeBufferPointer<UInt8>) throws(NotCanonical) -> String {
    var content = Array(bare)
    while true {
      let byte = try peek()
      switch byte {
      case UInt8(ascii: "\""):
        return try content.withUnsafeBufferPointer { content throws(NotCanonical) in try text(of: content) }
      case UInt8(ascii: "\\"):
        position += 1
        content.append(try escaped())
      case 0..<0x20: throw wrong("a control character stands bare")
      default:
        content.append(byte)
        position += 1
      }
    }
  }

  /// The content of a text, at its closing quote.
  private mutating func text(of content: UnsafeBufferPointer<UInt8>) throws(NotCanonical) -> String {
    guard let text = String(validating: content, as: UTF8.self) else { throw wrong("the text is not UTF-8") }
    position += 1
    return text
  }

  private mutating func escaped() throws(NotCanonical) -> UInt8 {
    let byte = try peek()
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
      position += 1
      return byte
    }
    try take("u00")
    var code: UInt8 = 0
    for _ in 0..<2 {
      switch try peek() {
      case let digit where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit):
        code = code << 4 | (digit - UInt8(ascii: "0"))
      case let digit where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(digit):
        code = code << 4 | (digit - UInt8(ascii: "a") + 10)
      default: throw wrong("two small hexadecimal digits expected")
      }
      position += 1
    }
    guard code < 0x20 else { throw wrong("a character is escaped that need not be") }
    return code
  }
}
