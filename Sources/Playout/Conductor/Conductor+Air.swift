import Clocks
import Scheduling

/// A stretch of time on the device.
struct Claim: Sendable {
  var begin: MonotonicTime
  var end: MonotonicTime
  /// Nil: quiet hours.
  var holder: AiringID?
  var priority: Priority?
}

extension Conductor {
  /// Where a performance would stand on the device.
  struct Piece: Sendable {
    /// Frame 0.
    var anchor: MonotonicTime
    /// The first frame that is to sound.
    var from: Duration
    var begin: MonotonicTime
    /// The end of what may sound, and how it ends.
    var end: MonotonicTime
    var fade: Duration
    var isShifted: Bool
    /// What keeps it from beginning earlier.
    var blocker: Claim?
    /// Why it ends before all that is due has sounded.
    var cutBecause: Cause?
  }

  enum Placing: Sendable {
    case at(Piece)
    case held(Cause, by: Claim?)
  }

  /// Gives the air to those who want it, the highest priority first; among equals, whoever has it keeps it.
  mutating func shareTheAir(_ now: ClockReading) {
    var taken: [Claim] = []
    for id in contenders(now) {
      switch book[id]?.performance?.state {
      case nil, .waiting: placeWaiting(id, &taken, now)
      case .armed(let cue): placeArmed(id, cue, &taken, now)
      case .sounding(let cue): placeSounding(id, cue, &taken, now)
      case .stopping(let cue, _, let until):
        let end = min(until, max(now.monotonic, cue.start + cue.duration))
        if book[id]?.performance?.firstOfCue != nil, end > now.monotonic {
          taken.append(claim(id, now.monotonic, end))
        }
        look(at: until, now)
      }
    }
  }

  private func claim(_ id: AiringID, _ begin: MonotonicTime, _ end: MonotonicTime) -> Claim {
    Claim(begin: begin, end: end, holder: id, priority: book[id]?.airing.priority)
  }

  /// Those who may want the air within the lead, in the order in which they are served.
  private mutating func contenders(_ now: ClockReading) -> [AiringID] {
    var ids: [AiringID] = []
    let horizon = now.wall + policy.lead
    for id in order {
      guard let standing = book[id] else { continue }
      if standing.airing.plannedStart > horizon {
        look(at: now.monotonic(at: standing.airing.plannedStart) - policy.lead, now)
        break
      }
      if standing.performance == nil, standing.wantsAir { ids.append(id) }
    }
    ids += performing.filter { book[$0]?.wantsAir == true }
    func rank(_ standing: Standing) -> Int {
      switch standing.performance?.state {
      case .sounding, .stopping: 0
      case .armed: 1
      case .waiting, nil: 2
      }
    }
    return ids.sorted { a, b in
      guard let a = book[a], let b = book[b] else { return false }
      if a.airing.priority != b.airing.priority { return a.airing.priority > b.airing.priority }
      let (ra, rb) = (rank(a), rank(b))
      if ra != rb { return ra < rb }
      return (a.airing.plannedStart, a.airing.id) < (b.airing.plannedStart, b.airing.id)
    }
  }

  // MARK: - Three ways to stand

  private mutating func placeWaiting(_ id: AiringID, _ taken: inout [Claim], _ now: ClockReading) {
    guard let standing = book[id] else { return }
    switch plan(standing, taken, now) {
    case .held(let cause, let blocker):
      hold(id, cause, blocker, now)
    case .at(let piece):
      if let blocker = piece.blocker { hold(id, cause(of: blocker, for: standing), blocker, now) }
      taken.append(claim(id, piece.begin, piece.end))
      let armAt = piece.begin - policy.lead
      if armAt <= now.monotonic { arm(id, piece, now) } else { look(at: armAt, now) }
    }
  }

