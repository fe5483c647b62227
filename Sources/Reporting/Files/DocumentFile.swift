import Foundation
import Glibc

/// A document on the disk: there whole or not at all, readable by all, never in place of a folder.
public enum DocumentFile {
  /// Replaces a file in one step and waits until it is on the disk. The name is written with composed tone marks (NFC), as
  /// Windows and Linux keyboards type it.
  /// - Throws: `ReportingError.unwritable`.
  public static func write(_ bytes: [UInt8], to path: String) throws(ReportingError) {
    try make(path) { draft throws(ReportingError) in
      let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard file >= 0 else { throw .unwritable(path: path, errno: errno) }
      defer { _ = close(file) }
      var written = 0
      while written < bytes.count {
        let count = bytes.withUnsafeBytes {
          Glibc.write(file, $0.baseAddress.map { $0 + written }, $0.count - written)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw .unwritable(path: path, errno: count < 0 ? errno : EIO) }
        written += count
      }
    }
  }

  /// A file name out of words for people: `Báo cáo 6 tháng đầu năm 2022 – phường Cái Vồn.docx`. What separates folders, or
  /// what Windows refuses in a name, becomes a dash.
  /// - Parameter ending: With its dot.
  public static func name(_ words: String, ending: String) -> String {
    let composed = words.precomposedStringWithCanonicalMapping
    let kept = String(
      String.UnicodeScalarView(
        composed.unicodeScalars.map { scalar in
          scalar.properties.generalCategory == .control || "/\\:*?\"<>|".unicodeScalars.contains(scalar)
            ? "-" : scalar
        }))
    let trimmed = kept.trimmingCharacters(in: CharacterSet(charactersIn: " ."))
    // A name has 255 bytes on Linux; the draft of it needs some.
    var name = trimmed.isEmpty ? "-" : trimmed
    while name.utf8.count + ending.utf8.count > 200 { name.removeLast() }
    return name + ending
  }

  /// Lets somebody else write a draft beside the file, then puts it in its place.
  static func make(_ wanted: String, by writing: (String) throws(ReportingError) -> Void)
    throws(ReportingError)
  {
    let path = composed(wanted)
    guard !path.hasSuffix("/") else { throw .unwritable(path: path, errno: EISDIR) }
    // Renaming over a folder fails by itself, but only after all the work.
    var isFolder: ObjCBool = false
    guard !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue else {
      throw .unwritable(path: path, errno: EISDIR)
    }
    // Before a library writes there that would complain on standard error.
    guard access(folder(of: path), W_OK | X_OK) == 0 else { throw .unwritable(path: path, errno: errno) }
    let draft = path + ".\(getpid())-\(UInt32.random(in: 0 ... .max)).part"
    defer { unlink(draft) }
    try writing(draft)
    let file = open(draft, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unwritable(path: path, errno: errno) }
    defer { _ = close(file) }
    // Whatever the umask of a service: a report is there to be read.
    guard fchmod(file, 0o644) == 0, fsync(file) == 0, rename(draft, path) == 0 else {
      throw .unwritable(path: path, errno: errno)
    }
    // The new name outlives a power cut only when its folder is on the disk.
    let folder = open(Self.folder(of: path), O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    _ = fsync(folder)
    _ = close(folder)
  }

  /// Only the name: the folder is there already, however it is spelt.
  private static func composed(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path.precomposedStringWithCanonicalMapping }
    return path[...slash] + String(path[path.index(after: slash)...]).precomposedStringWithCanonicalMapping
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The whole of a file that is no longer than the limit.
  static func read(_ path: String, limit: Int) throws(ReportingError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw .templateUnreadable(path: path, errno: errno) }
    defer { _ = close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .templateUnreadable(path: path, errno: errno) }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw .templateTooLarge(path: path, limit: limit) }
    }
  }
}
