/// Both clocks read at one moment, and what the kernel says of the wall clock.
public struct ClockReading: Sendable, Hashable {
  public var wall: WallTime
  public var monotonic: MonotonicTime
  /// Whether a time service keeps the wall clock synchronised (`adjtimex`, STA_UNSYNC clear).
  public var isSynchronised: Bool
  /// The kernel's bound of the wall clock's error, if it gives one.
  public var maximumError: Duration?
  /// True where `wall` is the upstream node's time, because the own clock is not synchronised.
  public var isFromUpstream: Bool

  public init(
    wall: WallTime, monotonic: MonotonicTime, isSynchronised: Bool, maximumError: Duration? = nil,
    isFromUpstream: Bool = false
  ) {
    self.wall = wall
    self.monotonic = monotonic
    self.isSynchronised = isSynchronised
    self.maximumError = maximumError
    self.isFromUpstream = isFromUpstream
  }

  /// The monotonic instant at which the wall clock will show `instant`, if it is not stepped.
  public func monotonic(at instant: WallTime) -> MonotonicTime {
    monotonic + (instant - wall)
  }

  /// What the wall clock showed, or will show, at a monotonic instant, if it is not stepped.
  public func wall(at instant: MonotonicTime) -> WallTime {
    wall + (instant - monotonic)
  }
}
