public import Clocks
public import Scheduling

extension Conductor {
  /// What is going on, for people and for the control API.
  public struct Status: Sendable, Codable {
    public struct OnAir: Sendable, Codable, Hashable {
      public var airing: Airing
      public var startedAt: WallTime?
      public var elapsed: Duration
      public var remaining: Duration
      public var framesPlayed: Int64
      public var gaps: Int
      public var orderedBy: String?
    }

    public struct Ahead: Sendable, Codable, Hashable {
      public var airing: Airing
      /// True once the player has it.
      public var isArmed: Bool
      /// What holds it although its time has come.
      public var heldBecause: Cause?
    }

    public struct Clock: Sendable, Codable, Hashable {
      public var state: ClockStamp.State
      public var isSynchronised: Bool
      /// Bound of the error in seconds, where it is known.
      public var bound: Double?
      public var lastKnownTime: WallTime?
      public var confirmedBy: String?
    }

    public struct Device: Sendable, Codable, Hashable {
      /// `closed`, `opening`, `running`, `lost`.
      public var state: String
      public var name: String?
      public var rate: Int?
      public var driftPPM: Double?
      public var trouble: DeviceTrouble?
    }

    public var at: WallTime
    /// What sounds now; nil: nothing.
    public var now: OnAir?
    /// Begun, and waiting for the air again.
    public var interrupted: [OnAir]
    /// The next airings, ordered by planned start.
    public var next: [Ahead]
    public var clock: Clock
    public var device: Device
    /// Ordered by time, the newest last.
    public var alarms: [Alarm]
    public var settledThrough: WallTime?
  }
}
