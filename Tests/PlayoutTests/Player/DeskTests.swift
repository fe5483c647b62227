import Clocks
import Scheduling
import Testing

@testable import Playout

@Suite struct DeskTests {
  private let now = MonotonicTime(nanoseconds: 0)

  private func cue(_ number: UInt64, in seconds: Int) -> Cue {
    Cue(
      id: Cue.ID(number), airing: AiringID("a"), items: [], start: now + .seconds(seconds),
      duration: .seconds(10))
  }

  @Test func aCueTakesAVoiceOnlyWhenItIsNear() {
    var desk = Desk(voices: 2, rate: 48_000)
    #expect(desk.arm(cue(1, in: 60), now: now).isEmpty)
    #expect(desk.tick(now: now + .seconds(44)).isEmpty)
    #expect(desk.tick(now: now + .seconds(46)).count == 1)
  }

  @Test func anEmergencyFindsAVoiceWhileOthersWaitFarAhead() {
    var desk = Desk(voices: 2, rate: 48_000)
    for number in 1...10 { _ = desk.arm(cue(UInt64(number), in: 3600 + number), now: now) }
    #expect(desk.arm(cue(99, in: 0), now: now).count == 1)
  }

  @Test func aVoiceIsUsedAgainOnceItsDecoderHasEnded() {
    var desk = Desk(voices: 1, rate: 48_000)
    _ = desk.arm(cue(1, in: 1), now: now)
    #expect(desk.arm(cue(2, in: 2), now: now).isEmpty)
    #expect(desk.over(voice: 0) == [.unload(voice: 0)])
    #expect(desk.tick(now: now).isEmpty)
    #expect(desk.unloaded(voice: 0, now: now).count == 1)
    #expect(desk.cues == [Cue.ID(2)])
  }

  @Test func aCueStoppedBeforeItComesNearEndsUnheard() {
    var desk = Desk(voices: 1, rate: 48_000)
    _ = desk.arm(cue(1, in: 100), now: now)
    #expect(desk.stop(Cue.ID(1), fade: .zero) == [.endedUnheard(Cue.ID(1))])
    #expect(desk.cues.isEmpty)
  }

  @Test func theSameCueIsNotArmedTwice() {
    var desk = Desk(voices: 2, rate: 48_000)
    _ = desk.arm(cue(1, in: 1), now: now)
    #expect(desk.arm(cue(1, in: 1), now: now).isEmpty)
  }
}

@Suite struct DeviceRecoveryTests {
  @Test func theRetriesOfAnAbsentDeviceGrowToTwoSecondsAndNeverEnd() {
    var now = MonotonicTime(nanoseconds: 0)
    var recovery = DeviceRecovery(now: now, buffer: .milliseconds(250))
    var pauses: [Duration] = []
    for _ in 0..<100 {
      #expect(recovery.isDue(at: now))
      recovery.lost(at: now)
      guard case .closed(let retry) = recovery.state else { return }
      pauses.append(retry - now)
      now = retry
    }
    #expect(
      pauses.prefix(4) == [.milliseconds(200), .milliseconds(400), .milliseconds(800), .milliseconds(1600)])
    #expect(pauses.last == .seconds(2))
  }
}
