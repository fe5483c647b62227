import Glibc
public import Scheduling

/// Sound as it is summed up while it goes out: two sums of stretches are the sum of both.
public struct SoundSum: BitwiseCopyable, Sendable, Hashable {
  public var frames: Int64 = 0
  /// Over the frames, the mean of the channels' squares; full scale is 1.
  public var energy = 0.0
  /// The greatest sample; full scale is 1.
  public var peak: Float = 0

  public init(frames: Int64 = 0, energy: Double = 0, peak: Float = 0) {
    self.frames = frames
    self.energy = energy
    self.peak = peak
  }

  /// What was as loud as this for so many frames.
  init(_ level: SoundLevel?, frames: Int64) {
    guard let level, frames > 0 else {
      self.init()
      return
    }
    self.init(
      frames: frames, energy: pow(10, level.mean / 10) * Double(frames), peak: Float(pow(10, level.peak / 20))
    )
  }

  /// Nil: nothing went out.
  public var level: SoundLevel? {
    guard frames > 0 else { return nil }
    return SoundLevel(mean: 10 * log10(energy / Double(frames)), peak: 20 * log10(Double(peak)))
  }

  static func + (a: SoundSum, b: SoundSum) -> SoundSum {
    SoundSum(frames: a.frames + b.frames, energy: a.energy + b.energy, peak: max(a.peak, b.peak))
  }

  /// What was added since an earlier state of the same sum. Its peak is that of the whole.
  func since(_ earlier: SoundSum) -> SoundSum {
    SoundSum(frames: max(0, frames - earlier.frames), energy: max(0, energy - earlier.energy), peak: peak)
  }
}
