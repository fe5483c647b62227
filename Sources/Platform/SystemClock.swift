import CLinux
public import Clocks
import Glibc

/// The clocks of this machine: the one place where Loa asks what time it is.
public enum SystemClock {
  /// Both clocks at one moment.
  ///
  /// The wall clock is read between two readings of the monotonic clock, a few times over; the tightest pair
  /// counts, so that being interrupted between the readings does no harm.
  public static func read() -> ClockReading {
    var best = pair()
    for _ in 0..<4 where best.width > 1_000 {
      let another = pair()
      if another.width < best.width { best = another }
    }
    var state = linux_clock_state()
    let isKnown = linux_clock_state_read(&state) == 0
    return ClockReading(
      wall: WallTime(nanoseconds: best.wall),
      monotonic: MonotonicTime(nanoseconds: best.monotonic),
      isSynchronised: isKnown && state.synchronised == 1,
      maximumError: isKnown ? .microseconds(state.max_error_us) : nil)
  }

  /// The monotonic clock alone, for measuring.
  public static func monotonic() -> MonotonicTime {
    MonotonicTime(nanoseconds: nanoseconds(of: CLOCK_MONOTONIC))
  }

  /// The wall clock, the monotonic instant at which it was read, and how uncertain that is, in nanoseconds.
  private static func pair() -> (wall: Int64, monotonic: Int64, width: Int64) {
    let before = nanoseconds(of: CLOCK_MONOTONIC)
    let wall = nanoseconds(of: CLOCK_REALTIME)
    let after = nanoseconds(of: CLOCK_MONOTONIC)
    return (wall, before + (after - before) / 2, after - before)
  }

  private static func nanoseconds(of clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
