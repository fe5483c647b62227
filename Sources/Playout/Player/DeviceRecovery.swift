import Audio
import Clocks

/// Decides what to do about a device: when to open it, when it is lost, when a restart is enough. Holds no device.
struct DeviceRecovery: Sendable {
  enum State: Sendable, Equatable {
    /// Not open; to be opened at this instant.
    case closed(retry: MonotonicTime)
    case open
  }

  enum Verdict: Sendable, Equatable {
    case carryOn
    /// Prepare it, fill it with silence, start it.
    case restart
    /// Close it; it is opened again at the instant in `state`.
    case lose(TroubleCode)
  }

  private(set) var state: State
  private var pause = Self.firstPause
  private var farthest: Int64 = -1
  private var lastProgress = MonotonicTime(nanoseconds: 0)
  private var restarts = 0
  private var countedSince = MonotonicTime(nanoseconds: 0)
  private let bufferDuration: Duration

  static let firstPause = Duration.milliseconds(200)
  static let longestPause = Duration.seconds(2)
  /// More restarts than this within `restartWindow` mean that restarting does not help.
  static let mostRestarts = 20
  static let restartWindow = Duration.seconds(5)

  init(now: MonotonicTime, buffer: Duration) {
    state = .closed(retry: now)
    bufferDuration = buffer
  }

  /// How long the pointer may stand still before the device counts as frozen.
  var patience: Duration { max(.milliseconds(500), bufferDuration * 2) }

  func isDue(at now: MonotonicTime) -> Bool {
    if case .closed(let retry) = state { now >= retry } else { false }
  }

  mutating func opened(at now: MonotonicTime) {
    state = .open
    restarted(at: now)
  }

  /// The device plays from frame 0 again.
  mutating func restarted(at now: MonotonicTime) {
    farthest = -1
    lastProgress = now
  }

  /// It could not be opened, or is lost: waits, each time twice as long, up to a limit.
  mutating func lost(at now: MonotonicTime) {
    state = .closed(retry: now + pause)
    pause = min(pause * 2, Self.longestPause)
  }

  /// - Parameter left: frames since the start that had left the DAC.
  mutating func observed(_ status: OutputStatus, left: Int64, now: MonotonicTime) -> Verdict {
    switch status.state {
    case .running:
      if left > farthest {
        // Only a device that plays for a while has earned a quick retry.
        if farthest >= 0, left > 0 { pause = Self.firstPause }
        farthest = left
        lastProgress = now
        return .carryOn
      }
      return now - lastProgress > patience ? .lose(.frozen) : .carryOn
    case .prepared, .underrun, .suspended:
      return countRestart(at: now)
    case .disconnected:
      return .lose(.unplugged)
    case .failed(let errno):
      return .lose(Self.trouble(errno: errno))
    }
  }

  private mutating func countRestart(at now: MonotonicTime) -> Verdict {
    if now - countedSince > Self.restartWindow {
      countedSince = now
      restarts = 0
    }
    restarts += 1
    return restarts > Self.mostRestarts ? .lose(.failed) : .restart
  }

  /// What an errno on a running device means: a sound server that was killed answers EIO for ever.
  static func trouble(errno: Int32) -> TroubleCode {
    switch errno {
    case 19, 6: .unplugged
    case 5, 32, 103, 104, 111: .serverGone
    case 16: .busy
    case 13, 1: .denied
    case 2: .absent
    default: .failed
    }
  }

  static func trouble(_ failure: OutputFailure) -> TroubleCode {
    switch failure.kind {
    case .absent: .absent
    case .busy: .busy
    case .denied: .denied
    case .unsupported: .unsupported
    case .serverGone: .serverGone
    case .failed: .failed
    }
  }
}
