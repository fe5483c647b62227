import Clocks
import Scheduling

extension Conductor {
  /// Takes up what outlived the last run.
  mutating func restore(_ restored: Restored, _ now: ClockReading) {
    if let memory = restored.memory {
      settledThrough = memory.settledThrough
      clock.lastKnown = memory.lastKnownTime
      coveredUntil = restored.rundown.map { max($0.until, memory.settledThrough) } ?? memory.settledThrough
    }
    logRestoredAt = restored.logRestoredAt
    // The reading was judged before the last known time was known.
    clock.firstTrusted = nil
    clock.beganOnWall = nil
    judgeClock(now)

    for id in restored.entered { entered[id] = WallTime(nanoseconds: .max) }
    let open = Dictionary(restored.open.map { ($0.airing, $0) }, uniquingKeysWith: { _, last in last })
    for id in open.keys { entered[id] = nil }

    for airing in restored.rundown?.airings ?? []
    where entered[airing.id] == nil
      && (open[airing.id] != nil || airing.plannedStart >= settledThrough ?? airing.plannedStart)
    {
      insertFromBefore(airing, entry: open[airing.id], now)
    }
    for airing in restored.memory?.withdrawn ?? [] where entered[airing.id] == nil && book[airing.id] == nil {
      insertFromBefore(airing, entry: open[airing.id], now)
      book[airing.id]?.isWithdrawn = true
    }
    for order in restored.memory?.orders ?? [] where entered[order.airing.id] == nil {
      insertFromBefore(order.airing, entry: open[order.airing.id], now)
      book[order.airing.id]?.order = order
    }
    for entry in restored.open where book[entry.airing] == nil {
      insertFromBefore(Airing(unknownBut: entry), entry: entry, now)
    }
  }

  private mutating func insertFromBefore(_ airing: Airing, entry: AsRunEntry?, _ now: ClockReading) {
    var standing = Standing(airing: airing, addedAt: now.monotonic)
    standing.isFromBefore = true
    if let entry {
      var performance = Performance(entry: entry)
      if let startedAt = entry.startedAt {
        // A gap at the beginning knows when frame 0 was due; `startedAt` is when the first frame sounded, which need not be
        // the one behind that gap.
        performance.anchorOnWall = entry.gaps.first { $0.frame == 0 }?.at ?? startedAt
        performance.framesBefore = entry.framesPlayed
        performance.position = entry.framesPlayed + entry.framesMissing
        // What sounded after the last checkpoint is not known, and must not sound again.
        performance.barredBefore =
          performance.position + (policy.checkpointEvery * 2).frames(at: entry.frameRate)
        performance.lateness = startedAt - entry.plannedStart
        performance.silentBecause = .power
        // Another file under the same airing would stand elsewhere at the same frame.
        if !airing.isPlayed(by: entry) { standing.failedItems = Set(airing.items.indices) }
      }
      standing.performance = performance
    }
    insert(standing)
  }

  /// Takes the airings ahead: new, changed, withdrawn.
  mutating func take(_ rundown: Rundown, _ now: ClockReading) {
    let covered = coveredUntil
    for airing in rundown.airings {
      if book[airing.id] != nil {
        change(airing, now)
      } else if entered[airing.id] == nil, isNews(airing, now) {
        var standing = Standing(airing: airing, addedAt: now.monotonic)
        // A node that never ran owes nothing of the time before.
        standing.coveredThen = covered ?? WallTime(nanoseconds: .max)
        if clock.isTrusted, airing.plannedStart >= now.wall || airing.isRelayed { standing.coveredThen = nil }
        if hasRundown, clock.isTrusted, airing.plannedStart < now.wall {
          standing.heldBecause = airing.isRelayed ? .network : .operator
        }
        insert(standing)
      }
    }
    let present = Set(rundown.airings.map(\.id))
    for id in order where !present.contains(id) {
      guard let standing = book[id], standing.order == nil, !standing.isWithdrawn, !standing.hasSounded,
        standing.airing.plannedStart >= rundown.from, standing.airing.plannedStart < rundown.until
      else { continue }
      book[id]?.isWithdrawn = true
      if case .armed(let cue) = standing.performance?.state { stop(id, cue, .replan, fade: .zero, now) }
    }
    coveredUntil = max(covered ?? rundown.until, rundown.until)
    hasRundown = true
  }

