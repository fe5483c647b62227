import CLinux
import Clocks
import Glibc
import Synchronization
import Testing

@testable import Platform

@Suite struct ClockWatchTests {
  private func reading(wall: Duration, monotonic: Duration) -> ClockReading {
    ClockReading(
      wall: WallTime(seconds: 1_646_000_000) + wall,
      monotonic: MonotonicTime(nanoseconds: 0) + monotonic, isSynchronised: true)
  }

  @Test func timePassingIsNoStep() {
    var detector = ClockStepDetector(reading(wall: .zero, monotonic: .zero))
    #expect(detector.compare(reading(wall: .seconds(1), monotonic: .seconds(1))) == nil)
    #expect(detector.clockWasSet(reading(wall: .seconds(2), monotonic: .seconds(2))) == nil)
  }

  @Test func slewingIsNoStepHoweverLongItGoesOn() {
    var detector = ClockStepDetector(reading(wall: .zero, monotonic: .zero))
    for second in 1...3600 {
      let wall = Duration.milliseconds(second * 1083)
      #expect(detector.compare(reading(wall: wall, monotonic: .seconds(second))) == nil)
    }
  }

  @Test(arguments: [Duration.hours(-1), .milliseconds(-150), .milliseconds(150), .days(300)])
  func aStepThatNobodyAnnouncesIsSeenOnceWithItsAmount(amount: Duration) {
    var detector = ClockStepDetector(reading(wall: .zero, monotonic: .zero))
    let after = reading(wall: .seconds(1) + amount, monotonic: .seconds(1))
    #expect(detector.compare(after) == ClockStep(amount: amount, reading: after))
    #expect(detector.compare(reading(wall: .seconds(2) + amount, monotonic: .seconds(2))) == nil)
  }

  @Test func aSmallStepIsSeenWhenTheKernelAnnouncesIt() {
    var detector = ClockStepDetector(reading(wall: .zero, monotonic: .zero))
    let after = reading(wall: .milliseconds(1020), monotonic: .seconds(1))
    #expect(detector.clockWasSet(after)?.amount == .milliseconds(20))
  }

  @Test func theWatchReportsAStepOfTheClock() async throws {
    let calls = Atomic(0)
    let start = reading(wall: .zero, monotonic: .zero)
    let after = reading(wall: .hours(-7), monotonic: .seconds(3))
    let steps = try ClockWatch.steps(comparingEvery: .milliseconds(1)) {
      calls.add(1, ordering: .relaxed).newValue <= 3 ? start : after
    }
    for await step in steps {
      #expect(step == ClockStep(amount: .hours(-7) - .seconds(3), reading: after))
      break
    }
  }

  @Test func theKernelAcceptsTheWatchAndSeesNoStepWhereThereIsNone() throws {
    let watch = linux_clock_watch_open()
    let stop = try #require(EventDescriptor())
    defer { close(watch) }
    #expect(watch >= 0)
    #expect(linux_clock_watch_wait(watch, stop.descriptor, 1) == Int32(LINUX_CLOCK_WATCH_QUIET.rawValue))
    stop.signal()
    #expect(linux_clock_watch_wait(watch, stop.descriptor, -1) == Int32(LINUX_CLOCK_WATCH_STOPPED.rawValue))
  }

  @Test func theWatchEndsWithTheTaskThatListens() async throws {
    let steps = try ClockWatch.steps()
    let listening = Task {
      for await _ in steps {}
      return true
    }
    listening.cancel()
    #expect(await listening.value)
  }
}
