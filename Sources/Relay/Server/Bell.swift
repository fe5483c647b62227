import Synchronization

/// Tells every listener which manifest is the newest, whenever that changes and every few seconds as a sign of life.
///
/// A listener that is slow misses rings, never the newest number.
final class Bell: Sendable {
  private struct Listeners: Sendable {
    var next: UInt64 = 0
    var waiting: [UInt64: AsyncStream<Int64>.Continuation] = [:]
    var isSilenced = false
  }

  private let listeners = Mutex(Listeners())

  /// How many listen.
  var count: Int { listeners.withLock { $0.waiting.count } }

  /// The numbers that are rung from now on, the newest only where several wait. It ends when the bell is silenced.
  func listen() -> AsyncStream<Int64> {
    let (stream, continuation) = AsyncStream<Int64>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let id: UInt64? = listeners.withLock { listeners in
      guard !listeners.isSilenced else { return nil }
      listeners.next += 1
      listeners.waiting[listeners.next] = continuation
      return listeners.next
    }
    guard let id else {
      continuation.finish()
      return stream
    }
    continuation.onTermination = { [weak self] _ in
      _ = self?.listeners.withLock { $0.waiting.removeValue(forKey: id) }
    }
    return stream
  }

  func ring(_ number: Int64) {
    let waiting = listeners.withLock { Array($0.waiting.values) }
    for continuation in waiting { continuation.yield(number) }
  }

  /// Lets every listener go, for the end of the service.
  func silence() {
    let waiting = listeners.withLock { listeners in
      listeners.isSilenced = true
      return Array(listeners.waiting.values)
    }
    for continuation in waiting { continuation.finish() }
  }
}
