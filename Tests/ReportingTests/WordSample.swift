@testable import Reporting

/// Word documents made for tests: as little as Word opens.
enum WordSample {
  static let types = """
    <?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
    <Default Extension="xml" ContentType="application/xml"/>\
    <Override PartName="/word/document.xml" \
    ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
    """

  static func document(_ body: String) -> String {
    """
    <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
    xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" \
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
    <w:body>\(body)</w:body></w:document>
    """
  }

  static func archive(_ body: String) -> ZipArchive {
    ZipArchive(parts: [
      .init(name: "[Content_Types].xml", bytes: Array(types.utf8)),
      .init(name: "word/document.xml", bytes: Array(document(body).utf8)),
    ])
  }

  static func template(_ body: String) throws -> DocxTemplate {
    try DocxTemplate(archive(body).packed(), path: "mau.docx")
  }

  /// A paragraph of one run for each text.
  static func paragraph(_ runs: String...) -> String {
    "<w:p>" + runs.map { "<w:r><w:t>\($0)</w:t></w:r>" }.joined() + "</w:p>"
  }

  static func table(_ rows: [String]...) -> String {
    let cells = rows.map { row in
      "<w:tr>" + row.map { "<w:tc>\(paragraph($0))</w:tc>" }.joined() + "</w:tr>"
    }
    return "<w:tbl>\(cells.joined())</w:tbl>"
  }

  /// - Parameters:
  ///   - width: In EMU.
  ///   - height: In EMU.
  static func picture(_ alternative: String, width: Int = 5_400_000, height: Int = 2_400_000) -> String {
    """
    <w:p><w:r><w:drawing><wp:inline><wp:extent cx="\(width)" cy="\(height)"/><wp:docPr id="1" name="Hinh" \
    descr="\(alternative)"/><a:blip r:embed="rId9"/></wp:inline></w:drawing></w:r></w:p>
    """
  }
}

/// What a document says, without how it looks: a line for each paragraph, rows of tables between bars.
enum Outline {
  static func of(_ document: [UInt8], part: String = "word/document.xml") throws -> [String] {
    let archive = try ZipArchive(reading: document)
    return lines(of: try MarkupReader.read(archive[part] ?? []).root)
  }

  private static func lines(of element: Markup.Element) -> [String] {
    switch element.name {
    case "w:p":
      let pictures = drawings(in: element).map { "[hình: \($0)]" }
      return [([text(element)] + pictures).filter { !$0.isEmpty }.joined(separator: " ")]
    case "w:tr":
      let cells = element.children.compactMap(\.element).filter { $0.name == "w:tc" }
      return ["| " + cells.map { lines(of: $0).joined(separator: " / ") }.joined(separator: " | ") + " |"]
    default: return element.children.compactMap(\.element).flatMap(lines)
    }
  }

  private static func text(_ element: Markup.Element) -> String {
    element.children.compactMap(\.element).map { child in
      switch child.name {
      case "w:t": child.text
      case "w:tab": "\t"
      case "w:br": "⏎"
      case "w:drawing", "w:pPr", "w:instrText": ""
      default: text(child)
      }
    }.joined()
  }

  private static func drawings(in element: Markup.Element) -> [String] {
    element.children.compactMap(\.element).flatMap { child in
      child.name == "wp:docPr" ? [child[attribute: "descr"] ?? ""] : drawings(in: child)
    }
  }
}
