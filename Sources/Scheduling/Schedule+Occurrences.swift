public import Clocks

/// One time at which a slot's recurrence falls, before holidays and quiet hours have their say.
public struct Occurrence: Sendable, Hashable {
  /// As it was written: in a skipped hour this is a time that the clock never shows.
  public var localStart: CivilDateTime
  public var start: WallTime

  public init(localStart: CivilDateTime, start: WallTime) {
    self.localStart = localStart
    self.start = start
  }
}

extension Schedule {
  /// No rundown is longer than this: ten years.
  public static let longestPeriod = Duration.days(3653)

  /// The occurrences of a slot whose start is in `from..<until`, ascending.
  ///
  /// `first` itself is one only if the rule falls on it. Additions (RDATE) always are, unless their day is an exception
  /// (EXDATE) or outside the slot's validity. A rule that `RecurrenceRule` refuses has no occurrences: the config check
  /// refuses it first. Periods beyond `longestPeriod` are cut there.
  public func occurrences(of slot: Slot, from: WallTime, until: WallTime) -> [Occurrence] {
    let calendar = CivilCalendar(timeZone: timeZone)
    let (from, until) = Self.period(from, until)
    guard from < until else { return [] }
    return slot.localStarts(
      // A skipped local time stands for a later instant, at most one local day on.
      from: calendar.date(of: from).adding(days: -1), through: calendar.date(of: until), in: calendar
    )
    .map { Occurrence(localStart: $0, start: calendar.instant(of: $0)) }
    .filter { from <= $0.start && $0.start < until }
  }
}

extension Schedule {
  /// A period cut to what is computed: within the years 1900...2200, and no longer than `longestPeriod`.
  static func period(_ from: WallTime, _ until: WallTime) -> (from: WallTime, until: WallTime) {
    let range = WallTime(seconds: -2_208_988_800)...WallTime(seconds: 7_258_118_400)
    let from = min(max(from, range.lowerBound), range.upperBound)
    return (from, min(max(from, until), from + longestPeriod, range.upperBound))
  }
}

extension Slot {
  /// The local starts of this slot on the days `from` through `last`, ascending, each once.
  func localStarts(
    from: CivilDate, through last: CivilDate, in calendar: CivilCalendar, atMost limit: Int = .max
  ) -> [CivilDateTime] {
    let from = max(from, validFrom ?? from)
    let last = min(last, validUntil ?? last)
    guard from <= last else { return [] }
    let exceptions = Set(recurrence.exceptions)
    func stands(_ start: CivilDateTime) -> Bool {
      from <= start.date && start.date <= last && !exceptions.contains(start.date)
    }
    var starts = Set(recurrence.additions.filter(stands))
    if let text = recurrence.rule {
      if let rule = try? RecurrenceRule(text) {
        var found = 0
        rule.enumerate(first: first, from: from, through: last, in: calendar) { start in
          if stands(start) {
            starts.insert(start)
            found += 1
          }
          return found < limit
        }
      }
    } else if stands(first) {
      starts.insert(first)
    }
    return starts.sorted()
  }
}

extension RecurrenceRule {
  /// Calls `body` with the rule's local starts on the days `from` through `last`, ascending, until it returns false.
  func enumerate(
    first: CivilDateTime, from: CivilDate, through last: CivilDate, in calendar: CivilCalendar,
    _ body: (CivilDateTime) -> Bool
  ) {
    let end = CivilDateTime(last, CivilTime(secondOfDay: 86_399))
    let limit =
      switch until {
      case nil: end
      case .date(let date): min(end, CivilDateTime(date, CivilTime(secondOfDay: 86_399)))
      case .local(let local): min(end, local)
      case .utc(let utc): min(end, calendar.civil(of: CivilCalendar.utc.instant(of: utc)))
      }
    guard first <= limit, let iterator = RecurrenceIterator(rule: engineRule, first: first) else { return }
    // An occurrence counts from the first one, so COUNT can not be entered half-way.
    if count == nil, from > first.date {
      guard iterator.skip(to: CivilDateTime(from, .midnight)) else { return }
    }
    while let start = iterator.next(), start <= limit {
      if start.date >= from, !body(start) { return }
    }
  }
}
