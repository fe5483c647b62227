import Clocks

/// Slows joining down while wrong codes are tried, by whomever.
///
/// A secret of 128 bits is not guessed in any case; this keeps somebody who tries from filling the log and using
/// up the processor. Who holds a good code gets through with a little patience.
struct JoinAttempts: Sendable {
  /// So many wrong codes are taken for slips of people.
  var free = 10
  /// After the first one too many; doubled for each further one.
  var firstPause: Duration = .seconds(1)
  var longestPause: Duration = .seconds(30)
  /// Without a wrong code for so long, all is forgotten.
  var memory: Duration = .minutes(10)

  private(set) var wrong = 0
  private var lastWrong: MonotonicTime?
  private var next: MonotonicTime?

  /// Asks to try a code.
  /// - Returns: How long to wait before asking again; nil to go on.
  mutating func wait(at now: MonotonicTime) -> Duration? {
    if let lastWrong, now - lastWrong >= memory {
      wrong = 0
      self.lastWrong = nil
      next = nil
    }
    guard wrong >= free else { return nil }
    if let next, now < next { return next - now }
    // One at a time: those that arrive together do not all pass before the first is found wrong.
    next = now + pause
    return nil
  }

  mutating func wasWrong(at now: MonotonicTime) {
    wrong += 1
    lastWrong = now
    guard wrong >= free else { return }
    next = now + pause
  }

  private var pause: Duration {
    let doublings = min(max(wrong - free, 0), 16)
    return min(longestPause, firstPause * (1 << doublings))
  }
}
