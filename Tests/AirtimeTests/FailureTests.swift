import Clocks
import Foundation
import GRDB
import Glibc
import Scheduling
import SeededRandom
import Testing

@testable import Airtime

@Suite struct FailureTests {
  let scratch: Scratch
  let clock = TestClock()

  init() throws { scratch = try Scratch() }

  private var database: String { scratch.path + "/airtime.sqlite" }

  @Test func aLogThatCanNotBeWrittenKeepsRecordsInMemoryAndWritesThemLater() async throws {
    let log = try await opened(scratch, clock)
    try await log.open(entry(0))
    try await log.refuseWriting(true)
    #expect(await code { try await log.close(entry(0).ended(.aired)) } == "log-unwritable")
    #expect(await code { try await log.open(entry(1)) } == "log-unwritable")
    #expect(await code { try await log.open(entry(1)) } == "log-entered-twice")
    #expect(await code { try await log.close(entry(0).ended(.aired)) } == "log-closed-twice")
    #expect(await code { try await log.checkpoint(entry(1).checkpoint(frames: 5)) } == "log-unwritable")
    #expect(await code { try await log.close(entry(1).ended(.aired)) } == "log-unwritable")
    #expect(log.recordsWaiting == 3)
    // What waits is read like what is written.
    let waiting = try await log.entries(from: entry().plannedStart, until: entry().plannedStart + .hours(1))
    #expect(waiting.map(\.entry) == [entry(0).ended(.aired), entry(1).ended(.aired)])
    #expect(waiting.map(\.closedAs) == [nil, nil])
    #expect(try await log.openEntries().isEmpty)

    try await log.refuseWriting(false)
    try await log.record(entry(2).ended(.missed, .power))
    #expect(log.recordsWaiting == 0)
    let written = try await log.entries(from: entry().plannedStart, until: entry().plannedStart + .hours(1))
    #expect(written.map(\.closedAs) == [2, 4, 5])
    #expect(try await log.verify() == Verification(records: 5, fault: nil, notes: []))
  }

  @Test func aFullDiskLosesNothing() async throws {
    let log = try await opened(scratch, clock)
    try await log.onWriter { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
    }
    var refused = 0
    for number in 0..<30 {
      do {
        try await log.record(entry(number).ended(.missed, .power))
      } catch let AirtimeError.unwritable(path, trouble, kept, _) {
        #expect(path == database)
        #expect(trouble == .diskFull)
        refused += 1
        #expect(kept == refused)
      }
    }
    #expect(refused > 0 && refused < 30)
    try await log.onWriter { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
    try await log.flush()
    #expect(try await log.verify() == Verification(records: 30, fault: nil, notes: []))
    let all = try await log.entries(from: entry().plannedStart, until: entry().plannedStart + .hours(1))
    #expect(all.map(\.openedAs) == (1...30).map { Int64($0) })
  }

  @Test func whatContradictsTheLogByTheTimeItIsWrittenStaysAsANote() async throws {
    let log = try await opened(scratch, clock)
    try await log.refuseWriting(true)
    #expect(await code { try await log.record(entry(0).ended(.missed, .power)) } == "log-unwritable")
    // Another process enters the same airing meanwhile.
    let other = try await opened(scratch, clock)
    try await other.record(entry(0).ended(.aired))
    try await log.refuseWriting(false)
    try await log.record(entry(1).ended(.missed, .power))
    let verification = try await log.verify()
    #expect(verification.fault == nil)
    #expect(verification.notes.map(\.code) == ["refused"])
    #expect(verification.notes.first?.text.contains(#""outcome":"missed""#) == true)
    #expect(log.recordsWaiting == 0)
  }

  @Test(arguments: ["rubbish", "page"])
  func aDamagedDatabaseIsSetAsideAndANewLogSaysSo(how: String) async throws {
    let first = try await opened(scratch, clock)
    for number in 0..<60 { try await first.record(entry(number).ended(.missed, .power)) }
    clock.set(WallTime(seconds: 1_650_000_000))
    try await first.record(entry(60).ended(.missed, .power))
    try await first.shutDown()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: database))
    if how == "rubbish" {
      bytes = Data("đây không phải là cơ sở dữ liệu".utf8)
    } else {
      try #require(bytes.count > 16_384)
      for index in 4096..<bytes.count - 4096 { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
    }
    try bytes.write(to: URL(fileURLWithPath: database))
    clock.set(WallTime(seconds: 1_647_424_800))

    let second = try await opened(scratch, clock)
    guard case .setAside(let path, let name) = second.incidents.first else {
      Issue.record("\(second.incidents)")
      return
    }
    #expect(path == database)
    #expect(name == "airtime.set-aside-20220316T100000Z.sqlite")
    #expect(second.incidents.count == 1)
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/" + name)) == bytes)
    let verification = try await second.verify()
    #expect(verification.fault == nil)
    #expect(verification.notes.map(\.code) == ["former-log-set-aside"])
    #expect(verification.notes.first?.text.hasPrefix("\(name) 61 ") == true)
    // The clock is held against the former log still.
    let known = try #require(try await second.lastKnownTime())
    #expect(known >= WallTime(seconds: 1_650_000_000))
    try await second.open(entry(0))
    try await second.shutDown()
    #expect(try await opened(scratch, clock).incidents.isEmpty)
  }

