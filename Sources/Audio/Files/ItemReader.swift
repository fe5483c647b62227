import Glibc

/// One file of a programme.
public struct ProgrammeItem: Sendable, Hashable {
  /// An absolute path.
  public var path: String
  /// In dB; 0 leaves the samples as they are.
  public var gain: Double
  /// The length on which the plan relies: the item takes up this much, whatever becomes of its file.
  public var duration: Duration
  /// What the file's bytes are to hash to, for whoever opens it; nil: anything.
  public var sha256: String?

  public init(path: String, gain: Double = 0, duration: Duration, sha256: String? = nil) {
    self.path = path
    self.gain = gain
    self.duration = duration
    self.sha256 = sha256
  }
}

/// One file decoded to a given rate and number of channels, in memory that does not depend on its length.
///
/// Where rate and channels are the file's own and the gain is 0 dB, every sample is the file's own.
/// It belongs to one thread. Reading blocks on the disk.
public final class ItemReader {
  public let path: String
  public let rate: Int
  public let channels: Int
  /// Exactly so many frames are read: the declared length at the new rate, rounded to the nearest frame.
  public let totalFrames: Int64
  /// The next frame to be read.
  public private(set) var position: Int64 = 0
  /// What became of the file while it was read; from there on it reads as silence.
  public private(set) var failure: AudioFileError?

  private var file: AudioFile
  private let mix: ChannelMix
  private let factor: Float
  private let block = 4096

  private var resampler: Resampler?
  /// Input frames that one step takes and output frames that it gives: the two rates without their common divisor.
  private let inputStep: Int64
  private let outputStep: Int64

  /// Frames as decoded, before the mix.
  private var decoded: [Float]
  /// Mixed frames on their way into the resampler; `pending` are still to go in.
  private var mixed: [Float]
  private var pending: Range<Int> = 0..<0
  /// The next frame of the file that will be decoded.
  private var filePosition: Int64 = 0

  public convenience init(
    path: String, gain: Double = 0, rate: Int, channels: Int
  ) throws(AudioFileError) {
    self.init(try AudioFile(path: path), gain: gain, rate: rate, channels: channels)
  }

  /// - Parameters:
  ///   - gain: in dB, kept within −60...40.
  ///   - rate: frames per second to read at, at least 1.
  ///   - channels: to read, at least 1.
  public init(_ file: consuming AudioFile, gain: Double = 0, rate: Int, channels: Int) {
    precondition(rate > 0 && channels > 0, "a stream has a rate and channels")
    path = file.path
    self.rate = rate
    self.channels = channels
    let divisor = Int64(Self.commonDivisor(file.rate, rate))
    inputStep = Int64(file.rate) / divisor
    outputStep = Int64(rate) / divisor
    totalFrames = Self.length(of: file.frames, inputStep: inputStep, outputStep: outputStep)
    mix = ChannelMix(from: file.channels, to: channels)
    factor = gain == 0 || !gain.isFinite ? 1 : Float(pow(10, min(max(gain, -60), 40) / 20))
    decoded = [Float](repeating: 0, count: mix.isIdentity ? 0 : block * file.channels)
    mixed = [Float](repeating: 0, count: inputStep == outputStep ? 0 : block * channels)
    self.file = file
    restart(atInput: 0)
  }

  /// Reads the next frames, interleaved.
  /// - Returns: frames read: as many as fit, until `totalFrames` are read.
  public func read(into samples: UnsafeMutableBufferPointer<Float>) -> Int {
    let wanted = Int(min(Int64(samples.count / channels), totalFrames - position))
    guard wanted > 0, let base = samples.baseAddress else { return 0 }
    produce(wanted, into: base)
    if factor != 1 {
      for index in 0..<wanted * channels { base[index] *= factor }
    }
    position += Int64(wanted)
    return wanted
  }

  /// Goes to a frame, 0...totalFrames. What is read from there equals a straight read: exactly where nothing is resampled
  /// and the format is lossless, to within −90 dBFS otherwise.
  public func seek(toFrame frame: Int64) {
    let target = min(max(frame, 0), totalFrames)
    guard target != position else { return }
    guard inputStep != outputStep else {
      restart(atInput: target)
      position = target
      return
    }
    // Start at an instant that falls on a frame of both rates, early enough that the filter has forgotten the silence
    // before it.
    let runUp = max(4096, 4096 * outputStep / inputStep)
    let step = max(0, (target - runUp) / outputStep)
    restart(atInput: step * inputStep)
    var left = Int(target - step * outputStep)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: block * channels) { scratch in
      guard let base = scratch.baseAddress else { return }
      while left > 0 {
        let count = min(left, block)
        produce(count, into: base)
        left -= count
      }
    }
    position = target
  }

  /// The length of `frames` frames after resampling, to the nearest frame.
  static func length(of frames: Int64, inputStep: Int64, outputStep: Int64) -> Int64 {
    let (whole, rest) = frames.quotientAndRemainder(dividingBy: inputStep)
    return whole * outputStep + (2 * rest * outputStep + inputStep) / (2 * inputStep)
  }

  private static func commonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : commonDivisor(b, a % b)
  }

  private func restart(atInput frame: Int64) {
    pending = 0..<0
    filePosition = min(frame, file.frames)
    failure = nil
    if inputStep != outputStep {
      resampler = Resampler(from: file.rate, to: rate, channels: channels)
      if resampler == nil { failure = .damaged(path: path, detail: "resampler") }
    }
    if !file.seek(to: filePosition) { breakOff() }
  }

  private func produce(_ frames: Int, into target: UnsafeMutablePointer<Float>) {
    guard inputStep != outputStep else {
      decode(frames, into: target)
      return
    }
    var done = 0
    while done < frames {
      if pending.isEmpty {
        mixed.withUnsafeMutableBufferPointer { buffer in
          if let base = buffer.baseAddress { decode(block, into: base) }
        }
        pending = 0..<block
      }
      let moved = mixed.withUnsafeBufferPointer { buffer -> (consumed: Int, produced: Int)? in
        guard let base = buffer.baseAddress else { return nil }
        return resampler?.process(
          input: (base + pending.lowerBound * channels, pending.count),
          output: (target + done * channels, frames - done))
      }
      guard let moved else {
        (target + done * channels).update(repeating: 0, count: (frames - done) * channels)
        return
      }
      pending = pending.lowerBound + moved.consumed..<pending.upperBound
      done += moved.produced
    }
  }

  /// Decodes and mixes exactly so many frames; past the end, and where the file is broken, they are silence.
  private func decode(_ frames: Int, into target: UnsafeMutablePointer<Float>) {
    var done = 0
    while done < frames, failure == nil, filePosition < file.frames {
      let wanted = Int(min(Int64(min(frames - done, block)), file.frames - filePosition))
      let place = target + done * channels
      let count: Int
      if mix.isIdentity {
        count = file.read(into: UnsafeMutableBufferPointer(start: place, count: wanted * channels))
      } else {
        count = decoded.withUnsafeMutableBufferPointer { buffer in
          let samples = UnsafeMutableBufferPointer(rebasing: buffer[..<(wanted * file.channels)])
          let count = file.read(into: samples)
          if let source = samples.baseAddress { mix.apply(source, frames: count, to: place) }
          return count
        }
      }
      filePosition += Int64(count)
      done += count
      if count < wanted { breakOff() }
    }
    (target + done * channels).update(repeating: 0, count: (frames - done) * channels)
  }

  private func breakOff() {
    failure =
      failure
      ?? .endsEarly(path: path, at: Double(filePosition) / Double(file.rate), of: file.seconds)
  }
}
