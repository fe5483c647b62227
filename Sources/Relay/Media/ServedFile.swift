import CLinux
import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// An open file that many read at once, in pieces that are read from the disk once and then shared while there is room
/// for them: a new edition is wanted by all stations in the same minutes.
final class ServedFile: Sendable {
  /// Bytes of a piece: large enough that the work for each piece does not count, small enough for a slow reader.
  static let piece = 256 * 1024

  let length: Int64
  private let descriptor: Int32
  private let memory: PieceMemory

  /// Opens the file; blocks.
  /// - Returns: nil where there is no such regular file.
  init?(path: String, memory: PieceMemory) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var facts = linux_file_facts()
    let isRegular = linux_file_facts_read(descriptor, &facts) == 0 && facts.is_regular != 0
    length = facts.size
    self.memory = memory
    if !isRegular {
      close(descriptor)
      return nil
    }
  }

  deinit {
    memory.forget(self)
    close(descriptor)
  }

  /// A piece, from memory or from the disk; the last one is shorter.
  func piece(_ number: Int) async throws -> ByteBuffer {
    let key = PieceMemory.Key(file: ObjectIdentifier(self), number: number)
    if let held = memory.piece(key) { return held }
    let start = Int64(number) * Int64(Self.piece)
    let count = Int(min(Int64(Self.piece), length - start))
    let read = try await NIOThreadPool.singleton.runIfActive { [self] in
      // Somebody else may have read it meanwhile.
      if let held = memory.piece(key) { return held }
      var buffer = ByteBufferAllocator().buffer(capacity: count)
      let filled = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { space in
        FileCall.read(
          descriptor, into: UnsafeMutableRawBufferPointer(rebasing: space[..<count]), at: start) ?? 0
      }
      guard filled == count else { throw IOError(errnoCode: EIO, reason: "short read") }
      memory.keep(buffer, key)
      return buffer
    }
    return read
  }
}

/// The pieces that were read last, up to a number of bytes.
final class PieceMemory: Sendable {
  struct Key: Hashable, Sendable {
    var file: ObjectIdentifier
    var number: Int
  }

  private struct State {
    var pieces: [Key: ByteBuffer] = [:]
    /// Oldest first; a piece may have been forgotten already.
    var order: [Key] = []
    var oldest = 0
  }

  private let limit: Int
  private let state = Mutex(State())

  /// - Parameter bytes: how much is kept at most.
  init(bytes: Int) { limit = max(1, bytes / ServedFile.piece) }

  func piece(_ key: Key) -> ByteBuffer? { state.withLock { $0.pieces[key] } }

  func keep(_ piece: ByteBuffer, _ key: Key) {
    state.withLock { state in
      if state.pieces.updateValue(piece, forKey: key) == nil { state.order.append(key) }
      while state.pieces.count > limit, state.oldest < state.order.count {
        state.pieces[state.order[state.oldest]] = nil
        state.oldest += 1
      }
      if state.oldest > 4096 {
        state.order.removeFirst(state.oldest)
        state.oldest = 0
      }
    }
  }

  func forget(_ file: ServedFile) {
    let file = ObjectIdentifier(file)
    state.withLock { state in
      state.pieces = state.pieces.filter { $0.key.file != file }
      state.order = state.order[state.oldest...].filter { $0.file != file }
      state.oldest = 0
    }
  }
}