  /// A large log is not read as a whole at each start, but sooner after a power cut than after a clean end.
  @Test(
    arguments: [
      (isKilled: true, clean: 0, kill: 1 << 30, isFound: true),
      (isKilled: true, clean: 1 << 30, kill: 0, isFound: false),
      (isKilled: false, clean: 1 << 30, kill: 0, isFound: true),
      (isKilled: false, clean: 0, kill: 1 << 30, isFound: false),
    ] as [(isKilled: Bool, clean: Int64, kill: Int64, isFound: Bool)])
  func howMuchIsCheckedDependsOnHowTheLastRunEnded(
    isKilled: Bool, clean: Int64, kill: Int64, isFound: Bool
  ) async throws {
    let first = try await opened(scratch, clock)
    for number in 0..<60 { try await first.record(entry(number).ended(.missed, .power)) }
    try await first.shutDown()
    let second = try await opened(scratch, clock)
    try await second.record(entry(60).ended(.missed, .power))
    if !isKilled { try await second.shutDown() }
    let copy = try Scratch()
    for name in try scratch.files() where !name.hasSuffix("-shm") {
      try FileManager.default.copyItem(atPath: scratch.path + "/" + name, toPath: copy.path + "/" + name)
    }
    let path = URL(fileURLWithPath: copy.path + "/airtime.sqlite")
    var bytes = try Data(contentsOf: path)
    // The bodies of records in the middle, where opening has nothing to look for.
    let page = try #require(
      stride(from: 8 * 4096, to: bytes.count - 4096, by: 4096).first {
        bytes[$0] == 13 && bytes[$0..<$0 + 4096].range(of: Data("cchc-thu-tu@30".utf8)) != nil
      })
    for index in page..<page + 4096 { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
    try bytes.write(to: path)
    let third = try await AirtimeLog.open(
      directory: copy.path, schema: .current, checked: .init(afterCleanEnd: clean, afterKill: kill),
      now: clock.now)
    #expect(third.incidents.map(\.code) == (isFound ? ["log-set-aside"] : []))
    // What was not looked for is found by verifying, never passed over.
    if !isFound { #expect(await code { _ = try await third.verify() } == "log-damaged") }
  }

  @Test func aNewerDatabaseIsRefusedAndLeftAsItIs() async throws {
    var schema = LogSchema.current
    schema.steps.append(LogSchema.Step(name: "2") { try $0.execute(sql: "CREATE TABLE later (x INTEGER)") })
    let newer = try await AirtimeLog.open(directory: scratch.path, schema: schema, now: clock.now)
    try await newer.record(entry(0).ended(.missed, .power))
    try await newer.shutDown()
    #expect(await code { _ = try await opened(scratch, clock) } == "log-newer-schema")
    #expect(try scratch.files().contains("airtime.sqlite"))
    let again = try await AirtimeLog.open(directory: scratch.path, schema: schema, now: clock.now)
    #expect(try await again.verify().records == 1)
  }

  @Test func theDatabaseOfAnotherProgramIsRefused() async throws {
    let foreign = try DatabaseQueue(path: database)
    try await foreign.write { try $0.execute(sql: "CREATE TABLE song (title TEXT)") }
    try foreign.close()
    #expect(await code { _ = try await opened(scratch, clock) } == "log-foreign")
    let left = try DatabaseQueue(path: database)
    let isThere = try await left.read { try $0.tableExists("song") }
    #expect(isThere)
  }

  @Test func aDirectoryThatIsNotThereIsTold() async throws {
    #expect(
      await code {
        _ = try await AirtimeLog.open(directory: scratch.path + "/none", now: clock.now)
      } == "log-cannot-open")
  }

