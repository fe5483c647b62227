/// Tells from one look at a node to the next whether it lives, as a watchdog is to be told. Pure.
///
/// A node lives while the conductor deals with events, the audio thread goes round, and what the audio thread tells is
/// passed on. A driver that does not let a thread return costs only that thread, and the device is tried again with
/// another; but where one thread after the other is lost so, nothing will sound again in this process, and the
/// operating system has only so many: such a node is to be started anew.
public struct LifeSigns: Sendable {
  /// What can be counted of a node at one moment.
  public struct Look: Sendable, Hashable {
    /// Events that the conductor has dealt with.
    public var beats: UInt64
    /// Rounds of the audio thread.
    public var turns: UInt64
    /// Rounds of the thread that passes on what the audio thread tells and replaces it where it hangs.
    public var rounds: UInt64
    /// Audio threads given up one after the other since the device last ran.
    public var threadsLost: Int

    public init(beats: UInt64, turns: UInt64, rounds: UInt64, threadsLost: Int) {
      self.beats = beats
      self.turns = turns
      self.rounds = rounds
      self.threadsLost = threadsLost
    }
  }

  /// Half a minute of a driver that hangs in every call: long enough for a card that is being reset.
  public static let mostThreadsLost = 8

  private var last: Look?

  public init() {}

  /// Whether there was life since the look before; true at the first look.
  public mutating func isAlive(_ look: Look) -> Bool {
    defer { last = look }
    guard look.threadsLost < Self.mostThreadsLost else { return false }
    guard let last else { return true }
    return look.beats != last.beats && look.turns != last.turns && look.rounds != last.rounds
  }
}
