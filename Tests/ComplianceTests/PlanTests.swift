import Compliance
import Foundation
import Phrases
import Scheduling
import Testing

@Suite struct Plans {
  private static func flat(_ text: String) -> String {
    text.precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func text() throws -> String {
    let url = Files.tests.appendingPathComponent("Plans/ke-hoach-cchc-2022.txt")
    return flat(try String(contentsOf: url, encoding: .utf8))
  }

  @Test func everyQuoteStandsInThePlanLetterForLetter() throws {
    let text = try Self.text()
    let plan = try Files.plan2022()
    #expect(plan.requirements.count >= 20)
    for requirement in plan.requirements {
      #expect(text.contains(Self.flat(requirement.quote)), "\(requirement.id): \(requirement.quote)")
    }
    #expect(text.contains("150/QĐ-UBND, ngày 13/01/2022"))
    #expect(plan.basis.joined().contains("150/QĐ-UBND, ngày 13/01/2022"))
  }

  /// The plan's only numbers: a week or a month, and (elsewhere) the periods of reports.
  @Test func noNumberButTheCadenceClaimsToBeThePlans() throws {
    for requirement in try Files.plan2022().requirements {
      switch requirement.kind {
      case .cadence(let cadence):
        #expect(cadence.floor.editions == Based(1, .plan))
        #expect(cadence.floor.span == .month)
        #expect(cadence.target?.span == .week)
        #expect(cadence.share.basis == .default && cadence.makeUpDays.basis == .default)
      case .punctuality(let kind): #expect(kind.tolerance.basis == .default && kind.share.basis == .default)
      case .duration(let kind): #expect(kind.least.basis == .default && kind.most.basis == .default)
      case .relay(let kind): #expect(kind.evidence.basis == .default && kind.share.basis == .default)
      case .regularity(let kind): #expect(kind.mostDays.basis == .default)
      case .coverage(let kind): #expect(kind.editions.basis == .default)
      case .carrying(let kind): #expect(kind.share.basis == .default)
      case .quality(let kind): #expect(kind.loudness.basis == .default)
      case .reports(let kind): #expect(kind.dueDays?.basis == .default)
      }
    }
  }

  @Test func thePlanHasSevenTopicsWithSixAreasAndFourAudiences() throws {
    let plan = try Files.plan2022()
    #expect(plan.topics.map(\.label.id) == ["a", "b", "c", "d", "dd", "e", "g"])
    #expect(plan.topics[1].parts.map(\.id) == ["b1", "b2", "b3", "b4", "b5", "b6"])
    #expect(plan.audiences.count == 4)
    #expect(plan.cutoff == .decree)
    #expect(plan.number == nil && plan.issued == nil)
    #expect(plan.milestones.map(\.label.id) == ["hoi-thi", "hoi-nghi", "khao-sat"])
  }

  @Test func aCodePassesFromOneBodyToAnotherAtTheMerger() throws {
    let plan = try Files.plan2022()
    func stations(_ from: String, _ until: String) throws -> [String] {
      plan.organisations(.station, from: try day(from), until: try day(until)).map(\.id)
    }
    #expect(try stations("2025-01-01", "2025-06-30").count == 8)
    #expect(
      try stations("2025-07-01", "2025-12-31") == ["binh-minh-2025", "cai-von-2025", "dong-thanh-2025"])
    #expect(try stations("2025-01-01", "2025-12-31").count == 11)
    let holders = plan.organisations.filter { $0.code == "29770" }
    #expect(holders.map { $0.exists(on: CivilDate(dayNumber: 20_269)) } == [true, false])  // 2025-06-30
    #expect(holders.map { $0.exists(on: CivilDate(dayNumber: 20_270)) } == [false, true])
  }

  @Test func aReportOverTheMergerJudgesEachBodyOnItsOwnDays() throws {
    var plan = try Files.plan2022()
    plan.until = try day("2025-12-31")
    var facts: [AirtimeFact] = []
    for (text, stations) in [("2025-06-25", MadeYear.stations), ("2025-07-02", ["29770", "29771", "29812"])] {
      for station in ["ttvh-binh-minh"] + stations {
        facts.append(try .aired(at: "\(text)T17:00", station: station, edition: "cchc/a"))
      }
    }
    let assessment = try assess(plan, "2025-06-20..2025-07-10", facts, asOf: "2026-01-01")
    for body in ["cai-von", "cai-von-2025", "my-hoa", "dong-binh", "dong-thanh-2025"] {
      let verdict = try assessment.verdict("R03", .station(body))
      #expect(verdict.figure == .init(1, of: 1, .airings), "\(body)")
    }
    #expect(assessment.stationWeeks().rows.count == 11)
    #expect(assessment.stationWeeks().rows.allSatisfy { $0.total.airings == 1 })
  }

