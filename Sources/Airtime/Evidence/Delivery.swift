public import Clocks
import GRDB

/// That a station holds a file, its hash verified there.
public struct Delivery: Sendable, Hashable, Codable {
  public var station: String
  /// Lower-case hexadecimal, 64 digits.
  public var sha256: String
  /// When it was first known.
  public var at: WallTime

  public init(station: String, sha256: String, at: WallTime) {
    self.station = station
    self.sha256 = sha256
    self.at = at
  }
}

extension AirtimeLog {
  /// Keeps that a station holds these files; synced. What is known already stays as it was.
  ///
  /// It is no part of the chain: it says what was ready to be played, never that it was.
  /// - Parameter files: Hashes in lower-case hexadecimal; anything else is left out.
  /// - Throws: `AirtimeError.unwritable` or `.damaged`: then nothing of it is kept.
  public func note(delivered files: [String], to station: String, at instant: WallTime) async throws {
    let hashes = files.filter(Delivery.isHash)
    guard !hashes.isEmpty else { return }
    try await receiving.inTurn {
      try await onWriter { [self] db in
        try typed {
          try db.inTransaction(.immediate) {
            let statement = try db.cachedStatement(
              sql: """
                INSERT INTO delivery (sha256, station, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
                """)
            for hash in hashes { try statement.execute(arguments: [hash, station, instant.nanoseconds]) }
            return .commit
          }
        }
      }
    }
  }

  /// Which stations hold these files, by file and station.
  public func deliveries(of files: [String], to station: String? = nil) async throws -> [Delivery] {
    try await onReader { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT station, at FROM delivery WHERE sha256 = ?1 AND (?2 IS NULL OR station = ?2) ORDER BY station
          """)
      var deliveries: [Delivery] = []
      for file in Set(files).sorted() {
        for row in try Row.fetchAll(statement, arguments: [file, station]) {
          guard let station = String.fromDatabaseValue(row[0]), let at = Int64.fromDatabaseValue(row[1])
          else { continue }
          deliveries.append(Delivery(station: station, sha256: file, at: WallTime(nanoseconds: at)))
        }
      }
      return deliveries
    }
  }
}

extension Delivery {
  static func isHash(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}
