/// An instant of the wall clock (`CLOCK_REALTIME`): nanoseconds since 1970-01-01T00:00:00Z.
///
/// Wall time decides what is due. It may step; never measure with it.
public struct WallTime: Hashable, Sendable, Codable {
  public var nanoseconds: Int64

  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  public init(seconds: Int64) {
    self.nanoseconds = seconds * 1_000_000_000
  }

  public init(from decoder: any Decoder) throws {
    nanoseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(nanoseconds)
  }
}

/// An instant of the monotonic clock (`CLOCK_MONOTONIC`), in nanoseconds since an arbitrary origin.
///
/// Monotonic time measures. It says nothing about what is due, and nothing across a restart of the machine.
public struct MonotonicTime: Hashable, Sendable {
  public var nanoseconds: Int64

  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }
}

/// What both clocks share: instants in nanoseconds, whose differences are durations.
public protocol ClockInstant: Comparable, Sendable {
  var nanoseconds: Int64 { get set }
  init(nanoseconds: Int64)
}

extension WallTime: ClockInstant {}
extension MonotonicTime: ClockInstant {}

extension ClockInstant {
  public static func < (a: Self, b: Self) -> Bool { a.nanoseconds < b.nanoseconds }

  public static func - (a: Self, b: Self) -> Duration {
    .nanoseconds(a.nanoseconds - b.nanoseconds)
  }

  public static func + (a: Self, b: Duration) -> Self {
    Self(nanoseconds: a.nanoseconds + b.wholeNanoseconds)
  }

  public static func - (a: Self, b: Duration) -> Self {
    Self(nanoseconds: a.nanoseconds - b.wholeNanoseconds)
  }

  public static func += (a: inout Self, b: Duration) { a = a + b }
}

extension Duration {
  /// The duration in nanoseconds, the rest dropped; beyond ±292 years it stays at the limit.
  public var wholeNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow else { return seconds < 0 ? .min : .max }
    let (sum, sumOverflow) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
    return sumOverflow ? (seconds < 0 ? .min : .max) : sum
  }

  /// The duration in seconds.
  public var inSeconds: Double { Double(wholeNanoseconds) / 1e9 }

  public static func minutes(_ minutes: Int) -> Duration { .seconds(minutes * 60) }
  public static func hours(_ hours: Int) -> Duration { .seconds(hours * 3600) }
  public static func days(_ days: Int) -> Duration { .seconds(days * 86400) }
}
