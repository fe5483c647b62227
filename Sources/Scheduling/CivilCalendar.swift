public import Clocks
public import Foundation
import Synchronization

/// Local civil time and instants of one time zone, by table: fast enough for inner loops.
///
/// Two local times need a decision, and it is the same everywhere in Loa: a local time that is skipped (clocks go
/// forward) stands for the first valid instant after the gap; one that is repeated (clocks go back) stands for its
/// first occurrence.
public struct CivilCalendar: Sendable {
  public let timeZone: TimeZone
  /// Never empty; ordered by start; the first reaches back for ever and the last forward for ever.
  private let periods: [OffsetPeriod]

  public init(timeZone: TimeZone) {
    self.timeZone = timeZone
    self.periods = OffsetPeriod.table(of: timeZone)
  }

  /// Universal time.
  public static let utc = CivilCalendar(timeZone: .gmt)

  /// The zone of an identifier such as `Asia/Ho_Chi_Minh`; nil where it does not resolve, because it is misspelt or
  /// because the program was built without time-zone rules.
  public static func timeZone(named identifier: String) -> TimeZone? {
    guard !identifier.isEmpty, identifier.utf8.count <= 64 else { return nil }
    return TimeZone(identifier: identifier)
  }

  /// The instant at which the wall clock shows this local time; see the type about skipped and repeated ones.
  /// Beyond what `WallTime` can hold (years 1678...2261) it stays at the limit.
  public func instant(of local: CivilDateTime) -> WallTime {
    candidates(local).first.wallTime
  }

  /// The same, but the last occurrence of a repeated local time. For what must not end too early.
  public func lastInstant(of local: CivilDateTime) -> WallTime {
    candidates(local).last.wallTime
  }

  /// What the wall clock shows at an instant; fractions of a second are dropped.
  public func civil(of instant: WallTime) -> CivilDateTime {
    let second = instant.nanoseconds.flooredQuotient(by: 1_000_000_000)
    let local = Int(second) + periods[index(of: Int(second))].offset
    let day = local.flooredQuotient(by: 86_400)
    return CivilDateTime(CivilDate(dayNumber: day), CivilTime(secondOfDay: local - day * 86_400))
  }

  /// The first instant of a local day. Where midnight is skipped, the first valid instant after it.
  public func startOfDay(_ date: CivilDate) -> WallTime {
    instant(of: CivilDateTime(date, .midnight))
  }

  /// The first instant after a local day.
  public func endOfDay(_ date: CivilDate) -> WallTime {
    startOfDay(date.adding(days: 1))
  }

  /// The local day of an instant. In the first hours of a day east of Greenwich it is not the UTC day.
  public func date(of instant: WallTime) -> CivilDate { civil(of: instant).date }

  /// Seconds that local time is ahead of UTC at an instant.
  public func offset(at instant: WallTime) -> Int {
    periods[index(of: Int(instant.nanoseconds.flooredQuotient(by: 1_000_000_000)))].offset
  }

  private func candidates(_ local: CivilDateTime) -> (first: Int, last: Int) {
    let wanted = local.date.dayNumber * 86_400 + local.time.secondOfDay
    // No offset is more than 26 hours away from another.
    var at = index(of: wanted - 93_600)
    var found: (first: Int, last: Int)?
    while at < periods.count, periods[at].start <= wanted + 93_600 {
      let second = wanted - periods[at].offset
      let end = at + 1 < periods.count ? periods[at + 1].start : Int.max
      if second >= periods[at].start, second < end {
        found = (found?.first ?? second, second)
      } else if second < periods[at].start, found == nil {
        return (periods[at].start, periods[at].start)
      }
      at += 1
    }
    if let found { return found }
    let second = wanted - periods[periods.count - 1].offset
    return (second, second)
  }

  private func index(of second: Int) -> Int {
    var low = 0
    var high = periods.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if periods[middle].start <= second { low = middle } else { high = middle }
    }
    return low
  }
}

/// A stretch of time with one offset from UTC.
private struct OffsetPeriod: Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, inclusive.
  var start: Int
  /// Seconds that local time is ahead of UTC.
  var offset: Int

  /// The tables are read-only facts of the zone, kept because asking the zone's rules is slow.
  private static let tables = Mutex<[String: [OffsetPeriod]]>([:])

  static func table(of zone: TimeZone) -> [OffsetPeriod] {
    tables.withLock { tables in
      if let table = tables[zone.identifier] { return table }
      let table = build(zone)
      tables[zone.identifier] = table
      return table
    }
  }

  private static func build(_ zone: TimeZone) -> [OffsetPeriod] {
    let beginning = -946_771_200  // 1940-01-01
    let end = 9_214_646_400  // 2262-01-01
    var at = Date(timeIntervalSince1970: Double(beginning))
    var table = [OffsetPeriod(start: .min, offset: zone.secondsFromGMT(for: at))]
    while let transition = zone.nextDaylightSavingTimeTransition(after: at), transition > at {
      let start = Int(transition.timeIntervalSince1970.rounded())
      guard start < end else { break }
      let offset = zone.secondsFromGMT(for: transition.addingTimeInterval(0.5))
      if offset != table[table.count - 1].offset {
        table.append(OffsetPeriod(start: start, offset: offset))
      }
      at = transition
    }
    return table
  }
}

extension Int {
  fileprivate var wallTime: WallTime {
    WallTime(seconds: Int64(Swift.min(Swift.max(self, -9_223_372_036), 9_223_372_036)))
  }
}

extension FixedWidthInteger {
  fileprivate func flooredQuotient(by divisor: Self) -> Self {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

extension CivilTime {
  public static let midnight = CivilTime(secondOfDay: 0)

  /// Seconds since local midnight as the clock shows them; clamped to 0...86,399.
  public init(secondOfDay: Int) {
    let second = min(max(secondOfDay, 0), 86_399)
    self.init(checkedHour: second / 3600, minute: second / 60 % 60, second: second % 60)
  }
}