  private mutating func placeArmed(_ id: AiringID, _ cue: Cue, _ taken: inout [Claim], _ now: ClockReading) {
    guard let standing = book[id] else { return }
    guard case .at(let piece) = plan(standing, taken, now), piece.begin < now.monotonic + policy.lead * 2
    else {
      stop(id, cue, .replan, fade: .zero, now)
      return
    }
    if now.monotonic > cue.start + cue.from + .seconds(3), standing.airing.whenLate != .join,
      !standing.hasSounded
    {
      // It was not heard in time: the device is gone, or the player hangs.
      if book[id]?.heldBecause == nil { book[id]?.heldBecause = device.isRunning ? .system : .device }
      stop(id, cue, .replan, fade: .zero, now)
      return
    }
    taken.append(claim(id, max(piece.begin, now.monotonic), piece.end))
    let duration = piece.end - piece.anchor
    let isSame = { (a: Duration, b: Duration) in abs((a - b).wholeNanoseconds) <= 1_000_000 }
    let isImminent = cue.start + cue.from <= now.monotonic + .milliseconds(200)
    if isSame(piece.from, cue.from) || isImminent, isSame(duration, cue.duration) || isImminent {
      if abs((piece.anchor - cue.start).wholeNanoseconds) > 200_000 { retime(id, cue, piece) }
    } else {
      stop(id, cue, .replan, fade: .zero, now)
      return
    }
    // The clocks are compared once more shortly before it sounds.
    look(at: piece.begin - .milliseconds(300), now)
    look(at: piece.begin + .milliseconds(3001), now)
  }

  private mutating func placeSounding(_ id: AiringID, _ cue: Cue, _ taken: inout [Claim], _ now: ClockReading)
  {
    guard let standing = book[id] else { return }
    let end = cue.start + cue.duration
    var stopAt = end
    var reason: Performance.StopReason?
    for claim in taken + quietClaims(for: standing, from: now.monotonic, until: end, now)
    where claim.end > now.monotonic && claim.begin < stopAt {
      stopAt = max(claim.begin, now.monotonic)
      switch claim.holder {
      case nil: reason = .cut(.quietHours)
      case _ where (claim.priority ?? .emergency) > standing.airing.priority: reason = .preempted
      default: reason = .cut(.clash)
      }
    }
    if let next = nextShow(after: standing, anchor: cue.start, before: stopAt, now) {
      stopAt = max(next, now.monotonic)
      reason = .cut(standing.performance?.isShifted == true ? standing.heldBecause ?? .clash : .clash)
    }
    guard let reason, stopAt < end else {
      taken.append(claim(id, now.monotonic, max(end, now.monotonic)))
      return
    }
    taken.append(claim(id, now.monotonic, stopAt))
    let fadeAt = stopAt - policy.fade
    if fadeAt <= now.monotonic {
      stop(id, cue, reason, fade: min(policy.fade, max(.zero, stopAt - now.monotonic)), now)
    } else {
      look(at: fadeAt, now)
    }
  }

  // MARK: - Where a performance may stand

