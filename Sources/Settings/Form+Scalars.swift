import Clocks
import Phrases
import Scheduling

extension JSONText {
  /// A line of text; a bare number counts as text too, since people do not quote `number: 11`.
  static let anyText = JSONText.object(["type": .strings(["string", "number"])])

  static func pattern(_ pattern: String) -> JSONText {
    .object(["type": .string("string"), "pattern": .string(pattern)])
  }
}

extension Form where Value == String {
  /// One line of text that is not empty.
  static let text = Form(scalar: .anyText, expected: Expected { $0.expectedText }) { text, place, reading in
    let trimmed = text.trimmedBlanks
    guard !trimmed.isEmpty else {
      reading.error(at: place, Text { $0.valueIsMissing }, Text { $0.write($0.expectedText) })
      return nil
    }
    guard trimmed.unicodeScalars.count <= Limits.textLength else {
      reading.error(
        at: place, Text { $0.textTooLong(Limits.textLength) }, Text { $0.splitOrShorten })
      return nil
    }
    guard !trimmed.unicodeScalars.contains(where: { $0.value < 0x20 || YAMLScan.isBreak($0) }) else {
      reading.error(at: place, Text { $0.textHasLineBreak }, Text { $0.writeOnOneLine })
      return nil
    }
    return trimmed
  }

  /// The name of a programme, slot or node: it stays for ever and stands in file names and in the log.
  static let identifier = Form(
    scalar: .object([
      "type": .strings(["string", "integer"]), "pattern": .string("^[a-z0-9][a-z0-9-]{0,63}$"),
    ]), expected: Expected { $0.expectedIdentifier }
  ) { text, place, reading in
    if isIdentifier(text) { return text }
    let proposal = Nearest.folded(text)
    let remedy =
      isIdentifier(proposal)
      ? Text { $0.write("“\(proposal)”") } : Text { $0.write($0.expectedIdentifier) }
    reading.error(at: place, Text { $0.notAnIdentifier(text.shortened) }, remedy)
    return nil
  }

