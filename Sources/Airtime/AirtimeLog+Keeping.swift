public import Clocks
import GRDB
import Glibc

extension AirtimeLog {
  /// The highest instant of the wall clock that the log was ever written at: a clock behind it is wrong.
  /// Nil in a new log.
  public func lastKnownTime() async throws -> WallTime? {
    try await onReader { try $0.lastKnownTime() }
  }

  /// Raises the last known time, to be called now and then while nothing else is written. It never goes back.
  public func noteTime(_ instant: WallTime) async throws {
    try await onWriter { [self] db in
      try typed {
        try db.inTransaction(.immediate) {
          try db.raiseLastKnownTime(to: instant)
          return .commit
        }
      }
    }
  }

  /// Takes an operator's word that the clock is right at `instant`, though it is behind the last known time: the only
  /// way back after a clock that ran ahead. A note says who confirmed it.
  public func confirmTime(_ instant: WallTime, by: String) async throws {
    try await onWriter { [self] db in
      let known = try typed { try db.lastKnownTime() }
      let text = "\(known.map { String($0.nanoseconds) } ?? "-") \(instant.nanoseconds)"
      try submit([.note(code: "clock-confirmed", text: text, by: by, at: instant)], db)
      try typed {
        try db.inTransaction(.immediate) {
          try db.setLastKnownTime(to: instant)
          return .commit
        }
      }
    }
  }

  /// Copies the whole log, as it is at one instant, into a new file while the node runs, and its head beside it (`.head`).
  /// - Parameter progress: Is told how much of it is done, from 0 to 1.
  /// - Throws: `AirtimeError.backupExists`, `.backupFailed`.
  public func backup(
    to destination: String, progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws {
    try await Self.onThread { [self] in
      guard access(destination, F_OK) != 0 else { throw AirtimeError.backupExists(path: destination) }
      let part = destination + ".part"
      do {
        _ = unlink(part)
        let copy = try DatabaseQueue(path: part)
        let head = try copy.writeWithoutTransaction { db in
          try pool.read { source in
            // Its own snapshot: otherwise each write of the node would make the copy begin anew.
            _ = try source.head()
            try source.backup(to: db, pagesPerStep: 512) { done in
              guard done.totalPageCount > 0 else { return }
              progress(Double(done.completedPageCount) / Double(done.totalPageCount))
            }
          }
          try db.execute(sql: "PRAGMA journal_mode = DELETE")
          return try db.head()
        }
        try copy.close()
        try HeadFile(path: destination + ".head").write(HeadFile.Line(head: head, at: now()))
        try Self.sync(part)
        guard rename(part, destination) == 0 else { throw HeadFile.Failure(errno: errno) }
      } catch {
        _ = unlink(part)
        throw AirtimeError.backupFailed(path: destination, underlying: error)
      }
    }
  }

  private static func sync(_ path: String) throws(HeadFile.Failure) {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw HeadFile.Failure(errno: errno) }
    defer { _ = Glibc.close(file) }
    guard fsync(file) == 0 else { throw HeadFile.Failure(errno: errno) }
  }
}
