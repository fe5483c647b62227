import Clocks
import Foundation
import GRDB
import Phrases
import Scheduling
import Testing

@testable import Airtime

/// The log of a node that does not run, looked at by a command.
@Suite struct LookingTests {
  let scratch: Scratch
  let clock = TestClock()

  init() throws { scratch = try Scratch() }

  /// Every file with its bytes and when it was changed.
  private func state(of path: String) throws -> [String: [String]] {
    var state: [String: [String]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      let file = path + "/" + name
      let changed = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
      state[name] = [
        try Data(contentsOf: URL(fileURLWithPath: file)).base64EncodedString(),
        "\(changed?.timeIntervalSince1970 ?? 0)",
      ]
    }
    return state
  }

  private let all = (from: WallTime(nanoseconds: .min), until: WallTime(nanoseconds: .max))

  @Test func lookingAtALogAtRestWritesNothing() async throws {
    // A name that has to be spelled otherwise in an address.
    let path = scratch.path + "/trạng thái #1 100%?"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let log = try await AirtimeLog.open(directory: path, now: clock.now)
    try await log.record(entry(0).ended(.missed, .power))
    try await log.shutDown()
    let before = try state(of: path)
    #expect(before["airtime.sqlite-wal"]?.first?.isEmpty ?? true)

    let looked = try await AirtimeLog.openForReading(directory: path)
    #expect(
      try await looked.entries(from: all.from, until: all.until).map(\.entry.airing) == [entry(0).airing])
    #expect(try await looked.verify() == Verification(records: 1, fault: nil, notes: []))
    try await looked.shutDown()
    #expect(try state(of: path) == before)
  }

  @Test func lookingAtTheLogOfANodeThatWasKilledSeesAllAndChangesNothingOfIt() async throws {
    let log = try await opened(scratch, clock)
    try await log.open(entry(0))
    try await log.checkpoint(entry(0).checkpoint(frames: 48_000))
    // What a kill leaves: the write-ahead log was never brought into the database.
    let killed = try Scratch()
    for name in try scratch.files() where !name.hasSuffix("-shm") {
      try FileManager.default.copyItem(atPath: "\(scratch.path)/\(name)", toPath: "\(killed.path)/\(name)")
    }
    try await log.shutDown()
    let before = try state(of: killed.path)
    #expect((before["airtime.sqlite-wal"]?.first?.count ?? 0) > 1_000)

    let looked = try await AirtimeLog.openForReading(directory: killed.path)
    let entries = try await looked.entries(from: all.from, until: all.until)
    #expect(entries.map(\.entry.framesPlayed) == [48_000])
    #expect(try await looked.verify().fault == nil)
    try await looked.shutDown()
    var after = try state(of: killed.path)
    // SQLite's index of the write-ahead log, made anew whenever it is not there.
    after["airtime.sqlite-shm"] = nil
    #expect(after == before)
    // The next start finds it as it was.
    let again = try await opened(killed, clock)
    #expect(again.incidents.isEmpty)
    #expect(try await again.openEntries().count == 1)
    try await again.shutDown()
  }

  @Test func nothingCanBeWrittenIntoALogThatIsLookedAt() async throws {
    try await opened(scratch, clock).shutDown()
    let looked = try await AirtimeLog.openForReading(directory: scratch.path)
    await #expect(throws: AirtimeError.self) { try await looked.record(entry(0).ended(.missed, .power)) }
    try await looked.shutDown()
    #expect(try await opened(scratch, clock).verify().records == 0)
  }

  @Test func anEndThatIsCutOffIsFoundByLookingAndNotNotedByIt() async throws {
    let log = try await opened(scratch, clock)
    try await log.record(entry(0).ended(.missed, .power))
    try await log.shutDown()
    let head = scratch.path + "/airtime.head"
    let line = try String(contentsOfFile: head, encoding: .utf8)
    try ("9" + line.dropFirst()).write(toFile: head, atomically: true, encoding: .utf8)
    let looked = try await AirtimeLog.openForReading(directory: scratch.path)
    #expect(try await looked.verify().fault?.kind == .truncated(lastKnown: 9))
    try await looked.shutDown()
    #expect(try String(contentsOfFile: head, encoding: .utf8).first == "9")
  }

  @Test func whatIsNoLogIsSaidToBeNone() async throws {
    let file = URL(fileURLWithPath: scratch.path + "/airtime.sqlite")
    func failure() async -> String? {
      do {
        try await AirtimeLog.openForReading(directory: scratch.path).shutDown()
        return nil
      } catch let error as AirtimeError { return error.code } catch { return "\(error)" }
    }
    #expect(await failure() == "log-cannot-open")
    try Data(repeating: 7, count: 8_192).write(to: file)
    #expect(await failure() == "log-damaged")
    try FileManager.default.removeItem(at: file)
    let other = try DatabaseQueue(path: file.path)
    try await other.write { try $0.execute(sql: "CREATE TABLE song (title TEXT)") }
    try other.close()
    #expect(await failure() == "log-foreign")
  }

  @Test(arguments: [
    (
      "former-log-set-aside", "airtime.set-aside-1.sqlite 41 0a0b", "nhật ký trước bị hỏng", "with 41 records"
    ),
    ("former-log-set-aside", "airtime.set-aside-1.sqlite", "airtime.set-aside-1.sqlite", "is kept as"),
    ("records-missing", "7 9 0a0b", "từ số 7 đến số 9", "records 7 to 9"),
    ("records-missing", "7 7 0a0b", "bản ghi số 7", "record 7 had been written"),
    ("head-differs", "12 0a0b", "bản ghi số 12", "record 12 was not the one"),
    ("head-missing", "12 0a0b", "bản ghi cuối lúc đó là số 12", "the last one then was record 12"),
    ("refused", "log-closed-twice closed {\"a\":1}", "log-closed-twice", "contradicted the log"),
    (
      "clock-confirmed", "1647428400000000000 1647424800000000000",
      "Lan xác nhận đồng hồ đúng khi đồng hồ chỉ 17:00:00 16/03/2022, dù trước đó nhật ký đã thấy 18:00:00 16/03/2022",
      "Lan confirmed that the clock was right when it showed 17:00:00 16/03/2022, though the log had seen 18:00:00"
    ),
    (
      "clock-confirmed", "- 1647424800000000000", "đồng hồ chỉ 17:00:00 16/03/2022",
      "showed 17:00:00 16/03/2022"
    ),
    ("of-the-future", "1 2 3", "of-the-future: 1 2 3", "of-the-future: 1 2 3"),
    ("head-differs", "", "head-differs", "head-differs"),
  ])
  func aRemarkOfLoaIsSaidInWords(_ code: String, _ text: String, _ vietnamese: String, _ english: String) {
    let note = LogNote(number: 3, at: entry().plannedStart, code: code, text: text, by: "Lan")
    let what = note.what(in: zone)
    #expect(what.said(in: .vietnamese).contains(vietnamese), "\(what.said(in: .vietnamese))")
    #expect(what.said(in: .english).contains(english), "\(what.said(in: .english))")
    #expect(!what.said(in: .english).contains("0a0b"))
    #expect(note.moment(in: zone) == "17:00:00 16/03/2022")
  }

  @Test func aPersonsRemarkIsSaidAsItWasWritten() {
    let note = LogNote(number: 3, at: entry().plannedStart, code: nil, text: "đổi ampli", by: "Lan")
    #expect(note.what(in: zone).said(in: .english) == "đổi ampli")
  }
}
