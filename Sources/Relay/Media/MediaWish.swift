public import Clocks

/// A file that an airing ahead needs.
public struct MediaWish: Sendable, Hashable {
  /// 64 lower-case hexadecimal digits.
  public var sha256: String
  /// Its length in bytes, at least 1.
  public var bytes: Int64
  /// When it is needed first. A wish holds until the last airing that needs it is over.
  public var due: WallTime

  public init(sha256: String, bytes: Int64, due: WallTime) {
    self.sha256 = sha256
    self.bytes = bytes
    self.due = due
  }

  /// One wish for each file, nearest air time first. What is no file's name, or empty, is left out.
  static func inOrder(_ wishes: [MediaWish]) -> [MediaWish] {
    var nearest: [String: MediaWish] = [:]
    for wish in wishes where wish.bytes > 0 && MediaName.isValid(wish.sha256) {
      if let other = nearest[wish.sha256], other.due <= wish.due { continue }
      nearest[wish.sha256] = wish
    }
    return nearest.values.sorted { ($0.due, $0.sha256) < ($1.due, $1.sha256) }
  }
}
