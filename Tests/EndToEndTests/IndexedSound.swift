import Foundation
import VirtualCard

/// Sound whose every frame says which frame it is: 15 bits on the left; on the right a mark, a check and the rest.
enum IndexedSound {
  static let rate = 48_000
  private static let mark: Int16 = 0x4000

  /// The first and the last frames are silent, so that the player need not soften the edges.
  static let edge = 150

  private static func right(of index: Int) -> Int16 {
    let check = Int16((index &* 2_654_435_761) >> 16 & 0x7f)
    return mark | check << 7 | Int16(index >> 15 & 0x7f)
  }

  static func index(left: Int16, right word: Int16) -> Int? {
    guard word & mark != 0, word > 0, left >= 0 else { return nil }
    let index = Int(word & 0x7f) << 15 | Int(left)
    return right(of: index) == word ? index : nil
  }

  /// Writes a WAV file of so many seconds, at most 87.
  static func write(seconds: Int, to url: URL) throws {
    try writeWAV(samples(seconds: seconds), to: url)
  }

  /// So many seconds, interleaved.
  static func samples(seconds: Int) -> [Int16] {
    let frames = seconds * rate
    var samples: [Int16] = []
    samples.reserveCapacity(frames * 2)
    for index in 0..<frames {
      let isEdge = index < edge || index >= frames - edge
      samples.append(isEdge ? 0 : Int16(index & 0x7fff))
      samples.append(isEdge ? 0 : right(of: index))
    }
    return samples
  }

  /// Which frames of a recording are which of the file, in order of sounding.
  static func frames(count: Int, word: (_ frame: Int, _ channel: Int) -> Int16) -> [(frame: Int, index: Int)]
  {
    let indices = (0..<count).map { index(left: word($0, 0), right: word($0, 1)) }
    return indices.enumerated().compactMap { frame, index in
      guard let index else { return nil }
      // A frame in the middle of a fade may look like another by chance; it does not fit its neighbours.
      let before = frame > 0 ? indices[frame - 1] : nil
      let after = frame + 1 < count ? indices[frame + 1] : nil
      return before == index - 1 || after == index + 1 ? (frame, index) : nil
    }
  }

  /// Writes a WAV file of interleaved samples, two channels.
  static func writeWAV(_ samples: [Int16], to url: URL) throws {
    var header = Data()
    func put(_ text: String) { header.append(Data(text.utf8)) }
    func put32(_ value: Int) { withUnsafeBytes(of: UInt32(value).littleEndian) { header.append(Data($0)) } }
    func put16(_ value: Int) { withUnsafeBytes(of: UInt16(value).littleEndian) { header.append(Data($0)) } }
    let bytes = samples.count * 2
    put("RIFF")
    put32(36 + bytes)
    put("WAVEfmt ")
    put32(16)
    put16(1)
    put16(2)
    put32(rate)
    put32(rate * 4)
    put16(4)
    put16(16)
    put("data")
    put32(bytes)
    try (header + samples.withUnsafeBytes { Data($0) }).write(to: url)
  }
}

/// What a card sounded of an indexed file.
struct Hearing {
  /// Index of the file's frame and the wall-clock instant in nanoseconds at which it sounded, in order of sounding.
  var frames: [(index: Int, instant: Int64)] = []

  init(_ card: VirtualCard) throws {
    let recording = try Recording(of: card)
    frames = IndexedSound.frames(count: recording.frames, word: recording.word)
      .map { ($0.index, recording.wallInstant(of: $0.frame)) }
  }

  var distinct: Set<Int> { Set(frames.map(\.index)) }

  /// Frames that sounded more than once.
  var repeated: Int { frames.count - distinct.count }

  /// Nanoseconds by which each frame sounded later than it was due, for an airing planned at `start`.
  func errors(start: Int64) -> [Int64] {
    frames.map { $0.instant - start - Int64($0.index) * 1_000_000_000 / Int64(IndexedSound.rate) }
  }

  /// Places where the index does not grow by one.
  var jumps: [(from: Int, to: Int)] {
    zip(frames, frames.dropFirst()).compactMap { a, b in
      b.index == a.index + 1 ? nil : (a.index, b.index)
    }
  }
}
