import GRDB

extension LogSchema {
  /// What a parent holds of its stations: their records as they handed them up, and which files they have.
  ///
  /// - `handed_series`: the chains of a station (`sender`). One, unless its log began anew or was put back from a
  ///   copy: then another, which may share its first records with the one it branches off from.
  /// - `handed_record`: the records, only ever added. `station` is what the record says, `sender` whose key signed it.
  /// - `handed_seal`: the last signature over each chain; with the links it covers all before it.
  /// - `delivery`: which files a station holds.
  /// - `entry_record`: the records that make entries, the own and those handed up, as one.
  @Sendable static func stations(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE handed_series (
          sender TEXT NOT NULL,
          series INTEGER NOT NULL,
          origin INTEGER,
          shared INTEGER NOT NULL,
          begun_at INTEGER NOT NULL,
          PRIMARY KEY (sender, series)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE handed_record (
          sender TEXT NOT NULL,
          series INTEGER NOT NULL,
          number INTEGER NOT NULL,
          kind TEXT NOT NULL,
          recorded_at INTEGER NOT NULL,
          station TEXT,
          airing TEXT,
          planned INTEGER,
          programme TEXT,
          body BLOB NOT NULL,
          previous BLOB NOT NULL,
          hash BLOB NOT NULL,
          received_at INTEGER NOT NULL,
          PRIMARY KEY (sender, series, number)
        ) STRICT;

        CREATE INDEX handed_record_airing ON handed_record (airing, sender, series, number);
        CREATE INDEX handed_record_planned ON handed_record (planned, airing, sender)
          WHERE kind IN ('opened', 'entered');
        CREATE INDEX record_declared ON record (planned, airing, station) WHERE kind = 'declared';

        CREATE TABLE handed_seal (
          sender TEXT NOT NULL,
          series INTEGER NOT NULL,
          number INTEGER NOT NULL,
          hash BLOB NOT NULL,
          signature BLOB NOT NULL,
          at INTEGER NOT NULL,
          PRIMARY KEY (sender, series)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER handed_series_no_update BEFORE UPDATE ON handed_series
        BEGIN SELECT RAISE(ABORT, 'a chain of a station is never changed'); END;
        CREATE TRIGGER handed_series_no_delete BEFORE DELETE ON handed_series
        BEGIN SELECT RAISE(ABORT, 'a chain of a station is never deleted'); END;
        CREATE TRIGGER handed_record_no_update BEFORE UPDATE ON handed_record
        BEGIN SELECT RAISE(ABORT, 'a record of a station is never changed'); END;
        CREATE TRIGGER handed_record_no_delete BEFORE DELETE ON handed_record
        BEGIN SELECT RAISE(ABORT, 'a record of a station is never deleted'); END;
        CREATE TRIGGER handed_record_next_number BEFORE INSERT ON handed_record
        WHEN NEW.number IS NOT 1 + COALESCE(
          (SELECT MAX(number) FROM handed_record WHERE sender = NEW.sender AND series = NEW.series),
          (SELECT shared FROM handed_series WHERE sender = NEW.sender AND series = NEW.series))
        BEGIN SELECT RAISE(ABORT, 'a record of a station follows the last one'); END;

        CREATE TABLE delivery (
          sha256 TEXT NOT NULL,
          station TEXT NOT NULL,
          at INTEGER NOT NULL,
          PRIMARY KEY (sha256, station)
        ) STRICT, WITHOUT ROWID;

        CREATE VIEW entry_record AS
          SELECT station, airing, planned, programme, 0 AS series, number, kind, recorded_at, body
            FROM record
          UNION ALL
          SELECT sender, airing, planned, programme, series, number, kind, recorded_at, body
            FROM handed_record WHERE station = sender;
        """)
  }
}
