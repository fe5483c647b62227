import Clocks

/// Keeps the sounding position on the due position by playing a little faster or slower.
///
/// Within the deadband it leaves the rate alone, so that on a card that keeps time every sample passes unchanged. Once
/// the error leaves the deadband it is driven to zero, and the rate follows the card's drift from then on.
struct PositionServo: Sendable {
  /// Source frames per device frame, less one. Never beyond `limit`.
  private(set) var correction = 0.0
  private(set) var isCorrecting = false

  /// Errors up to this many frames are left alone.
  private var deadband: Double
  private let rate: Double

  /// 500 ppm is under a hundredth of a semitone: nobody hears it.
  static let limit = 500e-6
  /// A card within 10 ppm takes half a minute to leave the deadband: until then no sample is touched.
  static let clearly = 10e-6
  /// How fast the correction may change, per second.
  static let slew = 1000e-6
  /// How long an error takes to shrink to 1/e of itself.
  static let timeConstant = 2.0

  /// - Parameter rate: nominal frames a second.
  init(rate: Int) {
    self.rate = Double(rate)
    deadband = Double(rate) * 0.25e-3
  }

  /// A device that is vague about its position is not chased: the deadband is two deviations of its noise, between a quarter
  /// of a millisecond and 0.6 ms.
  mutating func allow(noise: Duration) {
    deadband = self.rate * min(0.6e-3, max(0.25e-3, 2 * noise.inSeconds))
  }

  /// Before the first frame sounds: on a card known to be clearly fast or slow the correction is right from the start.
  ///
  /// - Parameter stretch: nil where it is not known well yet.
  mutating func begin(stretch: Double?) {
    guard let stretch, abs(stretch) > Self.clearly else { return }
    isCorrecting = true
    correction = max(-Self.limit, min(Self.limit, stretch))
  }

  /// The source frames to play per device frame for the next `frames` device frames.
  ///
  /// - Parameters:
  ///   - error: due position less sounding position, in frames.
  ///   - stretch: how much longer than nominal a frame of the device lasts, as a fraction.
  mutating func step(error: Double, stretch: Double, frames: Int) -> Double {
    if !isCorrecting {
      guard abs(error) > deadband else { return 1 }
      isCorrecting = true
    }
    let wanted = max(-Self.limit, min(Self.limit, stretch + error / (Self.timeConstant * rate)))
    let most = Self.slew * Double(frames) / rate
    correction += max(-most, min(most, wanted - correction))
    if abs(error) < 0.5, abs(wanted) < 2e-6 {
      isCorrecting = false
      correction = 0
      return 1
    }
    return 1 + correction
  }
}
