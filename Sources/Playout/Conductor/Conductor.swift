public import Clocks
import Scheduling

/// What should be on air now: a pure state machine. Events in, actions out.
///
/// It holds no clock, file, socket or thread. Every event comes with a reading of the clocks; what is to be done is
/// returned in the order in which it is to be done. Wall time decides what is due; once an airing sounds, its place
/// is kept on the monotonic clock, so that a step of the wall clock does not disturb it.
///
/// **Outcomes.** Every airing of a rundown, and every order, gets exactly one entry:
/// - `aired`: every frame due left the device, the first no later than `Policy.tolerance` after the planned start.
/// - `late`: every frame due, but the first later than that (a restart). Its cause is what held it first.
/// - `partial`: some frames, not all: joined late, gaps, cut at quiet hours or at the next show, broken off by
///   a power cut. Its cause is that of most of the missing frames.
/// - `interrupted`: a person or a higher priority ended it for good before its end.
/// - `missed`: it should have sounded and nothing of it did. Its cause is what held it first.
/// - `moved`: it fell on a holiday; it airs under another id, which has an entry of its own.
/// - `cancelled`: taken out before anything of it sounded: by a person, an edit, a holiday, quiet hours.
///
/// Of an entry that sounded, the frames played and the frames of its gaps are together the frames due.
public struct Conductor: Sendable {
  let node: Node
  var policy: Policy
  var quiet: QuietTimes
  /// What sounds in place of an airing that turned out silent; empty: nothing.
  var fallback: [Item] = []

  /// The airings without an outcome.
  var book: [AiringID: Standing] = [:]
  /// The keys of `book`, ordered by planned start, then id.
  var order: [AiringID] = []
  /// Those with an open entry.
  var performing: Set<AiringID> = []
  /// Who owns a cue.
  var owners: [Cue.ID: AiringID] = [:]
  var lastCue: UInt64 = 0

  /// Airings with an outcome, and their planned start; the end of time where it is not known any more.
  var entered: [AiringID: WallTime] = [:]
  /// With more than so many of them those of old are let go of.
  private var mostEntered = 64
  var settledThrough: WallTime?
  /// What was planned before it and has no entry may have aired: the log of that time is lost.
  var logRestoredAt: WallTime?
  /// Up to where a rundown has ever reached; nil before the first.
  var coveredUntil: WallTime?
  var hasRundown = false
  var remembered: Memory?
  var rememberedAt: MonotonicTime?

  var clock = ClockTrust()
  var device: DeviceState = .closed
  /// Since when the device has been running; nil: it never was.
  var deviceRunningSince: MonotonicTime?
  /// Why it can not be used, as far as was told; nil: it can.
  var deviceTrouble: DeviceTrouble?
  var deviceRate: Int
  var alarms: [Alarm.Key: Alarm] = [:]
  /// How many warnings of a missing edition were given.
  var warned: [AiringID: Int] = [:]

  var shutdown: Shutdown?

  /// Of the event in hand.
  var actions: [Action] = []
  var wake = MonotonicTime(nanoseconds: .max)

  struct Shutdown: Sendable {
    var by: String?
    var reason: String?
    var isFinished = false
  }

  public init(node: Node, policy: Policy = Policy(), quiet: QuietTimes) {
    self.node = node
    self.policy = policy
    self.quiet = quiet
    self.deviceRate = node.frameRate
  }

