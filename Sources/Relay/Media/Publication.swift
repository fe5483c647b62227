import CLinux
public import Clocks
import Foundation
import Glibc

/// Lays out what a mirror serves: `manifest` and `media/SHA256`, below one folder that any plain HTTP server can serve.
///
/// Media first, the manifest last and by a rename: whoever reads it finds what it names. Files stay the same file as long as
/// they are named; what is not named any more is removed a day later, so that downloads under way end well.
public struct Publication: Sendable {
  /// What came of it.
  public struct Outcome: Sendable {
    /// Files put there now.
    public var added = 0
    /// Files that were there.
    public var kept = 0
    public var removed = 0
    /// What the manifest names and is not there: stations get it elsewhere, or not at all.
    public var problems: [MediaRefusal] = []
  }

  public static let grace: Duration = .days(1)
  /// When files were last named: below the folder, but not for readers.
  private static let retirements = ".retired"

  private let folder: String
  private let now: WallTime

  /// Blocks the calling thread.
  /// - Parameters:
  ///   - signedManifest: as it is to be read; it is not looked into.
  ///   - media: everything that it names.
  /// - Throws: `MediaRefusal.Reason.disk` where the folder or the manifest can not be written; the manifest that was there is
  ///   there still.
  public static func publish(
    signedManifest: [UInt8], media: [(sha256: String, path: String)], to directory: String, now: WallTime
  ) throws(MediaRefusal) -> Outcome {
    let publication = Publication(folder: directory, now: now)
    var outcome = Outcome()
    try publication.makeFolder(directory)
    try publication.makeFolder(directory + "/media")
    var named: Set<String> = []
    for (sha256, path) in media where named.insert(sha256).inserted {
      do throws(MediaRefusal) {
        if try publication.place(sha256, from: path) { outcome.added += 1 } else { outcome.kept += 1 }
      } catch {
        outcome.problems.append(error)
      }
    }
    FileCall.syncFolder(directory + "/media")
    try publication.write(signedManifest, as: "manifest")
    outcome.removed = publication.sweep(keeping: named)
    return outcome
  }

  private func makeFolder(_ path: String) throws(MediaRefusal) {
    if mkdir(path, 0o755) != 0, errno != EEXIST {
      let made: ()? = try? FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
      guard made != nil else { throw MediaRefusal("", .disk(errno: EACCES)) }
    }
    chmod(path, 0o755)
  }

  /// - Returns: false if it was there already.
  private func place(_ sha256: String, from path: String) throws(MediaRefusal) -> Bool {
    guard MediaName.isValid(sha256) else { throw MediaRefusal(sha256, .invalidName) }
    let place = folder + "/media/" + sha256
    var source = linux_file_facts()
    guard linux_file_facts_look(path, 1, &source) == 0, source.is_regular != 0 else {
      // What lies there already was verified when it came.
      if MediaIdentity(path: place) != nil { return false }
      throw MediaRefusal(sha256, .absent(path: path))
    }
    if MediaIdentity(path: place)?.bytes == source.size { return false }
    let draft = place + ".part"
    unlink(draft)
    // A link costs nothing, but shares the mode: only of what all may read.
    let isReadable = source.mode & 0o444 == 0o444
    if !isReadable || link(path, draft) != 0 { try copy(path, to: draft, sha256) }
    guard let found = MediaStore.hash(of: draft) else {
      let reason = errno
      unlink(draft)
      throw MediaRefusal(sha256, .disk(errno: reason))
    }
    guard found == sha256 else {
      unlink(draft)
      throw MediaRefusal(sha256, .wrongContent(found: found))
    }
    guard rename(draft, place) == 0 else { throw MediaRefusal(sha256, .disk(errno: errno)) }
    return true
  }

  private func copy(_ path: String, to draft: String, _ sha256: String) throws(MediaRefusal) {
    let source = open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw MediaRefusal(sha256, .disk(errno: errno)) }
    defer { close(source) }
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    var offset: Int64 = 0
    try write(draft, sha256) { descriptor in
      while true {
        guard let count = piece.withUnsafeMutableBytes({ FileCall.read(source, into: $0, at: offset) })
        else { return errno }
        if count == 0 { return 0 }
        let failure = piece.withUnsafeBytes {
          FileCall.write(descriptor, UnsafeRawBufferPointer(rebasing: $0[..<count]))
        }
        if failure != 0 { return failure }
        offset += Int64(count)
      }
    }
  }

  private func write(_ bytes: [UInt8], as name: String) throws(MediaRefusal) {
    let place = folder + "/" + name
    try write(place + ".new", name) { descriptor in
      bytes.withUnsafeBytes { FileCall.write(descriptor, $0) }
    }
    guard rename(place + ".new", place) == 0 else { throw MediaRefusal(name, .disk(errno: errno)) }
    FileCall.syncFolder(folder)
  }

  /// Writes a file that all may read, synced; leaves none where it fails.
  private func write(_ path: String, _ name: String, _ fill: (Int32) -> Int32) throws(MediaRefusal) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw MediaRefusal(name, .disk(errno: errno)) }
    var failure = fill(descriptor)
    if failure == 0, fchmod(descriptor, 0o644) != 0 || fsync(descriptor) != 0 { failure = errno }
    close(descriptor)
    guard failure == 0 else {
      unlink(path)
      throw MediaRefusal(name, .disk(errno: failure))
    }
  }

  /// Removes what has not been named for the time of grace. What is no file of media is left alone.
  private func sweep(keeping named: Set<String>) -> Int {
    let list = folder + "/" + Self.retirements
    var since: [String: WallTime] = [:]
    let text = FileManager.default.contents(atPath: list).map { String(decoding: $0, as: UTF8.self) } ?? ""
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, let instant = Int64(words[1]) {
        since[String(words[0])] = WallTime(nanoseconds: instant)
      }
    }
    var removed = 0
    var retired: [String: WallTime] = [:]
    let media = folder + "/media/"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: media)) ?? [] {
      // What a publication left that was killed.
      if name.hasSuffix(".part"), MediaName.isValid(String(name.dropLast(5))) { unlink(media + name) }
      guard MediaName.isValid(name), !named.contains(name) else { continue }
      // A clock that was set back must not keep a file for ever.
      let instant = min(since[name] ?? now, now)
      if now - instant >= Self.grace, unlink(media + name) == 0 {
        removed += 1
      } else {
        retired[name] = instant
      }
    }
    let lines = retired.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.nanoseconds)\n" }.joined()
    // Without the list files stay longer; nothing else.
    try? write(Array(lines.utf8), as: Self.retirements)
    return removed
  }
}
