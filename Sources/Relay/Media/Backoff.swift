/// How long to wait before trying again: longer after each failure, and never two nodes in step.
public struct Backoff: Sendable, Hashable {
  /// The longest first wait.
  public var first: Duration
  /// The longest wait of all.
  public var longest: Duration
  /// Failures in a row.
  public private(set) var failures = 0

  /// - Parameters:
  ///   - first: The first wait is between half of this and this.
  ///   - longest: No wait is longer.
  public init(first: Duration = .seconds(1), longest: Duration = .seconds(60)) {
    self.first = first
    self.longest = longest
  }

  /// Counts a failure.
  /// - Parameter chance: a random number in 0..<1.
  /// - Returns: how long to wait: a random time between half the ceiling and the ceiling, which doubles each time.
  public mutating func failed(chance: Double) -> Duration {
    // Beyond this many doublings the ceiling is the longest wait for any sensible numbers.
    let ceiling = min(longest, first * (1 << min(failures, 20)))
    failures = min(failures + 1, 1_000_000)
    return ceiling / 2 + (ceiling / 2) * min(max(chance, 0), 1)
  }

  public mutating func succeeded() { failures = 0 }
}
