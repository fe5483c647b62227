import Clocks

/// The map between a device's frame numbers and monotonic time, learnt from what the device says of itself.
///
/// Each observation says "this many frames had left the DAC at that instant". The observations are noisy: a sound
/// server estimates, some cards' pointers move in steps of a millisecond. The estimate is a Kalman filter over two
/// values, the instant of the latest frame and how much longer than nominal a frame lasts, with the noise of the
/// observations measured along the way.
struct DeviceClock: Sendable {
  /// Nominal frames per second.
  let rate: Double

  /// Observations taken in since the device was started.
  private(set) var observations = 0
  /// How much longer than nominal a frame lasts, as a fraction: 1e-6 is a card 1 ppm slow.
  private(set) var stretch: Double

  private var anchorFrame: Int64 = 0
  private var anchorInstant: Int64 = 0
  private var firstInstant: Int64 = 0
  /// Seconds to add to `anchorInstant` for the estimated instant of `anchorFrame`.
  private var offset = 0.0
  private var offsetVariance = 0.0
  private var covariance = 0.0
  private var stretchVariance: Double
  private var noise = Self.firstNoise
  private var strangers = 0
  private var secondMoment = 0.0
  private var fourthMoment = 0.0
  /// How late the pointer is on average, in seconds, where it moves in steps.
  private var lateness = 0.0

  private static let firstNoise = 0.3e-3 * 0.3e-3
  /// Not even a perfect pointer is better than this: reading it takes time.
  private static let leastNoise = 10e-6 * 10e-6
  /// Variance a second by which a card's position wanders: 2 µs.
  private static let offsetWander = 2e-6 * 2e-6
  /// Variance a second by which a crystal's rate wanders with temperature: 0.05 ppm.
  private static let stretchWander = 0.05e-6 * 0.05e-6
  /// The noise of a sound server's estimates is not independent from one to the next: each counts for so much less.
  private static let persistence = 4.0
  /// No card that works is 2000 ppm off.
  private static let mostStretch = 2000e-6
  /// An observation this far off, and beyond five standard deviations, is not believed at once.
  private static let disbelief = 2e-3
  /// So many disbelieved observations in a row are the new truth: the device has jumped.
  private static let patience = 6

  init(rate: Int) {
    self.rate = Double(rate)
    stretch = 0
    // Cards keep within 200 ppm; worse ones are still found.
    stretchVariance = 300e-6 * 300e-6
  }

  /// The clock of the same device after a restart: frames count from zero again, the crystal is the same.
  func restarted() -> DeviceClock {
    var clock = DeviceClock(rate: Int(rate))
    clock.stretch = stretch
    clock.stretchVariance = max(stretchVariance, 5e-6 * 5e-6)
    clock.noise = max(noise, Self.leastNoise)
    clock.lateness = lateness
    clock.secondMoment = secondMoment
    clock.fourthMoment = fourthMoment
    return clock
  }

  /// Whether `instant(of:)` can be relied on: several observations over more than an instant agree.
  var isSettled: Bool { observations >= 4 && anchorInstant - firstInstant >= 20_000_000 }

  /// Standard deviation of what the device says of itself.
  var noiseDeviation: Duration { .nanoseconds(Int64(noise.squareRoot() * 1e9)) }

  /// How much faster than nominal the card runs, in parts per million.
  var driftPPM: Double { (1 / (1 + stretch) - 1) * 1e6 }

  /// Standard deviation of `driftPPM`.
  var driftUncertaintyPPM: Double { stretchVariance.squareRoot() * 1e6 }

  /// Takes in that `frame` frames had left the DAC at `instant`.
  mutating func observe(frame: Int64, at instant: MonotonicTime) {
    guard observations > 0 else {
      anchorFrame = frame
      anchorInstant = instant.nanoseconds
      firstInstant = instant.nanoseconds
      offset = 0
      offsetVariance = noise
      covariance = 0
      observations = 1
      return
    }
    predict(frame)
    let surprise = Double(instant.nanoseconds - anchorInstant) * 1e-9 - offset
    let variance = offsetVariance + Self.persistence * noise
    if abs(surprise) > max(Self.disbelief, 5 * variance.squareRoot()) {
      // A device that has just started may say anything: the first observations have to agree.
      strangers += 1
      if observations < 8 || strangers >= Self.patience { startOver(frame: frame, at: instant) }
      return
    }
    strangers = 0
    let offsetGain = offsetVariance / variance
    let stretchGain = covariance / variance
    offset += offsetGain * surprise
    stretch = max(-Self.mostStretch, min(Self.mostStretch, stretch + stretchGain * surprise))
    let oldCovariance = covariance
    offsetVariance *= 1 - offsetGain
    covariance *= 1 - offsetGain
    stretchVariance = max(stretchVariance - stretchGain * oldCovariance, 1e-18)
    observations += 1
    learnNoise(surprise)
  }

  /// When `frame` leaves, or left, the DAC.
  func instant(of frame: Int64) -> MonotonicTime {
    let seconds = Double(frame - anchorFrame) / rate * (1 + stretch) + offset - lateness
    return MonotonicTime(nanoseconds: anchorInstant + Int64((seconds * 1e9).rounded()))
  }

  /// How many frames have left the DAC at `instant`.
  func frame(at instant: MonotonicTime) -> Int64 {
    let seconds = Double(instant.nanoseconds - anchorInstant) * 1e-9 - offset + lateness
    return anchorFrame + Int64((seconds * rate / (1 + stretch)).rounded(.down))
  }

  private mutating func predict(_ frame: Int64) {
    let elapsed = Double(frame - anchorFrame) / rate
    let nanoseconds = elapsed * 1e9
    let whole = nanoseconds.rounded(.down)
    anchorFrame = frame
    anchorInstant += Int64(whole)
    offset += (nanoseconds - whole) * 1e-9 + stretch * elapsed
    offsetVariance +=
      2 * elapsed * covariance + elapsed * elapsed * stretchVariance + Self.offsetWander * abs(elapsed)
    covariance += elapsed * stretchVariance
    stretchVariance += Self.stretchWander * abs(elapsed)
  }

  private mutating func startOver(frame: Int64, at instant: MonotonicTime) {
    var fresh = restarted()
    // Whatever misled it may have misled it about the rate too.
    fresh.stretchVariance = 100e-6 * 100e-6
    if abs(fresh.stretch) > 300e-6 { fresh.stretch = 0 }
    self = fresh
    observe(frame: frame, at: instant)
  }

  /// The noise is the mean square of the surprises. Uniformly spread ones (kurtosis 1.8; normal noise has 3) come from
  /// a pointer that moves in steps and is late by half a step on average.
  private mutating func learnNoise(_ surprise: Double) {
    let square = surprise * surprise
    let weight = max(0.02, 1 / Double(observations + 4))
    noise += weight * (max(square - offsetVariance, Self.leastNoise) - noise)
    guard observations > 20 else { return }
    secondMoment += weight * (square - secondMoment)
    fourthMoment += weight * (square * square - fourthMoment)
    guard observations > 60 else { return }
    let stepsApparent =
      secondMoment > 50e-6 * 50e-6 && fourthMoment < 2.2 * secondMoment * secondMoment
    let target = stepsApparent ? (3 * secondMoment).squareRoot() : 0
    lateness += 0.01 * (target - lateness)
  }
}
