import Clocks
import Foundation
import Scheduling
import SeededRandom
import Testing

@Suite struct CivilCalendarTests {
  @Test(arguments: [
    // Berlin: forward on 27 March 2022 at 02:00, back on 30 October at 03:00.
    ("Europe/Berlin", "2022-03-27T01:59", "2022-03-27T00:59:00Z"),
    ("Europe/Berlin", "2022-03-27T02:00", "2022-03-27T01:00:00Z"),
    ("Europe/Berlin", "2022-03-27T02:30", "2022-03-27T01:00:00Z"),
    ("Europe/Berlin", "2022-03-27T03:00", "2022-03-27T01:00:00Z"),
    ("Europe/Berlin", "2022-10-30T01:59", "2022-10-29T23:59:00Z"),
    ("Europe/Berlin", "2022-10-30T02:30", "2022-10-30T00:30:00Z"),
    ("Europe/Berlin", "2022-10-30T03:00", "2022-10-30T02:00:00Z"),
    // New York: forward on 13 March 2022, back on 6 November.
    ("America/New_York", "2022-03-13T02:15", "2022-03-13T07:00:00Z"),
    ("America/New_York", "2022-03-13T03:15", "2022-03-13T07:15:00Z"),
    ("America/New_York", "2022-11-06T01:15", "2022-11-06T05:15:00Z"),
    ("America/New_York", "2022-11-06T02:15", "2022-11-06T07:15:00Z"),
    // Lord Howe moves by half an hour: forward on 2 October 2022 at 02:00, back on 3 April at 02:00.
    ("Australia/Lord_Howe", "2022-10-02T02:15", "2022-10-01T15:30:00Z"),
    ("Australia/Lord_Howe", "2022-10-02T02:30", "2022-10-01T15:30:00Z"),
    ("Australia/Lord_Howe", "2022-04-03T01:45", "2022-04-02T14:45:00Z"),
    ("Australia/Lord_Howe", "2022-04-03T02:00", "2022-04-02T15:30:00Z"),
    // Offsets that changed without any summer time.
    ("Asia/Pyongyang", "2016-01-01T12:00", "2016-01-01T03:30:00Z"),
    ("Asia/Pyongyang", "2020-01-01T12:00", "2020-01-01T03:00:00Z"),
    ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00:00Z"),
    ("Asia/Ho_Chi_Minh", "2022-03-16T06:59", "2022-03-15T23:59:00Z"),
    ("Asia/Ho_Chi_Minh", "2022-03-16T07:00", "2022-03-16T00:00:00Z"),
  ])
  func aLocalTimeStandsForItsFirstValidInstant(_ name: String, _ civil: String, _ utc: String) throws {
    let calendar = CivilCalendar(timeZone: try zone(name))
    #expect(utcText(calendar.instant(of: try local(civil))) == utc)
  }

  @Test func aRepeatedTimeHasAFirstAndALastInstant() throws {
    let calendar = CivilCalendar(timeZone: try zone("Europe/Berlin"))
    let repeated = try local("2022-10-30T02:30")
    #expect(calendar.instant(of: repeated) == (try instant("2022-10-30T00:30:00Z")))
    #expect(calendar.lastInstant(of: repeated) == (try instant("2022-10-30T01:30:00Z")))
    #expect(calendar.civil(of: calendar.lastInstant(of: repeated)) == repeated)
  }

