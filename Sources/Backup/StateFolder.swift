import Glibc

/// What is in a state directory, and what becomes of it.
///
/// Kept in a backup: the log and former logs that were set aside, the keys and the register of stations.
///
/// Left out, because a node makes it anew: media fetched from the upstream node and its manifest (`relay/media`,
/// `relay/upstream/manifest`; an old one could name what was taken off the air since), the manifest issued last (`relay/manifest`: an old
/// one that still stands would be refused by every station that has seen a later one), measurements (`media.json`), what an earlier
/// restore set aside, sockets.
enum StateFolder {
  static let log = "airtime.sqlite"
  static let head = "airtime.head"
  static let stations = "relay/stations.sqlite"
  /// Secret.
  static let smallFiles = [
    "relay/authority/authority.json", "relay/upstream/membership.json", "relay/upstream/joining.json",
  ]

  /// Whether a backup may hold a file of this path.
  static func isKept(_ path: String) -> Bool {
    path == log || path == head || path == stations || smallFiles.contains(path) || isFormerLog(path)
  }

  /// What `AirtimeLog` set aside because it could not be read.
  static func isFormerLog(_ name: String) -> Bool {
    name.hasPrefix("airtime.set-aside-") && !name.contains("/")
      && name.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || byte == 0x2D || byte == 0x2E
      }
  }

  static func formerLogs(in directory: String) -> [String] {
    Files.names(in: directory).filter { isFormerLog($0) }.sorted()
  }

  /// All that a restore takes away before it puts its own there, the write-ahead logs first: without one beside it nothing of
  /// it can be written into another database.
  static func belongings(of directory: String) -> [String] {
    [
      log + "-wal", log + "-shm", log, head, stations + "-wal", stations + "-shm", stations,
      "relay/authority", "relay/upstream", "relay/manifest",
    ] + formerLogs(in: directory)
  }
}
