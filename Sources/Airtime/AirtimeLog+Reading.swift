import Canonical
public import Clocks
import GRDB
public import Scheduling
import Synchronization

public import struct Foundation.TimeZone

/// A remark in the log.
public struct LogNote: Sendable, Hashable, Codable {
  public var number: Int64
  public var at: WallTime
  /// What kind of remark Loa made: `former-log-set-aside`, `records-missing`, `head-differs`, `head-missing`, `refused`,
  /// `clock-confirmed`, `restored-from-backup`, or the code of an `EvidenceError` of a station. Nil for a person's. `what(in:)` says it in words.
  public var code: String?
  public var text: String
  public var by: String?
}

extension AirtimeLog {
  /// Airings of this node that were opened and never closed, with their last checkpoints, in the order of their planned
  /// starts.
  public func openEntries() async throws -> [LoggedEntry] {
    let waits = waiting.withLock { $0.contents }
    return try await onReader { db in
      let rows = try Row.fetchAll(db, sql: "SELECT airing, station FROM checkpoint")
      var keys = rows.compactMap(Key.init)
      keys += waits.compactMap(Key.init)
      return try Self.entries(keys, waits, .own, db).filter { !$0.isClosed }
        .sorted { ($0.entry.plannedStart, $0.entry.airing) < ($1.entry.plannedStart, $1.entry.airing) }
    }
  }

  /// What the log holds of an airing at a station, this node or one below it; nil if nothing.
  public func entry(airing: AiringID, station: String) async throws -> LoggedEntry? {
    let waits = waiting.withLock { $0.contents }
    return try await onReader { db in
      try Self.entries([Key(airing: airing.text, station: station)], waits, .all, db).first
    }
  }

