import Canonical
import Clocks
import GRDB
import Scheduling
import Synchronization

extension AirtimeLog {
  /// Takes records that a station hands up, and says up to where all is held.
  ///
  /// What it takes is on the disk when this returns. A batch that came before, or parts of one, change nothing; one that
  /// begins after a hole is not taken, and the receipt asks for what is missing. A log that began anew, or that goes
  /// another way than the one that is held, is kept as a chain of its own beside the former, which stays as it is: what
  /// was handed up first stands, and the receipt carries an incident.
  /// - Parameters:
  ///   - batch: As it came over the wire.
  ///   - station: Who sent it, by its certificate.
  ///   - verify: Whether the signature over a message is of that station's key.
  /// - Throws: `EvidenceError.posing`, `.signatureWrong`, `.tooManySeries`; `AirtimeError.unwritable` or `.damaged`: then
  ///   nothing was taken and nothing may be acknowledged.
  public func receive(
    _ batch: RecordBatch, from station: String,
    verify: (_ message: [UInt8], _ signature: [UInt8]) -> Bool
  ) async throws -> Receipt {
    guard batch.station.utf8.elementsEqual(station.utf8) else {
      throw EvidenceError.posing(peer: station, as: batch.station)
    }
    guard verify(batch.message, batch.signature) else {
      throw EvidenceError.signatureWrong(station: station)
    }
    // One at a time: however many stations come back at once, the node's own entries wait for one of them at most.
    return try await receiving.inTurn {
      try await onWriter { [self] db in try take(batch, db) }
    }
  }

  /// A log begins anew when a disk dies. One that does it more often is made to fill this disk.
  static let mostSeries = 100

  /// On the writer's queue.
  private func take(_ batch: RecordBatch, _ db: Database) throws -> Receipt {
    let instant = now()
    var receipt: Receipt?
    try typed {
      try db.inTransaction(.immediate) {
        receipt = try Self.store(batch, at: instant, db)
        return .commit
      }
    }
    guard let receipt else { throw EvidenceError.malformed(why: "empty") }
    tell(receipt, of: batch, at: instant, db)
    return receipt
  }

  private static func store(_ batch: RecordBatch, at instant: WallTime, _ db: Database) throws -> Receipt {
    let station = batch.station
    let chains = try db.handedSeries(of: station)
    let verdict = try HandedVerdict.of(batch, chains) { chain, number in
      try db.hash(ofRecord: number, in: chain, of: chains)
    }
    var receipt = Receipt(
      acknowledged: batch.head.number, held: .init(batch.head), stored: 0, isRefused: false, incidents: [])
    func take(_ from: Int, into series: Int64) throws {
      let new = batch.records[from...]
      for record in new { try db.insert(record, of: station, in: series, at: instant) }
      try db.seal(batch, series: series, at: instant)
      receipt.stored = new.count
      if let first = new.lazy.compactMap({ $0.unreadable(from: station) }).first {
        receipt.incidents.append(first)
      }
    }
    switch verdict {
    case .held(let series):
      if let chain = chains.first(where: { $0.series == series }) { receipt.held = .init(chain.head) }
    case .append(let series, let from):
      try take(from, into: series)
    case .begin(let origin, let shared, let from):
      guard chains.count < mostSeries else { throw EvidenceError.tooManySeries(station: station) }
      let series = (chains.last?.series ?? 0) + 1
      try db.begin(
        HandedSeries(sender: station, series: series, origin: origin, shared: shared, head: .none),
        at: instant)
      if let last = chains.last {
        receipt.incidents.append(
          origin == nil
            ? .beganAnew(station: station, lastKnown: last.head.number)
            : .branched(station: station, after: shared))
      }
      try take(from, into: series)
    case .hole:
      let head = chains.last?.head ?? .none
      receipt.acknowledged = head.number
      receipt.held = .init(head)
    case .unlinked:
      receipt.acknowledged = 0
      receipt.held = .init(chains.last?.head ?? .none)
      receipt.isRefused = true
      receipt.incidents = [
        .doesNotFollow(station: station, number: batch.records.first?.number ?? 0)
      ]
    }
    return receipt
  }

  /// Notes in the own log what a reader of it should know. A disk that refuses it keeps nothing back from the station:
  /// the note waits in memory.
  private func tell(_ receipt: Receipt, of batch: RecordBatch, at instant: WallTime, _ db: Database) {
    let isNews = refused.withLock { stations in
      // It may try again every second: once is enough until it is taken again.
      if receipt.isRefused { return stations.insert(batch.station).inserted }
      stations.remove(batch.station)
      return true
    }
    guard isNews, !receipt.incidents.isEmpty else { return }
    try? submit(
      receipt.incidents.map { .note(code: $0.code, text: $0.detail, by: nil, at: instant) }, db)
  }
}

extension RecordBatch.Record {
  /// Why a record that makes an entry can not be read as one of this station; nil if it can, or makes none.
  func unreadable(from sender: String) -> EvidenceError? {
    guard let kind = LogRecord.Kind(rawValue: kind), kind.makesEntries else { return nil }
    do {
      guard station == sender else { throw NotCanonical(why: "station: \(station ?? "-")") }
      let content = LogRecord.Content(
        kind: kind, recordedAt: recordedAt, station: station, airing: airing, planned: planned,
        programme: programme, body: body)
      try content.read()
      return nil
    } catch {
      return .unreadable(station: sender, number: number, why: "\(error)")
    }
  }
}

extension LogRecord.Kind {
  fileprivate var makesEntries: Bool {
    switch self {
    case .opened, .closed, .entered, .corrected: true
    case .declared, .note: false
    }
  }
}

extension LogRecord.Content {
  /// Whether its body can be read and says the same as its columns. Whoever has a station's key can sign anything.
  var isReadable: Bool { (try? read()) != nil }

  fileprivate func read() throws {
    switch kind {
    case .opened, .closed, .entered:
      let entry = try AsRunEntry(body: BodyReader(JSONValue(canonical: body)))
      guard entry.station == station else { throw NotCanonical(why: "station: \(entry.station)") }
      guard entry.airing.text == airing else { throw NotCanonical(why: "airing: \(entry.airing)") }
      if let planned, entry.plannedStart != planned { throw NotCanonical(why: "plannedStart") }
    case .corrected: _ = try Correction(body: JSONValue(canonical: body), at: recordedAt)
    case .declared, .note: break
    }
  }
}
