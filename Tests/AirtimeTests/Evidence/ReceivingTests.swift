import Clocks
import Foundation
import GRDB
import Phrases
import Scheduling
import SeededRandom
import Testing

@testable import Airtime

/// What a parent keeps of its stations' logs.
@Suite struct ReceivingTests {
  let scratch: Scratch
  let below: Scratch
  let clock = TestClock()

  init() throws {
    scratch = try Scratch()
    below = try Scratch()
  }

  private func pair() async throws -> (parent: AirtimeLog, child: AirtimeLog) {
    (try await opened(scratch, clock), try await opened(below, clock))
  }

  @Test func whatIsHandedUpIsKeptAsItStandsThere() async throws {
    let (parent, child) = try await pair()
    try await child.air(0..<20)
    #expect(try await parent.takeAll(of: child, limit: 7).isEmpty)
    let head = try await child.head
    let wanted = try await child.batch(1...head).records
    let rows = try await parent.handedUp()
    #expect(rows.count == wanted.count + 1)
    for (row, record) in zip(rows, wanted) {
      #expect(Int64.fromDatabaseValue(row[2]) == record.number)
      #expect(String.fromDatabaseValue(row[3]) == record.kind)
      #expect([UInt8].fromDatabaseValue(row[9]) == record.body)
      #expect([UInt8].fromDatabaseValue(row[11]) == record.hash)
    }
    let verification = try await parent.verify { $0 == station ? TestKey().verify($1, $2) : nil }
    #expect(verification.isWhole)
    #expect(
      verification.stations == [
        ChainVerification(
          station: station, chain: 1, shared: 0, records: head, fault: nil, isSignatureChecked: true)
      ])
    #expect(try await parent.verify().stations.map(\.isSignatureChecked) == [false])
    // Nothing of it is in the parent's own chain.
    #expect(try await parent.head == 0)
  }

  /// Some seeds; `LOA_SEEDS=n` tries more.
  static var seeds: [UInt64] {
    [UInt64](1...UInt64(ProcessInfo.processInfo.environment["LOA_SEEDS"].flatMap(Int.init) ?? 20))
  }

  @Test(arguments: seeds)
  func duplicatesLossAndDisorderEndInTheSameTable(seed: UInt64) async throws {
    var numbers = SeededChance(seed)
    let (parent, child) = try await pair()
    let codes = ["29770", "29818"]
    let other = try await opened(try Scratch(), clock)
    let logs = [codes[0]: child, codes[1]: other]
    var positions: [String: Int64] = [:]
    var past: [RecordBatch] = []
    var airings = 0
    for _ in 0..<60 {
      let code = codes[Int.random(in: 0..<2, using: &numbers)]
      guard let log = logs[code] else { continue }
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0:
        try await log.air(airings..<airings + 2, at: code)
        airings += 2
      case 1:
        // Any part of the log, also one that begins after a hole.
        let head = try await log.head
        guard head > 0 else { continue }
        let first = Int64.random(in: 1...head, using: &numbers)
        past.append(try await log.batch(first...Int64.random(in: first...head, using: &numbers), of: code))
      case 2:
        guard let batch = past.randomElement(using: &numbers) else { continue }
        let before = try await parent.handedRows()
        let receipt = try await parent.take(batch)
        #expect(try await parent.handedRows() == before + receipt.stored)
        #expect(receipt.acknowledged <= receipt.held.number)
        #expect(receipt.incidents.isEmpty)
      default:
        let limit = Int.random(in: 1...5, using: &numbers)
        guard
          let batch = try await log.batch(
            after: positions[code] ?? 0, station: code, limit: limit, sign: TestKey().sign)
        else { continue }
        past.append(batch)
        // Lost on the way there, or the answer lost on the way back.
        if Int.random(in: 0..<4, using: &numbers) == 0 { continue }
        let receipt = try await parent.take(batch)
        if Int.random(in: 0..<4, using: &numbers) == 0 { continue }
        positions[code] = try await log.position(after: receipt)
      }
    }
    for (code, log) in logs { try await parent.takeAll(of: log, as: code, limit: 9) }
    // As if everything had come once and in order.
    let clean = try await opened(try Scratch(), clock)
    for (code, log) in logs.sorted(by: { $0.key < $1.key }) {
      try await clean.takeAll(of: log, as: code, limit: 9)
    }
    let found = try await parent.handedUp()
    let wanted = try await clean.handedUp()
    #expect(found == wanted)
    #expect(
      try await parent.verify(signatures: { _, message, signature in TestKey().verify(message, signature) })
        .isWhole)
    #expect(try await parent.head == 0)
  }

  @Test func aHoleIsNoticedAndAskedFor() async throws {
    let (parent, child) = try await pair()
    try await child.air(0..<10)
    try await parent.take(child.batch(1...3))
    let receipt = try await parent.take(child.batch(6...8))
    #expect(receipt.acknowledged == 3)
    #expect(receipt.stored == 0 && !receipt.isRefused && receipt.incidents.isEmpty)
    #expect(try await child.position(after: receipt) == 3)
    #expect(try await parent.handedRows() == 3)
    // The overlapping rest is taken from where it is new.
    let rest = try await parent.take(child.batch(2...8))
    #expect(rest.stored == 5 && rest.acknowledged == 8)
    let first = try await opened(try Scratch(), clock).take(child.batch(6...8))
    #expect(first.acknowledged == 0 && first.stored == 0)
  }

  @Test func aStationThatForgotItsPlaceGoesOnWhereTheParentStands() async throws {
    let (parent, child) = try await pair()
    try await child.air(0..<30)
    try await parent.takeAll(of: child)
    let receipt = try await parent.take(child.batch(1...5))
    #expect(receipt.acknowledged == 5)
    #expect(try await child.position(after: receipt) == child.head)
  }

  @Test func aStationThatSpeaksForAnotherIsRefused() async throws {
    let (parent, child) = try await pair()
    try await child.air(0..<3)
    let batch = try await child.batch(1...3, of: "29818")
    #expect(
      await evidenceCode {
        _ = try await parent.receive(batch, from: "29770", verify: TestKey().verify)
      } == "records-of-another-station")
    #expect(try await parent.handedRows() == 0)
  }

  @Test func theSignatureOfAnotherKeyIsRefused() async throws {
    let (parent, child) = try await pair()
    try await child.air(0..<3)
    let batch = try await child.batch(1...3, key: TestKey(secret: 2))
    #expect(
      await evidenceCode { try await parent.take(batch, key: TestKey(secret: 1)) }
        == "records-signature-wrong")
    #expect(try await parent.handedRows() == 0)
  }

  @Test func aSignatureOfOtherRecordsIsRefused() async throws {
    let (parent, child) = try await pair()
    try await child.air(0..<3)
    let one = try await child.batch(1...3)
    let two = try await child.batch(1...4)
    let mixed = RecordBatch(station: station, records: two.records, signature: one.signature)
    #expect(await evidenceCode { try await parent.take(mixed) } == "records-signature-wrong")
  }

  /// An entry in the log of A that names B is kept, told, and read as nobody's.
  @Test func anEntryOfAnotherStationInAStationsLogCountsNowhere() async throws {
    let (parent, child) = try await pair()
    try await child.record(entry(0).at("29818").ended(.aired))
    let incidents = try await parent.takeAll(of: child)
    #expect(incidents.map(\.code) == ["station-record-unreadable"])
    #expect(try await parent.handedRows() == 1)
    #expect(try await parent.entries(of: entry(0).airing).isEmpty)
    let notes = try await parent.notes(from: WallTime(nanoseconds: 0), until: WallTime(nanoseconds: .max))
    #expect(notes.map(\.code) == ["station-record-unreadable"])
    #expect(notes.first?.text.hasPrefix("29770 1 ") == true)
  }

  @Test func aRecordThatCanNotBeReadKeepsNoOtherFromBeingRead() async throws {
    let (parent, child) = try await pair()
    try await child.air(1..<3)
    try await child.onWriter { db in
      for kind in ["opened", "closed", "corrected", "kind-of-the-future"] {
        let head = try db.head()
        let body = Array(#"{"outcome":"sung"}"#.utf8)
        let next = head.number + 1
        let hash = ChainHash.of(
          previous: head.hash, number: next, recordedAt: entry(2).plannedStart,
          planned: entry(2).plannedStart,
          kind: kind, station: station, airing: kind == "opened" ? "x@1" : entry(2).airing.text,
          programme: nil, body: body)
        try db.execute(sql: "DROP INDEX IF EXISTS record_closing")
        try db.execute(
          sql: "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)",
          arguments: [
            next, kind, entry(2).plannedStart.nanoseconds, station,
            kind == "opened" ? "x@1" : entry(2).airing.text, entry(2).plannedStart.nanoseconds, body.data,
            head.hash.data, hash.data,
          ])
      }
    }
    let incidents = try await parent.takeAll(of: child)
    #expect(incidents.map(\.code) == ["station-record-unreadable"])
    let read = try await parent.entries(from: entry().plannedStart, until: entry().plannedStart + .hours(1))
    #expect(read.map(\.entry) == [entry(1).ended(.aired), entry(2).ended(.aired)])
    #expect(try await parent.verify().isWhole)
  }

  @Test func aStationWhoseLogWasSetAsideBeginsASecondChainAndTheFirstStays() async throws {
    let (parent, child) = try await pair()
    try await child.air(0..<8)
    try await child.open(entry(8))
    try await parent.takeAll(of: child, limit: 5)
    let former = try await child.head
    let anew = try await opened(try Scratch(), clock)
    // What it aired before, it now takes for missed; what was open is entered.
    try await anew.record(entry(1).ended(.missed, .power))
    try await anew.record(entry(8).ended(.partial, .power, played: 480))
    try await anew.record(entry(9).ended(.aired))
    let incidents = try await parent.takeAll(of: anew, limit: 2)
    #expect(incidents == [.beganAnew(station: station, lastKnown: former)])
    #expect(try await parent.handedRows() == Int(former) + 3)
    let notes = try await parent.notes(from: WallTime(nanoseconds: 0), until: WallTime(nanoseconds: .max))
    #expect(notes.map(\.code) == ["station-log-anew"])
    #expect(notes.first?.text == "29770 \(former)")
    // What was handed up first stands.
    func outcome(_ number: Int) async throws -> Outcome? {
      try await parent.entry(airing: entry(number).airing, station: station)?.entry.outcome
    }
    #expect(try await outcome(1) == .aired)
    #expect(try await outcome(8) == .partial)
    #expect(try await outcome(9) == .aired)
    // Late duplicates of the former log change nothing.
    let before = try await parent.handedUp()
    try await parent.take(child.batch(1...4))
    try await parent.take(child.batch(3...former))
    #expect(try await parent.handedUp() == before)
    let verification = try await parent.verify(signatures: { TestKey().verify($1, $2) && $0 == station })
    #expect(verification.isWhole)
    #expect(verification.stations.map(\.records) == [former, 3])
  }

  /// Two machines with one card: both go on, and nothing of either is lost.
  @Test func aLogThatWasPutBackFromACopyBranchesOff() async throws {
    let (parent, child) = try await pair()
    try await child.air(0..<6)
    let copies = try Scratch()
    try await child.backup(to: copies.path + "/airtime.sqlite")
    let shared = try await child.head
    try await child.air(6..<9)
    try await parent.takeAll(of: child)
    let former = try await child.head
    try FileManager.default.moveItem(
      atPath: copies.path + "/airtime.sqlite.head", toPath: copies.path + "/airtime.head")
    let copy = try await opened(copies, clock)
    try await copy.air(9..<18)
    // The copy's log is longer by now than what is held: its next record follows nothing.
    let head = try await copy.head
    #expect(head > former)
    let refused = try await parent.take(copy.batch(former + 1...head))
    #expect(refused.isRefused && refused.acknowledged == 0)
    #expect(refused.incidents.map(\.code) == ["station-log-broken"])
    _ = try await parent.take(copy.batch(former + 1...head))
    #expect(try await copy.position(after: refused) == 0)
    let incidents = try await parent.takeAll(of: copy, limit: 4)
    #expect(incidents == [.branched(station: station, after: shared)])
    #expect(try await parent.handedRows() == Int(former + head - shared))
    // Once for the refusal, however often it tries, and once for the branch.
    let notes = try await parent.notes(from: WallTime(nanoseconds: 0), until: WallTime(nanoseconds: .max))
    #expect(notes.map(\.code) == ["station-log-broken", "station-log-branched"])
    // Both go on.
    try await child.air(18..<20)
    try await copy.air(20..<22)
    #expect(try await parent.takeAll(of: child).isEmpty)
    #expect(try await parent.takeAll(of: copy).isEmpty)
    let verification = try await parent.verify(signatures: { _, message, signature in
      TestKey().verify(message, signature)
    })
    #expect(verification.isWhole)
    #expect(verification.stations.map(\.shared) == [0, shared])
    #expect(
      try await parent.entries(from: entry().plannedStart, until: entry().plannedStart + .hours(1)).count
        == 22)
  }

  /// However often a station's log is lost, put back or copied: every record that any of its machines wrote is held, and
  /// held once.
  @Test(arguments: seeds)
  func nothingOfAnyMachineIsLostOrHeldTwice(seed: UInt64) async throws {
    var numbers = SeededChance(seed &+ 1000)
    let (parent, child) = try await pair()
    var folders = [below]
    var machines = [child]
    var airings = 0
    for _ in 0..<25 {
      let index = Int.random(in: 0..<machines.count, using: &numbers)
      switch Int.random(in: 0..<8, using: &numbers) {
      case 0 where machines.count < 6:
        let folder = try Scratch()
        folders.append(folder)
        machines.append(try await opened(folder, clock))
      case 1 where machines.count < 6:
        let folder = try Scratch()
        try await machines[index].backup(to: folder.path + "/airtime.sqlite")
        try FileManager.default.moveItem(
          atPath: folder.path + "/airtime.sqlite.head", toPath: folder.path + "/airtime.head")
        folders.append(folder)
        machines.append(try await opened(folder, clock))
      case 2, 3:
        let head = try await machines[index].head
        guard head > 0 else { continue }
        let first = Int64.random(in: 1...head, using: &numbers)
        try await parent.take(
          machines[index].batch(first...Int64.random(in: first...head, using: &numbers)))
      default:
        let count = Int.random(in: 1...3, using: &numbers)
        try await machines[index].air(airings..<airings + count)
        airings += count
      }
    }
    for machine in machines.shuffled(using: &numbers) {
      try await parent.takeAll(of: machine, limit: Int.random(in: 1...9, using: &numbers))
    }
    var written: Set<[UInt8]> = []
    for machine in machines {
      let head = try await machine.head
      if head > 0 { written.formUnion(try await machine.batch(1...head).records.map(\.hash)) }
    }
    let held = try await parent.handedUp().compactMap {
      $0.count > 7 ? [UInt8].fromDatabaseValue($0[11]) : nil
    }
    #expect(held.count == written.count)
    #expect(Set(held) == written)
    let verification = try await parent.verify(signatures: { _, message, signature in
      TestKey().verify(message, signature)
    })
    #expect(verification.isWhole)
    let entries = try await parent.entries(
      from: entry().plannedStart, until: entry().plannedStart + .hours(9))
    #expect(entries.count == airings)
    withExtendedLifetime(folders) {}
  }

  @Test func aStationThatBeginsAnewWithoutEndIsRefused() async throws {
    let (parent, _) = try await pair()
    var last: String?
    for number in 0...AirtimeLog.mostSeries {
      let record = LogRecord(
        .note(code: nil, text: "\(number)", by: nil, at: WallTime(nanoseconds: 1)), after: .none)
      let one = RecordBatch.Record(
        number: 1, kind: "note", recordedAt: WallTime(nanoseconds: 1), station: nil, airing: nil,
        planned: nil,
        programme: nil, body: record.content.body, previous: record.previous, hash: record.hash)
      let head = LogHead(number: 1, hash: record.hash)
      let batch = RecordBatch(
        station: station, records: [one],
        signature: TestKey().sign(RecordBatch.message(station: station, head)))
      last = await evidenceCode { try await parent.take(batch) }
    }
    #expect(last == "station-log-too-often-anew")
    #expect(try await parent.handedRows() == AirtimeLog.mostSeries)
  }

  @Test func nothingIsAcknowledgedThatTheDiskDidNotTake() async throws {
    let (parent, child) = try await pair()
    try await child.air(0..<40)
    try await parent.refuseWriting(true)
    #expect(await evidenceCode { try await parent.take(child.batch(1...5)) } == "log-unwritable")
    #expect(parent.recordsWaiting == 0)
    try await parent.refuseWriting(false)
    try await parent.take(child.batch(1...5))
    try await parent.onWriter { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
    }
    #expect(await evidenceCode { try await parent.take(child.batch(6...60)) } == "log-unwritable")
    #expect(try await parent.handedRows() == 5)
    #expect(
      await evidenceCode {
        try await parent.note(
          delivered: (0..<2000).map { _ in UUID().uuidString + UUID().uuidString }.map {
            String($0.lowercased().filter { $0 != "-" })
          }, to: station, at: clock.now())
      } == "log-unwritable")
    try await parent.onWriter { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
    try await parent.takeAll(of: child)
    #expect(try await parent.handedRows() == Int(child.head))
    #expect(try await parent.verify().isWhole)
  }

  @Test func whatIsAcknowledgedOutlivesAKill() async throws {
    var acknowledged: Int64 = 0
    var numbers = SeededChance(29_770)
    for round in 0..<12 {
      let lines = try await Writer.run(
        "receive", in: scratch.path, killAfterLines: Int.random(in: 1...12, using: &numbers))
      for line in lines.map({ $0.split(separator: " ") }) where line.first == "acknowledged" {
        acknowledged = max(acknowledged, Int64(line[1]) ?? 0)
      }
      let parent = try await opened(scratch, clock)
      #expect(parent.incidents.isEmpty, "round \(round)")
      #expect(try await parent.handedRows() >= Int(acknowledged), "round \(round)")
      let verification = try await parent.verify()
      #expect(verification.isWhole, "round \(round)")
      #expect(verification.stations.count == 1, "round \(round)")
      try await parent.shutDown()
    }
    #expect(acknowledged > 0)
  }

  @Test func recordsOfStationsAreNeverChangedOrDeleted() async throws {
    let (parent, child) = try await pair()
    try await child.air(0..<3)
    try await parent.takeAll(of: child)
    for sql in [
      "UPDATE handed_record SET body = x'00'", "DELETE FROM handed_record", "DELETE FROM handed_series",
      "UPDATE handed_series SET shared = 1",
      "INSERT OR REPLACE INTO handed_record SELECT * FROM handed_record",
      "INSERT INTO handed_record SELECT sender, series, 99, kind, recorded_at, station, airing, planned, programme, "
        + "body, previous, hash, received_at FROM handed_record WHERE number = 1",
      "INSERT INTO handed_record SELECT sender, 7, number, kind, recorded_at, station, airing, planned, programme, "
        + "body, previous, hash, received_at FROM handed_record WHERE number = 1",
    ] {
      await #expect(throws: DatabaseError.self, "\(sql)") { try await parent.tamper(sql) }
    }
  }

  @Test func anyChangeOfAStationsChainIsFound() async throws {
    let guards =
      "DROP TRIGGER handed_record_no_update; DROP TRIGGER handed_record_no_delete; "
      + "DROP TRIGGER handed_record_next_number; DROP TRIGGER handed_series_no_delete;"
    let (parent, child) = try await pair()
    try await child.air(0..<6)
    try await parent.takeAll(of: child)
    let head = try await child.head
    try await parent.shutDown()
    let cases: [(sql: String, number: Int64, kind: ChainVerification.Fault.Kind)] = [
      ("UPDATE handed_record SET body = CAST('{}' AS BLOB) WHERE number = 3", 3, .altered),
      ("UPDATE handed_record SET recorded_at = 1 WHERE number = 4", 4, .altered),
      ("UPDATE handed_record SET station = '29818' WHERE number = 5", 5, .altered),
      ("DELETE FROM handed_record WHERE number = 4", 4, .missing),
      ("DELETE FROM handed_record WHERE number = 1", 1, .missing),
      ("DELETE FROM handed_record WHERE number = \(head)", head, .truncated),
      ("DELETE FROM handed_seal", head, .signatureMissing),
      ("DELETE FROM handed_series", 1, .signatureMissing),
      ("UPDATE handed_seal SET signature = x'01'", head, .signatureWrong),
      ("UPDATE handed_seal SET number = number - 1", head, .notSigned),
      ("UPDATE handed_seal SET hash = randomblob(32)", head, .notSigned),
    ]
    for (sql, number, kind) in cases {
      let copy = try Scratch()
      for name in ["airtime.sqlite", "airtime.head"] {
        try FileManager.default.copyItem(atPath: scratch.path + "/" + name, toPath: copy.path + "/" + name)
      }
      let log = try await opened(copy, clock)
      try await log.tamper(guards + sql)
      let verification = try await log.verify(signatures: { _, message, signature in
        TestKey().verify(message, signature)
      })
      #expect(verification.fault == nil)
      #expect(!verification.isWhole, "\(sql)")
      #expect(verification.stations.first?.fault == .init(number: number, kind: kind), "\(sql)")
      for language in [verification.stations.first?.summary].compactMap(\.self) {
        #expect(language.said(in: .vietnamese) != language.said(in: .english))
      }
    }
    // A record put in place of another with a hash of its own is not the one that was signed.
    let log = try await opened(scratch, clock)
    try await log.tamper(guards)
    try await log.onWriter { db in
      let previous = try [UInt8].fetchHash(db, number: head - 1)
      let forged = LogRecord(
        .note(code: nil, text: "không có gì", by: nil, at: WallTime(nanoseconds: 1)),
        after: LogHead(number: head - 1, hash: previous))
      try db.execute(
        sql: """
          UPDATE handed_record SET kind = 'note', recorded_at = 1, station = NULL, airing = NULL, planned = NULL,
            programme = NULL, body = ?, hash = ? WHERE number = ?
          """, arguments: [forged.content.body.data, forged.hash.data, head])
    }
    #expect(try await log.verify().stations.first?.fault == .init(number: head, kind: .notSigned))
  }
}

extension [UInt8] {
  fileprivate static func fetchHash(_ db: Database, number: Int64) throws -> [UInt8] {
    let row = try Row.fetchOne(
      db, sql: "SELECT hash FROM handed_record WHERE number = ?", arguments: [number])
    return row.flatMap { fromDatabaseValue($0[0]) } ?? []
  }
}
