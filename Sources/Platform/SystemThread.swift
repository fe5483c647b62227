import CLinux
import Glibc
public import Phrases
import Synchronization

/// A thread of the operating system, for work that blocks or must not wait for others: the cooperative pool is
/// only as wide as the processor.
///
/// It is not joined by being forgotten: whoever must know that it has ended calls `join()`.
public final class SystemThread: Sendable {
  /// What a thread became.
  public enum Scheduling: Sendable, Hashable {
    case ordinary
    case realtime(priority: Int)
    /// Realtime was asked for and the system refused: it runs as an ordinary thread.
    case realtimeRefused(errno: Int32)

    /// What to tell the operator; nil when all is as asked.
    public var note: Text? {
      guard case .realtimeRefused(let errno) = self else { return nil }
      let reason = systemReason(errno)
      return Text { $0.realtimeRefused(reason: reason) }
    }
  }

  private struct Body: Sendable {
    let name: String
    let priority: Int?
    let started: @Sendable (Scheduling) -> Void
    let work: @Sendable () -> Void
  }

  private final class Box: Sendable {
    let body: Body
    init(_ body: Body) { self.body = body }
  }

  /// Nil once joined.
  private let handle: Mutex<pthread_t?>

  /// Starts a thread.
  ///
  /// - Parameters:
  ///   - name: Shown by `top -H`; the kernel keeps 15 bytes.
  ///   - realtimePriority: Ask for `SCHED_FIFO` at this priority, 1...99; refused, the thread still runs.
  ///   - started: Called first, on the new thread, with what it became.
  ///   - work: Runs to its end on the new thread.
  public init(
    name: String, realtimePriority: Int? = nil,
    started: @escaping @Sendable (Scheduling) -> Void = { _ in },
    work: @escaping @Sendable () -> Void
  ) throws(PlatformError) {
    let box = Unmanaged.passRetained(
      Box(Body(name: name, priority: realtimePriority, started: started, work: work)))
    var thread = pthread_t()
    let error = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let body = Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body
        linux_thread_name(String(decoding: body.name.utf8.prefix(15), as: UTF8.self))
        body.started(SystemThread.schedule(body.priority))
        body.work()
        return nil
      }, box.toOpaque())
    guard error == 0 else {
      box.release()
      throw PlatformError(.thread(name: name), errno: error)
    }
    handle = Mutex(thread)
  }

  deinit {
    let left = handle.withLock { $0.take() }
    if let left { pthread_detach(left) }
  }

  /// Waits, blocking, until the thread has ended. A second call returns at once.
  public func join() {
    let thread = handle.withLock { $0.take() }
    if let thread { pthread_join(thread, nil) }
  }

  private static func schedule(_ priority: Int?) -> Scheduling {
    guard let priority else { return .ordinary }
    let error = linux_thread_realtime(Int32(clamping: priority))
    return error == 0 ? .realtime(priority: priority) : .realtimeRefused(errno: error)
  }
}
