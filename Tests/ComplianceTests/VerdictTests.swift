import Clocks
import Compliance
import Phrases
import Scheduling
import Testing

@Suite struct Cadence {
  private func year() throws -> (Plan, MadeYear) { (try Files.plan2022(), try MadeYear()) }

  @Test func aMissedWeekInACoveredMonthMeetsThePlanAndNotTheTarget() throws {
    let (plan, year) = try year()
    let assessment = try assess(plan, "2022-05", year.facts)
    let floor = try assessment.verdict("R01", .floor)
    #expect(floor.status == .met)
    #expect(floor.threshold == .init(1, .editions, .plan))
    let target = try assessment.verdict("R01", .target)
    #expect(target.status == .notMet)
    #expect(target.figure == .init(3, of: 4, .weeks))
    #expect(target.lacking == ["cchc-thu-tu@2022-05-11T17:00"])
    #expect(target.why.en.contains("without: week 19/2022"))
  }

  @Test func aHolidayMoveIsMovedAndNotMissed() throws {
    let (plan, year) = try year()
    // The move stays in week 5 here; take it to the week after.
    var facts = year.facts.filter { $0.airing.text != "cchc-thu-tu@2022-02-05T17:00" }
    let target: AiringID = "cchc-thu-tu@2022-02-07T17:00"
    facts = facts.map { fact in
      fact.changed { if $0.outcome == .moved { $0.movedTo = target } }
    }
    let replacement = try AirtimeFact.aired(at: "2022-02-07T17:00", edition: "cchc/2022-w05")
    let aired = try assess(plan, "2022-Q1", facts + [replacement]).verdict("R01", .target)
    #expect(aired.status == .met)
    #expect(aired.figure == .init(12, of: 12, .weeks))
    #expect(aired.why.en.contains("moved because of a holiday, not missed: week 5/2022"))
    // What it was moved to did not air either: then it is missed.
    let lost = try assess(plan, "2022-Q1", facts + [replacement.missed(.power)]).verdict("R01", .target)
    #expect(lost.status == .notMet)
  }

  @Test(arguments: [(18, true), (23, true), (24, false)])
  func aMakeUpAiringRepairsWithinItsWindowAndSaysSo(dayOfMonth: Int, repairs: Bool) throws {
    let (plan, year) = try year()
    let facts = year.facts.filter { $0.makesUpFor == nil }
    let makeUp = try AirtimeFact.aired(
      "lenh", at: "2022-03-\(dayOfMonth)T17:00", edition: "cchc/2022-w11"
    ).changed { $0.makesUpFor = "cchc-thu-tu@2022-03-16T17:00" }
    let verdict = try assess(plan, "2022-03", facts + [makeUp]).verdict("R01", .target)
    #expect((verdict.status == .met) == repairs)
    #expect(verdict.why.en.contains("1 repaired by a make-up airing") == repairs)
    #expect(verdict.why.vi.contains("1 lần đã phát bù") == repairs)
    let punctual = try assess(plan, "2022-03", facts + [makeUp]).verdict("R02")
    #expect(punctual.why.en.contains("repaired") == repairs)
  }

  @Test func aMakeUpAiringThatCameToNothingIsNoSecondFailure() throws {
    let (plan, year) = try year()
    let facts = year.facts.filter { $0.makesUpFor == nil }
    let failed = try AirtimeFact.aired("lenh", at: "2022-03-18T17:00", edition: "cchc/2022-w11")
      .changed { $0.makesUpFor = "cchc-thu-tu@2022-03-16T17:00" }.missed(.power)
    for id in ["R02", "R04"] {
      let without = try assess(plan, "2022-03", facts).verdicts().filter { $0.requirement == id }
      let with = try assess(plan, "2022-03", facts + [failed]).verdicts().filter { $0.requirement == id }
      #expect(!without.isEmpty && with.map(\.figure) == without.map(\.figure), "\(id)")
    }
  }

  @Test func aDeclaredWeekIsCountedApartAndNeverAsPlayed() throws {
    let (plan, year) = try year()
    let verdict = try assess(plan, "2022-10", year.facts).verdict("R01", .target)
    #expect(verdict.status == .noData)
    #expect(verdict.figure == .init(3, of: 4, .weeks))
    #expect(verdict.declared == ["cchc-thu-tu@2022-10-05T17:00"])
    #expect(!verdict.proof.contains("cchc-thu-tu@2022-10-05T17:00"))
  }

