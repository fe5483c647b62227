public import Clocks
public import Phrases

extension Conductor {
  /// Who writes the log.
  public struct Node: Sendable, Hashable {
    /// The code of the station or Centre.
    public var station: String
    /// The version of Loa.
    public var software: String
    /// In which language notes are written into the log.
    public var language: Language
    /// Frames per second until the device says what it really runs at.
    public var frameRate: Int

    public init(station: String, software: String, language: Language = .vietnamese, frameRate: Int = 48000) {
      self.station = station
      self.software = software
      self.language = language
      self.frameRate = max(1, frameRate)
    }
  }

  /// What may be set.
  public struct Policy: Sendable, Hashable {
    /// A start no later than this is on time.
    public var tolerance: Duration
    public var clock: ClockPolicy
    /// How long before its first frame an airing is given to the player.
    public var lead: Duration
    /// The player's time to get ready when there is no `lead`: a restart, an order for now.
    public var shortLead: Duration
    /// How long what gives up the air for something else fades, at most.
    public var fade: Duration
    /// An airing is not joined or resumed for less than this.
    public var shortestPiece: Duration
    public var checkpointEvery: Duration
    /// How often the time is remembered while nothing else changes.
    public var rememberEvery: Duration
    /// How long before an airing a missing edition raises an alarm.
    public var editionWarnings: [Duration]
    public var silence: SilencePolicy

    public init(
      tolerance: Duration = .seconds(1), clock: ClockPolicy = .init(), lead: Duration = .seconds(10),
      shortLead: Duration = .milliseconds(250), fade: Duration = .milliseconds(500),
      shortestPiece: Duration = .seconds(1), checkpointEvery: Duration = .seconds(1),
      rememberEvery: Duration = .seconds(60), editionWarnings: [Duration] = [.hours(24), .hours(1)],
      silence: SilencePolicy = .init()
    ) {
      self.tolerance = tolerance
      self.clock = clock
      self.lead = lead
      self.shortLead = shortLead
      self.fade = fade
      self.shortestPiece = shortestPiece
      self.checkpointEvery = checkpointEvery
      self.rememberEvery = rememberEvery
      self.editionWarnings = editionWarnings
      self.silence = silence
    }
  }

  /// When the wall clock is believed.
  public struct ClockPolicy: Sendable, Hashable {
    /// Nothing automatic starts while no time service keeps the clock.
    public var requireSynchronised: Bool
    /// For how long a clock that was synchronised in this run, and was not stepped since, is still believed when
    /// its time service is gone. Zero: not at all.
    public var holdover: Duration
    /// A clock is believed although it shows this much less than the last known time. Beyond, it never is, unless
    /// a person confirms it.
    public var behindTolerance: Duration

    public init(
      requireSynchronised: Bool = true, holdover: Duration = .zero, behindTolerance: Duration = .seconds(5)
    ) {
      self.requireSynchronised = requireSynchronised
      self.holdover = holdover
      self.behindTolerance = behindTolerance
    }
  }

  /// The quiet hours as instants: the conductor is their last guard.
  public struct QuietTimes: Sendable {
    /// The quiet time in which an instant lies, or else the next one; nil: none within two days.
    public var next: @Sendable (WallTime) -> Range<WallTime>?

    public init(next: @escaping @Sendable (WallTime) -> Range<WallTime>?) {
      self.next = next
    }

    public static let none = QuietTimes { _ in nil }
  }
}
