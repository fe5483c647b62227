import Synchronization

/// Something that happens once, for one waiter who may lose patience.
final class Signal: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<Bool, Never>)
    case over
  }

  private let state = Mutex(State.open)

  /// It has happened.
  func give() { settle(true) }

  private func settle(_ happened: Bool) {
    let waiter = state.withLock { state -> CheckedContinuation<Bool, Never>? in
      defer { if happened { state = .over } }
      guard case .awaited(let waiter) = state else { return nil }
      state = .over
      return waiter
    }
    waiter?.resume(returning: happened)
  }

  /// - Returns: whether it happened in time.
  func wait(upTo limit: Duration) async -> Bool {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        try? await Task.sleep(for: limit)
        self.settle(false)
      }
      let happened = await withCheckedContinuation { continuation in
        let isOver = self.state.withLock { state in
          guard case .over = state else {
            state = .awaited(continuation)
            return false
          }
          return true
        }
        if isOver { continuation.resume(returning: true) }
      }
      group.cancelAll()
      return happened
    }
  }
}
