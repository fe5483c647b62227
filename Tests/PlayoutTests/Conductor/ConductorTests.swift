import Clocks
import Foundation
import Phrases
import Playout
import Scheduling
import Testing

private let five = Stage.five

/// Quiet from ten minutes past five for an hour.
private let quietSoon = Conductor.QuietTimes { instant in
  instant < five + .minutes(70) ? (five + .minutes(10))..<(five + .minutes(70)) : nil
}

@Suite struct OnTime {
  @Test func anAiringIsArmedAheadAndAirsInFull() throws {
    var stage = Stage(at: five - .seconds(30), [airing("cchc")])
    #expect(stage.armed.isEmpty)
    stage.pass(.seconds(21))
    let cue = try #require(stage.armed.first)
    #expect(stage.opened.map(\.airing) == ["cchc@2022-03-16T17:00"])
    #expect(cue.start == stage.reading.monotonic(at: five))
    stage.pass(.seconds(120))
    let entry = try #require(stage.entries.first)
    #expect(entry.outcome == .aired && entry.cause == nil)
    #expect(entry.startedAt == five && entry.framesPlayed == 60_000 && entry.gaps.isEmpty)
    #expect(stage.entries.count == 1 && stage.raised.isEmpty)
  }

  @Test func theEntryIsWrittenOnceASecondWhileItPlays() {
    var stage = Stage(at: five - .seconds(5), [airing("cchc")])
    stage.pass(until: five + .seconds(30))
    #expect((29...32).contains(stage.checkpoints.count))
    #expect(stage.checkpoints.last?.framesPlayed ?? 0 >= 29_000)
  }

  @Test func anAiringCrossesMidnight() {
    // 23:59:30 at Ho Chi Minh City.
    let start = five + .hours(7) - .seconds(30)
    var stage = Stage(at: start - .seconds(5), [airing("khuya", at: start)])
    stage.pass(.seconds(90))
    #expect(stage.entries.map(\.outcome) == [.aired])
  }
}

@Suite struct Lateness {
  @Test func aJoinPlaysWhatIsDueAndEntersWhatIsMissing() throws {
    var stage = Stage(at: five - .minutes(5), [])
    stage.pass(until: five + .seconds(20))
    // The file arrives during its slot.
    stage = Stage(
      at: five - .minutes(5), [airing("cchc", allotted: 60, disposition: .cancelled(.noEdition), files: 0)])
    stage.pass(until: five + .seconds(20))
    stage.give([airing("cchc")])
    stage.pass(.seconds(60))
    let entry = try #require(stage.entries.first)
    #expect(entry.outcome == .partial && entry.cause == .media)
    #expect(abs(entry.framesPlayed - 40_000) <= 200)
    #expect(entry.gaps.first?.frame == 0)
    #expect(entry.framesPlayed + entry.gaps.reduce(0) { $0 + $1.frames } == 60_000)
  }

  @Test func aRestartPlaysInFullWithinItsTimeAndIsMissedBeyond() {
    for (minutes, outcome) in [(2, Outcome.late), (6, .missed)] {
      let late = airing("cchc", seconds: 600, late: .restart(within: .minutes(5)))
      var stage = Stage(at: five - .minutes(1), [late])
      stage.loseDevice()
      stage.pass(until: five + .minutes(minutes))
      stage.findDevice()
      stage.pass(.minutes(11))
      #expect(stage.entries.map(\.outcome) == [outcome])
      #expect(stage.entries.map(\.cause) == [.device])
      #expect(stage.alarms(.deviceLost).count == 1)
    }
  }

  @Test func aSkipIsMissedWhenItsStartHasPassed() {
    var stage = Stage(at: five - .minutes(1), [airing("cchc", late: .skip)])
    stage.loseDevice()
    stage.pass(until: five + .seconds(5))
    stage.findDevice()
    stage.pass(.minutes(2))
    #expect(stage.entries.map(\.outcome) == [.missed] && stage.entries.map(\.cause) == [.device])
    #expect(stage.alarms(.missed).count == 1)
  }

