import Clocks
import Phrases
import SeededRandom
import Synchronization
import Testing

@testable import Playout

@Suite struct DeckTests {
  @Test func theFirstFrameLeavesTheDeviceAtItsInstant() {
    for offset: Int64 in [0, 1_000_003, 7_777_777, 20_833] {
      let bench = Bench()
      bench.run(.seconds(1))
      let start = bench.time.now + .seconds(1) + .nanoseconds(offset)
      bench.arm(start: start, frames: 48_000)
      bench.run(.seconds(4))
      let heard = bench.framesHeard
      #expect(heard == Array(0..<48_000))
      #expect(abs(bench.device.heard[0].at - Double(start.nanoseconds)) < 25_000)
      #expect(bench.reports(.gap).isEmpty)
      #expect(bench.reports(.completed).first?.frames == 48_000)
    }
  }

  @Test(arguments: [200.0, -200])
  func aDriftingCardIsFollowedWithoutAGap(ppm: Double) {
    let bench = Bench(driftPPM: ppm)
    bench.device.keepsSound = false
    bench.run(.seconds(5))
    let start = bench.time.now + .seconds(1)
    bench.arm(start: start, frames: 48_000 * 30)
    bench.run(.seconds(2))
    var worst = 0.0
    for _ in 0..<56 {
      bench.run(.milliseconds(500))
      worst = max(worst, abs(bench.gauge.positionError))
    }
    #expect(worst < 24, "half a millisecond")
    bench.run(.seconds(4))
    #expect(bench.reports(.gap).isEmpty)
    #expect(bench.reports(.completed).first?.frames == 1_440_000)
  }

  @Test func aCueWhoseStartHasPassedIsJoinedWhereItShouldBe() {
    let bench = Bench()
    bench.run(.seconds(1))
    bench.arm(start: bench.time.now - .seconds(10), frames: 48_000 * 12)
    bench.run(.seconds(4))
    let started = bench.reports(.started).first
    #expect((480_000...510_000).contains(started?.frame ?? 0))
    #expect(bench.reports(.gap).isEmpty)
    #expect(bench.reports(.completed).first?.frames == 48_000 * 12 - (started?.frame ?? 0))
  }

  @Test func aLostCardIsOpenedAgainAndTheCueRejoinsAtTheDueFrame() {
    let bench = Bench()
    bench.run(.seconds(1))
    bench.arm(start: bench.time.now + .seconds(1), frames: 48_000 * 10)
    bench.run(.seconds(3))
    bench.device.fault = .unplugged
    bench.run(.seconds(4))
    bench.device.fault = .none
    bench.run(.seconds(8))
    let gaps = bench.reports(.gap)
    #expect(gaps.count == 1)
    #expect(gaps.first?.cause == .device)
    let missing = gaps.reduce(0) { $0 + $1.frames }
    #expect((48_000 * 4 - 20_000...48_000 * 7).contains(missing))
    #expect(bench.reports(.completed).first?.frames == 48_000 * 10 - missing)
    #expect(bench.reports(.deviceLost).map(\.trouble).first == .unplugged)
  }

  @Test func afterAnUnderrunTheCueRejoinsWithinASecond() {
    let bench = Bench()
    bench.run(.seconds(1))
    bench.arm(start: bench.time.now + .seconds(1), frames: 480_000)
    for _ in 0..<3 {
      bench.run(.milliseconds(2_345))
      bench.device.underrunOnce = true
    }
    bench.run(.seconds(6))
    let gaps = bench.reports(.gap)
    #expect(gaps.count == 3)
    #expect(gaps.allSatisfy { $0.frames < 24_000 && $0.cause == .device })
    let underruns = bench.gauge.underruns.load(ordering: .relaxed)
    #expect(underruns == 3)
  }

  @Test func aFrozenPointerIsNoticedAndTheDeviceReopened() {
    let bench = Bench()
    bench.run(.seconds(1))
    bench.device.fault = .frozen
    bench.run(.seconds(2))
    #expect(bench.reports(.deviceLost).first?.trouble == .frozen)
    bench.device.fault = .none
    bench.run(.seconds(4))
    #expect(bench.device.opens >= 2)
    let isRunning = bench.gauge.isRunning.load(ordering: .relaxed)
    #expect(isRunning)
  }

  @Test func aDecoderThatIsLateMakesAGapOfTheSystem() {
    let bench = Bench()
    bench.run(.seconds(1))
    bench.arm(start: bench.time.now + .milliseconds(1500), frames: 48_000 * 6)
    bench.run(.seconds(1))
    bench.decodersSleep = true
    bench.run(.seconds(4))
    bench.decodersSleep = false
    bench.run(.seconds(6))
    let gaps = bench.reports(.gap)
    #expect(gaps.map(\.cause) == [.system])
    #expect(bench.reports(.completed).first?.frames == 48_000 * 6 - gaps.reduce(0) { $0 + $1.frames })
  }

