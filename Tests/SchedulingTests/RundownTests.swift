import Clocks
import Foundation
import Phrases
import Scheduling
import SeededRandom
import Testing

@Suite struct RundownTests {
  // MARK: Time

  /// Timed events fail in the hour after a change of UTC offset (rivendell#66); a show airs one hour off
  /// (AzuraCast#1373, #6177).
  @Test(arguments: [
    ("Europe/Berlin", "2022-03-27", "02:30", "2022-03-27T01:00:00Z"),
    ("Europe/Berlin", "2022-03-27", "03:10", "2022-03-27T01:10:00Z"),
    ("Europe/Berlin", "2022-10-30", "02:30", "2022-10-30T00:30:00Z"),
    ("Europe/Berlin", "2022-10-30", "03:10", "2022-10-30T02:10:00Z"),
    ("America/New_York", "2022-03-13", "02:59", "2022-03-13T07:00:00Z"),
    ("America/New_York", "2022-11-06", "01:30", "2022-11-06T05:30:00Z"),
    ("Australia/Lord_Howe", "2022-10-02", "02:10", "2022-10-01T15:30:00Z"),
    ("Australia/Lord_Howe", "2022-04-03", "01:40", "2022-04-02T14:40:00Z"),
  ])
  func inTheHourAfterAChangeOfOffsetADailySlotAirsOnceAtTheRightInstant(
    _ zoneName: String, _ date: String, _ clock: String, _ utc: String
  ) throws {
    let plan = try schedule([slot("a", first: "2022-01-01T\(clock)", .daily)], in: zoneName)
    let rundown = try plan.days(date, date)
    #expect(rundown.airings.map { utcText($0.plannedStart) } == [utc])
    #expect(rundown.airings.map(\.id.text) == ["a@\(date)T\(clock)"])
    // One a day before, on and after the change.
    let around = try plan.days(
      try day(date).adding(days: -3).description, try day(date).adding(days: 3).description)
    #expect(around.airings.count == 7)
  }

  /// The wrong day after UTC midnight for a station east of Greenwich (libretime#401, #2385).
  @Test(arguments: ["00:00", "00:30", "05:00", "06:59", "07:00", "23:59"])
  func afterUTCMidnightTheDayIsStillTheLocalOne(_ clock: String) throws {
    let plan = try schedule([slot("a", first: "2022-01-05T\(clock)", .weekly(on: [.wednesday]))])
    let rundown = try plan.days("2022-03-01", "2022-03-31")
    #expect(rundown.airings.map(\.localStart.date.weekday) == Array(repeating: .wednesday, count: 5))
    #expect(rundown.airings.map(\.localStart.time.description) == Array(repeating: clock, count: 5))
    let edition = try edition("w11", for: .week(monday: day("2022-03-14")))
    let aired = try plan.days("2022-03-01", "2022-03-31", editions: [edition]).airings
      .filter { $0.disposition == .air }
    #expect(aired.map(\.localStart.date.description) == ["2022-03-16"])
  }

  @Test func aMondayShortlyAfterMidnightBelongsToTheNewWeek() throws {
    let plan = try schedule([slot("a", first: "2022-01-03T00:30", .weekly(on: [.monday]))])
    let editions = try ["2022-03-07", "2022-03-14"].map { try edition("w\($0)", for: .week(monday: day($0))) }
    let rundown = try plan.days("2022-03-14", "2022-03-14", editions: editions)
    #expect(rundown.airings.map(\.edition) == ["cchc/w2022-03-14"])
  }

  // MARK: Quiet hours