  @Test func anEditionThatNeverComesIsMissedAndWarnedOfTwice() {
    let empty = airing("cchc", disposition: .cancelled(.noEdition), files: 0)
    var stage = Stage(at: five - .hours(25), [])
    stage.give([empty])
    for hours in [2, 22, 2] {
      stage.monotonic += .hours(hours)
      stage.wall += .hours(hours)
      stage.tell(.tick)
      stage.tell(.tick)
    }
    #expect(stage.alarms(.editionMissing).count == 2)
    #expect(stage.entries.map(\.outcome) == [.missed] && stage.entries.map(\.cause) == [.media])
    #expect(stage.cleared.contains { $0.kind == .editionMissing })
  }
}

@Suite struct Checkpoints {
  @Test func whatSoundedOfACueThatEndedEarlyIsKeptAtOnce() throws {
    let show = airing("cchc", seconds: 120)
    var stage = Stage(at: five - .seconds(20), [show])
    stage.pass(until: five + .milliseconds(30_500))
    let cue = try #require(stage.armed.last)
    stage.tell(.player(.ended(cue.id, played: 30_500, at: stage.monotonic, .stopped)))
    #expect(stage.checkpoints.last?.framesPlayed == 30_500)
  }
}

@Suite struct Priorities {
  private func order(_ id: String, _ priority: Priority, at start: WallTime, seconds: Int = 20)
    -> Conductor.Event
  {
    var ordered = airing(
      "lenh", at: start, seconds: seconds, late: .restart(within: .minutes(1)), priority: priority)
    ordered.id = AiringID(id)
    return .command(.play(.init(ordered, by: "Lan", isAtOnce: true)))
  }

  @Test func anEmergencyPreemptsAndTheAiringResumesWhereItIsDue() throws {
    let show = airing("cchc", seconds: 120)
    var stage = Stage(at: five - .seconds(20), [show])
    stage.pass(until: five + .seconds(30))
    stage.tell(order("khan", .emergency, at: stage.wall + .milliseconds(500)))
    stage.pass(.seconds(5))
    #expect(stage.onAir == ["khan"])
    stage.pass(.minutes(3))
    let emergency = try #require(stage.entry("khan"))
    #expect(emergency.outcome == .aired && emergency.commandedBy == "Lan")
    let entry = try #require(stage.entry(show.id))
    #expect(entry.outcome == .partial && entry.cause == .preempted)
    #expect(entry.gaps.count == 1 && entry.framesPlayed > 95_000)
    #expect(stage.stopped.first.map { $0.fade > .zero } == true)
  }

  @Test func whatCanNotResumeIsInterruptedAndAMakeUpAiringIsProposed() throws {
    let show = airing("cchc", seconds: 60)
    var stage = Stage(at: five - .seconds(20), [show])
    stage.pass(until: five + .seconds(30))
    stage.tell(order("khan", .emergency, at: stage.wall + .milliseconds(500), seconds: 90))
    stage.pass(.minutes(3))
    let entry = try #require(stage.entry(show.id))
    #expect(entry.outcome == .interrupted && entry.cause == .preempted)
    #expect(entry.note == "a make-up airing is proposed: loa make-up \(entry.airing)")
    #expect(entry.framesPlayed + entry.gaps.reduce(0) { $0 + $1.frames } == entry.framesDue)
  }

  @Test func aMakeUpAiringSaysSoInTheLogAndEndsTheAlarmsOfItsSlot() throws {
    let show = airing("cchc", seconds: 60)
    var stage = Stage(at: five - .seconds(20), [show])
    stage.loseDevice()
    stage.pass(.minutes(3))
    #expect(stage.entry(show.id)?.outcome == .missed)
    let remedy = try #require(stage.alarms(.missed).first).remedy.said(in: .english)
    #expect(remedy.hasSuffix("schedule a make-up airing: loa make-up \(show.id)"), "\(remedy)")
    stage.findDevice()
    var makeUp = airing("cchc", at: five + .minutes(10), seconds: 60)
    makeUp.id = AiringID("phat-bu:\(makeUp.id)")
    makeUp.makesUpFor = show.id
    makeUp.orderedBy = "Lan"
    stage.give([show, makeUp])
    stage.pass(until: five + .minutes(12))
    let entry = try #require(stage.entry(makeUp.id))
    #expect(entry.outcome == .aired && entry.makesUpFor == show.id && entry.commandedBy == "Lan")
    #expect(stage.cleared.contains(Alarm.Key(.missed, show.id.text)))
  }

