import CLinux
public import Clocks
import Glibc

/// The wall clock was set: it no longer shows what it would have shown.
public struct ClockStep: Sendable, Hashable {
  /// How far it went: positive forwards, negative back into the past.
  public var amount: Duration
  /// Both clocks after the step.
  public var reading: ClockReading

  public init(amount: Duration, reading: ClockReading) {
    self.amount = amount
    self.reading = reading
  }
}

/// Notices steps of the wall clock, which timers on the monotonic clock never see.
public enum ClockWatch {
  /// The steps from now on. Watching ends with the iteration.
  ///
  /// The kernel tells of a step at once (timerfd, TFD_TIMER_CANCEL_ON_SET). Beside that the clocks are compared
  /// every `interval`, for machines whose clock is moved without the kernel saying so (a resumed virtual machine).
  public static func steps(
    comparingEvery interval: Duration = .seconds(1),
    reading read: @escaping @Sendable () -> ClockReading = SystemClock.read
  ) throws(PlatformError) -> AsyncStream<ClockStep> {
    let watch = linux_clock_watch_open()
    guard watch >= 0 else { throw PlatformError(.clockWatch, errno: errno) }
    guard let stop = EventDescriptor() else {
      let error = errno
      close(watch)
      throw PlatformError(.clockWatch, errno: error)
    }
    let (steps, continuation) = AsyncStream<ClockStep>.makeStream()
    // The clocks are compared with this moment even if the thread begins later.
    let first = read()
    let timeout = Int32(clamping: interval.wholeNanoseconds / 1_000_000)
    do {
      _ = try SystemThread(name: "loa-clock") {
        var detector = ClockStepDetector(first)
        waiting: while true {
          switch linux_clock_watch_wait(watch, stop.descriptor, timeout) {
          case Int32(LINUX_CLOCK_WATCH_SET.rawValue):
            if let step = detector.clockWasSet(read()) { continuation.yield(step) }
          case Int32(LINUX_CLOCK_WATCH_QUIET.rawValue):
            if let step = detector.compare(read()) { continuation.yield(step) }
          default:
            break waiting
          }
        }
        close(watch)
        continuation.finish()
      }
    } catch {
      close(watch)
      throw error
    }
    continuation.onTermination = { _ in stop.signal() }
    return steps
  }
}

/// Tells a step of the wall clock from its being slewed.
struct ClockStepDetector {
  /// A clock that is being slewed moves by at most some 8 % (chrony's default limit is 83 ms each second), and the
  /// clocks are compared every second.
  static let slewing = Duration.milliseconds(100)
  /// Setting the clock to what it shows already is no step; the rest is the uncertainty of a reading.
  static let nothing = Duration.microseconds(100)

  private var last: ClockReading

  init(_ first: ClockReading) {
    last = first
  }

  /// The kernel says that the clock was set.
  mutating func clockWasSet(_ reading: ClockReading) -> ClockStep? {
    step(to: reading, beyond: Self.nothing)
  }

  /// Nobody says so.
  mutating func compare(_ reading: ClockReading) -> ClockStep? {
    step(to: reading, beyond: Self.slewing)
  }

  private mutating func step(to reading: ClockReading, beyond tolerance: Duration) -> ClockStep? {
    let amount = reading.wall - last.wall(at: reading.monotonic)
    last = reading
    guard amount > tolerance || amount < .zero - tolerance else { return nil }
    return ClockStep(amount: amount, reading: reading)
  }
}
