import Canonical
import Clocks
import GRDB
import Phrases

import struct Foundation.Data

extension StationRegistry {
  /// Opens the register in a state directory, or begins one there.
  /// - Throws: `IdentityError`: `registerForeign`, `registerNewer`, `registerFailed`, `keysExposed`, `keysOfAnother`,
  ///   `keysUnwritable`.
  public static func open(stateDirectory directory: String) async throws -> StationRegistry {
    let folder = directory + "/relay"
    let path = folder + "/stations.sqlite"
    return try await PrivateFolder.onThread {
      try PrivateFolder(path: folder).prepare()
      do {
        return try opened(path)
      } catch let error as DatabaseError {
        throw error.resultCode == .SQLITE_NOTADB
          ? IdentityError.registerForeign(path: path)
          : IdentityError.registerFailed(path: path, detail: error.message ?? "\(error)")
      }
    }
  }

  /// Marks the file as a register of stations (`PRAGMA application_id`): "LoaS".
  private static let applicationID = 0x4c6f_6153

  private static func opened(_ path: String) throws -> StationRegistry {
    var configuration = Configuration()
    configuration.label = "stations"
    configuration.busyMode = .timeout(5)
    configuration.journalMode = .wal
    // A revoked station stays revoked after a power cut.
    configuration.prepareDatabase {
      try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    do {
      try queue.read { db in
        let mark = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let tables = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_schema") ?? 0
        guard mark == applicationID || tables == 0 else { throw IdentityError.registerForeign(path: path) }
        guard try !migrator.hasBeenSuperseded(db) else { throw IdentityError.registerNewer(path: path) }
      }
      try migrator.migrate(queue)
      let (book, contacts) = try queue.read { try ($0.book(), $0.contacts()) }
      return StationRegistry(path: path, queue: queue, book: book, contacts: contacts)
    } catch {
      try? queue.close()
      throw error
    }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: stations, keys, invitations, contacts") { db in
      try db.execute(
        sql: """
          PRAGMA application_id = \(applicationID);

          CREATE TABLE station (
            code TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            added_at INTEGER NOT NULL,
            added_by TEXT NOT NULL,
            key BLOB UNIQUE,
            certificate_serial TEXT,
            certificate_expires_at INTEGER,
            joined_at INTEGER,
            revoked_at INTEGER,
            revoked_by TEXT
          ) STRICT, WITHOUT ROWID;

          -- Every key that a station ever had: a former one is never taken for another station's.
          CREATE TABLE station_key (
            key BLOB PRIMARY KEY,
            station TEXT NOT NULL REFERENCES station (code),
            joined_at INTEGER NOT NULL
          ) STRICT, WITHOUT ROWID;

          -- The newest join code of each station.
          CREATE TABLE invitation (
            station TEXT PRIMARY KEY REFERENCES station (code),
            secret_hash BLOB NOT NULL,
            made_at INTEGER NOT NULL,
            made_by TEXT NOT NULL,
            expires_at INTEGER NOT NULL,
            used_by BLOB
          ) STRICT, WITHOUT ROWID;

          CREATE TABLE contact (
            station TEXT PRIMARY KEY REFERENCES station (code),
            at INTEGER NOT NULL,
            address TEXT,
            version TEXT,
            clock_offset INTEGER,
            clock_bound INTEGER,
            manifest_sequence INTEGER,
            media_held INTEGER,
            media_wanted INTEGER,
            refusal_vi TEXT,
            refusal_en TEXT
          ) STRICT, WITHOUT ROWID;
          """)
    }
    return migrator
  }
}

