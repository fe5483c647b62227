import Clocks
import Foundation
import Phrases
import Scheduling
import SeededRandom
import Testing

private let missed: AiringID = "cchc@2022-03-16T17:00"

/// An entry of the airing of Wednesday 16/03/2022, 17:00.
private func entry(
  _ outcome: Outcome?, _ cause: Cause? = nil, edition: EditionID? = "cchc/w11", at station: String = "ttvh",
  substitution: Airing.Substitution? = nil, isRerun: Bool = false, isRelayed: Bool = false,
  makesUpFor: AiringID? = nil, id: AiringID = missed
) throws -> AsRunEntry {
  let start = try #require(id.localStart)
  return AsRunEntry(
    airing: id, station: station, slot: "cchc", programme: "cchc", edition: edition, editionTitle: "Kỳ 11",
    isRerun: isRerun, substitution: substitution, items: [], priority: .normal,
    plannedStart: CivilCalendar(timeZone: try zone(vietnam)).instant(of: start), localStart: start,
    allotted: .minutes(15), startedAt: nil, endedAt: nil, framesPlayed: 0, framesDue: 0, frameRate: 48_000,
    gaps: [], outcome: outcome, cause: cause, clock: ClockStamp(state: .trusted), commandedBy: nil,
    note: nil, software: "", isRelayed: isRelayed, makesUpFor: makesUpFor)
}

private func makeUp(_ local: String, of missed: AiringID = missed, by id: AiringID? = nil) throws -> MakeUp {
  let start = try #require(CivilDateTime(local))
  return MakeUp(
    id: id ?? AiringID("phat-bu:cchc@\(start)"), missed: missed, slot: "cchc", programme: "cchc",
    edition: "cchc/w11", start: CivilCalendar(timeZone: try zone(vietnam)).instant(of: start),
    localStart: start, allotted: .minutes(15), by: "Lan", orderedAt: try instant("2022-03-16T12:00:00Z"))
}

private func madeSchedule(_ slots: [Slot], in zone: String, quiet: [QuietHours]) throws -> Schedule {
  try schedule(slots, in: zone, quiet: quiet)
}

@Suite struct AirRoomTests {
  /// Any schedule, and the rundown of two weeks of it, in a zone whose clocks change in them.
  private struct Sample {
    let schedule: Schedule
    let airings: [Airing]
    let period: Range<WallTime>
    let length: Duration
    let overrun: Duration
    let usual: CivilTime
    let calendar: CivilCalendar

    init(_ seed: UInt64) throws {
      var chance = SeededChance(seed)
      let (name, first) = [
        (vietnam, "2022-03-14"), ("Europe/Berlin", "2022-03-20"), ("Europe/Berlin", "2022-10-23"),
        ("America/Santiago", "2022-09-04"),
      ][Int(seed % 4)]
      func time(_ chance: inout SeededChance) -> CivilTime {
        CivilTime(secondOfDay: Int.random(in: 0..<1440, using: &chance) * 60)
      }
      let quiet = (0..<Int.random(in: 0...3, using: &chance)).map { _ in
        let from = time(&chance)
        let until = (from.secondOfDay + Int.random(in: 1...600, using: &chance) * 60) % 86_400
        return QuietHours(from: from, until: CivilTime(secondOfDay: until))
      }
      var slots: [Slot] = []
      for number in 0..<Int.random(in: 0...12, using: &chance) {
        slots.append(
          try slot(
            SlotID("s\(number)"), first: "\(first)T\(time(&chance))", Recurrence(rule: "FREQ=DAILY"),
            minutes: Int.random(in: 1...180, using: &chance)))
      }
      schedule = try madeSchedule(slots, in: name, quiet: quiet)
      calendar = CivilCalendar(timeZone: try zone(name))
      let start =
        calendar.startOfDay(try day(first)) + .seconds(Int.random(in: 0..<86_400 * 8, using: &chance))
      period = start..<start + .seconds(Int.random(in: 0..<86_400 * 8, using: &chance))
      airings =
        schedule.rundown(
          from: period.lowerBound - .days(2), until: period.upperBound + .days(2), editions: []
        ).airings
      length = .minutes(Int.random(in: 1...120, using: &chance))
      overrun = .minutes(Int.random(in: 0...10, using: &chance))
      usual = time(&chance)
    }

    var room: AirRoom { AirRoom(for: length, overrun: overrun, in: schedule, besides: airings) }

