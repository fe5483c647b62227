import Clocks
import Phrases
import Scheduling

extension Conductor {
  mutating func hear(_ report: PlayerReport, _ now: ClockReading) {
    switch report {
    case .device(let state): hear(state, now)
    case .started(let cue, let frame, let at): begin(cue, frame, at, now)
    case .progress(let cue, let played, let through, _): advance(cue, played, through, now)
    case .sounded(let cue, let sum): measure(cue, sum, now)
    case .gap(let cue, let frame, let frames, _, let cause): enterGap(cue, frame, frames, cause, now)
    case .itemFailed(let cue, let item, let why):
      guard let id = owners[cue], let standing = book[id] else { return }
      raiseMediaFailed(standing.airing, item: item, why, now)
      book[id]?.failedItems.insert(item)
      // Nothing of it can sound: it must not take the air from what is on it.
      if let failed = book[id], !failed.isPlayable, case .armed(let armed) = failed.performance?.state {
        if failed.heldBecause == nil { book[id]?.heldBecause = .media }
        stop(id, armed, .replan, fade: .zero, now)
      }
    case .ended(let cue, let played, let at, let end):
      endCue(cue, played: played, at: at, isComplete: end == .completed, now)
    }
  }

  private mutating func hear(_ state: DeviceState, _ now: ClockReading) {
    if state.isRunning, !device.isRunning { deviceRunningSince = now.monotonic }
    device = state
    switch state {
    case .running(_, let rate, _):
      if rate > 0 { deviceRate = rate }
      clear(.deviceLost, "device")
      deviceTrouble = nil
    case .lost(let name, let why): raiseDeviceLost(name, why, now)
    case .closed, .opening: break
    }
  }

  /// Why nothing sounded at an instant, where nothing else explains it.
  private func causeOfSilence(since instant: MonotonicTime) -> Cause {
    guard device.isRunning, let deviceRunningSince, deviceRunningSince <= instant else { return .device }
    return .system
  }

  /// Frames of the device in frames of an entry that was opened at another rate.
  private func scaled(_ frames: Int64, _ entry: AsRunEntry) -> Int64 {
    entry.frameRate == deviceRate ? frames : frames * Int64(entry.frameRate) / Int64(deviceRate)
  }

  private mutating func begin(_ cueID: Cue.ID, _ frame: Int64, _ at: MonotonicTime, _ now: ClockReading) {
    guard let id = owners[cueID], var standing = book[id], var performance = standing.performance,
      let cue = performance.cue, performance.firstOfCue == nil
    else { return }
    let first = scaled(frame, performance.entry)
    let isFirst = performance.entry.startedAt == nil
    if case .armed = performance.state { performance.state = .sounding(cue) }
    performance.anchor = cue.start
    performance.firstOfCue = first
    if isFirst {
      performance.entry.startedAt = now.wall(at: at)
      performance.lateness = at - plannedStart(of: standing, now)
      performance.entry.clock = stamp(now)
      if performance.lateness > policy.tolerance, standing.heldBecause == nil {
        standing.heldBecause =
          causeFromBefore(standing.airing) ?? causeOfSilence(since: at - performance.lateness)
      }
    }
    let silent =
      performance.silentBecause ?? standing.heldBecause ?? causeFromBefore(standing.airing) ?? .system
    performance.entry.enterGap(
      from: performance.position, until: first, cause: silent, anchor: now.wall(at: cue.start))
    performance.position = max(performance.position, first)
    performance.silentBecause = nil
    standing.performance = performance
    book[id] = standing
    if isFirst, performance.lateness > policy.tolerance {
      raiseLate(standing, performance.lateness, now)
    }
    checkpoint(id, now)
  }

  private mutating func advance(_ cue: Cue.ID, _ played: Int64, _ through: Int64, _ now: ClockReading) {
    guard let id = owners[cue], var performance = book[id]?.performance, performance.firstOfCue != nil else {
      return
    }
    performance.entry.framesPlayed = performance.framesBefore + scaled(played, performance.entry)
    performance.position = max(performance.position, scaled(through, performance.entry))
    performance.entry.endedAt = now.wall
    book[id]?.performance = performance
    if performance.lastCheckpoint.map({ now.monotonic - $0 >= policy.checkpointEvery }) ?? true {
      checkpoint(id, now)
    }
  }

  private mutating func checkpoint(_ id: AiringID, _ now: ClockReading) {
    guard let entry = book[id]?.performance?.entry else { return }
    book[id]?.performance?.lastCheckpoint = now.monotonic
    actions.append(.checkpoint(entry))
  }

