/// How loud a stretch of sound was, as a level meter shows it.
public struct SoundLevel: Sendable, Hashable, Codable {
  /// Root mean square over all channels in dBFS, to a tenth; digital silence is `floor`.
  public var mean: Double
  /// The greatest sample in dBFS, to a tenth.
  public var peak: Double

  /// What stands for no sound at all.
  public static let floor = -120.0

  public init(mean: Double, peak: Double) {
    self.mean = Self.held(mean)
    self.peak = Self.held(peak)
  }

  private static func held(_ level: Double) -> Double {
    level > floor ? (min(level, -floor) * 10).rounded() / 10 : floor
  }
}
