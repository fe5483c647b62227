import Foundation
import Glibc
import Logging
import Synchronization
import Testing

@testable import Platform

@Suite struct NodeLogTests {
  private func logger(to journal: Journal, provider: Logger.MetadataProvider? = nil) -> Logger {
    Logger(label: "conductor") { label in
      var handler = JournalLogHandler(label: label, journal: journal)
      handler.metadataProvider = provider
      return handler
    }
  }

  /// The fields of a record in the journal's native protocol.
  private func fields(_ bytes: [UInt8]) -> [String: String] {
    var fields: [String: String] = [:]
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = rest[rest.startIndex..<end]
      rest = rest[(end + 1)...]
      if let equals = line.firstIndex(of: UInt8(ascii: "=")) {
        fields[String(decoding: line[..<equals], as: UTF8.self)] =
          String(decoding: line[(equals + 1)...], as: UTF8.self)
      } else {
        let length = rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        let value = rest.dropFirst(8).prefix(length)
        fields[String(decoding: line, as: UTF8.self)] = String(decoding: value, as: UTF8.self)
        rest = rest.dropFirst(8 + length + 1)
      }
    }
    return fields
  }

  @Test func theJournalGetsMessagePriorityAndMetadataAsFields() throws {
    let folder = try TemporaryFolder()
    let receiver = try DatagramReceiver(at: folder.path + "/journal")
    let journal = try #require(Journal(at: folder.path + "/journal"))
    var logger = logger(to: journal, provider: Logger.MetadataProvider { ["node": "trung-tam"] })
    logger[metadataKey: "airing"] = "cchc@2022-03-16T17:00"
    logger.warning("Thiết bị mất kết nối", metadata: ["device": "hw:1", "clock-state": "trusted"])

    let record = fields(try #require(receiver.next()))
    #expect(
      record["MESSAGE"]
        == "Thiết bị mất kết nối airing=cchc@2022-03-16T17:00 clock-state=trusted device=hw:1 node=trung-tam")
    #expect(record["PRIORITY"] == "4")
    #expect(record["SYSLOG_IDENTIFIER"] == "loa")
    #expect(record["LOA_LOGGER"] == "conductor")
    #expect(record["LOA_AIRING"] == "cchc@2022-03-16T17:00")
    #expect(record["LOA_DEVICE"] == "hw:1")
    #expect(record["LOA_CLOCK_STATE"] == "trusted")
    #expect(record["LOA_NODE"] == "trung-tam")
    #expect(record["CODE_FILE"]?.hasSuffix("NodeLogTests.swift") == true)
    #expect(Int(record["CODE_LINE"] ?? "") != nil)
  }

  @Test func aLineBreakInAMessageForgesNoField() throws {
    let folder = try TemporaryFolder()
    let receiver = try DatagramReceiver(at: folder.path + "/journal")
    let journal = try #require(Journal(at: folder.path + "/journal"))
    logger(to: journal).error("tiêu đề\nPRIORITY=0\nxong", metadata: ["title": "a\nMESSAGE=b"])
    let record = fields(try #require(receiver.next()))
    #expect(record["MESSAGE"] == "tiêu đề\nPRIORITY=0\nxong title=a\nMESSAGE=b")
    #expect(record["PRIORITY"] == "3")
    #expect(record["LOA_TITLE"] == "a\nMESSAGE=b")
  }

  @Test func fieldNamesAreMadeAcceptableToTheJournal() {
    var record = JournalRecord()
    record.add("_trusted.field", "1")
    record.add("9", "left out")
    record.add("đài", "2")
    record.add(String(repeating: "k", count: 100), "3")
    #expect(
      String(decoding: record.bytes, as: UTF8.self)
        == "TRUSTED_FIELD=1\nI=2\n" + String(repeating: "K", count: 64) + "=3\n")
  }

  @Test func aJournalThatDoesNotReadHoldsNobodyUpAndTheLossIsCounted() throws {
    let folder = try TemporaryFolder()
    let receiver = try DatagramReceiver(at: folder.path + "/journal")
    let journal = try #require(Journal(at: folder.path + "/journal"))
    let logger = logger(to: journal)
    for number in 0..<2_000 { logger.info("\(number)") }
    var heard = 0
    while let record = receiver.next() {
      #expect(fields(record)["MESSAGE"] == "\(heard)")
      heard += 1
    }
    #expect(heard > 0 && heard < 2_000)
    logger.info("after")
    #expect(fields(try #require(receiver.next()))["LOA_LOST_RECORDS"] == "\(2_000 - heard)")
    logger.info("later")
    #expect(fields(try #require(receiver.next()))["LOA_LOST_RECORDS"] == nil)
  }

  @Test func theJournalIsUsedOnlyWhileStandardErrorLeadsToIt() throws {
    let folder = try TemporaryFolder()
    let file = open(folder.path + "/stderr", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    defer { close(file) }
    var status = stat()
    #expect(fstat(file, &status) == 0)
    let stream = "\(status.st_dev):\(status.st_ino)"
    #expect(NodeLog.standardErrorIsJournal(["JOURNAL_STREAM": stream], descriptor: file))
    #expect(!NodeLog.standardErrorIsJournal(["JOURNAL_STREAM": "1:1"], descriptor: file))
    #expect(!NodeLog.standardErrorIsJournal([:], descriptor: file))
  }

  @Test func aPersonReadsOneLineForEachRecord() throws {
    let lines = Mutex<[String]>([])
    let logger = Logger(label: "player") { label in
      TextLogHandler(label: label) { line in lines.withLock { $0.append(line) } }
    }
    logger.notice("Lên sóng\ngiả", metadata: ["airing": "cchc@2022-03-16T17:00"])
    logger.debug("not shown")
    let line = try #require(lines.withLock { $0.first })
    #expect(lines.withLock { $0.count } == 1)
    #expect(
      line.wholeMatch(
        of: /\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d\.\d{3} notice   Lên sóng⏎giả airing=cchc@2022-03-16T17:00\n/)
        != nil, "\(line)")
  }
}
