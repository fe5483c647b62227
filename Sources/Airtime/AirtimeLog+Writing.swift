import Canonical
import Clocks
import GRDB
public import Scheduling
import Synchronization

extension AirtimeLog {
  /// Enters the intent to air, before the first frame. It is on the disk when this returns.
  /// - Throws: `AirtimeError.enteredTwice`; `.unwritable` or `.damaged` if it is kept in memory for now.
  public func open(_ entry: AsRunEntry) async throws {
    var entry = entry
    entry.outcome = nil
    entry.cause = nil
    try await enter([.entry(entry, as: .opened, at: now())])
  }

  /// Enters how an open airing ended. It is on the disk when this returns.
  /// - Throws: `AirtimeError.notOpen`, `.closedTwice`, `.incomplete`; `.unwritable` or `.damaged` if it is kept in
  ///   memory for now.
  public func close(_ entry: AsRunEntry) async throws {
    try Self.checkComplete(entry)
    try await enter([.entry(entry, as: .closed, at: now())])
  }

  /// Enters an airing of which nothing was begun: missed, moved, cancelled.
  /// - Throws: as `record(_:)` for many.
  public func record(_ entry: AsRunEntry) async throws {
    try await record([entry])
  }

  /// Enters several at once, all or none.
  /// - Throws: `AirtimeError.enteredTwice`, `.incomplete`; `.unwritable` or `.damaged` if they are kept in memory for
  ///   now.
  public func record(_ entries: [AsRunEntry]) async throws {
    for entry in entries { try Self.checkComplete(entry) }
    let instant = now()
    try await enter(entries.map { .entry($0, as: .entered, at: instant) })
  }

  /// Corrects a closed entry: the original stays, the entry shows the change.
  /// - Parameters:
  ///   - author: Who says so, by name.
  ///   - reason: Why.
  /// - Throws: `AirtimeError.noEntry`, `.stillOpen`, `.emptyCorrection`; `.unwritable` or `.damaged` if it is kept in
  ///   memory for now.
  public func correct(
    airing: AiringID, station: String, changes: [Correction.Change], author: String, reason: String
  ) async throws {
    func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
    guard !changes.isEmpty, !isBlank(author), !isBlank(reason) else { throw AirtimeError.emptyCorrection }
    let instant = now()
    let correction = Correction(changes: changes, author: author, reason: reason, at: instant)
    try await enter([
      LogRecord.Content(
        kind: .corrected, recordedAt: instant, station: station, airing: airing.text,
        body: correction.body.canonical)
    ])
  }

  /// Enters something that a reader of the log should know.
  public func note(_ text: String, by: String?) async throws {
    try await enter([.note(code: nil, text: text, by: by, at: now())])
  }

  /// Keeps an open entry as it stands: how far it has come, and before it sounds with what it will be played.
  /// Outside the chain: only the last one is kept, and it goes when the airing is closed. It is on the disk when this
  /// returns.
  /// - Throws: `AirtimeError.notOpen`; `.unwritable` or `.damaged`: then this checkpoint is lost, the next will do.
  public func checkpoint(_ checkpoint: Checkpoint) async throws {
    try await onWriter { [self] db in
      try flush(db)
      try typed {
        try db.inTransaction(.immediate) {
          let statement = try db.cachedStatement(
            sql: """
              UPDATE checkpoint SET at = ?, entry = ? WHERE airing = ? AND station = ?
              """)
          try statement.execute(arguments: [
            checkpoint.at.nanoseconds, checkpoint.entry.body.canonical.data, checkpoint.entry.airing.text,
            checkpoint.entry.station,
          ])
          guard db.changesCount == 1 else {
            throw AirtimeError.notOpen(checkpoint.entry.airing, station: checkpoint.entry.station)
          }
          try db.raiseLastKnownTime(to: checkpoint.at)
          return .commit
        }
      }
    }
  }

  /// Writes what waits in memory.
  /// - Throws: `AirtimeError.unwritable` or `.damaged` if it still can not be written.
  public func flush() async throws {
    try await onWriter { [self] db in try flush(db) }
  }

  private static func checkComplete(_ entry: AsRunEntry) throws {
    guard let outcome = entry.outcome, outcome == .aired || entry.cause != nil else {
      throw AirtimeError.incomplete(entry.airing, station: entry.station)
    }
  }

  func enter(_ contents: [LogRecord.Content]) async throws {
    try await onWriter { [self] db in try submit(contents, db) }
  }

  /// On the writer's queue: writes what waits, then these, or lets them wait too.
  func submit(_ contents: [LogRecord.Content], _ db: Database) throws {
    do {
      try flush(db)
      try insert(contents, db)
    } catch let error as AirtimeError where error.keepsRecords {
      try checkAgainstWaiting(contents, db)
      let kept = waiting.withLock {
        $0.contents += contents
        return $0.contents.count
      }
      switch error {
      case .unwritable(let path, let trouble, _, let cause):
        throw AirtimeError.unwritable(path: path, trouble, kept: kept, underlying: cause)
      case .damaged(let path, _, let cause):
        throw AirtimeError.damaged(path: path, kept: kept, underlying: cause)
      default: throw error
      }
    }
  }

  private func flush(_ db: Database) throws {
    while let content = waiting.withLock({ $0.contents.first }) {
      do {
        try insert([content], db)
      } catch let error as AirtimeError where !error.keepsRecords {
        // It contradicts what the log holds by now. Nothing that was entered may vanish, nor may it block the rest.
        if try !holds(content, db) { try insert([.refused(content, code: error.code)], db) }
      }
      waiting.withLock { _ = $0.contents.removeFirst() }
    }
  }