    /// By other means than the code under test.
    func isFree(_ start: WallTime) -> Bool {
      let isQuiet =
        schedule.nextQuietTime(from: start).map {
          $0.lowerBound < start + length + overrun && start < $0.upperBound
        } ?? false
      return !isQuiet
        && airings.allSatisfy {
          $0.disposition == .cancelled(.quietHours) || start + length <= $0.plannedStart
            || $0.plannedStart + $0.allotted <= start
        }
    }
  }

  @Test(arguments: [UInt64](1...80))
  func whatIsProposedIsFreeInThePeriodAndTheFirstIsTheSoonest(seed: UInt64) throws {
    let sample = try Sample(seed)
    let times = sample.room.proposals(in: sample.period, usual: sample.usual, atMost: 5)
    #expect(times.count <= 5 && Set(times).count == times.count)
    #expect(times.map(\.start) == times.map(\.start).sorted())
    for time in times {
      #expect(sample.period.contains(time.start))
      #expect(sample.isFree(time.start), "\(time.localStart)")
      #expect(sample.calendar.civil(of: time.start) == time.localStart, "a time that the clock shows")
      #expect(time.localStart.time.secondOfDay % 300 == 0)
    }
    // Every five minutes of every zone of the samples begin with a whole five minutes of universal time.
    let grid: Int64 = 300_000_000_000
    var instant = WallTime(nanoseconds: (sample.period.lowerBound.nanoseconds + grid - 1) / grid * grid)
    var firstFree: WallTime?
    while firstFree == nil, sample.period.contains(instant) {
      if sample.isFree(instant) { firstFree = instant }
      instant += .nanoseconds(grid)
    }
    // In an hour that the clock shows twice only the first counts.
    let isSecondShowing =
      firstFree.map { sample.calendar.instant(of: sample.calendar.civil(of: $0)) != $0 } ?? false
    if !isSecondShowing { #expect(times.first?.start == firstFree) }
  }

  @Test(arguments: [UInt64](1...40)) func whatIsInTheWayIsNamed(seed: UInt64) throws {
    let sample = try Sample(seed)
    var chance = SeededChance(seed + 1000)
    for _ in 0..<200 {
      let span = (sample.period.upperBound - sample.period.lowerBound).wholeNanoseconds
      let start = sample.period.lowerBound + .nanoseconds(Int64.random(in: 0..<max(1, span), using: &chance))
      switch sample.room.obstacle(at: start) {
      case nil: #expect(sample.isFree(start))
      case .quietHours: #expect(!sample.isFree(start))
      case .clash(let other):
        #expect(other.plannedStart < start + sample.length && start < other.plannedStart + other.allotted)
      }
      let local = sample.calendar.civil(of: start)
      for time in sample.room.alternatives(to: local, in: sample.period, atMost: 3) {
        #expect(sample.isFree(time.start) && sample.period.contains(time.start))
      }
    }
  }

  private func room(_ schedule: Schedule, minutes: Int = 15) throws -> AirRoom {
    AirRoom(
      for: .minutes(minutes), in: schedule, besides: try schedule.days("2022-03-15", "2022-03-25").airings)
  }

  @Test func thePeopleAreUsedToATimeOfDayAndItIsProposedOnEachDay() throws {
    let plan = try schedule(
      [
        slot("cchc", first: "2022-03-16T17:00", .weekly(on: [.wednesday])),
        slot("bantin", first: "2022-03-18T17:05", .weekly(on: [.friday]), minutes: 10),
      ], quiet: [QuietHours(from: time("22:00"), until: time("04:45"))])
    // Thursday, 08:12.
    let period = try instant("2022-03-17T01:12:00Z")..<instant("2022-03-23T17:00:00Z")
    let times = try room(plan).proposals(in: period, usual: time("17:00"), atMost: 5)
    #expect(
      times.map(\.localStart.description) == [
        "2022-03-17T08:15", "2022-03-17T17:00", "2022-03-18T16:50", "2022-03-19T17:00", "2022-03-20T17:00",
      ])
    #expect(try room(plan).proposals(in: period, usual: time("23:00"), atMost: 1).count == 1)
    #expect(try room(plan).proposals(in: period, usual: time("17:00"), atMost: 0).isEmpty)
  }

