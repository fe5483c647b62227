import CSQLite
import Canonical
public import Clocks
import GRDB
import Glibc
import Scheduling

extension AirtimeLog {
  /// Opens the log in a state directory, or begins one there.
  ///
  /// A database that can not be read is set aside under a dated name, never deleted; a new log begins with a note that
  /// says so, and `incidents` carries it. So it is with an end that was cut off.
  /// - Parameters:
  ///   - directory: The state directory; it must exist.
  ///   - now: The wall clock.
  /// - Throws: `AirtimeError`: `newerSchema`, `foreign`, `cannotOpen`.
  public static func open(
    directory: String, now: @escaping @Sendable () -> WallTime
  ) async throws -> AirtimeLog {
    try await open(directory: directory, schema: .current, now: now)
  }

  /// Opens the log of a state directory to look at it while no node runs. Nothing is written, neither into the log nor
  /// beside it; what would have to be noted is left to the next start.
  /// - Throws: `AirtimeError`: `newerSchema`, `foreign`, `cannotOpen`, `damaged`.
  public static func openForReading(directory: String) async throws -> AirtimeLog {
    let path = directory + "/airtime.sqlite"
    return try await onThread {
      _ = isMemoryUncounted
      var configuration = Configuration()
      configuration.label = "airtime"
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      do {
        let pool = try readingPool(path, configuration)
        do {
          try pool.read { try checkMark($0, path) }
          if try LogSchema.current.isOlder(than: pool) { throw AirtimeError.newerSchema(path: path) }
        } catch {
          try? pool.close()
          throw error
        }
        return AirtimeLog(
          path: path, incidents: [], pool: pool, headFile: HeadFile(path: directory + "/airtime.head"),
          now: { WallTime(nanoseconds: 0) })
      } catch let error as DatabaseError {
        if error.isDamage { throw AirtimeError.damaged(path: path, kept: 0, underlying: error) }
        throw AirtimeError.cannotOpen(
          path: path, AirtimeError.Trouble(error) ?? .inputOutput, underlying: error)
      }
    }
  }

  /// Several readers at once are a sixth faster.
  private static let isMemoryUncounted = sqlite_leave_memory_uncounted() == 1

  /// SQLite puts a write-ahead log and its index beside even a database that it only reads, and leaves them there, unless it
  /// is told that nobody writes. That may be said only where all is in the one file.
  private static func readingPool(_ path: String, _ configuration: Configuration) throws -> DatabasePool {
    let allowed = UInt8(ascii: "a")...UInt8(ascii: "z")
    let escaped = path.utf8.map { byte in
      allowed.contains(byte | 0x20) || [UInt8]("/._-0123456789".utf8).contains(byte)
        ? String(UnicodeScalar(byte)) : "%" + [byte].hexadecimal
    }.joined()
    // Where SQLite takes no such names, it finds no such file.
    if size(of: path + "-wal") == 0,
      let pool = try? DatabasePool(path: "file:\(escaped)?immutable=1", configuration: configuration)
    {
      return pool
    }
    return try DatabasePool(path: path, configuration: configuration)
  }

  private static func checkMark(_ db: Database, _ path: String) throws {
    let mark = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_schema") ?? 0
    guard mark == LogSchema.applicationID || tables == 0 else { throw AirtimeError.foreign(path: path) }
  }

  package static func open(
    directory: String, schema: LogSchema, checked: CheckedSize = .usual,
    now: @escaping @Sendable () -> WallTime
  ) async throws -> AirtimeLog {
    let path = directory + "/airtime.sqlite"
    let headFile = HeadFile(path: directory + "/airtime.head")
    return try await onThread {
      let found = headFile.read()
      do {
        return try begin(path, headFile, found, schema, checked, setAside: nil, now: now)
      } catch let error as DatabaseError where error.isDamage {
        let name = try setAside(path, headFile, at: now())
        return try begin(path, headFile, found, schema, checked, setAside: name, now: now)
      }
    }
  }

  /// Up to which size, in bytes, the whole file is checked when it is opened: a node is ready soon even after a power
  /// cut. Damage in a larger one is found when it is read, and by verifying.
  package struct CheckedSize: Sendable {
    package var afterCleanEnd: Int64
    package var afterKill: Int64

    package init(afterCleanEnd: Int64, afterKill: Int64) {
      self.afterCleanEnd = afterCleanEnd
      self.afterKill = afterKill
    }

    /// A check reads 1 GB/s from memory, and from a slow disk what that gives: 32 MB (five years of ten airings a
    /// day) in 0.2 s at 150 MB/s.
    package static let usual = CheckedSize(afterCleanEnd: 8 << 20, afterKill: 32 << 20)
  }

