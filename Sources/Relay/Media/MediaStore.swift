import CLinux
import Clocks
import Crypto
import Dispatch
import Foundation
import Glibc
import NIOCore
import Synchronization

/// The files of media a node holds, each named by the SHA-256 of its bytes, in one folder.
///
/// A file has its name only once it is complete, verified and synced to the disk; until then it is `HASH.part`. A file is
/// never changed: it is put there by a rename and taken away by a removal, so that whoever has it open reads on
/// undisturbed.
public final class MediaStore: Sendable {
  public let folder: String

  private let state: Mutex<State>
  /// Everything quick that touches the disk.
  private let queue = DispatchQueue(label: "loa.media")
  /// Hashing whole files.
  private let verification = DispatchQueue(label: "loa.media.verify", qos: .utility)

  private struct Held {
    var identity: MediaIdentity
    var lastDue: WallTime?
    /// Known to have been verified, now or in an earlier run.
    var isTrusted: Bool
    /// Read and found sound in this run.
    var isVerified: Bool
  }

  private struct State {
    var held: [String: Held] = [:]
    /// Bytes of each beginning.
    var partials: [String: Int64] = [:]
    /// Being written.
    var open: Set<String> = []
  }

  private init(folder: String, state: sending State) {
    self.folder = folder
    self.state = Mutex(state)
  }

