import Clocks
import Glibc
import Platform
import Testing

@Suite struct SystemClockTests {
  @Test func bothClocksAreReadAtOneMoment() {
    let before = SystemClock.monotonic()
    let reading = SystemClock.read()
    let after = SystemClock.monotonic()
    #expect(before <= reading.monotonic && reading.monotonic <= after)
    var wall = timespec()
    clock_gettime(CLOCK_REALTIME, &wall)
    #expect(reading.wall <= WallTime(nanoseconds: Int64(wall.tv_sec) * 1_000_000_000 + Int64(wall.tv_nsec)))
    #expect(reading.wall > WallTime(seconds: 1_600_000_000))
  }

  @Test func twoReadingsAgreeAboutTheDistanceOfTheClocks() {
    // The tightest pair of many is good to microseconds; a millisecond would already be a wrong start.
    let distances = (0..<50).map { _ in
      let reading = SystemClock.read()
      return reading.wall.nanoseconds - reading.monotonic.nanoseconds
    }.sorted()
    #expect(distances[40] - distances[10] < 1_000_000)
  }

  @Test func theKernelSaysWhetherTheClockIsSynchronised() {
    let reading = SystemClock.read()
    #expect(reading.maximumError != nil)
    if reading.isSynchronised { #expect(reading.maximumError ?? .zero < .seconds(16)) }
  }
}