  @Test func nothingIsFreeWhereThereIsNoRoom() throws {
    let always = try schedule([], quiet: [QuietHours(from: time("05:00"), until: time("05:00"))])
    let period = try instant("2022-03-17T01:12:00Z")..<instant("2022-03-23T17:00:00Z")
    #expect(try room(always).proposals(in: period, usual: time("17:00"), atMost: 5).isEmpty)
    let silent = try schedule([])
    #expect(
      try room(silent).proposals(in: period.lowerBound..<period.lowerBound, usual: time("17:00"), atMost: 5)
        .isEmpty)
  }

  @Test func inPlaceOfATimeThatIsTakenTheNearestOfItsDayAreNamed() throws {
    let plan = try schedule([slot("cchc", first: "2022-03-18T17:00", minutes: 30)])
    let period = try instant("2022-03-17T01:12:00Z")..<instant("2022-03-23T17:00:00Z")
    let room = try room(plan)
    guard case .clash(let other) = room.obstacle(at: try instant("2022-03-18T10:10:00Z")) else {
      Issue.record("17:10 is taken")
      return
    }
    #expect(other.id == "cchc@2022-03-18T17:00")
    let near = room.alternatives(to: try local("2022-03-18T17:10"), in: period, atMost: 3)
    #expect(near.map(\.localStart.time.description) == ["16:45", "17:30", "17:35"])
    // A time beside it touches it and is free.
    #expect(room.obstacle(at: try instant("2022-03-18T10:30:00Z")) == nil)
    #expect(room.obstacle(at: try instant("2022-03-18T09:45:00Z")) == nil)
  }

  @Test func aTimeThatTheClockSkipsIsNeverProposed() throws {
    let plan = try schedule([], in: "Europe/Berlin")
    let period = try instant("2022-03-27T00:10:00Z")..<instant("2022-03-27T03:00:00Z")
    let room = AirRoom(for: .minutes(15), in: plan, besides: [])
    let times = room.alternatives(to: try local("2022-03-27T02:30"), in: period, atMost: 3)
    #expect(times.map(\.localStart.time.description) == ["01:55", "03:00", "03:05"])
  }
}

@Suite struct MakeUpTests {
  private func editions() throws -> [Edition] {
    [
      try edition("w11", for: .week(monday: day("2022-03-14"))),
      try edition("w10", for: .week(monday: day("2022-03-07"))),
      try edition("draft", for: .date(day("2022-03-20")), approved: nil),
    ]
  }

  private func judge(
    _ entries: [AsRunEntry], repairs: [AsRunEntry] = [], ledger: MakeUpLedger = MakeUpLedger(),
    editions: [Edition]? = nil
  ) throws -> MakeUpCase {
    try MakeUpCase(
      of: missed, entries: entries, repairs: repairs, ledger: ledger, station: "ttvh",
      in: schedule([slot("cchc", first: "2022-01-05T17:00", .weekly(on: [.wednesday]))]),
      editions: editions ?? self.editions(), now: instant("2022-03-17T01:00:00Z"))
  }

  @Test(arguments: [
    (Outcome.missed, Cause.power), (.partial, .device), (.interrupted, .preempted), (.cancelled, .media),
  ]) func whatDidNotAirInFullMayBeMadeUpWithItsEdition(outcome: Outcome, cause: Cause) throws {
    let found = try judge([entry(outcome, cause)])
    #expect(found.edition.id == "cchc/w11" && found.substitution == nil)
    #expect(found.allotted == .minutes(15) && found.whenLate == .join && found.stations.isEmpty)
  }

  @Test func anythingElseIsRefusedWithItsReason() throws {
    func refusal(_ entries: [AsRunEntry], repairs: [AsRunEntry] = [], ledger: MakeUpLedger = MakeUpLedger())
      throws -> String?
    {
      do {
        _ = try judge(entries, repairs: repairs, ledger: ledger)
        return nil
      } catch let refusal as MakeUpRefusal {
        for language in Language.allCases {
          #expect(!refusal.what.said(in: language).isEmpty && !refusal.remedy.said(in: language).isEmpty)
        }
        return refusal.code
      }
    }
    #expect(try refusal([]) == "airing-not-in-log")
    #expect(try refusal([entry(.missed, .power, at: "29770", isRelayed: true)]) == "airing-not-in-log")
    #expect(try refusal([entry(nil)]) == "airing-not-over")
    #expect(try refusal([entry(.aired)]) == "aired-in-full")
    #expect(try refusal([entry(.late, .device)]) == "aired-in-full")
    #expect(try refusal([entry(.moved, .holiday)]) == "airing-not-owed")
    for cause in [Cause.operator, .holiday, .quietHours, .clash] {
      #expect(try refusal([entry(.cancelled, cause)]) == "airing-not-owed")
    }
    #expect(try refusal([entry(.missed, .power, isRelayed: true)]) == "airing-is-upstreams")
    #expect(try refusal([entry(.missed, .power, edition: "cchc/gone")]) == "no-edition")
    #expect(try refusal([entry(.missed, .power, edition: "cchc/draft")]) == "no-edition")

    let gone = try entry(.missed, .power)
    let ahead = try makeUp("2022-03-18T17:00")
    #expect(try refusal([gone], ledger: MakeUpLedger([ahead])) == "already-made-up")
    func repair(_ outcome: Outcome?) throws -> AsRunEntry {
      try entry(outcome, makesUpFor: missed, id: "phat-bu:cchc@2022-03-16T19:00")
    }
    for outcome in [nil, Outcome.aired, .late] {
      #expect(try refusal([gone], repairs: [repair(outcome)]) == "already-made-up")
    }
    // One that came to nothing, was taken back, or was of another airing is no repair.
    for outcome in [Outcome.missed, .partial, .interrupted, .cancelled] {
      #expect(try refusal([gone], repairs: [repair(outcome)]) == nil)
    }
    var back = ahead
    back.cancellation = .init(by: "Lan", at: back.orderedAt)
    let other = try makeUp("2022-03-18T17:00", of: "cchc@2022-03-09T17:00")
    let past = try makeUp("2022-03-16T20:00")
    #expect(try refusal([gone], ledger: MakeUpLedger([back, other, past])) == nil)
  }

