import Audio
import Clocks
import Dispatch
import Foundation
import Glibc
import Logging
import Phrases
import Scheduling
import Testing

@testable import Playout

private let five = Stage.five
/// Wednesday 2022-03-16, 24:00 at Ho Chi Minh City.
private let midnight = five + .hours(7)

/// How other systems have failed; `docs/failures.md` lists every case and where its proof stands.
@Suite struct FailuresOfOthers {
  /// rivendell#881, rivendell#67: a start that waits "up to" some time is thrown off by midnight.
  @Test func aStartThatWaitsAcrossMidnightStillComesAndDisturbsNothing() throws {
    let waiting = airing(
      "cho", at: midnight - .seconds(20), seconds: 60, late: .restart(within: .minutes(5)))
    let next = airing("sau", at: midnight + .minutes(5), seconds: 30)
    var stage = Stage(at: midnight - .minutes(1), [waiting, next])
    stage.loseDevice()
    stage.pass(until: midnight + .seconds(10))
    stage.findDevice()
    stage.pass(until: midnight + .minutes(7))
    let late = try #require(stage.entry(waiting.id))
    #expect(late.outcome == .late && late.cause == .device)
    #expect(late.framesPlayed == 60_000)
    #expect(stage.entry(next.id)?.outcome == .aired)
    #expect(stage.entry(next.id)?.startedAt == next.plannedStart)
    #expect(stage.entries.count == 2)
  }

  /// rivendell#881: what runs over midnight neither stops nor makes the rundown jump ahead.
  @Test func anOverrunAcrossMidnightIsPlayedToItsEndAndTheNextShowBeginsOnTime() {
    let long = airing(
      "dai", at: midnight - .seconds(60), seconds: 90, allotted: 60,
      atEnd: .overrun(upTo: .minutes(2)))
    let next = airing("sau", at: midnight + .minutes(1), seconds: 30)
    var stage = Stage(at: midnight - .minutes(2), [long, next])
    stage.pass(until: midnight + .minutes(3))
    #expect(stage.entry(long.id)?.outcome == .aired && stage.entry(long.id)?.framesPlayed == 90_000)
    #expect(stage.entry(next.id)?.outcome == .aired)
    #expect(stage.entry(next.id)?.startedAt == next.plannedStart)
  }

  /// libretime#1170: a file of one hour plays twice and is absent from the history.
  @Test func aFileOfOneHourSoundsOnceAndIsInTheLogOnce() throws {
    let show = airing("cchc", seconds: 3600)
    var stage = Stage(at: five - .seconds(20), [show])
    stage.pass(until: five + .minutes(30))
    // The rundown is made anew while it plays, as it is every day.
    stage.give([show])
    stage.pass(until: five + .minutes(61))
    stage.give([show])
    stage.pass(until: five + .minutes(90))
    #expect(stage.armed.count == 1 && stage.opened.count == 1 && stage.entries.count == 1)
    let entry = try #require(stage.entries.first)
    #expect(entry.outcome == .aired && entry.framesPlayed == 3_600_000)
  }

  /// AzuraCast#6353: ten minutes of silence at the end of a file delay the next show.
  @Test func silenceAtTheEndOfAFileDelaysNobody() {
    let silent = airing("lang", seconds: 660, allotted: 120)
    let next = airing("sau", at: five + .minutes(2), seconds: 30)
    var stage = Stage(at: five - .seconds(20), [silent, next])
    stage.pass(until: five + .minutes(4))
    #expect(stage.entry(silent.id)?.framesPlayed == 120_000)
    #expect(stage.entry(next.id)?.outcome == .aired)
    #expect(stage.entry(next.id)?.startedAt == next.plannedStart)
  }

  /// libretime#699: the page says one thing, the speakers another.
  @Test func theStatusNamesWhatSoundsAndNothingElse() {
    let show = airing("cchc", seconds: 120)
    var stage = Stage(at: five - .seconds(20), [show])
    func now() -> AiringID? { stage.conductor.status(at: stage.reading).now?.airing.id }
    stage.pass(until: five - .seconds(1))
    #expect(now() == nil && stage.onAir.isEmpty)
    stage.pass(until: five + .seconds(30))
    #expect(now() == show.id && stage.onAir == [show.id])
    var emergency = airing(
      "khan", at: stage.wall + .seconds(1), seconds: 20, late: .restart(within: .minutes(1)),
      priority: .emergency)
    emergency.id = "khan"
    stage.tell(.command(.play(.init(emergency, by: "Lan", isAtOnce: true))))
    stage.pass(.seconds(5))
    #expect(now() == "khan" && stage.onAir == ["khan"])
    let interrupted = stage.conductor.status(at: stage.reading).interrupted
    #expect(interrupted.map(\.airing.id) == [show.id])
    stage.pass(.seconds(40))
    #expect(now() == show.id && stage.onAir == [show.id])
    stage.pass(.minutes(2))
    #expect(now() == nil && stage.onAir.isEmpty)
  }

