import Clocks
package import GRDB

/// The tables, and how older ones become newer ones.
///
/// Each step runs in a transaction of its own: an interrupted one has not happened.
package struct LogSchema: Sendable {
  package struct Step: Sendable {
    package var name: String
    package var run: @Sendable (Database) throws -> Void

    package init(name: String, run: @escaping @Sendable (Database) throws -> Void) {
      self.name = name
      self.run = run
    }
  }

  package var steps: [Step]

  /// Marks the file as an airtime log (`PRAGMA application_id`): "LoaA".
  static let applicationID = 0x4c6f_6141

  package static let current = LogSchema(steps: [
    Step(name: "1: records, checkpoints, keepsakes", run: first),
    Step(name: "2: records of stations, deliveries", run: stations),
  ])

  private var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for step in steps {
      migrator.registerMigration(step.name) { try step.run($0) }
    }
    return migrator
  }

  func bring(_ pool: DatabasePool) throws { try migrator.migrate(pool) }

  func isOlder(than pool: DatabasePool) throws -> Bool {
    try pool.read { try migrator.hasBeenSuperseded($0) }
  }

  func isComplete(in pool: DatabasePool) throws -> Bool {
    try pool.read { try migrator.hasCompletedMigrations($0) }
  }

  @Sendable private static func first(_ db: Database) throws {
    try db.execute(
      sql: """
        PRAGMA application_id = \(applicationID);

        CREATE TABLE record (
          number INTEGER PRIMARY KEY,
          kind TEXT NOT NULL,
          recorded_at INTEGER NOT NULL,
          station TEXT,
          airing TEXT,
          planned INTEGER,
          programme TEXT,
          body BLOB NOT NULL,
          previous BLOB NOT NULL,
          hash BLOB NOT NULL
        ) STRICT;

        CREATE UNIQUE INDEX record_opening ON record (airing, station) WHERE kind IN ('opened', 'entered');
        CREATE UNIQUE INDEX record_closing ON record (airing, station) WHERE kind IN ('closed', 'entered');
        CREATE INDEX record_airing ON record (airing, station, number);
        CREATE INDEX record_planned ON record (planned, airing, station)
          WHERE kind IN ('opened', 'entered');
        CREATE INDEX record_note ON record (recorded_at) WHERE kind = 'note';

        CREATE TRIGGER record_no_update BEFORE UPDATE ON record
        BEGIN SELECT RAISE(ABORT, 'a record of the airtime log is never changed'); END;
        CREATE TRIGGER record_no_delete BEFORE DELETE ON record
        BEGIN SELECT RAISE(ABORT, 'a record of the airtime log is never deleted'); END;
        CREATE TRIGGER record_next_number BEFORE INSERT ON record
        WHEN NEW.number <> COALESCE((SELECT MAX(number) FROM record), 0) + 1
        BEGIN SELECT RAISE(ABORT, 'a record of the airtime log follows the last one'); END;

        CREATE TABLE checkpoint (
          airing TEXT NOT NULL,
          station TEXT NOT NULL,
          at INTEGER NOT NULL,
          entry BLOB NOT NULL,
          PRIMARY KEY (airing, station)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE keepsake (
          key TEXT PRIMARY KEY,
          value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        """)
  }
}

extension Database {
  func head() throws -> LogHead {
    guard
      let row = try Row.fetchOne(self, sql: "SELECT number, hash FROM record ORDER BY number DESC LIMIT 1"),
      let number = Int64.fromDatabaseValue(row[0]), let hash = [UInt8].fromDatabaseValue(row[1])
    else { return .none }
    return LogHead(number: number, hash: hash)
  }

  func hash(ofRecord number: Int64) throws -> [UInt8]? {
    let row = try Row.fetchOne(self, sql: "SELECT hash FROM record WHERE number = ?", arguments: [number])
    return row.flatMap { [UInt8].fromDatabaseValue($0[0]) }
  }

  func insert(_ record: LogRecord) throws {
    let content = record.content
    let statement = try cachedStatement(
      sql: """
        INSERT INTO record
          (number, kind, recorded_at, station, airing, planned, programme, body, previous, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      record.number, content.kind.rawValue, content.recordedAt.nanoseconds, content.station,
      content.airing, content.planned?.nanoseconds, content.programme, content.body.data,
      record.previous.data, record.hash.data,
    ])
  }

  func keepsake(_ key: String) throws -> [UInt8]? {
    let row = try Row.fetchOne(self, sql: "SELECT value FROM keepsake WHERE key = ?", arguments: [key])
    return row.flatMap { [UInt8].fromDatabaseValue($0[0]) }
  }

  func keep(_ value: [UInt8], as key: String) throws {
    try execute(
      sql: """
        INSERT INTO keepsake (key, value) VALUES (?, ?)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value
        """, arguments: [key, value.data])
  }

  func lastKnownTime() throws -> WallTime? {
    guard let bytes = try keepsake("log/last-known-time"),
      let nanoseconds = Int64(String(decoding: bytes, as: UTF8.self))
    else { return nil }
    return WallTime(nanoseconds: nanoseconds)
  }

  func raiseLastKnownTime(to instant: WallTime) throws {
    if let known = try lastKnownTime(), known >= instant { return }
    try setLastKnownTime(to: instant)
  }

  func setLastKnownTime(to instant: WallTime) throws {
    try keep(Array(String(instant.nanoseconds).utf8), as: "log/last-known-time")
  }
}
