import Clocks
import Compliance
import Foundation
import Phrases
import Scheduling
import SeededRandom
import Testing

@Suite struct Properties {
  private static func random(_ seed: UInt64, count: Int) throws -> [AirtimeFact] {
    var chance = SeededChance(seed)
    let first = try day("2022-01-01")
    let stations = ["ttvh-binh-minh", "ttvh-binh-minh"] + MadeYear.stations
    return try (0..<count).map { _ in
      let date = first.adding(days: .random(in: 0..<365, using: &chance))
      let hour = ["05:15", "17:00", "23:59", "00:00"].randomElement(using: &chance) ?? "17:00"
      let edition = EditionID("cchc/\(Int.random(in: 0..<40, using: &chance))")
      let station = stations.randomElement(using: &chance) ?? "29770"
      let fact = try AirtimeFact.aired(
        at: "\(date)T\(hour)", station: station, edition: edition, isRerun: .random(using: &chance))
      let other = AiringID(
        slot: "cchc-thu-tu",
        at: CivilDateTime(date.adding(days: -.random(in: 0...10, using: &chance)), fact.localStart.time))
      return switch Int.random(in: 0..<8, using: &chance) {
      case 0: fact.missed([.power, .media, .network].randomElement(using: &chance) ?? .power)
      case 1: fact.declaredOnly()
      case 2: fact.partial(.random(in: 0...1, using: &chance))
      case 3: fact.changed { $0.makesUpFor = other }
      case 4: fact.changed { $0.startedAt = $0.plannedStart + .minutes(3) }
      default: fact
      }
    }
  }

