import Clocks
import NIOCore
import Synchronization

/// One attempt to fetch one file from one source.
struct MediaTransfer: Sendable {
  enum Ending: Sendable {
    case delivered(path: String)
    case stopped
    case failed(MediaSourceFailure, gained: Int64)
    case refused(MediaRefusal)
  }

  let wish: MediaWish
  let source: any MediaSource
  let isFresh: Bool
  let store: MediaStore
  let clock: FetchClock
  let patience: Duration
  let leastBytes: Int64

  /// Runs to an end: the file, a failure, a stall, or the end of `stopped`.
  func run(until stopped: AsyncStream<Never>, reportingTo fetcher: MediaFetcher) async -> Ending {
    let pulse = Pulse(at: clock.monotonic(), enough: leastBytes)
    return await withTaskGroup(of: Ending.self) { group in
      group.addTask { await pull(pulse, reportingTo: fetcher) }
      group.addTask { await watch(pulse) }
      group.addTask {
        for await _ in stopped {}
        return .stopped
      }
      var ending = await group.next() ?? .stopped
      group.cancelAll()
      // Also what came in the moment in which it was stopped counts.
      for await other in group {
        if case .delivered = other { ending = other }
      }
      return ending
    }
  }

  private func pull(_ pulse: Pulse, reportingTo fetcher: MediaFetcher) async -> Ending {
    let partial: PartialMedia
    do {
      partial = try await store.begin(wish.sha256, bytes: wish.bytes)
    } catch {
      return .refused(error)
    }
    var ending: Ending
    do {
      try await receive(into: partial, pulse, reportingTo: fetcher)
      ending = .delivered(path: try await partial.finish())
    } catch let refusal as MediaRefusal {
      ending = .refused(refusal)
    } catch let failure as MediaSourceFailure {
      ending = Task.isCancelled ? .stopped : .failed(failure, gained: pulse.total)
    } catch {
      let failure = MediaSourceFailure(source.name, broken: error)
      ending = Task.isCancelled ? .stopped : .failed(failure, gained: pulse.total)
    }
    await partial.close()
    return ending
  }

  private func receive(
    into partial: PartialMedia, _ pulse: Pulse, reportingTo fetcher: MediaFetcher
  ) async throws {
    if isFresh { try await partial.restart() }
    guard !partial.isWhole else { return }
    let answer = try await source.open(sha256: wish.sha256, from: partial.offset)
    pulse.rests(until: clock.monotonic())
    if let total = answer.total, total != wish.bytes {
      throw MediaSourceFailure(source.name, .wrongLength(expected: wish.bytes, found: total))
    }
    guard answer.start >= 0, answer.start <= partial.offset else {
      throw MediaSourceFailure(source.name, .wrongPart)
    }
    await fetcher.began(wish, from: source.name, at: partial.offset)
    var skip = partial.offset - answer.start
    for try await var piece in answer.body {
      try Task.checkCancellation()
      let count = piece.readableBytes
      let dropped = Int(min(Int64(count), skip))
      piece.moveReaderIndex(forwardBy: dropped)
      skip -= Int64(dropped)
      let before = partial.offset
      try await partial.append(piece)
      let gained = Int(partial.offset - before)
      pulse.received(count, gained: gained, at: clock.monotonic())
      let pause = await fetcher.received(
        count, gained: gained, of: wish, held: partial.offset, from: source.name)
      if pause > .zero {
        // Waiting for the bandwidth limit is no stall.
        let end = clock.monotonic() + pause
        pulse.rests(until: end)
        try await clock.sleep(end)
      }
      // What goes beyond the file is not even read.
      if partial.isWhole { return }
    }
    try Task.checkCancellation()
    guard partial.isWhole else {
      throw MediaSourceFailure(source.name, .truncated(held: partial.offset, of: wish.bytes))
    }
  }

  /// Ends when too little came for too long.
  private func watch(_ pulse: Pulse) async -> Ending {
    while true {
      do {
        try await clock.sleep(pulse.last + patience)
      } catch {
        return .stopped
      }
      guard clock.monotonic() - pulse.last >= patience else { continue }
      let failure = MediaSourceFailure(source.name, .stalled(seconds: Int(patience.inSeconds)))
      return .failed(failure, gained: pulse.total)
    }
  }

  /// When enough came last.
  private final class Pulse: Sendable {
    private struct State {
      var last: MonotonicTime
      /// Bytes received since.
      var since: Int64 = 0
      var total: Int64 = 0
    }
    private let state: Mutex<State>
    private let enough: Int64

    init(at now: MonotonicTime, enough: Int64) {
      state = Mutex(State(last: now))
      self.enough = enough
    }

    var last: MonotonicTime { state.withLock { $0.last } }
    /// Bytes by which the file has grown.
    var total: Int64 { state.withLock { $0.total } }

    func received(_ bytes: Int, gained: Int, at now: MonotonicTime) {
      state.withLock { state in
        state.total += Int64(gained)
        state.since += Int64(bytes)
        guard state.since >= enough else { return }
        state.since = 0
        state.last = max(state.last, now)
      }
    }

    /// Nothing is expected before this instant.
    func rests(until instant: MonotonicTime) {
      state.withLock { $0.last = max($0.last, instant) }
    }
  }
}
