import Phrases
import Scheduling

extension DocxTemplate {
  /// What a fuzzer calls: a template as an office may have made it, as a package or as the main part of one. No bytes may
  /// crash or hang, and what is filled is a document again.
  package static func fuzz(_ bytes: UnsafeRawBufferPointer) {
    var bytes = Array(bytes)
    if !bytes.starts(with: [0x50, 0x4B]) {
      guard let package = package(of: bytes) else { return }
      bytes = package
    }
    guard let template = try? DocxTemplate(bytes, path: "fuzz.docx") else { return }
    _ = template.names
    do throws(ReportingError) {
      let filled = try template.filled(with: content)
      precondition(
        (try? DocxTemplate(filled, path: "filled.docx")) != nil, "a filled template is no document")
    } catch {
      for language in Language.allCases {
        _ = error.what.said(in: language) + error.remedy.said(in: language)
      }
    }
  }

  private static func package(of document: [UInt8]) -> [UInt8]? {
    let types = """
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
      <Default Extension="xml" ContentType="application/xml"/></Types>
      """
    return try? ZipArchive(parts: [
      .init(name: "[Content_Types].xml", bytes: Array(types.utf8)), .init(name: mainPart, bytes: document),
    ]).packed()
  }

  private static let content = ReportContent(
    title: "t", fields: ["f": "một\nhai\tba"],
    tables: [
      ReportTable(
        name: "t", title: "t", columns: [.init("a", "A"), .init("b", "B", .minutes(decimals: 1))],
        rows: [["x", .duration(.seconds(90))], [.empty, .number(1)]], totals: [.empty, 3]),
      ReportTable(name: "e", title: "e", columns: [.init("a", "A")], rows: []),
    ],
    barCharts: [BarChart(name: "c", title: "c", measure: "m", bars: [.init("1", 1)], target: .init("t", 1))],
    heatMaps: [HeatMap(name: "h", title: "h", measure: "m", columns: ["1"], rows: [.init("r", [1])])])
}
