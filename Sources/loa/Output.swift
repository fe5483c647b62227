import Foundation

/// How commands print what programs read.
enum Output {
  /// Pretty JSON with sorted keys.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

extension Output {
  /// Prints text that already ends its lines.
  static func print(_ text: String) {
    Swift.print(text, terminator: text.unicodeScalars.last == "\n" ? "" : "\n")
  }
}
