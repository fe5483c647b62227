import Clocks
import Glibc

/// The items of an airing joined to one stream: frame 0 is the first frame of the first item, and there is no gap.
///
/// Where an item begins or ends with a sample above −50 dBFS, that edge is faded over 3 ms, because it would click;
/// otherwise not a sample is touched. Every frame is a function of its number alone, so that after a seek the same samples
/// follow as in a straight read (to within −90 dBFS where an item is resampled or lossy).
///
/// All files are opened when the reader is made, and stay those files. One that can not be opened, or that breaks, is
/// silence for (the rest of) its planned length, and is told in `failures`.
///
/// It belongs to one thread. Making, reading and seeking block on the disk.
public final class ProgrammeReader {
  /// What became of an item.
  public struct Failure: Sendable, Hashable {
    /// Its place in the list of items.
    public var item: Int
    /// The frame of the stream up to which the item was as planned.
    public var frame: Int64
    public var error: AudioFileError
  }

  /// Opens the file of an item and gives its descriptor.
  public typealias Opening = (ProgrammeItem) throws(AudioFileError) -> Int32

  public let rate: Int
  public let channels: Int
  public let totalFrames: Int64
  /// The next frame to be read.
  public private(set) var position: Int64
  /// In the order in which they were met; each item at most once.
  public private(set) var failures: [Failure] = []

  private var parts: [Part] = []
  private let cut: Fade?

  /// - Parameters:
  ///   - rate: frames per second of the stream, at least 1.
  ///   - channels: of the stream, at least 1.
  ///   - duration: where the stream ends at the latest, counted from frame 0; nil: with the last item.
  ///   - fade: how long it fades out before `duration`, if items are cut off there. Never less than 3 ms.
  ///   - from: the first frame to be read.
  ///   - open: opens an item's file for reading, and refuses one that is not what was approved; the reader closes it.
  public init(
    items: [ProgrammeItem], rate: Int, channels: Int, duration: Duration? = nil,
    fade: Duration = .zero, from: Int64 = 0,
    open: Opening = { item throws(AudioFileError) in try AudioFile.open(item.path) }
  ) {
    precondition(rate > 0 && channels > 0, "a stream has a rate and channels")
    self.rate = rate
    self.channels = channels

    var parts: [Part] = []
    var failures: [Failure] = []
    var start: Int64 = 0
    for (index, item) in items.enumerated() {
      let part = Part(item, start: start, rate: rate, channels: channels, open: open)
      if let error = part.error {
        failures.append(Failure(item: index, frame: start + part.audible, error: error))
      }
      start += part.length
      parts.append(part)
    }
    self.parts = parts
    self.failures = failures

    // Lengths in nanoseconds and in frames differ by a rounding of each item; that much is no cut.
    let limit = duration.map { max(0, Self.frames($0, rate: rate)) }
    if let limit, limit < start - Int64(items.count) {
      let length = max(Self.frames(fade, rate: rate), Fade.shortest(at: rate))
      cut = Fade(end: limit, length: min(length, limit))
      totalFrames = limit
    } else {
      cut = nil
      totalFrames = if let limit, abs(limit - start) <= Int64(items.count) { limit } else { start }
    }
    position = min(max(from, 0), totalFrames)
  }

  /// Reads the next frames, interleaved.
  /// - Returns: frames read: as many as fit, until `totalFrames` are read; 0 at the end.
  public func read(into samples: UnsafeMutableBufferPointer<Float>) -> Int {
    let wanted = Int(min(Int64(samples.count / channels), totalFrames - position))
    guard wanted > 0, let base = samples.baseAddress else { return 0 }
    var done = 0
    while done < wanted {
      let place = base + done * channels
      guard let index = parts.firstIndex(where: { position < $0.start + $0.length }) else {
        place.update(repeating: 0, count: (wanted - done) * channels)
        position += Int64(wanted - done)
        break
      }
      let end = parts[index].start + parts[index].length
      let count = Int(min(Int64(wanted - done), end - position))
      read(count, ofPart: index, into: place)
      cut?.apply(to: place, frames: count, from: position, channels: channels)
      position += Int64(count)
      done += count
    }
    return wanted
  }

  /// Goes to a frame, 0...totalFrames.
  public func seek(to frame: Int64) {
    position = min(max(frame, 0), totalFrames)
  }