  /// Opens the folder, creating it where there is none, and looks at what is there by name, length and time of change
  /// only; `verify(_:)` reads the files.
  /// - Throws: `MediaRefusal.Reason.disk`.
  public static func open(_ folder: String) async throws(MediaRefusal) -> MediaStore {
    try await MediaThread.run(on: DispatchQueue(label: "loa.media.open")) { () throws(MediaRefusal) in
      do {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw MediaRefusal("", .disk(errno: errno == 0 ? EACCES : errno))
      }
      let index = MediaIndex(
        text: FileManager.default.contents(atPath: folder + "/index").map {
          String(decoding: $0, as: UTF8.self)
        } ?? "")
      var state = State()
      guard let entries = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
        throw MediaRefusal("", .disk(errno: errno == 0 ? EACCES : errno))
      }
      for entry in entries {
        guard let identity = MediaIdentity(path: folder + "/" + entry) else { continue }
        if MediaName.isValid(entry) {
          let line = index.lines[entry]
          state.held[entry] = Held(
            identity: identity, lastDue: line?.lastDue, isTrusted: line?.identity == identity,
            isVerified: false)
        } else if entry.hasSuffix(".part"), MediaName.isValid(String(entry.dropLast(5))) {
          state.partials[String(entry.dropLast(5))] = identity.bytes
        }
      }
      return MediaStore(folder: folder, state: state)
    }
  }

  // MARK: What is there

  /// Where a file lies; nil unless it is complete and was verified. Does not touch the disk.
  public func path(of sha256: String) -> String? {
    state.withLock { $0.held[sha256]?.isTrusted == true } ? place(of: sha256) : nil
  }

  /// As `path(of:)`, but a file about which nothing is known is verified first.
  public func verifiedPath(of sha256: String) async -> String? {
    if let path = path(of: sha256) { return path }
    guard state.withLock({ $0.held[sha256] != nil }) else { return nil }
    _ = await verify(sha256)
    return path(of: sha256)
  }

  /// Bytes held of a file: all, a beginning, or none.
  public func bytesHeld(of sha256: String) -> Int64 {
    state.withLock { $0.held[sha256]?.identity.bytes ?? $0.partials[sha256] ?? 0 }
  }

  /// Everything there, for `Shelf`.
  public var items: [Shelf.Item] {
    state.withLock { state in
      state.held.map { Shelf.Item(sha256: $0.key, bytes: $0.value.identity.bytes, lastDue: $0.value.lastDue) }
        + state.partials.map { Shelf.Item(sha256: $0.key, bytes: $0.value, isPartial: true) }
    }
  }

  // MARK: Taking in

  /// Opens a file to append to it, at the end of what is held.
  /// - Throws: `MediaRefusal`: a bad name (nothing is touched), being written already, the disk.
  public func begin(_ sha256: String, bytes: Int64) async throws(MediaRefusal) -> PartialMedia {
    try await MediaThread.run(on: queue) { [self] () throws(MediaRefusal) in try open(sha256, bytes: bytes) }
  }

  private func open(_ sha256: String, bytes: Int64) throws(MediaRefusal) -> PartialMedia {
    guard MediaName.isValid(sha256), bytes > 0 else { throw MediaRefusal(sha256, .invalidName) }
    guard state.withLock({ $0.open.insert(sha256).inserted }) else { throw MediaRefusal(sha256, .busy) }
    let part = place(of: sha256) + ".part"
    do {
      let partial = try PartialMedia(
        sha256: sha256, bytes: bytes, path: part, queue: DispatchQueue(label: "loa.media.part"),
        completed: { [self] () throws(MediaRefusal) in try settle(sha256) },
        ended: { [self] held in
          state.withLock {
            $0.open.remove(sha256)
            $0.partials[sha256] = held
          }
        })
      state.withLock { $0.partials[sha256] = partial.offset }
      return partial
    } catch {
      state.withLock { _ = $0.open.remove(sha256) }
      throw error
    }
  }

  /// Gives a complete file its name. Never on the store's own queue.
  private func settle(_ sha256: String) throws(MediaRefusal) -> String {
    let place = place(of: sha256)
    guard rename(place + ".part", place) == 0 else { throw MediaRefusal(sha256, .disk(errno: errno)) }
    FileCall.syncFolder(folder)
    guard let identity = MediaIdentity(path: place) else { throw MediaRefusal(sha256, .disk(errno: ENOENT)) }
    state.withLock {
      let lastDue = $0.held[sha256]?.lastDue
      $0.held[sha256] = Held(identity: identity, lastDue: lastDue, isTrusted: true, isVerified: true)
    }
    // Known to be sound from now on, also to the next run.
    queue.sync { writeIndex() }
    return place
  }

  /// Copies a file from elsewhere into the store, if it is the one named. Blocks no task.
  /// - Returns: its path in the store.
  public func adopt(_ path: String, as sha256: String) async throws(MediaRefusal) -> String {
    if let held = self.path(of: sha256) { return held }
    guard MediaName.isValid(sha256) else { throw MediaRefusal(sha256, .invalidName) }
    return try await MediaThread.run(on: verification) { [self] () throws(MediaRefusal) in
      let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw MediaRefusal(sha256, .absent(path: path)) }
      defer { close(descriptor) }
      var facts = linux_file_facts()
      guard linux_file_facts_read(descriptor, &facts) == 0, facts.is_regular != 0, facts.size > 0 else {
        throw MediaRefusal(sha256, .absent(path: path))
      }
      let partial = try open(sha256, bytes: facts.size)
      // A beginning from elsewhere need not be the beginning of this.
      try partial.wipe()
      var offset: Int64 = 0
      while offset < partial.bytes {
        var piece = ByteBuffer()
        let count = piece.writeWithUnsafeMutableBytes(minimumWritableBytes: 1 << 20) {
          FileCall.read(descriptor, into: $0, at: offset) ?? 0
        }
        guard count > 0 else { throw MediaRefusal(sha256, .disk(errno: EIO)) }
        try partial.write(piece)
        offset = partial.offset
      }
      return try partial.complete()
    }
  }

  // MARK: Throwing away

  /// Removes a file and its beginning; whoever has it open reads on.
  public func remove(_ sha256: String) async {
    await remove([sha256])
  }

  public func remove(_ names: [String]) async {
    let names = names.filter(MediaName.isValid)
    guard !names.isEmpty else { return }
    await MediaThread.run(on: queue) { [self] in
      for name in names { forget(name) }
      FileCall.syncFolder(folder)
      writeIndex()
    }
  }

  /// Notes when files are due, so that what was due longest ago goes first, also after a restart.
  public func note(_ wishes: [MediaWish]) async {
    await MediaThread.run(on: queue) { [self] in
      let isChanged = state.withLock { state in
        var isChanged = false
        for wish in wishes where state.held[wish.sha256].map({ $0.lastDue != wish.due }) == true {
          state.held[wish.sha256]?.lastDue = wish.due
          isChanged = true
        }
        return isChanged
      }
      if isChanged { writeIndex() }
    }
  }

  // MARK: Verifying

  /// What was not read in this run yet.
  public var unverified: [String] {
    state.withLock { state in state.held.filter { !$0.value.isVerified }.keys.sorted() }
  }

  /// Reads a file and removes it if it is not what its name says. A matter of seconds for a large file; one at a time.
  /// - Returns: nil if it is sound.
  public func verify(_ sha256: String) async -> MediaRefusal? {
    guard MediaName.isValid(sha256) else { return MediaRefusal(sha256, .invalidName) }
    let (identity, hash) = await MediaThread.run(on: verification) { [self] in
      let path = place(of: sha256)
      return (MediaIdentity(path: path), Self.hash(of: path))
    }
    return await MediaThread.run(on: queue) { [self] in
      guard identity != nil, MediaIdentity(path: place(of: sha256)) == identity else {
        // Removed, or fetched anew, meanwhile: not what was read.
        return state.withLock { $0.held[sha256]?.isVerified ?? true } ? nil : lose(sha256)
      }
      guard hash == sha256 else { return lose(sha256) }
      state.withLock {
        $0.held[sha256]?.isVerified = true
        $0.held[sha256]?.isTrusted = true
      }
      writeIndex()
      return nil
    }
  }

  private func lose(_ sha256: String) -> MediaRefusal {
    unlink(place(of: sha256))
    state.withLock { _ = $0.held.removeValue(forKey: sha256) }
    writeIndex()
    return MediaRefusal(sha256, .damaged)
  }

  private func forget(_ sha256: String) {
    unlink(place(of: sha256))
    let isOpen = state.withLock { state in
      state.held[sha256] = nil
      guard !state.open.contains(sha256) else { return true }
      state.partials[sha256] = nil
      return false
    }
    if !isOpen { unlink(place(of: sha256) + ".part") }
  }

  /// Nil where the disk refuses.
  static func hash(of path: String) -> String? {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return MediaHash.sha256(descriptor: descriptor)
  }

  private func place(of sha256: String) -> String { folder + "/" + sha256 }

  /// On the queue only. Where it can not be written the files are verified anew at the next start.
  private func writeIndex() {
    var index = MediaIndex()
    state.withLock { state in
      for (name, held) in state.held where held.isTrusted {
        index.lines[name] = MediaIndex.Line(identity: held.identity, lastDue: held.lastDue)
      }
    }
    let place = folder + "/index"
    let descriptor = Glibc.open(place + ".new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return }
    let failure = Array(index.text.utf8).withUnsafeBytes { FileCall.write(descriptor, $0) }
    close(descriptor)
    if failure == 0 { rename(place + ".new", place) } else { unlink(place + ".new") }
  }
}
