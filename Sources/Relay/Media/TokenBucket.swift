public import Clocks

/// A bandwidth limit.
///
/// Whoever received bytes takes them from the bucket and waits as long as it says before receiving more; the bucket may
/// go below empty, so that no piece is too large for it.
public struct TokenBucket: Sendable, Hashable {
  /// Bytes in a second; nil: no limit.
  public var bytesPerSecond: Double?
  private var level: Double = 0
  private var filled: MonotonicTime?

  /// - Parameter kilobitsPerSecond: thousands of bits in a second, at least 1; nil: no limit.
  public init(kilobitsPerSecond: Int?) {
    bytesPerSecond = kilobitsPerSecond.map { Double(max(1, $0)) * 125 }
  }

  /// Takes bytes.
  /// - Returns: how long to wait now.
  public mutating func take(_ bytes: Int, at now: MonotonicTime) -> Duration {
    guard let rate = bytesPerSecond else { return .zero }
    let elapsed = filled.map { max(0, (now - $0).inSeconds) } ?? 0
    filled = now
    // A quarter of a second may be saved up: enough to smooth, too little to flood a link.
    level = min(level + elapsed * rate, rate / 4) - Double(bytes)
    return level >= 0 ? .zero : .nanoseconds(Int64(min(-level / rate, 3600) * 1e9))
  }
}
