import Clocks
import Phrases
import Scheduling

extension Conductor {
  mutating func obey(_ command: Command, _ now: ClockReading) {
    let answer: Answer
    switch command {
    case .play(let order): answer = accept(order, now)
    case .stop(let by, let reason, let fade): answer = stopAir(by, reason, fade ?? policy.fade, now)
    case .cancel(let id, let by, let reason): answer = cancel(id, by, reason, now)
    case .confirmClock(let by):
      clock.confirmedBy = by
      clock.lastKnown = now.wall
      // A clock that ran ahead has settled what is yet to come; only what has its entry stays settled.
      if let through = settledThrough { settledThrough = min(through, now.wall) }
      judgeClock(now)
      answer = .clockConfirmed
    }
    actions.append(.answer(answer))
  }

  private mutating func accept(_ order: Order, _ now: ClockReading) -> Answer {
    let airing = order.airing
    guard shutdown == nil else { return .refused(.shuttingDown) }
    guard !airing.items.isEmpty, airing.dueDuration > .zero else { return .refused(.nothingToPlay) }
    guard book[airing.id] == nil, entered[airing.id] == nil else { return .refused(.alreadyKnown(airing.id)) }
    if airing.priority < .emergency, let range = quiet.next(airing.plannedStart),
      range.contains(airing.plannedStart)
    {
      return .refused(.quietHours)
    }
    take(order, now)
    return .accepted(airing)
  }

  /// An accepted order is in the log at once, so that it can not vanish.
  mutating func take(_ order: Order, _ now: ClockReading) {
    var standing = Standing(airing: order.airing, order: order, addedAt: now.monotonic)
    if order.isAtOnce { standing.fixedStart = now.monotonic(at: order.airing.plannedStart) }
    let entry = newEntry(for: order.airing, order: order, now)
    standing.performance = Performance(entry: entry)
    actions.append(.open(entry))
    insert(standing)
  }

  private mutating func stopAir(_ by: String, _ reason: String?, _ fade: Duration, _ now: ClockReading)
    -> Answer
  {
    var stopped: [AiringID] = []
    for id in performing.sorted() {
      guard let performance = book[id]?.performance else { continue }
      switch performance.state {
      case .sounding(let cue):
        stop(id, cue, .person(by, reason: reason), fade: max(.zero, fade), now)
        stopped.append(id)
      case .armed(let cue) where cue.start + cue.from <= now.monotonic:
        stop(id, cue, .person(by, reason: reason), fade: .zero, now)
        stopped.append(id)
      case .armed, .stopping, .waiting: break
      }
    }
    return stopped.isEmpty ? .refused(.nothingOnAir) : .stopped(stopped)
  }

  private mutating func cancel(_ id: AiringID, _ by: String, _ reason: String?, _ now: ClockReading) -> Answer
  {
    guard let standing = book[id], !standing.isWithdrawn, !standing.isOff else {
      return .refused(.unknownAiring(id))
    }
    let note = reason.map { reason in say { $0.noteStopped(reason) } }
    switch standing.performance?.state {
    case .armed(let cue), .sounding(let cue):
      let isSounding = standing.performance?.firstOfCue != nil
      stop(id, cue, .person(by, reason: reason), fade: isSounding ? policy.fade : .zero, now)
    case .stopping(let cue, _, let until):
      book[id]?.performance?.state = .stopping(cue, .person(by, reason: reason), until: until)
    case .waiting: finish(id, .stopped(by: by, note: note), now)
    case nil: finish(id, .cancelled(by: by, note: note), now)
    }
    return .stopped([id])
  }
}
