public import Airtime
import Clocks
public import Compliance
public import Scheduling

public import struct Foundation.TimeZone

extension Assessment {
  /// A plan held against an airtime log: its entries, those of the stations below it, what was delivered, and what officers
  /// declared, one local day after the other, so that a long log costs no more memory than a short one.
  /// - Parameters:
  ///   - station: The code of the station that it is about; nil: the producer, and every station.
  ///   - asOf: Today, in local days.
  ///   - editions: What the editions are about, as far as it is known here.
  ///   - progress: Told the share that is read, 0...1, after each day.
  /// - Throws: What the log throws where it can not be read.
  public static func of(
    _ plan: Plan, over period: ReportPeriod, station: String? = nil, asOf: CivilDate, log: AirtimeLog,
    zone: TimeZone, editions: [EditionFact], reports: [ReceivedReport] = [],
    progress: (Double) -> Void = { _ in }
  ) async throws -> Assessment {
    var assessment = Assessment(of: plan, over: period, station: station, asOf: asOf)
    for edition in editions { assessment.add(edition) }
    for report in reports { assessment.add(report) }
    let calendar = CivilCalendar(timeZone: zone)
    let codes = Set(plan.organisations.filter { $0.roles.contains(.station) }.compactMap(\.code))
    // Others' airings can be made up for this long after the period.
    let wide = period.first...period.last.adding(days: assessment.makeUpReach)
    let producers = plan.organisations.filter { $0.roles.contains(.producer) }.compactMap(\.code)
    let days = assessment.days
    let last = min(days.upperBound, asOf)
    var deliveries = DeliveryTable(log)
    try await DayOfLog.each(of: days.lowerBound, through: last, calendar, log) { day in
      // Before and after that only what may belong to one of its weeks or months matters: that is the subject's own.
      wide.contains(day) ? [nil] : producers + (station.map { [$0] } ?? [])
    } take: { day, share in
      for logged in day.entries {
        let files = Set(logged.entry.items.map(\.sha256))
        let delivered = try await deliveries.instants(of: files)
        let evidence = logged.evidence
        assessment.add(
          AirtimeFact(logged.entry, evidence: evidence, deliveredAt: delivered[logged.entry.station]))
        // Stations that hold the files of what was aired here and have said nothing yet.
        guard !logged.entry.isRelayed else { continue }
        for (code, instant) in delivered where code != logged.entry.station && codes.contains(code) {
          assessment.add(AirtimeFact(delivered: logged.entry, to: code, at: instant))
        }
      }
      // Of one airing at one station the last word stands.
      var words: [[String]: Declaration] = [:]
      for declaration in day.declarations {
        words[[declaration.airing.text, declaration.station]] = declaration
      }
      for declaration in words.values {
        if let fact = AirtimeFact(declaration, in: calendar) { assessment.add(fact) }
      }
      progress(share)
    }
    return assessment
  }
}

/// What the log holds of one local day.
private struct DayOfLog: Sendable {
  var entries: [LoggedEntry] = []
  var declarations: [Declaration] = []

  /// Enough for every core of a small machine, and fewer than the log has readers.
  private static let atOnce = 4

  /// Reads several days at once, and hands them over as they come: to an assessment their order is irrelevant.
  /// - Parameters:
  ///   - whose: The codes of the stations whose entries are wanted of a day; nil stands for every station.
  ///   - take: Told a day and the share that is read, 0...1.
  static func each(
    of first: CivilDate, through last: CivilDate, _ calendar: CivilCalendar, _ log: AirtimeLog,
    whose: (CivilDate) -> [String?], take: (DayOfLog, Double) async throws -> Void
  ) async throws {
    let days = first.dayNumber...max(first.dayNumber, last.dayNumber)
    guard first <= last else { return }
    try await withThrowingTaskGroup(of: DayOfLog.self) { group in
      var next = days.lowerBound
      var taken = 0
      func readNext() {
        guard next <= days.upperBound else { return }
        let day = CivilDate(dayNumber: next)
        let codes = whose(day)
        next += 1
        group.addTask { try await read(day, of: codes, calendar, log) }
      }
      for _ in 0..<atOnce { readNext() }
      while let day = try await group.next() {
        readNext()
        taken += 1
        try await take(day, Double(taken) / Double(days.count))
      }
    }
  }

  private static func read(
    _ day: CivilDate, of codes: [String?], _ calendar: CivilCalendar, _ log: AirtimeLog
  ) async throws -> DayOfLog {
    let (from, until) = (calendar.startOfDay(day), calendar.endOfDay(day))
    var read = DayOfLog()
    for code in codes { read.entries += try await log.entries(from: from, until: until, station: code) }
    read.declarations = try await log.declarations(from: from, until: until)
    return read
  }
}

/// Which stations hold which files, read once for each file.
private struct DeliveryTable {
  private let log: AirtimeLog
  private var known: [String: [String: WallTime]] = [:]

  init(_ log: AirtimeLog) { self.log = log }

  /// When each station held the last of these files; only stations that hold all of them.
  mutating func instants(of files: Set<String>) async throws -> [String: WallTime] {
    let unknown = files.subtracting(known.keys)
    if !unknown.isEmpty {
      for file in unknown { known[file] = [:] }
      for delivery in try await log.deliveries(of: unknown.sorted()) {
        known[delivery.sha256]?[delivery.station] = delivery.at
      }
    }
    guard let first = files.first, var held = known[first] else { return [:] }
    for file in files.dropFirst() {
      let others = known[file] ?? [:]
      held = held.filter { others[$0.key] != nil }
      for (station, instant) in held { held[station] = max(instant, others[station] ?? instant) }
    }
    return held
  }
}

extension AirtimeFact {
  /// That a station holds the files of an airing and has said nothing of it.
  fileprivate init(delivered entry: AsRunEntry, to station: String, at instant: WallTime) {
    self.init(
      airing: entry.airing, station: station, isRelayed: true, slot: entry.slot,
      programme: entry.programme, edition: entry.edition, isRerun: entry.isRerun,
      substitution: entry.substitution, makesUpFor: entry.makesUpFor, plannedStart: entry.plannedStart,
      localStart: entry.localStart, framesDue: entry.framesDue, frameRate: entry.frameRate,
      evidence: .delivered, deliveredAt: instant)
  }

  /// An officer's word that something sounded; nil where the officer says that nothing did.
  fileprivate init?(_ declaration: Declaration, in calendar: CivilCalendar) {
    switch declaration.outcome {
    case .aired, .partial, .late, .interrupted: break
    case .missed, .moved, .cancelled: return nil
    }
    self.init(
      airing: declaration.airing, station: declaration.station, isRelayed: true,
      programme: declaration.programme, plannedStart: declaration.planned,
      localStart: declaration.airing.localStart ?? calendar.civil(of: declaration.planned),
      evidence: .declared, isDeclared: true)
  }
}
