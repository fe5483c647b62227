import Canonical
import Clocks
import Foundation
import Phrases
import Scheduling
import SeededRandom
import Testing

@testable import Airtime

/// Records on their way up: what is sent, and what is refused before anything is done with it.
@Suite struct BatchTests {
  let scratch: Scratch
  let clock = TestClock()

  init() throws { scratch = try Scratch() }

  @Test func aBatchCarriesTheRecordsAsTheyStandInTheLog() async throws {
    let log = try await opened(scratch, clock)
    try await log.air(0..<6)
    let head = try await log.head
    let batch = try await log.batch(1...head)
    #expect(batch.records.map(\.number) == Array(1...head))
    #expect(Set(batch.records.map(\.kind)) == ["opened", "closed", "entered", "corrected", "note"])
    #expect(batch.records[0].previous == LogHead.none.hash)
    #expect(TestKey().verify(batch.message, batch.signature))
    #expect(
      String(decoding: batch.message, as: UTF8.self)
        == "loa-records-1\n29770\n\(head)\n\(batch.head.hash.hexadecimal)\n")
    let rest = try #require(
      try await log.batch(after: 4, station: station, limit: 3, sign: TestKey().sign))
    #expect(rest.records == Array(batch.records[4..<7]))
    let none = try await log.batch(after: head, station: station, sign: TestKey().sign)
    #expect(none == nil)
  }

  @Test func aNewLogHasNothingToHandUp() async throws {
    let log = try await opened(scratch, clock)
    #expect(try await log.head == 0)
    let none = try await log.batch(after: 0, station: station, sign: TestKey().sign)
    #expect(none == nil)
  }

  @Test func aBatchKeepsWithinItsLimits() async throws {
    let log = try await opened(scratch, clock)
    let long = String(repeating: "gió ", count: 50_000)
    for _ in 0..<8 { try await log.note(long, by: "A") }
    var after: Int64 = 0
    var sizes: [Int] = []
    while let batch = try await log.batch(after: after, station: station, sign: TestKey().sign) {
      sizes.append(batch.records.count)
      #expect(try batch.canonical.count <= RecordBatch.mostBytes)
      _ = try RecordBatch(canonical: batch.canonical)
      after = batch.head.number
    }
    #expect(sizes.reduce(0, +) == 8 && sizes.count > 1)
  }

  @Test func aRecordLargerThanABatchGoesByItself() async throws {
    let log = try await opened(scratch, clock)
    try await log.note("trước", by: "A")
    try await log.note(String(repeating: "x", count: 2 << 20), by: "A")
    try await log.note("sau", by: "A")
    let parent = try await opened(try Scratch(), clock)
    try await parent.takeAll(of: log)
    #expect(try await parent.handedRows() == 3)
  }

  @Test func whoWaitsHearsOfEachNewRecord() async throws {
    let log = try await opened(scratch, clock)
    var heads = log.heads().makeAsyncIterator()
    #expect(await heads.next() == 0)
    try await log.note("một", by: "A")
    #expect(await heads.next() == 1)
    try await log.note("hai", by: "A")
    try await log.note("ba", by: "A")
    // Only the last of several.
    #expect(await heads.next() == 3)
    var others = log.heads().makeAsyncIterator()
    #expect(await others.next() == 3)
    try await log.shutDown()
    #expect(await heads.next() == nil)
    #expect(await others.next() == nil)
  }

  /// What `docs/relay-evidence.md` gives as an example, and what the fuzzer starts from.
  @Test func theWireFormIsTheOneWrittenDown() async throws {
    let log = try await opened(scratch, TestClock())
    try await log.open(entry(0))
    try await log.close(entry(0).ended(.aired))
    try await log.note("thay ampli", by: "Nguyễn Văn A")
    let batch = try await log.batch(1...3)
    try golden("batch.json", batch.canonical)
  }

  private func sample() async throws -> [UInt8] {
    let log = try await opened(scratch, clock)
    try await log.air(0..<4)
    return try await log.batch(1...(try await log.head)).canonical
  }

  @Test func anyChangedByteIsRefusedOrBreaksTheSignature() async throws {
    let bytes = try await sample()
    let original = try RecordBatch(canonical: bytes)
    for index in stride(from: 0, to: bytes.count, by: 5) {
      var altered = bytes
      altered[index] ^= 1
      guard let batch = try? RecordBatch(canonical: altered) else { continue }
      // Only the station's code and the signature stand outside the chain.
      #expect(batch.records == original.records)
      #expect(!TestKey().verify(batch.message, batch.signature))
    }
  }

  @Test(arguments: [
    ("truncated", "records-malformed"), ("unknown field", "records-malformed"),
    ("unknown field of a record", "records-malformed"), ("hole", "records-malformed"),
    ("swapped", "records-malformed"), ("no records", "records-malformed"),
    ("another format", "records-malformed"), ("zero byte", "records-malformed"),
    ("body is text", "records-malformed"), ("altered in the middle", "records-malformed"),
    ("altered in the middle with a new hash", "records-malformed"),
    ("code with a line feed", "records-malformed"),
    ("record 1 after something", "records-malformed"), ("upper-case hash", "records-malformed"),
  ])
  func malformedBytesAreRefused(how: String, wanted: String) async throws {
    let bytes = try await sample()
    let altered = try Self.altered(bytes, how)
    #expect(await evidenceCode { _ = try RecordBatch(canonical: altered) } == wanted, "\(how)")
  }

  private static func altered(_ bytes: [UInt8], _ how: String) throws -> [UInt8] {
    guard case .object(var batch) = try JSONValue(canonical: bytes), case .list(var list) = batch["records"],
      case .object(var third) = list[2]
    else { return [] }
    switch how {
    case "truncated": return Array(bytes.dropLast())
    case "unknown field": batch["more"] = .integer(Int64(1))
    case "unknown field of a record": third["more"] = .integer(Int64(1))
    case "hole": list.remove(at: 1)
    case "swapped": list.swapAt(0, 1)
    case "no records": list = []
    case "another format": batch["format"] = .text("loa-records-2")
    case "zero byte": third["airing"] = .text("a\0b")
    case "body is text": third["body"] = .text("{}")
    case "altered in the middle": third["recordedAt"] = .integer(Int64(7))
    case "altered in the middle with a new hash":
      let batch = try RecordBatch(canonical: bytes)
      let record = batch.records[2]
      let forged = ChainHash.of(
        previous: record.previous, number: 3, recordedAt: WallTime(nanoseconds: 7), planned: record.planned,
        kind: record.kind, station: record.station, airing: record.airing, programme: record.programme,
        body: record.body)
      third["recordedAt"] = .integer(Int64(7))
      third["hash"] = .text(forged.hexadecimal)
    case "code with a line feed": batch["station"] = .text("29770\n")
    case "record 1 after something": batch["previous"] = .text(String(repeating: "ab", count: 32))
    case "upper-case hash": third["hash"] = .text(String(repeating: "AB", count: 32))
    default: Issue.record("\(how)")
    }
    if list.count > 2 { list[2] = .object(third) }
    batch["records"] = .list(list)
    return JSONValue.object(batch).canonical
  }

  /// What the fuzzer does at length: no bytes crash it, and what is taken has one spelling.
  @Test func arbitraryBytesDoNoHarm() async throws {
    var numbers = SeededChance(1)
    let sample = try await sample()
    for _ in 0..<300 {
      var bytes = sample
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        let index = Int.random(in: 0..<bytes.count, using: &numbers)
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &numbers)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert(contentsOf: bytes.suffix(index % 40), at: index)
        default: bytes.removeLast(index)
        }
        if bytes.isEmpty { bytes = [0x7B] }
      }
      bytes.withUnsafeBytes { AirtimeLog.fuzz(batch: $0) }
    }
    sample.withUnsafeBytes { AirtimeLog.fuzz(batch: $0) }
  }

  @Test func moreThanTheLimitsIsRefused() async throws {
    let log = try await opened(scratch, clock)
    for _ in 0..<513 { try await log.note("x", by: nil) }
    var records = try await log.batch(1...512).records
    let last = try await log.batch(513...513).records[0]
    records.append(last)
    let tooMany = RecordBatch(station: station, records: records, signature: [1])
    #expect(await evidenceCode { _ = try RecordBatch(canonical: tooMany.canonical) } == "records-malformed")
    // White space would be no canonical form either; what counts is that a huge body is never read.
    let huge = [UInt8](repeating: 0x20, count: RecordBatch.mostBytesOfOne + 1)
    #expect(await evidenceCode { _ = try RecordBatch(canonical: huge) } == "records-malformed")
  }

  @Test func aReceiptCrossesTheWire() throws {
    let receipt = Receipt(
      acknowledged: 7, held: .init(LogHead(number: 9, hash: [UInt8](repeating: 3, count: 32))), stored: 2,
      isRefused: false, incidents: [])
    #expect(try Receipt(canonical: receipt.canonical) == receipt)
    #expect(throws: EvidenceError.self) { try Receipt(canonical: Array("{}".utf8)) }
  }

  @Test func everyErrorSpeaksBothLanguages() {
    let errors: [EvidenceError] = [
      .malformed(why: "w"), .posing(peer: "a", as: "b"), .signatureWrong(station: "a"),
      .beganAnew(station: "a", lastKnown: 3), .branched(station: "a", after: 3),
      .doesNotFollow(station: "a", number: 3), .unreadable(station: "a", number: 3, why: "w"),
      .tooManySeries(station: "a"), .declarationIncomplete, .unknownAiring("x"),
    ]
    #expect(Set(errors.map(\.code)).count == errors.count)
    for error in errors {
      for text in [error.what, error.remedy] {
        #expect(text.said(in: .vietnamese) != text.said(in: .english))
      }
    }
  }
}

/// Compares with a golden file; `LOA_WRITE_GOLDEN=1` writes it anew.
func golden(_ name: String, _ bytes: [UInt8], at location: SourceLocation = #_sourceLocation) throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Golden/\(name)")
  if ProcessInfo.processInfo.environment["LOA_WRITE_GOLDEN"] == "1" { try Data(bytes).write(to: file) }
  let wanted = try Data(contentsOf: file)
  #expect(Data(bytes) == wanted, "\(String(decoding: bytes, as: UTF8.self))", sourceLocation: location)
}
