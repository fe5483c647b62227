import Phrases

/// The text of a file's bytes.
enum FileText {
  /// Nil, with a diagnostic at the first wrong byte, where it is not UTF-8.
  static func text(of bytes: [UInt8], _ reading: Reading) -> String? {
    guard bytes.count <= Limits.bytes else {
      reading.error(at: .start, Text { $0.fileTooBig(Limits.bytes / 1024) }, Text { $0.splitOrShorten })
      return nil
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    reading.error(at: firstFault(in: bytes), Text { $0.notUTF8 }, Text { $0.saveAsUTF8 })
    return nil
  }

  private static func firstFault(in bytes: [UInt8]) -> Place {
    var place = Place.start
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&rest) {
      if scalar == "\n" {
        place = Place(line: place.line + 1, column: 1)
      } else {
        place.column += 1
      }
    }
    return place
  }
}
