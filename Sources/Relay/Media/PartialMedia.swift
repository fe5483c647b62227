import Canonical
import Crypto
import Dispatch
import Glibc
public import NIOCore
import Synchronization

/// A file that is being fetched: `HASH.part`, to which bytes are appended.
///
/// What was written survives the end of the process and is gone on with; the hash is then computed anew from the file.
/// Nothing but the file's own bytes says where to go on.
public final class PartialMedia: Sendable {
  public let sha256: String
  /// Bytes of the whole file.
  public let bytes: Int64
  /// Bytes that were there already when it was opened.
  public let resumedFrom: Int64

  private let path: String
  private let queue: DispatchQueue
  private let position: Atomic<Int64>
  /// Used on the queue only; the lock is never waited for.
  private let pen: Mutex<Pen>
  private let completed: @Sendable () throws(MediaRefusal) -> String
  private let ended: @Sendable (_ held: Int64?) -> Void

  private struct Pen {
    /// Negative once closed.
    var descriptor: Int32
    var hash: SHA256
  }

  /// Opens or creates the file, and hashes what is there. Blocks.
  ///
  /// - Parameters:
  ///   - completed: puts the whole, verified, synced file in its place and returns its path.
  ///   - ended: called once when the file is closed: bytes left in it; nil if it is gone.
  init(
    sha256: String, bytes: Int64, path: String, queue: DispatchQueue,
    completed: @escaping @Sendable () throws(MediaRefusal) -> String,
    ended: @escaping @Sendable (_ held: Int64?) -> Void
  ) throws(MediaRefusal) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw MediaRefusal(sha256, .disk(errno: errno)) }
    var hash = SHA256()
    var held: Int64
    do {
      held = try Self.hash(descriptor, of: sha256, into: &hash, atMost: bytes)
    } catch {
      Glibc.close(descriptor)
      throw error
    }
    if held > bytes {
      // Longer than the whole: nothing of it can be trusted.
      guard ftruncate(descriptor, 0) == 0 else {
        let reason = errno
        Glibc.close(descriptor)
        throw MediaRefusal(sha256, .disk(errno: reason))
      }
      hash = SHA256()
      held = 0
    }
    lseek(descriptor, off_t(held), SEEK_SET)
    self.sha256 = sha256
    self.bytes = bytes
    self.path = path
    self.queue = queue
    self.completed = completed
    self.ended = ended
    resumedFrom = held
    position = Atomic(held)
    pen = Mutex(Pen(descriptor: descriptor, hash: hash))
  }

  deinit {
    let left = pen.withLock { $0.descriptor }
    guard left >= 0 else { return }
    Glibc.close(left)
    ended(position.load(ordering: .relaxed))
  }

  /// Bytes held: where to go on.
  public var offset: Int64 { position.load(ordering: .relaxed) }
  public var isWhole: Bool { offset == bytes }

  /// Appends what arrived, as far as it belongs to the file: what goes beyond its length is dropped.
  /// - Throws: `MediaRefusal.Reason.disk`; what was held before is held still.
  public func append(_ buffer: ByteBuffer) async throws(MediaRefusal) {
    try await MediaThread.run(on: queue) { [self] () throws(MediaRefusal) in try write(buffer) }
  }

  /// As `append(_:)`, on a thread that may block.
  func write(_ buffer: ByteBuffer) throws(MediaRefusal) {
    let held = offset
    let count = Int(min(Int64(buffer.readableBytes), bytes - held))
    guard count > 0 else { return }
    let failure: Int32 = pen.withLock { pen in
      guard pen.descriptor >= 0 else { return EBADF }
      return buffer.withUnsafeReadableBytes { all in
        let part = UnsafeRawBufferPointer(rebasing: all[..<count])
        let failure = FileCall.write(pen.descriptor, part)
        if failure == 0 {
          pen.hash.update(bufferPointer: part)
        } else {
          // The file holds exactly what was hashed.
          ftruncate(pen.descriptor, off_t(held))
          lseek(pen.descriptor, off_t(held), SEEK_SET)
        }
        return failure
      }
    }
    guard failure == 0 else { throw MediaRefusal(sha256, .disk(errno: failure)) }
    position.store(held + Int64(count), ordering: .relaxed)
  }

  /// Throws away what is held and begins anew.
  public func restart() async throws(MediaRefusal) {
    try await MediaThread.run(on: queue) { [self] () throws(MediaRefusal) in try wipe() }
  }

  /// As `restart()`, on a thread that may block.
  func wipe() throws(MediaRefusal) {
    let failure: Int32 = pen.withLock { pen in
      guard ftruncate(pen.descriptor, 0) == 0 else { return errno }
      lseek(pen.descriptor, 0, SEEK_SET)
      pen.hash = SHA256()
      return 0
    }
    guard failure == 0 else { throw MediaRefusal(sha256, .disk(errno: failure)) }
    position.store(0, ordering: .relaxed)
  }

  /// Verifies length and hash, syncs the file to the disk and makes it visible under its name. Closes it.
  /// - Returns: its path.
  /// - Throws: `MediaRefusal`: wrong content is deleted; where the disk refuses, what was held is held still.
  public func finish() async throws(MediaRefusal) -> String {
    try await MediaThread.run(on: queue) { [self] () throws(MediaRefusal) in try complete() }
  }

  /// As `finish()`, on a thread that may block.
  func complete() throws(MediaRefusal) -> String {
    let held = offset
    guard held == bytes else { throw MediaRefusal(sha256, .wrongLength(expected: bytes, found: held)) }
    let found = pen.withLock { Array($0.hash.finalize()).hexadecimal }
    guard found == sha256 else {
      unlink(path)
      shut(held: nil)
      throw MediaRefusal(sha256, .wrongContent(found: found))
    }
    let failure = pen.withLock { fsync($0.descriptor) == 0 ? 0 : errno }
    guard failure == 0 else { throw MediaRefusal(sha256, .disk(errno: failure)) }
    let place = try completed()
    shut(held: nil)
    return place
  }

  /// Closes the file and leaves what is held for later.
  public func close() async {
    await MediaThread.run(on: queue) { [self] in shut(held: offset) }
  }

  private func shut(held: Int64?) {
    let descriptor = pen.withLock { pen in
      defer { pen.descriptor = -1 }
      return pen.descriptor
    }
    guard descriptor >= 0 else { return }
    Glibc.close(descriptor)
    ended(held)
  }

  /// - Returns: bytes of the file; more than `limit` if it is longer.
  private static func hash(
    _ descriptor: Int32, of sha256: String, into hash: inout SHA256, atMost limit: Int64
  ) throws(MediaRefusal) -> Int64 {
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    var offset: Int64 = 0
    while offset <= limit {
      guard let count = piece.withUnsafeMutableBytes({ FileCall.read(descriptor, into: $0, at: offset) })
      else { throw MediaRefusal(sha256, .disk(errno: errno)) }
      if count == 0 { break }
      piece.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      offset += Int64(count)
    }
    return offset
  }
}
