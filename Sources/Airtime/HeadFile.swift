import Canonical
import Clocks
import Glibc

/// The end of the chain, kept a second time beside the database: a chain whose end is cut off is still a chain,
/// and only this file knows that there was more.
///
/// One line: number, hash, and the wall clock in nanoseconds when it was written.
struct HeadFile: Sendable {
  let path: String

  struct Line: Sendable, Hashable {
    var head: LogHead
    var at: WallTime
  }

  enum Found: Sendable, Hashable {
    case line(Line)
    case absent
    case unreadable
  }

  func read() -> Found {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return errno == ENOENT ? .absent : .unreadable }
    defer { _ = close(file) }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = Glibc.read(file, &buffer, buffer.count)
    guard count > 0 else { return .unreadable }
    return Self.line(String(decoding: buffer[..<count], as: UTF8.self)).map { .line($0) } ?? .unreadable
  }

  static func line(_ text: String) -> Line? {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 3, let number = Int64(words[0]), number >= 0,
      let hash = [UInt8].bytes(hexadecimal: words[1]), hash.count == 32, let at = Int64(words[2])
    else { return nil }
    return Line(head: LogHead(number: number, hash: hash), at: WallTime(nanoseconds: at))
  }

  /// Replaces the file in one step and waits until it is on the disk.
  func write(_ line: Line) throws(Failure) {
    let bytes = Array("\(line.head.number) \(line.head.hash.hexadecimal) \(line.at.nanoseconds)\n".utf8)
    let new = path + ".new"
    let file = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
    guard file >= 0 else { throw Failure(errno: errno) }
    defer { _ = close(file) }
    guard Glibc.write(file, bytes, bytes.count) == bytes.count, fdatasync(file) == 0,
      rename(new, path) == 0
    else { throw Failure(errno: errno) }
    let directory = open(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]), O_RDONLY | O_CLOEXEC)
    guard directory >= 0 else { return }
    _ = fsync(directory)
    _ = close(directory)
  }

  struct Failure: Error, CustomStringConvertible {
    var errno: Int32
    var description: String { String(cString: strerror(errno)) }
  }
}
