public import Clocks
public import Phrases
public import Scheduling

extension Conductor {
  /// What the conductor is told. Every event comes with a reading of the clocks.
  public enum Event: Sendable {
    /// What outlived the last run. Given once, before anything else; a node that never ran before may leave it out.
    case restored(Restored)
    /// The airings ahead: at start, and again whenever the schedule, the editions or the day change. At start it
    /// reaches back to `Memory.settledThrough`, so that what fell due while the node was off is accounted for.
    /// Nothing is decided before the first one.
    case rundown(Rundown)
    case player(PlayerReport)
    case command(Command)
    case policy(Policy)
    case quiet(QuietTimes)
    /// What may sound in place of an airing that turned out silent; empty: nothing.
    case fallback([Item])
    /// The kernel says that the wall clock was set. The conductor finds steps in its readings as well; this only
    /// makes it look at once.
    case clockStepped(by: Duration)
    /// Time has passed. At least whenever the last `Action.wake` asks for it; more often does no harm.
    case tick
    /// The node is going down: what is on air is stopped and its entry closed, nothing new is begun, and
    /// `Action.finished` follows within two seconds of ticks.
    case shutdown(by: String?, reason: String?)
  }

  /// What a person may order.
  public enum Command: Sendable {
    /// Put this on air. Its id, priority, planned start and late policy are the caller's to choose; `restart` is
    /// the usual policy, so that nothing of the beginning is lost.
    case play(Order)
    /// Stop what is on air. `fade` nil: the policy's.
    case stop(by: String, reason: String?, fade: Duration?)
    /// Take an airing out: one ahead is cancelled at once, one on air is stopped.
    case cancel(AiringID, by: String, reason: String?)
    /// The wall clock is right. Holds until the next restart or the next step of the clock.
    case confirmClock(by: String)
  }

  /// A commanded airing.
  public struct Order: Sendable, Hashable, Codable {
    public var airing: Airing
    public var by: String
    /// True: it was ordered for now, so it neither needs a trusted clock nor moves when the clock is stepped.
    public var isAtOnce: Bool

    public init(_ airing: Airing, by: String, isAtOnce: Bool) {
      self.airing = airing
      self.by = by
      self.isAtOnce = isAtOnce
    }
  }

  /// What outlived the last run.
  public struct Restored: Sendable {
    /// The last memory that the conductor asked to be kept; nil: it never ran, or it is lost.
    public var memory: Memory?
    /// The last rundown that the conductor was given then.
    public var rundown: Rundown?
    /// The entries of the log without an outcome, each at its last checkpoint.
    public var open: [AsRunEntry]
    /// Every airing with an entry, open or closed, whose planned start is not before `memory.settledThrough`.
    public var entered: Set<AiringID>
    /// The log was put back from a backup at this instant: nobody knows what aired before it and has no entry.
    public var logRestoredAt: WallTime?

    public init(
      memory: Memory?, rundown: Rundown?, open: [AsRunEntry] = [], entered: Set<AiringID> = [],
      logRestoredAt: WallTime? = nil
    ) {
      self.memory = memory
      self.rundown = rundown
      self.open = open
      self.entered = entered
      self.logRestoredAt = logRestoredAt
    }
  }

  /// What must outlive a power cut beside the log and the last rundown.
  public struct Memory: Sendable, Hashable, Codable {
    /// Every airing planned before this instant has its outcome in the log.
    public var settledThrough: WallTime
    /// The latest wall time that was trusted.
    public var lastKnownTime: WallTime
    /// Commanded airings without an outcome.
    public var orders: [Order]
    /// Airings that an edit took out of the rundown and whose time has not come.
    public var withdrawn: [Airing]

    public init(
      settledThrough: WallTime, lastKnownTime: WallTime, orders: [Order] = [], withdrawn: [Airing] = []
    ) {
      self.settledThrough = settledThrough
      self.lastKnownTime = lastKnownTime
      self.orders = orders
      self.withdrawn = withdrawn
    }
  }

  /// What the conductor wants done, in this order.
  public enum Action: Sendable {
    /// Write the intent to play an airing, and sync it before any later action is carried out.
    case open(AsRunEntry)
    /// What has been played of an open entry so far (or, before it sounds, with what it will be played).
    case checkpoint(AsRunEntry)
    /// The open entry's final form, with outcome; synced.
    case close(AsRunEntry)
    /// An entry of which nothing was opened: missed, moved, cancelled; synced.
    case record(AsRunEntry)
    /// Have this ready and let it sound when it is due. Cues may be armed while another sounds; none overlap.
    case arm(Cue)
    /// The cue, which has not sounded yet, has its frame 0 at this instant now.
    case retime(Cue.ID, start: MonotonicTime)
    /// Fade the cue out over this long, beginning now, and end it. One that has not sounded never will.
    /// The player answers `ended`.
    case stop(Cue.ID, fade: Duration)
    case raise(Alarm)
    case clear(Alarm.Key)
    /// Keep this instead of the memory kept before.
    case remember(Memory)
    /// The answer to the command just handled.
    case answer(Answer)
    /// Nothing is on air and every entry that could be closed is closed (after `shutdown`).
    case finished
    /// Send a `tick` at this instant, whatever was asked for before. Always the last action.
    case wake(at: MonotonicTime)
  }

  /// The answer to a command.
  public enum Answer: Sendable {
    case accepted(Airing)
    /// What is being stopped or was taken out; never empty.
    case stopped([AiringID])
    case clockConfirmed
    case refused(Refusal)
  }

  /// Why a command was not carried out. Nothing has changed.
  public enum Refusal: OperatorError, Hashable {
    /// Nothing but an emergency sounds in quiet hours, which end at this local or wall time.
    case quietHours
    case nothingOnAir
    /// No airing of that id is ahead or on air.
    case unknownAiring(AiringID)
    /// That id was used before.
    case alreadyKnown(AiringID)
    case nothingToPlay
    case shuttingDown

    public var code: String {
      switch self {
      case .quietHours: "quiet-hours"
      case .nothingOnAir: "nothing-on-air"
      case .unknownAiring: "unknown-airing"
      case .alreadyKnown: "airing-already-known"
      case .nothingToPlay: "nothing-to-play"
      case .shuttingDown: "shutting-down"
      }
    }

    public var what: Text {
      switch self {
      case .quietHours: Text { $0.quietHoursForbidIt }
      case .nothingOnAir: Text { $0.nothingIsOnAir }
      case .unknownAiring(let id): Text { $0.noSuchAiring(id.text) }
      case .alreadyKnown(let id): Text { $0.airingIsAlreadyOrdered(id.text) }
      case .nothingToPlay: Text { $0.nothingToPlay }
      case .shuttingDown: Text { $0.nodeIsShuttingDown }
      }
    }

    public var remedy: Text {
      switch self {
      case .quietHours: Text { $0.orderItAfterQuietHours }
      case .nothingOnAir, .unknownAiring: Text { $0.lookAtStatusAndSchedule }
      case .alreadyKnown: Text { $0.orderItOnlyOnce }
      case .nothingToPlay: Text { $0.nameAnEditionOrFile }
      case .shuttingDown: Text { $0.orderItAgainAfterTheStart }
      }
    }
  }
}
