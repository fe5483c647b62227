public import Clocks

/// The ordered airings ahead: a value. Two rundowns can be compared, kept and handed down.
public struct Rundown: Sendable, Hashable, Codable {
  /// Every airing whose planned start is in `from..<until` is in `airings`, ordered by planned start, then
  /// priority (the higher first), then id.
  public var from: WallTime
  public var until: WallTime
  public var airings: [Airing]

  public init(from: WallTime, until: WallTime, airings: [Airing]) {
    self.from = from
    self.until = until
    self.airings = airings
  }

  public static let empty = Rundown(
    from: WallTime(nanoseconds: 0), until: WallTime(nanoseconds: 0), airings: [])
}
