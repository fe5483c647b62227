public import Clocks

/// A time at which something could air.
public struct FreeTime: Sendable, Hashable, Codable {
  public var localStart: CivilDateTime
  public var start: WallTime

  public init(localStart: CivilDateTime, start: WallTime) {
    self.localStart = localStart
    self.start = start
  }
}

/// The room that airings and quiet hours leave for one more airing.
public struct AirRoom: Sendable {
  /// What keeps the airing from a time.
  public enum Obstacle: Sendable, Hashable {
    case quietHours
    case clash(Airing)
  }

  private let planner: AiringPlanner
  private let length: Duration
  private let longestSound: Duration
  /// Ordered by start.
  private let taken: [Airing]
  private let longest: Duration

  /// Proposed times lie on a grid: people announce whole five minutes.
  private static let grid = 300

  /// - Parameters:
  ///   - length: the allotted length of the airing that looks for room.
  ///   - overrun: how much longer it may sound; only quiet hours forbid that.
  ///   - airings: what airs in the period that will be asked about, and from one longest airing before it.
  public init(
    for length: Duration, overrun: Duration = .zero, in schedule: Schedule, besides airings: [Airing]
  ) {
    planner = AiringPlanner(schedule)
    self.length = length
    longestSound = length + overrun
    taken = airings.filter(\.takesTime).sorted { $0.plannedStart < $1.plannedStart }
    longest = taken.reduce(.zero) { max($0, $1.timeTaken) }
  }

  /// What keeps the airing from beginning at an instant; nil: it is free.
  public func obstacle(at start: WallTime) -> Obstacle? {
    if planner.isQuiet(from: start, until: start + longestSound) { return .quietHours }
    let end = start + length
    var index = taken.firstIndex(sortedBy: { $0.plannedStart > start - longest })
    while index < taken.count, taken[index].plannedStart < end {
      if taken[index].plannedStart + taken[index].timeTaken > start { return .clash(taken[index]) }
      index += 1
    }
    return nil
  }

  /// Times to choose from, ascending: the first at which there is room at all, and on each day the one nearest to the time of
  /// day that people are used to.
  /// - Parameter period: in which the airing is to begin.
  public func proposals(in period: Range<WallTime>, usual: CivilTime, atMost count: Int) -> [FreeTime] {
    guard count > 0, let soonest = soonest(in: period) else { return [] }
    var times = [soonest]
    for day in days(of: period) where times.count < count {
      guard let time = nearest(to: usual, on: day, in: period).first,
        !times.contains(time)
      else { continue }
      times.append(time)
    }
    return times.sorted { $0.start < $1.start }
  }

  /// The times nearest to one that can not be had: of its own day, else those of `proposals`.
  public func alternatives(
    to local: CivilDateTime, in period: Range<WallTime>, atMost count: Int
  ) -> [FreeTime] {
    let sameDay = nearest(to: local.time, on: local.date, in: period, atMost: count)
    return sameDay.isEmpty
      ? proposals(in: period, usual: local.time, atMost: count) : sameDay.sorted { $0.start < $1.start }
  }

  private func soonest(in period: Range<WallTime>) -> FreeTime? {
    for day in days(of: period) {
      for second in stride(from: 0, to: 86_400, by: Self.grid) {
        if let time = free(at: CivilDateTime(day, CivilTime(secondOfDay: second)), in: period) { return time }
      }
    }
    return nil
  }

  private func nearest(
    to time: CivilTime, on day: CivilDate, in period: Range<WallTime>, atMost count: Int = 1
  ) -> [FreeTime] {
    let own = time.secondOfDay
    let grid = stride(from: 0, to: 86_400, by: Self.grid)
      .sorted { (abs($0 - own), $0) < (abs($1 - own), $1) }
    return Array(
      grid.lazy.compactMap { free(at: CivilDateTime(day, CivilTime(secondOfDay: $0)), in: period) }
        .prefix(count))
  }

  /// Nil also for a local time that the clock skips.
  private func free(at local: CivilDateTime, in period: Range<WallTime>) -> FreeTime? {
    let start = planner.calendar.instant(of: local)
    guard period.contains(start), planner.calendar.civil(of: start) == local, obstacle(at: start) == nil
    else { return nil }
    return FreeTime(localStart: local, start: start)
  }

  private func days(of period: Range<WallTime>) -> [CivilDate] {
    guard !period.isEmpty else { return [] }
    let first = planner.calendar.date(of: period.lowerBound)
    let last = planner.calendar.date(of: period.upperBound)
    return (first.dayNumber...max(first, last).dayNumber).map { CivilDate(dayNumber: $0) }
  }
}

extension Airing {
  /// Whether something else would be in its way: also where its edition may still come.
  fileprivate var takesTime: Bool {
    priority > .fallback && (disposition == .air || disposition == .cancelled(.noEdition))
  }

  fileprivate var timeTaken: Duration { max(allotted, dueDuration) }
}
