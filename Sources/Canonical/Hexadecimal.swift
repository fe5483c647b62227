extension Collection<UInt8> {
  /// Lower-case hexadecimal.
  package var hexadecimal: String {
    var text = ""
    for byte in self {
      text.append(byte < 16 ? "0" : "")
      text.append(String(byte, radix: 16))
    }
    return text
  }

  /// Bytes from hexadecimal text; nil if it is none.
  package static func bytes(hexadecimal text: some StringProtocol) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(byte)
    }
    return bytes
  }
}
