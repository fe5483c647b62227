import Clocks
import Scheduling

import struct Foundation.TimeZone

/// Instants written in the local time of a zone.
struct LocalTime: Sendable {
  private let calendar: CivilCalendar

  var zone: TimeZone { calendar.timeZone }

  init(_ zone: TimeZone) { calendar = CivilCalendar(timeZone: zone) }

  func date(_ instant: WallTime) -> CivilDate { calendar.date(of: instant) }

  /// The time of day, fractions dropped: `17:00:00`.
  func time(_ instant: WallTime) -> String { calendar.civil(of: instant).time.withSeconds }

  /// `17:00:05 16/03/2022`.
  func moment(_ instant: WallTime) -> String { calendar.civil(of: instant).vietnamese }

  /// RFC 3339 with microseconds and the offset: `2022-03-16T17:00:00.000000+07:00`.
  func precise(_ instant: WallTime) -> String {
    let civil = calendar.civil(of: instant)
    let (quotient, remainder) = instant.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    let (second, fraction) = remainder < 0 ? (quotient - 1, remainder + 1_000_000_000) : (quotient, remainder)
    let micro = String(fraction / 1000)
    let offset = civil.date.dayNumber * 86_400 + civil.time.secondOfDay - Int(second)
    let minutes = abs(offset) / 60
    return "\(civil.date)T\(civil.time.withSeconds)."
      + "\(String(repeating: "0", count: 6 - micro.count))\(micro)"
      + "\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }

  func start(of date: CivilDate) -> WallTime { calendar.startOfDay(date) }
}

/// Two digits at least.
func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
