/// Reads the cells of a workbook's first sheet (ECMA-376 part 1, section 18), as text: what a person wrote into it.
///
/// Values only: no formula is computed (the result that was saved is read) and no format is looked at, so that a day is the
/// number of days since 1899-12-30 and a time the part of a day that has passed.
public enum WorkbookReading {
  /// More columns than anybody's log book has, and more lines.
  public struct Limits: Sendable {
    public var columns = 256
    public var lines = 200_000

    public init() {}
  }

  /// The lines of the first sheet, each as long as its last cell; line 1 of the sheet is the first.
  /// - Throws: `DocumentFault` for what is no workbook, is damaged, or is beyond the limits.
  public static func firstSheet(
    of bytes: [UInt8], limits: Limits = Limits()
  ) throws(DocumentFault) -> [[String]] {
    let archive = try ZipArchive(reading: bytes)
    let path = try firstSheet(in: archive)
    let shared = try sharedTexts(in: archive)
    let sheet = try part(path, of: archive)
    var lines: [[String]] = []
    for row in sheet.children(named: "sheetData").flatMap({ $0.children(named: "row") }) {
      // Rows that nobody wrote into may be left out.
      let number = row[attribute: "r"].flatMap { Int($0) } ?? lines.count + 1
      guard number > lines.count else { continue }
      guard number <= limits.lines else { throw .sheetTooLong(limit: limits.lines) }
      lines += repeatElement([], count: number - lines.count)
      for cell in row.children(named: "c") {
        let place = cell[attribute: "r"].flatMap(column) ?? lines[number - 1].count
        guard place >= lines[number - 1].count, place < limits.columns else { continue }
        lines[number - 1] += repeatElement("", count: place - lines[number - 1].count)
        lines[number - 1].append(text(of: cell, shared))
      }
    }
    return lines
  }

  private static func part(_ name: String, of archive: ZipArchive) throws(DocumentFault) -> Markup.Element {
    guard let bytes = archive[name] else { throw .partMissing(name) }
    do {
      return try MarkupReader.read(bytes).root
    } catch {
      throw .partBroken(name, error.description)
    }
  }

  /// The part that holds the first sheet in the order of the tabs.
  private static func firstSheet(in archive: ZipArchive) throws(DocumentFault) -> String {
    let book = "xl/workbook.xml"
    let relations = "xl/_rels/workbook.xml.rels"
    let sheets = try part(book, of: archive).children(named: "sheets").flatMap { $0.children(named: "sheet") }
    guard let id = sheets.first?.attributes.first(where: { $0.name.hasSuffix(":id") })?.value else {
      throw .partBroken(book, "sheet")
    }
    let targets = try part(relations, of: archive).children(named: "Relationship")
    guard let target = targets.first(where: { $0[attribute: "Id"] == id })?[attribute: "Target"] else {
      throw .partBroken(relations, id)
    }
    return target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
  }

  /// Texts that cells refer to by number. There are none where every text stands in its cell.
  private static func sharedTexts(in archive: ZipArchive) throws(DocumentFault) -> [String] {
    let name = "xl/sharedStrings.xml"
    guard archive[name] != nil else { return [] }
    return try part(name, of: archive).children(named: "si").map(\.written)
  }

  private static func text(of cell: Markup.Element, _ shared: [String]) -> String {
    let value = cell.children(named: "v").first?.text ?? ""
    switch cell[attribute: "t"] {
    case "s": return Int(value).flatMap { shared.indices.contains($0) ? shared[$0] : nil } ?? ""
    case "inlineStr": return cell.children(named: "is").map(\.written).joined()
    default: return value
    }
  }

  /// The place of a cell in its row, from 0, out of a reference such as `AB12`.
  private static func column(_ reference: String) -> Int? {
    var place = 0
    for letter in reference.utf8 {
      guard case UInt8(ascii: "A")...UInt8(ascii: "Z") = letter else { break }
      guard place < 1 << 20 else { return nil }
      place = place * 26 + Int(letter - UInt8(ascii: "A")) + 1
    }
    return place > 0 ? place - 1 : nil
  }
}

extension Markup.Element {
  /// Its elements of a name, whatever prefix the program that wrote them uses.
  fileprivate func children(named name: String) -> [Markup.Element] {
    children.compactMap(\.element).filter { $0.name == name || $0.name.hasSuffix(":" + name) }
  }

  /// The characters of a text, without how they are to be pronounced.
  fileprivate var written: String {
    (children(named: "t") + children(named: "r").flatMap { $0.children(named: "t") }).map(\.text).joined()
  }
}

extension WorkbookReading {
  /// What a fuzzer calls: a workbook, or the sheet of one. No bytes may crash or hang.
  package static func fuzz(_ bytes: UnsafeRawBufferPointer) {
    let bytes = Array(bytes)
    let lines = try? firstSheet(of: bytes.starts(with: [0x50, 0x4B]) ? bytes : package(of: bytes) ?? [])
    let limits = Limits()
    precondition((lines ?? []).count <= limits.lines)
    precondition((lines ?? []).allSatisfy { $0.count <= limits.columns })
  }

  private static func package(of sheet: [UInt8]) -> [UInt8]? {
    let parts = [
      ("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet r:id=\"1\"/></sheets></workbook>"),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"1\" Target=\"sheet.xml\"/></Relationships>"
      ),
      ("xl/sharedStrings.xml", "<sst><si><t>một</t></si></sst>"),
    ].map { ZipArchive.Part(name: $0.0, bytes: Array($0.1.utf8)) }
    return try? ZipArchive(parts: parts + [.init(name: "xl/sheet.xml", bytes: sheet)]).packed()
  }
}