  @Test func rerunsAndRepeatedEditionsAreCountedApart() throws {
    let plan = try Files.plan2022()
    let first = try AirtimeFact.aired(at: "2022-03-02T17:00", edition: "cchc/a")
    let rerun = try AirtimeFact.aired(at: "2022-03-09T17:00", edition: "cchc/a", isRerun: true)
    let repeated = try AirtimeFact.aired(at: "2022-03-16T17:00", edition: "cchc/a").changed {
      $0.substitution = .repeatLast
    }
    let verdict = try assess(plan, "2022-03", [first, rerun, repeated]).verdict("R01", .target)
    #expect(verdict.figure == .init(1, of: 5, .weeks))
    #expect(verdict.proof == [first.airing])
    #expect(verdict.why.en.contains("2 reruns counted apart"))
  }

  @Test func aWeekIsTheLocalWeekAlsoBeforeSevenInTheMorning() throws {
    let plan = try Files.plan2022()
    // Monday 05:15 local time is Sunday 22:15 by UTC.
    let fact = try AirtimeFact.aired(at: "2022-03-07T05:15", edition: "cchc/a")
    #expect(CivilCalendar.utc.date(of: fact.plannedStart).weekday == .sunday)
    let rows = try assess(plan, "2022-03", [fact]).weekRows().filter { $0.editions > 0 }
    #expect(rows.map(\.week.description) == ["2022-W10"])
    let last = try AirtimeFact.aired(at: "2022-03-01T05:15", edition: "cchc/b")
    #expect(try assess(plan, "2022-03", [last]).verdict("R01", .floor).status == .met)
    #expect(try assess(plan, "2022-02", [last]).verdict("R01", .floor).figure?.value == 0)
  }

  @Test func whatIsNotOverIsNotYetDueAndNothingIsNoData() throws {
    let (plan, year) = try year()
    let march = try assess(plan, "2022-Q1", year.facts, asOf: "2022-03-09").verdict("R01", .target)
    #expect(march.status == .notYetDue)
    #expect(try assess(plan, "2022-Q1", [], asOf: "2022-01-02").verdict("R01", .target).status == .notYetDue)
    #expect(try assess(plan, "2022-Q1", []).verdict("R01", .target).status == .noData)
    #expect(
      try assess(plan, "2023-Q1", year.facts, asOf: "2023-06-01").verdict("R01", .target).status == .noData)
  }
}

@Suite struct Relaying {
  @Test func eachStationAnswersForEachAiringAndGradesAreNeverMixed() throws {
    let plan = try Files.plan2022()
    let year = try MadeYear()
    let march = try assess(plan, "2022-03", year.facts)
    #expect(try march.verdict("R03", .station("cai-von")).status == .met)
    // Delivered is not played.
    let delivered = try march.verdict("R03", .station("dong-thanh-29818"))
    #expect(delivered.status == .notMet)
    #expect(delivered.figure?.value == 0)
    // A station that never reported is without data, and the whole is not met for the other.
    #expect(try march.verdict("R03", .station("dong-thanh-29809")).status == .noData)
    #expect(try march.verdict("R03").status == .notMet)
    #expect(try march.verdict("R03").why.en.contains("no data: Xã Đông Thạnh"))
    // An officer's word neither proves nor refutes.
    let declared = try assess(plan, "2022-04", year.facts).verdict("R03", .station("thuan-an"))
    #expect(declared.status == .noData)
    #expect(declared.figure?.value == 0)
    #expect(declared.declared.count == 8)
    // Half of it is not the whole.
    #expect(try assess(plan, "2022-08", year.facts).verdict("R03", .station("dong-thuan")).status == .notMet)
    #expect(try assess(plan, "2022-07", year.facts).verdict("R03", .station("my-hoa")).lacking.count == 8)
  }

  @Test func aLowerMinimumTakesDeliveryAsProof() throws {
    var plan = try Files.plan2022()
    plan.requirements = [
      Requirement(
        id: "R03", sources: [], quote: "", kind: .relay(.init(evidence: Based(.delivered, .default))))
    ]
    let verdict = try assess(plan, "2022-03", try MadeYear().facts).verdict(
      "R03", .station("dong-thanh-29818"))
    #expect(verdict.status == .met)
  }

