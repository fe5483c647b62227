public import Clocks

/// What the service needs of a player. `Player` is one.
public protocol CuePlayer: Sendable {
  /// What the player has to say, for one consumer.
  var reports: AsyncStream<PlayerReport> { get }
  /// Makes the cue ready and lets it sound when it is due.
  func arm(_ cue: Cue)
  /// Moves frame 0 of a cue that has not sounded yet.
  func retime(_ id: Cue.ID, start: MonotonicTime)
  /// Fades a cue out and ends it.
  func stop(_ id: Cue.ID, fade: Duration)
}

extension Player: CuePlayer {}
