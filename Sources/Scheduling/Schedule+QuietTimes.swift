public import Clocks

extension Schedule {
  /// The quiet time in which an instant lies, or else the next one; nil: none within two days. Quiet hours that touch
  /// each other are one.
  public func nextQuietTime(from instant: WallTime) -> Range<WallTime>? {
    guard !quietHours.isEmpty else { return nil }
    let calendar = CivilCalendar(timeZone: timeZone)
    let today = calendar.date(of: instant)
    var times: [Range<WallTime>] = []
    // Hours that began yesterday may last until today; those of touching days become one.
    for day in -1...2 {
      let date = today.adding(days: day)
      for hours in quietHours {
        let start = calendar.instant(of: CivilDateTime(date, hours.from))
        let lastDay = hours.until <= hours.from ? date.adding(days: 1) : date
        let end = calendar.lastInstant(of: CivilDateTime(lastDay, hours.until))
        if start < end { times.append(start..<end) }
      }
    }
    var merged: [Range<WallTime>] = []
    for time in times.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, time.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, time.upperBound)
      } else {
        merged.append(time)
      }
    }
    return merged.first { instant < $0.upperBound }
  }
}
