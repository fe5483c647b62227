import Canonical
import Crypto
import Dispatch
import Foundation
import Glibc

/// What the system refused to do with a file.
struct FileTrouble: Error, Hashable {
  var path: String
  var errno: Int32

  init(_ path: String, _ errno: Int32 = Glibc.errno) {
    self.path = path
    self.errno = errno
  }

  var reason: String { String(cString: strerror(errno)) }
}

/// Files, whole and on the disk. Everything here blocks.
enum Files {
  static let piece = 1 << 18

  static func facts(_ path: String, follows: Bool = true) -> stat? {
    var facts = stat()
    return (follows ? stat(path, &facts) : lstat(path, &facts)) == 0 ? facts : nil
  }

  static func exists(_ path: String) -> Bool { facts(path, follows: false) != nil }

  static func isRegular(_ path: String) -> Bool {
    facts(path, follows: false).map { $0.st_mode & S_IFMT == S_IFREG } ?? false
  }

  static func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func makeFolder(_ path: String, mode: mode_t = 0o700) throws(FileTrouble) {
    guard mkdir(path, mode) != 0 else { return }
    if errno == ENOENT, folder(of: path) != path {
      try makeFolder(folder(of: path), mode: mode)
      if mkdir(path, mode) == 0 { return }
    }
    guard errno == EEXIST else { throw FileTrouble(path) }
  }

  static func removeTree(_ path: String) throws {
    if exists(path) { try FileManager.default.removeItem(atPath: path) }
  }

  static func move(_ from: String, to: String) throws(FileTrouble) {
    guard rename(from, to) == 0 else { throw FileTrouble(to) }
  }

  /// Every folder and file below a folder, it first, each folder before what is in it. Links are not followed.
  static func tree(_ folder: String) -> [String] {
    [folder]
      + names(in: folder).sorted().flatMap { name in
        let path = folder + "/" + name
        let isFolder = facts(path, follows: false).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
        return isFolder ? tree(path) : [path]
      }
  }

  /// Waits until a file or a folder is on the disk.
  static func sync(_ path: String) throws(FileTrouble) {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { throw FileTrouble(path) }
    defer { _ = close(file) }
    // Some file systems know no such thing of folders.
    guard fsync(file) == 0 || errno == EINVAL else { throw FileTrouble(path) }
  }

  /// The bytes of a regular file in pieces.
  static func read(_ path: String, follows: Bool = true, _ take: (UnsafeRawBufferPointer) throws -> Void)
    throws
  {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (follows ? 0 : O_NOFOLLOW))
    guard file >= 0 else { throw FileTrouble(path) }
    defer { _ = close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0 else { throw FileTrouble(path) }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw FileTrouble(path, EINVAL) }
    var buffer = [UInt8](repeating: 0, count: piece)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileTrouble(path) }
      guard count > 0 else { return }
      try buffer.withUnsafeBytes { try take(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  /// Length and SHA-256 of a file.
  static func digest(of path: String) throws -> (bytes: Int64, sha256: String) {
    var hash = SHA256()
    var bytes: Int64 = 0
    try read(path) {
      hash.update(bufferPointer: $0)
      bytes += Int64($0.count)
    }
    return (bytes, [UInt8](hash.finalize()).hexadecimal)
  }

  static func copy(_ from: String, to: String, mode: mode_t) throws {
    let new = try NewFile(to, mode: mode)
    try read(from, follows: false) { try new.write($0) }
  }

  static func write(_ bytes: some Sequence<UInt8>, to path: String, mode: mode_t) throws {
    let new = try NewFile(path, mode: mode)
    try Array(bytes).withUnsafeBytes { try new.write($0) }
  }

  /// Runs work that blocks on a thread that may.
  static func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value
  {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try work() }) }
    }
  }

  private static let queue = DispatchQueue(label: "loa.backup", qos: .utility)
}

/// A file that was not there before.
final class NewFile {
  private let path: String
  private let descriptor: Int32

  init(_ path: String, mode: mode_t) throws(FileTrouble) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw FileTrouble(path) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FileTrouble) {
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileTrouble(path, count < 0 ? errno : EIO) }
      written += count
    }
  }

  deinit { if descriptor >= 0 { _ = close(descriptor) } }
}
