import Airtime
import Clocks
import Compliance
import Foundation
import Phrases
import Reporting
import Scheduling
import Settings

/// Gathers what a report is made of: the log, what the sidecars say of the editions, and the reports that came in.
struct ReportDesk {
  let settings: Settings
  let common: CommonOptions
  let plan: Plan
  /// The local time now.
  let now: CivilDateTime

  private var zone: TimeZone { settings.schedule.timeZone }

  func assessment(over period: ReportPeriod, station: String?) async throws -> Assessment {
    let editions = EditionFacts.of(settings.schedule.programmes)
    return try await LogSource(settings, common).reading { log in
      try await Assessment.of(
        plan, over: period, station: station, asOf: now.date, log: log, zone: zone, editions: editions,
        reports: received(try await log.reportReceipts()))
    }
  }

  private func received(_ receipts: [ReportReceipt]) -> [ReceivedReport] {
    let calendar = CivilCalendar(timeZone: zone)
    return receipts.map {
      ReceivedReport(organisation: $0.organisation, period: $0.period, on: calendar.date(of: $0.at))
    }
  }

  func report(_ assessment: Assessment) -> PlanReport {
    let author = assessment.station == nil ? nil : assessment.stations.first
    var letterhead = plan.letterhead(of: author, on: assessment.period.last)
    letterhead.signer = Speech.say(\.headOfOffice)
    return PlanReport(
      assessment, letterhead: letterhead, madeAt: now, programmeNames: settings.schedule.programmeNames)
  }

  /// What is overdue today, a line each: reports that have not come in, and airings of the last seven days that are still to
  /// be made up for.
  func overdue(_ cutoff: ReportPeriod.Cutoff, in language: Language) async throws -> [String] {
    let (phrases, wording) = (language.phrases, Wording(language))
    var lines: [String] = []
    let receipts = try await LogSource(settings, common).reading { try await $0.reportReceipts() }
    for period in periodsOver(cutoff) {
      // Only reports are asked about: no airing need be looked at.
      var assessment = Assessment(of: plan, over: period, asOf: now.date)
      for report in received(receipts) { assessment.add(report) }
      for requirement in plan.requirements {
        guard case .reports(let kind) = requirement.kind else { continue }
        for verdict in assessment.verdicts(of: requirement) where verdict.status == .notMet {
          let who: String
          switch (verdict.part, kind.by) {
          case (.station(let id), _), (_, .organisation(let id)): who = plan.organisation(id)?.name ?? id
          default: continue
          }
          lines.append(
            phrases.overdueReport(requirement.id, who, period.description, verdict.why.said(in: language)))
        }
      }
    }
    guard let week = ReportPeriod(from: now.date.adding(days: -7), through: now.date.adding(days: -1)),
      plan.from <= week.last, week.first <= plan.until
    else { return lines }
    for airing in try await assessment(over: week, station: nil).dueAirings()
    where !airing.isPlayed && airing.repairedBy == nil {
      lines.append(
        phrases.overdueAiring(
          airing.airing.text, wording.date(airing.localStart.date), wording.time(airing.localStart.time)))
    }
    return lines
  }

  /// Half-years and years of the plan that are over.
  private func periodsOver(_ cutoff: ReportPeriod.Cutoff) -> [ReportPeriod] {
    (plan.from.year...max(plan.from.year, min(plan.until.year + 1, now.date.year))).flatMap { year in
      ["\(year)-H1", "\(year)-H2", "\(year)"].compactMap { ReportPeriod($0, cutoff: cutoff) }
    }.filter { $0.last < now.date && $0.first <= plan.until && plan.from <= $0.last }
  }
}

/// What the sidecars in the programmes' folders say of the editions, whether or not their audio is still there.
enum EditionFacts {
  static func of(_ programmes: [Programme]) -> [EditionFact] {
    programmes.flatMap { programme -> [EditionFact] in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: programme.folder)) ?? []
      return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
        guard let bytes = FileManager.default.contents(atPath: "\(programme.folder)/\(name)"),
          let sidecar = Sidecar.read(bytes: Array(bytes), file: name).0
        else { return nil }
        return EditionFact(
          id: EditionID("\(programme.id)/\(name.dropLast(5))"), title: sidecar.title,
          topics: sidecar.topics, audiences: sidecar.audiences, tags: sidecar.tags,
          sourceUnit: sidecar.sourceUnit, partner: sidecar.partner, url: sidecar.url, planID: sidecar.planID)
      }
    }
  }
}
