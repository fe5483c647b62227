public import Clocks

/// What the player is doing, read at one moment.
public struct PlayerState: Sendable {
  /// The device as the config file names it.
  public var deviceName: String
  public var device: DeviceState
  public var rate: Int
  public var channels: Int
  /// How much faster than nominal the card's clock runs, once known.
  public var driftPPM: Double?
  public var bufferFrames: Int
  /// Frames in the device that have not left the DAC.
  public var bufferedFrames: Int
  /// How often the device ran dry or was suspended since the start of the player.
  public var underruns: Int
  /// How often it was opened.
  public var opens: Int
  /// Frames that have left the DAC since the start of the player, silence included.
  public var framesOut: Int64
  /// Peak of what last went to the device, in dBFS; −∞ for silence.
  public var peak: Double
  /// Mean level of what last went to the device, in dBFS of a square wave; −∞ for silence.
  public var level: Double
  /// How far what sounds is behind (positive) or before the instant it is due at.
  public var positionError: Duration
  /// Rounds of the audio thread: it lives as long as this grows.
  public var turns: UInt64
  /// Rounds of the thread that passes on what the audio thread tells.
  public var rounds: UInt64
  /// When the audio thread last came round.
  public var lastTurn: MonotonicTime
  /// Audio threads that were given up because a driver did not let them return.
  public var abandonedThreads: Int
  /// How many of them were given up since the device last ran.
  public var threadsLost: Int
  /// Whether the audio thread has a real-time priority.
  public var isRealtime: Bool
}
