import Clocks
import Phrases
import Scheduling
import SeededRandom
import Testing

@testable import Playout

private let five = Stage.five
private let id: AiringID = "cchc@2022-03-16T17:00"
private let standIn: AiringID = "im-lang:cchc@2022-03-16T17:00"

private let filler = Item(
  role: .filler, media: Media(path: "/nhac", sha256: "nhac", bytes: 1, duration: .seconds(7)))

private func stage(
  _ airings: [Airing], lasting: Duration = .seconds(20), goesToFallback: Bool = false
) -> Stage {
  var stage = Stage(
    at: five - .seconds(5),
    policy: .init(silence: .init(below: -60, lasting: lasting, goesToFallback: goesToFallback)), airings)
  stage.tell(.fallback([filler]))
  return stage
}

/// What goes out is measured, and silence does not pass for a programme.
@Suite struct SilenceTests {
  @Test func theLevelOfWhatWentOutIsInTheEntry() throws {
    var stage = stage([airing("cchc")])
    stage.pass(until: five + .seconds(30))
    stage.amplitude = 0.5
    stage.pass(until: five + .seconds(65))
    let level = try #require(stage.entries.first?.level)
    // Half of it at −20 dBFS, half at −6: 13 per cent of full power.
    #expect(abs(level.mean - -8.9) < 0.2)
    #expect(level.peak == -6)
    #expect(stage.raised.isEmpty && stage.entries.first?.note == nil)
  }

  @Test func aRestartGoesOnWithTheLevel() throws {
    let planned = [airing("cchc")]
    var before = stage(planned)
    before.pass(until: five + .seconds(30))
    let restored = before.afterPowerCut(rundown: planned)
    var after = Stage(at: five + .seconds(32), restored: restored, planned)
    after.amplitude = 0.001
    after.pass(until: five + .seconds(65))
    let level = try #require(after.entries.first?.level)
    // 30 s at −20 dBFS, then some 26 s of next to nothing.
    #expect(abs(level.mean - -22.7) < 0.3)
    #expect(level.peak == -20)
  }

  @Test func silenceIsAnAlarmOnceAndIsOverWhenSomethingIsHeard() throws {
    var stage = stage([airing("cchc")])
    stage.pass(until: five + .seconds(10))
    stage.amplitude = 0.0005
    stage.pass(until: five + .seconds(29))
    #expect(stage.alarms(.silence).isEmpty)
    stage.pass(until: five + .seconds(45))
    let alarm = try #require(stage.alarms(.silence).first)
    #expect(stage.alarms(.silence).count == 1 && alarm.subject == id.text)
    #expect(alarm.text.said(in: .english).contains("nothing to be heard for 20 s (below −60.0 dBFS)"))
    #expect(alarm.text.said(in: .vietnamese).contains("20 giây không nghe thấy gì"))
    #expect(stage.cleared.isEmpty && stage.stopped.isEmpty)
    stage.amplitude = 0.1
    stage.pass(until: five + .seconds(46))
    #expect(stage.cleared == [alarm.key])
    stage.pass(until: five + .seconds(65))
    // Every frame left the device, and the log says how much of it was nothing.
    let entry = try #require(stage.entries.first)
    #expect(entry.outcome == .aired && entry.framesPlayed == 60_000)
    #expect(entry.note == "silent for 35 s")
  }

  @Test func theAlarmOfAnAiringThatStayedSilentStands() throws {
    var stage = stage([airing("cchc")])
    stage.amplitude = 0
    stage.pass(until: five + .seconds(65))
    #expect(stage.entries.first?.outcome == .aired)
    #expect(stage.entries.first?.level == SoundLevel(mean: SoundLevel.floor, peak: SoundLevel.floor))
    #expect(stage.alarms(.silence).count == 1 && stage.cleared.isEmpty)
  }

  @Test func theFallbackTakesTheRestOfTheTime() throws {
    var stage = stage([airing("cchc")], goesToFallback: true)
    stage.pass(until: five + .seconds(5))
    stage.amplitude = 0
    stage.pass(until: five + .seconds(25.5))
    #expect(stage.alarms(.silence).count == 1)
    stage.amplitude = 0.1
    stage.pass(until: five + .seconds(90))
    let silent = try #require(stage.entry(id))
    #expect(silent.outcome == .partial && silent.cause == .media)
    #expect(silent.framesPlayed + silent.gaps.reduce(0) { $0 + $1.frames } == 60_000)
    let replacing = try #require(stage.entry(standIn))
    #expect(replacing.outcome == .aired && replacing.priority == .fallback)
    #expect(replacing.commandedBy == "silence guard")
    #expect(replacing.localStart.description.hasPrefix("2022-03-16T17:00:2"))
    // Five times 7 s of music would be too long: it ends with the time of the airing.
    let cue = try #require(stage.armed.last)
    #expect(cue.items.map(\.media.sha256) == Array(repeating: "nhac", count: 5))
    let end = stage.reading.wall(at: cue.start + cue.duration)
    #expect(end <= five + .seconds(61) && end >= five + .seconds(59))
  }

  @Test func anEmergencyIsNeverTakenOffAndTheFallbackNotReplacedByItself() {
    let emergency = airing("khan", priority: .emergency)
    var stage = stage([emergency], goesToFallback: true)
    stage.amplitude = 0
    stage.pass(until: five + .seconds(70))
    #expect(stage.entries.map(\.outcome) == [.aired] && stage.stopped.isEmpty)

    stage = SilenceTests.silent([airing("cchc")])
    stage.pass(until: five + .seconds(70))
    #expect(stage.entries.map(\.airing) == [id, standIn])
  }

  private static func silent(_ airings: [Airing]) -> Stage {
    var made = stage(airings, lasting: .seconds(5), goesToFallback: true)
    made.amplitude = 0
    return made
  }

  @Test func withoutAFallbackItIsOnlyAnAlarm() {
    var stage = stage([airing("cchc")], goesToFallback: true)
    stage.tell(.fallback([]))
    stage.amplitude = 0
    stage.pass(until: five + .seconds(65))
    #expect(stage.alarms(.silence).count == 1 && stage.stopped.isEmpty)
    #expect(stage.entries.map(\.outcome) == [.aired])
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func silenceIsCountedAsAnEarWouldCountIt(seed: UInt64) {
    var random = SeededChance(seed)
    let policy = Conductor.SilencePolicy(below: -60, lasting: .seconds(3))
    var watch = SilenceWatch()
    var isLoud: [Bool] = []
    var began = 0
    var ended = 0
    for _ in 0..<400 {
      let loud =
        isLoud.last.map { Bool.random(using: &random) || Bool.random(using: &random) ? $0 : !$0 } ?? true
      let half = SoundSum(frames: 500, energy: loud ? 5 : 0, peak: loud ? 0.1 : 0)
      switch watch.hear(half, policy, rate: 1000) {
      case .began: began += 1
      case .ended: ended += 1
      case nil: break
      }
      isLoud.append(loud)
    }
    let stretches = isLoud.split(separator: true, omittingEmptySubsequences: true).map(\.count).filter {
      $0 >= 6
    }
    #expect(watch.silentFrames == Int64(stretches.reduce(0, +) * 500))
    #expect(began == stretches.count)
    let endsInSilence = isLoud.suffix(6).allSatisfy { !$0 }
    #expect(ended == stretches.count - (endsInSilence ? 1 : 0))
  }
}
