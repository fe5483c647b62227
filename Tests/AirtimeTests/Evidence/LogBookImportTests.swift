import Clocks
import Phrases
import Scheduling
import Testing

@testable import Airtime

/// Log books that people kept, row by row.
@Suite struct LogBookImportTests {
  private static let stations = ["29809": "Xã Đông Thạnh", "29818": "Xã Đông Thành"]

  private static func planned(_ texts: [String]) throws -> [LogBookImport.Planned] {
    try texts.map { text in
      let local = try #require(CivilDateTime(text))
      return LogBookImport.Planned(
        Airing(
          id: AiringID(slot: "thu-tu", at: local), slot: "thu-tu", programme: "cchc",
          plannedStart: WallTime(seconds: 0), localStart: local, allotted: .seconds(600)),
        name: "Cải cách hành chính")
    }
  }

  private static func read(_ lines: [[String]]) throws -> LogBookImport {
    LogBookImport(
      lines, stations: stations,
      planned: try planned(["2022-03-02T17:00", "2022-03-02T05:15", "2022-03-09T17:00"]),
      by: "Lan", note: "theo sổ")
  }

  private static let heading = ["Ngày", "GIỜ", "Đài", "Chương trình", "Kết quả", "Người trực", "Ghi chú"]

  @Test(arguments: [
    ["02/03/2022", "17:00", "29809"], ["2022-03-02", "17 giờ 00", "Xã Đông Thạnh"],
    ["2/3/2022", "17h", "xã đông thạnh"], [" 02/03/2022 ", "17h00", "29809", "cchc"],
    ["02/03/2022", "17:00:00", "29809", "Cải cách hành chính: Kỳ 9", "aired"],
  ])
  func daysTimesAndStationsAreReadAsPeopleWriteThem(cells: [String]) throws {
    let book = try Self.read([Self.heading, cells])
    #expect(book.rejections.isEmpty)
    #expect(
      book.rows == [
        .init(
          line: 2, airing: "thu-tu@2022-03-02T17:00", station: "29809", outcome: .aired, by: "Lan",
          note: "theo sổ")
      ])
  }

  @Test func everyBadRowIsToldWithItsLineAndTheGoodOnesAreKept() throws {
    let book = try Self.read([
      Self.heading, ["02/03/2022", "17:00", "29818", "", "phát thiếu", "Bé", "loa rè"],
      ["32/03/2022", "17:00", "29809"], ["02/03/2022", "sáng", "29809"],
      ["02/03/2022", "17:00", "Xa Dong Thanh"],
      ["02/03/2022", "17:01", "29809"], ["05/03/2022", "17:00", "29809"],
      ["02/03/2022", "17:00", "29809", "", "hay"], ["", "", ""], ["02/03/2022"],
    ])
    #expect(book.rows.map(\.line) == [2])
    #expect(book.rows.first?.outcome == .partial)
    #expect(book.rows.first?.by == "Bé")
    #expect(book.rejections.map(\.line) == [3, 4, 5, 6, 7, 8, 10], "an empty row is none")
    let said = book.rejections.map { "\($0.what.said(in: .english)); \($0.remedy.said(in: .english))" }
    #expect(said[2].contains("tone marks") && said[2].contains("29809"))
    #expect(said[3].contains("05:15") && said[3].contains("17:00"), "\(said[3])")
    for rejection in book.rejections { #expect(!rejection.what.said(in: .vietnamese).isEmpty) }
  }

  @Test func aBookWithoutItsHeadingIsRefusedWhole() throws {
    #expect(try Self.read([]).rejections.count == 1)
    let book = try Self.read([["Ngày", "Nơi"], ["02/03/2022", "x"]])
    #expect(book.rows.isEmpty)
    #expect(book.rejections.map(\.line) == [1, 1])
  }

  @Test(arguments: 0..<20) func whateverStandsInItNothingIsLostAndNothingBreaks(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let pieces = [
      "02/03/2022", "17:00", "29809", "", "\u{FEFF}", "17h", "🎙", "-1/0/99999999999999999999", "đã phát", ":",
      "h",
    ]
    let lines = [Self.heading] + (0..<200).map { _ in (0..<next(9)).map { _ in pieces[next(pieces.count)] } }
    let book = try Self.read(lines)
    let blank = lines.dropFirst().count { $0.allSatisfy { ["", "\u{FEFF}"].contains($0) } }
    #expect(book.rows.count + book.rejections.count + blank == 200)
    _ = LogBookImport.days(in: lines)
  }
}
