import Clocks
import Testing

@testable import Relay

@Suite struct LinkClockTests {
  private static func instant(_ seconds: Double) -> MonotonicTime {
    MonotonicTime(nanoseconds: Int64(seconds * 1e9))
  }

  /// An exchange whose ways take these many milliseconds, with an upstream clock that shows `1000 s + monotonic`.
  private static func exchange(at seconds: Double, there: Double, back: Double) -> LinkClock.Exchange {
    let answered = seconds + there / 1000
    return LinkClock.Exchange(
      sent: instant(seconds), received: instant(seconds + (there + back) / 1000),
      upstream: WallTime(nanoseconds: Int64((1000 + answered) * 1e9)))
  }

  @Test func theErrorIsWithinTheBoundHoweverUnequalTheWaysAre() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      var clock = LinkClock()
      var now = 0.0
      for _ in 0..<30 {
        now += Double.random(in: 0.1...40, using: &random)
        let there = Double.random(in: 0.1...800, using: &random)
        let back = Double.random(in: 0.1...800, using: &random)
        clock.note(Self.exchange(at: now, there: there, back: back))
        now += (there + back) / 1000
        let estimate = try #require(clock.estimate(at: Self.instant(now)))
        let error = estimate.wall - WallTime(nanoseconds: Int64((1000 + now) * 1e9))
        #expect(abs(error.inSeconds) <= estimate.bound.inSeconds + 1e-6)
      }
    }
  }

  @Test func theTightestExchangeCountsUntilDriftHasMadeItWorse() throws {
    var clock = LinkClock()
    clock.note(Self.exchange(at: 0, there: 1, back: 1))
    clock.note(Self.exchange(at: 10, there: 200, back: 200))
    #expect(try #require(clock.estimate(at: Self.instant(10.4))).bound < .milliseconds(4))
    // After 2,000 s a drift of 200 ppm could have made 400 ms of it.
    let late = try #require(clock.estimate(at: Self.instant(2000)))
    #expect(late.bound > .milliseconds(300))
    clock.note(Self.exchange(at: 2000, there: 5, back: 5))
    #expect(try #require(clock.estimate(at: Self.instant(2000.01))).bound < .milliseconds(6))
  }

  @Test func afterAStepUpstreamWhatWasKnownBeforeIsForgotten() throws {
    var clock = LinkClock()
    clock.note(Self.exchange(at: 0, there: 1, back: 1))
    var stepped = Self.exchange(at: 5, there: 20, back: 20)
    stepped.upstream = stepped.upstream + .seconds(3600)
    clock.note(stepped)
    let estimate = try #require(clock.estimate(at: Self.instant(6)))
    #expect(abs((estimate.wall - WallTime(nanoseconds: 4606 * 1_000_000_000)).inSeconds) < 0.021)
  }

  @Test func anAnswerFromBeforeTheQuestionIsNoAnswer() {
    var clock = LinkClock()
    clock.note(
      LinkClock.Exchange(sent: Self.instant(2), received: Self.instant(1), upstream: WallTime(seconds: 0)))
    #expect(clock.estimate(at: Self.instant(3)) == nil)
  }

  @Test func onlyAClockThatIsNotSynchronisedFollowsAndOnlyGoodTime() {
    let now = Self.instant(50)
    func reading(_ isSynchronised: Bool) -> ClockReading {
      ClockReading(wall: WallTime(seconds: 7), monotonic: now, isSynchronised: isSynchronised)
    }
    let good = LinkClock.Estimate(wall: WallTime(seconds: 1050), bound: .milliseconds(10), isTrusted: true)
    var loose = good
    loose.bound = .milliseconds(60)
    loose.boundWhenMeasured = .milliseconds(60)
    var untrusted = good
    untrusted.isTrusted = false
    let limit = Duration.milliseconds(50)
    #expect(reading(true).following(good, within: limit) == reading(true))
    #expect(reading(false).following(loose, within: limit) == reading(false))
    #expect(reading(false).following(untrusted, within: limit) == reading(false))
    #expect(reading(false).following(nil, within: limit) == reading(false))
    let followed = reading(false).following(good, within: limit)
    #expect(followed.wall == WallTime(seconds: 1050))
    #expect(followed.isSynchronised && followed.isFromUpstream)
    #expect(followed.maximumError == .milliseconds(10))
  }

  /// Going back to a clock that nobody sets would be a step, of years where it is back in 2020.
  @Test func whenTheLinkIsGoneForLongTheUpstreamTimeIsHeldButDoesNotCountAsSynchronised() throws {
    var clock = LinkClock()
    clock.note(Self.exchange(at: 0, there: 1, back: 1))
    let wrong = ClockReading(
      wall: WallTime(seconds: 1), monotonic: Self.instant(10), isSynchronised: false)
    #expect(wrong.following(clock.estimate(at: Self.instant(10)), within: .milliseconds(50)).isSynchronised)
    var later = wrong
    later.monotonic = Self.instant(7200)
    let held = later.following(clock.estimate(at: later.monotonic), within: .milliseconds(50))
    #expect(abs((held.wall - WallTime(seconds: 8200)).inSeconds) < 0.002)
    #expect(held.isFromUpstream && !held.isSynchronised)
    #expect(try #require(held.maximumError) > .seconds(1))
  }
}
