public import Clocks
import Foundation

/// What a backup says of itself: `backup.json`, its first entry.
public struct BackupManifest: Sendable, Hashable, Codable {
  /// `loa-backup-1`. A later number: this program can not read it.
  public var format: String
  /// The version of Loa that made it.
  public var software: String
  /// The code and the name of the node.
  public var node: String
  public var name: String
  public var takenAt: WallTime
  /// The number of the last record in the log.
  public var lastRecord: Int64
  public var parts: [Part]

  /// A file of the node.
  public struct Part: Sendable, Hashable, Codable {
    /// `state/…` of the state directory; `files/…` of the folder of the config file; `elsewhere/…` of anywhere else.
    public var name: String
    public var bytes: Int64
    /// In lower-case hexadecimal.
    public var sha256: String
    /// Who may read and write it, as in `chmod`: nine bits.
    public var mode: UInt32

    public init(name: String, bytes: Int64, sha256: String, mode: UInt32) {
      self.name = name
      self.bytes = bytes
      self.sha256 = sha256
      self.mode = mode
    }
  }

  public static let entryName = "backup.json"
  static let formatPrefix = "loa-backup-"
  static let currentFormat = "loa-backup-1"
  /// Both are far above what a node has.
  static let mostParts = 100_000
  static let mostBytes = 32 << 20

  public init(
    software: String, node: String, name: String, takenAt: WallTime, lastRecord: Int64, parts: [Part]
  ) {
    format = Self.currentFormat
    self.software = software
    self.node = node
    self.name = name
    self.takenAt = takenAt
    self.lastRecord = lastRecord
    self.parts = parts
  }

  /// What its parts need when they are unpacked.
  public var bytes: Int64 { parts.reduce(0) { $0 &+ $1.bytes } }

  var encoded: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(self)
    }
  }

  enum Fault: Error, Hashable {
    case newer(software: String?)
    case wrong(String)
  }

  /// - Throws: `Fault`: of a newer format, unreadable, or with a part that no backup has.
  static func read(_ bytes: Data) throws(Fault) -> BackupManifest {
    struct Head: Decodable {
      var format: String
      var software: String?
    }
    guard let head = try? JSONDecoder().decode(Head.self, from: bytes) else { throw .wrong(entryName) }
    guard head.format == currentFormat else {
      guard head.format.hasPrefix(formatPrefix) else { throw .wrong("format") }
      throw .newer(software: head.software)
    }
    guard let manifest = try? JSONDecoder().decode(BackupManifest.self, from: bytes) else {
      throw .wrong(entryName)
    }
    guard manifest.parts.count <= mostParts else { throw .wrong("parts") }
    var names: Set<String> = []
    var total: Int64 = 0
    for part in manifest.parts {
      guard PartPlace(part.name) != nil, names.insert(part.name).inserted else { throw .wrong(part.name) }
      let (sum, overflow) = total.addingReportingOverflow(part.bytes)
      guard part.bytes >= 0, !overflow, part.sha256.utf8.count == 64, part.mode <= 0o777 else {
        throw .wrong(part.name)
      }
      total = sum
    }
    guard names.contains(PartPlace.log), names.contains(PartPlace.head) else { throw .wrong(PartPlace.log) }
    return manifest
  }
}

/// Where a part of a backup belongs. A name that leads anywhere else has no place.
enum PartPlace: Hashable {
  /// A path within the state directory.
  case state(String)
  /// A path within the folder that the config goes to.
  case settings(String)

  static let log = "state/airtime.sqlite"
  static let head = "state/airtime.head"

  init?(_ name: String) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard (2...32).contains(parts.count), name.utf8.count <= 4096, let first = parts.first,
      parts.dropFirst().allSatisfy(Self.isPlain)
    else { return nil }
    let rest = parts.dropFirst().joined(separator: "/")
    switch first {
    case "state" where StateFolder.isKept(rest): self = .state(rest)
    case "files": self = .settings(rest)
    case "elsewhere": self = .settings(name)
    default: return nil
    }
  }

  private static func isPlain(_ part: Substring) -> Bool {
    !part.isEmpty && part != "." && part != ".." && part.utf8.count <= 255
      && part.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "\\" }
  }
}
