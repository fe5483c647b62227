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

    /// Nothing is on air, and nothing is to begin within this time: the node may be started anew without anybody hearing it.
    public func isIdle(for time: Duration) -> Bool {
      now == nil && interrupted.isEmpty && !next.contains { $0.airing.plannedStart < at + time }
    }
  }
}

extension Conductor {
  public var trustsClock: Bool { clock.isTrusted }

  /// The commanded airings without an outcome, ordered by planned start.
  public var orders: [Order] { order.compactMap { book[$0]?.order } }

  public func status(at now: ClockReading) -> Status {
    var onAir: Status.OnAir?
    var interrupted: [Status.OnAir] = []
    var next: [Status.Ahead] = []
    for id in order {
      guard let standing = book[id] else { continue }
      let performance = standing.performance
      if let performance, standing.hasSounded, let anchor = performance.anchor(at: now) {
        let elapsed = max(.zero, now.monotonic - anchor)
        let due = Duration.frames(performance.entry.framesDue, at: performance.entry.frameRate)
        let state = Status.OnAir(
          airing: standing.airing, startedAt: performance.entry.startedAt, elapsed: elapsed,
          remaining: max(.zero, due - elapsed), framesPlayed: performance.entry.framesPlayed,
          gaps: performance.entry.gaps.count, orderedBy: standing.order?.by)
        if performance.firstOfCue != nil, onAir == nil {
          onAir = state
        } else {
          interrupted.append(state)
        }
      } else if next.count < 10, !standing.isWithdrawn, !standing.isOff {
        next.append(
          Status.Ahead(
            airing: standing.airing, isArmed: performance?.isActive == true,
            heldBecause: standing.airing.plannedStart <= now.wall ? standing.heldBecause : nil))
      }
    }
    return Status(
      at: now.wall, now: onAir, interrupted: interrupted, next: next,
      clock: Status.Clock(
        state: clock.state, isSynchronised: now.isSynchronised, bound: now.maximumError?.inSeconds,
        lastKnownTime: clock.lastKnown, confirmedBy: clock.confirmedBy),
      device: Status.Device(device),
      alarms: alarms.values.sorted { ($0.since, $0.subject) < ($1.since, $1.subject) },
      settledThrough: settledThrough)
  }
}

extension Conductor.Status.Device {
  init(_ device: DeviceState) {
    switch device {
    case .closed: self.init(state: "closed")
    case .opening: self.init(state: "opening")
    case .running(let name, let rate, let drift):
      self.init(state: "running", name: name, rate: rate, driftPPM: drift)
    case .lost(let name, let why): self.init(state: "lost", name: name, trouble: why)
    }
  }
}
