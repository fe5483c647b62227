import Clocks

/// Which file is fetched from which source now: a state machine that knows neither clock nor network.
///
/// Nearest air time first. A source that fails rests for a while, and the next one is tried at once. What a source lacks, or
/// sent wrong, is not asked of it again for a while, though it may well deliver other files.
struct FetchOrder: Sendable {
  enum Action: Sendable, Hashable {
    /// - Parameter isFresh: what is held is thrown away first.
    case start(MediaWish, source: String, isFresh: Bool)
    /// End the transfer; what was got stays.
    case stop(String)
  }

  /// How a transfer ended.
  enum Ending: Sendable {
    case delivered
    case stopped
    /// - Parameter gained: bytes that came before it failed.
    case failed(MediaSourceFailure, gained: Int64)
    case wrongContent
    case storeRefused
  }

  struct Decision: Sendable, Equatable {
    var actions: [Action] = []
    /// When to decide again, if nothing happens before.
    var wake: MonotonicTime?
  }

  struct Health: Sendable, Equatable {
    var backoff = Backoff()
    /// Not asked before this instant.
    var restsUntil: MonotonicTime?
    var lastFailure: MediaSourceFailure?
  }

  private struct Transfer: Sendable {
    var source: String
    var isStopping = false
  }

  private struct Pair: Hashable {
    var sha256: String
    var source: String
  }

  /// Transfers at a time; a single one where the first file is due soon.
  static let width = 2
  static let soon: Duration = .minutes(2)
  /// Who delivered this much was worth asking: its failure is a new one.
  static let worthwhile: Int64 = 64 * 1024
  /// How long a source that alone sent wrong bytes is not asked for that file.
  static let distrust: Duration = .hours(1)
  /// Bytes that an earlier run of the program left.
  private static let earlierRun = ""

  private(set) var queue: [MediaWish] = []
  private(set) var sources: [String]
  private(set) var health: [String: Health] = [:]
  private var active: [String: Transfer] = [:]
  private var grudges: [Pair: Health] = [:]
  /// Whose bytes a beginning is made of.
  private var contributors: [String: Set<String>] = [:]
  /// Files which, put together from several sources, came out wrong: from now on all of it from one.
  private var unmixed: Set<String> = []
  private var disk = Health()

  init(sources: [String]) {
    self.sources = sources
  }

  /// What is being fetched, and from where.
  var transfers: [String: String] { active.mapValues(\.source) }

  mutating func want(_ wishes: [MediaWish]) {
    queue = MediaWish.inOrder(wishes)
    let wished = Set(queue.map(\.sha256))
    grudges = grudges.filter { wished.contains($0.key.sha256) }
    contributors = contributors.filter { wished.contains($0.key) || active[$0.key] != nil }
    unmixed.formIntersection(wished)
  }

  mutating func use(_ names: [String]) {
    sources = names
    health = health.filter { names.contains($0.key) }
    grudges = grudges.filter { names.contains($0.key.source) }
  }

  /// The link is up again: nobody rests any longer.
  mutating func linkIsBack() {
    for name in health.keys { health[name]?.restsUntil = nil }
  }

