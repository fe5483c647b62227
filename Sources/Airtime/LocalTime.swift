import Clocks
import Scheduling

import struct Foundation.Date
import struct Foundation.TimeZone

/// Local days and times of day in a zone.
struct LocalTime: Sendable {
  let zone: TimeZone

  init(_ zone: TimeZone) { self.zone = zone }

  static let utc = LocalTime(.gmt)

  /// Seconds that the local clock is ahead of UTC.
  func offset(at instant: WallTime) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.nanoseconds) / 1e9))
  }

  /// Local day, and nanoseconds since its clock showed midnight.
  private func split(_ instant: WallTime) -> (day: Int, rest: Int64) {
    // At the very ends of time the offset is dropped rather than the process.
    let (sum, overflows) = instant.nanoseconds.addingReportingOverflow(
      Int64(offset(at: instant)) * 1_000_000_000)
    let local = overflows ? instant.nanoseconds : sum
    let day = Int64(86_400_000_000_000)
    let (quotient, rest) = local.quotientAndRemainder(dividingBy: day)
    return rest < 0 ? (Int(quotient) - 1, rest + day) : (Int(quotient), rest)
  }

  func date(_ instant: WallTime) -> CivilDate { CivilDate(dayNumber: split(instant).day) }

  /// The time of day, fractions dropped: `17:00:00`.
  func time(_ instant: WallTime) -> String {
    let second = Int(split(instant).rest / 1_000_000_000)
    return "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
  }

  /// RFC 3339 with microseconds and the offset: `2022-03-16T17:00:00.000000+07:00`.
  func precise(_ instant: WallTime) -> String {
    let micro = String(split(instant).rest / 1000 % 1_000_000)
    let offset = offset(at: instant)
    let minutes = abs(offset) / 60
    return "\(date(instant))T\(time(instant)).\(String(repeating: "0", count: 6 - micro.count))\(micro)"
      + "\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// For file names: `20220316T100000Z`, in UTC only.
  func stamp(_ instant: WallTime) -> String {
    "\(date(instant))T\(time(instant))Z".filter { $0 != "-" && $0 != ":" }
  }

  /// The first instant of a local day, also where its midnight is skipped or comes twice.
  func start(of date: CivilDate) -> WallTime {
    let midnight = Int64(date.dayNumber) * 86_400
    // Nanoseconds in 64 bits reach from 1677 to 2262.
    guard midnight.magnitude < 9_220_000_000 else {
      return WallTime(nanoseconds: midnight < 0 ? .min : .max)
    }
    // No zone is further than a day from UTC; before the first candidate it is the day before, after the last it is not.
    var before = midnight - 2 * 86_400
    var after = midnight + 2 * 86_400
    while after - before > 1 {
      let middle = before + (after - before) / 2
      if split(WallTime(seconds: middle)).day < date.dayNumber { before = middle } else { after = middle }
    }
    return WallTime(seconds: after)
  }
}

/// Two digits at least.
func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