  private static func editions() -> [EditionFact] {
    (0..<30).map { index in
      EditionFact(
        id: EditionID("cchc/\(index)"), title: "", topics: [["a", "b1", "c", "dd"][index % 4]],
        audiences: ["lanh-dao"], tags: ["y-kien"])
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func anAiringMoreNeverWorsensCadence(seed: UInt64) throws {
    let plan = try Files.plan2022()
    var facts: [AirtimeFact] = []
    var floor = 0.0
    var target = 0.0
    var wasMet = (false, false)
    let aired = try Self.random(seed, count: 120).filter { $0.outcome == .aired }.map { fact in
      fact.changed { $0.station = "ttvh-binh-minh" }
    }
    var seen: Set<AiringID> = []
    for fact in aired where seen.insert(fact.airing).inserted {
      facts.append(fact)
      let assessment = try assess(plan, "2022", facts, cutoff: .calendar)
      let verdicts = (try assessment.verdict("R01", .floor), try assessment.verdict("R01", .target))
      let figures = (verdicts.0.figure?.value ?? 0, verdicts.1.figure?.value ?? 0)
      #expect(figures.0 >= floor && figures.1 >= target)
      #expect(!wasMet.0 || verdicts.0.status == .met)
      #expect(!wasMet.1 || verdicts.1.status == .met)
      (floor, target) = figures
      wasMet = (verdicts.0.status == .met, verdicts.1.status == .met)
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func theOrderOfFactsIsIrrelevantAndSoAreDuplicates(seed: UInt64) throws {
    let plan = try Files.plan2022()
    var chance = SeededChance(seed)
    let facts = try Self.random(seed, count: 300)
    let once = try assess(plan, "2022", facts, cutoff: .calendar, editions: Self.editions())
    let twice = try assess(
      plan, "2022", (facts + facts).shuffled(using: &chance), cutoff: .calendar, editions: Self.editions())
    #expect(once.verdicts() == twice.verdicts())
    #expect(once.weekRows() == twice.weekRows())
    #expect(once.labelRows(.topics) == twice.labelRows(.topics))
    // Sums over stations are of fractions of seconds, in another order.
    let (a, b) = (once.stationWeeks(), twice.stationWeeks())
    #expect(a.rows.map(\.total.airings) == b.rows.map(\.total.airings))
    #expect(a.rows.map(\.evidence) == b.rows.map(\.evidence))
    #expect(a.rows.map(\.due) == b.rows.map(\.due))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func thePartsOfASplitPeriodAddUp(seed: UInt64) throws {
    let plan = try Files.plan2022()
    var chance = SeededChance(seed)
    let facts = try Self.random(seed, count: 300)
    let cut = try day("2022-01-01").adding(days: .random(in: 1..<364, using: &chance))
    let parts = [
      try assess(plan, "2022-01-01..\(cut.adding(days: -1))", facts),
      try assess(plan, "\(cut)..2022-12-31", facts),
    ]
    let whole = try assess(plan, "2022", facts, cutoff: .calendar)
    for (requirement, part) in [
      ("R01", Verdict.Part.floor), ("R01", .target), ("R02", .whole), ("R04", .length),
      ("R03", .station("cai-von")),
    ] {
      let sum = try parts.reduce(into: (0.0, 0.0)) { sum, assessment in
        let figure = try assessment.verdict(requirement, part).figure
        sum.0 += figure?.value ?? 0
        sum.1 += figure?.of ?? 0
      }
      let figure = try whole.verdict(requirement, part).figure
      #expect(sum.0 == figure?.value, "\(requirement) \(part)")
      #expect(sum.1 == figure?.of, "\(requirement) \(part)")
    }
    let played = parts.map { $0.weekRows().reduce(0) { $0 + $1.played.airings } }
    #expect(played.reduce(0, +) == whole.weekRows().reduce(0) { $0 + $1.played.airings })
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func aDeclarationMoreNeverProvesAnything(seed: UInt64) throws {
    let plan = try Files.plan2022()
    let facts = try Self.random(seed, count: 200).filter { !$0.isDeclared }
    let declared = try Self.random(seed + 100, count: 100).map { $0.declaredOnly() }
    let before = try assess(plan, "2022", facts, cutoff: .calendar, editions: Self.editions()).verdicts()
    let after = try assess(plan, "2022", facts + declared, cutoff: .calendar, editions: Self.editions())
      .verdicts()
    // A declaration can tell of an airing that nobody knew was due, and that a played one has made up for.
    let repaired = Set(facts.compactMap(\.makesUpFor))
    func short(_ verdict: Verdict) -> Double {
      (verdict.figure?.of ?? 0) - (verdict.figure?.value ?? 0)
    }
    for (a, b) in zip(before, after) where a.requirement != "R05" {
      #expect(short(b) >= short(a), "\(a.requirement) \(a.part)")
      let known = Set(a.proof)
      #expect(known.isSubset(of: b.proof))
      #expect(Set(b.proof).subtracting(known).isSubset(of: repaired))
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func everyVerdictIsTotalAndSaysWhyInBothLanguages(seed: UInt64) throws {
    let plan = try Files.plan2022()
    for text in [
      "2022-H1", "2022-H2", "2022", "2022-Q1", "2022-07", "2022-06-01..2022-06-01", "1999", "9990",
    ] {
      let assessment = try assess(
        plan, text, Self.random(seed, count: Int(seed) * 10), asOf: "2022-08-09", editions: Self.editions())
      for verdict in assessment.verdicts() {
        #expect(!verdict.why.vi.isEmpty && !verdict.why.en.isEmpty)
        #expect(verdict.why.vi != verdict.why.en)
      }
      _ = assessment.weekRows()
      _ = assessment.stationWeeks()
    }
  }
}

@Suite struct Golden {
  @Test(arguments: ["2022-H1", "2022"])
  func theVerdictsOverAMadeYearAre(name: String) throws {
    let year = try MadeYear()
    let assessment = try assess(
      try Files.plan2022(), name, year.facts, editions: year.editions, reports: year.reports)
    var lines: [String] = []
    for verdict in assessment.verdicts() {
      let figure = verdict.figure.map { "\($0.value)\($0.of.map { "/\($0)" } ?? "") \($0.unit)" } ?? "–"
      let threshold =
        verdict.threshold.map { "\($0.isShare ? "share " : "")\($0.value) \($0.unit) (\($0.basis))" } ?? "–"
      lines.append(
        "\(verdict.requirement) \(verdict.part): \(verdict.status.rawValue) | \(figure) | \(threshold)")
      lines.append("  \(verdict.why.vi)")
      lines.append("  \(verdict.why.en)")
      if !verdict.lacking.isEmpty {
        lines.append("  lacking: \(verdict.lacking.map(\.text).joined(separator: " "))")
      }
    }
    let table = assessment.stationWeeks()
    for row in table.rows {
      lines.append(
        "\(row.station.id): \(row.total.airings) airings, \(Int(row.total.seconds / 60)) min; "
          + Evidence.allCases.compactMap { grade in row.evidence[grade].map { "\(grade.rawValue) \($0)" } }
          .joined(separator: ", "))
    }
    let text = lines.joined(separator: "\n") + "\n"
    let file = Files.tests.appendingPathComponent("Golden/\(name).txt")
    if ProcessInfo.processInfo.environment["LOA_WRITE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: file)
    }
    #expect(text == (try String(contentsOf: file, encoding: .utf8)))
  }
}
