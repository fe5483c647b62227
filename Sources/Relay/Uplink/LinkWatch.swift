public import Clocks

/// Whether the link to the upstream node is up, and when to try it again: pure.
///
/// The upstream node is heard every few seconds, if only by a sign of life. Silence means that the link is gone, also
/// where nobody closed it (a half-open connection would otherwise look well for hours).
public struct LinkWatch: Sendable {
  public enum State: Sendable, Hashable {
    case down(retryAt: MonotonicTime)
    case trying(since: MonotonicTime)
    case up(heardAt: MonotonicTime)
  }

  public enum Event: Sendable, Hashable {
    /// The stream of events has begun, or something came over it.
    case heard
    /// It could not be begun, ended or was cut.
    case failed
    case tick
  }

  public enum Action: Sendable, Hashable {
    /// Begin the stream of events.
    case connect
    /// Give the stream up: nothing has come for too long.
    case giveUp
  }

  /// The upstream node gives a sign of life this often.
  public static let signOfLife = Duration.seconds(2)
  /// Three signs of life in a row are late.
  public static let patience = Duration.seconds(6)
  /// The pause before another try doubles from the first to the longest of these; the longest keeps the promise that the
  /// link is used again within five seconds of its return.
  public static let shortestPause = Duration.milliseconds(250)
  public static let longestPause = Duration.seconds(3)

  public private(set) var state: State
  /// Tries that failed since the link was last up.
  public private(set) var failures = 0

  public init(at now: MonotonicTime) {
    state = .down(retryAt: now)
  }

  public var isUp: Bool {
    if case .up = state { true } else { false }
  }

  /// - Parameter chance: 0..<1, anew for each call: stations that lost their link together do not come back together.
  public mutating func handle(_ event: Event, at now: MonotonicTime, chance: Double) -> Action? {
    switch (event, state) {
    case (.heard, .down): return nil
    case (.heard, _):
      failures = 0
      state = .up(heardAt: now)
      return nil
    case (.failed, .down): return nil
    case (.failed, _):
      fail(at: now, chance)
      return nil
    case (.tick, .down(let retryAt)):
      guard retryAt <= now else { return nil }
      state = .trying(since: now)
      return .connect
    case (.tick, .trying(let since)), (.tick, .up(let since)):
      guard now - since >= Self.patience else { return nil }
      fail(at: now, chance)
      return .giveUp
    }
  }

  private mutating func fail(at now: MonotonicTime, _ chance: Double) {
    let doubled = Self.shortestPause * (1 << min(failures, 6))
    let pause = min(doubled, Self.longestPause)
    failures += 1
    // Half of it is fixed, half of it chance.
    state = .down(retryAt: now + pause / 2 + (pause / 2) * chance)
  }
}
