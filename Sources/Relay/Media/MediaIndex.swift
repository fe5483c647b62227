import CLinux
import Clocks
import Foundation
import Glibc

/// What tells, without reading a file, that it is the one that was verified: any write or replacement changes one of these.
struct MediaIdentity: Hashable, Sendable {
  var bytes: Int64
  var inode: UInt64
  /// Last change of the content, in nanoseconds since 1970.
  var modified: Int64

  init(bytes: Int64, inode: UInt64, modified: Int64) {
    self.bytes = bytes
    self.inode = inode
    self.modified = modified
  }

  init(_ facts: linux_file_facts) {
    bytes = facts.size
    inode = facts.inode
    modified = facts.modified
  }

  /// Nil where there is no regular file; a link is none unless it is to be followed.
  init?(path: String, followingLinks: Bool = false) {
    var facts = linux_file_facts()
    guard linux_file_facts_look(path, followingLinks ? 1 : 0, &facts) == 0, facts.is_regular != 0 else {
      return nil
    }
    self.init(facts)
  }
}

/// The list of the files that were verified, kept beside them. Without it every file is verified anew before use, so
/// that losing it costs time only.
///
/// A text: a heading, then one line for each file: name, bytes, inode, time of change, last due time or `-`.
struct MediaIndex: Sendable, Equatable {
  struct Line: Sendable, Equatable {
    var identity: MediaIdentity
    var lastDue: WallTime?
  }

  static let heading = "loa media 1"
  var lines: [String: Line] = [:]

  init() {}

  /// Reads what is readable; the rest is verified anew.
  init(text: String) {
    var rest = text.split(separator: "\n")[...]
    guard rest.popFirst() == Self.heading[...] else { return }
    for line in rest {
      let words = line.split(separator: " ")
      guard words.count == 5, MediaName.isValid(String(words[0])), let bytes = Int64(words[1]), bytes >= 0,
        let inode = UInt64(words[2]), let modified = Int64(words[3])
      else { continue }
      lines[String(words[0])] = Line(
        identity: MediaIdentity(bytes: bytes, inode: inode, modified: modified),
        lastDue: Int64(words[4]).map { WallTime(nanoseconds: $0) })
    }
  }

  var text: String {
    lines.sorted { $0.key < $1.key }.reduce(into: Self.heading + "\n") { text, entry in
      let identity = entry.value.identity
      let due = entry.value.lastDue.map { "\($0.nanoseconds)" } ?? "-"
      text += "\(entry.key) \(identity.bytes) \(identity.inode) \(identity.modified) \(due)\n"
    }
  }
}
