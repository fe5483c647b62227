import Clocks
import Compliance
import Foundation
import Phrases
import Scheduling
import Settings
import Testing

enum Files {
  static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let checkout = tests.deletingLastPathComponent().deletingLastPathComponent()

  static func plan(_ url: URL) throws -> Plan {
    let text = try String(contentsOf: url, encoding: .utf8)
    let (plan, diagnostics) = PlanFile.read(text: text, file: url.lastPathComponent)
    #expect(diagnostics.map(\.description) == [])
    return try #require(plan)
  }

  static func plan2022() throws -> Plan {
    try plan(checkout.appendingPathComponent("Config/plan-2022.yaml"))
  }

  static func otherPlan() throws -> Plan {
    try plan(tests.appendingPathComponent("Plans/an-toan-giao-thong-2031.yaml"))
  }
}

func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

func period(_ text: String, _ cutoff: ReportPeriod.Cutoff = .decree) throws -> ReportPeriod {
  try #require(ReportPeriod(text, cutoff: cutoff))
}

let calendar = CivilCalendar(timeZone: CivilCalendar.timeZone(named: "Asia/Ho_Chi_Minh") ?? .gmt)

extension AirtimeFact {
  /// An airing that aired in full and on time, of ten minutes.
  static func aired(
    _ slot: SlotID = "cchc-thu-tu", at text: String, station: String = "ttvh-binh-minh",
    edition: EditionID?, programme: ProgrammeID = "cchc", isRerun: Bool = false
  ) throws -> AirtimeFact {
    let local = try #require(CivilDateTime(text))
    let start = calendar.instant(of: local)
    return AirtimeFact(
      airing: AiringID(slot: slot, at: local), station: station, isRelayed: station != "ttvh-binh-minh",
      slot: slot, programme: programme, edition: edition, isRerun: isRerun, plannedStart: start,
      localStart: local, startedAt: start, endedAt: start + .minutes(10), framesPlayed: 600 * 48_000,
      framesDue: 600 * 48_000, frameRate: 48_000, outcome: .aired, evidence: .played, loudness: -23,
      deliveredAt: start - .hours(20))
  }

  func changed(_ change: (inout AirtimeFact) -> Void) -> AirtimeFact {
    var fact = self
    change(&fact)
    return fact
  }

  /// Nothing of it sounded.
  func missed(_ cause: Cause) -> AirtimeFact {
    changed {
      $0.startedAt = nil
      $0.endedAt = nil
      $0.framesPlayed = 0
      $0.outcome = .missed
      $0.cause = cause
    }
  }

  /// Nothing but an officer's word.
  func declaredOnly() -> AirtimeFact {
    changed {
      $0.startedAt = nil
      $0.endedAt = nil
      $0.framesPlayed = 0
      $0.outcome = nil
      $0.evidence = .declared
      $0.isDeclared = true
    }
  }

  func partial(_ share: Double) -> AirtimeFact {
    changed {
      $0.framesPlayed = Int64(Double($0.framesDue) * share)
      $0.outcome = .partial
      $0.cause = .network
    }
  }
}

func assess(
  _ plan: Plan, _ text: String, _ facts: some Sequence<AirtimeFact>, station: String? = nil,
  asOf: String = "2023-01-10", cutoff: ReportPeriod.Cutoff = .decree, editions: [EditionFact] = [],
  reports: [ReceivedReport] = []
) throws -> Assessment {
  var assessment = Assessment(
    of: plan, over: try period(text, cutoff), station: station, asOf: try day(asOf))
  for fact in facts { assessment.add(fact) }
  for edition in editions { assessment.add(edition) }
  for report in reports { assessment.add(report) }
  return assessment
}

extension Assessment {
  func verdict(_ requirement: String, _ part: Verdict.Part = .whole) throws -> Verdict {
    let asked = try #require(plan.requirements.first { $0.id == requirement })
    return try #require(verdicts(of: asked).first { $0.part == part })
  }
}