  private func read(_ frames: Int, ofPart index: Int, into place: UnsafeMutablePointer<Float>) {
    let part = parts[index]
    let offset = position - part.start
    var count = 0
    if let reader = part.reader, offset < part.audible {
      reader.seek(toFrame: offset)
      let wanted = Int(min(Int64(frames), part.audible - offset))
      count = reader.read(into: UnsafeMutableBufferPointer(start: place, count: wanted * channels))
      if let error = reader.failure, !failures.contains(where: { $0.item == index }) {
        failures.append(Failure(item: index, frame: position, error: error))
      }
    }
    (place + count * channels).update(repeating: 0, count: (frames - count) * channels)
    part.fadeIn?.apply(to: place, frames: count, from: offset, channels: channels)
    part.fadeOut?.apply(to: place, frames: count, from: offset, channels: channels)
  }

  private static func frames(_ duration: Duration, rate: Int) -> Int64 {
    let (seconds, rest) = duration.wholeNanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return seconds * Int64(rate) + (rest * Int64(rate) + 500_000_000) / 1_000_000_000
  }

  /// One item in its place.
  private struct Part {
    let start: Int64
    /// As planned.
    let length: Int64
    /// Frames of it that come from its file: the rest, if any, is silence.
    let audible: Int64
    let reader: ItemReader?
    let fadeIn: Fade?
    let fadeOut: Fade?
    let error: AudioFileError?

    init(
      _ item: ProgrammeItem, start: Int64, rate: Int, channels: Int, open: Opening
    ) {
      self.start = start
      let planned = max(0, ProgrammeReader.frames(item.duration, rate: rate))
      let reader: ItemReader
      do throws(AudioFileError) {
        let file = try AudioFile(descriptor: try open(item), path: item.path)
        reader = ItemReader(file, gain: item.gain, rate: rate, channels: channels)
      } catch {
        self.error = error
        self.reader = nil
        length = planned
        audible = 0
        fadeIn = nil
        fadeOut = nil
        return
      }
      // A planned length is kept in nanoseconds: one frame of rounding is no difference.
      if abs(planned - reader.totalFrames) <= 1 {
        length = reader.totalFrames
        error = nil
      } else {
        length = planned
        error = .lengthDiffers(
          path: item.path, planned: item.duration.inSeconds,
          found: Double(reader.totalFrames) / Double(rate))
      }
      audible = min(length, reader.totalFrames)
      let fadeLength = min(Fade.shortest(at: rate), audible / 2)
      fadeIn = Self.clicks(reader, at: 0) ? Fade(start: 0, length: fadeLength) : nil
      fadeOut = Self.clicks(reader, at: audible - 1) ? Fade(end: audible, length: fadeLength) : nil
      reader.seek(toFrame: 0)
      self.reader = reader
    }

    /// Whether silence next to this frame would make a step of more than −50 dBFS.
    private static func clicks(_ reader: ItemReader, at frame: Int64) -> Bool {
      guard frame >= 0 else { return false }
      reader.seek(toFrame: frame)
      return withUnsafeTemporaryAllocation(of: Float.self, capacity: reader.channels) { edge in
        let count = reader.read(into: edge)
        return edge[..<(count * reader.channels)].contains { abs($0) > 0.003_162_3 }
      }
    }
  }
}

/// A raised-cosine fade between silence and full level, over a range of frames.
struct Fade {
  private let frames: Range<Int64>
  private let rises: Bool

  /// Rises from silence.
  init(start: Int64, length: Int64) {
    frames = start..<start + length
    rises = true
  }

  /// Falls to silence; what comes after is silence.
  init(end: Int64, length: Int64) {
    frames = end - length..<end
    rises = false
  }

  /// 3 ms: short enough to keep the consonant that a file begins with, long enough not to click.
  static func shortest(at rate: Int) -> Int64 { Int64(rate) * 3 / 1000 }

  func apply(to samples: UnsafeMutablePointer<Float>, frames count: Int, from: Int64, channels: Int) {
    let touched = frames.clamped(to: from..<from + Int64(count))
    for frame in touched {
      let along = (Double(frame - frames.lowerBound) + 0.5) / Double(frames.count)
      let level = Float(0.5 - 0.5 * cos(.pi * (rises ? along : 1 - along)))
      let place = samples + Int(frame - from) * channels
      for channel in 0..<channels { place[channel] *= level }
    }
  }
}
