import Audio
import Clocks
import Synchronization

/// One thread's hold on the deck and the device.
///
/// A call into a driver may never return. While a thread is inside such a call, and only then, the session can be
/// taken from it; if the call does return, the thread learns that it has been given up and touches nothing any more.
final class Session: @unchecked Sendable {
  private enum Whereabouts {
    static let ours: UInt8 = 0
    static let insideCall: UInt8 = 1
    static let abandoned: UInt8 = 2
  }

  private let whereabouts = Atomic<UInt8>(Whereabouts.ours)
  let hasEnded = Atomic<Bool>(false)
  var output: (any AudioOutput)?
  /// Frames in the device's format on their way to it.
  private(set) var staging: UnsafeMutableRawPointer?
  private(set) var stagingFrames = 0

  deinit { staging?.deallocate() }

  /// Makes room for a whole buffer of the device.
  func makeStaging(for format: OutputFormat) {
    staging?.deallocate()
    let bytes = format.bufferFrames * format.bytesPerFrame
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    staging = memory
    stagingFrames = format.bufferFrames
  }

  /// Calls into the driver. Nil: the session was taken meanwhile; the caller must leave at once.
  func call<Answer>(_ body: () -> Answer) -> Answer? {
    whereabouts.store(Whereabouts.insideCall, ordering: .releasing)
    let answer = body()
    let (isOurs, _) = whereabouts.compareExchange(
      expected: Whereabouts.insideCall, desired: Whereabouts.ours, ordering: .acquiringAndReleasing)
    return isOurs ? answer : nil
  }

  /// Takes the session from a thread that is inside a call. False: it is not inside one.
  func abandon() -> Bool {
    whereabouts.compareExchange(
      expected: Whereabouts.insideCall, desired: Whereabouts.abandoned, ordering: .acquiringAndReleasing
    ).exchanged
  }
}
