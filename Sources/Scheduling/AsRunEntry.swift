public import Clocks

/// An as-run entry (nhật ký phát sóng): what one station really played of one airing.
public struct AsRunEntry: Sendable, Hashable, Codable {
  public var airing: AiringID
  /// The code of the station (or Centre) that played it: the node's own.
  public var station: String
  public var slot: SlotID?
  public var programme: ProgrammeID?
  public var edition: EditionID?
  public var editionTitle: String?
  public var isRerun: Bool
  /// It came from the upstream node (tiếp âm).
  public var isRelayed: Bool
  /// The airing that this one repairs (phát bù); nil: it is no make-up airing.
  public var makesUpFor: AiringID?
  /// The airing that airs in its place, where it fell on a holiday.
  public var movedTo: AiringID?
  public var substitution: Airing.Substitution?
  public var items: [PlayedItem]
  public var priority: Priority

  public var plannedStart: WallTime
  public var localStart: CivilDateTime
  public var allotted: Duration

  /// When the first frame left the device; nil if none did.
  public var startedAt: WallTime?
  /// When the last frame left the device.
  public var endedAt: WallTime?
  /// Frames that left the device, at `frameRate` per second.
  public var framesPlayed: Int64
  /// Frames that should have left it for the airing to be full.
  public var framesDue: Int64
  public var frameRate: Int
  public var gaps: [Gap]
  /// How loud it was on its way to the device; nil: nothing was measured.
  public var level: SoundLevel?

  /// Nil while the airing is on air (or was when the node died).
  public var outcome: Outcome?
  /// Nil only where it aired in full and on time.
  public var cause: Cause?
  public var clock: ClockStamp
  /// Who ordered a commanded play, or stopped this airing.
  public var commandedBy: String?
  /// Anything a person should know: why it was stopped, where it was moved to.
  public var note: String?
  /// The version of Loa that wrote it.
  public var software: String

  public init(
    airing: AiringID, station: String, slot: SlotID?, programme: ProgrammeID?,
    edition: EditionID?, editionTitle: String?, isRerun: Bool, substitution: Airing.Substitution?,
    items: [PlayedItem], priority: Priority, plannedStart: WallTime, localStart: CivilDateTime,
    allotted: Duration, startedAt: WallTime?, endedAt: WallTime?, framesPlayed: Int64,
    framesDue: Int64, frameRate: Int, gaps: [Gap], outcome: Outcome?, cause: Cause?,
    clock: ClockStamp, commandedBy: String?, note: String?, software: String, isRelayed: Bool = false,
    makesUpFor: AiringID? = nil, movedTo: AiringID? = nil, level: SoundLevel? = nil
  ) {
    self.airing = airing
    self.station = station
    self.slot = slot
    self.programme = programme
    self.edition = edition
    self.editionTitle = editionTitle
    self.isRerun = isRerun
    self.isRelayed = isRelayed
    self.makesUpFor = makesUpFor
    self.movedTo = movedTo
    self.substitution = substitution
    self.items = items
    self.priority = priority
    self.plannedStart = plannedStart
    self.localStart = localStart
    self.allotted = allotted
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.framesPlayed = framesPlayed
    self.framesDue = framesDue
    self.frameRate = frameRate
    self.gaps = gaps
    self.level = level
    self.outcome = outcome
    self.cause = cause
    self.clock = clock
    self.commandedBy = commandedBy
    self.note = note
    self.software = software
  }

