/// What stands behind an outcome (căn cứ). A report never counts one as another.
///
/// The first four are grades, each more than the one before. `declared` stands beside them: a person's word is neither
/// more nor less than any of them.
public enum Evidence: String, Sendable, Hashable, Codable, CaseIterable {
  /// Nothing but the plan.
  case scheduled
  /// The station holds every file of it, their hashes verified.
  case delivered
  /// Frames were counted as they left the sound device, and gaps with them.
  case played
  /// A microphone or a return line matched what was sent.
  case heard
  /// An officer's word, with name and note.
  case declared

  /// 0 for `scheduled` up to 3 for `heard`; nil for `declared`, which has no place among them.
  public var grade: Int? {
    switch self {
    case .scheduled: 0
    case .delivered: 1
    case .played: 2
    case .heard: 3
    case .declared: nil
    }
  }

  /// Whether the other proves more. Never true where one of the two is `declared`.
  public func isWeaker(than other: Evidence) -> Bool {
    guard let grade, let theirs = other.grade else { return false }
    return grade < theirs
  }
}
