import Synchronization

/// Tells those who wait that the log has grown.
final class Heads: Sendable {
  private struct State {
    var latest: Int64?
    var listeners: [Int: AsyncStream<Int64>.Continuation] = [:]
    var next = 0
    var isOver = false
  }

  private let state = Mutex(State())

  func tell(_ number: Int64) {
    state.withLock { state in
      state.latest = number
      // Within the lock, so that nobody hears an earlier number after a later one.
      for listener in state.listeners.values { listener.yield(number) }
    }
  }

  func finish() {
    let listeners = state.withLock { state in
      defer { state.listeners = [:] }
      state.isOver = true
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.finish() }
  }

  func stream() -> AsyncStream<Int64> {
    // Whoever is late needs only the last.
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let (id, isOver) = state.withLock { state in
        state.next += 1
        state.listeners[state.next] = continuation
        if let latest = state.latest { continuation.yield(latest) }
        return (state.next, state.isOver)
      }
      continuation.onTermination = { [weak self] _ in
        _ = self?.state.withLock { $0.listeners.removeValue(forKey: id) }
      }
      if isOver { continuation.finish() }
    }
  }
}

/// Lets one in at a time, in order of arrival.
final class Turnstile: Sendable {
  private struct State {
    var isTaken = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func inTurn<Value: Sendable>(_ work: () async throws -> Value) async rethrows -> Value {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        guard state.isTaken else {
          state.isTaken = true
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
    defer {
      let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
        guard !state.waiting.isEmpty else {
          state.isTaken = false
          return nil
        }
        return state.waiting.removeFirst()
      }
      next?.resume()
    }
    return try await work()
  }
}