  /// An entry for an airing of which nothing has been played yet.
  public init(
    for airing: Airing, station: String, frameRate: Int, clock: ClockStamp, software: String
  ) {
    self.init(
      airing: airing.id, station: station, slot: airing.slot, programme: airing.programme,
      edition: airing.edition, editionTitle: airing.editionTitle, isRerun: airing.isRerun,
      substitution: airing.substitution,
      items: airing.items.map {
        PlayedItem(role: $0.role, sha256: $0.media.sha256, loudness: $0.media.loudness, gain: $0.gain)
      },
      priority: airing.priority, plannedStart: airing.plannedStart, localStart: airing.localStart,
      allotted: airing.allotted, startedAt: nil, endedAt: nil, framesPlayed: 0,
      framesDue: airing.dueDuration.frames(at: frameRate), frameRate: frameRate, gaps: [],
      outcome: nil, cause: nil, clock: clock, commandedBy: airing.orderedBy, note: nil, software: software,
      isRelayed: airing.isRelayed, makesUpFor: airing.makesUpFor)
  }

  /// Frames that were due and did not sound, as far as they are entered.
  public var framesMissing: Int64 { gaps.reduce(0) { $0 + $1.frames } }

  /// One file of the airing as it was played.
  public struct PlayedItem: Sendable, Hashable, Codable {
    public var role: Item.Role
    public var sha256: String
    /// Measured loudness of the file in LUFS, before `gain`.
    public var loudness: Double?
    /// Gain applied, in dB.
    public var gain: Double

    public init(role: Item.Role, sha256: String, loudness: Double?, gain: Double) {
      self.role = role
      self.sha256 = sha256
      self.loudness = loudness
      self.gain = gain
    }
  }
}

/// Frames of an airing that were due and did not sound.
public struct Gap: Sendable, Hashable, Codable {
  /// When the first missing frame was due.
  public var at: WallTime
  /// Its place in the airing, in frames from the beginning.
  public var frame: Int64
  /// How many frames are missing.
  public var frames: Int64
  public var cause: Cause

  public init(at: WallTime, frame: Int64, frames: Int64, cause: Cause) {
    self.at = at
    self.frame = frame
    self.frames = frames
    self.cause = cause
  }
}

/// How an airing ended at a station.
public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
  /// In full and on time.
  case aired
  /// Started on time or joined; frames are missing.
  case partial
  /// In full, but started later than the tolerance.
  case late
  /// Nothing of it sounded.
  case missed
  /// Stopped before its end by an operator or a higher priority.
  case interrupted
  /// It fell on a holiday and aired at another time.
  case moved
  /// Taken out before its time.
  case cancelled
}

/// Why an airing did not air in full and on time.
public enum Cause: String, Sendable, Hashable, Codable, CaseIterable {
  case power, network, device, media, clock
  /// Who: `commandedBy`.
  case `operator`
  case preempted = "pre-empted"
  case holiday
  case quietHours = "quiet-hours"
  /// Two airings of the schedule wanted the same time.
  case clash
  /// Loa itself could not keep up (decoder or processor late).
  case system
}

/// What was known of the clock when an entry was made.
public struct ClockStamp: Sendable, Hashable, Codable {
  public enum State: String, Sendable, Hashable, Codable {
    /// Synchronised, and not behind the last known time.
    case trusted
    /// The config says that synchronisation is not required.
    case unchecked
    /// The own clock was not synchronised; the upstream node's was, and its time was followed.
    case upstream
    /// An operator confirmed the time.
    case confirmed
    case untrusted
  }

  public var state: State
  /// Bound of the clock's error in seconds, where it is known.
  public var bound: Double?

  public init(state: State, bound: Double? = nil) {
    self.state = state
    self.bound = bound
  }
}

extension Duration {
  /// How many whole frames fit at `rate` frames per second, to the nearest frame.
  public func frames(at rate: Int) -> Int64 {
    let nanoseconds = wholeNanoseconds
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return seconds * Int64(rate) + (rest * Int64(rate) + 500_000_000) / 1_000_000_000
  }

  /// The length of `frames` frames at `rate` frames per second.
  public static func frames(_ frames: Int64, at rate: Int) -> Duration {
    let (seconds, rest) = frames.quotientAndRemainder(dividingBy: Int64(rate))
    return .seconds(seconds) + .nanoseconds(rest * 1_000_000_000 / Int64(rate))
  }
}
