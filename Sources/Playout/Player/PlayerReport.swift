public import Clocks
public import Phrases
public import Scheduling

/// What the player says of a cue or of the device. All frames are frames of the cue (0 is its first) at the device's rate,
/// counted when they have left the device.
public enum PlayerReport: Sendable {
  /// The first frame of this cue left the device. Where `frame` is not the cue's `from`, the frames before it were past when
  /// the cue was armed, or they are told in a `gap` that follows.
  case started(Cue.ID, frame: Int64, at: MonotonicTime)
  /// At least once a second while a cue is under way. `played` counts all frames so far, gaps excluded.
  case progress(Cue.ID, played: Int64, through: Int64, at: MonotonicTime)
  /// All of this cue that was given to the device so far. Follows each `progress`, and comes before `ended`.
  case sounded(Cue.ID, SoundSum)
  /// `frames` frames from `frame` on were due and did not sound. Reported once the gap has ended.
  /// All frames from the first that was due after arming are either played or in exactly one gap.
  case gap(Cue.ID, frame: Int64, frames: Int64, at: MonotonicTime, cause: Cause)
  /// Nothing more of this cue will sound.
  case ended(Cue.ID, played: Int64, at: MonotonicTime, End)
  /// An item can not be decoded (any more). The cue goes on with the next item where it would have stood.
  case itemFailed(Cue.ID, item: Int, why: Text)
  case device(DeviceState)

  public enum End: Sendable, Hashable {
    /// All frames of its duration are past.
    case completed
    /// By `stop`.
    case stopped
  }
}

/// What the sound device is doing.
public enum DeviceState: Sendable, Hashable {
  case closed
  case opening
  /// It takes frames and its clock moves. `driftPPM`: how much faster than nominal its clock runs, once known.
  case running(name: String, rate: Int, driftPPM: Double?)
  /// It can not be used; the player tries again by itself.
  case lost(name: String, why: DeviceTrouble)

  public var isRunning: Bool {
    if case .running = self { true } else { false }
  }
}

/// Why a device can not be used.
public enum DeviceTrouble: String, Sendable, Hashable, Codable {
  case absent, busy, denied, unplugged, frozen
  case serverGone = "server-gone"
  case unsupported, failed
}