  /// Where an airing could sound, given what is taken; as if nothing of it were with the player.
  func plan(_ standing: Standing, _ taken: [Claim], _ now: ClockReading) -> Placing {
    let airing = standing.airing
    let performance = standing.performance
    var armed: Cue?
    if case .armed(let cue) = performance?.state { armed = cue }

    guard standing.fixedStart != nil || (hasRundown && clock.isTrusted) else { return .held(.clock, by: nil) }
    if case .lost = device, armed == nil { return .held(.device, by: nil) }

    let planned = plannedStart(of: standing, now)
    let due = airing.dueDuration
    let shortest = min(policy.shortestPiece, due)
    var anchor = planned
    var isShifted = false
    var earliest: MonotonicTime
    var latest: MonotonicTime?

    if standing.hasSounded, let kept = performance?.anchor(at: now), let performance {
      anchor = kept
      isShifted = performance.isShifted
      earliest = max(now.monotonic, anchor + .frames(performance.playFrom, at: performance.entry.frameRate))
    } else if airing.whenLate == .join {
      earliest = max(now.monotonic, anchor)
    } else {
      latest = planned + lateWindow(of: airing)
      if planned >= now.monotonic {
        earliest = planned
      } else if let armed, performance?.isShifted == true {
        earliest = armed.start
      } else if let armed, abs((armed.start - planned).wholeNanoseconds) <= 1_000_000 {
        earliest = armed.start
      } else {
        earliest = now.monotonic + policy.shortLead
      }
    }

    let moves = latest != nil
    let limit = moves ? max(earliest, latest ?? earliest) + due : anchor + due
    let obstacles =
      taken + quietClaims(for: standing, from: earliest, until: limit, now)
    var begin = earliest
    var blocker: Claim?
    for obstacle in obstacles.sorted(by: { $0.begin < $1.begin })
    where obstacle.begin < begin + shortest && obstacle.end > begin {
      begin = obstacle.end
      blocker = obstacle
    }
    let held = blocker.map { cause(of: $0, for: standing) } ?? standing.heldBecause ?? .system
    if let latest {
      guard begin <= latest else { return .held(held, by: blocker) }
      anchor = begin
      isShifted = begin - planned > .milliseconds(1)
    }
    var end = anchor + due
    var cutBecause: Cause?
    if let next = nextShow(after: standing, anchor: anchor, before: end, now) {
      end = next
      cutBecause = standing.heldBecause ?? .clash
    }
    if let quiet = quietClaims(for: standing, from: begin, until: end, now).first, quiet.begin < end {
      end = quiet.begin
      cutBecause = .quietHours
    }
    guard end - begin >= shortest else { return .held(held, by: blocker) }
    let from: Duration =
      begin > now.monotonic || moves
      ? begin - anchor
      : performance.map { .frames($0.playFrom, at: $0.entry.frameRate) } ?? .zero
    let isWhole = airing.contentDuration <= end - anchor
    return .at(
      Piece(
        anchor: anchor, from: max(.zero, from), begin: begin, end: end,
        fade: isWhole ? .zero : cutBecause == nil ? airing.fade : min(policy.fade, end - begin),
        isShifted: isShifted, blocker: blocker, cutBecause: cutBecause))
  }

  /// How much later than planned an airing may still begin from its beginning.
  func lateWindow(of airing: Airing) -> Duration {
    switch airing.whenLate {
    case .join, .skip: policy.tolerance
    case .restart(let within): max(within, policy.tolerance)
    }
  }

  /// Beyond its allotted length an airing has no right to the air against another one.
  ///
  /// - Returns: the planned start of the first airing, of the same priority or a higher one, that begins between the
  ///   end of the allotted length and `end`.
  func nextShow(
    after standing: Standing, anchor: MonotonicTime, before end: MonotonicTime, _ now: ClockReading
  ) -> MonotonicTime? {
    let airing = standing.airing
    let allottedEnd = plannedStart(of: standing, now) + airing.allotted
    guard allottedEnd < end else { return nil }
    let from = now.wall(at: allottedEnd)
    let until = now.wall(at: end)
    for id in order {
      guard let other = book[id], other.airing.plannedStart < until else { return nil }
      guard id != airing.id, other.airing.plannedStart >= from, other.airing.priority >= airing.priority,
        other.wantsAir, !other.hasSounded
      else { continue }
      let start = plannedStart(of: other, now)
      if start < end { return max(start, anchor) }
    }
    return nil
  }

  /// The quiet hours as claims, for what must respect them.
  func quietClaims(
    for standing: Standing, from: MonotonicTime, until: MonotonicTime, _ now: ClockReading
  ) -> [Claim] {
    guard standing.airing.priority < .emergency else { return [] }
    var claims: [Claim] = []
    var instant = now.wall(at: from)
    let end = now.wall(at: until)
    while claims.count < 4, let range = quiet.next(instant), range.lowerBound < end, !range.isEmpty {
      claims.append(
        Claim(begin: now.monotonic(at: range.lowerBound), end: now.monotonic(at: range.upperBound)))
      instant = max(range.upperBound, instant + .seconds(1))
    }
    return claims
  }