  @Test func anotherPlanNeedsNoCode() throws {
    let plan = try Files.otherPlan()
    var facts: [AirtimeFact] = []
    for (index, text) in ["2031-04-01", "2031-04-03", "2031-04-08"].enumerated() {
      let fact = try AirtimeFact.aired(
        "atgt", at: "\(text)T06:00", station: "dai-huyen", edition: EditionID("atgt/\(index)"),
        programme: "atgt"
      ).changed { $0.isRelayed = false }
      facts.append(fact)
      facts.append(
        fact.changed {
          $0.station = "90002"
          $0.isRelayed = true
          $0.framesPlayed = 0
          $0.evidence = .delivered
          $0.outcome = nil
        })
    }
    let assessment = try assess(
      plan, "2031-Q2", facts, asOf: "2031-04-14",
      editions: [
        .init(id: "atgt/0", title: "", topics: ["ghe"]), .init(id: "atgt/1", title: "", topics: ["ghe"]),
      ])
    let cadence = try assessment.verdict("Y1", .floor)
    #expect(cadence.status == .notMet)
    #expect(cadence.figure == .init(1, of: 2, .weeks))
    #expect(try assessment.verdict("Y2", .station("xa-hai")).figure == .init(3, of: 3, .airings))
    #expect(try assessment.verdict("Y2", .station("xa-hai")).threshold?.basis == .plan)
    #expect(try assessment.verdict("Y2", .station("xa-mot")).status == .noData)
    let topics = try assessment.verdict("Y3")
    #expect(topics.rows.map(\.count) == [0, 2, 0, 2])
    #expect(try assessment.verdict("Y4", .floor).figure?.value == 0)
    #expect(try assessment.verdict("Y5").status == .notYetDue)
  }

  @Test func milestonesRemindAndAreNeverJudged() throws {
    let plan = try Files.plan2022()
    let assessment = try assess(plan, "2022", [], asOf: "2022-05-01", cutoff: .calendar)
    #expect(assessment.reminders.map(\.phase) == [.now, .ahead, .ahead])
    #expect(Set(assessment.verdicts().map(\.requirement)).isSubset(of: plan.requirements.map(\.id)))
  }
}

@Suite struct ReportPeriods {
  @Test(arguments: [
    ("2022-H1", "2021-12-15", "2022-06-14"), ("2022-H2", "2022-06-15", "2022-12-14"),
    ("2022", "2021-12-15", "2022-12-14"), ("2022-Q2", "2022-04-01", "2022-06-30"),
    ("2022-02", "2022-02-01", "2022-02-28"), ("2024-02", "2024-02-01", "2024-02-29"),
    ("2022-01-05..2022-01-05", "2022-01-05", "2022-01-05"),
  ])
  func byTheDecreeYearsAndHalvesEndInDecemberAndJune(text: String, first: String, last: String) throws {
    let period = try period(text)
    #expect("\(period.first)" == first)
    #expect("\(period.last)" == last)
    #expect(period.description == text)
  }

  @Test(arguments: [
    ("2022-H1", "2022-01-01", "2022-06-30"), ("2022-H2", "2022-07-01", "2022-12-31"),
    ("2022", "2022-01-01", "2022-12-31"), ("2022-Q4", "2022-10-01", "2022-12-31"),
    ("2022-12", "2022-12-01", "2022-12-31"),
  ])
  func byTheCalendarTheyEndWithTheirMonths(text: String, first: String, last: String) throws {
    let period = try period(text, .calendar)
    #expect("\(period.first)" == first)
    #expect("\(period.last)" == last)
  }

  @Test(arguments: [
    "", "22", "2022-", "2022-H3", "2022-H", "2022-Q0", "2022-13", "2022-1", "2022-h1", "2022-H1-", "20222",
    "2022-02-30..2022-03-01", "2022-03-02..2022-03-01", "..", "2022..2023", "2022-٠٣", "-022", "2022-+1",
    "+022", "2022-H+",
  ])
  func anythingElseIsNoPeriod(text: String) {
    #expect(ReportPeriod(text, cutoff: .decree) == nil)
    #expect(ReportPeriod(text, cutoff: .calendar) == nil)
  }
}