  @Test func whatAiredHereMayBeMadeUpForAStationThatDidNotCarryIt() throws {
    let found = try judge([
      entry(.aired), entry(.partial, .network, at: "29770", isRelayed: true),
      entry(.aired, at: "29809", isRelayed: true), entry(.missed, .power, at: "29806", isRelayed: true),
    ])
    #expect(found.stations == ["29770", "29806"])
  }

  @Test func inPlaceOfARepeatOrOfNothingTheEditionOfItsDayAirs() throws {
    #expect(try judge([entry(.missed, .media, edition: nil)]).edition.id == "cchc/w11")
    let late = try judge([entry(.partial, .device, edition: "cchc/w10", substitution: .repeatLast)])
    #expect(late.edition.id == "cchc/w11" && late.substitution == nil)
    let still = try judge(
      [entry(.partial, .device, edition: "cchc/w10", substitution: .repeatLast)],
      editions: [editions()[1]])
    #expect(still.edition.id == "cchc/w10" && still.substitution == .repeatLast)
    // A rerun airs what it was to air again, or nothing.
    #expect(throws: MakeUpRefusal.noEdition(missed, nil)) {
      try judge([entry(.missed, .media, edition: nil, isRerun: true)])
    }
  }

  @Test func eachHasANameOfItsOwnAlsoWhereOneOfThatTimeWasTakenBack() throws {
    let start = try local("2022-03-18T17:00")
    var ledger = MakeUpLedger()
    #expect(ledger.id(for: missed, at: start) { _ in false } == "phat-bu:cchc@2022-03-18T17:00")
    #expect(
      ledger.id(for: missed, at: start) { $0 == "phat-bu:cchc@2022-03-18T17:00" }
        == "phat-bu-2:cchc@2022-03-18T17:00")
    let first = try makeUp("2022-03-18T17:00")
    try ledger.add(first)
    try ledger.cancel(first.id, .init(by: "Lan", at: first.orderedAt))
    let second = ledger.id(for: missed, at: start) { _ in false }
    #expect(second == "phat-bu-2:cchc@2022-03-18T17:00" && second.localStart == start)
    #expect(ledger.id(for: "x", at: start) { _ in false } == "phat-bu:x@2022-03-18T17:00")
  }

  @Test func oneAiringHasOneMakeUpAndOneTimeHasOne() throws {
    var ledger = MakeUpLedger()
    let first = try makeUp("2022-03-18T17:00")
    try ledger.add(first)
    let again = try makeUp("2022-03-19T17:00")
    #expect(throws: MakeUpRefusal.alreadyMadeUp(missed, by: first.id, at: first.localStart)) {
      try ledger.add(again)
    }
    let other = try makeUp("2022-03-18T17:10", of: "cchc@2022-03-09T17:00")
    #expect(throws: MakeUpRefusal.self) { try ledger.add(other) }
    #expect(throws: MakeUpRefusal.unknown("x")) {
      try ledger.cancel("x", .init(by: "Lan", at: first.orderedAt))
    }
    #expect(throws: MakeUpRefusal.notAhead(first.id)) {
      try ledger.cancel(first.id, .init(by: "Lan", at: first.start))
    }
    try ledger.cancel(first.id, .init(by: "Minh", reason: "mưa", at: first.orderedAt))
    #expect(throws: MakeUpRefusal.notAhead(first.id)) {
      try ledger.cancel(first.id, .init(by: "Lan", at: first.orderedAt))
    }
    try ledger.add(again)
    try ledger.add(other)
    #expect(ledger.makeUps.map(\.id) == [first.id, other.id, again.id])
    let bytes = try JSONEncoder().encode(ledger)
    #expect(try JSONDecoder().decode(MakeUpLedger.self, from: bytes) == ledger)
    // What has begun still stands until its time is over, or the log says how it ended.
    #expect(ledger.standing(for: missed, at: again.start + .minutes(14), settled: [])?.id == again.id)
    #expect(ledger.standing(for: missed, at: again.start + .minutes(15), settled: []) == nil)
    #expect(ledger.standing(for: missed, at: again.start, settled: [again.id]) == nil)
    ledger.forget(before: other.start)
    #expect(ledger.makeUps.map(\.id) == [other.id, again.id])
  }

  private func plan(quiet: [QuietHours] = []) throws -> Schedule {
    try schedule([slot("cchc", first: "2022-03-16T17:00")], quiet: quiet)
  }

  private func rundown(
    _ makeUps: [MakeUp], editions: [Edition]? = nil, quiet: [QuietHours] = [], from: String = "2022-03-16",
    through: String = "2022-03-18"
  ) throws -> Rundown {
    let plan = try plan(quiet: quiet)
    let calendar = CivilCalendar(timeZone: plan.timeZone)
    return plan.rundown(
      from: calendar.startOfDay(try day(from)), until: calendar.endOfDay(try day(through)),
      editions: try editions ?? self.editions(), makeUps: makeUps)
  }

  @Test func aMakeUpAiringStandsInTheRundownWithItsEditionAsLongAsItMayAir() throws {
    let ordered = try makeUp("2022-03-18T17:00")
    let airing = try #require(try rundown([ordered]).airings.last)
    #expect(airing.id == ordered.id && airing.makesUpFor == missed && airing.orderedBy == "Lan")
    #expect(airing.disposition == .air && airing.edition == "cchc/w11" && airing.slot == "cchc")
    #expect(airing.items.map(\.media.sha256) == ["w11"])
    #expect(airing.plannedStart == ordered.start && airing.allotted == .minutes(15))
    // In no other period.
    #expect(try rundown([ordered], through: "2022-03-17").airings.count == 1)
    // Its edition was taken away.
    #expect(try rundown([ordered], editions: []).airings.last?.disposition == .cancelled(.noEdition))
    // Quiet hours came over it.
    let quiet = [QuietHours(from: try time("17:10"), until: try time("18:00"))]
    #expect(try rundown([ordered], quiet: quiet).airings.last?.disposition == .cancelled(.quietHours))
    // A person took it back.
    var back = ordered
    back.cancellation = .init(by: "Minh", at: back.orderedAt)
    let cancelled = try #require(try rundown([back]).airings.last)
    #expect(cancelled.disposition == .cancelled(.stopped) && cancelled.orderedBy == "Minh")
    #expect(cancelled.items.isEmpty)
  }

  @Test func theListsSayThatItMakesUpAndForWhat() throws {
    var back = try makeUp("2022-03-18T18:00")
    back.cancellation = .init(by: "Minh", at: back.orderedAt)
    let listing = RundownListing(
      try rundown([makeUp("2022-03-18T17:00"), back], from: "2022-03-18"), of: try plan())
    #expect(
      listing.table(in: .vietnamese) == """
        Thứ Sáu 18/03/2022
          17:00  15 phút  Cải cách hành chính  Kỳ w11  phát bù cho Thứ Tư 16/03/2022 17:00
          18:00  15 phút  Cải cách hành chính          phát bù cho Thứ Tư 16/03/2022 17:00; đã hủy (Minh)

        """)
    #expect(
      listing.table(in: .english) == """
        Friday 18/03/2022
          17:00  15 min  Cải cách hành chính  Kỳ w11  make-up airing for Wednesday 16/03/2022 17:00
          18:00  15 min  Cải cách hành chính          make-up airing for Wednesday 16/03/2022 17:00; taken back by Minh

        """)
    let document =
      try JSONSerialization.jsonObject(with: Data(listing.json().utf8)) as? [String: Any]
    let airing = try #require((document?["airings"] as? [[String: Any]])?.first)
    #expect(airing["makesUpFor"] as? String == missed.text && airing["orderedBy"] as? String == "Lan")
    let calendar = listing.iCalendar(node: "ttvh", stamp: WallTime(seconds: 0), in: .english)
      .replacing("\r\n ", with: "")
    #expect(calendar.contains("DESCRIPTION:make-up airing for Wednesday 16/03/2022 17:00"))
  }
}
