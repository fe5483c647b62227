import Clocks
import Foundation
import GRDB
import Scheduling

@testable import Airtime

/// Stands in for a station's key: a keyed hash.
struct TestKey: Sendable {
  var secret: UInt8 = 1

  func sign(_ message: [UInt8]) -> [UInt8] {
    ChainHash.of(
      previous: [UInt8](repeating: secret, count: 32), number: 1, recordedAt: WallTime(nanoseconds: 0),
      planned: nil, kind: "key", station: nil, airing: nil, programme: nil, body: message)
  }

  func verify(_ message: [UInt8], _ signature: [UInt8]) -> Bool { sign(message) == signature }
}

extension AsRunEntry {
  func at(_ code: String) -> AsRunEntry {
    var entry = self
    entry.station = code
    return entry
  }
}

/// Within the log, `entry` is its own method.
private func sample(_ number: Int, _ code: String) -> AsRunEntry { entry(number).at(code) }

extension AirtimeLog {
  /// A few records of every kind: `count` airings aired, missed or corrected, with a note here and there.
  func air(_ numbers: Range<Int>, at code: String = station) async throws {
    for number in numbers {
      switch number % 4 {
      case 0:
        try await record(sample(number, code).ended(.missed, .power))
        try await correct(
          airing: sample(number, code).airing, station: code, changes: [.cause(.device)], author: "A",
          reason: "B")
      case 1:
        try await note("thay ampli \(number)", by: "A")
        fallthrough
      default:
        try await open(sample(number, code))
        try await close(sample(number, code).ended(.aired))
      }
    }
  }

  func batch(_ range: ClosedRange<Int64>, of code: String = station, key: TestKey = TestKey()) async throws
    -> RecordBatch
  {
    guard
      let batch = try await batch(
        after: range.lowerBound - 1, station: code, limit: range.count, sign: key.sign)
    else { throw EvidenceError.malformed(why: "no such records") }
    // As it comes over the wire.
    return try RecordBatch(canonical: batch.canonical)
  }

  @discardableResult
  func take(_ batch: RecordBatch, key: TestKey = TestKey()) async throws -> Receipt {
    try await receive(batch, from: batch.station, verify: key.verify)
  }

  /// Hands everything of a station's log up to this one, as its uplink does.
  @discardableResult
  func takeAll(
    of log: AirtimeLog, as code: String = station, limit: Int = RecordBatch.mostRecords,
    key: TestKey = TestKey()
  ) async throws -> [EvidenceError] {
    var after: Int64 = 0
    var incidents: [EvidenceError] = []
    while let batch = try await log.batch(after: after, station: code, limit: limit, sign: key.sign) {
      let receipt = try await receive(batch, from: code, verify: key.verify)
      incidents += receipt.incidents
      after = try await log.position(after: receipt)
    }
    return incidents
  }

  /// Every row that was handed up, without the instants at which it came.
  func handedUp() async throws -> [[DatabaseValue]] {
    try await onReader { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT sender, series, number, kind, recorded_at, station, airing, planned, programme, body, previous, hash
          FROM handed_record ORDER BY sender, series, number
          """
      ).map { Array($0.databaseValues) }
        + Row.fetchAll(
          db,
          sql: """
            SELECT r.sender, r.series, origin, shared, number, hash, signature
            FROM handed_series r LEFT JOIN handed_seal s USING (sender, series) ORDER BY r.sender, r.series
            """
        ).map { Array($0.databaseValues) }
    }
  }

  func handedRows() async throws -> Int {
    try await onReader { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM handed_record") ?? 0 }
  }
}

/// The code of whatever error `work` throws; nil if it throws none.
func evidenceCode(_ work: () async throws -> Void) async -> String? {
  do {
    try await work()
    return nil
  } catch let error as EvidenceError {
    return error.code
  } catch let error as AirtimeError {
    return error.code
  } catch {
    return "\(error)"
  }
}