  /// The entries of an airing at every station, by station.
  public func entries(of airing: AiringID) async throws -> [LoggedEntry] {
    let waits = waiting.withLock { $0.contents }
    return try await onReader { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT DISTINCT airing, station FROM entry_record WHERE airing = ?",
        arguments: [airing.text])
      let keys = rows.compactMap(Key.init) + waits.filter { $0.airing == airing.text }.compactMap(Key.init)
      return try Self.entries(keys, waits, .all, db).sorted { $0.entry.station < $1.entry.station }
    }
  }

  /// The entries of this node and of the stations below it whose planned start lies in `from..<until`, ordered by
  /// planned start, airing and station.
  public func entries(
    from: WallTime, until: WallTime, station: String? = nil, programme: ProgrammeID? = nil
  ) async throws -> [LoggedEntry] {
    try await entries(.all, from: from, until: until, station: station, programme: programme)
  }

  /// The same of this node only, whatever its code was when it made them.
  public func ownEntries(from: WallTime, until: WallTime) async throws -> [LoggedEntry] {
    try await entries(.own, from: from, until: until, station: nil, programme: nil)
  }

  /// Where entries are looked for.
  private enum Source: String {
    /// This node's own records.
    case own = "record"
    /// Those of the stations too.
    case all = "entry_record"
  }

  private func entries(
    _ source: Source, from: WallTime, until: WallTime, station: String?, programme: ProgrammeID?
  ) async throws -> [LoggedEntry] {
    let waits = waiting.withLock { $0.contents }
    return try await onReader { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT airing, station FROM \(source.rawValue)
          WHERE kind IN ('opened', 'entered') AND planned >= ? AND planned < ?
            AND (?3 IS NULL OR station = ?3) AND (?4 IS NULL OR programme = ?4)
          """,
        arguments: [from.nanoseconds, until.nanoseconds, station, programme?.text])
      var keys = rows.compactMap(Key.init)
      keys += waits.filter { content in
        guard content.kind != .declared, let planned = content.planned else { return false }
        return planned >= from && planned < until && (station == nil || content.station == station)
          && (programme == nil || content.programme == programme?.text)
      }.compactMap(Key.init)
      return try Self.entries(keys, waits, source, db)
        .sorted {
          ($0.entry.plannedStart, $0.entry.airing, $0.entry.station)
            < ($1.entry.plannedStart, $1.entry.airing, $1.entry.station)
        }
    }
  }

  /// The entries planned on local days.
  public func entries(
    from: CivilDate, through: CivilDate, in zone: TimeZone, station: String? = nil,
    programme: ProgrammeID? = nil
  ) async throws -> [LoggedEntry] {
    let local = LocalTime(zone)
    return try await entries(
      from: local.start(of: from), until: local.start(of: through.adding(days: 1)), station: station,
      programme: programme)
  }

  /// The remarks entered in `from..<until`, in order.
  public func notes(from: WallTime, until: WallTime) async throws -> [LogNote] {
    try await onReader { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT number, recorded_at, body FROM record
          WHERE kind = 'note' AND recorded_at >= ? AND recorded_at < ? ORDER BY number
          """, arguments: [from.nanoseconds, until.nanoseconds])
      return rows.compactMap { row in
        guard let number = Int64.fromDatabaseValue(row[0]), let at = Int64.fromDatabaseValue(row[1]),
          let body = [UInt8].fromDatabaseValue(row[2])
        else { return nil }
        return LogNote(number: number, at: WallTime(nanoseconds: at), body: body)
      }
    }
  }

  /// An airing at a station.
  private struct Key: Hashable {
    var airing: String
    var station: String

    init(airing: String, station: String) {
      self.airing = airing
      self.station = station
    }

    init?(_ row: Row) {
      guard let airing = String.fromDatabaseValue(row[0]), let station = String.fromDatabaseValue(row[1])
      else { return nil }
      self.init(airing: airing, station: station)
    }

    init?(_ content: LogRecord.Content) {
      guard let airing = content.airing, let station = content.station else { return nil }
      self.init(airing: airing, station: station)
    }
  }

  private static func entries(
    _ keys: [Key], _ waits: [LogRecord.Content], _ source: Source, _ db: Database
  ) throws -> [LoggedEntry] {
    var seen: Set<Key> = []
    var entries: [LoggedEntry] = []
    // This node's own records first, then a station's, chain by chain: what was handed up first stands.
    let series = source == .own ? "0 AS series" : "series"
    let statement = try db.cachedStatement(
      sql: """
        SELECT number, kind, recorded_at, body, \(series) FROM \(source.rawValue)
        WHERE airing = ? AND station = ?
          AND kind IN ('opened', 'closed', 'entered', 'corrected')
        ORDER BY series, number
        """)
    for key in keys where seen.insert(key).inserted {
      var lines: [LoggedEntry.Line] = []
      var isOwn = true
      let rows = try Row.fetchCursor(statement, arguments: [key.airing, key.station])
      while let row = try rows.next() {
        let number = Int64.fromDatabaseValue(row[0]) ?? 0
        guard let kind = String.fromDatabaseValue(row[1]).flatMap(LogRecord.Kind.init),
          let at = Int64.fromDatabaseValue(row[2]), let body = [UInt8].fromDatabaseValue(row[3])
        else { throw AirtimeError.unreadableRecord(number: number, why: "kind") }
        isOwn = isOwn && Int64.fromDatabaseValue(row[4]) == 0
        lines.append(
          (
            number,
            LogRecord.Content(
              kind: kind, recordedAt: WallTime(nanoseconds: at), station: key.station,
              airing: key.airing, body: body)
          ))
      }
      for content in waits where Key(content) == key {
        // It may have been written since it was seen to wait.
        let isWritten = lines.contains { line in
          line.content.kind == content.kind && line.content.recordedAt == content.recordedAt
            && line.content.body == content.body
        }
        if !isWritten { lines.append((nil, content)) }
      }
      do {
        // One station with newer software, or a bad one, must not keep the log of all from being read. That its record
        // can not be read was told when it came.
        let readable = isOwn ? lines : lines.filter { $0.content.isReadable }
        guard var entry = try LoggedEntry.folding(readable) else { continue }
        if !entry.isClosed { entry.resume(from: try checkpoint(of: key, db)) }
        entries.append(entry)
      } catch let error as NotCanonical {
        throw AirtimeError.unreadableRecord(
          number: lines.compactMap(\.number).first ?? 0, why: error.description)
      }
    }
    return entries
  }

  private static func checkpoint(of key: Key, _ db: Database) throws -> Checkpoint? {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT at, entry FROM checkpoint WHERE airing = ? AND station = ?
            """), arguments: [key.airing, key.station]),
      let at = Int64.fromDatabaseValue(row[0]), let body = [UInt8].fromDatabaseValue(row[1])
    else { return nil }
    let entry = try AsRunEntry(body: BodyReader(JSONValue(canonical: body)))
    guard entry.airing.text == key.airing, entry.station == key.station else {
      throw NotCanonical(why: "the checkpoint of another airing", offset: nil)
    }
    return Checkpoint(entry, at: WallTime(nanoseconds: at))
  }
}

extension LogNote {
  init?(number: Int64, at: WallTime, body: [UInt8]) {
    guard let value = try? JSONValue(canonical: body), let reader = try? BodyReader(value) else { return nil }
    self.number = number
    self.at = at
    code = (try? reader.text("code")) ?? nil
    text = ((try? reader.text("text")) ?? nil) ?? ""
    by = (try? reader.text("by")) ?? nil
  }
}
