import Phrases

/// Looks through YAML text before it is parsed: finds what must not reach the parser.
///
/// Anchors and aliases can make a small file unfold into gigabytes, and nobody needs them here. They are reported where
/// they stand and blanked out, so that the rest of the file can still be checked.
struct YAMLScan {
  /// Stands where an alias stood.
  static let refusedMark: Unicode.Scalar = "\u{E0FF}"

  private(set) var text: [Unicode.Scalar]
  private(set) var references: [(name: String, place: Place)] = []
  private(set) var controlCharacter: (scalar: Unicode.Scalar, place: Place)?
  private(set) var tooDeep: Place?

  private var index = 0
  private var place = Place.start
  private var flowDepth = 0
  private var quote: Unicode.Scalar?
  /// Lines indented deeper than this belong to a block scalar.
  private var blockIndent: Int?

  init(_ text: String) {
    self.text = Array(text.unicodeScalars)
    if self.text.first == "\u{FEFF}" { self.text.removeFirst() }
    while index < self.text.count { line() }
  }

  static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  private func isBlank(at position: Int) -> Bool {
    position >= text.count || text[position] == " " || text[position] == "\t"
      || Self.isBreak(text[position])
  }

  private func isFlowIndicator(at position: Int) -> Bool {
    position < text.count && [",", "[", "]", "{", "}"].contains(text[position])
  }

  private mutating func advance() {
    let scalar = text[index]
    if controlCharacter == nil, !Self.isPrintable(scalar) { controlCharacter = (scalar, place) }
    index += 1
    place.column += 1
  }

  /// YAML 1.2, production c-printable.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
      0x10000...0x10FFFF:
      true
    default: false
    }
  }

  private mutating func endLine() {
    guard index < text.count else { return }
    if text[index] == "\r", index + 1 < text.count, text[index + 1] == "\n" { index += 1 }
    index += 1
    place = Place(line: place.line + 1, column: 1)
  }

  private mutating func skipRest() {
    while index < text.count, !Self.isBreak(text[index]) { advance() }
  }

  private mutating func line() {
    defer { endLine() }
    if quote == nil {
      while index < text.count, text[index] == " " { advance() }
      if let indent = blockIndent {
        let isEmpty = index >= text.count || Self.isBreak(text[index])
        if isEmpty || place.column - 1 > indent { return skipRest() }
        blockIndent = nil
      }
    }
    var indent = place.column - 1
    var atToken = true
    var afterQuote = false
    while index < text.count, !Self.isBreak(text[index]) {
      let scalar = text[index]
      if let open = quote {
        advance()
        if open == "\"", scalar == "\\", index < text.count, !Self.isBreak(text[index]) {
          advance()
        } else if scalar == open {
          if open == "'", index < text.count, text[index] == "'" {
            advance()
          } else {
            quote = nil
            atToken = true
            afterQuote = true
          }
        }
        continue
      }
      if scalar == "#", index == 0 || isBlank(at: index - 1) { return skipRest() }
      guard atToken else {
        if scalar == ":", isBlank(at: index + 1) || (flowDepth > 0 && isFlowIndicator(at: index + 1)) {
          atToken = true
        } else if flowDepth > 0, isFlowIndicator(at: index) {
          atToken = true
          continue
        }
        advance()
        continue
      }
      switch scalar {
      case " ", "\t": advance()
      case "[", "{":
        flowDepth += 1
        if flowDepth > Limits.nesting, tooDeep == nil { tooDeep = place }
        advance()
      case "]", "}":
        flowDepth = max(0, flowDepth - 1)
        advance()
      case ",": advance()
      case "\"", "'":
        quote = scalar
        advance()
      case "&", "*":
        if isBlank(at: index + 1) { atToken = false }
        reference()
      case "!": while !isBlank(at: index) { advance() }
      case "|", ">":
        if flowDepth == 0 {
          blockIndent = indent
          return skipRest()
        }
        atToken = false
      case "-", "?", ":":
        if afterQuote && scalar == ":" {
          advance()
        } else if isBlank(at: index + 1) {
          if scalar != ":" { indent = place.column + 1 }
          advance()
        } else if place.column == 1, scalar == "-", text[index...].starts(with: ["-", "-", "-"]) {
          for _ in 0..<3 { advance() }
        } else {
          atToken = false
        }
      default: atToken = false
      }
      afterQuote = false
    }
  }

  private mutating func reference() {
    let start = place
    let isAlias = text[index] == "*"
    guard !isBlank(at: index + 1) else { return }
    var name = String.UnicodeScalarView()
    while !isBlank(at: index), !isFlowIndicator(at: index) {
      name.append(text[index])
      advance()
      text[index - 1] = isAlias ? Self.refusedMark : " "
    }
    references.append((String(name), start))
  }
}
