import Foundation
import Phrases
import Scheduling
import Testing

@testable import Reporting

@Suite(.serialized) struct WorkbookTests {
  /// What another library finds: sheet by sheet its rows, what is frozen and filtered, charts and rules.
  private static func read(_ path: String) async throws -> [[String: Any]] {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "read-workbook.py")
    // Debian's own Python has Debian's openpyxl.
    let text = try await Office.run(["/usr/bin/python3", script.path, path])
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }

  private static func written(_ content: ReportContent) async throws -> [[String: Any]] {
    let folder = try TemporaryFolder()
    let path = folder.path + "/Báo cáo.xlsx"
    try Workbook.write(content, to: path)
    #expect(folder.names == ["Báo cáo.xlsx"])
    return try await read(path)
  }

  @Test(arguments: Array(SampleReports.all.map(\.template)))
  func anotherLibraryReadsBackEveryCellWithItsKind(name: String) async throws {
    let content = try #require(SampleReports.all.first { $0.template == name }?.content)
    let sheets = try await Self.written(content)
    #expect(sheets.count == content.tables.count + content.barCharts.count + content.heatMaps.count)
    for (sheet, table) in zip(sheets, content.tables) {
      let rows = try #require(sheet["rows"] as? [[String]])
      #expect(rows.first == table.columns.map { "s:" + $0.title })
      for (row, cells) in zip(rows.dropFirst(), table.rows) {
        #expect(row == zip(cells, table.columns).map { Self.expected($0, $1.kind) })
      }
      #expect(rows.count == 1 + table.rows.count + (table.totals == nil ? 0 : 1))
      #expect(sheet["frozen"] as? String == "A2")
      #expect((sheet["filter"] as? String)?.hasPrefix("A1:") == true)
    }
    for sheet in sheets.dropFirst(content.tables.count).prefix(content.barCharts.count) {
      #expect(sheet["charts"] as? Int == 1)
    }
    for sheet in sheets.dropFirst(content.tables.count + content.barCharts.count) {
      #expect(sheet["rules"] as? Int == 4)
    }
  }

  /// The kind and value as `read-workbook.py` writes them.
  private static func expected(_ cell: ReportTable.Cell, _ kind: ReportTable.Kind) -> String {
    switch cell {
    case .empty, .text(""): "-"
    case .text(let text): "s:" + text
    case .number(let value): String(format: "n:%.6f", value)
    case .duration(let duration):
      kind == .duration
        ? "t:\(duration.components.seconds)"
        : String(format: "n:%.6f", Double(duration.components.seconds) / 60)
    case .date(let date): "d:\(date)"
    case .time(let time): "t:\(time.secondOfDay)"
    }
  }

  @Test func formulasLongTextsAndControlCharactersAreOnlyText() async throws {
    let texts = [
      "=1+1", "@SUM(A1)", String(repeating: "ấ", count: 40_000), "a\u{1B}b\u{0}", "{=X}", "http://a.vn",
    ]
    let content = ReportContent(
      title: "=T",
      tables: [
        ReportTable(
          name: "t", title: "=[T]:*?/\\'", columns: [.init("a", "=A")], rows: texts.map { [.text($0)] })
      ])
    let sheets = try await Self.written(content)
    let rows = try #require(sheets.first?["rows"] as? [[String]])
    #expect(
      rows.joined().map { String($0.prefix(20)) }
        == [
          "s:=A", "s:=1+1", "s:@SUM(A1)", "s:" + String(repeating: "ấ", count: 18), "s:ab", "s:{=X}",
          "s:http://a.vn",
        ])
    #expect(sheets.first?["name"] as? String == "=-T-------")
  }

  @Test func aReportOfNothingIsAWorkbookAllTheSame() async throws {
    #expect(try await Self.written(ReportContent(title: "")).count == 1)
    let empty = ReportContent(
      title: "", tables: [ReportTable(name: "t", title: "", columns: [], rows: [])],
      barCharts: [BarChart(name: "b", title: "B", measure: "", bars: [], target: .init("", 1))],
      heatMaps: [HeatMap(name: "h", title: "H", measure: "", columns: [], rows: [])])
    #expect(try await Self.written(empty).count == 3)
  }

  @Test func aLongTableIsWrittenToTheEnd() async throws {
    let rows = (0..<25_000).map { [ReportTable.Cell.number(Double($0)), .text("Đài số \($0)")] }
    let table = ReportTable(
      name: "t", title: "Dài", columns: [.init("a", "A", .number(decimals: 0)), .init("b", "B")], rows: rows)
    let sheets = try await Self.written(ReportContent(title: "Dài", tables: [table]))
    let read = try #require(sheets.first?["rows"] as? [[String]])
    #expect(read.count == 25_001)
    #expect(read.last == ["n:24999.000000", "s:Đài số 24999"])
  }

  @Test func namesOfSheetsAreOfExcelsKindAndNeverTheSame() {
    var names = SheetNames()
    #expect(
      [
        "Các đài", "CÁC ĐÀI", "", "a/b", "'x'", String(repeating: "ấ", count: 40),
        String(repeating: "ấ", count: 40),
      ].map {
        names.name(for: $0)
      } == [
        "Các đài", "CÁC ĐÀI (2)", "-", "a-b", "-x-", String(repeating: "ấ", count: 31),
        String(repeating: "ấ", count: 27) + " (2)",
      ])
  }

  @Test func anUnwritablePlaceIsSaidAndNothingIsLeft() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/none/a.xlsx"
    #expect(failure { try Workbook.write(SampleReports.week, to: path) } == .unwritable(path: path, errno: 2))
    #expect(
      failure { try Workbook.write(SampleReports.week, to: folder.path) }
        == .unwritable(path: folder.path, errno: 21))
    #expect(folder.names == [])
  }

  @Test(.enabled(if: Office.has("soffice") && Office.has("pdftotext")))
  func theOfficeShowsTheWorkbook() async throws {
    let folder = try TemporaryFolder()
    let kept = ProcessInfo.processInfo.environment["LOA_KEEP_PAGES"] ?? folder.path
    let path = "\(kept)/tong-hop.xlsx"
    try Workbook.write(SampleReports.synthesis, to: path)
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let pdf = try await PDF.convert(bytes, named: "tong-hop.xlsx") { try await Office.run($0) }
    try DocumentFile.write(pdf, to: path + ".pdf")
    let text = try await Office.run(["pdftotext", "-layout", path + ".pdf", "-"])
      .precomposedStringWithCanonicalMapping
    for words in SampleReports.stations + [
      "(Chỉ tiêu: 2)", "98.3", "10/06/2022", "không có số liệu", "Tổng cộng",
    ] {
      #expect(text.contains(words), "\(words)")
    }
  }
}
