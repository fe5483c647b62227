import Clocks
import GRDB

/// One chain of a station, as far as it was handed up.
struct HandedSeries: Sendable, Hashable {
  var sender: String
  /// 1, 2 …: the chains of a station in the order in which they were begun.
  var series: Int64
  /// The chain that the first records belong to, if it branches off from one.
  var origin: Int64?
  /// The last record that it shares with its origin; 0 if none.
  var shared: Int64
  /// Its last record.
  var head: LogHead
}

/// What becomes of a batch, by the chains that are held. Pure: `hash` looks a record up.
enum HandedVerdict: Hashable {
  /// Every record of it is held in this chain.
  case held(Int64)
  /// The records from this index on go to the end of the chain.
  case append(Int64, from: Int)
  /// A new chain begins with the records from this index on; what comes before is held in `origin`.
  case begin(origin: Int64?, shared: Int64, from: Int)
  /// Records before it are missing.
  case hole
  /// It follows nothing that is held.
  case unlinked

  /// - Parameter chains: In the order of their numbers.
  static func of(
    _ batch: RecordBatch, _ chains: [HandedSeries],
    hash: (_ series: HandedSeries, _ number: Int64) throws -> [UInt8]?
  ) rethrows -> HandedVerdict {
    guard let first = batch.records.first, let last = batch.records.last else { return .unlinked }
    let link = first.number - 1
    guard let newest = chains.last else {
      return link == 0 ? .begin(origin: nil, shared: 0, from: 0) : .hole
    }
    var best: (chain: HandedSeries, count: Int, goesOn: Bool)?
    for chain in chains.reversed() {
      if link > 0 {
        guard link <= chain.head.number, try hash(chain, link) == first.previous else { continue }
      }
      let reach = min(chain.head.number, last.number)
      var count = max(0, Int(reach - link))
      // Equal hashes: everything before is equal too. Mostly the first look settles it.
      while count > 0, try hash(chain, batch.records[count - 1].number) != batch.records[count - 1].hash {
        count -= 1
      }
      if count == batch.records.count { return .held(chain.series) }
      let goesOn = chain.head.number > link + Int64(count)
      // The longest; among equals one that ends just there, and then the newest.
      if let best, best.count > count || best.count == count && (goesOn || !best.goesOn) { continue }
      best = (chain, count, goesOn)
    }
    guard let (chain, count, goesOn) = best else {
      return newest.head.number < link ? .hole : .unlinked
    }
    let shared = link + Int64(count)
    if !goesOn { return .append(chain.series, from: count) }
    return .begin(origin: shared == 0 ? nil : chain.series, shared: shared, from: count)
  }
}

extension Database {
  /// The chains of a station, in the order of their numbers.
  func handedSeries(of sender: String) throws -> [HandedSeries] {
    let rows = try Row.fetchAll(
      cachedStatement(
        sql: "SELECT series, origin, shared FROM handed_series WHERE sender = ? ORDER BY series"),
      arguments: [sender])
    var known: [HandedSeries] = []
    for row in rows {
      guard let series = Int64.fromDatabaseValue(row[0]), let shared = Int64.fromDatabaseValue(row[2])
      else { continue }
      var chain = HandedSeries(
        sender: sender, series: series, origin: Int64.fromDatabaseValue(row[1]), shared: shared,
        head: .none)
      let last = try Row.fetchOne(
        cachedStatement(
          sql: """
            SELECT number, hash FROM handed_record WHERE sender = ? AND series = ?
            ORDER BY number DESC LIMIT 1
            """), arguments: [sender, series])
      if let last, let number = Int64.fromDatabaseValue(last[0]),
        let hash = [UInt8].fromDatabaseValue(last[1])
      {
        chain.head = LogHead(number: number, hash: hash)
      } else if let hash = try hash(ofRecord: shared, in: chain, of: known) {
        chain.head = LogHead(number: shared, hash: hash)
      }
      known.append(chain)
    }
    return known
  }

  /// The hash of a record in a chain, wherever it is kept; that of record 0 is 32 zero bytes.
  func hash(
    ofRecord number: Int64, in chain: HandedSeries, of chains: [HandedSeries]
  ) throws -> [UInt8]? {
    if number == 0 { return LogHead.none.hash }
    var chain = chain
    while number <= chain.shared {
      // An origin is always an earlier one.
      guard let origin = chain.origin, origin < chain.series,
        let earlier = chains.first(where: { $0.series == origin })
      else { return nil }
      chain = earlier
    }
    let row = try Row.fetchOne(
      cachedStatement(
        sql: "SELECT hash FROM handed_record WHERE sender = ? AND series = ? AND number = ?"),
      arguments: [chain.sender, chain.series, number])
    return row.flatMap { [UInt8].fromDatabaseValue($0[0]) }
  }

  func begin(_ chain: HandedSeries, at instant: WallTime) throws {
    try execute(
      sql: "INSERT INTO handed_series (sender, series, origin, shared, begun_at) VALUES (?, ?, ?, ?, ?)",
      arguments: [chain.sender, chain.series, chain.origin, chain.shared, instant.nanoseconds])
  }

  func insert(
    _ record: RecordBatch.Record, of sender: String, in series: Int64, at instant: WallTime
  ) throws {
    let statement = try cachedStatement(
      sql: """
        INSERT INTO handed_record
          (sender, series, number, kind, recorded_at, station, airing, planned, programme, body, previous, hash,
           received_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      sender, series, record.number, record.kind, record.recordedAt.nanoseconds, record.station,
      record.airing, record.planned?.nanoseconds, record.programme, record.body.data,
      record.previous.data, record.hash.data, instant.nanoseconds,
    ])
  }

  /// Puts the signature in place of the former one of this chain.
  func seal(_ batch: RecordBatch, series: Int64, at instant: WallTime) throws {
    try execute(
      sql: """
        INSERT INTO handed_seal (sender, series, number, hash, signature, at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (sender, series) DO UPDATE SET
          number = excluded.number, hash = excluded.hash, signature = excluded.signature, at = excluded.at
        """,
      arguments: [
        batch.station, series, batch.head.number, batch.head.hash.data, batch.signature.data,
        instant.nanoseconds,
      ])
  }
}