  /// A person takes it back: at once where the conductor knows it, else the rundown says so.
  @Test(arguments: [true, false]) func aMakeUpAiringThatIsTakenBackEndsAsCancelledWithWho(atOnce: Bool) throws
  {
    var makeUp = airing("cchc", at: five + .minutes(10), seconds: 60)
    makeUp.makesUpFor = "cchc@2022-03-09T17:00"
    makeUp.orderedBy = "Lan"
    var stage = Stage(at: five, [makeUp])
    if atOnce {
      stage.tell(.command(.cancel(makeUp.id, by: "Minh", reason: "trùng lễ")))
      #expect(stage.entries.count == 1)
    }
    makeUp.items = []
    makeUp.disposition = .cancelled(.stopped)
    makeUp.orderedBy = "Minh"
    stage.give([makeUp])
    stage.pass(.minutes(12))
    #expect(stage.entries.count == 1)
    let entry = try #require(stage.entry(makeUp.id))
    #expect(entry.outcome == .cancelled && entry.cause == .operator && entry.commandedBy == "Minh")
    #expect(entry.makesUpFor == "cchc@2022-03-09T17:00")
  }

  @Test func aPriorityAiringTakesTheAirAtItsPlannedTime() throws {
    let show = airing("cchc", seconds: 120)
    let priority = airing("uu-tien", at: five + .seconds(30), seconds: 20, priority: .priority)
    var stage = Stage(at: five - .seconds(20), [show, priority])
    stage.pass(.minutes(4))
    let entry = try #require(stage.entry(priority.id))
    #expect(entry.outcome == .aired && entry.startedAt == five + .seconds(30))
    #expect(stage.entry(show.id)?.outcome == .partial)
    #expect(stage.entry(show.id)?.cause == .preempted)
  }

  /// rivendell#1008
  @Test func twoAiringsAtTheSameInstantAreBothAccountedFor() {
    let a = airing("a", seconds: 30)
    let b = airing("b", seconds: 60)
    var stage = Stage(at: five - .seconds(20), [a, b])
    stage.pass(.minutes(3))
    #expect(stage.entry(a.id)?.outcome == .aired)
    #expect(stage.entry(b.id)?.outcome == .partial && stage.entry(b.id)?.cause == .clash)
    #expect(stage.alarms(.clash).count == 1)
  }

  /// rivendell#476
  @Test func aTimedStartOfAnUnplayableItemLeavesTheAirAlone() throws {
    let show = airing("cchc", seconds: 60)
    let broken = airing("hong", at: five + .seconds(30), seconds: 10, late: .skip, priority: .priority)
    var stage = Stage(at: five - .seconds(20), [show, broken])
    stage.pass(until: five + .seconds(22))
    let cue = try #require(stage.armed.last)
    #expect(cue.airing == broken.id)
    stage.tell(.player(.itemFailed(cue.id, item: 0, why: Text(verbatim: "no audio"))))
    stage.pass(.minutes(2))
    #expect(stage.entry(show.id)?.outcome == .aired)
    #expect(stage.entry(broken.id)?.outcome == .missed && stage.entry(broken.id)?.cause == .media)
    #expect(stage.alarms(.mediaFailed).count == 1)
  }

  /// liquidsoap#779, libretime#1310, libretime#1364
  @Test func anOverrunningItemIsCutWhereTheNextShowBegins() {
    let long = airing("dai", seconds: 90, allotted: 60, atEnd: .overrun(upTo: .minutes(5)))
    let next = airing("sau", at: five + .seconds(60), seconds: 30)
    var stage = Stage(at: five - .seconds(20), [long, next])
    stage.pass(.minutes(3))
    #expect(stage.entry(long.id)?.outcome == .aired && stage.entry(long.id)?.framesPlayed == 60_000)
    #expect(stage.entry(next.id)?.outcome == .aired && stage.entry(next.id)?.startedAt == next.plannedStart)
  }

