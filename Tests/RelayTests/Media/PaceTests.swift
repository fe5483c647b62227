import Clocks
import SeededRandom
import Testing

@testable import Relay

@Suite struct PaceTests {
  @Test func waitsGrowFromHalfASecondToAMinuteAndBeginAnewAfterASuccess() {
    var backoff = Backoff()
    #expect(backoff.failed(chance: 0) == .milliseconds(500))
    var early = Backoff()
    #expect(early.failed(chance: 1) == .seconds(1))
    var waits: [Duration] = []
    for _ in 0..<100 { waits.append(backoff.failed(chance: 0.5)) }
    #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(waits.last == .seconds(45))
    backoff.succeeded()
    #expect(backoff.failed(chance: 0) == .milliseconds(500))
  }

  @Test func twoNodesDoNotStayInStep() {
    var chance = SeededChance(3)
    var backoff = Backoff()
    for _ in 0..<20 { _ = backoff.failed(chance: 0) }
    let waits = (0..<100).map { _ in
      var copy = backoff
      return copy.failed(chance: .random(in: 0..<1, using: &chance))
    }
    #expect(waits.allSatisfy { (.seconds(30)...(.seconds(60))).contains($0) })
    #expect(Set(waits).count > 90)
  }

  @Test func theBucketLetsThroughWhatItsRateAllows() {
    var bucket = TokenBucket(kilobitsPerSecond: 800)
    var chance = SeededChance(5)
    var now = MonotonicTime(nanoseconds: 0)
    var total = 0
    while total < 10_000_000 {
      let piece = Int.random(in: 1...65_536, using: &chance)
      total += piece
      now += bucket.take(piece, at: now)
    }
    let rate = Double(total) / (now - MonotonicTime(nanoseconds: 0)).inSeconds
    #expect(abs(rate - 100_000) < 1_000)
  }

  @Test func noLimitMeansNoWaiting() {
    var bucket = TokenBucket(kilobitsPerSecond: nil)
    #expect(bucket.take(1 << 30, at: MonotonicTime(nanoseconds: 0)) == .zero)
  }

  @Test func anIdleBucketSavesUpOnlyAQuarterOfASecond() {
    var bucket = TokenBucket(kilobitsPerSecond: 800)
    _ = bucket.take(1, at: MonotonicTime(nanoseconds: 0))
    let later = MonotonicTime(nanoseconds: 3_600_000_000_000)
    #expect(bucket.take(25_000, at: later) == .zero)
    #expect(bucket.take(100_000, at: later) == .seconds(1))
  }
}
