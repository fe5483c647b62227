import Foundation

/// Sound whose every frame says which frame it is: 15 bits on the left, the rest and a mark on the right.
enum IndexedSound {
  static let rate = 48_000
  private static let mark: Int16 = 0x4000

  /// Frames at an edge that the player may fade, so that a join does not click.
  static let edge = 150

  static func index(left: Int16, right: Int16) -> Int? {
    guard right & mark != 0, left >= 0, right > 0 else { return nil }
    return Int(right & 0x3fff) << 15 | Int(left)
  }

  /// Writes a WAV file of so many seconds.
  static func write(seconds: Int, to url: URL) throws {
    let frames = seconds * rate
    var samples: [Int16] = []
    samples.reserveCapacity(frames * 2)
    for index in 0..<frames {
      samples.append(Int16(index & 0x7fff))
      samples.append(mark | Int16(index >> 15))
    }
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
  /// Index of the file's frame and the instant at which it sounded, in order of sounding.
  var frames: [(index: Int, instant: Int64)]

  init(_ card: VirtualCard) throws {
    frames = try card.sounded().compactMap { frame in
      IndexedSound.index(left: frame.left, right: frame.right).map { ($0, frame.instant) }
    }
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