  @Test func aPersonStopsWhatIsOnAirAndTheLogSaysWhoAndWhy() throws {
    let show = airing("cchc")
    var stage = Stage(at: five - .seconds(20), [show])
    stage.pass(until: five + .seconds(20))
    stage.tell(.command(.stop(by: "Lan", reason: "wrong edition", fade: nil)))
    stage.pass(.minutes(2))
    let entry = try #require(stage.entry(show.id))
    #expect(entry.outcome == .interrupted && entry.cause == .operator)
    #expect(entry.commandedBy == "Lan" && entry.note == "stopped: wrong edition")
    #expect(stage.onAir.isEmpty)
  }
}

@Suite struct QuietHoursAreGuarded {
  /// Trung Lộc, December 2025: a relay time typed as 03:15 wakes a commune.
  @Test func nothingButAnEmergencyBeginsInQuietHours() throws {
    let show = airing("cchc", at: five + .minutes(15), seconds: 60)
    var stage = Stage(at: five + .minutes(14), quiet: quietSoon, [show])
    var ordered = airing("lenh", at: stage.wall + .seconds(1))
    stage.tell(.command(.play(.init(ordered, by: "Lan", isAtOnce: true))))
    stage.pass(.minutes(4))
    #expect(stage.armed.isEmpty)
    #expect(stage.entry(show.id)?.outcome == .cancelled && stage.entry(show.id)?.cause == .quietHours)
    guard case .refused(.quietHours) = try #require(stage.answers.first) else {
      Issue.record("the order was not refused")
      return
    }
    ordered.priority = .emergency
    ordered.plannedStart = stage.wall + .seconds(1)
    stage.tell(.command(.play(.init(ordered, by: "Lan", isAtOnce: true))))
    stage.pass(.minutes(2))
    #expect(stage.entry(ordered.id)?.framesPlayed == 60_000)
  }

  @Test func whatIsOnAirEndsWhereQuietHoursBegin() throws {
    let show = airing("cchc", at: five + .minutes(9), seconds: 120)
    var stage = Stage(at: five + .minutes(8), quiet: quietSoon, [show])
    stage.pass(.minutes(5))
    let entry = try #require(stage.entry(show.id))
    #expect(entry.outcome == .partial && entry.cause == .quietHours && entry.framesPlayed == 60_000)
  }
}

@Suite struct StepsAndTrust {
  /// snapcast#175, snapcast#522
  @Test(arguments: [-3600, -4, 4, 3600]) func aStepDoesNotDisturbWhatIsOnAir(seconds: Int) {
    let show = airing("cchc")
    var stage = Stage(at: five - .seconds(20), [show])
    stage.pass(until: five + .seconds(20))
    stage.step(by: .seconds(seconds))
    stage.pass(.seconds(60))
    #expect(stage.entries.map(\.outcome) == [.aired])
    #expect(stage.armed.count == 1 && stage.stopped.isEmpty && stage.retimed.isEmpty)
  }

  @Test func aSmallStepBeforeTheStartMovesTheCue() throws {
    var stage = Stage(at: five - .seconds(8), [airing("cchc")])
    stage.step(by: .seconds(2))
    #expect(stage.retimed.map(\.start) == [stage.reading.monotonic(at: five)])
    stage.pass(.minutes(2))
    #expect(stage.entries.map(\.outcome) == [.aired])
  }

  @Test func aStepOverAnAiringIsAnsweredByItsLatePolicy() {
    for (late, outcome) in [(LatePolicy.join, Outcome.partial), (.skip, .missed)] {
      var stage = Stage(at: five - .minutes(10), [airing("cchc", seconds: 120, late: late)])
      stage.step(by: .minutes(11))
      stage.pass(.minutes(3))
      #expect(stage.entries.map(\.outcome) == [outcome] && stage.entries.map(\.cause) == [.clock])
    }
  }

  @Test func aStepBackDoesNotAirAnythingAgain() {
    let show = airing("cchc", seconds: 30)
    var stage = Stage(at: five - .seconds(20), [show])
    stage.pass(until: five + .minutes(1))
    stage.step(by: .minutes(-2))
    stage.tell(.command(.confirmClock(by: "Lan")))
    stage.give([show])
    stage.pass(.minutes(4))
    #expect(stage.entries.map(\.outcome) == [.aired] && stage.armed.count == 1)
  }