  /// A relay time typed as 03:15 wakes a commune (Trung Lộc, December 2025).
  @Test func aSlotTypedAs0315DoesNotWakeACommune() throws {
    let quiet = [QuietHours(from: try time("22:00"), until: try time("04:45"))]
    let plan = try schedule(
      [slot("nham", first: "2025-12-01T03:15", .daily), slot("dung", first: "2025-12-01T05:00", .daily)],
      quiet: quiet)
    let rundown = try plan.days("2025-12-05", "2025-12-05")
    #expect(
      rundown.airings.map(\.disposition) == [.cancelled(.quietHours), .cancelled(.noEdition)])
    let findings = plan.airingsInQuietHours(from: rundown.from, until: rundown.until)
    #expect(findings.map(\.slot) == ["nham"])
    #expect(findings[0].what.said(in: .vietnamese).contains("Thứ Sáu 05/12/2025 03:15"))
  }

  @Test(arguments: [
    ("21:45", 15, 0, false), ("21:46", 15, 0, true), ("21:45", 15, 1, true), ("04:45", 15, 0, false),
    ("04:44", 15, 0, true), ("22:00", 0, 0, true), ("12:00", 600, 0, false), ("12:00", 601, 0, true),
    ("00:00", 1, 0, true), ("05:00", 1440, 0, true),
  ])
  func whateverMightTouchQuietHoursIsCancelled(
    _ clock: String, _ minutes: Int, _ overrun: Int, _ cancelled: Bool
  ) throws {
    var only = try slot("a", first: "2022-03-16T\(clock)", minutes: minutes)
    if overrun > 0 { only.atEnd = .overrun(upTo: .seconds(overrun)) }
    let plan = try schedule([only], quiet: [QuietHours(from: time("22:00"), until: time("04:45"))])
    let airing = try #require(try plan.days("2022-03-16", "2022-03-16").airings.first)
    #expect((airing.disposition == .cancelled(.quietHours)) == cancelled)
  }

  @Test func anEmergencyAirsInQuietHours() throws {
    let plan = try schedule(
      [slot("a", first: "2022-03-16T03:15", priority: .emergency)],
      quiet: [QuietHours(from: time("22:00"), until: time("04:45"))])
    let rundown = try plan.days(
      "2022-03-16", "2022-03-16", editions: [edition("x", for: .date(day("2022-03-16")))])
    #expect(rundown.airings.map(\.disposition) == [.air])
  }

  @Test func aRepeatedHourIsQuietBothTimes() throws {
    // Berlin, 30 October 2022: 02:00-03:00 happens twice; quiet until 02:30 means until the second 02:30.
    let plan = try schedule(
      [slot("a", first: "2022-10-30T02:40", minutes: 5)], in: "Europe/Berlin",
      quiet: [QuietHours(from: time("22:00"), until: time("02:30"))])
    #expect(try plan.days("2022-10-30", "2022-10-30").airings.map(\.disposition) == [.cancelled(.quietHours)])
  }

  // MARK: Holidays

  /// Tết (first day), UTC+7.
  @Test(arguments: [
    "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26",
    "2029-02-13", "2030-02-02",
  ])
  func onTetAnAiringFollowsItsPolicy(_ tet: String) throws {
    let date = try day(tet)
    let holidays = (-1...3).map { date.adding(days: $0).description }
    func dispositions(_ policy: HolidayPolicy) throws -> [String: Airing.Disposition] {
      let plan = try schedule(
        [slot("a", first: "2022-01-01T17:00", .weekly(on: [date.weekday]), onHoliday: policy)],
        holidays: holidays)
      let rundown = try plan.days(
        date.adding(days: -6).description, date.adding(days: 6).description,
        editions: [edition("tet", for: .date(date))])
      return Dictionary(
        uniqueKeysWithValues: rundown.airings.map { ($0.localStart.description, $0.disposition) })
    }
    let before = "\(date.adding(days: -2))T17:00"
    let after = "\(date.adding(days: 4))T17:00"
    #expect(try dispositions(.keep) == ["\(tet)T17:00": .air])
    #expect(try dispositions(.skip) == ["\(tet)T17:00": .cancelled(.holiday)])
    #expect(
      try dispositions(.move(.dayBefore))
        == ["\(tet)T17:00": .moved(to: AiringID("a@\(before)")), before: .air])
    #expect(
      try dispositions(.move(.dayAfter))
        == ["\(tet)T17:00": .moved(to: AiringID("a@\(after)")), after: .air])
    // A week later the slot airs anyway.
    #expect(try dispositions(.move(.nextWeek)) == ["\(tet)T17:00": .cancelled(.holiday)])
  }

  @Test func aMonthlySlotMovesAWeekOrMoreUntilTheDayIsNoHoliday() throws {
    let plan = try schedule(
      [slot("a", first: "2022-01-04T17:00", .monthly(.first, .tuesday), onHoliday: .move(.nextWeek))],
      holidays: ["2022-02-01", "2022-02-08"])
    let rundown = try plan.days("2022-02-01", "2022-02-28")
    #expect(rundown.airings.map(\.id) == ["a@2022-02-01T17:00", "a@2022-02-15T17:00"])
    #expect(rundown.airings[0].disposition == .moved(to: "a@2022-02-15T17:00"))
  }

  @Test func twoHolidaysDoNotMoveToTheSameDay() throws {
    // Monday and Thursday, both off until Friday.
    let plan = try schedule(
      [slot("a", first: "2022-01-03T17:00", .weekly(on: [.monday, .thursday]), onHoliday: .move(.dayAfter))],
      holidays: ["2022-01-31", "2022-02-01", "2022-02-02", "2022-02-03"])
    let rundown = try plan.days("2022-01-31", "2022-02-06")
    #expect(rundown.airings.map(\.id) == ["a@2022-01-31T17:00", "a@2022-02-03T17:00", "a@2022-02-04T17:00"])
    #expect(rundown.airings[0].disposition == .moved(to: "a@2022-02-04T17:00"))
    #expect(rundown.airings[1].disposition == .cancelled(.holiday))
  }

  @Test func aMovedAiringTakesTheEditionOfTheDayItWasMeantFor() throws {
    let plan = try schedule(
      [slot("a", first: "2022-01-01T17:00", .weekly(on: [.sunday]), onHoliday: .move(.dayAfter))],
      holidays: ["2022-03-13"])
    // Sunday of week 10 moves to Monday of week 11.
    let editions = [
      try edition("w10", for: .week(monday: day("2022-03-07"))),
      try edition("w11", for: .week(monday: day("2022-03-14"))),
    ]
    let rundown = try plan.days("2022-03-14", "2022-03-14", editions: [editions[0]])
    #expect(rundown.airings.map(\.edition) == ["cchc/w10"])
    let special = try edition("special", for: .date(day("2022-03-13")))
    let withSpecial = try plan.days("2022-03-14", "2022-03-14", editions: editions + [special])
    #expect(withSpecial.airings.map(\.edition) == ["cchc/special"])
  }

  // MARK: Editions

  private func airing(
    _ editions: [Edition], whenMissing: MissingEditionPolicy = .skip, files: [String: Media] = [:],
    approvers: [String] = []
  ) throws -> Airing {
    var plan = try schedule(
      [slot("a", first: "2022-01-05T17:00", .weekly(on: [.wednesday]), whenMissing: whenMissing)])
    plan.programmes[0].approvers = approvers
    plan.programmes[0].signature = "/media/signature.flac"
    plan.programmes[0].closing = "/media/closing.flac"
    return try #require(
      try plan.days("2022-03-16", "2022-03-16", editions: editions, files: files).airings.first)
  }

  @Test func theEditionForTheDayComesBeforeTheOneForTheWeek() throws {
    let week = try edition("w11", for: .week(monday: day("2022-03-14")), approved: "2022-03-15T08:00")
    let exact = try edition("d16", for: .date(day("2022-03-16")))
    #expect(try airing([week, exact]).edition == exact.id)
    #expect(try airing([week]).edition == week.id)
    #expect(try airing([edition("d17", for: .date(day("2022-03-17")))]).disposition == .cancelled(.noEdition))
  }

  @Test func nothingUnapprovedAirs() throws {
    let target = EditionTarget.date(try day("2022-03-16"))
    let draft = try edition("draft", for: target, approved: nil)
    let byStranger = try edition("stranger", for: target, by: "Không ai")
    #expect(try airing([draft]).disposition == .cancelled(.noEdition))
    #expect(try airing([draft], whenMissing: .repeatLast).items.isEmpty)
    #expect(try airing([byStranger], approvers: ["Lan", "Hùng"]).disposition == .cancelled(.noEdition))
    #expect(try airing([byStranger]).edition == byStranger.id)
    let other = try edition("other", of: "khac", for: target)
    #expect(try airing([other]).disposition == .cancelled(.noEdition))
  }

  @Test func ofTwoApprovedEditionsTheLaterApprovalAirs() throws {
    let target = EditionTarget.date(try day("2022-03-16"))
    let old = try edition("z-old", for: target, approved: "2022-03-14T08:00")
    let new = try edition("a-new", for: target, approved: "2022-03-15T08:00")
    let twin = try edition("b-twin", for: target, approved: "2022-03-15T08:00")
    #expect(try airing([old, new]).edition == new.id)
    #expect(try airing([new, old]).edition == new.id)
    #expect(try airing([new, twin, old]).edition == twin.id)
    #expect(try airing([twin, new, old]).edition == twin.id)
  }

  @Test func aMissingEditionIsReplacedAsTheSlotSays() throws {
    let earlier = [
      try edition("w09", for: .week(monday: day("2022-02-28"))),
      try edition("w10", for: .week(monday: day("2022-03-07"))),
      try edition("d02", for: .date(day("2022-03-02"))),
      try edition("w12", for: .week(monday: day("2022-03-21"))),
    ]
    let repeated = try airing(earlier, whenMissing: .repeatLast)
    #expect(repeated.edition == "cchc/w10")
    #expect(repeated.substitution == .repeatLast)
    let music = media("music", seconds: 600)
    let filled = try airing(earlier, whenMissing: .filler(music.path), files: [music.path: music])
    #expect(filled.items.map(\.role) == [.filler])
    #expect(filled.substitution == .filler)
    #expect(try airing(earlier, whenMissing: .filler("/gone")).disposition == .cancelled(.noEdition))
    #expect(try airing([earlier[3]], whenMissing: .repeatLast).disposition == .cancelled(.noEdition))
    #expect(try airing(earlier).disposition == .cancelled(.noEdition))
  }

  @Test func anAiringIsSignatureEditionAndClosingAtTheTargetLoudness() throws {
    let signature = media("signature", loudness: -30, truePeak: -4)
    let closing = media("closing", loudness: nil, truePeak: 0.5)
    let edition = try edition("d16", for: .date(day("2022-03-16")))
    let full = try airing([edition], files: [signature.path: signature, closing.path: closing])
    #expect(full.items.map(\.role) == [.signature, .edition, .closing])
    // −30 LUFS could rise by 7 dB, but its peak allows 3; −20 falls by 3; what has no loudness only keeps its peak down.
    #expect(full.items.map(\.gain) == [3, -3, -1.5])
    let bare = try airing([edition])
    #expect(bare.items.map(\.role) == [.edition])
  }

  // MARK: Reruns

  private func rerunPlan(_ whenMissing: MissingEditionPolicy = .skip) throws -> Schedule {
    try schedule([
      slot("wed", first: "2022-01-05T17:00", .weekly(on: [.wednesday])),
      slot(
        "sat", first: "2022-01-08T05:00", .weekly(on: [.saturday]), whenMissing: whenMissing, rerunOf: "wed"),
    ])
  }

  @Test func aRerunAirsWhatItsBaseAiredLast() throws {
    let editions = [
      try edition("w10", for: .week(monday: day("2022-03-07"))),
      try edition("w11", for: .week(monday: day("2022-03-14"))),
    ]
    let plan = try rerunPlan()
    #expect(
      try plan.days("2022-03-19", "2022-03-19", editions: editions).airings.map(\.edition) == ["cchc/w11"])
    #expect(try plan.days("2022-03-19", "2022-03-19", editions: editions).airings.map(\.isRerun) == [true])
    var history = AiredHistory()
    history.record("cchc/w10", in: "wed@2022-03-16T17:00")
    let asAired = try plan.days("2022-03-19", "2022-03-19", editions: editions, history: history)
    #expect(asAired.airings.map(\.edition) == ["cchc/w10"])
    // Before the base slot ever aired there is nothing to rerun.
    #expect(
      try plan.days("2022-03-26", "2022-03-26", editions: editions).airings.map(\.disposition)
        == [.cancelled(.noEdition)])
    #expect(
      try rerunPlan(.repeatLast).days("2022-03-26", "2022-03-26", editions: editions).airings.map(\.edition)
        == ["cchc/w11"])
  }

  @Test func aRerunFindsABaseThatAiredLongAgo() throws {
    let plan = try schedule([
      slot("once", first: "2022-01-05T17:00"),
      slot("again", first: "2030-01-05T17:00", rerunOf: "once"),
    ])
    let editions = [try edition("d05", for: .date(day("2022-01-05")))]
    #expect(
      try plan.days("2030-01-05", "2030-01-05", editions: editions).airings.map(\.edition) == ["cchc/d05"])
  }

  @Test func rerunsInACircleAirNothing() throws {
    let plan = try schedule([
      slot("a", first: "2022-01-05T17:00", .daily, rerunOf: "b"),
      slot("b", first: "2022-01-05T18:00", .daily, rerunOf: "a"),
      slot("c", first: "2022-01-05T19:00", .daily, rerunOf: "c"),
      slot("d", first: "2022-01-05T20:00", .daily, rerunOf: "nobody"),
    ])
    let rundown = try plan.days("2022-03-01", "2022-03-02")
    #expect(rundown.airings.count == 8)
    #expect(rundown.airings.allSatisfy { $0.disposition == .cancelled(.noEdition) })
  }

  @Test func historyKnowsOnlyWhatSounded() throws {
    func entry(_ frames: Int64) throws -> AsRunEntry {
      var airing = Airing(
        id: "wed@2022-03-16T17:00", slot: "wed", programme: "cchc", plannedStart: WallTime(seconds: 0),
        localStart: try local("2022-03-16T17:00"), allotted: .minutes(15))
      airing.edition = "cchc/w11"
      var entry = AsRunEntry(
        for: airing, station: "tt", frameRate: 48_000, clock: ClockStamp(state: .trusted),
        software: "test")
      entry.framesPlayed = frames
      return entry
    }
    #expect(AiredHistory([try entry(0)]).edition(airedIn: "wed@2022-03-16T17:00") == nil)
    #expect(AiredHistory([try entry(1)]).edition(airedIn: "wed@2022-03-16T17:00") == "cchc/w11")
  }

  // MARK: Properties

  @Test(arguments: 0..<120 as Range<UInt64>)
  func theLawsHoldForAnySchedule(_ seed: UInt64) throws {
    var world = try RandomWorld(seed: seed)
    let plan = world.schedule
    let calendar = CivilCalendar(timeZone: plan.timeZone)
    let from = calendar.startOfDay(world.date())
    let until = from + .days(Int.random(in: 1...70, using: &world.generator))
    func make(_ a: WallTime, _ b: WallTime) -> Rundown {
      plan.rundown(from: a, until: b, editions: world.editions, files: world.files, history: world.history)
    }
    let whole = make(from, until)

    // Names are unique, and the order is the documented one.
    #expect(Set(whole.airings.map(\.id)).count == whole.airings.count)
    for (a, b) in zip(whole.airings, whole.airings.dropFirst()) {
      #expect(a.plannedStart <= b.plannedStart)
      if a.plannedStart == b.plannedStart {
        #expect(a.priority > b.priority || a.priority == b.priority && a.id < b.id)
      }
    }

    // Split anywhere, the parts add up.
    var cuts = (0..<4).map { _ in
      WallTime(nanoseconds: Int64.random(in: from.nanoseconds...until.nanoseconds, using: &world.generator))
    }
    cuts += whole.airings.randomElement(using: &world.generator).map { [$0.plannedStart] } ?? []
    let edges = ([from, until] + cuts).sorted()
    let parts = zip(edges, edges.dropFirst()).flatMap { make($0, $1).airings }
    #expect(parts == whole.airings, "seed \(seed)")

    // Every occurrence is accounted for, and nothing else is there but replacements.
    let wide = make(from - .days(60), until + .days(60))
    let known = Dictionary(uniqueKeysWithValues: wide.airings.map { ($0.id, $0) })
    var expected: Set<AiringID> = []
    for slot in plan.slots {
      for occurrence in plan.occurrences(of: slot, from: from, until: until) {
        expected.insert(AiringID(slot: slot.id, at: occurrence.localStart))
      }
    }
    let moves = Dictionary(
      wide.airings.compactMap { airing -> (AiringID, AiringID)? in
        if case .moved(let target) = airing.disposition { (target, airing.id) } else { nil }
      }, uniquingKeysWith: { first, _ in first })
    for (target, _) in moves where known[target] != nil {
      #expect(!plan.holidays.map(\.date).contains(try #require(target.localStart).date))
    }
    for airing in whole.airings {
      if case .moved(let target) = airing.disposition { #expect(known[target] != nil) }
      #expect(expected.remove(airing.id) != nil || moves[airing.id] != nil, "\(airing.id) seed \(seed)")
      #expect(airing.items.isEmpty == (airing.disposition != .air))
      if airing.edition != nil {
        #expect(world.editions.first { $0.id == airing.edition }?.approval != nil)
      }
    }
    #expect(expected.isEmpty, "seed \(seed)")

    // No minute of an airing is in quiet hours unless it is an emergency.
    for airing in whole.airings where airing.disposition == .air && airing.priority != .emergency {
      var at = airing.plannedStart
      let end = airing.plannedStart + airing.allotted
      while at < end {
        let clock = calendar.civil(of: at).time
        for hours in plan.quietHours {
          let quiet =
            hours.from < hours.until
            ? hours.from <= clock && clock < hours.until : hours.from <= clock || clock < hours.until
          #expect(!quiet, "\(airing.id) seed \(seed)")
        }
        at += .minutes(1)
      }
    }
  }
}