  @Test func framesThatCanNotBeDecodedAreAGapOfTheMedia() {
    let bench = Bench()
    bench.run(.seconds(1))
    let source = CountingSource(totalFrames: 96_000)
    source.failures = [SourceFailure(item: 0, frames: 30_000..<60_000, why: Text(verbatim: "broken"))]
    bench.arm(start: bench.time.now + .seconds(1), frames: 96_000, source: source)
    bench.run(.seconds(5))
    #expect(bench.reports(.gap).map(\.frame) == [30_000])
    #expect(bench.reports(.gap).map(\.frames) == [30_000])
    #expect(bench.reports(.gap).map(\.cause) == [.media])
    #expect(bench.reports(.completed).first?.frames == 66_000)
  }

  @Test func aSourceThatEndsTooSoonMakesAGapOfTheMedia() {
    let bench = Bench()
    bench.run(.seconds(1))
    bench.arm(
      start: bench.time.now + .seconds(1), frames: 96_000, source: CountingSource(totalFrames: 50_000))
    bench.run(.seconds(5))
    #expect(bench.reports(.gap).map(\.frames) == [46_000])
    #expect(bench.reports(.gap).map(\.cause) == [.media])
  }

  @Test func aStoppedCueFadesAndEnds() {
    let bench = Bench()
    bench.run(.seconds(1))
    let sheet = bench.arm(start: bench.time.now + .seconds(1), frames: 480_000)
    bench.run(.seconds(3))
    bench.order(.stop, sheet: sheet, frames: 4_800)
    bench.run(.seconds(2))
    let played = bench.reports(.stopped).first?.frames ?? 0
    #expect((96_000...120_000).contains(played))
    #expect(bench.reports(.gap).isEmpty)
  }

  @Test func aCueCanBeMovedBeforeItSounds() {
    let bench = Bench()
    bench.run(.seconds(1))
    var sheet = bench.arm(start: bench.time.now + .seconds(2), frames: 24_000)
    bench.run(.seconds(1))
    sheet.start += 3_000_000_000
    bench.order(.retime, sheet: sheet)
    bench.run(.seconds(6))
    #expect(abs((bench.reports(.started).first?.at ?? 0) - sheet.start) < 100_000)
    #expect(bench.reports(.completed).first?.frames == 24_000)
  }

  @Test func twoVoicesAreSummed() {
    let bench = Bench()
    bench.run(.seconds(1))
    let start = bench.time.now + .seconds(1)
    bench.arm(voice: 0, cue: 1, start: start, frames: 4_800)
    bench.arm(voice: 1, cue: 2, start: start, frames: 4_800)
    bench.run(.seconds(2))
    let expected: [Int32] = (1...4_800).map { Int32($0) * 512 }
    #expect(bench.device.heard.map(\.value) == expected)
    #expect(bench.reports(.completed).count == 2)
  }

  /// Whatever happens to the device and the decoder, every frame that was due is counted exactly once.
  @Test(arguments: UInt64(1)...30)
  func framesPlayedAndFramesOfGapsAreTheFramesDue(seed: UInt64) {
    var generator = SeededChance(seed)
    let bench = Bench(
      driftPPM: Double.random(in: -200...200, using: &generator),
      granularity: [1, 48].randomElement(using: &generator) ?? 1)
    bench.device.keepsSound = false
    bench.run(.seconds(2))
    let frames = Int64.random(in: 48_000...480_000, using: &generator)
    bench.arm(start: bench.time.now + .milliseconds(800), frames: frames)
    for _ in 0..<12 {
      bench.run(.milliseconds(Int.random(in: 10...1_500, using: &generator)))
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: bench.device.fault = .unplugged
      case 1: bench.device.fault = .frozen
      case 2: bench.device.fault = .dead
      case 3: bench.device.underrunOnce = true
      case 4: bench.decodersSleep.toggle()
      case 5: bench.run(.milliseconds(300), late: .milliseconds(400))
      default: bench.device.fault = .none
      }
    }
    bench.device.fault = .none
    bench.decodersSleep = false
    bench.run(.seconds(20))
    let ended = bench.reports(.completed)
    let gaps = bench.reports(.gap)
    #expect(ended.count == 1, "seed \(seed)")
    let counted = (ended.first?.frames ?? 0) + gaps.reduce(0) { $0 + $1.frames }
    #expect(counted == frames, "seed \(seed)")
    #expect(gaps.allSatisfy { $0.frames > 0 && $0.frame >= 0 && $0.frame + $0.frames <= frames })
    // Gaps come in order and never overlap.
    #expect(zip(gaps, gaps.dropFirst()).allSatisfy { $0.frame + $0.frames <= $1.frame })
  }
}