  @Test func nothingAutomaticBeginsUntilTheClockIsSynchronised() {
    let show = airing("cchc", seconds: 120)
    var stage = Stage(at: five - .seconds(20), isSynchronised: false, [show])
    stage.pass(until: five + .seconds(30))
    #expect(stage.armed.isEmpty && stage.alarms(.clockUntrusted).count == 1)
    stage.isSynchronised = true
    stage.pass(.minutes(3))
    #expect(stage.entries.map(\.outcome) == [.partial] && stage.entries.map(\.cause) == [.clock])
    #expect(stage.cleared.contains { $0.kind == .clockUntrusted })
  }

  @Test func aPersonMayConfirmTheClockUntilItIsStepped() {
    var stage = Stage(
      at: five - .minutes(1), isSynchronised: false, [airing("a"), airing("b", at: five + .minutes(5))])
    stage.tell(.command(.confirmClock(by: "Lan")))
    stage.pass(until: five + .minutes(2))
    #expect(stage.entries.map(\.outcome) == [.aired] && stage.entries.first?.clock.state == .confirmed)
    stage.step(by: .seconds(30))
    stage.pass(until: five + .minutes(7))
    #expect(stage.armed.count == 1)
  }

  @Test func afterAClockThatRanAheadIsSetRightAndConfirmedTheScheduleGoesOn() {
    let show = airing("cchc", seconds: 30)
    let policy = Conductor.Policy(clock: .init(requireSynchronised: false))
    let memory = Conductor.Memory(
      settledThrough: five + .days(365), lastKnownTime: five + .days(365))
    var stage = Stage(
      at: five - .minutes(1), policy: policy, isSynchronised: false,
      restored: .init(memory: memory, rundown: nil), [show])
    #expect(stage.armed.isEmpty)
    stage.tell(.command(.confirmClock(by: "Lan")))
    stage.give([show])
    stage.pass(.minutes(3))
    #expect(stage.entries.map(\.outcome) == [.aired])
  }

  /// After a power cut the clock comes back in the past: yesterday's programme airs again.
  @Test func aClockThatComesBackInThePastAirsNothing() {
    let yesterday = airing("cchc", at: five - .hours(24))
    let policy = Conductor.Policy(clock: .init(requireSynchronised: false))
    let memory = Conductor.Memory(settledThrough: five, lastKnownTime: five)
    var stage = Stage(
      at: five - .hours(24) - .seconds(20), policy: policy, isSynchronised: false,
      restored: .init(memory: memory, rundown: nil), [yesterday])
    stage.pass(.minutes(3))
    #expect(stage.armed.isEmpty && stage.entries.isEmpty && stage.alarms(.clockUntrusted).count == 1)
  }
}

@Suite struct Restarts {
  @Test func anAiringResumesInItsEntryAfterAPowerCut() throws {
    let show = airing("cchc", seconds: 120)
    var before = Stage(at: five - .seconds(20), [show])
    before.pass(until: five + .seconds(30))
    var stage = Stage(at: five + .seconds(60), restored: before.afterPowerCut(rundown: [show]), [show])
    stage.pass(.minutes(2))
    let entry = try #require(stage.entries.first)
    #expect(stage.entries.count == 1 && stage.opened.isEmpty)
    #expect(entry.outcome == .partial && entry.cause == .power && entry.startedAt == five)
    #expect(abs(entry.framesPlayed - 90_000) < 1500)
    #expect(entry.framesPlayed + entry.gaps.reduce(0) { $0 + $1.frames } == entry.framesDue)
  }

  @Test func twoPowerCutsTheFirstRightAfterTheStartLeaveEachFrameAtItsInstant() throws {
    let show = airing("cchc", seconds: 120)
    var before = Stage(at: five - .seconds(20), [show])
    before.pass(until: five + .milliseconds(200))
    var restored = before.afterPowerCut(rundown: [show])
    // Of what sounded only the beginning had reached the disk.
    restored.open[0].startedAt = five
    restored.open[0].framesPlayed = 0
    var between = Stage(at: five + .seconds(5), restored: restored, [show])
    between.opened = restored.open
    between.pass(.seconds(5))
    let again = between.afterPowerCut(rundown: [show])
    #expect(again.open.first?.gaps.first?.frame == 0)
    let stage = Stage(at: five + .seconds(15), restored: again, [show])
    let cue = try #require(stage.armed.first)
    #expect(stage.reading.wall(at: cue.start) == five)
  }

