import Clocks
import Foundation
import Phrases
import Scheduling
import Testing

@Suite struct FindingsTests {
  private func period(_ plan: Schedule, _ from: String, days: Int) throws -> (from: WallTime, until: WallTime)
  {
    let calendar = CivilCalendar(timeZone: plan.timeZone)
    let date = try day(from)
    return (calendar.startOfDay(date), calendar.startOfDay(date.adding(days: days)))
  }

  @Test func aRecurringClashIsReportedOnceWithFreeTimes() throws {
    let plan = try schedule(
      [
        slot("tin", first: "2022-01-03T17:00", .daily, minutes: 30),
        slot("cchc", first: "2022-01-05T17:10", .weekly(on: [.wednesday]), minutes: 15),
        slot("nhac", first: "2022-01-05T17:30", .weekly(on: [.wednesday]), minutes: 5),
      ], quiet: [QuietHours(from: time("18:00"), until: time("05:00"))])
    let (from, until) = try period(plan, "2022-01-01", days: 364)
    let clashes = plan.clashes(from: from, until: until)
    let clash = try #require(clashes.first)
    #expect(clashes.count == 1)
    #expect(clash.keeps == "tin")
    #expect(clash.yields == "cchc")
    #expect(clash.first == (try local("2022-01-05T17:10")))
    #expect(clash.count == 52)
    #expect(clash.overlap == .minutes(15))
    // 16:45 ends when the news begins, 17:35 begins when the music ends, 17:45 ends when quiet begins.
    #expect(clash.freeTimes.map(\.description) == ["16:45", "17:35", "16:40"])
    #expect(clash.isFreeEveryTime)
    #expect(clash.what.said(in: .vietnamese).contains("52 lần, lần đầu Thứ Tư 05/01/2022 17:10"))
    #expect(clash.remedy.said(in: .vietnamese).contains("16:45"))
  }

  @Test func airingsThatOnlyTouchDoNotClash() throws {
    let plan = try schedule([
      slot("a", first: "2022-01-05T17:00", minutes: 30), slot("b", first: "2022-01-05T17:30", minutes: 30),
    ])
    let (from, until) = try period(plan, "2022-01-01", days: 30)
    #expect(plan.clashes(from: from, until: until).isEmpty)
  }

  @Test func theLowerPriorityIsTheOneToMove() throws {
    let plan = try schedule([
      slot("a", first: "2022-01-05T17:00", minutes: 30),
      slot("b", first: "2022-01-05T17:10", minutes: 30, priority: .priority),
    ])
    let (from, until) = try period(plan, "2022-01-01", days: 30)
    #expect(plan.clashes(from: from, until: until).map(\.yields) == ["a"])
    #expect(plan.clashes(from: from, until: until).map(\.keeps) == ["b"])
  }

  @Test func aSlotThatOverlapsItselfIsFound() throws {
    let plan = try schedule([
      slot("a", first: "2022-01-05T17:00", Recurrence(rule: "FREQ=DAILY;BYHOUR=5,6"), minutes: 90)
    ])
    let (from, until) = try period(plan, "2022-01-06", days: 3)
    let clashes = plan.clashes(from: from, until: until)
    #expect(clashes.map(\.keeps) == ["a"])
    #expect(clashes.map(\.yields) == ["a"])
    #expect(clashes.map(\.count) == [3])
  }

  @Test func cancelledAiringsDoNotClash() throws {
    let plan = try schedule(
      [
        slot("a", first: "2022-02-01T17:00", onHoliday: .skip), slot("b", first: "2022-02-01T17:00"),
        slot("c", first: "2022-02-02T03:00"), slot("d", first: "2022-02-02T03:00"),
      ], quiet: [QuietHours(from: time("22:00"), until: time("05:00"))], holidays: ["2022-02-01"])
    let (from, until) = try period(plan, "2022-01-01", days: 60)
    #expect(plan.clashes(from: from, until: until).isEmpty)
  }

  @Test func aFullDayHasNoFreeTime() throws {
    let plan = try schedule([
      slot("a", first: "2022-01-05T00:00", .daily, minutes: 1440), slot("b", first: "2022-01-05T17:00"),
    ])
    let (from, until) = try period(plan, "2022-01-05", days: 1)
    let clash = try #require(plan.clashes(from: from, until: until).first)
    #expect(clash.freeTimes.isEmpty)
    #expect(clash.remedy.said(in: .english).contains("no room"))
  }

  @Test func missingEditionsAreNamedWithWhatAirsInstead() throws {
    let plan = try schedule([
      slot("a", first: "2022-01-05T17:00", .weekly(on: [.wednesday]), whenMissing: .repeatLast)
    ])
    let rundown = try plan.days(
      "2022-03-14", "2022-03-27", editions: [edition("w11", for: .week(monday: day("2022-03-14")))])
    let missing = try #require(rundown.missingEditions.first)
    #expect(rundown.missingEditions.count == 1)
    #expect(missing.airing == "a@2022-03-23T17:00")
    #expect(missing.instead == .repeatLast)
    #expect(missing.remedy.said(in: .vietnamese).contains("2022-W12"))
    #expect(missing.remedy.said(in: .vietnamese).contains("Kỳ w11"))
  }

  @Test func slotsThatNeverOccurAreFound() throws {
    var ended = try slot("ended", first: "2022-01-05T17:00", .daily)
    ended.validUntil = try day("2022-01-04")
    let plan = try schedule([
      slot("good", first: "2022-01-05T17:00", .daily), slot("once", first: "2022-01-05T17:00"),
      slot("leap", first: "2022-03-01T17:00", Recurrence(rule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")), ended,
      slot("taken", first: "2022-01-05T17:00", Recurrence(rule: nil, exceptions: [day("2022-01-05")])),
      // Every seventh day from a Wednesday is never a Monday.
      slot("never", first: "2022-01-05T17:00", Recurrence(rule: "FREQ=DAILY;INTERVAL=7;BYDAY=MO")),
      slot("refused", first: "2022-01-05T17:00", Recurrence(rule: "FREQ=HOURLY")),
    ])
    #expect(plan.slotsThatNeverOccur() == ["ended", "taken", "never", "refused"])
  }
}
