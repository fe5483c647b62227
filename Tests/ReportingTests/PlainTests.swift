import Foundation
import Phrases
import Scheduling
import SeededRandom
import Testing

@testable import Reporting

@Suite struct CSVTests {
  private static let table = ReportTable(
    name: "t", title: "Thử",
    columns: [
      .init("ten", "Đài"), .init("ngay", "Ngày", .date), .init("gio", "Giờ", .time(seconds: false)),
      .init("phut", "Phút", .minutes(decimals: 1)), .init("dai", "Thời lượng", .duration),
      .init("so", "Số", .number(decimals: 2)),
    ],
    rows: [
      [
        "Đông \"Thạnh\"", SampleReports.date(3, 16), SampleReports.time(17, 0, 3), .duration(.seconds(899)),
        .duration(.seconds(899)), .number(-1234.5),
      ],
      ["=1+1", .empty, .empty, .empty, .empty, .number(.nan)],
    ], totals: ["Cộng", .empty, .empty, .duration(.seconds(899)), .duration(.seconds(899)), 3])

  @Test func excelInVietnameseFindsItsSeparatorItsDecimalMarkAndItsToneMarks() {
    #expect(
      CSVFile.text(Self.table, in: .vietnamese)
        == "\u{FEFF}\"Đài\";\"Ngày\";\"Giờ\";\"Phút\";\"Thời lượng\";\"Số\"\r\n"
        + "\"Đông \"\"Thạnh\"\"\";\"16/03/2022\";\"17:00:03\";\"15,0\";\"0:14:59\";\"-1234,50\"\r\n"
        + "\"'=1+1\";\"\";\"\";\"\";\"\";\"–\"\r\n\"Cộng\";\"\";\"\";\"15,0\";\"0:14:59\";\"3,00\"\r\n")
  }

  @Test func englishHasCommasAndPoints() {
    let text = CSVFile.text(Self.table, in: .english)
    #expect(text.contains("\"15.0\",\"0:14:59\",\"-1234.50\"\r\n"))
    #expect(CSVFile.text(Self.table, in: .english, separator: "\t").contains("\"15.0\"\t\"0:14:59\""))
  }
}

@Suite struct WordingTests {
  @Test func numbersDatesAndTimesAreThoseOfTheLanguage() throws {
    let (vietnamese, english) = (Wording(.vietnamese), Wording(.english))
    #expect(vietnamese.number(1_234_567.25, decimals: 1) == "1.234.567,3")
    #expect(english.number(1_234_567.25, decimals: 1) == "1,234,567.3")
    #expect(vietnamese.number(-0.04, decimals: 1) == "0,0")
    #expect(vietnamese.number(-1234) == "−1.234")
    #expect([.nan, .infinity, 1e13].map { vietnamese.number($0) } == ["–", "–", "–"])
    #expect(vietnamese.time(try time("17:00")) == "17 giờ 00")
    #expect(vietnamese.date(try day("2022-03-06")) == "06/03/2022")
    #expect(vietnamese.longDate(try day("2022-02-06")) == "ngày 06 tháng 02 năm 2022")
    #expect(vietnamese.longDate(try day("2022-03-16")) == "ngày 16 tháng 3 năm 2022")
    #expect(vietnamese.weekday(try day("2022-03-20")) == "Chủ nhật")
    #expect(vietnamese.duration(.seconds(36_061)) == "10:01:01")
  }
}

@Suite struct JSONReportTests {
  @Test func anotherProgramReadsEveryValue() throws {
    let text = JSONReport.text(TemplateFillingTests.content)
    try expectGolden(text, "report.json")
    let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(root["schema"] as? String == "loa-report/1")
    let tables = try #require(root["tables"] as? [[String: Any]])
    let rows = try #require(tables.first?["rows"] as? [[String: Any]])
    #expect(rows.first?["ngay"] as? String == "2022-03-16")
    #expect(rows.first?["so_phut"] as? Int == 899)
    #expect(rows.last?["gio"] == nil)
  }
}

@Suite struct TextReportTests {
  @Test(arguments: Array(SampleReports.all.map(\.template))) func theTerminalShowsAReportWithin100Columns(
    name: String
  ) throws {
    let content = try #require(SampleReports.all.first { $0.template == name }?.content)
    for language in Language.allCases {
      for line in TextReport.text(content, in: language).split(separator: "\n") {
        #expect(String(line).terminalWidth <= 100, "\(line)")
      }
    }
    try expectGolden(TextReport.text(content, in: .vietnamese), "\(name).terminal.txt")
  }

  @Test(arguments: 0..<20 as Range<UInt64>) func whateverTheTableItFitsAndNoWordIsLost(seed: UInt64) {
    var random = SeededChance(seed)
    let words = ["a", "Đông", "Thạnh", "ngữ", "nghiêng", "超", String(repeating: "ướ", count: 40), "\n", "👩‍👩‍👧"]
    let columns = (0..<Int.random(in: 1...14, using: &random)).map {
      ReportTable.Column("c\($0)", "Cột \($0)", $0.isMultiple(of: 3) ? .number(decimals: 1) : .text)
    }
    let rows = (0..<5).map { _ in
      columns.map { column -> ReportTable.Cell in
        if column.kind != .text { return .number(Double.random(in: -1e5...1e5, using: &random)) }
        let count = Int.random(in: 0...6, using: &random)
        return .text(
          (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " "))
      }
    }
    let content = ReportContent(
      title: "T", tables: [ReportTable(name: "t", title: "T", columns: columns, rows: rows)])
    let text = TextReport.text(content, in: .vietnamese)
    for line in text.split(separator: "\n") { #expect(String(line).terminalWidth <= 100, "\(line)") }
    // Nothing is cut: each letter is as often there as it was.
    for letter in ["Đ", "超", "ư", "👩‍👩‍👧"] as [Character] {
      let wanted = rows.joined().reduce(0) { sum, cell in
        guard case .text(let text) = cell else { return sum }
        return sum + text.count { $0 == letter }
      }
      #expect(text.count { $0 == letter } == wanted, "\(letter)")
    }
  }
}