  @Test(arguments: [
    "Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
    "America/Sao_Paulo", "Asia/Tehran", "Pacific/Apia", "Antarctica/Troll", "UTC",
  ])
  func localTimeIsWhatFoundationSays(_ name: String) throws {
    let timeZone = try zone(name)
    let calendar = CivilCalendar(timeZone: timeZone)
    var foundation = Calendar(identifier: .gregorian)
    foundation.timeZone = timeZone
    var generator = SeededChance(1)
    for _ in 0..<3000 {
      let second = Int64.random(in: -600_000_000...6_000_000_000, using: &generator)
      let parts = foundation.dateComponents(
        [.year, .month, .day, .hour, .minute, .second],
        from: Date(timeIntervalSince1970: Double(second)))
      let civil = calendar.civil(of: WallTime(seconds: second))
      #expect(
        [civil.date.year, civil.date.month, civil.date.day]
          == [parts.year, parts.month, parts.day], "\(name) \(second)")
      #expect(
        [civil.time.hour, civil.time.minute, civil.time.second]
          == [parts.hour, parts.minute, parts.second], "\(name) \(second)")
      // Back again: the same instant, or the first of two.
      let back = calendar.instant(of: civil)
      #expect(calendar.civil(of: back) == civil)
      #expect(back <= WallTime(seconds: second))
    }
  }

  @Test func theLocalDayIsNotTheUTCDayInTheSmallHours() throws {
    let calendar = CivilCalendar(timeZone: try zone(vietnam))
    #expect(calendar.date(of: try instant("2022-03-15T17:00:00Z")) == (try day("2022-03-16")))
    #expect(calendar.date(of: try instant("2022-03-15T16:59:59Z")) == (try day("2022-03-15")))
    #expect(utcText(calendar.startOfDay(try day("2022-03-16"))) == "2022-03-15T17:00:00Z")
    #expect(utcText(calendar.endOfDay(try day("2022-03-16"))) == "2022-03-16T17:00:00Z")
  }

  @Test func aDayWhoseMidnightIsSkippedBeginsWithItsFirstMinute() throws {
    // São Paulo, 4 November 2018: 00:00 became 01:00.
    let calendar = CivilCalendar(timeZone: try zone("America/Sao_Paulo"))
    let start = calendar.startOfDay(try day("2018-11-04"))
    #expect(calendar.civil(of: start) == (try local("2018-11-04T01:00")))
    #expect(calendar.endOfDay(try day("2018-11-04")) - start == .hours(23))
  }

  @Test func fractionsBeforeTheEpochAreFloored() {
    let civil = CivilCalendar.utc.civil(of: WallTime(nanoseconds: -1))
    #expect(civil.description == "1969-12-31T23:59:59")
  }

  @Test func timesAtTheEdgeOfTheCalendarDoNotCrash() throws {
    let calendar = CivilCalendar(timeZone: try zone("Europe/Berlin"))
    for instant in [WallTime(nanoseconds: .min), WallTime(nanoseconds: .max)] {
      _ = calendar.civil(of: instant)
    }
    for text in ["1600-01-01T00:00", "9999-12-31T23:59"] {
      _ = calendar.instant(of: try local(text))
      _ = calendar.endOfDay(try local(text).date)
    }
  }

  @Test(arguments: ["", "Asia/Ho_Chi_Min", "Mars/Olympus", "../../etc/passwd", "Asia/", "\u{0}"])
  func aZoneThatDoesNotResolveIsDetected(_ name: String) {
    #expect(CivilCalendar.timeZone(named: name) == nil)
  }

  @Test(arguments: [
    ("2022-03-16", "2022-W11"), ("2022-01-01", "2021-W52"), ("2022-01-03", "2022-W01"),
    // Long years have 53 weeks.
    ("2020-12-31", "2020-W53"), ("2021-01-03", "2020-W53"), ("2021-01-04", "2021-W01"),
    ("2026-12-31", "2026-W53"), ("2027-01-01", "2026-W53"), ("2015-12-28", "2015-W53"),
    ("2024-12-30", "2025-W01"), ("2024-02-29", "2024-W09"), ("2023-12-31", "2023-W52"),
  ])
  func weeksAreThoseOfISO8601(_ date: String, _ week: String) throws {
    #expect(try day(date).isoWeek.description == week)
  }

  @Test func everyDayHasTheWeekThatFoundationGivesIt() throws {
    var foundation = Calendar(identifier: .iso8601)
    foundation.timeZone = .gmt
    for number in stride(from: -20_000, through: 40_000, by: 1) {
      let date = CivilDate(dayNumber: number)
      let parts = foundation.dateComponents(
        [.yearForWeekOfYear, .weekOfYear], from: Date(timeIntervalSince1970: Double(number) * 86_400))
      guard date.isoWeek.year == parts.yearForWeekOfYear, date.isoWeek.number == parts.weekOfYear else {
        Issue.record("\(date): \(date.isoWeek)")
        return
      }
    }
  }
}
