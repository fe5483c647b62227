import Canonical
public import Clocks
import GRDB
public import Scheduling
import Synchronization

extension AirtimeLog {
  /// Enters an officer's word on an airing at a station without our software. A later word on the same airing
  /// supersedes it; the former stays in the log.
  /// - Parameters:
  ///   - outcome: What the officer says the outcome was.
  ///   - by: The officer's name.
  ///   - note: How the officer knows.
  ///   - instant: The wall clock.
  /// - Throws: `EvidenceError.declarationIncomplete`; `AirtimeError.unwritable` or `.damaged` if it is kept in memory for
  ///   now.
  public func declare(
    airing: AiringID, station: String, planned: WallTime, programme: ProgrammeID?, outcome: Outcome,
    by: String, note: String, at instant: WallTime
  ) async throws {
    func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
    guard !isBlank(by), !isBlank(note), !station.isEmpty else { throw EvidenceError.declarationIncomplete }
    let declaration = Declaration(
      airing: airing, station: station, planned: planned, programme: programme, outcome: outcome, by: by,
      note: note, at: instant)
    try await onWriter { [self] db in try submit([declaration.content], db) }
  }

  /// What was declared of an airing, in the order in which it was said: of one station the last word stands.
  public func declarations(of airing: AiringID) async throws -> [Declaration] {
    try await declarations(
      "airing = ?", [airing.text], sorted: { ($0.number ?? .max) < ($1.number ?? .max) },
      where: { $0.airing.text.utf8.elementsEqual(airing.text.utf8) })
  }

  /// What was declared of airings planned in `from..<until`, by planned start, airing and station, and then in the order
  /// in which it was said.
  public func declarations(
    from: WallTime, until: WallTime, station: String? = nil
  ) async throws -> [Declaration] {
    try await declarations(
      "planned >= ?1 AND planned < ?2 AND (?3 IS NULL OR station = ?3)",
      [from.nanoseconds, until.nanoseconds, station],
      sorted: {
        ($0.planned, $0.airing, $0.station, $0.number ?? .max)
          < ($1.planned, $1.airing, $1.station, $1.number ?? .max)
      },
      where: { $0.planned >= from && $0.planned < until && (station == nil || $0.station == station) })
  }

  private func declarations(
    _ condition: String, _ arguments: StatementArguments,
    sorted: @escaping @Sendable (Declaration, Declaration) -> Bool,
    where isWanted: @escaping @Sendable (Declaration) -> Bool
  ) async throws -> [Declaration] {
    let waits = waiting.withLock { $0.contents }
    return try await onReader { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT number, recorded_at, station, airing, planned, programme, body FROM record
          WHERE kind = 'declared' AND \(condition) ORDER BY number
          """, arguments: arguments)
      var found: [Declaration] = []
      for row in rows {
        let number = Int64.fromDatabaseValue(row[0]) ?? 0
        do {
          guard let content = LogRecord.Content(declared: row),
            let declaration = try Declaration(content, number: number)
          else { throw NotCanonical(why: "columns") }
          found.append(declaration)
        } catch let error as NotCanonical {
          throw AirtimeError.unreadableRecord(number: number, why: error.description)
        }
      }
      for content in waits {
        guard let declaration = try? Declaration(content, number: nil), isWanted(declaration) else {
          continue
        }
        // It may have been written since it was seen to wait.
        var written = declaration
        if found.contains(where: {
          written.number = $0.number
          return $0 == written
        }) {
          continue
        }
        found.append(declaration)
      }
      return found.sorted(by: sorted)
    }
  }
}

extension LogRecord.Content {
  /// A row of number, recorded_at, station, airing, planned, programme, body.
  fileprivate init?(declared row: Row) {
    guard let at = Int64.fromDatabaseValue(row[1]), let body = [UInt8].fromDatabaseValue(row[6]) else {
      return nil
    }
    self.init(
      kind: .declared, recordedAt: WallTime(nanoseconds: at), station: String.fromDatabaseValue(row[2]),
      airing: String.fromDatabaseValue(row[3]),
      planned: Int64.fromDatabaseValue(row[4]).map { WallTime(nanoseconds: $0) },
      programme: String.fromDatabaseValue(row[5]), body: body)
  }
}
