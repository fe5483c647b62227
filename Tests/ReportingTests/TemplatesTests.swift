import Foundation
import Phrases
import Testing

@testable import Reporting

/// The templates that come with Loa.
@Suite struct TemplatesTests {
  static let names = SampleReports.all.map(\.template)

  @Test(arguments: names) func aTemplateIsFilledAsInTheGoldenOutline(name: String) throws {
    let content = try #require(SampleReports.all.first { $0.template == name }?.content)
    let filled = try DocxTemplate(contentsOf: Checkout.template("\(name).docx")).filled(with: content)
    try expectGolden(Outline.of(filled).joined(separator: "\n") + "\n", "\(name).txt")
  }

  @Test(arguments: names) func theDocumentationNamesWhatTheTemplateNames(name: String) throws {
    let inTemplate = try DocxTemplate(contentsOf: Checkout.template("\(name).docx")).names.written
    let text = try Checkout.text("docs/templates.md")
    let sections = text.components(separatedBy: "\n## ")
    let section = try #require(sections.first { $0.hasPrefix("`\(name).docx`") })
    var documented: Set<String> = []
    for line in section.split(separator: "\n") where line.hasPrefix("| `{{") {
      let cell = line.split(separator: "|")[0]
      documented.formUnion(Placeholder.all(in: String(cell)).found.compactMap { $0.placeholder?.written })
    }
    #expect(documented.subtracting(inTemplate).sorted() == [])
    #expect(inTemplate.subtracting(documented).sorted() == [])
  }

  @Test(arguments: names) func theSampleHasNothingThatTheTemplateDoesNotTake(name: String) throws {
    let content = try #require(SampleReports.all.first { $0.template == name }?.content)
    let names = try DocxTemplate(contentsOf: Checkout.template("\(name).docx")).names
    #expect(Set(content.tables.map(\.name)) == Set(names.columns.keys))
    #expect(content.pictureNames.sorted() == names.pictures.sorted())
  }

  /// Decree 30/2020/NĐ-CP, annex I: A4, its margins, its letters, what must stand in a report.
  @Test(arguments: names) func theLayoutIsThatOfTheDecree(name: String) throws {
    let archive = try ZipArchive(
      reading: DocumentFile.read(Checkout.template("\(name).docx"), limit: 1 << 20))
    let document = String(decoding: archive["word/document.xml"] ?? [], as: UTF8.self)
    let isWide = name == "so-nhat-ky"
    #expect(
      document.contains(
        isWide ? "<w:pgSz w:w=\"16838\" w:h=\"11906\"" : "<w:pgSz w:w=\"11906\" w:h=\"16838\""))
    for margin in ["w:top=\"1134\"", "w:bottom=\"1134\"", "w:left=\"1701\"", "w:right=\"1134\""] {
      #expect(document.contains(margin), "\(margin)")
    }
    #expect(String(decoding: archive["word/styles.xml"] ?? [], as: UTF8.self).contains("Times New Roman"))
    let text = try Outline.of(archive.packed()).joined(separator: "\n")
    #expect(text.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc"))
    let isReport = ["bao-cao-dai", "tong-hop"].contains(name)
    for words in ["BÁO CÁO\n", "Số:         /", "ngày      tháng      năm", "Nơi nhận:"] {
      #expect(text.contains(words) == isReport, "\(words)")
    }
  }

  /// Word calls a document damaged whose properties stand in another order than that of ISO/IEC 29500-1, annex A.
  @Test(arguments: names) func propertiesStandInTheOrderThatWordAsksFor(name: String) throws {
    let content = try #require(SampleReports.all.first { $0.template == name }?.content)
    let filled = try DocxTemplate(contentsOf: Checkout.template("\(name).docx")).filled(with: content)
    let document = try MarkupReader.read(ZipArchive(reading: filled)["word/document.xml"] ?? [])
    var wrong: [String] = []
    Self.check(document.root, &wrong)
    #expect(wrong == [])
  }

  private static let orders: [String: [String]] = [
    "w:pPr": [
      "w:pStyle", "w:keepNext", "w:keepLines", "w:pBdr", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr",
    ],
    "w:rPr": ["w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs", "w:lang"],
    "w:tblPr": [
      "w:tblStyle", "w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook",
    ],
    "w:tbl": ["w:tblPr", "w:tblGrid", "w:tr"], "w:tr": ["w:tblPrEx", "w:trPr", "w:tc"],
    "w:tc": ["w:tcPr", "w:p"],
  ]

  private static func check(_ element: Markup.Element, _ wrong: inout [String]) {
    let children = element.children.compactMap(\.element)
    if let order = orders[element.name] {
      let places = children.map { order.firstIndex(of: $0.name) ?? -1 }
      if places.contains(-1) || places != places.sorted() {
        wrong.append("\(element.name): \(children.map(\.name))")
      }
    }
    // A cell without a paragraph is damage, too.
    if element.name == "w:tc", children.last?.name != "w:p" { wrong.append("w:tc without w:p") }
    for child in children { check(child, &wrong) }
  }
}

extension TemplateNames {
  /// As they stand in a template.
  fileprivate var written: Set<String> {
    var written = Set(fields.union(pictures).map { Placeholder.field($0).written })
    for (table, names) in columns {
      written.formUnion(names.map { Placeholder.cell(table: table, column: $0).written })
    }
    return written
  }
}
