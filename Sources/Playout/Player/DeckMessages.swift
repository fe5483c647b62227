import Clocks
import Scheduling

/// A cue in numbers, as the audio thread needs it.
struct CueSheet: BitwiseCopyable, Sendable, Equatable {
  var cue: UInt64
  /// When frame 0 is due: monotonic nanoseconds.
  var start: Int64
  /// The first frame that may sound.
  var from: Int64
  /// No frame from this one on may sound.
  var end: Int64
}

/// What the audio thread is told.
struct DeckOrder: BitwiseCopyable, Sendable {
  enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// Take this cue into a voice whose ring is being filled.
    case load
    /// Move the start of a cue of which nothing has been rendered.
    case retime
    /// Fade out over `frames`.
    case stop
  }

  var kind: Kind
  var voice: Int32
  var sheet: CueSheet
  var frames: Int64 = 0
}

/// What the audio thread says; `DeckReport`s become `PlayerReport`s on another thread.
struct DeckReport: BitwiseCopyable, Sendable {
  enum Kind: UInt8, BitwiseCopyable, Sendable {
    case started, progress, gap, completed, stopped
    case deviceClosed, deviceOpening, deviceRunning, deviceLost
  }

  var kind: Kind
  var voice: Int32 = 0
  var cue: UInt64 = 0
  var frame: Int64 = 0
  var frames: Int64 = 0
  /// Monotonic nanoseconds.
  var at: Int64 = 0
  var cause: GapCause = .device
  var trouble: TroubleCode = .failed
  var driftPPM: Double = .nan
  /// Of the cue, since it was taken into its voice.
  var sound = SoundSum()
}

/// The causes that the player itself can tell apart.
enum GapCause: UInt8, BitwiseCopyable, Sendable {
  case device, system, media

  var cause: Cause {
    switch self {
    case .device: .device
    case .system: .system
    case .media: .media
    }
  }
}

/// `DeviceTrouble` as a number that fits through a queue.
enum TroubleCode: UInt8, BitwiseCopyable, Sendable, CaseIterable {
  case absent, busy, denied, unplugged, frozen, serverGone, unsupported, failed

  var trouble: DeviceTrouble {
    switch self {
    case .absent: .absent
    case .busy: .busy
    case .denied: .denied
    case .unplugged: .unplugged
    case .frozen: .frozen
    case .serverGone: .serverGone
    case .unsupported: .unsupported
    case .failed: .failed
    }
  }
}