  @Test func aMigrationThatFailsHalfwayHasNotHappened() async throws {
    let first = try await opened(scratch, clock)
    try await first.record(entry(0).ended(.missed, .power))
    try await first.shutDown()
    struct Interrupted: Error {}
    var schema = LogSchema.current
    schema.steps.append(
      LogSchema.Step(name: "later") { db in
        try db.execute(sql: "CREATE TABLE later (x INTEGER); DROP INDEX record_planned")
        throw Interrupted()
      })
    var isInterrupted = false
    do {
      _ = try await AirtimeLog.open(directory: scratch.path, schema: schema, now: clock.now)
    } catch is Interrupted {
      isInterrupted = true
    }
    #expect(isInterrupted)
    let second = try await opened(scratch, clock)
    let isThere = try await second.onReader { try $0.tableExists("later") }
    #expect(!isThere)
    #expect(try await second.verify() == Verification(records: 1, fault: nil, notes: []))
    try await second.shutDown()
    schema.steps[schema.steps.count - 1] = LogSchema.Step(name: "later") {
      try $0.execute(sql: "CREATE TABLE later (x INTEGER)")
    }
    let third = try await AirtimeLog.open(directory: scratch.path, schema: schema, now: clock.now)
    let isThereNow = try await third.onReader { try $0.tableExists("later") }
    #expect(isThereNow)
    #expect(try await third.verify().records == 1)
  }

  @Test func aMigrationKilledHalfwayHasNotHappened() async throws {
    let first = try await opened(scratch, clock)
    try await first.record(entry(0).ended(.missed, .power))
    try await first.shutDown()
    let lines = try await Writer.run("migrate", in: scratch.path, killAfterLines: 1)
    #expect(lines == ["half done"])
    let second = try await opened(scratch, clock)
    #expect(second.incidents.isEmpty)
    let isThere = try await second.onReader { try $0.tableExists("half") }
    #expect(!isThere)
    #expect(try await second.verify() == Verification(records: 1, fault: nil, notes: []))
  }

  @Test func nothingAcknowledgedIsLostWhenTheWriterIsKilled() async throws {
    var numbers = SeededChance(2022)
    var ended: Set<String> = []
    var begun: Set<String> = []
    for round in 0..<24 {
      let lines = try await Writer.run(
        "write", in: scratch.path, killAfterLines: Int.random(in: 1...40, using: &numbers))
      var reached: [String: Int64] = [:]
      for words in lines.map({ $0.split(separator: " ").map(String.init) }) {
        switch words.first {
        case "opened": begun.insert(words[1])
        case "closed": ended.insert(words[1])
        case "reached": reached[words[1]] = Int64(words[2])
        default: Issue.record("round \(round): \(words)")
        }
      }
      let log = try await opened(scratch, clock)
      #expect(log.incidents.isEmpty, "round \(round)")
      #expect(try await log.verify().fault == nil, "round \(round)")
      let all = try await log.entries(from: WallTime(nanoseconds: 0), until: WallTime(nanoseconds: .max))
      let found = Dictionary(uniqueKeysWithValues: all.map { ($0.entry.airing.text, $0) })
      for airing in begun { #expect(found[airing] != nil, "round \(round): \(airing)") }
      for airing in ended { #expect(found[airing]?.isClosed == true, "round \(round): \(airing)") }
      for (airing, frames) in reached {
        #expect(found[airing].map { $0.isClosed || $0.entry.framesPlayed >= frames } == true, "\(airing)")
      }
      #expect(try await log.openEntries().count <= 1)
      try await log.shutDown()
    }
    #expect(ended.count > 24)
  }
}

/// The program that writes a log until it is killed. It stands beside the tests.
enum Writer {
  /// Runs it until it has told so many lines, kills it at once, and returns all that it told.
  static func run(_ mode: String, in directory: String, killAfterLines count: Int) async throws -> [String] {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent(
      "AirtimeWriter")
    return try await AirtimeLog.onThread {
      let process = Process()
      let pipe = Pipe()
      process.executableURL = program
      process.arguments = [mode, directory]
      process.standardOutput = pipe
      try process.run()
      var told = Data()
      var isKilled = false
      while case let more = pipe.fileHandleForReading.availableData, !more.isEmpty {
        told += more
        if !isKilled, told.count(where: { $0 == 10 }) >= count {
          kill(process.processIdentifier, SIGKILL)
          isKilled = true
        }
      }
      process.waitUntilExit()
      return String(decoding: told, as: UTF8.self).split(separator: "\n").map(String.init)
    }
  }
}
