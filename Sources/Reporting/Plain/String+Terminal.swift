import Phrases

extension String {
  /// Text from outside on one line: line breaks and control characters become spaces.
  var oneLine: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }

  func padded(to width: Int, atRight: Bool = false) -> String {
    let space = String(repeating: " ", count: Swift.max(0, width - terminalWidth))
    return atRight ? space + self : self + space
  }

  /// With an ellipsis where it is too wide.
  func cut(to width: Int) -> String {
    guard terminalWidth > width else { return self }
    var kept = self
    while !kept.isEmpty, kept.terminalWidth + 1 > width { kept.removeLast() }
    return kept + "…"
  }

  var widestWord: Int { split(separator: " ").map { String($0).terminalWidth }.max() ?? 0 }

  var trimmedAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }

  /// Broken at spaces, and within a word only where it is wider than a line. At least one line.
  func wrapped(to width: Int) -> [String] {
    guard terminalWidth > width else { return [self] }
    var lines: [String] = []
    for word in split(separator: " ") {
      for (number, piece) in Self.pieces(of: word, width).enumerated() {
        if number == 0, let last = lines.last, last.terminalWidth + 1 + piece.terminalWidth <= width {
          lines[lines.count - 1] = last + " " + piece
        } else {
          lines.append(piece)
        }
      }
    }
    return lines.isEmpty ? [""] : lines
  }

  private static func pieces(of word: Substring, _ width: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for character in word {
      if !piece.isEmpty, (piece + String(character)).terminalWidth > width {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return pieces + [piece]
  }
}
