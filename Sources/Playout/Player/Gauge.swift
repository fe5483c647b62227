import Clocks
import Synchronization

/// Numbers that the audio thread leaves for everybody else to read.
final class Gauge: Sendable {
  /// Rounds of the audio thread: it lives as long as this grows.
  let turns = Atomic<UInt64>(0)
  /// When it last came round, in monotonic nanoseconds.
  let lastTurn = Atomic<Int64>(0)
  let underruns = Atomic<Int64>(0)
  let opens = Atomic<Int64>(0)
  let buffered = Atomic<Int64>(0)
  let bufferFrames = Atomic<Int64>(0)
  /// Frames that have left the DAC since the player was made.
  let left = Atomic<Int64>(0)
  let isRunning = Atomic<Bool>(false)
  private let drift = Atomic<UInt64>(Double.nan.bitPattern)
  private let peak = Atomic<UInt32>(0)
  private let meanSquare = Atomic<UInt32>(0)
  private let error = Atomic<UInt64>(0)

  var driftPPM: Double? {
    get {
      let value = Double(bitPattern: drift.load(ordering: .relaxed))
      return value.isNaN ? nil : value
    }
    set { drift.store((newValue ?? .nan).bitPattern, ordering: .relaxed) }
  }

  /// How far the sounding cue is from its due position, in frames.
  var positionError: Double {
    get { Double(bitPattern: error.load(ordering: .relaxed)) }
    set { error.store(newValue.bitPattern, ordering: .relaxed) }
  }

  var level: (peak: Float, meanSquare: Float) {
    get {
      (
        Float(bitPattern: peak.load(ordering: .relaxed)),
        Float(bitPattern: meanSquare.load(ordering: .relaxed))
      )
    }
    set {
      peak.store(newValue.peak.bitPattern, ordering: .relaxed)
      meanSquare.store(newValue.meanSquare.bitPattern, ordering: .relaxed)
    }
  }
}
