import CLinux
import Glibc

/// An eventfd: wakes a thread that waits in `poll`.
final class EventDescriptor: Sendable {
  let descriptor: Int32

  /// Nil when the process has no descriptor left.
  init?() {
    descriptor = linux_event_open()
    guard descriptor >= 0 else { return nil }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func signal() {
    var one: UInt64 = 1
    _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
  }
}
