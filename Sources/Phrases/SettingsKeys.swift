/// What each key of the files means, in both languages, and an example where it must be given.
enum SettingsKeys {
  struct Words: Sendable {
    var vietnamese: String
    var english: String
    var example: String?
  }

  static let words: [String: [String: Words]] = [
    "sidecar": [
      "title": .init(vietnamese: "Tên kỳ.", english: "Title of the edition.", example: "Một cửa điện tử")
    ]
  ]
}

/// The kinds of trouble that a YAML parser has, told from its own English words.
enum YAMLTrouble {
  case tab, colonInText, missingColon, indentation, quote, bracket, character, escape, depth, other

  init(_ problem: String) {
    func says(_ words: String) -> Bool { problem.contains(words) }
    if says("nesting") {
      self = .depth
    } else if says("tab") {
      self = .tab
    } else if says("mapping values are not allowed") {
      self = .colonInText
    } else if says("could not find expected ':'") {
      self = .missingColon
    } else if says("unexpected end of stream") || says("unexpected document indicator") {
      self = .quote
    } else if says("',' or") {
      self = .bracket
    } else if says("escape") || says("hexdecimal") || says("Unicode character") {
      self = .escape
    } else if says("cannot start any token") {
      self = .character
    } else if says("did not find expected") || says("not allowed in this context") || says("indentation") {
      self = .indentation
    } else {
      self = .other
    }
  }
}
