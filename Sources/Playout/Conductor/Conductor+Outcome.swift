import Clocks
import Phrases
import Scheduling

extension Conductor {
  /// How a performance came to its end.
  enum Ending: Sendable {
    /// Its time is over.
    case ranOut
    case stopped(by: String?, note: String?)
    /// Taken out before it sounded.
    case cancelled(by: String?, note: String?)
  }

  func say(_ words: @escaping @Sendable (any Phrases) -> String) -> String {
    Text(words).said(in: node.language)
  }

  /// Gives an outcome to every airing whose time is over.
  mutating func settle(_ now: ClockReading) {
    for id in order {
      guard let standing = book[id] else { continue }
      if standing.airing.plannedStart > now.wall, standing.performance == nil { break }
      settle(standing, now)
    }
    // Behind a clock that was set back.
    for id in performing.sorted() {
      if let standing = book[id] { settle(standing, now) }
    }
  }

  private mutating func settle(_ standing: Standing, _ now: ClockReading) {
    guard standing.performance?.isActive != true else { return }
    let id = standing.airing.id
    let isOnMonotonic = standing.fixedStart != nil || standing.performance?.anchor != nil
    guard isOnMonotonic || (hasRundown && clock.isTrusted) else {
      look(at: now.monotonic + .seconds(5), now)
      return
    }
    if !standing.isPlayable, !standing.isOff, !standing.isWithdrawn, standing.heldBecause == nil,
      plannedStart(of: standing, now) <= now.monotonic
    {
      let cause = causeFromBefore(standing.airing) ?? (standing.airing.isUndelivered ? .network : .media)
      book[id]?.heldBecause = cause
    }
    let end = windowEnd(of: standing, now)
    guard end <= now.monotonic else {
      look(at: end, now)
      return
    }
    finish(id, .ranOut, now)
  }

  /// From when on nothing of an airing can sound any more, as far as it depends on time alone.
  private func windowEnd(of standing: Standing, _ now: ClockReading) -> MonotonicTime {
    let airing = standing.airing
    let planned = plannedStart(of: standing, now)
    let shortest = min(policy.shortestPiece, airing.dueDuration)
    if standing.hasSounded, let performance = standing.performance, let anchor = performance.anchor(at: now) {
      if !standing.isPlayable { return now.monotonic }
      if performance.anchor == nil, airing.whenLate == .skip { return now.monotonic }
      return anchor + airing.dueDuration - shortest + .nanoseconds(1)
    }
    if standing.isWithdrawn || standing.isOff { return planned }
    switch airing.whenLate {
    case .join:
      return airing.items.isEmpty
        ? planned + airing.allotted : planned + airing.dueDuration - shortest + .nanoseconds(1)
    case .restart, .skip: return planned + lateWindow(of: airing) - policy.shortLead + .nanoseconds(1)
    }
  }

  /// It was added to a time that the rundown had covered before, and that was over by then: nobody planned it.
  private func isAfterTheFact(_ standing: Standing, _ now: ClockReading) -> Bool {
    guard let covered = standing.coveredThen, standing.performance == nil else { return false }
    let planned = standing.airing.plannedStart
    return planned < covered && planned < now.wall(at: standing.addedAt)
  }

  /// Writes the outcome of an airing, and forgets it.
  mutating func finish(_ id: AiringID, _ ending: Ending, _ now: ClockReading) {
    guard let standing = book[id] else { return }
    if isAfterTheFact(standing, now) {
      remove(id)
      return
    }
    let entry = concluded(standing, ending, now)
    actions.append(standing.performance == nil ? .record(entry) : .close(entry))
    remove(id)
    raiseOutcome(entry, standing.airing, now)
  }

  private func concluded(_ standing: Standing, _ ending: Ending, _ now: ClockReading) -> AsRunEntry {
    var entry = judged(standing, ending, now)
    if let silent = standing.performance?.silence.silentFrames, silent > 0 {
      let seconds = Int(silent / Int64(deviceRate))
      entry.note = [entry.note, say { $0.noteSilence(seconds: seconds) }].compactMap(\.self)
        .joined(separator: "; ")
    }
    return entry
  }

