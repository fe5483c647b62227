import Clocks
import Foundation
import GRDB
import Scheduling
import SeededRandom
import Testing

@testable import Airtime

@Suite struct WritingTests {
  let scratch: Scratch
  let clock = TestClock()

  init() throws { scratch = try Scratch() }

  @Test func anAiringIsOpenedCheckpointedAndClosed() async throws {
    let log = try await opened(scratch, clock)
    try await log.open(entry())
    let gap = Gap(at: entry().plannedStart, frame: 480, frames: 240, cause: .device)
    try await log.checkpoint(entry().checkpoint(frames: 48_000, gaps: [gap]))

    let open = try #require(try await log.openEntries().first)
    #expect(!open.isClosed)
    #expect(open.entry.framesPlayed == 48_000)
    #expect(open.entry.gaps == [gap])
    #expect(open.checkpoint == entry().checkpoint(frames: 48_000, gaps: [gap]))
    #expect(open.entry.outcome == nil)

    try await log.close(entry().ended(.aired))
    #expect(try await log.openEntries().isEmpty)
    let closed = try #require(try await log.entry(airing: entry().airing, station: station))
    #expect(closed.entry == entry().ended(.aired))
    #expect(closed.openedAs == 1)
    #expect(closed.closedAs == 2)
    #expect(closed.checkpoint == nil)
    #expect(try await log.verify() == Verification(records: 2, fault: nil, notes: []))
  }

  @Test func anOpenAiringAndItsCheckpointAreKnownAfterARestart() async throws {
    let first = try await opened(scratch, clock)
    try await first.open(entry())
    try await first.checkpoint(entry().checkpoint(frames: 96_000))
    try await first.shutDown()

    let second = try await opened(scratch, clock)
    #expect(second.incidents.isEmpty)
    #expect(try await second.openEntries().map(\.entry.framesPlayed) == [96_000])
  }

  @Test func whatALateFileChangedBeforeTheFirstFrameIsKnownAfterARestart() async throws {
    let first = try await opened(scratch, clock)
    try await first.open(entry())
    #expect(try await first.openEntries().first?.checkpoint?.entry == entry())
    var late = entry()
    late.edition = "cchc/2022-w11-b"
    late.editionTitle = "Kỳ 11, bản sửa"
    late.items = [.init(role: .edition, sha256: String(repeating: "c2", count: 32), loudness: -16, gain: -7)]
    late.framesDue = 90 * 48_000
    late.isRerun = true
    late.substitution = .filler
    late.note = "tệp đến muộn"
    late.clock = ClockStamp(state: .confirmed, bound: nil)
    try await first.checkpoint(Checkpoint(late, at: late.plannedStart - .seconds(5)))
    try await first.shutDown()

    let second = try await opened(scratch, clock)
    let open = try #require(try await second.openEntries().first)
    #expect(open.entry == late)
    #expect(open.original == entry())
    #expect(open.checkpoint == Checkpoint(late, at: late.plannedStart - .seconds(5)))
    #expect(open.checkpoint?.through == 0)
  }

  @Test func aCheckpointIsNeverAnOutcome() async throws {
    let log = try await opened(scratch, clock)
    try await log.open(entry())
    try await log.checkpoint(Checkpoint(entry().ended(.partial, .power, played: 4800), at: clock.now()))
    let open = try #require(try await log.openEntries().first)
    #expect(open.entry.framesPlayed == 4800)
    #expect(open.entry.outcome == nil && open.entry.cause == nil)
    try await log.close(entry().ended(.aired))
    #expect(try await log.entry(airing: entry().airing, station: station)?.entry == entry().ended(.aired))
  }

  @Test func theCheckpointOfAnotherAiringIsNotTakenForThisOne() async throws {
    let log = try await opened(scratch, clock)
    try await log.open(entry(0))
    try await log.open(entry(1))
    try await log.tamper(
      """
      UPDATE checkpoint SET entry = (SELECT entry FROM checkpoint WHERE airing = 'cchc-thu-tu@1')
      WHERE airing = 'cchc-thu-tu@0'
      """)
    #expect(await code { _ = try await log.openEntries() } == "log-unreadable-record")
  }

