import Clocks
import Scheduling

extension Conductor {
  /// What is thought of the wall clock.
  struct ClockTrust: Sendable {
    var state: ClockStamp.State = .untrusted
    var last: ClockReading?
    /// The latest wall time that was trusted, in this run or before.
    var lastKnown: WallTime?
    /// When it was last seen synchronised without a step since.
    var synchronisedAt: MonotonicTime?
    var confirmedBy: String?
    /// The first reading of this run.
    var began: MonotonicTime?
    /// What the clock would have shown then, by the first time that was trusted.
    var beganOnWall: WallTime?
    /// The first time that was trusted.
    var firstTrusted: WallTime?

    var isTrusted: Bool { state != .untrusted }
  }

  /// A jump between the two clocks smaller than this is how long it takes to read them.
  private static let smallestStep = Duration.milliseconds(100)

  /// Notes the reading, and finds out whether the wall clock was stepped since the last one.
  mutating func read(_ now: ClockReading) {
    if clock.began == nil { clock.began = now.monotonic }
    if let last = clock.last {
      let step = (now.wall - last.wall) - (now.monotonic - last.monotonic)
      if step > Self.smallestStep || step < .zero - Self.smallestStep {
        clock.confirmedBy = nil
        clock.synchronisedAt = nil
        if step > .zero, clock.firstTrusted != nil { stepOver(last.wall, now.wall) }
      }
    }
    clock.last = now
    if now.isSynchronised { clock.synchronisedAt = now.monotonic }
    judgeClock(now)
  }

  /// What the clock jumped over is held by the clock.
  private mutating func stepOver(_ before: WallTime, _ after: WallTime) {
    for id in order {
      guard let standing = book[id], standing.airing.plannedStart <= after else { break }
      if standing.heldBecause == nil, !standing.hasSounded, standing.fixedStart == nil,
        standing.airing.plannedStart > before
      {
        book[id]?.heldBecause = .clock
      }
    }
  }

  mutating func judgeClock(_ now: ClockReading) {
    let isBehind = clock.lastKnown.map { now.wall < $0 - policy.clock.behindTolerance } ?? false
    let isHeldOver = clock.synchronisedAt.map { now.monotonic - $0 <= policy.clock.holdover } ?? false
    if isBehind {
      clock.state = clock.confirmedBy == nil ? .untrusted : .confirmed
    } else if now.isSynchronised || isHeldOver {
      clock.state = now.isFromUpstream ? .upstream : .trusted
    } else if clock.confirmedBy != nil {
      clock.state = .confirmed
    } else {
      clock.state = policy.clock.requireSynchronised ? .untrusted : .unchecked
    }
    if clock.isTrusted {
      clock.lastKnown = max(clock.lastKnown ?? now.wall, now.wall)
      if clock.firstTrusted == nil {
        clock.firstTrusted = now.wall
        clock.beganOnWall = clock.began.map { now.wall(at: $0) }
      }
      clear(.clockUntrusted, node.station)
    } else {
      raiseClockAlarm(isBehind: isBehind, now)
    }
  }

  /// What held an airing that was due before this run could know.
  func causeFromBefore(_ airing: Airing) -> Cause? {
    guard let began = clock.beganOnWall, let trusted = clock.firstTrusted else { return nil }
    if airing.plannedStart < began { return .power }
    return airing.plannedStart < trusted ? .clock : nil
  }

  func stamp(_ now: ClockReading) -> ClockStamp {
    ClockStamp(state: clock.state, bound: now.maximumError?.inSeconds)
  }
}