  private func judged(_ standing: Standing, _ ending: Ending, _ now: ClockReading) -> AsRunEntry {
    let airing = standing.airing
    var entry = standing.performance?.entry ?? newEntry(for: airing, order: standing.order, now)
    entry.framesPlayed = max(0, entry.framesPlayed)
    guard entry.framesPlayed > 0 else {
      concludeSilence(&entry, standing, ending, now)
      return entry
    }

    let performance = standing.performance
    let anchor =
      performance?.anchor.map { now.wall(at: $0) } ?? performance?.anchorOnWall ?? airing.plannedStart
    var tail = performance?.silentBecause ?? performance?.cutBecause
    if case .stopped(let by, let note) = ending {
      tail = .operator
      if entry.framesPlayed + entry.framesMissing < entry.framesDue {
        entry.commandedBy = by ?? entry.commandedBy
        entry.note = note
      }
    }
    let wasShort = entry.framesPlayed + entry.framesMissing < entry.framesDue
    entry.balance(cause: tail ?? (device.isRunning ? .system : .device), anchor: anchor)

    if entry.framesPlayed == entry.framesDue {
      let isLate = (performance?.lateness ?? .zero) > policy.tolerance
      entry.outcome = isLate ? .late : .aired
      entry.cause = isLate ? standing.heldBecause ?? .system : nil
    } else if case .stopped = ending, wasShort {
      entry.outcome = .interrupted
      entry.cause = .operator
    } else if wasShort, tail == .preempted {
      entry.outcome = .interrupted
      entry.cause = .preempted
      // Nobody misses the rest of what only filled the time.
      if airing.priority > .fallback { entry.note = say { $0.makeUpAiringProposed(airing.id.text) } }
    } else {
      entry.outcome = .partial
      entry.cause = entry.mainCause ?? .system
    }
    return entry
  }

  /// The outcome where nothing sounded.
  private func concludeSilence(
    _ entry: inout AsRunEntry, _ standing: Standing, _ ending: Ending, _ now: ClockReading
  ) {
    let gapCause = entry.mainCause
    entry.gaps = []
    entry.startedAt = nil
    entry.endedAt = nil
    switch ending {
    case .stopped(let by, let note), .cancelled(let by, let note):
      entry.outcome = .cancelled
      entry.cause = .operator
      entry.commandedBy = by ?? entry.commandedBy
      entry.note = note
      return
    case .ranOut: break
    }
    switch standing.airing.disposition {
    case .moved(let other):
      entry.outcome = .moved
      entry.cause = .holiday
      entry.movedTo = other
      entry.note = say { $0.noteMoved(to: other.text) }
      return
    case .cancelled(.holiday):
      entry.outcome = .cancelled
      entry.cause = .holiday
      return
    case .cancelled(.quietHours):
      entry.outcome = .cancelled
      entry.cause = .quietHours
      return
    case .cancelled(.stopped):
      entry.outcome = .cancelled
      entry.cause = .operator
      entry.commandedBy = standing.airing.orderedBy
      return
    case .cancelled(.clash):
      entry.outcome = .cancelled
      entry.cause = .clash
      return
    case .cancelled(.noEdition): entry.note = say { $0.noteNoEdition }
    case .air: break
    }
    let fromBefore = causeFromBefore(standing.airing)
    if standing.isWithdrawn, !(standing.isFromBefore && fromBefore == .power) {
      entry.outcome = .cancelled
      entry.cause = .operator
      entry.note = say { $0.noteWithdrawn }
      return
    }
    entry.outcome = .missed
    if fromBefore == .power, let logRestoredAt, standing.airing.plannedStart < logRestoredAt {
      entry.cause = .system
      entry.note = say { $0.noteLogOfThisTimeLost }
      return
    }
    entry.cause =
      standing.heldBecause ?? fromBefore ?? gapCause
      ?? (standing.isPlayable ? (device.isRunning ? .system : .device) : .media)
    if entry.cause == .quietHours {
      entry.outcome = .cancelled
    } else if entry.cause == .preempted, standing.airing.priority > .fallback {
      entry.note = say { $0.makeUpAiringProposed(standing.airing.id.text) }
    }
  }
}
