public import Clocks
import Platform

/// Time and chance for everything that fetches.
public struct FetchClock: Sendable {
  public var monotonic: @Sendable () -> MonotonicTime
  public var wall: @Sendable () -> WallTime
  /// Sleeps until an instant; throws `CancellationError` when the task is cancelled.
  public var sleep: @Sendable (MonotonicTime) async throws -> Void
  /// A random number in 0..<1.
  public var chance: @Sendable () -> Double

  public init(
    monotonic: @escaping @Sendable () -> MonotonicTime, wall: @escaping @Sendable () -> WallTime,
    sleep: @escaping @Sendable (MonotonicTime) async throws -> Void, chance: @escaping @Sendable () -> Double
  ) {
    self.monotonic = monotonic
    self.wall = wall
    self.sleep = sleep
    self.chance = chance
  }

  /// The machine's own.
  public static let system = FetchClock(
    monotonic: { SystemClock.monotonic() },
    wall: { SystemClock.read().wall },
    sleep: { instant in
      let pause = instant - SystemClock.monotonic()
      if pause > .zero { try await Task.sleep(for: pause) } else { try Task.checkCancellation() }
    },
    chance: { Double.random(in: 0..<1) })
}