  mutating func decide(now: MonotonicTime, wall: WallTime) -> Decision {
    var decision = Decision()
    func wake(at instant: MonotonicTime?) {
      if let instant { decision.wake = min(decision.wake ?? instant, instant) }
    }
    let isDiskReady = disk.restsUntil.map { $0 <= now } ?? true
    if !isDiskReady { wake(at: disk.restsUntil) }

    var picked: Set<String> = []
    var starts: [Action] = []
    var width = Self.width
    for wish in queue where picked.count < width {
      if let transfer = active[wish.sha256] {
        // One that is being stopped must end before it can begin again.
        if transfer.isStopping || !sources.contains(transfer.source) { continue }
      } else if isDiskReady, let source = source(for: wish.sha256, now: now) {
        let others = contributors[wish.sha256, default: []].subtracting([source])
        starts.append(
          .start(wish, source: source, isFresh: unmixed.contains(wish.sha256) && !others.isEmpty))
      } else {
        if isDiskReady { wake(at: nextChance(for: wish.sha256)) }
        continue
      }
      if picked.isEmpty, wish.due - wall <= Self.soon { width = 1 }
      picked.insert(wish.sha256)
    }

    for (sha256, transfer) in active.sorted(by: { $0.key < $1.key })
    where !picked.contains(sha256) && !transfer.isStopping {
      active[sha256]?.isStopping = true
      decision.actions.append(.stop(sha256))
    }
    for case .start(let wish, let source, let isFresh) in starts {
      if isFresh { contributors[wish.sha256] = [] }
      active[wish.sha256] = Transfer(source: source)
      decision.actions.append(.start(wish, source: source, isFresh: isFresh))
    }
    return decision
  }

  /// A transfer's first bytes are coming.
  /// - Parameter offset: bytes that were held before.
  mutating func began(_ sha256: String, from source: String, at offset: Int64) {
    if offset == 0 { contributors[sha256] = [] }
    contributors[sha256, default: [Self.earlierRun]].insert(source)
  }

  mutating func ended(_ sha256: String, _ ending: Ending, now: MonotonicTime, chance: Double) {
    guard let transfer = active.removeValue(forKey: sha256) else { return }
    let source = transfer.source
    switch ending {
    case .stopped: break
    case .delivered:
      queue.removeAll { $0.sha256 == sha256 }
      contributors[sha256] = nil
      unmixed.remove(sha256)
      grudges = grudges.filter { $0.key.sha256 != sha256 }
      health[source] = Health()
      disk = Health()
    case .failed(let failure, _) where failure.isOfFile:
      let pair = Pair(sha256: sha256, source: source)
      grudges[pair, default: Health()].fail(failure, now: now, chance: chance)
    case .failed(let failure, let gained):
      if gained >= Self.worthwhile { health[source] = Health() }
      health[source, default: Health()].fail(failure, now: now, chance: chance)
    case .wrongContent:
      if contributors[sha256] == [source] {
        grudges[Pair(sha256: sha256, source: source), default: Health()].restsUntil = now + Self.distrust
      } else {
        unmixed.insert(sha256)
      }
      contributors[sha256] = []
    case .storeRefused:
      disk.fail(nil, now: now, chance: chance)
    }
  }

  /// Whether a failure is the first in a row, of the source or of this file at it.
  func isNews(_ failure: MediaSourceFailure, of sha256: String) -> Bool {
    let known =
      failure.isOfFile ? grudges[Pair(sha256: sha256, source: failure.source)] : health[failure.source]
    return known?.lastFailure == nil
  }

  /// The first in order that may be asked; for a file that must not be mixed, first who sent its beginning.
  private func source(for sha256: String, now: MonotonicTime) -> String? {
    let ready = sources.filter { mayBeAsked($0, for: sha256, since: now) }
    if unmixed.contains(sha256), let same = ready.first(where: { contributors[sha256] == [$0] }) {
      return same
    }
    return ready.first
  }

  private func mayBeAsked(_ source: String, for sha256: String, since now: MonotonicTime) -> Bool {
    [health[source], grudges[Pair(sha256: sha256, source: source)]].allSatisfy { health in
      health?.restsUntil.map { $0 <= now } ?? true
    }
  }

  /// When the first of the sources may be asked for a file again; nil if there is none.
  private func nextChance(for sha256: String) -> MonotonicTime? {
    sources.compactMap { source in
      [health[source]?.restsUntil, grudges[Pair(sha256: sha256, source: source)]?.restsUntil]
        .compactMap { $0 }.max()
    }.min()
  }
}

extension FetchOrder.Health {
  mutating func fail(_ failure: MediaSourceFailure?, now: MonotonicTime, chance: Double) {
    lastFailure = failure
    restsUntil = now + backoff.failed(chance: chance)
  }
}
