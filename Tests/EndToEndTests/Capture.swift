import Foundation

/// What a sound server sounded of an indexed file: 16 bits, two channels.
struct Capture {
  /// Interleaved.
  let samples: [Int16]
  /// Where in the capture which frame of the file is. Where a player goes a little faster or slower than the file, most
  /// frames can not be told.
  let frames: [(frame: Int, index: Int)]

  /// - Parameter first: frames of the recording that are left out.
  init(of recording: URL, from first: Int = 0) throws {
    let bytes = try Data(contentsOf: recording)
    let samples = bytes.withUnsafeBytes { raw in
      (min(first, raw.count / 4) * 2..<raw.count / 4 * 2).map {
        raw.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self)
      }
    }
    self.samples = samples
    let candidates = IndexedSound.frames(count: samples.count / 2) { samples[$0 * 2 + $1] }
    // Between two frames of the file there may be a value that looks like another frame far away.
    let shifts = candidates.map { $0.index - $0.frame }.sorted()
    let usual = shifts.isEmpty ? 0 : shifts[shifts.count / 2]
    frames = candidates.filter { abs($0.index - $0.frame - usual) < IndexedSound.rate / 2 }
  }

  private func isSilent(_ frame: Int) -> Bool { samples[frame * 2] == 0 && samples[frame * 2 + 1] == 0 }

  private var count: Int { samples.count / 2 }

  /// From the first frame that is not silent to the last.
  var sounding: ClosedRange<Int>? {
    guard let first = (0..<count).first(where: { !isSilent($0) }),
      let last = (0..<count).last(where: { !isSilent($0) })
    else { return nil }
    return first...last
  }

  /// Whether something sounded and a second of silence has followed.
  var isOverForASecond: Bool { sounding.map { count - $0.upperBound > IndexedSound.rate } ?? false }

  /// Which frame of the file sounded first, and which last.
  var soundedIndices: ClosedRange<Int>? {
    guard let sounding, let first = frames.first, let last = frames.last else { return nil }
    let from = first.index - (first.frame - sounding.lowerBound)
    let through = last.index + (sounding.upperBound - last.frame)
    return from <= through ? from...through : nil
  }

  /// The most silent frames one after the other within what sounded.
  var longestSilence: Int {
    guard let sounding else { return 0 }
    var (longest, length) = (0, 0)
    for frame in sounding {
      length = isSilent(frame) ? length + 1 : 0
      longest = max(longest, length)
    }
    return longest
  }

  /// By how many frames what sounded is in different places from what stands beside it in the file.
  var wander: Int {
    let shifts = frames.map { $0.index - $0.frame }
    guard let least = shifts.min(), let most = shifts.max() else { return 0 }
    return most - least
  }
}