  func cause(of blocker: Claim, for standing: Standing) -> Cause {
    guard let priority = blocker.priority else { return .quietHours }
    return priority > standing.airing.priority ? .preempted : .clash
  }

  /// Notes what keeps an airing from sounding although it is due.
  private mutating func hold(_ id: AiringID, _ cause: Cause, _ blocker: Claim?, _ now: ClockReading) {
    guard let standing = book[id] else { return }
    guard plannedStart(of: standing, now) <= now.monotonic else {
      look(at: plannedStart(of: standing, now), now)
      return
    }
    look(at: now.monotonic + .seconds(1), now)
    guard standing.fixedStart != nil || clock.firstTrusted != nil else { return }
    let first = standing.heldBecause ?? causeFromBefore(standing.airing) ?? cause
    book[id]?.heldBecause = first
    if cause == .clash, let other = blocker?.holder { raiseClash(standing.airing, with: other, now) }
  }

  // MARK: - Orders to the player

  private mutating func arm(_ id: AiringID, _ piece: Piece, _ now: ClockReading) {
    guard var standing = book[id] else { return }
    let airing = standing.airing
    lastCue += 1
    let cue = Cue(
      id: Cue.ID(lastCue), airing: id, items: airing.items, start: piece.anchor, from: piece.from,
      duration: piece.end - piece.anchor, fade: piece.fade)
    var performance =
      standing.performance ?? Performance(entry: newEntry(for: airing, order: standing.order, now))
    if !standing.hasSounded {
      performance.entry.clock = stamp(now)
      performance.entry.framesDue = framesDue(standing, from: piece.anchor, performance.entry.frameRate, now)
    }
    if standing.performance == nil {
      actions.append(.open(performance.entry))
    } else if performance.entry != standing.performance?.entry {
      actions.append(.checkpoint(performance.entry))
    }
    performance.isShifted = piece.isShifted
    performance.cutBecause = piece.cutBecause
    performance.state = .armed(cue)
    performance.firstOfCue = nil
    performance.gapsOfCue = 0
    standing.performance = performance
    book[id] = standing
    performing.insert(id)
    owners[cue.id] = id
    actions.append(.arm(cue))
    look(at: piece.begin - .milliseconds(300), now)
    look(at: now.monotonic + policy.lead, now)
  }

  /// An overrun is a permission: what the next show takes of it is not due.
  private func framesDue(
    _ standing: Standing, from anchor: MonotonicTime, _ rate: Int, _ now: ClockReading
  ) -> Int64 {
    let airing = standing.airing
    guard case .overrun = airing.atEnd,
      let next = nextShow(after: standing, anchor: anchor, before: anchor + airing.dueDuration, now)
    else { return airing.dueDuration.frames(at: rate) }
    return min(airing.dueDuration, max(airing.allotted, next - anchor)).frames(at: rate)
  }

  private mutating func retime(_ id: AiringID, _ cue: Cue, _ piece: Piece) {
    var moved = cue
    moved.start = piece.anchor
    book[id]?.performance?.state = .armed(moved)
    book[id]?.performance?.isShifted = piece.isShifted
    actions.append(.retime(cue.id, start: piece.anchor))
  }

  mutating func stop(
    _ id: AiringID, _ cue: Cue, _ reason: Performance.StopReason, fade: Duration, _ now: ClockReading
  ) {
    let until = now.monotonic + fade + .seconds(1)
    book[id]?.performance?.state = .stopping(cue, reason, until: until)
    actions.append(.stop(cue.id, fade: fade))
    look(at: until, now)
  }
}
