import CEbur128
import Glibc

/// Measures audio files, in memory that does not depend on their length.
public enum Probe {
  /// Below this a sample is silence: −60 dBFS.
  static let silenceLevel: Float = 0.001
  /// From here a sample is at full scale: the last step but one of 16 bits.
  static let clipLevel: Float = 32_766 / 32_768
  /// So many samples in a row at full scale are clipping.
  static let clipRun = 3

  /// Decodes the whole file.
  /// - Parameter progress: called with the share done, 0...1, several times a second of work; false ends the measurement
  ///   with `cancelled`.
  public static func measure(
    path: String, progress: (Double) -> Bool = { _ in true }
  ) throws(AudioFileError) -> AudioMeasurement {
    try measure(try AudioFile(path: path), progress: progress)
  }

  /// Measures an open file from its beginning.
  public static func measure(
    _ file: consuming AudioFile, progress: (Double) -> Bool = { _ in true }
  ) throws(AudioFileError) -> AudioMeasurement {
    var file = file
    guard var meter = LoudnessMeter(channels: file.channels, rate: file.rate) else {
      throw .damaged(path: file.path, detail: "loudness meter")
    }
    var silence = SilenceWatch()
    var clips = ClipWatch(channels: file.channels)
    var sums = [Double](repeating: 0, count: file.channels)
    let block = 8192
    var samples = [Float](repeating: 0, count: block * file.channels)
    var frames: Int64 = 0
    while frames < file.frames {
      guard progress(Double(frames) / Double(file.frames)) else { throw .cancelled(path: file.path) }
      let wanted = Int(min(Int64(block), file.frames - frames))
      let channels = file.channels
      let count = samples.withUnsafeMutableBufferPointer { buffer -> Int in
        let count = file.read(into: UnsafeMutableBufferPointer(rebasing: buffer[..<(wanted * channels)]))
        let read = UnsafeBufferPointer(rebasing: buffer[..<(count * channels)])
        meter.add(read, frames: count)
        silence.add(read, channels: channels, from: frames)
        clips.add(read, from: frames)
        sums.withUnsafeMutableBufferPointer { sums in
          for frame in 0..<count {
            for channel in 0..<channels { sums[channel] += Double(read[frame * channels + channel]) }
          }
        }
        return count
      }
      frames += Int64(count)
      if count < wanted { break }
    }
    guard frames > 0 else { throw .damaged(path: file.path, detail: "nothing can be decoded") }
    silence.end(at: frames)

    let rate = Double(file.rate)
    let offset = sums.map { $0 / Double(frames) }.max { abs($0) < abs($1) } ?? 0
    return AudioMeasurement(
      format: file.format, rate: file.rate, channels: file.channels, frames: frames,
      declaredFrames: file.frames, loudness: meter.loudness, loudnessRange: meter.range,
      truePeak: meter.truePeak, longestSilence: silence.longest.stretch(rate: rate),
      finalSilence: silence.last.stretch(rate: rate), clippedRuns: clips.runs,
      firstClip: clips.first.map { Double($0) / rate }, offset: offset)
  }

  /// Measures bytes as if they were a file, for tests with arbitrary bytes: it answers or throws, and never crashes.
  /// At most 30 s of a common stereo file are decoded.
  public static func fuzz(_ bytes: [UInt8]) throws(AudioFileError) -> AudioMeasurement {
    var name = Array("/tmp/loa-probe-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else {
      throw .unreadable(path: "memory", reason: String(cString: strerror(errno)))
    }
    unlink(name)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      written += count
    }
    var blocks = 0
    return try measure(try AudioFile(descriptor: descriptor, path: "memory")) { _ in
      blocks += 1
      return blocks < 180
    }
  }
}

/// libebur128 with histograms: constant memory, loudness to 0.1 LU.
private struct LoudnessMeter: ~Copyable {
  private var state: UnsafeMutablePointer<ebur128_state>?
  private let channels: Int

  init?(channels: Int, rate: Int) {
    let modes =
      EBUR128_MODE_I.rawValue | EBUR128_MODE_LRA.rawValue | EBUR128_MODE_TRUE_PEAK.rawValue
      | EBUR128_MODE_HISTOGRAM.rawValue
    guard let state = ebur128_init(UInt32(channels), UInt(rate), Int32(modes)) else { return nil }
    self.state = state
    self.channels = channels
  }

  deinit {
    var state = state
    ebur128_destroy(&state)
  }

  mutating func add(_ samples: UnsafeBufferPointer<Float>, frames: Int) {
    guard frames > 0, let base = samples.baseAddress else { return }
    _ = ebur128_add_frames_float(state, base, frames)
  }

  var loudness: Double? {
    var value = 0.0
    guard ebur128_loudness_global(state, &value) == 0, value.isFinite, value > -70 else { return nil }
    return value
  }

  var range: Double? {
    var value = 0.0
    guard ebur128_loudness_range(state, &value) == 0, value.isFinite, value > 0 else { return nil }
    return value
  }

  var truePeak: Double? {
    var largest = 0.0
    for channel in 0..<channels {
      var value = 0.0
      if ebur128_true_peak(state, UInt32(channel), &value) == 0 { largest = max(largest, value) }
    }
    return largest > 0 && largest.isFinite ? 20 * log10(largest) : nil
  }
}

/// Finds the longest and the last stretch of silence.
private struct SilenceWatch {
  struct Frames {
    var start: Int64 = 0
    var count: Int64 = 0

    func stretch(rate: Double) -> AudioMeasurement.Stretch {
      .init(start: Double(start) / rate, length: Double(count) / rate)
    }
  }

  private(set) var longest = Frames()
  private(set) var last = Frames()
  /// The first frame after the last one that was heard.
  private var begin: Int64 = 0

  mutating func add(_ samples: UnsafeBufferPointer<Float>, channels: Int, from: Int64) {
    for index in 0..<samples.count where abs(samples[index]) > Probe.silenceLevel {
      let frame = from + Int64(index / channels)
      close(at: frame)
      begin = frame + 1
    }
  }

  mutating func end(at frame: Int64) {
    close(at: frame)
    last = Frames(start: begin, count: max(0, frame - begin))
  }

  private mutating func close(at frame: Int64) {
    if frame - begin > longest.count { longest = Frames(start: begin, count: frame - begin) }
  }
}

/// Counts runs of full-scale samples in each channel.
private struct ClipWatch {
  private(set) var runs = 0
  private(set) var first: Int64?
  /// Length of the run under way, by channel.
  private var current: [Int]

  init(channels: Int) { current = [Int](repeating: 0, count: channels) }

  mutating func add(_ samples: UnsafeBufferPointer<Float>, from: Int64) {
    let channels = current.count
    var channel = 0
    for index in 0..<samples.count {
      if abs(samples[index]) >= Probe.clipLevel {
        current[channel] += 1
        if current[channel] == Probe.clipRun {
          runs += 1
          if first == nil { first = from + Int64(index / channels) - Int64(Probe.clipRun - 1) }
        }
      } else if current[channel] != 0 {
        current[channel] = 0
      }
      channel = channel + 1 == channels ? 0 : channel + 1
    }
  }
}