extension Database {
  fileprivate func book() throws -> StationRegistry.Book {
    var book = StationRegistry.Book()
    for row in try Row.fetchAll(self, sql: "SELECT * FROM station") {
      let station = Station(row)
      book.stations[station.code] = station
    }
    for row in try Row.fetchAll(self, sql: "SELECT key, station FROM station_key") {
      book.owners[[UInt8](row["key"] as Data)] = StationCode(row["station"])
    }
    for row in try Row.fetchAll(self, sql: "SELECT * FROM invitation") {
      let code = StationCode(row["station"])
      let secret = StationRegistry.Secret(
        hash: [UInt8](row["secret_hash"] as Data), by: row["made_by"],
        madeAt: WallTime(nanoseconds: row["made_at"]), expiresAt: WallTime(nanoseconds: row["expires_at"]),
        usedBy: (row["used_by"] as Data?).map { [UInt8]($0) })
      book.secrets[code] = secret
      if secret.usedBy == nil {
        book.stations[code]?.invitation = .init(by: secret.by, expiresAt: secret.expiresAt)
      }
    }
    return book
  }

  fileprivate func contacts() throws -> [StationCode: Station.Contact] {
    var contacts: [StationCode: Station.Contact] = [:]
    for row in try Row.fetchAll(self, sql: "SELECT * FROM contact") {
      contacts[StationCode(row["station"])] = Station.Contact(row)
    }
    return contacts
  }

  func write(_ station: Station) throws {
    try execute(
      sql: """
        INSERT INTO station VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, key = excluded.key,
          certificate_serial = excluded.certificate_serial,
          certificate_expires_at = excluded.certificate_expires_at, joined_at = excluded.joined_at,
          revoked_at = excluded.revoked_at, revoked_by = excluded.revoked_by
        """,
      arguments: [
        station.code.text, station.name, station.addedAt.nanoseconds, station.addedBy,
        station.key.map { Data($0) }, station.certificateSerial, station.certificateExpiresAt?.nanoseconds,
        station.joinedAt?.nanoseconds, station.revokedAt?.nanoseconds, station.revokedBy,
      ])
  }

  func write(_ secret: StationRegistry.Secret, of code: StationCode) throws {
    try execute(
      sql: "INSERT OR REPLACE INTO invitation VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        code.text, Data(secret.hash), secret.madeAt.nanoseconds, secret.by, secret.expiresAt.nanoseconds,
        secret.usedBy.map { Data($0) },
      ])
  }

  func write(key: [UInt8], of code: StationCode, at instant: WallTime) throws {
    try execute(
      sql: "INSERT OR IGNORE INTO station_key VALUES (?, ?, ?)",
      arguments: [Data(key), code.text, instant.nanoseconds])
  }

  func write(_ contact: Station.Contact, of code: StationCode) throws {
    try execute(
      sql: "INSERT OR REPLACE INTO contact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        code.text, contact.at.nanoseconds, contact.address, contact.version,
        contact.clockOffset?.wholeNanoseconds, contact.clockBound?.wholeNanoseconds,
        contact.manifestSequence, contact.mediaHeld, contact.mediaWanted, contact.lastRefusal?.vi,
        contact.lastRefusal?.en,
      ])
  }
}

extension Station {
  fileprivate init(_ row: Row) {
    func instant(_ column: String) -> WallTime? {
      (row[column] as Int64?).map { WallTime(nanoseconds: $0) }
    }
    self.init(
      code: StationCode(row["code"]), name: row["name"], addedAt: WallTime(nanoseconds: row["added_at"]),
      addedBy: row["added_by"], key: (row["key"] as Data?).map { [UInt8]($0) },
      certificateSerial: row["certificate_serial"], certificateExpiresAt: instant("certificate_expires_at"),
      joinedAt: instant("joined_at"), revokedAt: instant("revoked_at"), revokedBy: row["revoked_by"])
  }
}

extension Station.Contact {
  fileprivate init(_ row: Row) {
    func duration(_ column: String) -> Duration? { (row[column] as Int64?).map { .nanoseconds($0) } }
    var refusal: BilingualText?
    if let vi = row["refusal_vi"] as String?, let en = row["refusal_en"] as String? {
      refusal = BilingualText(Text { $0.choose(vietnamese: vi, english: en) })
    }
    self.init(
      at: WallTime(nanoseconds: row["at"]), address: row["address"], version: row["version"],
      clockOffset: duration("clock_offset"), clockBound: duration("clock_bound"),
      manifestSequence: row["manifest_sequence"], mediaHeld: row["media_held"],
      mediaWanted: row["media_wanted"], lastRefusal: refusal)
  }
}
