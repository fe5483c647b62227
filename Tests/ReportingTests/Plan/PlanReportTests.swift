import Airtime
import Clocks
import Compliance
import Phrases
import Scheduling
import Testing

@testable import Reporting

/// Reports out of a real airtime log.
@Suite struct PlanReportTests {
  @Test func thePlanIsJudgedByTheLogStationByStationAndDeclaredApart() async throws {
    let made = try await MadeLog()
    let assessment = try await made.assessment()
    let rows = assessment.stationRows()
    #expect(rows.map(\.station.code) == ["29770", "29809", "29818"])
    // Due are also the airings that the Centre failed to play itself.
    #expect(rows.map(\.due) == [5, 5, 5])
    #expect(rows.map(\.relayed) == [4, 0, 0])
    #expect(rows.map(\.onTime) == [4, 0, 0])
    #expect(rows.map(\.played.airings) == [4, 0, 0])
    #expect(rows.map(\.played.seconds) == [1200, 0, 0])
    #expect(rows.map(\.declared) == [0, 2, 0], "an officer's word is no airing, and no relay")

    let weeks = try #require(assessment.verdicts().first { $0.part == .target })
    #expect(weeks.status == .notMet)
    #expect(weeks.lacking == [try made.airing("2022-03-09")])
    #expect(try #require(assessment.verdicts().first { $0.part == .floor }).status == .met)
    // Held, and not a word: delivered, and short of played.
    let third = try #require(assessment.verdicts().first { $0.part == .station("ba") })
    #expect(third.status == .notMet)
    #expect(third.lacking.count == 5)
  }

