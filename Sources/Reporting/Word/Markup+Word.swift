/// What the elements of WordprocessingML (ISO/IEC 29500-1) mean here.
extension Markup.Element {
  /// The text of a paragraph as a person sees it, without that of the paragraphs in its text boxes. A tab or a break is
  /// one line feed: no placeholder reaches across it.
  var ownText: String { ownTexts.joined() }

  /// Bytes of `ownText` that each `w:t`, tab or break contributes, in order.
  var ownTextLengths: [Int] { ownTexts.map(\.utf8.count) }

  private var ownTexts: [String] {
    children.flatMap { child -> [String] in
      guard let child = child.element else { return [] }
      switch child.name {
      case "w:t": return [child.text]
      case "w:tab", "w:br", "w:cr": return ["\n"]
      case "w:p", "w:drawing", "w:pPr", "w:rPr": return []
      default: return child.ownTexts
      }
    }
  }

  /// Whether a section ends with this paragraph.
  var endsSection: Bool {
    children.contains { child in
      child.element?.name == "w:pPr"
        && child.element?.children.contains { $0.element?.name == "w:sectPr" } == true
    }
  }

  var holdsPicture: Bool { first("w:drawing") != nil }

  /// A copy that may stand beside the original: without what may be there only once in a document.
  var withoutIdentity: Markup.Element {
    var copy = self
    copy.attributes.removeAll { ["w14:paraId", "w14:textId"].contains($0.name) }
    copy.children = children.compactMap { child in
      guard let element = child.element else { return child }
      guard element.name != "w:bookmarkStart", element.name != "w:bookmarkEnd" else { return nil }
      return .element(element.withoutIdentity)
    }
    return copy
  }

  /// Of a drawing: the placeholder in its alternative text or title.
  var pictureName: String? {
    guard let facts = first("wp:docPr") else { return nil }
    for attribute in ["descr", "title"] {
      if case .field(let name)? = Placeholder.all(in: facts[attribute: attribute] ?? "").found.first?
        .placeholder
      {
        return name
      }
    }
    return nil
  }

  /// Of a drawing: its size in EMU (914,400 an inch), where it is a sensible one: up to the 22 inches that Word allows.
  var extent: (width: Int, height: Int)? {
    guard let extent = first("wp:extent"), let width = extent[attribute: "cx"].flatMap(Int.init),
      let height = extent[attribute: "cy"].flatMap(Int.init), (100_000...20_116_800).contains(width),
      (100_000...20_116_800).contains(height)
    else { return nil }
    return (width, height)
  }

  /// Of a drawing: another picture, as wide as before.
  mutating func show(_ relation: String, described description: String, height: Int) {
    change { element in
      switch element.name {
      case "wp:docPr":
        element[attribute: "descr"] = description
        if element[attribute: "title"] != nil { element[attribute: "title"] = description }
      case "a:blip":
        element.attributes.removeAll { $0.name == "r:link" }
        element[attribute: "r:embed"] = relation
        // Word keeps a second, scalable picture here.
        element.children = []
      case "wp:extent", "a:ext":
        if element[attribute: "cy"] != nil { element[attribute: "cy"] = String(height) }
      case "a:srcRect": element.attributes = []
      default: break
      }
    }
  }

  private func first(_ name: String) -> Markup.Element? {
    for child in children {
      guard let child = child.element else { continue }
      if child.name == name { return child }
      if let found = child.first(name) { return found }
    }
    return nil
  }

  private mutating func change(_ body: (inout Markup.Element) -> Void) {
    body(&self)
    children = children.map { child in
      guard var element = child.element else { return child }
      element.change(body)
      return .element(element)
    }
  }
}