  /// obplayer#36: the beginning of an alert is cut off while the device opens.
  @Test func anAlertOrderedWhileTheDeviceIsNotOpenIsHeardFromItsFirstFrame() throws {
    var stage = Stage(at: five, [])
    stage.loseDevice()
    var alert = airing(
      "khan", at: five + .seconds(1), seconds: 20, late: .restart(within: .minutes(10)),
      priority: .emergency)
    alert.id = "khan"
    stage.tell(.command(.play(.init(alert, by: "Lan", isAtOnce: true))))
    stage.pass(.seconds(4))
    #expect(stage.onAir.isEmpty)
    stage.findDevice()
    stage.pass(.minutes(1))
    let entry = try #require(stage.entry("khan"))
    #expect(entry.framesPlayed == 20_000 && entry.gaps.isEmpty)
    #expect(entry.outcome == .late && entry.cause == .device)
  }

  /// libretime#2896 (the service may not open the device), liquidsoap#755, liquidsoap#1717 (silence, and nothing in the log),
  /// obplayer#149 (nobody is told): every trouble is told when it comes, with words of its own, also between airings.
  @Test(arguments: [
    (DeviceTrouble.denied, "audio"), (.busy, "fuser"), (.absent, "aplay -L"), (.unplugged, "cắm"),
    (.frozen, "card"), (.serverGone, ""), (.unsupported, ""), (.failed, ""),
  ])
  func everyTroubleOfTheDeviceIsToldAtOnceWithItsRemedy(_ trouble: DeviceTrouble, _ word: String)
    throws
  {
    var stage = Stage(at: five, [])
    stage.tell(.player(.device(.lost(name: "card", why: trouble))))
    let alarm = try #require(stage.alarms(.deviceLost).first)
    for language in [Language.vietnamese, .english] {
      #expect(alarm.text.said(in: language).contains("card"))
      #expect(!alarm.remedy.said(in: language).isEmpty)
    }
    let remedy = alarm.remedy.said(in: .vietnamese)
    #expect(word.isEmpty || remedy.contains(word), "\(remedy)")
  }

  /// liquidsoap#755, liquidsoap#1717: after hours of running, ALSA hangs or is silent.
  @Test func afterALongSilenceTheFirstFrameStillLeavesAtItsInstant() throws {
    let bench = Bench(driftPPM: 60)
    bench.run(.minutes(10))
    let start = bench.time.now + .seconds(1)
    bench.arm(start: start, frames: 48_000)
    bench.run(.seconds(4))
    #expect(bench.framesHeard.first == 0)
    let first = try #require(bench.device.heard.first)
    #expect(abs(first.at - Double(start.nanoseconds)) < 1_000_000)
    #expect(bench.reports(.gap).isEmpty)
    #expect(bench.reports(.deviceLost).isEmpty && bench.device.opens == 1)
  }

  /// obplayer#149: nobody is told that something is gone.
  @Test func theAlarmCommandIsToldWhatIsWrongAndWhenItIsOver() async throws {
    let pipe = FileManager.default.temporaryDirectory.path + "/alarm-\(UUID().uuidString)"
    try #require(mkfifo(pipe, 0o600) == 0)
    defer { unlink(pipe) }
    let desk = AlarmDesk(
      node: "29770", language: .vietnamese, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) { five }
    await desk.set(.init(command: CommandChannel(["sh", "-c", "cat > '\(pipe)'"])))
    let alarm = Alarm(
      .deviceLost, about: "device", text: Text(verbatim: "mất card"),
      remedy: Text(verbatim: "cắm lại"),
      since: five)
    let telling = Task { try await desk.run() }
    await desk.raise(alarm)
    let raised = try JSONDecoder().decode(AlarmNotice.self, from: await read(pipe))
    #expect(raised.isRaised && raised.node == "29770" && raised.alarm.kind == .deviceLost)
    #expect(raised.message == "mất card; cắm lại")
    // Said again in the same words, it is no news.
    await desk.raise(alarm)
    await desk.clear(alarm.key)
    let cleared = try JSONDecoder().decode(AlarmNotice.self, from: await read(pipe))
    #expect(!cleared.isRaised && cleared.alarm.kind == .deviceLost)
    #expect(await desk.active.isEmpty)
    telling.cancel()
    _ = try? await telling.value
  }

  /// Everything that one writer puts into a named pipe.
  private func read(_ pipe: String) async -> Data {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(returning: (try? FileHandle(forReadingAtPath: pipe)?.readToEnd()) ?? Data())
      }
    }
  }
}
