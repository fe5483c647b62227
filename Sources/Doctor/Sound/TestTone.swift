import Foundation
import Playout

/// A quiet tone, a second to the left and a second to the right in turn: 440 Hz left, 550 Hz right, so that an ear that
/// knows no sides still hears two places. A pure value of the frame's number.
public struct TestTone: Sendable, Hashable {
  /// Frames a second.
  public var rate: Int
  /// At least one; from the third on they are silent. With one, both tones are in it.
  public var channels: Int
  public var seconds: Int

  /// −20 dBFS.
  public static let amplitude: Float = 0.1
  static let frequencies: [Double] = [440, 550]
  /// How long each tone fades in and out: without it the loudspeaker clicks.
  private static let edge = 0.02

  public init(rate: Int, channels: Int, seconds: Int) {
    self.rate = rate
    self.channels = channels
    self.seconds = seconds
  }

  public var frames: Int64 { Int64(rate) * Int64(seconds) }

  /// The sample of a channel at a frame, with full scale at 1.
  public func sample(_ frame: Int64, _ channel: Int) -> Float {
    guard frame >= 0, frame < frames else { return 0 }
    let (second, place) = frame.quotientAndRemainder(dividingBy: Int64(rate))
    let side = Int(second % 2)
    guard channels == 1 || channel == side else { return 0 }
    let time = Double(place) / Double(rate)
    let fade = min(1, min(time, 1 - 1 / Double(rate) - time) / Self.edge)
    // Over the second the tone makes whole turns: it begins and ends at zero.
    return Self.amplitude * Float(fade * sin(2 * .pi * Self.frequencies[side] * time))
  }

  /// The loudest sample of a channel, in dBFS; −∞ for silence.
  public func peak(_ channel: Int) -> Double {
    // Each side sounds the same every time.
    let loudest = (0..<min(frames, Int64(rate) * 2)).reduce(Float(0)) { max($0, abs(sample($1, channel))) }
    return 20 * log10(Double(loudest))
  }
}

/// The tone as the player takes it.
final class ToneSource: FrameSource {
  private let tone: TestTone
  private var position: Int64 = 0
  let failures: [SourceFailure] = []

  init(_ tone: TestTone) { self.tone = tone }

  var totalFrames: Int64 { tone.frames }

  func seek(to frame: Int64) { position = frame }

  func read(into samples: UnsafeMutableBufferPointer<Float>) -> Int {
    let count = Int(max(0, min(Int64(samples.count / tone.channels), tone.frames - position)))
    for frame in 0..<count {
      for channel in 0..<tone.channels {
        samples[frame * tone.channels + channel] = tone.sample(position + Int64(frame), channel)
      }
    }
    position += Int64(count)
    return count
  }
}
