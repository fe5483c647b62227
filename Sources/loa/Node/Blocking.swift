import Dispatch

/// Work that reads files for a long time, on a thread that may block: the cooperative pool is two wide on a small machine.
enum Blocking {
  private static let queue = DispatchQueue(label: "loa.files", qos: .utility)

  static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: work()) }
    }
  }
}
