/// What a media file is called: the SHA-256 of its bytes as 64 lower-case hexadecimal digits. Nothing else ever becomes part
/// of a path.
enum MediaName {
  static func isValid(_ sha256: String) -> Bool {
    let digits = sha256.utf8
    return digits.count == 64
      && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || isLetter($0) }
  }

  private static func isLetter(_ digit: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(digit)
  }
}
