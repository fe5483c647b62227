import Synchronization

/// Fills a ring with the frames of one cue. One thread works it, or a test does.
final class FrameFeed {
  enum Work: Sendable {
    /// More can be done at once.
    case more
    /// The ring is full, or the source is at its end.
    case idle
  }

  private let source: any FrameSource
  private let ring: FrameRing
  private let block: UnsafeMutableBufferPointer<Float>
  private var toldFailures = 0
  private var isAtEnd = false

  private static let blockFrames = 4096

  /// - Parameter from: the first frame that will be wanted.
  init(source: any FrameSource, ring: FrameRing, from: Int64) {
    self.source = source
    self.ring = ring
    block = .allocate(capacity: Self.blockFrames * ring.channels)
    go(to: from)
  }

  deinit { block.deallocate() }

  /// Does one block of work. `failed` is told of every failure once.
  func work(failed: (SourceFailure) -> Void) -> Work {
    if let frame = ring.askedJump { go(to: frame) }
    tellFailures(failed)
    guard !isAtEnd else { return .idle }
    guard ring.room >= Self.blockFrames else { return .idle }
    let count = source.read(into: block)
    tellFailures(failed)
    guard count > 0, let samples = block.baseAddress else {
      isAtEnd = true
      ring.finish(at: ring.end)
      return .idle
    }
    ring.append(samples, count: count)
    return .more
  }

  private func go(to frame: Int64) {
    let place = min(max(0, frame), source.totalFrames)
    source.seek(to: place)
    isAtEnd = false
    ring.jumped(to: place)
  }

  private func tellFailures(_ failed: (SourceFailure) -> Void) {
    let failures = source.failures
    guard failures.count > toldFailures else { return }
    for failure in failures[toldFailures...] {
      ring.addHole(failure.frames)
      failed(failure)
    }
    toldFailures = failures.count
  }
}