  @Test func oneStationIsJudgedByItsOwnLogAndTheProducersSchedule() throws {
    let plan = try Files.plan2022()
    let year = try MadeYear()
    let alone = try assess(plan, "2022-07", year.facts, station: "29815")
    #expect(try alone.verdict("R01", .floor).status == .notMet)
    #expect(try alone.verdict("R03", .station("my-hoa")).figure == .init(0, of: 8, .airings))
    #expect(alone.verdicts().filter { $0.requirement == "R03" }.count == 1)
    let other = try assess(plan, "2022-07", year.facts, station: "29770")
    #expect(try other.verdict("R01", .floor).status == .met)
    let whole = try assess(plan, "2022-07", year.facts)
    for station in ["29770", "29815"] {
      let one = try assess(plan, "2022-07", year.facts, station: station)
      #expect(one.stationWeeks().rows == whole.stationWeeks().rows.filter { $0.station.code == station })
    }
  }

  @Test func anAiringThatTheCentreLostCountsForTheStationsThatPlayedIt() throws {
    let year = try MadeYear()
    let verdict = try assess(try Files.plan2022(), "2022-03", year.facts).verdict("R03", .station("cai-von"))
    #expect(verdict.proof.contains("cchc-thu-tu@2022-03-16T17:00"))
  }
}

@Suite struct OtherKinds {
  private func whole() throws -> Assessment {
    let year = try MadeYear()
    return try assess(
      try Files.plan2022(), "2022", year.facts, cutoff: .calendar, editions: year.editions,
      reports: year.reports)
  }

  @Test func latePartialAndMissedAiringsFallShortWhereTheyShould() throws {
    let assessment = try whole()
    let late: AiringID = "cchc-thu-tu@2022-06-08T17:00"
    let partial: AiringID = "cchc-thu-tu@2022-08-17T17:00"
    let none: AiringID = "cchc-thu-tu@2022-05-11T17:00"
    #expect(try assessment.verdict("R02").lacking.contains(late))
    #expect(try assessment.verdict("R02").lacking.contains(none))
    #expect(try !assessment.verdict("R02").lacking.contains(partial))
    #expect(try assessment.verdict("R04", .completeness).lacking.contains(partial))
    #expect(try !assessment.verdict("R04", .completeness).lacking.contains(late))
    #expect(try assessment.verdict("R04", .length).lacking == [partial])
    #expect(try assessment.verdict("R02").declared == ["cchc-thu-tu@2022-10-05T17:00"])
  }

