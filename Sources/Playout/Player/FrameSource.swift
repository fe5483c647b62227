public import Audio
public import Phrases
import Scheduling

/// Where the frames of a cue come from. One thread of its own uses it; it may block.
public protocol FrameSource: AnyObject {
  var totalFrames: Int64 { get }

  /// Reads the next frames, interleaved, as many as fit; 0 at the end.
  func read(into samples: UnsafeMutableBufferPointer<Float>) -> Int

  /// Goes to a frame from 0 to `totalFrames`.
  func seek(to frame: Int64)

  /// What can not be decoded, as far as known; silence is read there. Only ever grows.
  var failures: [SourceFailure] { get }
}

/// A part of a cue that can not be decoded.
public struct SourceFailure: Sendable {
  /// The item's place in the cue.
  public var item: Int
  /// The frames of the cue that are missing. May be empty.
  public var frames: Range<Int64>
  public var why: Text

  public init(item: Int, frames: Range<Int64>, why: Text) {
    self.item = item
    self.frames = frames
    self.why = why
  }
}

/// The items of a cue, decoded from their files.
public final class ItemsSource: FrameSource {
  private let reader: ProgrammeReader
  /// Where each item ends by plan.
  private let ends: [Int64]

  /// - Parameter open: opens the file of an item, and refuses it if it is not the one that was approved.
  public init(
    cue: Cue, rate: Int, channels: Int,
    open: ProgrammeReader.Opening = { item throws(AudioFileError) in
      try AudioFile.open(item.path)
    }
  ) {
    var end: Int64 = 0
    ends = cue.items.map {
      end += $0.media.duration.frames(at: rate)
      return end
    }
    reader = ProgrammeReader(
      items: cue.items.map {
        ProgrammeItem(
          path: $0.media.path, gain: $0.gain, duration: $0.media.duration, sha256: $0.media.sha256)
      },
      rate: rate, channels: channels, duration: cue.duration, fade: cue.fade, open: open)
  }

  public var totalFrames: Int64 { reader.totalFrames }

  public func read(into samples: UnsafeMutableBufferPointer<Float>) -> Int { reader.read(into: samples) }

  public func seek(to frame: Int64) { reader.seek(to: frame) }

  public var failures: [SourceFailure] {
    reader.failures.map { failure in
      let end = min(ends[failure.item], totalFrames)
      return SourceFailure(
        item: failure.item, frames: min(failure.frame, end)..<end, why: failure.error.what)
    }
  }
}