  private mutating func enterGap(
    _ cueID: Cue.ID, _ frame: Int64, _ frames: Int64, _ cause: Cause, _ now: ClockReading
  ) {
    guard let id = owners[cueID], var performance = book[id]?.performance, let cue = performance.cue else {
      return
    }
    let start = scaled(frame, performance.entry)
    let end = scaled(frame + frames, performance.entry)
    // Before its first frame the conductor knows better why it is silent.
    guard performance.firstOfCue != nil || book[id]?.heldBecause == nil && performance.silentBecause == nil
    else {
      return
    }
    performance.entry.enterGap(
      from: max(start, performance.firstOfCue == nil ? performance.position : 0), until: end, cause: cause,
      anchor: now.wall(at: cue.start))
    if performance.firstOfCue != nil { performance.gapsOfCue += end - start }
    performance.position = max(performance.position, end)
    book[id]?.performance = performance
  }

  /// Nothing more of the cue will sound.
  private mutating func endCue(
    _ cueID: Cue.ID, played: Int64, at: MonotonicTime, isComplete: Bool, _ now: ClockReading
  ) {
    guard let id = owners.removeValue(forKey: cueID), var standing = book[id],
      var performance = standing.performance, let cue = performance.cue
    else { return }
    let state = performance.state
    let count = max(
      scaled(played, performance.entry), performance.entry.framesPlayed - performance.framesBefore)
    if count > 0 {
      if performance.entry.startedAt == nil {
        performance.entry.startedAt =
          at - cue.start < .zero ? now.wall(at: at) : now.wall(at: max(cue.start, at))
      }
      performance.anchor = cue.start
      performance.framesBefore += count
      performance.entry.framesPlayed = performance.framesBefore
      performance.entry.endedAt = now.wall(at: at)
      let first = performance.firstOfCue ?? cue.from.frames(at: performance.entry.frameRate)
      performance.position = max(performance.position, first + count + performance.gapsOfCue)
    }
    performance.state = .waiting
    performance.firstOfCue = nil
    performance.gapsOfCue = 0
    performance.soundBefore = performance.soundBefore + performance.soundOfCue
    performance.soundOfCue = SoundSum()
    standing.performance = performance
    book[id] = standing

    if isComplete {
      finish(id, .ranOut, now)
      return
    }
    switch state {
    case .stopping(_, .replan, _):
      if count > 0 {
        book[id]?.performance?.silentBecause = standing.heldBecause ?? .system
        checkpoint(id, now)
      }
    case .stopping(_, .preempted, _):
      book[id]?.performance?.silentBecause = .preempted
      if count > 0 {
        checkpoint(id, now)
      } else if standing.heldBecause == nil {
        book[id]?.heldBecause = .preempted
      }
    case .stopping(_, .cut(let cause), _):
      book[id]?.performance?.silentBecause = cause
      finish(id, .ranOut, now)
    case .stopping(_, .person(let by, let reason), _):
      finish(id, .stopped(by: by, note: reason.map { reason in say { $0.noteStopped(reason) } }), now)
    case .stopping(_, .shutdown(let by, let reason), _):
      if count > 0 || standing.hasSounded {
        finish(id, .stopped(by: by, note: reason ?? say { $0.noteNodeStopped }), now)
      }
    case .armed, .sounding, .waiting:
      // The player gave up by itself.
      book[id]?.performance?.silentBecause = device.isRunning ? .system : .device
      if count > 0 { checkpoint(id, now) }
    }
  }

  /// A player that does not answer must not keep an entry open.
  mutating func watchPlayer(_ now: ClockReading) {
    for id in performing.sorted() {
      guard let performance = book[id]?.performance else { continue }
      switch performance.state {
      case .waiting: break
      case .armed(let cue), .sounding(let cue):
        let overdue = cue.start + cue.duration + .seconds(5)
        if now.monotonic >= overdue {
          stop(id, cue, .cut(device.isRunning ? .system : .device), fade: .zero, now)
        } else {
          look(at: overdue, now)
        }
      case .stopping(let cue, _, let until):
        if now.monotonic >= until {
          let known = performance.entry.framesPlayed - performance.framesBefore
          endCue(cue.id, played: known, at: now.monotonic, isComplete: false, now)
        } else {
          look(at: until, now)
        }
      }
    }
  }

  /// Stops what sounds, closes what sounded, and says when all is done.
  mutating func windDown(_ now: ClockReading) {
    guard let order = shutdown, !order.isFinished else { return }
    for id in performing.sorted() {
      guard let standing = book[id], let performance = standing.performance else { continue }
      switch performance.state {
      case .sounding(let cue):
        stop(
          id, cue, .shutdown(order.by, reason: order.reason), fade: min(policy.fade, .milliseconds(300)), now)
      case .armed(let cue): stop(id, cue, .shutdown(order.by, reason: order.reason), fade: .zero, now)
      case .waiting where standing.hasSounded:
        finish(id, .stopped(by: order.by, note: order.reason ?? say { $0.noteNodeStopped }), now)
      case .waiting, .stopping: break
      }
    }
    if !performing.contains(where: { book[$0]?.performance?.isActive == true }) {
      shutdown?.isFinished = true
      actions.append(.finished)
    }
  }
}
