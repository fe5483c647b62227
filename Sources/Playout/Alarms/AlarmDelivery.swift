import Clocks
import Phrases

/// What is still to be told over one channel, and when it is tried: a pure state machine. Notices go in order, each until it
/// was taken once, and then never again.
///
/// What is not taken is tried again after 5 s, 10 s, 20 s … up to a quarter of an hour, for a day. Where more wait than
/// there is room for, the oldest are dropped; the journal has them all.
struct AlarmDelivery: Sendable {
  struct Policy: Sendable, Hashable {
    /// So many notices are told at once, at most.
    var together: Int
    /// How long a first notice waits for others that go with it.
    var gathering: Duration

    static let oneByOne = Policy(together: 1, gathering: .zero)
    /// A bad minute is one letter.
    static let letters = Policy(together: 50, gathering: .seconds(10))
  }

  enum Step: Sendable {
    /// Tell these, and say by `told` what came of it.
    case tell([AlarmNotice])
    /// Nothing to do until then; nil: until something is added.
    case wait(until: MonotonicTime?)
  }

  /// What is worth a line in the journal.
  enum News: Sendable {
    case outageBegan(Text)
    /// - Parameter dropped: Notices that were not told in the meantime.
    case outageEnded(dropped: Int)
  }

  static let room = 64
  static let patience = Duration.hours(24)

  private struct Waiting {
    var notice: AlarmNotice
    var since: MonotonicTime
  }

  private let policy: Policy
  private var waiting: [Waiting] = []
  /// How many of the first are being told.
  private var underWay = 0
  private var failures = 0
  private var retryAt: MonotonicTime?
  private var dropped = 0

  init(_ policy: Policy) { self.policy = policy }

  var count: Int { waiting.count }

  mutating func add(_ notice: AlarmNotice, now: MonotonicTime) {
    waiting.append(Waiting(notice: notice, since: now))
    while waiting.count > Self.room, underWay < waiting.count - 1 {
      waiting.remove(at: underWay)
      dropped += 1
    }
  }

  mutating func step(now: MonotonicTime) -> Step {
    guard underWay == 0 else { return .wait(until: nil) }
    let before = waiting.count
    waiting.removeAll { now - $0.since > Self.patience }
    dropped += before - waiting.count
    guard let first = waiting.first else { return .wait(until: nil) }
    let ready = max(first.since + policy.gathering, retryAt ?? first.since)
    guard ready <= now else { return .wait(until: ready) }
    underWay = min(policy.together, waiting.count)
    return .tell(waiting.prefix(underWay).map(\.notice))
  }

  /// - Parameter failure: Why they were not taken; nil: they were.
  mutating func told(_ failure: Text?, now: MonotonicTime) -> News? {
    let count = underWay
    underWay = 0
    guard let failure else {
      waiting.removeFirst(min(count, waiting.count))
      defer { (failures, retryAt, dropped) = (0, nil, 0) }
      return failures > 0 || dropped > 0 ? .outageEnded(dropped: dropped) : nil
    }
    failures += 1
    retryAt = now + Self.pause(after: failures)
    return failures == 1 ? .outageBegan(failure) : nil
  }

  static func pause(after failures: Int) -> Duration {
    .seconds(min(15 * 60, 5 << min(max(0, failures - 1), 8)))
  }
}