  @Test func aClockThatIsALittleSlowAfterAPowerCutPlaysNothingTwice() throws {
    let show = airing("cchc", seconds: 120)
    var before = Stage(at: five - .seconds(20), [show])
    before.pass(until: five + .seconds(30))
    let restored = before.afterPowerCut(rundown: [show])
    let played = try #require(restored.open.first).framesPlayed
    var stage = Stage(at: five + .seconds(27), restored: restored, [show])
    stage.pass(.seconds(1))
    #expect(try #require(stage.armed.first).from >= .frames(played, at: Stage.rate) + .seconds(1))
    stage.pass(.minutes(2))
    #expect(stage.entries.map(\.outcome) == [.partial] && stage.entries.map(\.cause) == [.power])
  }

  @Test func whatFellDueWhileTheNodeWasOffIsMissedForPowerEvenIfItIsWithdrawnNow() {
    let shows = [airing("a"), airing("b", at: five + .minutes(10))]
    var before = Stage(at: five - .minutes(5), shows)
    before.pass(.seconds(1))
    let restored = before.afterPowerCut(rundown: shows)
    var stage = Stage(at: five + .hours(1), restored: restored, [shows[0]])
    stage.pass(.seconds(5))
    #expect(stage.entries.map(\.outcome) == [.missed, .missed])
    #expect(stage.entries.map(\.cause) == [.power, .power])
    // And only once.
    var third = Stage(at: five + .hours(2), restored: stage.afterPowerCut(rundown: shows), [shows[0]])
    third.pass(.seconds(5))
    #expect(third.entries.isEmpty)
  }

  @Test func anOrderIsInTheLogBeforeItIsAcceptedAndSurvivesARestart() {
    var stage = Stage(at: five - .minutes(5), [])
    let ordered = airing("lenh", late: .restart(within: .minutes(1)))
    stage.tell(.command(.play(.init(ordered, by: "Lan", isAtOnce: false))))
    #expect(stage.opened.map(\.airing) == [ordered.id])
    var next = Stage(at: five - .minutes(1), restored: stage.afterPowerCut(rundown: []), [])
    next.pass(.minutes(3))
    #expect(next.entries.map(\.outcome) == [.aired] && next.entries.first?.commandedBy == "Lan")
  }

  @Test func aShutdownStopsAndClosesWhatIsOnAir() {
    var stage = Stage(at: five - .seconds(20), [airing("cchc")])
    stage.pass(until: five + .seconds(20))
    stage.tell(.shutdown(by: nil, reason: nil))
    stage.pass(.seconds(2))
    #expect(stage.isFinished && stage.entries.map(\.outcome) == [.interrupted])
  }
}

@Suite struct Edits {
  @Test func anAiringUnderWayIsNotDisturbedByAnEdit() {
    let show = airing("cchc")
    var stage = Stage(at: five - .seconds(20), [show])
    stage.pass(until: five + .seconds(20))
    stage.give([airing("other", at: five + .hours(1))])
    stage.pass(.minutes(1))
    #expect(stage.entries.map(\.outcome) == [.aired] && stage.armed.count == 1)
  }

  @Test func aWithdrawnAiringIsCancelledAtItsTimeUnlessItComesBack() {
    let show = airing("cchc")
    var stage = Stage(at: five - .minutes(5), [show])
    stage.give([])
    stage.give([show])
    stage.give([])
    stage.pass(until: five - .seconds(1))
    #expect(stage.entries.isEmpty)
    stage.pass(.seconds(3))
    #expect(stage.entries.map(\.outcome) == [.cancelled] && stage.entries.map(\.cause) == [.operator])
    #expect(stage.armed.isEmpty)
  }

  @Test func whatMovesFromAHolidayIsEnteredAsMoved() {
    var stage = Stage(
      at: five - .minutes(1), [airing("cchc", disposition: .moved(to: "cchc@2022-03-17T17:00"))])
    stage.pass(.minutes(2))
    #expect(stage.entries.map(\.outcome) == [.moved] && stage.entries.map(\.cause) == [.holiday])
    #expect(stage.entries.map(\.movedTo) == ["cchc@2022-03-17T17:00"])
  }
}

