import Airtime
import Clocks
import Foundation
import Phrases
import Scheduling
import SeededRandom
import Testing

@testable import Reporting

/// Workbooks that other programs wrote, as log books come in.
@Suite struct WorkbookReadingTests {
  private static func archive(
    _ sheet: String, shared: [String] = [], target: String = "worksheets/sheet1.xml"
  ) throws -> [UInt8] {
    let texts = shared.map { "<si><t>\($0)</t></si>" }.joined()
    return try ZipArchive(
      parts: [
        (
          "xl/workbook.xml",
          #"<workbook xmlns:r="r"><sheets><sheet name="a" r:id="rId7"/><sheet r:id="rId8"/></sheets></workbook>"#
        ),
        (
          "xl/_rels/workbook.xml.rels",
          #"<Relationships><Relationship Id="rId8" Target="x.xml"/><Relationship Id="rId7" Target="\#(target)"/></Relationships>"#
        ),
        ("xl/sharedStrings.xml", "<sst>\(texts)</sst>"),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>\(sheet)</sheetData></worksheet>"),
      ].map { .init(name: $0.0, bytes: Array($0.1.utf8)) }
    ).packed()
  }

  @Test func aLogBookThatExcelsKinWroteIsReadRowByRow() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/Sổ tháng 3.xlsx"
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "write-log-book.py")
    _ = try await Office.run(["/usr/bin/python3", script.path, path])
    let bytes = try #require(FileManager.default.contents(atPath: path))
    let lines = try WorkbookReading.firstSheet(of: Array(bytes))
    #expect(lines[1] == ["44622", "0.7083333333333334", "29809", "phát thiếu", "Bé"])

    let planned = try ["2022-03-02T17:00", "2022-03-02T05:15", "2022-03-09T17:00"].map { text in
      let local = try #require(CivilDateTime(text))
      return LogBookImport.Planned(
        Airing(
          id: AiringID(slot: "thu-tu", at: local), slot: "thu-tu", programme: "cchc",
          plannedStart: WallTime(seconds: 0), localStart: local, allotted: .seconds(600)), name: "")
    }
    let book = LogBookImport(
      lines, stations: ["29809": "Xã Đông Thạnh"], planned: planned, by: "Lan", note: "theo sổ")
    #expect(
      book.rows.map(\.airing.text) == ["02T17:00", "09T17:00", "02T05:15"].map { "thu-tu@2022-03-" + $0 })
    #expect(book.rows.map(\.line) == [2, 4, 5], "the numbers that Excel shows")
    #expect(book.rows.map(\.outcome) == [.partial, .aired, .aired])
    #expect(book.rejections.map(\.line) == [6])
    let days = try #require(LogBookImport.days(in: lines))
    #expect(days.lowerBound.description == "2022-03-02" && days.upperBound.description == "2022-03-09")
  }

  @Test func whatIsReadBackIsWhatWasWritten() throws {
    let folder = try TemporaryFolder()
    let content = ReportContent(
      title: "t",
      tables: [
        ReportTable(
          name: "t", title: "Bảng", columns: [.init("a", "Đài"), .init("b", "Số", .number(decimals: 0))],
          rows: [["Xã Mỹ Hòa & <b>", 3], ["  ", 4]])
      ])
    try Workbook.write(content, to: folder.path + "/a.xlsx")
    let bytes = try #require(FileManager.default.contents(atPath: folder.path + "/a.xlsx"))
    let lines = try WorkbookReading.firstSheet(of: Array(bytes))
    #expect(lines == [["Đài", "Số"], ["Xã Mỹ Hòa & <b>", "3"], ["  ", "4"]])
  }

  @Test func cellsStandWhereTheirReferencesSay() throws {
    let sheet = """
      <row><c t="s"><v>1</v></c><c t="s"><v>9</v></c></row>
      <row r="4"><c r="B4" t="inlineStr"><is><r><t>m</t></r><r><t>ột</t></r><rPh><t>x</t></rPh></is></c>\
      <c r="A4"><v>0</v></c><c r="D4"><f>1+1</f><v>2</v></c></row><row r="2"><c r="A2"><v>5</v></c></row>
      """
    let lines = try WorkbookReading.firstSheet(of: Self.archive(sheet, shared: ["không", "có"]))
    #expect(lines == [["có", ""], [], [], ["", "một", "", "2"]])
    let absolute = try Self.archive(sheet, shared: ["không", "có"], target: "/xl/worksheets/sheet1.xml")
    #expect(try WorkbookReading.firstSheet(of: absolute) == lines)
  }

  @Test func whatIsNoWorkbookIsRefusedAndNothingGrowsBeyondTheLimits() throws {
    #expect(throws: DocumentFault.self) { try WorkbookReading.firstSheet(of: Array("PK nothing".utf8)) }
    #expect(throws: DocumentFault.partMissing("xl/workbook.xml")) {
      try WorkbookReading.firstSheet(of: ZipArchive(parts: [.init(name: "a", bytes: [1])]).packed())
    }
    #expect(throws: DocumentFault.partMissing("xl/gone.xml")) {
      try WorkbookReading.firstSheet(of: Self.archive("", target: "gone.xml"))
    }
    #expect(throws: DocumentFault.sheetTooLong(limit: 200_000)) {
      try WorkbookReading.firstSheet(of: Self.archive(#"<row r="1048576"/>"#))
    }
    let wide = try WorkbookReading.firstSheet(of: Self.archive(#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#))
    #expect(wide == [[]])
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func damagedWorkbooksNeverCrash(seed: UInt64) throws {
    var chance = SeededChance(seed)
    var bytes = try Self.archive(#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#, shared: ["a"])
    for _ in 0..<Int.random(in: 1...8, using: &chance) {
      bytes[Int.random(in: 0..<bytes.count, using: &chance)] = .random(in: 0...255, using: &chance)
    }
    let lines = (try? WorkbookReading.firstSheet(of: bytes)) ?? []
    #expect(lines.allSatisfy { $0.count <= WorkbookReading.Limits().columns })
  }
}