  /// What is before the settled time has its outcome. Only what the upstream node sent late, and what is not over yet, may
  /// still join: an emergency that a station hears of a moment after it began.
  private func isNews(_ airing: Airing, _ now: ClockReading) -> Bool {
    guard let settledThrough, airing.plannedStart < settledThrough else { return true }
    return airing.isRelayed && clock.isTrusted && airing.disposition == .air && airing.plannedEnd > now.wall
  }

  /// The upstream node took it off the air.
  private mutating func takeOff(_ airing: Airing, _ standing: Standing, _ now: ClockReading) {
    let id = airing.id
    switch standing.performance?.state {
    case .armed(let cue):
      book[id]?.airing = airing
      stop(id, cue, .person(airing.orderedBy ?? "", reason: nil), fade: .zero, now)
    case .sounding(let cue):
      book[id]?.airing = airing
      stop(id, cue, .person(airing.orderedBy ?? "", reason: nil), fade: policy.fade, now)
    case .stopping(let cue, _, let until):
      book[id]?.airing = airing
      book[id]?.performance?.state = .stopping(
        cue, .person(airing.orderedBy ?? "", reason: nil), until: until)
    case .waiting: finish(id, .stopped(by: airing.orderedBy, note: nil), now)
    case nil: replace(id, by: airing)
    }
  }

  private mutating func change(_ airing: Airing, _ now: ClockReading) {
    guard let standing = book[airing.id], standing.order == nil else { return }
    book[airing.id]?.isWithdrawn = false
    guard standing.airing != airing else { return }
    if airing.disposition == .cancelled(.stopped) { return takeOff(airing, standing, now) }
    if let performance = standing.performance, standing.hasSounded {
      // It finishes as it was armed. After a restart: with the files that it began with, if they are still there.
      if performance.anchor == nil, !performance.isActive, !standing.isPlayable,
        airing.isPlayed(by: performance.entry)
      {
        replace(airing.id, by: airing)
        book[airing.id]?.failedItems = []
      }
      return
    }
    if case .armed(let cue) = standing.performance?.state {
      // On its way to the device.
      guard cue.start + (cue.from) > now.monotonic + policy.shortLead else { return }
      stop(airing.id, cue, .replan, fade: .zero, now)
    }
    replace(airing.id, by: airing)
    book[airing.id]?.failedItems = []
    if let performance = standing.performance {
      let entry = newEntry(for: airing, order: standing.order, now)
      book[airing.id]?.performance?.entry = entry
      if !performance.isActive { actions.append(.checkpoint(entry)) }
    }
  }

  func newEntry(for airing: Airing, order: Order?, _ now: ClockReading) -> AsRunEntry {
    var entry = AsRunEntry(
      for: airing, station: node.station, frameRate: deviceRate, clock: stamp(now), software: node.software)
    entry.commandedBy = order?.by ?? airing.orderedBy
    return entry
  }
}

extension Airing {
  /// Whether an entry was opened for just these files.
  func isPlayed(by entry: AsRunEntry) -> Bool {
    items.map(\.media.sha256) == entry.items.map(\.sha256)
  }

  /// What can be said of an airing that is known from its open entry only: nothing of it can be played.
  init(unknownBut entry: AsRunEntry) {
    self.init(
      id: entry.airing, slot: entry.slot, programme: entry.programme, plannedStart: entry.plannedStart,
      localStart: entry.localStart, allotted: entry.allotted, priority: entry.priority, whenLate: .skip,
      edition: entry.edition, editionTitle: entry.editionTitle, isRerun: entry.isRerun,
      substitution: entry.substitution, makesUpFor: entry.makesUpFor)
  }
}
