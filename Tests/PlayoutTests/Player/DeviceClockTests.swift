import Clocks
import SeededRandom
import Testing

@testable import Playout

@Suite struct DeviceClockTests {
  /// Feeds a clock with a card's pointer for `seconds` and returns the worst error of the prediction for a quarter of a
  /// second ahead, in ms, over the second half.
  private func worstPrediction(
    ppm: Double, seconds: Double, seed: UInt64,
    pointer: (_ trueFrame: Double, inout SeededChance) -> (frame: Int64, lateNanoseconds: Double)
  ) -> (error: Double, clock: DeviceClock) {
    var generator = SeededChance(seed)
    var clock = DeviceClock(rate: 48_000)
    let rate = 48_000 * (1 + ppm * 1e-6)
    var at = 0.0
    var worst = 0.0
    while at < seconds {
      let seen = pointer(at * rate, &generator)
      clock.observe(
        frame: seen.frame,
        at: MonotonicTime(nanoseconds: 5_000_000_000 + Int64(at * 1e9 + seen.lateNanoseconds)))
      if at > seconds / 2 {
        let ahead = Int64((at + 0.25) * rate)
        let predicted = Double(clock.instant(of: ahead).nanoseconds - 5_000_000_000) / 1e9
        worst = max(worst, abs(predicted - Double(ahead) / rate) * 1000)
      }
      at += 0.043 + Double.random(in: 0..<0.004, using: &generator)
    }
    return (worst, clock)
  }

  @Test(arguments: [0.0, 200, -200])
  func aFinePointerIsPredictedToAFewMicroseconds(ppm: Double) {
    let (error, clock) = worstPrediction(ppm: ppm, seconds: 20, seed: 1) { frame, _ in
      (Int64(frame), 0)
    }
    #expect(error < 0.03)
    #expect(abs(clock.driftPPM - ppm) < 1)
  }

  @Test(arguments: [0.0, 200, -200])
  func aPointerThatStepsByAMillisecondIsPredictedWithoutItsLateness(ppm: Double) {
    let (error, clock) = worstPrediction(ppm: ppm, seconds: 60, seed: 2) { frame, _ in
      (Int64(frame) / 48 * 48, 0)
    }
    #expect(error < 0.25)
    #expect(abs(clock.driftPPM - ppm) < 10)
  }

  @Test(arguments: [0.0, 200, -200])
  func theNoiseOfASoundServerAveragesOut(ppm: Double) {
    let (error, clock) = worstPrediction(ppm: ppm, seconds: 60, seed: 3) { frame, generator in
      let noise = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
      return (Int64(frame), noise * 300_000)
    }
    #expect(error < 0.3)
    #expect(abs(clock.driftPPM - ppm) < 10)
  }

  @Test func oneWildObservationChangesNothing() {
    var clock = DeviceClock(rate: 48_000)
    for turn in 0..<100 {
      clock.observe(
        frame: Int64(turn) * 2160, at: MonotonicTime(nanoseconds: Int64(turn) * 45_000_000))
    }
    let before = clock.instant(of: 300_000)
    clock.observe(frame: 100 * 2160, at: MonotonicTime(nanoseconds: 100 * 45_000_000 + 30_000_000))
    #expect(abs((clock.instant(of: 300_000) - before).inSeconds) < 1e-5)
  }

  @Test func whatADeviceSaysWhileItStartsUpIsForgotten() {
    var clock = DeviceClock(rate: 48_000)
    // A sound server that fills its own buffers first: half a second of frames vanish at once.
    for turn in 0..<3 {
      clock.observe(
        frame: Int64(turn) * 4_000, at: MonotonicTime(nanoseconds: Int64(turn) * 10_000_000))
    }
    for turn in 0..<100 {
      if turn == 6 {
        let error = (clock.instant(of: 24_000 + 5 * 2160).nanoseconds - 60_000_000 - 5 * 45_000_000)
        #expect(clock.isSettled && abs(error) < 1_000_000)
      }
      clock.observe(
        frame: 24_000 + Int64(turn) * 2160,
        at: MonotonicTime(nanoseconds: 60_000_000 + Int64(turn) * 45_000_000))
    }
    #expect(abs(clock.driftPPM) < 5)
    #expect(clock.isSettled)
  }

  @Test func aDeviceThatHasJumpedIsFollowedAfterAFewObservations() {
    var clock = DeviceClock(rate: 48_000)
    for turn in 0..<200 {
      let jump: Int64 = turn < 100 ? 0 : 50_000_000
      clock.observe(
        frame: Int64(turn) * 2160, at: MonotonicTime(nanoseconds: Int64(turn) * 45_000_000 + jump))
    }
    let expected = 200.0 * 0.045 + 0.05
    #expect(abs(Double(clock.instant(of: 200 * 2160).nanoseconds) / 1e9 - expected) < 0.001)
  }

  @Test func framesAndInstantsAreInverse() {
    var clock = DeviceClock(rate: 48_000)
    for turn in 0..<200 {
      clock.observe(
        frame: Int64(Double(turn) * 2160 * 1.0001), at: MonotonicTime(nanoseconds: Int64(turn) * 45_000_000))
    }
    for frame: Int64 in [0, 1_000, 432_000, 1_000_000] {
      #expect(abs(clock.frame(at: clock.instant(of: frame)) - frame) <= 1)
    }
  }
}