@Suite struct DevicesAndPlayers {
  /// snapcast#396, snapcast#863, snapcast#1037
  @Test func aMachineThatBootsBeforeItsCardJoinsOnceTheCardIsThere() throws {
    var stage = Stage(at: five - .seconds(30), [airing("cchc")])
    stage.loseDevice()
    stage.pass(until: five + .seconds(15))
    #expect(stage.armed.isEmpty)
    stage.findDevice()
    stage.pass(.minutes(1))
    let entry = try #require(stage.entries.first)
    #expect(entry.outcome == .partial && entry.cause == .device)
    #expect(abs(entry.framesPlayed - 45_000) <= 200)
    #expect(stage.cleared.contains { $0.kind == .deviceLost })
  }

  @Test func aGapThatThePlayerReportsIsEnteredWithItsCause() throws {
    var stage = Stage(at: five - .seconds(20), [airing("cchc")])
    stage.pass(until: five + .seconds(20))
    let cue = try #require(stage.armed.first)
    let now = stage.monotonic
    stage.tell(.player(.gap(cue.id, frame: 5_000, frames: 2_000, at: now, cause: .device)))
    stage.tell(.player(.ended(cue.id, played: 58_000, at: now + .seconds(40), .completed)))
    let entry = try #require(stage.entries.first)
    #expect(entry.outcome == .partial && entry.cause == .device && entry.framesPlayed == 58_000)
    #expect(entry.gaps == [Gap(at: five + .seconds(5), frame: 5_000, frames: 2_000, cause: .device)])
  }

  /// libretime `queue.py`: the thread dies and the daemon looks alive.
  @Test func aPlayerThatNeverAnswersDoesNotKeepAnEntryOpen() throws {
    var conductor = Conductor(node: .init(station: "29770", software: "test"), quiet: .none)
    let show = airing("cchc")
    var now = ClockReading(
      wall: five - .seconds(5), monotonic: MonotonicTime(nanoseconds: 0), isSynchronised: true)
    var closed: [AsRunEntry] = []
    _ = conductor.handle(
      .rundown(Rundown(from: five - .hours(1), until: five + .hours(1), airings: [show])), at: now)
    for _ in 0..<90 {
      now.wall += .seconds(1)
      now.monotonic += .seconds(1)
      for action in conductor.handle(.tick, at: now) {
        if case .close(let entry) = action { closed.append(entry) }
      }
    }
    #expect(closed.map(\.outcome) == [.missed] && closed.first?.framesPlayed == 0)
  }

  /// What an upgrade waits for before it starts the node anew.
  @Test func aNodeIsIdleOnlyWhileNothingSoundsWaitsOrIsAboutToBegin() {
    var stage = Stage(at: five - .seconds(90), [airing("cchc", seconds: 60)])
    func isIdle() -> Bool { stage.conductor.status(at: stage.reading).isIdle(for: .seconds(60)) }
    stage.loseDevice()
    stage.findDevice()
    #expect(isIdle())
    stage.pass(until: five - .seconds(59))
    #expect(!isIdle(), "about to begin")
    stage.pass(until: five + .seconds(20))
    #expect(!isIdle(), "on air")
    stage.loseDevice()
    stage.pass(.seconds(5))
    #expect(!isIdle(), "waiting for the device")
    stage.findDevice()
    stage.pass(until: five + .seconds(70))
    #expect(isIdle())
  }

  @Test func theStatusTellsWhatIsOnAirAndSurvivesTheWire() throws {
    var stage = Stage(at: five - .seconds(20), [airing("cchc"), airing("sau", at: five + .minutes(5))])
    stage.loseDevice()
    stage.findDevice()
    stage.pass(until: five + .seconds(20))
    stage.loseDevice()
    let status = stage.conductor.status(at: stage.reading)
    #expect(status.now?.airing.slot == "cchc" && status.now?.elapsed == .seconds(20))
    #expect(status.next.map(\.airing.slot) == ["sau"])
    let copy = try JSONDecoder().decode(Conductor.Status.self, from: JSONEncoder().encode(status))
    #expect(copy.alarms.map(\.kind) == [.deviceLost])
    #expect(
      copy.alarms.first?.text.said(in: .vietnamese)
        == "không dùng được thiết bị âm thanh card: thiết bị bị rút ra")
  }
}