  /// Whether this very record was written after all, though the disk said otherwise.
  private func holds(_ content: LogRecord.Content, _ db: Database) throws -> Bool {
    try typed {
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM record
            WHERE airing IS ? AND station IS ? AND kind = ? AND recorded_at = ? AND body = ?)
          """,
        arguments: [
          content.airing, content.station, content.kind.rawValue, content.recordedAt.nanoseconds,
          content.body.data,
        ]) ?? false
    }
  }

  /// Writes records in one transaction, all or none, and then the head file.
  private func insert(_ contents: [LogRecord.Content], _ db: Database) throws {
    guard !contents.isEmpty else { return }
    var head = LogHead.none
    try typed {
      try db.inTransaction(.immediate) {
        head = try db.head()
        for content in contents {
          try check(content, against: standing(of: content, in: db))
          let record = LogRecord(content, after: head)
          try db.insert(record)
          try keepOpenAirings(content, db)
          head = LogHead(number: record.number, hash: record.hash)
        }
        if let latest = contents.map(\.recordedAt).max() { try db.raiseLastKnownTime(to: latest) }
        return .commit
      }
    }
    writeHead(head)
  }

  /// Writes the head file. Where the disk refuses it the file only falls behind, which is no fault: the next record
  /// brings it up to date.
  func writeHead(_ head: LogHead) {
    growth.tell(head.number)
    try? headFile.write(HeadFile.Line(head: head, at: now()))
  }

  /// The row of an open airing in the table of checkpoints: it comes and goes with the records.
  private func keepOpenAirings(_ content: LogRecord.Content, _ db: Database) throws {
    switch content.kind {
    case .opened:
      try db.execute(
        sql: "INSERT INTO checkpoint (airing, station, at, entry) VALUES (?, ?, ?, ?)",
        arguments: [content.airing, content.station, content.recordedAt.nanoseconds, content.body.data])
    case .closed:
      try db.execute(
        sql: "DELETE FROM checkpoint WHERE airing = ? AND station = ?",
        arguments: [content.airing, content.station])
    case .entered, .corrected, .declared, .note: break
    }
  }

  /// What is known of an airing at a station.
  private struct Standing {
    var isOpened = false
    var isClosed = false

    mutating func count(_ kind: LogRecord.Kind) {
      isOpened = isOpened || kind == .opened || kind == .entered
      isClosed = isClosed || kind == .closed || kind == .entered
    }
  }

  private func standing(of content: LogRecord.Content, in db: Database) throws -> Standing {
    var standing = Standing()
    guard let airing = content.airing, let station = content.station else { return standing }
    let kinds = try String.fetchAll(
      db.cachedStatement(sql: "SELECT kind FROM record WHERE airing = ? AND station = ?"),
      arguments: [airing, station])
    for kind in kinds.compactMap(LogRecord.Kind.init) { standing.count(kind) }
    return standing
  }

  private func check(_ content: LogRecord.Content, against standing: Standing) throws {
    guard let station = content.station, let airing = content.airing.map({ AiringID($0) }) else { return }
    switch content.kind {
    case .opened, .entered:
      if standing.isOpened { throw AirtimeError.enteredTwice(airing, station: station) }
    case .closed:
      if !standing.isOpened { throw AirtimeError.notOpen(airing, station: station) }
      if standing.isClosed { throw AirtimeError.closedTwice(airing, station: station) }
    case .corrected:
      if !standing.isOpened { throw AirtimeError.noEntry(airing, station: station) }
      if !standing.isClosed { throw AirtimeError.stillOpen(airing, station: station) }
    case .declared, .note: break
    }
  }

  /// The same checks while records wait, as far as the database can still be read.
  private func checkAgainstWaiting(_ contents: [LogRecord.Content], _ db: Database) throws {
    var line = waiting.withLock { $0.contents }
    for content in contents {
      var standing = (try? standing(of: content, in: db)) ?? Standing()
      for earlier in line where earlier.airing == content.airing && earlier.station == content.station {
        standing.count(earlier.kind)
      }
      try check(content, against: standing)
      line.append(content)
    }
  }

  /// Runs database work and says its errors in the log's own words.
  func typed<Value>(_ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let error as DatabaseError {
      throw AirtimeError(error, path: path, kept: recordsWaiting)
    }
  }
}

extension LogRecord.Content {
  init(
    kind: LogRecord.Kind, recordedAt: WallTime, station: String?, airing: String?, body: [UInt8]
  ) {
    self.init(
      kind: kind, recordedAt: recordedAt, station: station, airing: airing, planned: nil,
      programme: nil, body: body)
  }

  static func entry(_ entry: AsRunEntry, as kind: LogRecord.Kind, at instant: WallTime) -> Self {
    let opens = kind == .opened || kind == .entered
    return LogRecord.Content(
      kind: kind, recordedAt: instant, station: entry.station, airing: entry.airing.text,
      planned: opens ? entry.plannedStart : nil, programme: opens ? entry.programme?.text : nil,
      body: entry.body.canonical)
  }

  static func note(code: String?, text: String, by: String?, at instant: WallTime) -> Self {
    LogRecord.Content(
      kind: .note, recordedAt: instant, station: nil, airing: nil,
      body: JSONValue.members(["by": .text(by), "code": .text(code), "text": .text(text)]).canonical)
  }

  /// A record that could not be entered as what it is, kept as a note.
  static func refused(_ content: Self, code: String) -> Self {
    note(
      code: "refused",
      text: "\(code) \(content.kind.rawValue) \(String(decoding: content.body, as: UTF8.self))",
      by: nil, at: content.recordedAt)
  }
}
