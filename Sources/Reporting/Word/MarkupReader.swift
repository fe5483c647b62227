import CLibxml2

/// Why bytes are not a part of a Word document.
struct BrokenMarkup: Error, Hashable, CustomStringConvertible {
  /// In the parser's words.
  var description: String
}

/// Reads the XML of a Word document with libxml2: UTF-8, and no document type, so that there are no entities to expand and
/// nothing to fetch. The library's own limits stand: 256 levels, 10 MB a text.
enum MarkupReader {
  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  static func read(_ bytes: [UInt8]) throws(BrokenMarkup) -> MarkupDocument {
    guard isReady, String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
      throw BrokenMarkup(description: "not UTF-8")
    }
    // Looked for before parsing: a parser has expanded an entity in an attribute by the time it can be asked.
    guard bytes.firstRange(of: Array("<!DOCTYPE".utf8)) == nil else {
      throw BrokenMarkup(description: "DOCTYPE")
    }
    guard let length = Int32(exactly: bytes.count), let parser = xmlNewParserCtxt() else {
      throw BrokenMarkup(description: "\(bytes.count) B")
    }
    defer { xmlFreeParserCtxt(parser) }
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    let document = bytes.withUnsafeBytes {
      xmlCtxtReadMemory(
        parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), length, nil, "UTF-8", Int32(options))
    }
    guard let document else { throw BrokenMarkup(description: reason(parser)) }
    defer { xmlFreeDoc(document) }
    guard document.pointee.intSubset == nil else { throw BrokenMarkup(description: "DOCTYPE") }
    return try read(document)
  }

  private static func read(_ document: xmlDocPtr) throws(BrokenMarkup) -> MarkupDocument {
    guard let root = xmlDocGetRootElement(document) else { throw BrokenMarkup(description: "no root") }
    var result = MarkupDocument(root: element(root))
    var isBefore = true
    for node in siblings(from: document.pointee.children) {
      if node == root {
        isBefore = false
      } else if let aside = markup(node) {
        if isBefore { result.before.append(aside) } else { result.after.append(aside) }
      }
    }
    return result
  }

  private static func reason(_ parser: xmlParserCtxtPtr) -> String {
    guard let error = xmlCtxtGetLastError(parser), let message = error.pointee.message else { return "?" }
    let words = String(cString: message).split(whereSeparator: \.isNewline).joined(separator: " ")
    return "\(words) (\(error.pointee.line):\(error.pointee.int2))"
  }

  private static func markup(_ node: xmlNodePtr) -> Markup? {
    switch node.pointee.type {
    case XML_ELEMENT_NODE: .element(element(node))
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: .text(text(node.pointee.content))
    case XML_COMMENT_NODE: .verbatim("<!--\(text(node.pointee.content))-->")
    case XML_PI_NODE: .verbatim("<?\(text(node.pointee.name)) \(text(node.pointee.content))?>")
    default: nil
    }
  }

  private static func element(_ node: xmlNodePtr) -> Markup.Element {
    var attributes: [Markup.Attribute] = []
    var space = node.pointee.nsDef
    while let declared = space?.pointee {
      let name = declared.prefix.map { "xmlns:" + text($0) } ?? "xmlns"
      attributes.append(.init(name: name, value: text(declared.href)))
      space = declared.next
    }
    var attribute = node.pointee.properties
    while let one = attribute?.pointee {
      let value = siblings(from: one.children).map { text($0.pointee.content) }.joined()
      attributes.append(.init(name: qualified(one.name, one.ns), value: value))
      attribute = one.next
    }
    return Markup.Element(
      qualified(node.pointee.name, node.pointee.ns), attributes,
      siblings(from: node.pointee.children).compactMap(markup))
  }

  private static func siblings(from first: xmlNodePtr?) -> [xmlNodePtr] {
    var nodes: [xmlNodePtr] = []
    var next = first
    while let node = next {
      nodes.append(node)
      next = node.pointee.next
    }
    return nodes
  }

  private static func qualified(_ name: UnsafePointer<xmlChar>?, _ space: xmlNsPtr?) -> String {
    space?.pointee.prefix.map { text($0) + ":" + text(name) } ?? text(name)
  }

  private static func text(_ characters: UnsafePointer<xmlChar>?) -> String {
    characters.map { String(cString: $0) } ?? ""
  }
}
