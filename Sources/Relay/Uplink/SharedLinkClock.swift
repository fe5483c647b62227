public import Clocks
import Synchronization

/// The upstream node's clock as the whole node sees it: written by the uplink, read whenever a clock is read.
public final class SharedLinkClock: Sendable {
  private let clock = Mutex(LinkClock())

  public init() {}

  public func note(_ exchange: LinkClock.Exchange) { clock.withLock { $0.note(exchange) } }

  public func estimate(at now: MonotonicTime) -> LinkClock.Estimate? {
    clock.withLock { $0.estimate(at: now) }
  }

  /// Forgets everything, for another upstream node.
  func reset() { clock.withLock { $0 = LinkClock() } }
}