  static func isIdentifier(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (1...64).contains(bytes.count), bytes[0] != 0x2D else { return false }
    return bytes.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  /// A path, made absolute from the folder of the file in which it stands.
  static let path = Form(scalar: .pattern("^[^~]"), expected: Expected { $0.expectedPath }) {
    text, place, reading in
    guard let path = Form<String>.text.read(YAMLValue(content: .scalar(text), place: place), reading)
    else { return nil }
    guard !path.hasPrefix("~") else {
      reading.error(at: place, Text { $0.pathWithTilde(path.shortened) }, Text { $0.writeWholePath })
      return nil
    }
    return FilePaths.resolve(path, from: reading.directory)
  }

  /// A path to something on the web.
  static let webAddress = Form(scalar: .pattern("^https?://"), expected: Expected { $0.expectedWebAddress }) {
    text, place, reading in
    let lowered = text.lowercased()
    guard lowered.hasPrefix("http://") || lowered.hasPrefix("https://"), !text.contains(" ") else {
      reading.error(
        at: place, Text { $0.notAWebAddress(text.shortened) }, Text { $0.write($0.expectedWebAddress) })
      return nil
    }
    return text
  }

  /// `smtps://host:port` or `smtp://host:port`.
  static let mailServer = Form(scalar: .pattern("^smtps?://"), expected: Expected { $0.expectedMailServer }) {
    text, place, reading in
    guard text.wholeMatch(of: /smtps?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?/) != nil else {
      reading.error(
        at: place, Text { $0.notAMailServer(text.shortened) }, Text { $0.write($0.expectedMailServer) })
      return nil
    }
    return text
  }

  /// An address of a mailbox, in the plain form that every server takes.
  static let mailAddress = Form(
    scalar: .pattern("^[^@ ]+@[^@ ]+$"), expected: Expected { $0.expectedMailAddress }
  ) { text, place, reading in
    guard text.wholeMatch(of: /[A-Za-z0-9.!#$%&'*+\/=?^_`{|}~-]+@[A-Za-z0-9.-]+/) != nil else {
      reading.error(
        at: place, Text { $0.notAMailAddress(text.shortened) }, Text { $0.write($0.expectedMailAddress) })
      return nil
    }
    return text
  }

  /// 64 hexadecimal digits, in lower case.
  static let sha256 = Form(
    scalar: .pattern("^[0-9a-fA-F]{64}$"), expected: Expected { $0.expectedHash }
  ) { text, place, reading in
    guard text.utf8.count == 64, text.utf8.allSatisfy({ $0 < 0x80 }), text.allSatisfy(\.isHexDigit)
    else {
      reading.error(
        at: place, Text { $0.notAHash(text.shortened) }, Text { $0.write($0.expectedHash) })
      return nil
    }
    return text.lowercased()
  }
}

extension Form {
  /// One of a few words.
  static func words(_ words: [(word: String, value: Value)]) -> Form<Value> {
    let names = words.map(\.word)
    return Form(
      scalar: .object(["enum": .strings(names)]),
      expected: Expected { $0.oneOf(names) }
    ) { text, place, reading in
      let folded = Nearest.folded(text)
      if let found = words.first(where: { $0.word == text || $0.word == folded }) { return found.value }
      reading.refuseWord(text, at: place, known: names)
      return nil
    }
  }
}

extension Form where Value == Bool {
  static let yesOrNo = Form(
    scalar: .object([
      "enum": .array([
        .boolean(true), .boolean(false), .string("yes"), .string("no"), .string("có"), .string("không"),
      ])
    ]), expected: Expected { $0.oneOf(["yes", "no"]) }
  ) { text, place, reading in
    switch text.lowercased() {
    case "yes", "true", "có": return true
    case "no", "false", "không": return false
    default:
      reading.refuseWord(text, at: place, known: ["yes", "no"])
      return nil
    }
  }
}

extension Form where Value == Int {
  static func whole(_ range: ClosedRange<Int>) -> Form {
    Form(
      scalar: .object([
        "type": .string("integer"), "minimum": .integer(range.lowerBound),
        "maximum": .integer(range.upperBound),
      ]), expected: Expected { $0.wholeNumber(range.lowerBound, range.upperBound) }
    ) { text, place, reading in
      guard let number = Int(text), range.contains(number) else {
        reading.error(
          at: place, Text { $0.notAWholeNumber(text.shortened) },
          Text { $0.write($0.wholeNumber(range.lowerBound, range.upperBound)) })
        return nil
      }
      return number
    }
  }

  /// An amount of storage in MB.
  static let megabytes = Form(
    scalar: .pattern("^[0-9]+ ?([MG]B)$"), expected: Expected { $0.expectedSize }
  ) { text, place, reading in
    let compact = text.filter { $0 != " " }.uppercased()
    let factor = compact.hasSuffix("GB") ? 1000 : compact.hasSuffix("MB") ? 1 : 0
    guard factor > 0, let number = Int(compact.dropLast(2)), (0...10_000_000).contains(number) else {
      reading.error(
        at: place, Text { $0.notASize(text.shortened) }, Text { $0.write($0.expectedSize) })
      return nil
    }
    return number * factor
  }
}

extension Form where Value == Double {
  /// A level with its unit, such as `-23 LUFS` or `-3 dB`; the unit may be left out.
  static func level(_ unit: String, _ range: ClosedRange<Int>) -> Form {
    Form(
      scalar: .object([
        "type": .strings(["string", "number"]),
        "pattern": .string("^[-−+]?[0-9]+([.,][0-9]+)?( ?\(unit))?$"),
      ]), expected: Expected { $0.level(unit, range.lowerBound, range.upperBound) }
    ) { text, place, reading in
      var digits = text.trimmedBlanks
      if digits.lowercased().hasSuffix(unit.lowercased()) {
        digits = String(digits.dropLast(unit.count)).trimmedBlanks
      }
      digits = digits.replacing("−", with: "-").replacing(",", with: ".")
      guard isDecimal(digits), let number = Double(digits),
        (Double(range.lowerBound)...Double(range.upperBound)).contains(number)
      else {
        reading.error(
          at: place, Text { $0.notALevel(text.shortened, unit) },
          Text { $0.write($0.level(unit, range.lowerBound, range.upperBound)) })
        return nil
      }
      return number
    }
  }

  private static func isDecimal(_ text: String) -> Bool {
    let body = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    return (1...9).contains(body.utf8.count)
      && body.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
      && body.first != "." && body.last != "."
  }
}

extension Reading {
  /// A word that is none of the known ones.
  func refuseWord(_ word: String, at place: Place, known: [String]) {
    let suggestion = Nearest.suggestion(for: word, among: known)
    error(
      at: place, Text { $0.notOneOf(word.shortened) },
      Text { phrases in suggestion.map { phrases.didYouMean($0) } ?? phrases.writeOneOf(known) })
  }
}

extension String {
  var trimmedBlanks: String {
    let isBlank = { (c: Character) in c == " " || c == "\t" || c.isNewline || c == "\u{A0}" }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[first...last])
  }

  /// For quoting in a message: one line, not too long.
  var shortened: String {
    let line = String(String.UnicodeScalarView(unicodeScalars.prefix(60).map { $0.value < 0x20 ? " " : $0 }))
    return unicodeScalars.count > 60 ? line + "…" : line
  }
}