/// A schedule that nobody would write.
private struct RandomWorld {
  var generator: SeededChance
  var schedule: Schedule
  var editions: [Edition] = []
  var files: [String: Media] = [:]
  var history = AiredHistory()

  init(seed: UInt64) throws {
    var generator = SeededChance(seed)
    let zones = [vietnam, "Europe/Berlin", "Australia/Lord_Howe", "America/New_York"]
    let beginning = 19_000
    func date() -> CivilDate {
      CivilDate(dayNumber: beginning + Int.random(in: 0...400, using: &generator))
    }
    func clock() -> CivilTime { CivilTime(secondOfDay: Int.random(in: 0..<288, using: &generator) * 300) }
    let filler = media("filler")
    files = [filler.path: filler]
    let policies: [HolidayPolicy] = [.keep, .skip, .move(.dayBefore), .move(.dayAfter), .move(.nextWeek)]
    let missing: [MissingEditionPolicy] = [.repeatLast, .filler(filler.path), .skip]
    let rules = [
      "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,WE,FR",
      "FREQ=MONTHLY;BYDAY=-1FR",
      "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=WEEKLY;COUNT=20", "FREQ=WEEKLY;INTERVAL=2",
      "FREQ=DAILY;BYHOUR=5,17",
    ]
    var slots: [Slot] = []
    for number in 0..<Int.random(in: 1...8, using: &generator) {
      var recurrence = Recurrence(
        rule: Int.random(in: 0..<10, using: &generator) == 0 ? nil : rules.randomElement(using: &generator))
      recurrence.exceptions = (0..<5).map { _ in date() }
      recurrence.additions = (0..<5).map { _ in CivilDateTime(date(), clock()) }
      slots.append(
        Slot(
          id: SlotID("s\(number)"), programme: number % 2 == 0 ? "cchc" : "khac",
          first: CivilDateTime(CivilDate(dayNumber: beginning - 200), clock()), recurrence: recurrence,
          allotted: .minutes(Int.random(in: 1...90, using: &generator)),
          validUntil: Bool.random(using: &generator) ? date() : nil,
          priority: Priority.allCases.randomElement(using: &generator) ?? .normal,
          onHoliday: policies.randomElement(using: &generator) ?? .keep,
          whenMissing: missing.randomElement(using: &generator) ?? .skip,
          rerunOf: number > 0 && Bool.random(using: &generator)
            ? SlotID("s\(Int.random(in: 0...number, using: &generator))") : nil))
    }
    schedule = Schedule(
      timeZone: try zone(zones[Int(seed % 4)]),
      programmes: ["cchc", "khac"].map { Programme(id: $0, name: $0.text, folder: "/\($0)") }, slots: slots,
      quietHours: Bool.random(using: &generator)
        ? [QuietHours(from: clock(), until: clock()), QuietHours(from: clock(), until: clock())].filter {
          $0.from != $0.until
        } : [],
      holidays: (0..<40).map { _ in Holiday(date: date(), name: "nghỉ") })
    for number in 0..<40 {
      let target: EditionTarget =
        Bool.random(using: &generator) ? .date(date()) : .week(monday: date().monday)
      let edition = try edition(
        "e\(number)", of: number % 2 == 0 ? "cchc" : "khac", for: target,
        approved: number % 5 == 0 ? nil : "2022-01-0\(number % 3 + 1)T08:00")
      editions.append(edition)
      if let base = slots.randomElement(using: &generator) {
        history.record(edition.id, in: AiringID(slot: base.id, at: CivilDateTime(date(), base.first.time)))
      }
    }
    self.generator = generator
  }

  mutating func date() -> CivilDate {
    CivilDate(dayNumber: 19_000 + Int.random(in: 0...400, using: &generator))
  }
}