  private static func begin(
    _ path: String, _ headFile: HeadFile, _ found: HeadFile.Found, _ schema: LogSchema,
    _ checked: CheckedSize, setAside name: String?, now: @escaping @Sendable () -> WallTime
  ) throws -> AirtimeLog {
    let pool = try opened(path, schema, checked)
    do {
      let head = try pool.read { try $0.head() }
      var incidents: [AirtimeError] = []
      var notes: [LogRecord.Content] = []
      func note(_ code: String, _ detail: String) {
        notes.append(.note(code: code, text: detail, by: nil, at: now()))
      }
      if let name {
        incidents.append(.setAside(path: path, as: name))
        if case .line(let line) = found {
          note("former-log-set-aside", "\(name) \(line.head.number) \(line.head.hash.hexadecimal)")
        } else {
          note("former-log-set-aside", name)
        }
      } else {
        switch found {
        case .line(let line) where line.head.number > head.number:
          incidents.append(.truncated(lastKnown: line.head.number, found: head.number))
          note(
            "records-missing", "\(head.number + 1) \(line.head.number) \(line.head.hash.hexadecimal)")
        case .line(let line):
          let hash =
            line.head.number == 0
            ? LogHead.none.hash : try pool.read { try $0.hash(ofRecord: line.head.number) }
          if hash != line.head.hash {
            incidents.append(.headDiffers(number: line.head.number))
            note("head-differs", "\(line.head.number) \(line.head.hash.hexadecimal)")
          }
        case .absent where head.number == 0: break
        case .absent, .unreadable:
          incidents.append(.headMissing(path: headFile.path))
          note("head-missing", "\(head.number) \(head.hash.hexadecimal)")
        }
      }
      let log = AirtimeLog(path: path, incidents: incidents, pool: pool, headFile: headFile, now: now)
      if case .line(let line) = found {
        // A new log knows no time; the head file of the former one does.
        try? pool.write { try $0.raiseLastKnownTime(to: line.at) }
      }
      try pool.writeWithoutTransaction { db in
        if notes.isEmpty {
          log.writeHead(head)
        } else {
          do { try log.submit(notes, db) } catch let error as AirtimeError where error.keepsRecords {}
        }
      }
      return log
    } catch {
      try? pool.close()
      throw error
    }
  }

  /// The database, migrated and seen to be sound.
  private static func opened(
    _ path: String, _ schema: LogSchema, _ checked: CheckedSize
  ) throws -> DatabasePool {
    _ = isMemoryUncounted
    // A clean end leaves nothing in the write-ahead log.
    let limit = size(of: path + "-wal") > 0 ? checked.afterKill : checked.afterCleanEnd
    var configuration = Configuration()
    configuration.label = "airtime"
    // Another process may read or take a backup; it never holds the log for long.
    configuration.busyMode = .timeout(5)
    // A node runs for years and looks at little at a time: a writer and two readers keep 256 kB of pages each.
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase { db in
      try db.execute(
        sql: "PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON; PRAGMA cache_size = -256")
    }
    do {
      let pool = try DatabasePool(path: path, configuration: configuration)
      do {
        try pool.read { try checkMark($0, path) }
        if try schema.isOlder(than: pool) { throw AirtimeError.newerSchema(path: path) }
        try schema.bring(pool)
        if size(of: path) <= limit { try checkSoundness(of: pool) }
        return pool
      } catch {
        try? pool.close()
        throw error
      }
    } catch let error as DatabaseError where !error.isDamage {
      throw AirtimeError.cannotOpen(
        path: path, AirtimeError.Trouble(error) ?? .inputOutput, underlying: error)
    }
  }

  /// In bytes; 0 where there is no such file.
  private static func size(of path: String) -> Int64 {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int64(facts.st_size) : 0
  }

  private static func checkSoundness(of pool: DatabasePool) throws {
    let verdict = try pool.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
    guard verdict == "ok" else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: verdict)
    }
  }

  /// Moves the database and what belongs to it out of the way.
  /// - Returns: Its new file name.
  private static func setAside(_ path: String, _ headFile: HeadFile, at instant: WallTime) throws -> String {
    let stem = path.hasSuffix(".sqlite") ? String(path.dropLast(7)) : path
    var name = ""
    for attempt in 1...1000 {
      let suffix = attempt == 1 ? "" : "-\(attempt)"
      name = "\(stem).set-aside-\(CivilCalendar.utc.civil(of: instant).stamp)Z\(suffix).sqlite"
      if access(name, F_OK) != 0 { break }
    }
    // The write-ahead log first: without it beside the database, nothing of it can be written into a new one.
    for part in ["-wal", "-shm", ""] where access(path + part, F_OK) == 0 {
      guard rename(path + part, name + part) == 0 else {
        throw AirtimeError.cannotOpen(
          path: path, errno == EROFS ? .readOnly : .denied, underlying: HeadFile.Failure(errno: errno))
      }
    }
    if access(headFile.path, F_OK) == 0 { _ = rename(headFile.path, name + ".head") }
    return String(
      name.dropFirst((name.lastIndex(of: "/").map { name.distance(from: name.startIndex, to: $0) + 1 }) ?? 0))
  }
}
