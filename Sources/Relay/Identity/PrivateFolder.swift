import CLinux
import Dispatch
import Glibc

/// A folder whose files only this program's own user may read: the keys.
///
/// Folder and files are judged each time they are read. A key that others could have read is not used: it may be known
/// to them already.
struct PrivateFolder: Sendable {
  let path: String
  /// Whose folder and files these must be: this process's own, unless somebody looks for another.
  let owner: UInt32

  init(path: String, owner: UInt32 = geteuid()) {
    self.path = path
    self.owner = owner
  }

  /// No file of ours comes near; a larger one is not ours.
  private static let largestFile = 256 * 1024

  /// Makes the folder, and those above it, where they are missing.
  func prepare() throws(IdentityError) {
    var built = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      built += (built.isEmpty || built.hasSuffix("/") ? "" : "/") + part
      guard mkdir(built, 0o700) == 0 || errno == EEXIST else { throw .keysUnwritable(path: built, errno) }
    }
    try judge()
  }

  /// The content of a file; nil where there is no such file, or no folder.
  /// - Throws: `IdentityError`: `keysExposed`, `keysOfAnother`, `keysUnreadable`.
  func read(_ name: String) throws(IdentityError) -> [UInt8]? {
    guard access(path, F_OK) == 0 else {
      guard errno == ENOENT else { throw .keysUnreadable(path: path, errno) }
      return nil
    }
    try judge()
    let file = path + "/" + name
    // A link could lead to a file that somebody else may write.
    let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      guard errno == ENOENT else { throw .keysUnreadable(path: file, errno) }
      return nil
    }
    defer { _ = close(descriptor) }
    var facts = linux_file_facts()
    guard linux_file_facts_read(descriptor, &facts) == 0 else { throw .keysUnreadable(path: file, errno) }
    guard facts.is_regular != 0, facts.size <= Self.largestFile else { throw .keysDamaged(path: file) }
    try judge(file, facts, right: 0o600)
    var bytes = [UInt8](repeating: 0, count: Int(facts.size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress.map { $0 + filled }, $0.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .keysUnreadable(path: file, count < 0 ? errno : EIO) }
      filled += count
    }
    return bytes
  }

  /// Replaces a file in one step: after a power cut at any moment it is the old or the new one, whole.
  /// - Throws: `IdentityError`: `keysExposed`, `keysOfAnother`, `keysUnwritable`.
  func write(_ bytes: [UInt8], to name: String) throws(IdentityError) {
    try prepare()
    let file = path + "/" + name
    let new = file + ".new"
    _ = unlink(new)
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .keysUnwritable(path: new, errno) }
    defer { _ = close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .keysUnwritable(path: new, count < 0 ? errno : EIO) }
      written += count
    }
    guard fsync(descriptor) == 0, rename(new, file) == 0 else { throw .keysUnwritable(path: file, errno) }
    sync()
  }

  func remove(_ name: String) {
    if unlink(path + "/" + name) == 0 { sync() }
  }

  /// A renamed file is there after a power cut only when its folder is on the disk.
  private func sync() {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    _ = fsync(folder)
    _ = close(folder)
  }

  private func judge() throws(IdentityError) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard folder >= 0 else { throw .keysUnreadable(path: path, errno) }
    defer { _ = close(folder) }
    var facts = linux_file_facts()
    guard linux_file_facts_read(folder, &facts) == 0 else { throw .keysUnreadable(path: path, errno) }
    try judge(path, facts, right: 0o700)
  }

  private func judge(_ path: String, _ facts: linux_file_facts, right: UInt32) throws(IdentityError) {
    guard facts.owner == owner else {
      throw .keysOfAnother(path: path, owner: facts.owner, user: owner)
    }
    guard facts.mode & 0o077 == 0 else { throw .keysExposed(path: path, mode: facts.mode, right: right) }
  }

  /// Runs work with files on a thread that may block.
  static func onThread<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try work() }) }
    }
  }

  private static let queue = DispatchQueue(label: "loa.identity", qos: .utility)
}