  @Test func anAiringIsNeverEnteredTwice() async throws {
    let log = try await opened(scratch, clock)
    try await log.open(entry())
    #expect(await code { try await log.open(entry()) } == "log-entered-twice")
    #expect(await code { try await log.record(entry().ended(.missed, .power)) } == "log-entered-twice")
    try await log.close(entry().ended(.aired))
    #expect(await code { try await log.close(entry().ended(.aired)) } == "log-closed-twice")
    #expect(await code { try await log.open(entry()) } == "log-entered-twice")
    #expect(try await log.verify().records == 2)
  }

  @Test func whatWasNotOpenedCanNotBeClosedCheckpointedOrCorrected() async throws {
    let log = try await opened(scratch, clock)
    #expect(await code { try await log.close(entry().ended(.aired)) } == "log-not-open")
    #expect(await code { try await log.checkpoint(entry().checkpoint(frames: 1)) } == "log-not-open")
    #expect(
      await code {
        try await log.correct(
          airing: entry().airing, station: station, changes: [.note("x")], author: "A", reason: "B")
      } == "log-no-entry")
    try await log.open(entry())
    #expect(
      await code {
        try await log.correct(
          airing: entry().airing, station: station, changes: [.note("x")], author: "A", reason: "B")
      } == "log-still-open")
  }

  @Test func anEndNeedsAnOutcomeAndACause() async throws {
    let log = try await opened(scratch, clock)
    #expect(await code { try await log.record(entry()) } == "log-incomplete-entry")
    var causeless = entry().ended(.missed, .power)
    causeless.cause = nil
    #expect(await code { try await log.record(causeless) } == "log-incomplete-entry")
  }

  @Test func manyMissedAiringsAreEnteredAllOrNone() async throws {
    let log = try await opened(scratch, clock)
    try await log.record(entry(5).ended(.missed, .power))
    let batch = (1...9).map { entry($0).ended(.missed, .power) }
    #expect(await code { try await log.record(batch) } == "log-entered-twice")
    #expect(try await log.verify().records == 1)
    try await log.record(batch.filter { $0.airing != entry(5).airing })
    #expect(try await log.verify() == Verification(records: 9, fault: nil, notes: []))
  }

  @Test func aCorrectionShowsAndTheOriginalStays() async throws {
    let log = try await opened(scratch, clock)
    try await log.record(entry().ended(.missed, .device))
    try await log.correct(
      airing: entry().airing, station: station,
      changes: [.outcome(.partial), .cause(.power), .note("loa phường phát được 1 phút")],
      author: "Nguyễn Văn A", reason: "đối chiếu với băng ghi âm")
    try await log.correct(
      airing: entry().airing, station: station, changes: [.note(nil)], author: "Trần Thị B", reason: "thừa")

    let logged = try #require(try await log.entry(airing: entry().airing, station: station))
    #expect(logged.original == entry().ended(.missed, .device))
    #expect(logged.entry.outcome == .partial)
    #expect(logged.entry.cause == .power)
    #expect(logged.entry.note == nil)
    #expect(logged.corrections.map(\.author) == ["Nguyễn Văn A", "Trần Thị B"])
    #expect(logged.corrections.last?.changes == [.note(nil)])
  }

  @Test(arguments: [("", "lý do"), ("  ", "lý do"), ("A", ""), ("A", "\n")])
  func aCorrectionNeedsAnAuthorAndAReason(author: String, reason: String) async throws {
    let log = try await opened(scratch, clock)
    try await log.record(entry().ended(.missed, .device))
    #expect(
      await code {
        try await log.correct(
          airing: entry().airing, station: station, changes: [.outcome(.aired)], author: author,
          reason: reason)
      } == "log-empty-correction")
  }

  @Test func recordsCanNotBeChangedOrDeletedThroughSQL() async throws {
    let log = try await opened(scratch, clock)
    try await log.record(entry().ended(.missed, .power))
    for sql in [
      "UPDATE record SET kind = 'note'", "DELETE FROM record",
      "INSERT OR REPLACE INTO record SELECT * FROM record",
      "INSERT INTO record SELECT number + 7, 'note', 0, NULL, NULL, NULL, NULL, body, previous, hash FROM record",
    ] {
      await #expect(throws: DatabaseError.self) { try await log.tamper(sql) }
    }
    #expect(try await log.verify() == Verification(records: 1, fault: nil, notes: []))
  }

  @Test func localDaysDecideAndNotDaysOfUniversalTime() async throws {
    let log = try await opened(scratch, clock)
    // 23:30 on the 15th, 00:10, 06:59 and 17:00 on the 16th, 00:00 on the 17th: all on other days in UTC or not.
    let minutes = [-17 * 60 - 30, -16 * 60 - 50, -10 * 60 - 1, 0, 7 * 60]
    for (number, minutes) in minutes.enumerated() {
      try await log.record(entry(number, minutes: minutes).ended(.missed, .power))
    }
    let day = try #require(CivilDate("2022-03-16"))
    let found = try await log.entries(from: day, through: day, in: zone)
    #expect(found.map(\.entry.airing) == [1, 2, 3].map { entry($0).airing })
  }

  @Test func queriesNarrowByStationAndProgramme() async throws {
    let log = try await opened(scratch, clock)
    var other = entry(1).ended(.missed, .power)
    other.station = "29818"
    var news = entry(2).ended(.missed, .power)
    news.programme = "thoi-su"
    try await log.record([entry(0).ended(.missed, .power), other, news])
    let from = entry().plannedStart
    let until = from + .hours(1)
    #expect(try await log.entries(from: from, until: until).count == 3)
    #expect(try await log.entries(from: from, until: until, station: "29818").map(\.entry) == [other])
    #expect(try await log.entries(from: from, until: until, programme: "thoi-su").map(\.entry) == [news])
    #expect(try await log.entries(from: from, until: from).isEmpty)
  }

  @Test func theLastKnownTimeNeverGoesBackUnlessAPersonSaysSo() async throws {
    let log = try await opened(scratch, clock)
    #expect(try await log.lastKnownTime() == nil)
    try await log.noteTime(WallTime(seconds: 2_000_000_000))
    try await log.noteTime(WallTime(seconds: 1_000_000_000))
    try await log.open(entry())
    #expect(try await log.lastKnownTime() == WallTime(seconds: 2_000_000_000))
    try await log.confirmTime(WallTime(seconds: 1_700_000_000), by: "Lê Văn C")
    #expect(try await log.lastKnownTime() == WallTime(seconds: 1_700_000_000))
    let notes = try await log.notes(from: WallTime(nanoseconds: 0), until: WallTime(nanoseconds: .max))
    #expect(notes.map(\.code) == ["clock-confirmed"])
    #expect(notes.map(\.by) == ["Lê Văn C"])
  }

  @Test func everyRecordRaisesTheLastKnownTime() async throws {
    let log = try await opened(scratch, clock)
    try await log.open(entry())
    clock.set(WallTime(seconds: 1_800_000_000))
    try await log.close(entry().ended(.aired))
    let expected = WallTime(seconds: 1_800_000_000) + .milliseconds(1)
    #expect(try await log.lastKnownTime() == expected)
  }

  @Test func aBackupTakenWhileRunningIsAWholeLog() async throws {
    let log = try await opened(scratch, clock)
    for number in 0..<50 { try await log.record(entry(number).ended(.missed, .power)) }
    let elsewhere = try Scratch()
    try await log.backup(to: elsewhere.path + "/airtime.sqlite")
    try await log.record(entry(50).ended(.missed, .power))
    #expect(
      await code { try await log.backup(to: elsewhere.path + "/airtime.sqlite") } == "log-backup-exists")
    #expect(try elsewhere.files() == ["airtime.sqlite", "airtime.sqlite.head"])
    try FileManager.default.moveItem(
      atPath: elsewhere.path + "/airtime.sqlite.head", toPath: elsewhere.path + "/airtime.head")
    let copy = try await opened(elsewhere, clock)
    #expect(copy.incidents.isEmpty)
    #expect(try await copy.verify() == Verification(records: 50, fault: nil, notes: []))
  }

  @Test func aWriteIsCarriedOutThoughItsTaskIsCancelled() async throws {
    let log = try await opened(scratch, clock)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await log.record(entry().ended(.missed, .power))
    }
    try await task.value
    #expect(try await log.entry(airing: entry().airing, station: station) != nil)
  }

  @Test func writersInManyTasksMakeOneChain() async throws {
    let log = try await opened(scratch, clock)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask {
          try await log.open(entry(number))
          try await log.close(entry(number).ended(.aired))
        }
      }
      try await group.waitForAll()
    }
    #expect(try await log.verify() == Verification(records: 80, fault: nil, notes: []))
  }

  @Test(arguments: [UInt64](1...40))
  func anyOrderOfCallsFoldsAsTheModelSays(seed: UInt64) async throws {
    let log = try await opened(scratch, clock)
    var numbers = SeededChance(seed)
    var model: [Int: (entry: AsRunEntry, isClosed: Bool, corrections: Int)] = [:]
    var refuses = false
    for _ in 0..<120 {
      let number = Int.random(in: 0..<6, using: &numbers)
      let known = model[number]
      var expected: String?
      let result: String?
      switch Int.random(in: 0..<6, using: &numbers) {
      case 0:
        expected = known == nil ? nil : "log-entered-twice"
        if known == nil { model[number] = (entry(number), false, 0) }
        result = await code { try await log.open(entry(number)) }
      case 1:
        let ended = entry(number).ended(Bool.random(using: &numbers) ? .aired : .partial, .device, played: 7)
        expected = known == nil ? "log-not-open" : known?.isClosed == true ? "log-closed-twice" : nil
        if expected == nil { model[number] = (ended, true, 0) }
        result = await code { try await log.close(ended) }
      case 2:
        let missed = entry(number).ended(.missed, .power)
        expected = known == nil ? nil : "log-entered-twice"
        if known == nil { model[number] = (missed, true, 0) }
        result = await code { try await log.record(missed) }
      case 3:
        let frames = Int64.random(in: 0..<1000, using: &numbers)
        expected = known == nil ? "log-no-entry" : known?.isClosed == false ? "log-still-open" : nil
        if expected == nil {
          model[number]?.entry.framesPlayed = frames
          model[number]?.corrections += 1
        }
        result = await code {
          try await log.correct(
            airing: entry(number).airing, station: station, changes: [.framesPlayed(frames)], author: "A",
            reason: "B")
        }
      case 4 where !refuses:
        let frames = Int64.random(in: 0..<1000, using: &numbers)
        let isOpen = known?.isClosed == false
        expected = isOpen ? nil : "log-not-open"
        if isOpen {
          model[number]?.entry.framesPlayed = frames
          model[number]?.entry.startedAt = entry(number).plannedStart
        }
        result = await code { try await log.checkpoint(entry(number).checkpoint(frames: frames)) }
      default:
        refuses.toggle()
        try await log.refuseWriting(refuses)
        continue
      }
      // A record that the disk does not take is kept and told; a wrong one is refused all the same.
      if refuses, expected == nil { expected = "log-unwritable" }
      #expect(result == expected)
      for number in 0..<6 {
        let logged = try await log.entry(airing: entry(number).airing, station: station)
        #expect(logged?.entry == model[number]?.entry)
        #expect(logged?.isClosed == model[number]?.isClosed)
        #expect(logged?.corrections.count == model[number]?.corrections)
      }
    }
    try await log.refuseWriting(false)
    try await log.flush()
    #expect(log.recordsWaiting == 0)
    #expect(try await log.openEntries().count == model.values.filter { !$0.isClosed }.count)
    let verification = try await log.verify()
    #expect(verification.fault == nil)
    #expect(verification.notes.isEmpty)
  }
}