  @Test func aPartOfATopicCountsForTheTopicAndAnUncoveredOneIsNamed() throws {
    let assessment = try whole()
    let topics = try assessment.verdict("R06")
    #expect(topics.status == .notMet)
    #expect(topics.rows.filter { !$0.isMet }.map(\.id) == ["e"])
    #expect(topics.rows[1].count > 0)
    #expect(try assessment.verdict("R07").rows.filter { !$0.isMet }.map(\.id) == ["b5"])
    #expect(try assessment.verdict("R08").rows.filter { !$0.isMet }.map(\.id) == ["cong-chuc-xa-phuong"])
    #expect(try assessment.verdict("R09").status == .met)
    #expect(try assessment.verdict("R13").status == .met)
    #expect(try assessment.verdict("R15").rows.filter { !$0.isMet }.map(\.id) == ["tu-phap"])
    let rows = assessment.labelRows(.topics)
    #expect(
      rows.first { $0.label.id == "b" }?.editions
        == rows.filter { $0.label.id.count == 2 && $0.label.id != "dd" }.reduce(0) { $0 + $1.editions })
  }

  @Test func anEditionThatDoesNotNameThePlanIsCounted() throws {
    let verdict = try whole().verdict("R16")
    #expect(verdict.status == .notMet)
    #expect(verdict.lacking == ["cchc-thu-tu@2022-07-27T17:00"])
    #expect(verdict.figure?.unit == .editions)
    #expect(try whole().verdict("R17").status == .met)
  }

  @Test func theLongestGapAndTheSmallestMarginAreFound() throws {
    let year = try MadeYear()
    let facts = year.facts.map { fact in
      fact.changed {
        if $0.airing.text == "cchc-thu-tu@2022-04-06T17:00" {
          $0.deliveredAt = $0.plannedStart - .minutes(30)
        }
      }
    }
    let assessment = try assess(try Files.plan2022(), "2022-Q2", facts)
    let gap = try assessment.verdict("R05", .gap)
    #expect(gap.status == .met)
    #expect(gap.figure == .init(14, .days))  // 4 to 18 May
    let margin = try assessment.verdict("R05", .margin)
    #expect(margin.status == .notMet)
    #expect(margin.figure == .init(1800, .seconds))
    #expect(margin.lacking == ["cchc-thu-tu@2022-04-06T17:00"])
  }

  @Test func loudnessAndGapsAreJudgedWhereTheyAreKnown() throws {
    let plan = try Files.plan2022()
    let good = try AirtimeFact.aired(at: "2022-03-02T17:00", edition: "cchc/a")
    let loud = try AirtimeFact.aired(at: "2022-03-09T17:00", edition: "cchc/b").changed { $0.loudness = -18 }
    let broken = try AirtimeFact.aired(at: "2022-03-16T17:00", edition: "cchc/c").changed { $0.gaps = 2 }
    let silent = try AirtimeFact.aired(at: "2022-03-23T17:00", edition: "cchc/d").changed {
      $0.loudness = nil
    }
    let verdict = try assess(plan, "2022-03", [good, loud, broken, silent]).verdict("R18")
    #expect(verdict.status == .notMet)
    #expect(verdict.proof == [good.airing, silent.airing])
    #expect(verdict.why.en.contains("loudness of 1 not known"))
  }

  @Test func reportsAreDueAfterThePeriodAndNeverForAnotherOne() throws {
    let plan = try Files.plan2022()
    let year = try MadeYear()
    func reports(_ text: String, asOf: String) throws -> Assessment {
      try assess(plan, text, [], asOf: asOf, reports: year.reports)
    }
    #expect(try reports("2022-H1", asOf: "2022-06-19").verdict("R19").status == .notYetDue)
    let july = try reports("2022-H1", asOf: "2022-07-01")
    #expect(try july.verdict("R19").status == .notMet)
    #expect(try july.verdict("R19").figure == .init(5, of: 8, .reports))
    #expect(
      try july.verdict("R19").rows.filter { !$0.isMet }.map(\.id) == [
        "dong-thanh-29809", "my-hoa", "dong-thanh-29818",
      ])
    #expect(try july.verdict("R20").status == .met)
    #expect(try reports("2022-H2", asOf: "2022-12-20").verdict("R20").status == .notYetDue)
    #expect(try !reports("2022-Q1", asOf: "2023-01-01").verdicts().contains { $0.requirement == "R19" })
    #expect(
      try reports("2022-H1", asOf: "2022-06-16").verdict("R19", .station("thanh-phuoc")).status == .notYetDue)
  }

  @Test func anEntryOfTheLogBecomesAFact() throws {
    let local = try #require(CivilDateTime("2022-03-16T17:00"))
    let start = calendar.instant(of: local)
    let entry = AsRunEntry(
      airing: AiringID(slot: "cchc-thu-tu", at: local), station: "29815", slot: "cchc-thu-tu",
      programme: "cchc", edition: "cchc/2022-w11", editionTitle: nil, isRerun: false, substitution: nil,
      items: [
        .init(role: .signature, sha256: "a", loudness: -10, gain: 0),
        .init(role: .edition, sha256: "b", loudness: -20, gain: -3),
      ], priority: .normal, plannedStart: start, localStart: local, allotted: .minutes(15), startedAt: start,
      endedAt: start + .minutes(10), framesPlayed: 100, framesDue: 200, frameRate: 48_000,
      gaps: [.init(at: start, frame: 100, frames: 100, cause: .power)], outcome: .partial, cause: .power,
      clock: .init(state: .trusted), commandedBy: nil, note: nil, software: "1", isRelayed: true)
    let fact = AirtimeFact(entry, evidence: .played)
    #expect(fact.loudness == -23)
    #expect(fact.gaps == 1)
    #expect(fact.isRelayed)
    #expect(!fact.isDeclared)
    #expect(AirtimeFact(entry, evidence: .declared).isDeclared)
  }
}
