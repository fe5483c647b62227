public import Clocks
public import Scheduling

/// What airs next, whether its files are good, and how the last airing went.
public struct ProgrammeFacts: Sendable {
  public var at: WallTime
  /// How many days ahead were looked at.
  public var days: Int
  /// What sounds now, by its title.
  public var onAir: String?
  /// The next airing that sounds, or would if it had an edition.
  public var next: Airing?
  /// Its edition is missing.
  public var missing: MissingEdition?
  /// Files of the next airing that will not play.
  public var troubles: [Trouble]
  /// Whoever runs this may not read all of its files.
  public var filesUnseen = false
  /// The newest closed entry of the log; nil: none in a week, or it may not be read.
  public var last: AsRunEntry?

  public init(
    at instant: WallTime, days: Int = 8, onAir: String? = nil, next: Airing? = nil,
    missing: MissingEdition? = nil, troubles: [Trouble] = [], last: AsRunEntry? = nil
  ) {
    self.at = instant
    self.days = days
    self.onAir = onAir
    self.next = next
    self.missing = missing
    self.troubles = troubles
    self.last = last
  }
}
