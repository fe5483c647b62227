import Airtime
import Clocks
import Foundation
import Glibc
import Scheduling

@testable import Backup

/// A directory of its own for each test, gone with it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/backup-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Five in the afternoon of 16/03/2022 at Bình Minh.
let five = WallTime(seconds: 1_647_424_800)

/// An airing so many minutes after five in the afternoon of 16/03/2022.
func entry(_ number: Int) -> AsRunEntry {
  let start = five + .minutes(number)
  let airing = Airing(
    id: AiringID("cchc@\(number)"), slot: "cchc", programme: "cchc", plannedStart: start,
    localStart: CivilCalendar.utc.civil(of: start), allotted: .minutes(15), edition: "cchc/2022-w11",
    editionTitle: "Kỳ 11",
    items: [
      Item(
        role: .edition,
        media: Media(
          path: "/", sha256: String(repeating: "ab", count: 32), bytes: 1, duration: .seconds(100),
          loudness: -18.2), gain: -4.8)
    ])
  return AsRunEntry(
    for: airing, station: "29770", frameRate: 48_000, clock: ClockStamp(state: .trusted), software: "test")
}

/// A node that does not run: a state directory with a log of a few airings, keys and caches, and a config.
struct Home {
  let scratch: Scratch
  var state: String { scratch.path + "/state" }
  var settings: String { scratch.path + "/etc" }
  var file: String { scratch.path + "/node.loa" }

  static let keys = [
    "relay/authority/authority.json": "a key", "relay/upstream/membership.json": "another key",
  ]
  static let caches = [
    "media.json": "{}", "relay/upstream/manifest": "old", "relay/media/ab/abcd": "sound",
    "set-aside-20220101T000000Z/airtime.sqlite": "older",
  ]

  init(airings: Int = 5) async throws {
    scratch = try Scratch()
    for (name, text) in Self.keys.merging(Self.caches, uniquingKeysWith: { $1 }) {
      try write(text, to: state + "/" + name)
    }
    try write("node: {}", to: settings + "/loa.yaml")
    try write("days: []", to: scratch.path + "/shared/holidays.yaml")
    let log = try await AirtimeLog.open(directory: state, now: { five })
    for number in 0..<airings {
      var entry = entry(number)
      entry.outcome = .missed
      entry.cause = .power
      try await log.record(entry)
    }
    try await log.shutDown()
  }

  func write(_ text: String, to path: String) throws {
    try FileManager.default.createDirectory(
      atPath: Files.folder(of: path), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    chmod(path, 0o600)
  }

  var source: Backup.Source {
    Backup.Source(
      stateDirectory: state, node: "29770", name: "Bình Minh", software: "0.1",
      settingsFolder: settings,
      settings: [
        (settings + "/loa.yaml", [UInt8]("node: {}".utf8)),
        (scratch.path + "/shared/holidays.yaml", [UInt8]("days: []".utf8)),
      ], media: [])
  }

  @discardableResult
  func backUp(at instant: WallTime = five + .hours(1), replacing: Bool = false) async throws -> Backup.Outcome
  {
    try await Backup.make(of: source, to: file, isReplacing: replacing, now: instant)
  }

  func restore(into state: String? = nil) -> Restore {
    Restore(
      file: file, stateDirectory: state ?? self.state, node: "29770", by: "Lê Văn C", remark: "không rõ")
  }

  func entries(in state: String? = nil) async throws -> [LoggedEntry] {
    let log = try await AirtimeLog.openForReading(directory: state ?? self.state)
    return try await log.use {
      try await $0.entries(from: WallTime(nanoseconds: 0), until: WallTime(nanoseconds: .max))
    }
  }

  /// Every file of a folder and its bytes.
  static func contents(_ folder: String) -> [String: Data] {
    Dictionary(
      uniqueKeysWithValues: Files.tree(folder).filter { Files.isRegular($0) }.map { path in
        (String(path.dropFirst(folder.count + 1)), FileManager.default.contents(atPath: path) ?? Data())
      })
  }
}

let later: @Sendable () -> WallTime = { five + .hours(2) }

/// The code of the error that `work` throws; nil if it throws none.
func code(_ work: () async throws -> Void) async -> String? {
  do {
    try await work()
    return nil
  } catch let error as BackupError {
    return error.code
  } catch let error as AirtimeError {
    return error.code
  } catch {
    return "\(error)"
  }
}
