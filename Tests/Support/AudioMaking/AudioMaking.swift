import CSndfile
import Foundation
import SeededRandom

/// Files and signals made for a test.
package enum Making {
  package enum Kind: String, CaseIterable {
    case wav16, wav24, wavFloat, flac, vorbis, opus, mp3

    var format: Int {
      switch self {
      case .wav16: SF_FORMAT_WAV | SF_FORMAT_PCM_16
      case .wav24: SF_FORMAT_WAV | SF_FORMAT_PCM_24
      case .wavFloat: SF_FORMAT_WAV | SF_FORMAT_FLOAT
      case .flac: SF_FORMAT_FLAC | SF_FORMAT_PCM_16
      case .vorbis: SF_FORMAT_OGG | SF_FORMAT_VORBIS
      case .opus: SF_FORMAT_OGG | SF_FORMAT_OPUS
      case .mp3: SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III
      }
    }

    package var isLossless: Bool { [.wav16, .wav24, .wavFloat, .flac].contains(self) }
  }

  package struct NotWritten: Error {
    package let reason: String

    package init(reason: String) { self.reason = reason }
  }

  /// Writes interleaved samples to a file.
  package static func file(
    _ path: String, _ samples: [Float], _ kind: Kind = .wavFloat, rate: Int = 48_000, channels: Int = 1,
    title: String? = nil
  ) throws {
    var information = SF_INFO()
    information.samplerate = Int32(rate)
    information.channels = Int32(channels)
    information.format = Int32(kind.format)
    guard let handle = sf_open(path, Int32(SFM_WRITE), &information) else {
      throw NotWritten(reason: String(cString: sf_strerror(nil)))
    }
    defer { sf_close(handle) }
    if let title { sf_set_string(handle, Int32(SF_STR_TITLE), title) }
    // The Vorbis encoder of libsndfile overflows its stack on one large write.
    var done = 0
    while done < samples.count {
      let count = min(samples.count - done, 4096 * channels)
      let block = Array(samples[done..<done + count])
      // Written as numbers, because the decoder divides by 32,768 where the encoder would multiply by 32,767.
      let written =
        switch kind {
        case .wav16, .flac:
          sf_write_short(
            handle, block.map { Int16(clamping: Int(($0 * 32_768).rounded())) }, sf_count_t(count))
        case .wav24:
          sf_write_int(
            handle, block.map { Int32(clamping: Int((Double($0) * 2_147_483_648).rounded())) },
            sf_count_t(count))
        default: sf_write_float(handle, block, sf_count_t(count))
        }
      guard written == count else { throw NotWritten(reason: "short write") }
      done += count
    }
  }

  /// A WAV file (48 kHz, mono, 16 bits) whose samples are all zero and take no room on the disk.
  package static func sparseWAV(_ path: String, frames: Int, beginning: [Int16] = []) throws {
    var header = Data("RIFF".utf8)
    func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { header.append(contentsOf: $0) }
    }
    let bytes = UInt32(frames * 2)
    append(bytes + 36)
    header.append(Data("WAVEfmt ".utf8))
    append(UInt32(16))
    append(UInt16(1))
    append(UInt16(1))
    append(UInt32(48_000))
    append(UInt32(96_000))
    append(UInt16(2))
    append(UInt16(16))
    header.append(Data("data".utf8))
    append(bytes)
    for sample in beginning { append(sample) }
    try header.write(to: URL(fileURLWithPath: path))
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.truncate(atOffset: UInt64(44 + frames * 2))
    try handle.close()
  }

  /// A tone of 440 Hz, mono, 48 kHz.
  package static func tone(
    _ path: String, seconds: Double, level: Double, _ kind: Kind = .wavFloat
  ) throws {
    try file(path, sine(440, seconds: seconds, level: level), kind)
  }

  package static func sine(
    _ hertz: Double, seconds: Double, rate: Int = 48_000, channels: Int = 1, level: Double = 0.5,
    phase: Double = 0
  ) -> [Float] {
    let frames = Int((seconds * Double(rate)).rounded())
    var samples: [Float] = []
    samples.reserveCapacity(frames * channels)
    for frame in 0..<frames {
      let value = level * sin(2 * .pi * hertz * Double(frame) / Double(rate) + phase)
      for _ in 0..<channels { samples.append(Float(value)) }
    }
    return samples
  }

  /// Noise that is the same on every run, on the grid of 16-bit samples.
  package static func noise(frames: Int, channels: Int = 1, level: Double = 0.25, seed: UInt64 = 1) -> [Float]
  {
    var random = SeededChance(seed)
    return (0..<frames * channels).map { _ in
      let value = Double(random.next() >> 40) / Double(1 << 24) * 2 - 1
      return Float((value * level * 32_768).rounded() / 32_768)
    }
  }
}
