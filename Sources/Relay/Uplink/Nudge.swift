import Synchronization

/// Wakes one loop that has something to do. Several nudges before it looks are one.
struct Nudge: Sendable {
  let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() {
    (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  func callAsFunction() { continuation.yield() }
}
