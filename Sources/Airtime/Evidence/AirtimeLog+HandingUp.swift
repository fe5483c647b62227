import Canonical
import Clocks
import GRDB

extension AirtimeLog {
  /// The number of the last record that is written; 0 in a new log.
  public var head: Int64 {
    get async throws { try await onReader { try $0.head().number } }
  }

  /// The number of the last record, now and each time that the log has grown. Ends when the log is shut down.
  public func heads() -> AsyncStream<Int64> { growth.stream() }

  /// The records of this node's own log after a number, as many as one batch takes, signed.
  /// - Parameters:
  ///   - number: The last record that the parent has acknowledged; 0 for all.
  ///   - station: This node's code.
  ///   - limit: How many at most; 1...`RecordBatch.mostRecords`.
  ///   - sign: Signs a message with the station's key.
  /// - Returns: nil if there is nothing after it.
  /// - Throws: `AirtimeError.unreadableRecord`; what `sign` throws.
  public func batch(
    after number: Int64, station: String, limit: Int = RecordBatch.mostRecords,
    sign: ([UInt8]) throws -> [UInt8]
  ) async throws -> RecordBatch? {
    let records = try await onReader { db in
      try Self.records(after: number, most: min(max(limit, 1), RecordBatch.mostRecords), db)
    }
    guard let last = records.last else { return nil }
    let message = RecordBatch.message(
      station: station, LogHead(number: last.number, hash: last.hash))
    return RecordBatch(station: station, records: records, signature: try sign(message))
  }

  /// After which of its own records a station goes on, by the parent's answer.
  ///
  /// Normally that is what was acknowledged. Where the parent holds more of this very chain (an answer was lost, the place
  /// was forgotten), all of that is left out.
  public func position(after receipt: Receipt) async throws -> Int64 {
    let held = receipt.held
    let own = try await onReader { try $0.hash(ofRecord: held.number) }
    if own == held.hash { return held.number }
    // What is acknowledged is of this chain, unless it is the end of another that the parent knows.
    return receipt.acknowledged < held.number ? max(receipt.acknowledged, 0) : 0
  }

  /// What is left of a batch's bytes for its records.
  private static let roomForRecords = RecordBatch.mostBytes - 1024

  private static func records(after number: Int64, most: Int, _ db: Database) throws -> [RecordBatch.Record] {
    var records: [RecordBatch.Record] = []
    var room = roomForRecords
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT number, kind, recorded_at, station, airing, planned, programme, body, previous, hash
          FROM record WHERE number > ? ORDER BY number LIMIT ?
          """), arguments: [max(number, 0), most])
    while let row = try rows.next() {
      let record = try RecordBatch.Record(row)
      do {
        room -= try record.value.canonical.count + 1
      } catch {
        throw AirtimeError.unreadableRecord(number: record.number, why: error.description)
      }
      // One that is larger than a batch goes by itself.
      if room < 0, !records.isEmpty { break }
      records.append(record)
      if room < 0 { break }
    }
    return records
  }
}

extension RecordBatch.Record {
  fileprivate init(_ row: Row) throws {
    let number = Int64.fromDatabaseValue(row[0]) ?? 0
    guard let kind = String.fromDatabaseValue(row[1]), let recordedAt = Int64.fromDatabaseValue(row[2]),
      let body = [UInt8].fromDatabaseValue(row[7]), let previous = [UInt8].fromDatabaseValue(row[8]),
      let hash = [UInt8].fromDatabaseValue(row[9])
    else { throw AirtimeError.unreadableRecord(number: number, why: "columns") }
    self.init(
      number: number, kind: kind, recordedAt: WallTime(nanoseconds: recordedAt),
      station: String.fromDatabaseValue(row[3]), airing: String.fromDatabaseValue(row[4]),
      planned: Int64.fromDatabaseValue(row[5]).map { WallTime(nanoseconds: $0) },
      programme: String.fromDatabaseValue(row[6]), body: body, previous: previous, hash: hash)
  }
}
