import Clocks
import Scheduling

extension AsRunEntry {
  /// The cause of most of the missing frames.
  var mainCause: Cause? {
    var frames: [Cause: Int64] = [:]
    for gap in gaps { frames[gap.cause, default: 0] += gap.frames }
    return frames.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
  }

  /// Enters the frames `start..<end` as missing, except those that are entered already. Gaps stay ordered and apart.
  ///
  /// - Parameter anchor: when frame 0 was due.
  mutating func enterGap(from start: Int64, until end: Int64, cause: Cause, anchor: WallTime) {
    var free = [(start: max(0, start), end: end)]
    for gap in gaps {
      free = free.flatMap { piece in
        [
          (start: piece.start, end: min(piece.end, gap.frame)),
          (start: max(piece.start, gap.frame + gap.frames), end: piece.end),
        ].filter { $0.start < $0.end }
      }
    }
    for piece in free where piece.start < piece.end {
      gaps.append(
        Gap(
          at: anchor + .frames(piece.start, at: frameRate), frame: piece.start,
          frames: piece.end - piece.start, cause: cause))
    }
    gaps.sort { $0.frame < $1.frame }
    joinGaps()
  }

  private mutating func joinGaps() {
    var joined: [Gap] = []
    for gap in gaps {
      if let last = joined.last, last.cause == gap.cause, last.frame + last.frames == gap.frame {
        joined[joined.count - 1].frames += gap.frames
      } else {
        joined.append(gap)
      }
    }
    gaps = joined
  }

  /// Makes the missing frames as many as were due and not played: what is not accounted for is missing at the
  /// end, and a gap that can not be (more frames sounded than it leaves room for) is shortened from the end.
  mutating func balance(cause: Cause, anchor: WallTime) {
    framesDue = max(framesDue, framesPlayed)
    let missing = framesDue - framesPlayed
    var surplus = framesMissing - missing
    while surplus > 0, var last = gaps.popLast() {
      let taken = min(surplus, last.frames)
      surplus -= taken
      last.frames -= taken
      if last.frames > 0 { gaps.append(last) }
    }
    let unaccounted = missing - framesMissing
    guard unaccounted > 0 else { return }
    // Backwards from the end through whatever is not a gap yet.
    var left = unaccounted
    var end = framesDue
    for gap in gaps.reversed() {
      let room = end - (gap.frame + gap.frames)
      if room > 0 {
        let taken = min(room, left)
        enterGap(from: end - taken, until: end, cause: cause, anchor: anchor)
        left -= taken
        if left == 0 { return }
      }
      end = gap.frame
    }
    if left > 0, end > 0 { enterGap(from: max(0, end - left), until: end, cause: cause, anchor: anchor) }
  }
}
