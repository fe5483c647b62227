import Synchronization

/// Decoded frames between the thread that decodes a cue and the audio thread, addressed by their place in the cue.
///
/// The writer keeps the frames `valid`; the reader says from where on it is still interested. A jump is asked for by
/// the reader and answered by the writer; until then the ring is empty.
final class FrameRing: @unchecked Sendable {
  let capacity: Int
  let channels: Int
  let samples: UnsafeMutablePointer<Float>
  var mask: Int { capacity - 1 }

  private let validFrom = Atomic<Int64>(0)
  private let written = Atomic<Int64>(0)
  private let wanted = Atomic<Int64>(0)
  private let jumpTo = Atomic<Int64>(-1)
  private let sourceEnd = Atomic<Int64>(-1)
  private let holeCount = Atomic<Int>(0)
  private let holes: UnsafeMutablePointer<Range<Int64>>
  private static let mostHoles = 32

  /// - Parameter capacity: frames, a power of two. Memory that is never written costs nothing.
  init(capacity: Int, channels: Int) {
    precondition(capacity & (capacity - 1) == 0)
    self.capacity = capacity
    self.channels = channels
    samples = .allocate(capacity: capacity * channels)
    holes = .allocate(capacity: Self.mostHoles)
    holes.initialize(repeating: 0..<0, count: Self.mostHoles)
  }

  deinit {
    samples.deallocate()
    holes.deallocate()
  }

  /// Empties the ring for a new cue. Only while neither side is at work.
  func reset(from frame: Int64) {
    validFrom.store(frame, ordering: .relaxed)
    written.store(frame, ordering: .relaxed)
    wanted.store(frame, ordering: .relaxed)
    jumpTo.store(-1, ordering: .relaxed)
    sourceEnd.store(-1, ordering: .relaxed)
    holeCount.store(0, ordering: .releasing)
  }

  // MARK: The writer's side

  /// How many frames may be written now.
  var room: Int {
    let ahead = written.load(ordering: .relaxed) - wanted.load(ordering: .acquiring)
    return max(0, min(capacity, capacity - Int(clamping: ahead)))
  }

  var end: Int64 { written.load(ordering: .relaxed) }

  /// Appends `count` interleaved frames. `count` is at most `room`.
  func append(_ frames: UnsafePointer<Float>, count: Int) {
    let at = written.load(ordering: .relaxed)
    var done = 0
    while done < count {
      let slot = Int(truncatingIfNeeded: at + Int64(done)) & mask
      let run = min(count - done, capacity - slot)
      (samples + slot * channels).update(from: frames + done * channels, count: run * channels)
      done += run
    }
    let from = at + Int64(count) - Int64(capacity)
    if from > validFrom.load(ordering: .relaxed) { validFrom.store(from, ordering: .releasing) }
    written.store(at + Int64(count), ordering: .releasing)
  }

  /// The place the reader asked to go on at, if it did.
  var askedJump: Int64? {
    let frame = jumpTo.load(ordering: .acquiring)
    return frame < 0 ? nil : frame
  }

  func jumped(to frame: Int64) {
    validFrom.store(frame, ordering: .releasing)
    written.store(frame, ordering: .releasing)
    jumpTo.store(-1, ordering: .releasing)
  }

  /// No frame at or after `frame` exists.
  func finish(at frame: Int64) {
    sourceEnd.store(frame, ordering: .releasing)
  }

  /// These frames can not be decoded; silence stands for them.
  func addHole(_ frames: Range<Int64>) {
    let count = holeCount.load(ordering: .relaxed)
    guard count < Self.mostHoles, !frames.isEmpty else { return }
    holes[count] = frames
    holeCount.store(count + 1, ordering: .releasing)
  }

  // MARK: The reader's side

  /// The frames that can be read now.
  var valid: Range<Int64> {
    guard jumpTo.load(ordering: .acquiring) < 0 else { return 0..<0 }
    // In this order: the end is published after the beginning.
    let end = written.load(ordering: .acquiring)
    let start = validFrom.load(ordering: .acquiring)
    return start < end ? start..<end : end..<end
  }

  /// Frames before `frame` are no longer of interest.
  func release(before frame: Int64) {
    if frame > wanted.load(ordering: .relaxed) { wanted.store(frame, ordering: .releasing) }
  }

  /// Asks the writer to go on at `frame`; the ring is empty until it does.
  func askJump(to frame: Int64) {
    guard jumpTo.load(ordering: .acquiring) < 0 else { return }
    wanted.store(frame, ordering: .releasing)
    jumpTo.store(frame, ordering: .releasing)
  }

  /// Where the source ends, once known.
  var knownEnd: Int64? {
    let frame = sourceEnd.load(ordering: .acquiring)
    return frame < 0 ? nil : frame
  }

  func hole(at frame: Int64) -> Range<Int64>? {
    for index in 0..<holeCount.load(ordering: .acquiring) where holes[index].contains(frame) {
      return holes[index]
    }
    return nil
  }

  /// Where the next hole after `frame` begins.
  func nextHole(after frame: Int64) -> Int64? {
    var nearest: Int64?
    for index in 0..<holeCount.load(ordering: .acquiring) where holes[index].lowerBound > frame {
      nearest = min(nearest ?? .max, holes[index].lowerBound)
    }
    return nearest
  }
}
