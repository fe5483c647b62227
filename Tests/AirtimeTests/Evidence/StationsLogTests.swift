import Clocks
import Foundation
import GRDB
import Phrases
import Scheduling
import Testing

@testable import Airtime

/// A parent's log read with its stations' entries in it, deliveries and declarations beside them.
@Suite struct StationsLogTests {
  let scratch: Scratch
  let clock = TestClock()

  init() throws { scratch = try Scratch() }

  private let from = entry().plannedStart
  private var until: WallTime { from + .hours(1) }

  /// A parent with entries of its own and of two stations.
  private func parent() async throws -> AirtimeLog {
    let parent = try await opened(scratch, clock)
    try await parent.open(entry(1).at("29800"))
    try await parent.close(entry(1).at("29800").ended(.aired))
    for code in ["29770", "29818"] {
      let child = try await opened(try Scratch(), clock)
      try await child.open(entry(1).at(code))
      try await child.close(entry(1).at(code).ended(.aired))
      try await child.record(entry(2).at(code).ended(.missed, .network))
      try await child.open(entry(3).at(code))
      try await child.checkpoint(entry(3).at(code).checkpoint(frames: 480))
      try await parent.takeAll(of: child, as: code)
    }
    return parent
  }

  @Test func entriesOfAllStationsAreReadTogether() async throws {
    let parent = try await parent()
    let all = try await parent.entries(from: from, until: until)
    #expect(
      all.map { "\($0.entry.airing.text.suffix(2)) \($0.entry.station)" } == [
        "@1 29770", "@1 29800", "@1 29818", "@2 29770", "@2 29818", "@3 29770", "@3 29818",
      ])
    #expect(all.map(\.isClosed) == [true, true, true, true, true, false, false])
    #expect(all.prefix(3).allSatisfy { $0.evidence == .played })
    #expect(all.dropFirst(3).allSatisfy { $0.evidence == .scheduled })
    #expect(try await parent.entries(from: from, until: until, station: "29818").count == 3)
    #expect(
      try await parent.entries(of: entry(1).airing).map(\.entry.station) == ["29770", "29800", "29818"])
    #expect(try await parent.entry(airing: entry(2).airing, station: "29818")?.entry.cause == .network)
    #expect(try await parent.stationsHeard() == ["29770", "29818"])
  }

  @Test func anotherStationsEntriesNeverCountAsOwn() async throws {
    let parent = try await parent()
    #expect(try await parent.ownEntries(from: from, until: until).map(\.entry.station) == ["29800"])
    #expect(try await parent.openEntries().isEmpty)
    // The same airing can still be entered here.
    try await parent.record(entry(2).at("29800").ended(.missed, .power))
    #expect(try await parent.verify().isWhole)
  }

  @Test func theIndexOnThePlannedStartServesTheStationsToo() async throws {
    let parent = try await parent()
    let plan = try await parent.onReader { db in
      try Row.fetchAll(
        db,
        sql: """
          EXPLAIN QUERY PLAN SELECT airing, station FROM entry_record
          WHERE kind IN ('opened', 'entered') AND planned >= 1 AND planned < 2
            AND (?1 IS NULL OR station = ?1) AND (?2 IS NULL OR programme = ?2)
          """, arguments: [nil, nil]
      ).compactMap { String.fromDatabaseValue($0["detail"]) }
    }
    #expect(plan.contains { $0.contains("record_planned") && !$0.contains("handed") }, "\(plan)")
    #expect(plan.contains { $0.contains("handed_record_planned") }, "\(plan)")
    #expect(!plan.contains { $0.hasPrefix("SCAN record") || $0.hasPrefix("SCAN handed") }, "\(plan)")
    let entries = try await parent.onReader { db in
      try Row.fetchAll(
        db,
        sql: """
          EXPLAIN QUERY PLAN SELECT number, kind, recorded_at, body, series FROM entry_record
          WHERE airing = ? AND station = ? AND kind IN ('opened', 'closed', 'entered', 'corrected')
          ORDER BY series, number
          """, arguments: ["a", "b"]
      ).compactMap { String.fromDatabaseValue($0["detail"]) }
    }
    #expect(entries.contains { $0.contains("handed_record_airing") }, "\(entries)")
    #expect(!entries.contains { $0.hasPrefix("SCAN record") || $0.hasPrefix("SCAN handed") }, "\(entries)")
  }

  @Test func theDayTableSaysWhichStationEachLineIsOf() async throws {
    let parent = try await parent()
    try await parent.declare(
      airing: entry(1).airing, station: "29999", planned: entry(1).plannedStart, programme: "cchc",
      outcome: .aired, by: "Trần Thị B", note: "nghe tại loa ấp 2", at: clock.now())
    let day = try #require(CivilDate("2022-03-16"))
    let table = AirtimeLogTable(
      entries: try await parent.entries(from: day, through: day, in: zone), from: day, through: day,
      zone: zone,
      declarations: try await parent.declarations(from: from, until: until),
      programmeNames: ["cchc": "Cải cách hành chính"],
      stationNames: [
        "29800": "Trung tâm", "29770": "Phường Cái Vồn", "29818": "Xã Đông Thành", "29999": "Xã Mỹ Hòa",
      ])
    try golden("stations.vi.txt", Array(table.text(in: .vietnamese).utf8))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(table.json().utf8)) as? [String: Any])
    #expect((json["declarations"] as? [Any])?.count == 1)
    #expect((json["totals"] as? [String: Any])?["airings"] as? Int == 7)
  }

  @Test func aDeliveryIsKeptWithTheInstantAtWhichItWasFirstKnown() async throws {
    let parent = try await parent()
    let files = entry().items.map(\.sha256)
    try await parent.note(delivered: [files[0]], to: "29818", at: WallTime(seconds: 10))
    try await parent.note(delivered: files + ["../../x", "", "AB"], to: "29818", at: WallTime(seconds: 20))
    try await parent.note(delivered: files, to: "29770", at: WallTime(seconds: 30))
    #expect(
      try await parent.deliveries(of: files + ["../../x"], to: "29818") == [
        Delivery(station: "29818", sha256: files[0], at: WallTime(seconds: 10)),
        Delivery(station: "29818", sha256: files[1], at: WallTime(seconds: 20)),
      ])
    #expect(try await parent.deliveries(of: files).count == 4)
    let picture = try await parent.picture(of: entry(2).airing)
    #expect(picture.rows.map(\.evidence) == [.delivered, .delivered])
    #expect(picture.rows.first { $0.station.code == "29818" }?.deliveredAt == WallTime(seconds: 20))
    // It is no part of the chain.
    #expect(try await parent.head == 2)
  }

  @Test func aWordIsARecordOfItsOwnAndTheLastOneStands() async throws {
    let parent = try await parent()
    func declare(_ outcome: Outcome, by: String = "Trần Thị B", note: String = "nghe tại loa") async throws {
      try await parent.declare(
        airing: entry(1).airing, station: "29999", planned: entry(1).plannedStart, programme: "cchc",
        outcome: outcome, by: by, note: note, at: clock.now())
    }
    try await declare(.missed)
    try await declare(.aired, by: "Lê Văn C")
    for (by, note) in [("", "x"), ("x", ""), (" ", "x"), ("x", "\n")] {
      #expect(
        await evidenceCode { try await declare(.aired, by: by, note: note) } == "declaration-incomplete")
    }
    let words = try await parent.declarations(of: entry(1).airing)
    #expect(words.map(\.outcome) == [.missed, .aired])
    #expect(words.map(\.by) == ["Trần Thị B", "Lê Văn C"])
    #expect(words.map(\.number) == [3, 4])
    #expect(try await parent.declarations(from: from, until: until, station: "29999") == words)
    #expect(try await parent.declarations(from: from, until: until, station: "29770").isEmpty)
    #expect(try await parent.declarations(from: until, until: until + .hours(1)).isEmpty)
    let picture = try await parent.picture(of: entry(1).airing)
    let row = try #require(picture.rows.first { $0.station.code == "29999" })
    #expect(row.declaration?.outcome == .aired && row.declarations.count == 2)
    #expect(row.entry == nil && row.evidence == .scheduled)
    // It makes no entry, and the chain holds it.
    #expect(try await parent.entry(airing: entry(1).airing, station: "29999") == nil)
    #expect(try await parent.entries(from: from, until: until, station: "29999").isEmpty)
    #expect(try await parent.verify().records == 4)
    #expect(try await parent.verify().isWhole)
    await #expect(throws: (any Error).self) { try await parent.tamper("DELETE FROM record WHERE number = 3") }
  }

  @Test func aWordWaitsForTheDiskLikeAnyRecord() async throws {
    let parent = try await parent()
    try await parent.refuseWriting(true)
    #expect(
      await evidenceCode {
        try await parent.declare(
          airing: "x@1", station: "29999", planned: from, programme: nil, outcome: .aired, by: "A", note: "B",
          at: clock.now())
      } == "log-unwritable")
    #expect(try await parent.declarations(of: "x@1").map(\.number) == [nil])
    #expect(try await parent.entries(from: from, until: until).count == 7)
    try await parent.refuseWriting(false)
    try await parent.flush()
    #expect(try await parent.declarations(of: "x@1").map(\.number) == [3])
  }

  @Test func anAiringThatNobodyKnowsIsTold() async throws {
    let parent = try await parent()
    #expect(await evidenceCode { _ = try await parent.picture(of: "none@1") } == "airing-unknown")
    let planned = AiringPicture.Subject(airing: "none@1", plannedStart: from)
    let stations = [AiringPicture.Station(code: "29770", name: "Phường Cái Vồn")]
    let picture = try await parent.picture(of: "none@1", planned: planned, stations: stations)
    #expect(picture.rows.map(\.evidence) == [.scheduled])
    #expect(picture.rows.map(\.outcome) == [nil])
  }

  // MARK: Migration

  /// A log as the first version left it.
  private func firstVersion() async throws {
    var schema = LogSchema.current
    schema.steps = Array(schema.steps.prefix(1))
    let log = try await AirtimeLog.open(directory: scratch.path, schema: schema, now: clock.now)
    try await log.open(entry(0))
    try await log.close(entry(0).ended(.aired))
    try await log.record(entry(1).ended(.missed, .power))
    try await log.note("thay ampli", by: "A")
    try await log.open(entry(2))
    try await log.checkpoint(entry(2).checkpoint(frames: 480))
    try await log.shutDown()
  }

  @Test func aLogOfTheFirstVersionKeepsEverything() async throws {
    try await firstVersion()
    let log = try await opened(scratch, clock)
    #expect(log.incidents.isEmpty)
    #expect(try await log.verify() == Verification(records: 5, fault: nil, notes: []))
    let all = try await log.entries(from: from, until: until)
    #expect(all.map(\.original) == [entry(0).ended(.aired), entry(1).ended(.missed, .power), entry(2)])
    #expect(try await log.openEntries().map(\.entry.framesPlayed) == [480])
    #expect(try await log.head == 5)
    try await log.close(entry(2).ended(.aired))
    let parent = try await opened(try Scratch(), clock)
    try await parent.takeAll(of: log)
    #expect(try await parent.entries(from: from, until: until).count == 3)
  }

  @Test func aMigrationOfTheFirstVersionThatIsInterruptedHasNotHappened() async throws {
    try await firstVersion()
    struct Interrupted: Error {}
    var schema = LogSchema.current
    let second = schema.steps[1]
    schema.steps[1] = LogSchema.Step(name: second.name) { db in
      try second.run(db)
      throw Interrupted()
    }
    await #expect(throws: Interrupted.self) {
      _ = try await AirtimeLog.open(directory: scratch.path, schema: schema, now: clock.now)
    }
    let log = try await opened(scratch, clock)
    #expect(try await log.verify() == Verification(records: 5, fault: nil, notes: []))
    #expect(try await log.entries(from: from, until: until).count == 3)
  }

  @Test func theFirstVersionRefusesALogOfThis() async throws {
    try await parent().shutDown()
    var schema = LogSchema.current
    schema.steps = Array(schema.steps.prefix(1))
    #expect(
      await evidenceCode {
        _ = try await AirtimeLog.open(directory: scratch.path, schema: schema, now: clock.now)
      } == "log-newer-schema")
  }
}
