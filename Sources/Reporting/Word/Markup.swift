/// A part of a Word document as a tree that keeps all it does not understand: what the office wrote into its template
/// comes out as it went in.
indirect enum Markup: Sendable, Hashable {
  case element(Element)
  /// Characters, not escaped.
  case text(String)
  /// A comment or a processing instruction, as it stands.
  case verbatim(String)

  struct Element: Sendable, Hashable {
    var name: String
    var attributes: [Attribute]
    var children: [Markup]

    init(_ name: String, _ attributes: [Attribute] = [], _ children: [Markup] = []) {
      self.name = name
      self.attributes = attributes
      self.children = children
    }

    subscript(attribute name: String) -> String? {
      get { attributes.first { $0.name == name }?.value }
      set {
        attributes.removeAll { $0.name == name }
        if let newValue { attributes.append(Attribute(name: name, value: newValue)) }
      }
    }

    /// The text below an element, in order.
    var text: String {
      children.map {
        switch $0 {
        case .element(let element): element.text
        case .text(let text): text
        case .verbatim: ""
        }
      }.joined()
    }
  }

  struct Attribute: Sendable, Hashable {
    var name: String
    var value: String
  }
}

extension Markup {
  var element: Element? {
    if case .element(let element) = self { element } else { nil }
  }

  /// As XML. Always without white space of its own.
  func write(into text: inout String) {
    switch self {
    case .verbatim(let written): text += written
    case .text(let characters): Self.escape(characters, into: &text)
    case .element(let element):
      text += "<" + element.name
      for attribute in element.attributes {
        text += " \(attribute.name)=\""
        Self.escape(attribute.value, into: &text, inAttribute: true)
        text += "\""
      }
      guard !element.children.isEmpty else {
        text += "/>"
        return
      }
      text += ">"
      for child in element.children { child.write(into: &text) }
      text += "</\(element.name)>"
    }
  }

  private static func escape(_ characters: String, into text: inout String, inAttribute: Bool = false) {
    for scalar in characters.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"" where inAttribute: text += "&quot;"
      case "\n" where inAttribute: text += "&#10;"
      case "\t" where inAttribute: text += "&#9;"
      case "\r": text += "&#13;"
      default:
        // What XML 1.0 (section 2.2) has no place for would make Word refuse the whole document.
        if Self.isAllowed(scalar) { text.unicodeScalars.append(scalar) }
      }
    }
  }

  /// Production 2 of XML 1.0: a character.
  static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}

/// A whole part: the root, and the comments and instructions that stand around it.
struct MarkupDocument: Sendable, Hashable {
  var before: [Markup] = []
  var root: Markup.Element
  var after: [Markup] = []

  var bytes: [UInt8] {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    for piece in before { piece.write(into: &text) }
    Markup.element(root).write(into: &text)
    for piece in after { piece.write(into: &text) }
    return Array(text.utf8)
  }
}