  /// Takes an event and says what is to be done about it, in order; the last action is always `wake`.
  public mutating func handle(_ event: Event, at now: ClockReading) -> [Action] {
    actions = []
    read(now)
    switch event {
    case .restored(let restored): restore(restored, now)
    case .rundown(let rundown): take(rundown, now)
    case .player(let report): hear(report, now)
    case .command(let command): obey(command, now)
    case .policy(let changed): policy = changed
    case .quiet(let changed): quiet = changed
    case .fallback(let items): fallback = items
    case .clockStepped, .tick: break
    case .shutdown(let by, let reason):
      if shutdown == nil { shutdown = Shutdown(by: by, reason: reason) }
    }
    judgeClock(now)
    wake = now.monotonic + policy.rememberEvery
    watchPlayer(now)
    if shutdown == nil {
      shareTheAir(now)
      settle(now)
      warnOfMissingEditions(now)
    } else {
      windDown(now)
    }
    remember(now)
    actions.append(.wake(at: max(wake, now.monotonic + .milliseconds(1))))
    defer { actions = [] }
    return actions
  }

  /// Asks to be woken no later than this, if it is ahead.
  mutating func look(at instant: MonotonicTime, _ now: ClockReading) {
    if instant > now.monotonic { wake = min(wake, instant) }
  }

  /// When frame 0 of an airing is due by plan.
  func plannedStart(of standing: Standing, _ now: ClockReading) -> MonotonicTime {
    standing.fixedStart ?? now.monotonic(at: standing.airing.plannedStart)
  }

  /// No slot is longer.
  public static let longestAiring = Duration.hours(24)

  // MARK: - The book

  mutating func insert(_ standing: Standing) {
    let id = standing.airing.id
    if book.updateValue(standing, forKey: id) == nil {
      order.insert(id, at: place(of: standing.airing))
    }
    if standing.performance != nil { performing.insert(id) }
  }

  /// Replaces the airing of a standing, whose planned start may be another now.
  mutating func replace(_ id: AiringID, by airing: Airing) {
    guard var standing = book.removeValue(forKey: id) else { return }
    order.removeAll { $0 == id }
    standing.airing = airing
    insert(standing)
  }

  mutating func remove(_ id: AiringID) {
    guard let standing = book.removeValue(forKey: id) else { return }
    order.removeAll { $0 == id }
    performing.remove(id)
    if let cue = standing.performance?.cue { owners[cue.id] = nil }
    entered[id] = standing.airing.plannedStart
    warned[id] = nil
    clear(.editionMissing, id.text)
    clear(.clash, id.text)
  }

  private func place(of airing: Airing) -> Int {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      let other = book[order[middle]]?.airing
      let isBefore = other.map { ($0.plannedStart, $0.id) < (airing.plannedStart, airing.id) } ?? true
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: - Memory

  /// Moves the settled time on and asks to have the memory kept where it changed.
  private mutating func remember(_ now: ClockReading) {
    if hasRundown, clock.isTrusted, let covered = coveredUntil {
      let first = order.first.flatMap { book[$0]?.airing.plannedStart }
      let through = min(now.wall, covered, first ?? now.wall)
      if through > settledThrough ?? WallTime(nanoseconds: .min) {
        settledThrough = through
        if entered.count > mostEntered {
          // As long as an airing may last it may be told again.
          entered = entered.filter { $0.value >= through - Self.longestAiring }
          mostEntered = max(64, 2 * entered.count)
        }
      }
    }
    guard let through = settledThrough ?? clock.lastKnown, let known = clock.lastKnown else { return }
    let memory = Memory(
      settledThrough: through, lastKnownTime: known,
      orders: order.compactMap { book[$0]?.order },
      withdrawn: order.compactMap { id in
        book[id].flatMap { $0.isWithdrawn && $0.performance == nil ? $0.airing : nil }
      })
    let isDue = rememberedAt.map { now.monotonic - $0 >= policy.rememberEvery } ?? true
    let isNews =
      memory.orders != remembered?.orders ?? [] || memory.withdrawn != remembered?.withdrawn ?? []
      || memory.lastKnownTime < remembered?.lastKnownTime ?? memory.lastKnownTime
      || actions.contains { if case .close = $0 { true } else if case .record = $0 { true } else { false } }
    guard isDue || isNews, memory != remembered else { return }
    remembered = memory
    rememberedAt = now.monotonic
    actions.append(.remember(memory))
  }
}
