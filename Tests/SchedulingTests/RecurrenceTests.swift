import Clocks
import Foundation
import Phrases
import Scheduling
import SeededRandom
import Testing

@Suite struct RecurrenceTests {
  @Test(arguments: [
    ("", "rrule-unreadable"), ("weekly", "rrule-unreadable"), ("FREQ=", "rrule-unreadable"),
    ("FREQ=WEEKLY;;BYDAY=MO", "rrule-unreadable"), ("FREQ=WEEKLY;BYDAY=Thứ Hai", "rrule-unreadable"),
    ("BYDAY=MO", "rrule-no-frequency"), ("FREQ=FORTNIGHTLY", "rrule-bad-value"),
    ("FREQ=WEEKLY;BYDAYS=MO", "rrule-unknown-part"), ("FREQ=DAILY;RSCALE=CHINESE", "rrule-unknown-part"),
    ("FREQ=DAILY;X-LOA=1", "rrule-unknown-part"), ("FREQ=WEEKLY;FREQ=DAILY", "rrule-repeated-part"),
    ("FREQ=DAILY;COUNT=3;UNTIL=20221231", "rrule-not-together"), ("FREQ=DAILY;COUNT=0", "rrule-bad-value"),
    ("FREQ=DAILY;COUNT=10001", "rrule-bad-value"), ("FREQ=DAILY;INTERVAL=0", "rrule-bad-value"),
    ("FREQ=DAILY;INTERVAL=99999999999999999999", "rrule-bad-value"),
    ("FREQ=WEEKLY;BYDAY=XX", "rrule-bad-value"),
    ("FREQ=WEEKLY;BYDAY=MO,", "rrule-bad-value"), ("FREQ=WEEKLY;WKST=XX", "rrule-bad-value"),
    ("FREQ=MONTHLY;BYMONTHDAY=32", "rrule-bad-value"), ("FREQ=MONTHLY;BYMONTHDAY=0", "rrule-bad-value"),
    ("FREQ=MONTHLY;BYDAY=6MO", "rrule-bad-value"), ("FREQ=YEARLY;BYMONTH=13", "rrule-bad-value"),
    ("FREQ=YEARLY;BYMONTH=-1", "rrule-bad-value"), ("FREQ=DAILY;BYHOUR=24", "rrule-bad-value"),
    ("FREQ=DAILY;UNTIL=20220230", "rrule-bad-value"), ("FREQ=DAILY;UNTIL=2022-12-31", "rrule-bad-value"),
    ("FREQ=DAILY;UNTIL=20221231T250000Z", "rrule-bad-value"),
    ("FREQ=WEEKLY;BYDAY=1MO", "rrule-not-with-frequency"),
    ("FREQ=WEEKLY;BYMONTHDAY=1", "rrule-not-with-frequency"),
    ("FREQ=MONTHLY;BYWEEKNO=1", "rrule-not-with-frequency"),
    ("FREQ=MONTHLY;BYYEARDAY=1", "rrule-not-with-frequency"),
    ("FREQ=DAILY;BYSETPOS=1", "rrule-not-with-frequency"),
    ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "rrule-not-together"),
    ("FREQ=MONTHLY;BYSETPOS=1", "rrule-position-of-nothing"),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "rrule-never-occurs"),
    ("FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31", "rrule-never-occurs"),
    ("FREQ=YEARLY;BYMONTH=2;BYYEARDAY=100", "rrule-never-occurs"),
    (
      "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,5,10,15,20,25,30,35,40,45,50,55",
      "rrule-too-many-a-day"
    ),
  ])
  func aRuleThatCanNotBeObeyedIsRefusedWithAReasonAndARemedy(_ rule: String, _ code: String) throws {
    let problem = try #require(throws: RecurrenceProblem.self) { try RecurrenceRule(rule) }
    #expect(problem.code == code)
    for language in Language.allCases {
      #expect(!problem.what.said(in: language).isEmpty)
      #expect(!problem.remedy.said(in: language).isEmpty)
    }
  }

  @Test func aMisspeltPartIsAnsweredWithTheRightOne() throws {
    let problem = try #require(throws: RecurrenceProblem.self) {
      try RecurrenceRule("FREQ=WEEKLY;BIDAY=MO")
    }
    #expect(problem == .unknownPart("BIDAY", suggestion: "BYDAY"))
    #expect(problem.remedy.said(in: .english) == "did you mean BYDAY?")
  }

  @Test func rulesOfAnyNoiseAreReadOrRefusedButNeverCrash() throws {
    var generator = SeededChance(7)
    let pieces = [
      "FREQ", "=", ";", ",", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", "BYDAY", "MO", "-1FR", "BYMONTHDAY",
      "31", "-1",
      "COUNT", "UNTIL", "20221231", "T", "Z", "BYSETPOS", "INTERVAL", "9999999999", "BYYEARDAY", "366",
      "\u{0}", "ế",
      "RRULE:", "BYWEEKNO", "53", "BYHOUR", "BYMINUTE", "BYSECOND", "60", "WKST",
    ]
    for _ in 0..<3000 {
      let length = Int.random(in: 0...12, using: &generator)
      let rule = (0..<length).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
      _ = try? RecurrenceRule(rule)
      _ = try? RecurrenceRule("FREQ=\(rule)")
    }
    #expect(throws: RecurrenceProblem.unreadable) {
      try RecurrenceRule("FREQ=DAILY;BYHOUR=" + String(repeating: "1,", count: 100_000))
    }
  }

  @Test func theNormalFormOfARuleIsTheSameRule() throws {
    let rule = try RecurrenceRule("rrule:byday=fr,mo,MO; freq=weekly ;interval=02;")
    #expect(rule.description == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR")
    #expect(try RecurrenceRule(rule.description) == rule)
  }

  @Test func plainWordsAreRules() throws {
    #expect(try Recurrence.every(["wednesday"]).rule == "FREQ=WEEKLY;BYDAY=WE")
    #expect(try Recurrence.every(["thu", "Mon"]).rule == "FREQ=WEEKLY;BYDAY=MO,TH")
    #expect(try Recurrence.every(["day"]) == .daily)
    #expect(try Recurrence.every(["workday"]) == .workingDays)
    #expect(try Recurrence.every(["weekend"]).rule == "FREQ=WEEKLY;BYDAY=SA,SU")
    #expect(try Recurrence.every(["workday", "weekend"]) == .daily)
    #expect(try Recurrence.monthly(words: "last friday") == .monthly(.last, .friday))
    #expect(try Recurrence.monthly(words: " First  Monday ").rule == "FREQ=MONTHLY;BYDAY=1MO")
    #expect(try Recurrence.monthly(words: "15").rule == "FREQ=MONTHLY;BYMONTHDAY=15")
    #expect(try Recurrence.monthly(words: "last day").rule == "FREQ=MONTHLY;BYMONTHDAY=-1")
    #expect(throws: RecurrenceProblem.unknownWord("wendesday", suggestion: "wednesday")) {
      try Recurrence.every(["wendesday"])
    }
    #expect(throws: RecurrenceProblem.unknownWord("lst", suggestion: "last")) {
      try Recurrence.monthly(words: "lst friday")
    }
    #expect(throws: RecurrenceProblem.self) { try Recurrence.monthly(words: "32") }
    #expect(throws: RecurrenceProblem.self) { try Recurrence.every([]) }
    #expect(throws: RecurrenceProblem.self) { try Recurrence.every(["t"]) }
    for recurrence in [.daily, .workingDays, .weekly(on: [.sunday]), .monthly(day: -1)] as [Recurrence] {
      _ = try RecurrenceRule(try #require(recurrence.rule))
    }
  }

  @Test func theFirstDayCountsOnlyIfTheRuleFallsOnIt() throws {
    // 5 January 2022 is a Wednesday.
    let plan = try schedule([slot("a", first: "2022-01-05T17:00", .weekly(on: [.thursday]))])
    #expect(try plan.starts("2022-01-01", "2022-01-14") == ["2022-01-06T17:00", "2022-01-13T17:00"])
  }

  @Test func exceptionsTakeOutWholeDaysAndAdditionsStandWhateverTheRule() throws {
    let recurrence = Recurrence(
      rule: "FREQ=WEEKLY;BYDAY=WE;BYHOUR=5,17", exceptions: [try day("2022-01-12"), try day("2022-01-22")],
      additions: [
        try local("2022-01-20T09:00"), try local("2022-01-22T09:00"), try local("2022-01-19T17:00"),
      ])
    let plan = try schedule([slot("a", first: "2022-01-05T05:00", recurrence)])
    #expect(
      try plan.starts("2022-01-01", "2022-01-25") == [
        "2022-01-05T05:00", "2022-01-05T17:00", "2022-01-19T05:00", "2022-01-19T17:00", "2022-01-20T09:00",
      ])
  }

  @Test func validityIsTheFirstAndTheLastDay() throws {
    var only = try slot("a", first: "2022-01-01T17:00", .daily)
    only.validFrom = try day("2022-03-10")
    only.validUntil = try day("2022-03-12")
    #expect(
      try schedule([only]).starts("2022-01-01", "2022-12-31")
        == ["2022-03-10T17:00", "2022-03-11T17:00", "2022-03-12T17:00"])
  }

  @Test func countIsCountedFromTheFirstOccurrenceWhateverThePeriod() throws {
    let plan = try schedule([slot("a", first: "2022-01-05T17:00", Recurrence(rule: "FREQ=WEEKLY;COUNT=5"))])
    #expect(try plan.starts("2022-01-25", "2024-01-01") == ["2022-01-26T17:00", "2022-02-02T17:00"])
  }

  @Test(arguments: [
    ("UNTIL=20220119", ["2022-01-19T05:00"]), ("UNTIL=20220119T045959", []),
    ("UNTIL=20220119T050000", ["2022-01-19T05:00"]),
    // 05:00 in Vietnam is 22:00 of the day before in UTC.
    ("UNTIL=20220118T220000Z", ["2022-01-19T05:00"]), ("UNTIL=20220118T215959Z", []),
  ])
  func theEndOfARuleIsInclusive(_ until: String, _ expected: [String]) throws {
    let plan = try schedule(
      [slot("a", first: "2022-01-05T05:00", Recurrence(rule: "FREQ=WEEKLY;\(until)"))])
    #expect(try plan.starts("2022-01-13", "2022-02-28") == expected)
  }

  @Test func leapDaysAndMonthEndsFallWhereTheyExist() throws {
    let leap = try schedule([slot("a", first: "2020-02-29T17:00", Recurrence(rule: "FREQ=YEARLY"))])
    #expect(
      try leap.starts("2020-01-01", "2029-12-31") == [
        "2020-02-29T17:00", "2024-02-29T17:00", "2028-02-29T17:00",
      ])
    let last = try schedule([slot("a", first: "2024-01-31T17:00", .monthly(day: -1))])
    #expect(
      try last.starts("2024-01-01", "2024-04-30")
        == ["2024-01-31T17:00", "2024-02-29T17:00", "2024-03-31T17:00", "2024-04-30T17:00"])
    let thirtyFirst = try schedule([slot("a", first: "2022-01-31T17:00", .monthly(day: 31))])
    #expect(
      try thirtyFirst.starts("2022-01-01", "2022-06-30")
        == ["2022-01-31T17:00", "2022-03-31T17:00", "2022-05-31T17:00"])
    let week53 = try schedule(
      [slot("a", first: "2020-01-01T17:00", Recurrence(rule: "FREQ=YEARLY;BYWEEKNO=53;BYDAY=WE"))])
    #expect(try week53.starts("2020-01-01", "2027-12-31") == ["2020-12-30T17:00", "2026-12-30T17:00"])
  }

  /// A repeating show stops materialising until someone opens the calendar (libretime#2670).
  @Test func aRepeatingShowNeverStopsMaterialising() throws {
    let plan = try schedule([slot("a", first: "2022-01-05T17:00", .weekly(on: [.wednesday]))])
    for year in stride(from: 2022, through: 2190, by: 7) {
      #expect([52, 53].contains(try plan.starts("\(year)-01-01", "\(year)-12-31").count), "\(year)")
    }
  }

  @Test func aPeriodIsCutAtTenYears() throws {
    let plan = try schedule([slot("a", first: "1600-01-01T17:00", .daily)])
    let rundown = plan.rundown(
      from: WallTime(nanoseconds: .min), until: WallTime(nanoseconds: .max), editions: [])
    #expect(rundown.until - rundown.from == Schedule.longestPeriod)
    #expect(rundown.airings.count == 3653)
    let end = plan.rundown(
      from: WallTime(nanoseconds: .max), until: WallTime(nanoseconds: .min), editions: [])
    #expect(end.airings.isEmpty)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func enteringARuleHalfWayGivesWhatCountingFromTheBeginningGives(_ seed: UInt64) throws {
    var generator = SeededChance(seed)
    let rule = randomRule(&generator)
    guard (try? RecurrenceRule(rule)) != nil else { return }
    let first = CivilDate(dayNumber: Int.random(in: 18_000...19_500, using: &generator))
    let plan = try schedule([slot("a", first: "\(first)T17:00", Recurrence(rule: rule))])
    let whole = try plan.starts(first.description, first.adding(days: 3600).description)
    for _ in 0..<8 {
      let from = first.adding(days: Int.random(in: 0...3000, using: &generator))
      let last = from.adding(days: Int.random(in: 0...500, using: &generator))
      let part = try plan.starts(from.description, last.description)
      #expect(
        part == whole.filter { "\(from)T" < $0 && $0 < "\(last)U" }, "\(rule) from \(first): \(from) \(last)")
    }
  }

  @Test func expansionOnManyTasksAtOnceGivesTheSame() async throws {
    let rules = [
      "FREQ=WEEKLY;BYDAY=WE", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY;BYYEARDAY=100", "FREQ=DAILY;INTERVAL=3",
    ]
    let plans = try rules.map { try schedule([slot("a", first: "2022-01-05T17:00", Recurrence(rule: $0))]) }
    let alone = try plans.map { try $0.starts("2023-01-01", "2025-12-31") }
    try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
      for task in 0..<64 {
        group.addTask { (task % 4, try plans[task % 4].starts("2023-01-01", "2025-12-31")) }
      }
      for try await (index, starts) in group { #expect(starts == alone[index]) }
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func foundationsEngineAgreesOnWeeklyRulesAndDaysOfTheMonth(_ seed: UInt64) throws {
    var generator = SeededChance(seed)
    let timeZone = try zone(["Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York"][Int(seed / 3 % 3)])
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = timeZone
    calendar.firstWeekday = 2
    // Weeks as ISO 8601 has them, so that both engines count every second week alike.
    calendar.minimumDaysInFirstWeek = 4
    let days: [Locale.Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]
    let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    let chosen = (0..<7).filter { _ in Bool.random(using: &generator) }
    let interval = Int.random(in: 1...3, using: &generator)
    var theirs: Calendar.RecurrenceRule
    let ours: String
    switch seed % 3 {
    case 0, 1:
      guard !chosen.isEmpty else { return }
      theirs = .weekly(calendar: calendar, interval: interval, weekdays: chosen.map { .every(days[$0]) })
      ours = "FREQ=WEEKLY;INTERVAL=\(interval);BYDAY=" + chosen.map { names[$0] }.joined(separator: ",")
    default:
      let dayOfMonth = [1, 15, 28].randomElement(using: &generator) ?? 1
      theirs = .monthly(calendar: calendar, interval: interval, daysOfTheMonth: [dayOfMonth])
      ours = "FREQ=MONTHLY;INTERVAL=\(interval);BYMONTHDAY=\(dayOfMonth)"
    }
    theirs.seconds = [0]
    let civil = CivilCalendar(timeZone: timeZone)
    let first = CivilDateTime(
      CivilDate(dayNumber: Int.random(in: 19_000...19_400, using: &generator)), try time("17:00"))
    let plan = Schedule(
      timeZone: timeZone,
      slots: [
        Slot(
          id: "a", programme: "cchc", first: first, recurrence: Recurrence(rule: ours),
          allotted: .minutes(5))
      ])
    let begin = civil.instant(of: first)
    let end = begin + .days(800)
    func date(_ instant: WallTime) -> Date { Date(timeIntervalSince1970: Double(instant.nanoseconds) / 1e9) }
    let expected = theirs.recurrences(of: date(begin), in: date(begin)..<date(end))
      .map { Int64($0.timeIntervalSince1970.rounded()) }
    let found = plan.occurrences(of: plan.slots[0], from: begin, until: end)
      .map { $0.start.nanoseconds / 1_000_000_000 }
    #expect(found == expected, "\(ours) from \(first)")
  }

  /// Foundation is no judge here: of the Fridays of January 2023 it takes the 13th for the third.
  @Test(arguments: [1, 2, 3, 4, 5, -1, -2, -5], Weekday.allCases)
  func countingWeekdaysByHandAgreesOnOrdinals(_ ordinal: Int, _ weekday: Weekday) throws {
    let name = weekday.rawValue.prefix(2).uppercased()
    let plan = try schedule([
      slot("a", first: "2022-01-01T17:00", Recurrence(rule: "FREQ=MONTHLY;BYDAY=\(ordinal)\(name)"))
    ])
    var expected: [String] = []
    for month in 0..<60 {
      let (year, number) = (2022 + month / 12, month % 12 + 1)
      let days = (1...CivilDate.days(inMonth: number, of: year))
        .compactMap { CivilDate(year: year, month: number, day: $0) }.filter { $0.weekday == weekday }
      let index = ordinal > 0 ? ordinal - 1 : days.count + ordinal
      if days.indices.contains(index) { expected.append("\(days[index])T17:00") }
    }
    #expect(try plan.starts("2022-01-01", "2026-12-31") == expected)
  }

  private func randomRule(_ generator: inout SeededChance) -> String {
    func pick(_ range: ClosedRange<Int>, atMost most: Int) -> String {
      let count = Int.random(in: 1...most, using: &generator)
      return (0..<count).map { _ in String(Int.random(in: range, using: &generator)) }.joined(separator: ",")
    }
    let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    let frequency = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"].randomElement(using: &generator) ?? "DAILY"
    var rule = "FREQ=\(frequency);INTERVAL=\(Int.random(in: 1...4, using: &generator))"
    if Bool.random(using: &generator) { rule += ";BYMONTH=" + pick(1...12, atMost: 4) }
    if frequency != "WEEKLY", Int.random(in: 0..<3, using: &generator) == 0 {
      rule += ";BYMONTHDAY=" + pick(1...28, atMost: 3) + ",-1"
    }
    if Bool.random(using: &generator) {
      let days = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        names.randomElement(using: &generator) ?? "MO"
      }
      rule += ";BYDAY=" + days.joined(separator: ",")
      if frequency == "MONTHLY", Bool.random(using: &generator) {
        rule += ";BYSETPOS=" + (["1", "2", "-1"].randomElement(using: &generator) ?? "1")
      }
    }
    if frequency == "YEARLY", Int.random(in: 0..<4, using: &generator) == 0 {
      rule += ";BYYEARDAY=" + pick(1...365, atMost: 3)
    }
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: rule += ";UNTIL=20250101"
    case 1: rule += ";COUNT=\(Int.random(in: 1...60, using: &generator))"
    case 2: rule += ";WKST=SU"
    default: break
    }
    return rule
  }
}
