public import Clocks
public import Foundation

/// Work of a known size, for measuring how fast schedules are expanded. It measures nothing itself: it has no clock.
public enum SchedulingWorkload {
  /// A schedule of weekly slots, all since January 2022, spread over the week outside quiet hours.
  public static func weeklySlots(_ count: Int, in timeZone: TimeZone) -> Schedule {
    let programme = Programme(id: "cchc", name: "Cải cách hành chính", folder: "/")
    let monday = CivilDate(dayNumber: 18_995)  // 2022-01-03
    return Schedule(
      timeZone: timeZone, programmes: [programme],
      slots: (0..<count).map { number in
        let date = monday.adding(days: number % 7)
        let time = CivilTime(secondOfDay: (5 * 60 + number * 5 % 960) * 60)
        return Slot(
          id: SlotID("slot-\(number)"), programme: programme.id, first: CivilDateTime(date, time),
          recurrence: .weekly(on: [date.weekday]), allotted: .minutes(5), onHoliday: .move(.dayAfter))
      },
      quietHours: [
        QuietHours(from: CivilTime(secondOfDay: 22 * 3600), until: CivilTime(secondOfDay: 4 * 3600))
      ],
      holidays: (0..<5).map { Holiday(date: monday.adding(days: 1506 + $0), name: "Tết") })
  }

  /// Expands a schedule over a year.
  /// - Returns: how many airings there are.
  public static func airingsOfAYear(of schedule: Schedule, from: WallTime) -> Int {
    schedule.rundown(from: from, until: from + .days(365), editions: []).airings.count
  }
}
