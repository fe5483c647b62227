import Airtime
import Clocks
import Compliance
import Dashboard
import Media
import Phrases
import Playout
import Scheduling
import Settings

/// Answers what the control API asks of make-up airings: gathers what the log and the rundown say, and leaves the judgement
/// to `MakeUpCase`, `AirRoom` and `MakeUpLedger`.
struct MakeUpDesk: Sendable {
  let programming: Programming
  let onAir: OnAir
  let log: AirtimeLog
  let clock: @Sendable () -> ClockReading

  /// How many times are proposed, and how many in place of one that can not be had.
  private static let proposals = 5
  private static let alternatives = 3
  /// What is proposed leaves people this long to say yes, and files this long to reach the stations.
  private static let lead = Duration.minutes(5)
  /// Where no plan says how long an airing may be made up for.
  private static let window = 14
  /// Nobody means a later day.
  private static let farthest = 60

  func list() async throws -> [MakeUpStatus] {
    var listed: [MakeUpStatus] = []
    for makeUp in await programming.makeUps.makeUps {
      let entry = try await log.entry(airing: makeUp.id, station: programming.settings.node.code)?.entry
      let isCancelled = makeUp.isCancelled && entry?.outcome == nil
      listed.append(
        MakeUpStatus(
          makeUp, outcome: isCancelled ? .cancelled : entry?.outcome,
          cause: isCancelled ? .operator : entry?.cause))
    }
    return listed
  }

  func propose(for airing: AiringID) async throws -> MakeUpProposal {
    let settings = await programming.settings
    let now = clock().wall
    let found = try await judge(airing, settings, now)
    let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
    let lastDay = settings.lastDay(toMakeUpFor: found)
    let isOver = lastDay.map { $0 < calendar.date(of: now) } ?? false
    let end = isOver ? nil : lastDay.map { calendar.endOfDay($0) }
    let period = now + Self.lead..<max(end ?? now + .days(Self.window), now + Self.lead)
    let room = try await room(for: found, in: period, settings)
    return MakeUpProposal(
      airing: found.entry.airing, title: found.edition.title, localStart: found.entry.localStart,
      outcome: found.entry.outcome ?? .missed, cause: found.entry.cause, stations: found.stations,
      edition: found.edition.id,
      times: room.proposals(in: period, usual: found.entry.localStart.time, atMost: Self.proposals),
      lastDay: lastDay, isWindowOver: isOver)
  }

  func schedule(_ order: MakeUpOrder) async throws -> MakeUpAnswer {
    let settings = await programming.settings
    let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
    let now = clock().wall
    // Names and announcements know whole seconds.
    let second: Int64 = 1_000_000_000
    let rest = order.at.nanoseconds % second
    let start = rest > 0 ? order.at + .nanoseconds(second - rest) : order.at
    let time = FreeTime(localStart: calendar.civil(of: start), start: start)
    guard start > now else { throw MakeUpRefusal.past(time.localStart) }
    guard start < now + .days(Self.farthest) else {
      throw MakeUpRefusal.tooFar(time.localStart, days: Self.farthest)
    }
    let found = try await judge(order.airing, settings, now)
    // Where the time can not be had, others are wanted that lie as near.
    let day = calendar.startOfDay(time.localStart.date)
    let period = max(now + Self.lead, day)..<max(now + Self.lead, day + .days(Self.window))
    let room = try await room(for: found, in: min(start, period.lowerBound)..<period.upperBound, settings)
    if let obstacle = room.obstacle(at: start) {
      let free = room.alternatives(to: time.localStart, in: period, atMost: Self.alternatives)
      switch obstacle {
      case .quietHours: throw MakeUpRefusal.quietHours(time.localStart, free: free)
      case .clash(let other):
        throw MakeUpRefusal.clash(
          with: other.id, title: other.editionTitle, at: other.localStart, free: free)
      }
    }
    let missed = found.entry.airing
    let known = try await log.ownEntries(from: start, until: start + .nanoseconds(1))
    let taken = Set(known.map(\.entry.airing))
    let id = await programming.makeUps.id(for: missed, at: time.localStart) { taken.contains($0) }
    let makeUp = found.ordered(as: id, at: time, by: order.by, reason: order.reason, now: now)
    try await programming.add(makeUp, settled: found.formerAttempts)
    let words = settings.node.language.phrases
    try? await log.note(words.noteOfMakeUp(id.text, for: missed.text, reason: order.reason), by: order.by)
    let lastDay = settings.lastDay(toMakeUpFor: found)
    return MakeUpAnswer(
      airing: id, makesUpFor: missed, plannedStart: start, localStart: time.localStart,
      tooLateFor: lastDay.flatMap { $0 < time.localStart.date ? $0 : nil })
  }

  func cancel(_ order: MakeUpCancellation) async throws {
    let settings = await programming.settings
    try await programming.cancel(
      order.airing, MakeUp.Cancellation(by: order.by, reason: order.reason, at: clock().wall))
    // Here at once, with an entry; where the rundown does not reach that far yet, when its time comes.
    _ = await onAir.order(.cancel(order.airing, by: order.by, reason: order.reason))
    await programming.renew()
    let words = settings.node.language.phrases
    try? await log.note(words.noteOfMakeUpCancelled(order.airing.text, reason: order.reason), by: order.by)
  }

  /// - Parameter airing: a make-up airing stands for what it was to repair.
  private func judge(_ airing: AiringID, _ settings: Settings, _ now: WallTime) async throws -> MakeUpCase {
    let station = settings.node.code
    var missed = airing
    if let root = await programming.makeUps[airing]?.missed {
      missed = root
    } else if let root = try await log.entry(airing: airing, station: station)?.entry.makesUpFor {
      missed = root
    }
    let entries = try await log.entries(of: missed).map(\.entry)
    var repairs: [AsRunEntry] = []
    if let planned = entries.first?.plannedStart {
      repairs = try await log.ownEntries(from: planned, until: WallTime(nanoseconds: .max)).map(\.entry)
        .filter { $0.makesUpFor == missed }
    }
    return try await MakeUpCase(
      of: missed, entries: entries, repairs: repairs, ledger: programming.makeUps, station: station,
      in: settings.schedule, editions: programming.media.editions, now: now)
  }

  private func room(
    for found: MakeUpCase, in period: Range<WallTime>, _ settings: Settings
  ) async throws -> AirRoom {
    let (from, until) = (
      period.lowerBound - Conductor.longestAiring, period.upperBound + Conductor.longestAiring
    )
    // What was broken off or missed leaves the rest of its time to others.
    let over = Set(
      try await log.ownEntries(from: from, until: until).map(\.entry).filter { $0.outcome != nil }
        .map(\.airing))
    let wanted = await programming.wanted(from: from, until: until).filter { !over.contains($0.id) }
    return AirRoom(for: found.allotted, overrun: found.overrun, in: settings.schedule, besides: wanted)
  }
}

extension Settings {
  /// The last local day on which a plan counts a make-up airing; nil where no plan is in force then.
  fileprivate func lastDay(toMakeUpFor found: MakeUpCase) -> CivilDate? {
    let day = found.entry.localStart.date
    return plans.compactMap { $0.makeUpDays(of: found.edition.programme, on: day) }.min()
      .map { day.adding(days: $0) }
  }
}
