import Clocks
import Dispatch
import GRDB
import Synchronization

/// The airtime log (nhật ký phát sóng): what really happened, for ever.
///
/// Records are only ever added; each carries the hash of the one before. An airing is opened before its first frame
/// leaves the device (synced to the disk before `open(_:)` returns), checkpointed while it plays and closed after.
/// When the disk does not take a record it waits in memory, the caller learns it (`AirtimeError.unwritable`) and may
/// go on playing.
///
/// Every call may come from any task; SQLite works on threads of its own, never on the cooperative pool. A call once
/// begun is carried out even where its task is cancelled.
public final class AirtimeLog: Sendable {
  /// The database file.
  public let path: String
  /// What was found wrong when the log was opened, for the alarms: the former database set aside, its end cut off.
  public let incidents: [AirtimeError]

  let pool: DatabasePool
  let headFile: HeadFile
  let now: @Sendable () -> WallTime
  let waiting: Mutex<Waiting>
  let growth = Heads()
  let receiving = Turnstile()
  /// The stations whose records were refused and not taken since.
  let refused = Mutex<Set<String>>([])

  /// What the disk has not taken yet. Changed on the writer's queue only.
  struct Waiting: Sendable {
    /// In the order in which they were entered.
    var contents: [LogRecord.Content] = []
  }

  init(
    path: String, incidents: [AirtimeError], pool: DatabasePool, headFile: HeadFile,
    now: @escaping @Sendable () -> WallTime
  ) {
    self.path = path
    self.incidents = incidents
    self.pool = pool
    self.headFile = headFile
    self.now = now
    waiting = Mutex(Waiting())
  }

  /// How many records wait in memory for the disk.
  public var recordsWaiting: Int { waiting.withLock { $0.contents.count } }

  /// Writes what waits and lets go of the database.
  /// - Throws: `AirtimeError.unwritable` if records still wait; the database is let go of nevertheless.
  public func shutDown() async throws {
    growth.finish()
    guard !pool.configuration.readonly else { return try await Self.onThread { [pool] in try pool.close() } }
    let result: Result<Void, any Error>
    do { result = .success(try await flush()) } catch { result = .failure(error) }
    try await Self.onThread { [pool] in
      // All in one file at rest: whoever copies the database alone copies all of it.
      _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      try? pool.close()
    }
    try result.get()
  }

  /// Does something with the log and shuts it down, whatever came of it.
  public func use<Value: Sendable>(_ work: (AirtimeLog) async throws -> Value) async throws -> Value {
    do {
      let value = try await work(self)
      try await shutDown()
      return value
    } catch {
      try? await shutDown()
      throw error
    }
  }

  /// Runs blocking work on a thread that may block.
  static func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value
  {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue(label: "loa.airtime").async { continuation.resume(with: Result { try work() }) }
    }
  }

  /// Runs work on the writer's queue; one at a time, in order of arrival, whether or not the task is cancelled.
  func onWriter<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      pool.asyncWriteWithoutTransaction { db in
        continuation.resume(with: Result { try work(db) })
      }
    }
  }

  /// Runs work on a snapshot of the database.
  func onReader<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.read(work)
    } catch let error as DatabaseError {
      throw AirtimeError(error, path: path, kept: recordsWaiting)
    }
  }
}

extension AirtimeError {
  /// What a SQLite error means for the log.
  init(_ error: DatabaseError, path: String, kept: Int) {
    switch Trouble(error) {
    case .some(let trouble): self = .unwritable(path: path, trouble, kept: kept, underlying: error)
    case nil where error.isDamage: self = .damaged(path: path, kept: kept, underlying: error)
    case nil: self = .failed(underlying: error)
    }
  }

  /// Whether the record was kept in memory and the caller can go on.
  var keepsRecords: Bool {
    switch self {
    case .unwritable, .damaged: true
    default: false
    }
  }
}

extension AirtimeError.Trouble {
  init?(_ error: DatabaseError) {
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull
    case .SQLITE_READONLY: self = .readOnly
    case .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN: self = .denied
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked
    case .SQLITE_IOERR: self = .inputOutput
    default: return nil
    }
  }
}

extension DatabaseError {
  /// Whether the file is no sound database.
  var isDamage: Bool { resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB }
}
