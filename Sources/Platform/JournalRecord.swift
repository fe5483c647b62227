/// One record of the journal: fields of its native protocol (https://systemd.io/JOURNAL_NATIVE_PROTOCOL/).
struct JournalRecord {
  private(set) var bytes: [UInt8] = []

  /// Adds a field. `name` is made acceptable to the journal: upper-case letters, digits and underscores, not
  /// beginning with an underscore or digit, at most 64 bytes. Fields of an empty name are left out.
  mutating func add(_ name: String, _ value: String) {
    let field = Self.field(name)
    guard !field.isEmpty else { return }
    bytes += field
    let text = Array(value.utf8)
    if text.contains(UInt8(ascii: "\n")) {
      // The name, a line break, the length in 64 bits little-endian, the bytes as they are, a line break.
      bytes.append(UInt8(ascii: "\n"))
      withUnsafeBytes(of: UInt64(text.count).littleEndian) { bytes += $0 }
    } else {
      bytes.append(UInt8(ascii: "="))
    }
    bytes += text
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func field(_ name: String) -> [UInt8] {
    let letters = name.utf8.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: UInt8(ascii: "_")
      }
    }
    let isLetter = { (byte: UInt8) in (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    return Array(letters.drop { !isLetter($0) }.prefix(64))
  }
}