  @Test func whatWasMadeUpForIsMetAndSaidToBeRepaired() async throws {
    let made = try await MadeLog()
    try await made.recordMakeUps()
    let assessment = try await made.assessment()
    let weeks = try #require(assessment.verdicts().first { $0.part == .target })
    #expect(weeks.status == .met)
    #expect(weeks.figure == .init(5, of: 5, .weeks))
    #expect(weeks.why.said(in: .english).contains("2 repaired by a make-up airing"))
    #expect(weeks.why.said(in: .vietnamese).contains("2 lần đã phát bù"))
    #expect(weeks.proof.contains("phat-bu:thu-tu@2022-03-11T17:00"))
    // What the station missed it has relayed two days later; a make-up airing is nothing that was due.
    let rows = assessment.stationRows()
    #expect(rows.map(\.due) == [5, 5, 5])
    #expect(rows.map(\.relayed) == [5, 0, 0])
    let station = try await made.assessment(station: "29770")
    #expect(
      station.dueAirings().map(\.repairedBy) == [
        nil, "phat-bu:thu-tu@2022-03-11T17:00", "phat-bu:thu-tu@2022-03-18T17:00", nil, nil,
      ])
    #expect(assessment.verdicts().first { $0.part == .station("mot") }?.status == .met)
  }

  @Test func aMakeUpAiringThatCameToNothingIsNoSecondFailure() async throws {
    let made = try await MadeLog()
    let before = try await made.assessment().verdicts()
    try await made.recordMakeUps(outcome: .missed)
    let after = try await made.assessment().verdicts()
    #expect(after.map(\.status) == before.map(\.status))
    #expect(after.map(\.figure) == before.map(\.figure))
  }

  @Test func theLogBookSaysWhatAMakeUpAiringMakesUpFor() async throws {
    let made = try await MadeLog()
    try await made.recordMakeUps()
    let table = try #require(try await made.logBook().content(in: .vietnamese).table("nhat_ky"))
    let remarks = table.rows.filter { $0[9] == .text("phát bù cho Thứ Tư 09/03/2022 17:00") }
    #expect(remarks.count == 2)
  }

  @Test func oneStationIsJudgedByWhatItPlayedOfWhatItWasToRelay() async throws {
    let made = try await MadeLog()
    let airings = try await made.assessment(station: "29770").dueAirings()
    #expect(airings.map(\.isPlayed) == [true, true, false, true, true])
    #expect(airings.filter { !$0.isPlayed }.map(\.airing) == [try made.airing("2022-03-16")])
    let silent = try await made.assessment(station: "29809").dueAirings()
    #expect(silent.count == 5)
    #expect(silent.map(\.isDeclaredOnly) == [true, false, false, true, false])
    #expect(silent.allSatisfy { $0.seconds == 0 })
  }

  @Test(arguments: Language.allCases) func everyTemplateFindsAllThatItAsksFor(language: Language) async throws
  {
    let made = try await MadeLog()
    for content in [
      try await made.report().content(in: language),
      try await made.report(station: "29770").content(in: language),
      try await made.report("2022-H1").content(in: language),
    ] {
      let name = content.heatMaps.isEmpty ? "bao-cao-dai" : "tong-hop"
      let template = try DocxTemplate(contentsOf: Checkout.template("\(name).docx"))
      #expect(try !template.filled(with: content, in: language).isEmpty)
    }
    let book = try await made.logBook().content(in: language)
    _ = try DocxTemplate(contentsOf: Checkout.template("so-nhat-ky.docx")).filled(with: book, in: language)
  }

  @Test(arguments: Language.allCases) func theReportOfAMonthReadsAsInTheGoldenText(language: Language)
    async throws
  {
    let made = try await MadeLog()
    try expectGolden(
      try await made.report().text(in: language), "plan-2022-03.\(language.rawValue).txt")
    try expectGolden(
      try await made.report(station: "29809").text(in: language),
      "plan-2022-03-29809.\(language.rawValue).txt")
  }

  @Test func theLogBookHasEveryAiringWithItsEvidenceAndOfficersWordsAsSuch() async throws {
    let made = try await MadeLog()
    let table = try #require(try await made.logBook().content(in: .vietnamese).table("nhat_ky"))
    #expect(table.rows.count == 13, "ten airings and three words")
    #expect(table.totals?[4] == .duration(.seconds(8 * 300)))
    let declared = table.rows.filter { $0[8] == .text("xác nhận của cán bộ") }
    #expect(declared.count == 3)
    #expect(declared.allSatisfy { $0[4] == .empty }, "nothing was counted of them")
    #expect(declared.contains { $0[10] == .text("Nguyễn Văn An") })
    let march = try day("2022-03-09")
    let dark = try #require(
      table.rows.first { $0[0] == .date(march) && $0[7] == .text("ttvh") })
    #expect(dark[9] == .text("không phát được, mất điện"))
  }

  @Test func aReportThatCameInStandsInTheChainAndIsCounted() async throws {
    let made = try await MadeLog()
    let receipt = ReportReceipt(
      organisation: "hai", period: "2021-H2", sha256: String(repeating: "0", count: 64),
      fileName: "Báo cáo Đông Thạnh.docx", by: "Lê Thị Tư", at: WallTime(seconds: 1_641_200_000))
    try await made.log.register(receipt)
    #expect(try await made.log.reportReceipts() == [receipt])
    #expect(try await made.log.verify().isWhole)
    let note = try #require(
      try await made.log.notes(from: WallTime(seconds: 0), until: WallTime(seconds: 2_000_000_000)).first)
    #expect(note.what(in: made.zone).said(in: .vietnamese).contains("đã nhận báo cáo 2021-H2 của hai"))

    var assessment = Assessment(
      of: MadeLog.plan, over: try #require(ReportPeriod("2022-H1", cutoff: .calendar)),
      asOf: try day("2022-07-10"))
    assessment.add(ReceivedReport(organisation: "hai", period: "2022-H1", on: try day("2022-07-04")))
    let verdicts = assessment.verdicts().filter { $0.requirement == "R03" }
    #expect(verdicts.map(\.status) == [.notMet, .notMet, .met, .notMet])
  }
}
