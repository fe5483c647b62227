import Clocks
import Scheduling

/// Where one airing stands that has no outcome yet.
struct Standing: Sendable {
  var airing: Airing
  /// The order of a commanded airing.
  var order: Conductor.Order?
  /// Where frame 0 of an order for now belongs; it does not move when the wall clock does.
  var fixedStart: MonotonicTime?
  /// An edit took it out of the rundown.
  var isWithdrawn = false
  /// It was in the rundown that was known before the node went down.
  var isFromBefore = false
  /// When it was added, and up to where the rundown had reached by then.
  var addedAt: MonotonicTime
  var coveredThen: WallTime?
  /// What first kept it from sounding when it was due.
  var heldBecause: Cause?
  /// Items that can not be decoded.
  var failedItems: Set<Int> = []
  /// Once its entry is open.
  var performance: Performance?

  var isPlayable: Bool {
    !airing.isUndelivered && !airing.items.isEmpty && failedItems.count < airing.items.count
  }

  /// True where the rundown says that it is not to be played, for a reason that can not pass any more.
  var isOff: Bool {
    switch airing.disposition {
    case .air, .cancelled(.noEdition): false
    case .moved, .cancelled(.holiday), .cancelled(.quietHours), .cancelled(.clash), .cancelled(.stopped): true
    }
  }

  var hasSounded: Bool { performance?.entry.startedAt != nil }

  /// Whether it competes for the air.
  var wantsAir: Bool {
    guard let performance else { return !isWithdrawn && airing.disposition == .air && isPlayable }
    if performance.isActive { return true }
    return hasSounded ? isPlayable : !isWithdrawn && airing.disposition == .air && isPlayable
  }

  /// An edition is missing: nothing will air, or something else instead.
  var lacksEdition: Bool {
    guard order == nil, !isWithdrawn, !isOff else { return false }
    return airing.isUndelivered || airing.items.isEmpty || airing.substitution != nil
      || airing.disposition == .cancelled(.noEdition)
  }
}

/// An airing whose entry is open.
struct Performance: Sendable {
  enum State: Sendable {
    /// The player has nothing of it.
    case waiting
    case armed(Cue)
    case sounding(Cue)
    /// The player was told to stop; it has to answer before `until`.
    case stopping(Cue, StopReason, until: MonotonicTime)
  }

  enum StopReason: Sendable {
    /// It will be armed again differently, or held.
    case replan
    case preempted
    /// The end of its right to the air.
    case cut(Cause)
    case person(String, reason: String?)
    case shutdown(String?, reason: String?)
  }

  var entry: AsRunEntry
  var state: State = .waiting
  /// Where frame 0 stands, once something has sounded in this run.
  var anchor: MonotonicTime?
  /// The same for a performance taken over from the run before.
  var anchorOnWall: WallTime?
  /// Frames played by cues before the present one.
  var framesBefore: Int64 = 0
  /// The place of the first frame that has neither sounded nor been entered as a gap.
  var position: Int64 = 0
  /// No frame before this one is played any more: it may have sounded.
  var barredBefore: Int64 = 0
  /// Why it is silent since `position`.
  var silentBecause: Cause?
  /// Its start was put off (a restart), so that it does not follow the planned start any more.
  var isShifted = false
  /// Why the present cue is shorter than what is due.
  var cutBecause: Cause?
  /// How much later than planned its first frame left the device.
  var lateness: Duration = .zero
  var lastCheckpoint: MonotonicTime?
  /// The present cue sounded, from this frame on.
  var firstOfCue: Int64?
  var gapsOfCue: Int64 = 0
  /// What was given to the device by cues before the present one, and by it.
  var soundBefore: SoundSum
  var soundOfCue = SoundSum()
  var silence = SilenceWatch()

  init(entry: AsRunEntry) {
    self.entry = entry
    soundBefore = SoundSum(entry.level, frames: entry.framesPlayed)
  }

  var cue: Cue? {
    switch state {
    case .waiting: nil
    case .armed(let cue), .sounding(let cue), .stopping(let cue, _, _): cue
    }
  }

  var isActive: Bool { cue != nil }

  /// Frames before this one are not to be played (again).
  var playFrom: Int64 { max(position, barredBefore) }

  func anchor(at now: ClockReading) -> MonotonicTime? {
    anchor ?? anchorOnWall.map { now.monotonic(at: $0) }
  }
}
