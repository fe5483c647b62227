public import Phrases

/// A Word document with gaps, which an office edits in Word, and how it is filled.
///
/// - `{{name}}` becomes a text; where it has a paragraph for itself, each line of the text becomes a paragraph.
/// - A table row that holds `{{table.column}}` is repeated for each row of the table; `{{table.stt}}` numbers them,
///   `{{table.cong.column}}` is the total.
/// - A picture whose alternative text is `{{name}}` becomes the chart or the heat map of that name.
///
/// Everything else stays as it is in the template. `docs/templates.md` says how to edit one.
public struct DocxTemplate: Sendable {
  /// Of the file; the coat of arms of an office needs some hundred kB.
  public static let sizeLimit = 16 << 20

  /// Only to name the template in errors.
  public let path: String
  private let archive: ZipArchive
  /// The parts that hold text, by name, in the order of the archive.
  private let texts: [(name: String, document: MarkupDocument)]

  static let mainPart = "word/document.xml"

  /// - Throws: `ReportingError`: `templateUnreadable`, `templateTooLarge`, `noWordDocument`.
  public init(contentsOf path: String) throws(ReportingError) {
    try self.init(DocumentFile.read(path, limit: Self.sizeLimit), path: path)
  }

  /// - Throws: `ReportingError`: `templateTooLarge`, `noWordDocument`.
  public init(_ bytes: [UInt8], path: String) throws(ReportingError) {
    guard bytes.count <= Self.sizeLimit else { throw .templateTooLarge(path: path, limit: Self.sizeLimit) }
    self.path = path
    do throws(DocumentFault) {
      archive = try ZipArchive(reading: bytes)
    } catch {
      throw .noWordDocument(path: path, error)
    }
    var names: Set<String> = []
    for part in archive.parts where !names.insert(part.name).inserted {
      throw .noWordDocument(path: path, .partTwice(part.name))
    }
    for part in ["[Content_Types].xml", Self.mainPart] where !names.contains(part) {
      throw .noWordDocument(path: path, .partMissing(part))
    }
    var texts: [(String, MarkupDocument)] = []
    for part in archive.parts where Self.holdsText(part.name) {
      texts.append((part.name, try Self.read(part, path)))
    }
    guard texts.contains(where: { $0.0 == Self.mainPart && $0.1.root.name == "w:document" }) else {
      throw .noWordDocument(path: path, .partBroken(Self.mainPart, "w:document"))
    }
    self.texts = texts
  }

  private static func holdsText(_ name: String) -> Bool {
    guard name.hasPrefix("word/"), name.hasSuffix(".xml") else { return false }
    let part = name.dropFirst(5).dropLast(4)
    return ["document", "footnotes", "endnotes"].contains(String(part))
      || part.hasPrefix("header") || part.hasPrefix("footer")
  }

  private static func read(_ part: ZipArchive.Part, _ path: String) throws(ReportingError) -> MarkupDocument {
    do throws(BrokenMarkup) {
      return try MarkupReader.read(part.bytes)
    } catch {
      throw .noWordDocument(path: path, .partBroken(part.name, error.description))
    }
  }

  /// The document with all gaps filled: the bytes of a .docx. The same content gives the same bytes.
  /// - Throws: `ReportingError`: `templateProblems` with every placeholder that has no answer; `noWordDocument`.
  public func filled(
    with content: ReportContent, in language: Language = .vietnamese
  ) throws(ReportingError) -> [UInt8] {
    var result = archive
    var filling = TemplateFilling(content: content, wording: Wording(language))
    for (name, document) in texts {
      filling.beginPart()
      var filled = document
      filled.root.children = filling.fill(document.root.children)
      result[name] = filled.bytes
      if !filling.pictures.isEmpty { try add(filling.pictures, of: name, to: &result) }
    }
    guard filling.problems.isEmpty else {
      throw .templateProblems(path: path, filling.problems)
    }
    do throws(DocumentFault) {
      return try result.packed()
    } catch {
      throw .documentNotMade(path: path, why: error.bilingual)
    }
  }

  /// The same, written to a file in one step.
  /// - Throws: the same, and `ReportingError.unwritable`.
  public func write(
    _ content: ReportContent, in language: Language = .vietnamese, to file: String
  ) throws(ReportingError) {
    try DocumentFile.write(filled(with: content, in: language), to: file)
  }

  /// Puts pictures beside the part that shows them, and says so in its relationships and the content types.
  private func add(
    _ pictures: [TemplateFilling.Picture], of part: String, to archive: inout ZipArchive
  ) throws(ReportingError) {
    let slash = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
    let relationsName = "\(part[..<slash])_rels/\(part[slash...]).rels"
    let empty = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>"
    var relations = try Self.read(
      ZipArchive.Part(name: relationsName, bytes: archive[relationsName] ?? Array(empty.utf8)), path)
    for picture in pictures {
      let name = "media/\(picture.relation)-\(part[slash...].dropLast(4)).png"
      archive["word/" + name] = picture.png
      relations.root.children.append(
        .element(
          Markup.Element(
            "Relationship",
            [
              .init(name: "Id", value: picture.relation),
              .init(
                name: "Type",
                value: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"),
              .init(name: "Target", value: name),
            ])))
    }
    archive[relationsName] = relations.bytes

    let typesName = "[Content_Types].xml"
    var types = try Self.read(ZipArchive.Part(name: typesName, bytes: archive[typesName] ?? []), path)
    let knowsPNG = types.root.children.contains { $0.element?[attribute: "Extension"]?.lowercased() == "png" }
    guard !knowsPNG else { return }
    types.root.children.insert(
      .element(
        Markup.Element(
          "Default", [.init(name: "Extension", value: "png"), .init(name: "ContentType", value: "image/png")])
      ),
      at: 0)
    archive[typesName] = types.bytes
  }
}

/// What a template asks for: to compare it with what there is.
struct TemplateNames: Sendable, Hashable {
  var fields: Set<String> = []
  /// Columns by table, without the number of the row.
  var columns: [String: Set<String>] = [:]
  /// Tables whose totals are asked for.
  var totals: Set<String> = []
  var pictures: Set<String> = []
}

extension DocxTemplate {
  /// The names in the template, whether or not they can be answered.
  var names: TemplateNames {
    var names = TemplateNames()
    for (_, document) in texts { Self.collect(document.root, into: &names) }
    return names
  }

  private static func collect(_ element: Markup.Element, into names: inout TemplateNames) {
    if element.name == "w:p" {
      for found in Placeholder.all(in: element.ownText).found {
        switch found.placeholder {
        case .field(let name): names.fields.insert(name)
        case .cell(let table, let column):
          names.columns[table, default: []].formUnion(column == Placeholder.rowNumber ? [] : [column])
        case .total(let table, let column):
          names.columns[table, default: []].insert(column)
          names.totals.insert(table)
        case nil: continue
        }
      }
    }
    if element.name == "w:drawing", let name = element.pictureName { names.pictures.insert(name) }
    for child in element.children {
      if let child = child.element { collect(child, into: &names) }
    }
  }
}
