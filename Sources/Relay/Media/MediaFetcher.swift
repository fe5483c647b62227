import Clocks
import Foundation
import NIOCore
public import Platform
public import ServiceLifecycle
import Synchronization

/// Brings the media that airings ahead need: nearest air time first, a few at a time, from several sources, within a
/// bandwidth limit and a disk budget, through links that break.
///
/// `FetchOrder` and `Shelf` decide; this carries it out.
public actor MediaFetcher: Service {
  public enum Event: Sendable {
    /// Complete, verified and synced.
    case delivered(sha256: String, path: String)
    /// Not taken or not kept, and from whom, where somebody is to blame.
    case refused(MediaRefusal, source: String?)
    /// A source that worked, or was new, fails. Said once, until it delivers again.
    case failing(MediaSourceFailure)
    /// At each further hundredth of a file.
    case progress(sha256: String, source: String, held: Int64, of: Int64)
  }

  public struct Limits: Sendable, Hashable {
    /// Bytes that the files may take on the disk.
    public var budget: Int64
    /// Bytes of the disk that stay free.
    public var reserve: Int64
    /// Thousands of bits in a second; nil: no limit.
    public var kilobitsPerSecond: Int?
    /// A source from which less than `leastBytes` came for so long is given up for now.
    public var patience: Duration
    public var leastBytes: Int64

    public init(
      budget: Int64, reserve: Int64 = 256 << 20, kilobitsPerSecond: Int? = nil,
      patience: Duration = .seconds(10), leastBytes: Int64 = 1024
    ) {
      self.budget = budget
      self.reserve = reserve
      self.kilobitsPerSecond = kilobitsPerSecond
      self.patience = patience
      self.leastBytes = leastBytes
    }
  }

  /// What is there and what is not, for status and reports.
  public struct Picture: Sendable {
    public struct Source: Sendable {
      public var name: String
      /// Why it rests, if it does.
      public var failure: MediaSourceFailure?
    }
    /// Not complete yet, nearest air time first; with the bytes held.
    public var missing: [(wish: MediaWish, held: Int64)]
    /// What fits neither budget nor disk.
    public var unfit: [MediaWish]
    /// What is being fetched now, and from which source.
    public var transfers: [String: String]
    public var sources: [Source]
  }

  /// For one reader. Unread events beyond the last 4096 are dropped; the store tells what is there.
  public nonisolated let events: AsyncStream<Event>

  let store: MediaStore
  let clock: FetchClock
  private let freeSpace: @Sendable (String) throws(PlatformError) -> FreeSpace
  private let tell: AsyncStream<Event>.Continuation
  private let signals: AsyncStream<Void>
  private let signal: AsyncStream<Void>.Continuation
  private var sources: [any MediaSource]
  private var order: FetchOrder
  private var limits: Limits
  private var bucket: TokenBucket
  private var wishes: [MediaWish] = []
  private var unfit: [MediaWish] = []
  private var isPlanStale = false
  /// When to look again for room that was not there.
  private var lookAgainAt: MonotonicTime?
  private var timer: MonotonicTime?
  private var stops: [String: AsyncStream<Never>.Continuation] = [:]

  /// - Parameters:
  ///   - sources: In the order in which they are asked.
  ///   - freeSpace: Of the disk that holds a path.
  public init(
    store: MediaStore, sources: [any MediaSource], limits: Limits, clock: FetchClock = .system,
    freeSpace: @escaping @Sendable (String) throws(PlatformError) -> FreeSpace = FreeSpace.init(at:)
  ) {
    self.store = store
    self.sources = sources
    self.limits = limits
    self.clock = clock
    self.freeSpace = freeSpace
    order = FetchOrder(sources: sources.map(\.name))
    bucket = TokenBucket(kilobitsPerSecond: limits.kilobitsPerSecond)
    (events, tell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(4096))
    (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  private static let pauseWithoutRoom = Duration.seconds(10)

  // MARK: What it is told

  /// What airings ahead need; replaces what was wanted before.
  public func want(_ wishes: [MediaWish]) {
    self.wishes = MediaWish.inOrder(wishes)
    isPlanStale = true
    signal.yield()
  }

  /// The link is up: sources that rest are tried at once.
  public func linkIsBack() {
    order.linkIsBack()
    signal.yield()
  }

  public func use(_ sources: [any MediaSource]) {
    self.sources = sources
    order.use(sources.map(\.name))
    signal.yield()
  }

  public func use(_ limits: Limits) {
    self.limits = limits
    bucket = TokenBucket(kilobitsPerSecond: limits.kilobitsPerSecond)
    isPlanStale = true
    signal.yield()
  }

  public var picture: Picture {
    Picture(
      missing: order.queue.map { ($0, store.bytesHeld(of: $0.sha256)) }, unfit: unfit,
      transfers: order.transfers,
      sources: order.sources.map { Picture.Source(name: $0, failure: order.health[$0]?.lastFailure) })
  }

  // MARK: The service

  /// Fetches until the task is cancelled or the service is shut down; what was got stays for the next run.
  public func run() async throws {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.verifyStore() }
      signal.yield()
      for await _ in signals.cancelOnGracefulShutdown() {
        if isPlanStale || lookAgainAt.map({ $0 <= clock.monotonic() }) ?? false { await plan() }
        let decision = order.decide(now: clock.monotonic(), wall: clock.wall())
        for action in decision.actions {
          switch action {
          case .stop(let sha256): stops[sha256]?.finish()
          case .start(let wish, let name, let isFresh):
            let (stopped, stop) = AsyncStream<Never>.makeStream()
            stops[wish.sha256] = stop
            let source = sources.first { $0.name == name }
            group.addTask { await self.carryOut(wish, source, isFresh: isFresh, until: stopped) }
          }
        }
        let wake = [decision.wake, lookAgainAt].compactMap(\.self).min()
        if let wake, timer.map({ wake < $0 }) ?? true {
          timer = wake
          group.addTask {
            try? await self.clock.sleep(wake)
            await self.woke(at: wake)
          }
        }
      }
      group.cancelAll()
    }
  }

  private func woke(at instant: MonotonicTime) {
    if timer == instant { timer = nil }
    signal.yield()
  }

  /// Reads every file once in each run, one after the other, beside all other work.
  private func verifyStore() async {
    for sha256 in store.unverified {
      if Task.isCancelled { return }
      guard let refusal = await store.verify(sha256) else { continue }
      tell.yield(.refused(refusal, source: nil))
      isPlanStale = true
      signal.yield()
    }
  }

  /// What to fetch, after making room.
  private func plan() async {
    isPlanStale = false
    let (path, freeSpace) = (store.folder, freeSpace)
    // Where the disk does not say how much is free, only the budget counts.
    let free = await MediaThread.run(on: .global(qos: .utility)) { () -> Int64 in
      (try? freeSpace(path))?.available ?? .max / 2
    }
    await store.note(wishes)
    let shelf = Shelf(budget: limits.budget, free: free, reserve: limits.reserve)
    let plan = shelf.plan(store.items, for: wishes)
    order.want(plan.fetch)
    for wish in plan.unfit where !unfit.contains(where: { $0.sha256 == wish.sha256 }) {
      tell.yield(.refused(MediaRefusal(wish.sha256, .noRoom(bytes: wish.bytes)), source: nil))
    }
    unfit = plan.unfit
    lookAgainAt = unfit.isEmpty ? nil : clock.monotonic() + Self.pauseWithoutRoom
    // What is wanted may have changed meanwhile; what is wanted now stays.
    let wanted = Set(wishes.map(\.sha256)).subtracting(unfit.map(\.sha256))
    await store.remove(plan.evict.filter { !wanted.contains($0) })
  }

  // MARK: One transfer

  private func carryOut(
    _ wish: MediaWish, _ source: (any MediaSource)?, isFresh: Bool, until stopped: AsyncStream<Never>
  ) async {
    var ending = FetchOrder.Ending.stopped
    if let source {
      let transfer = MediaTransfer(
        wish: wish, source: source, isFresh: isFresh, store: store, clock: clock, patience: limits.patience,
        leastBytes: limits.leastBytes)
      switch await transfer.run(until: stopped, reportingTo: self) {
      case .delivered(let path):
        ending = .delivered
        tell.yield(.delivered(sha256: wish.sha256, path: path))
      case .stopped: break
      case .failed(let failure, let gained):
        ending = .failed(failure, gained: gained)
        if order.isNews(failure, of: wish.sha256) { tell.yield(.failing(failure)) }
      case .refused(let refusal):
        ending = refusal.isOfContent ? .wrongContent : .storeRefused
        tell.yield(.refused(refusal, source: refusal.isOfContent ? source.name : nil))
        isPlanStale = true
      }
    }
    stops[wish.sha256] = nil
    order.ended(wish.sha256, ending, now: clock.monotonic(), chance: clock.chance())
    signal.yield()
  }

  func began(_ wish: MediaWish, from source: String, at offset: Int64) {
    order.began(wish.sha256, from: source, at: offset)
  }

  /// - Returns: how long to wait before taking more.
  func received(
    _ bytes: Int, gained: Int, of wish: MediaWish, held: Int64, from source: String
  ) -> Duration {
    if held * 100 / wish.bytes != (held - Int64(gained)) * 100 / wish.bytes {
      tell.yield(.progress(sha256: wish.sha256, source: source, held: held, of: wish.bytes))
    }
    return bucket.take(bytes, at: clock.monotonic())
  }
}
