import Canonical
import Clocks
import Foundation
import GRDB
import Scheduling
import Testing

@testable import Airtime

@Suite struct ChainTests {
  let scratch: Scratch
  let clock = TestClock()

  init() throws { scratch = try Scratch() }

  /// Ten records of every kind.
  private func tenRecords() async throws -> AirtimeLog {
    let log = try await opened(scratch, clock)
    try await log.open(entry(0))
    try await log.close(entry(0).ended(.aired))
    try await log.record(entry(1).ended(.missed, .power))
    try await log.correct(
      airing: entry(1).airing, station: station, changes: [.cause(.device)], author: "A", reason: "B")
    try await log.note("thay ampli", by: "A")
    try await log.open(entry(2))
    try await log.close(entry(2).ended(.partial, .device, played: 100))
    try await log.record(entry(3).ended(.cancelled, .holiday))
    try await log.open(entry(4))
    try await log.open(entry(5))
    #expect(try await log.verify() == Verification(records: 10, fault: nil, notes: []))
    return log
  }

  @Test func anyAlteredFieldOfAnyRecordIsFound() async throws {
    let log = try await tenRecords()
    try await log.dropGuards()
    // Two indices would refuse some of the changes; whoever tampers drops them too.
    try await log.tamper("DROP INDEX record_opening; DROP INDEX record_closing")
    let changes = [
      "kind": "CASE kind WHEN 'note' THEN 'opened' ELSE 'note' END", "recorded_at": "recorded_at + 1",
      "station": "coalesce(station || ' ', '')", "airing": "coalesce(airing || '1', 'x')",
      "planned": "coalesce(planned + 1, 0)", "programme": "coalesce(programme || 'x', '')",
      "body": "CAST(replace(CAST(body AS TEXT), 'e', 'E') AS BLOB)",
      "previous": "CAST(x'00' || substr(previous, 2) AS BLOB)", "hash": "randomblob(32)",
    ]
    for number in 1...10 {
      for (column, change) in changes {
        let before = try await log.onReader { db in
          try DatabaseValue.fetchOne(db, sql: "SELECT \(column) FROM record WHERE number = \(number)")
        }
        if column == "previous", number == 1 {
          try await log.tamper("UPDATE record SET previous = randomblob(32) WHERE number = 1")
        } else {
          try await log.tamper("UPDATE record SET \(column) = \(change) WHERE number = \(number)")
        }
        #expect(
          try await log.verify().fault == .init(number: Int64(number), kind: .altered),
          "\(column) of \(number)")
        try await log.onWriter { db in
          try db.execute(
            sql: "UPDATE record SET \(column) = ? WHERE number = \(number)", arguments: [before])
        }
      }
    }
    #expect(try await log.verify().fault == nil)
  }

  @Test(arguments: [Int64](1...9))
  func aMissingRecordIsFound(number: Int64) async throws {
    let log = try await tenRecords()
    try await log.dropGuards()
    try await log.tamper("DELETE FROM record WHERE number = \(number)")
    #expect(try await log.verify().fault == .init(number: number, kind: .missing))
  }

  @Test func aRecordTakenOutAndTheRestRenumberedIsFound() async throws {
    let log = try await tenRecords()
    try await log.dropGuards()
    try await log.tamper("DELETE FROM record WHERE number = 4")
    for number in 5...10 {
      try await log.tamper("UPDATE record SET number = number - 1 WHERE number = \(number)")
    }
    #expect(try await log.verify().fault == .init(number: 4, kind: .reordered(belongsAt: 5)))
  }

  @Test func swappedRecordsAreFound() async throws {
    let log = try await tenRecords()
    try await log.dropGuards()
    try await log.tamper(
      """
      UPDATE record SET number = 99 WHERE number = 3;
      UPDATE record SET number = 3 WHERE number = 7;
      UPDATE record SET number = 7 WHERE number = 99;
      """)
    #expect(try await log.verify().fault == .init(number: 3, kind: .reordered(belongsAt: 7)))
  }

  @Test func aRecordRewrittenWithANewHashIsFoundByTheNextOne() async throws {
    let log = try await tenRecords()
    try await log.dropGuards()
    try await rewrite(log, number: 5)
    #expect(try await log.verify().fault == .init(number: 6, kind: .unlinked))
  }

  @Test func aLastRecordRewrittenWithANewHashIsFoundByTheHeadFile() async throws {
    let log = try await tenRecords()
    try await log.dropGuards()
    try await rewrite(log, number: 10)
    #expect(try await log.verify().fault == .init(number: 10, kind: .headDiffers))
  }

  private func rewrite(_ log: AirtimeLog, number: Int64) async throws {
    try await log.onWriter { db in
      let previous = try db.hash(ofRecord: number - 1) ?? []
      let record = LogRecord(
        .note(code: nil, text: "không có gì", by: nil, at: WallTime(nanoseconds: 1)),
        after: LogHead(number: number - 1, hash: previous))
      try db.execute(sql: "DELETE FROM record WHERE number = ?", arguments: [number])
      try db.insert(record)
    }
  }

  @Test(arguments: [1, 2, 9])
  func aCutOffEndIsFound(records: Int64) async throws {
    let log = try await tenRecords()
    try await log.dropGuards()
    try await log.tamper("DELETE FROM record WHERE number > \(10 - records)")
    #expect(
      try await log.verify().fault
        == .init(number: 11 - records, kind: .truncated(lastKnown: 10)))
  }

  @Test func aCutOffEndIsToldAtTheNextStartAndStaysInTheLog() async throws {
    let log = try await tenRecords()
    try await log.dropGuards()
    try await log.tamper("DELETE FROM record WHERE number > 8; DELETE FROM checkpoint")
    try await log.shutDown()
    let next = try await opened(scratch, clock)
    #expect(next.incidents.map(\.code) == ["log-truncated"])
    let verification = try await next.verify()
    #expect(verification.fault == nil)
    #expect(verification.notes.map(\.code) == ["records-missing"])
    #expect(verification.notes.first?.text.hasPrefix("9 10 ") == true)
    try await next.shutDown()
    #expect(try await opened(scratch, clock).incidents.isEmpty)
  }

  @Test func aHeadFileThatIsGoneIsTold() async throws {
    let log = try await tenRecords()
    try FileManager.default.removeItem(atPath: scratch.path + "/airtime.head")
    #expect(try await log.verify().fault == .init(number: 10, kind: .headMissing))
    try await log.shutDown()
    #expect(try await opened(scratch, clock).incidents.map(\.code) == ["log-head-missing"])
  }

  @Test func aHeadFileBehindTheLogIsNoFault() async throws {
    let log = try await tenRecords()
    let head = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/airtime.head"))
    try await log.note("một", by: nil)
    try head.write(to: URL(fileURLWithPath: scratch.path + "/airtime.head"))
    #expect(try await log.verify().fault == nil)
    try await log.shutDown()
    let next = try await opened(scratch, clock)
    #expect(next.incidents.isEmpty)
    #expect(
      HeadFile.line(try String(contentsOfFile: scratch.path + "/airtime.head", encoding: .utf8))?.head.number
        == 11)
  }

  @Test func anOpeningWhoseCheckpointRowWasTakenIsFound() async throws {
    let log = try await tenRecords()
    try await log.tamper("DELETE FROM checkpoint WHERE airing = 'cchc-thu-tu@4'")
    #expect(try await log.verify().fault == .init(number: 10, kind: .openingLost))
  }

  /// The vector of docs/airtime-log.md, computed there with Python's hashlib.
  @Test func theHashOfARecordIsAsDocumented() {
    let record = LogRecord(
      .note(
        code: nil, text: "Đổi \"ampli\"\n", by: "A",
        at: WallTime(nanoseconds: 1_647_424_800_000_000_000)), after: .none)
    #expect(
      String(decoding: record.content.body, as: UTF8.self) == #"{"by":"A","text":"Đổi \"ampli\"\u000a"}"#)
    #expect(record.hash.hexadecimal == "e8d91d5309bc531d8345e14673a7f3bb3dd82fcf359ecbb03d65b8f6628d17f3")
    let missed = LogRecord(
      LogRecord.Content(
        kind: .entered, recordedAt: WallTime(nanoseconds: 1_647_424_800_000_000_001), station: "29770",
        airing: "a@1", planned: WallTime(nanoseconds: -1), programme: nil, body: Array("{}".utf8)),
      after: LogHead(number: record.number, hash: record.hash))
    #expect(missed.hash.hexadecimal == "df481bec373ba7968c9562660ffe7d389a57df1f02b41f5fa0e81ab6f4578309")
  }
}
