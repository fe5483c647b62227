import Clocks
import Foundation
import GRDB
import Scheduling
import Synchronization

@testable import Airtime

/// A wall clock that the test moves.
final class TestClock: Sendable {
  private let instant: Mutex<WallTime>

  init(_ instant: WallTime = WallTime(seconds: 1_647_424_800)) { self.instant = Mutex(instant) }

  /// Every reading is a millisecond later.
  @Sendable func now() -> WallTime {
    instant.withLock {
      $0 += .milliseconds(1)
      return $0
    }
  }

  func set(_ new: WallTime) { instant.withLock { $0 = new } }
}

/// A directory of its own for each test, gone with it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/airtime-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

let station = "29770"
let zone = CivilCalendar.timeZone(named: "Asia/Ho_Chi_Minh") ?? .gmt

/// An airing of Wednesday 16/03/2022, 17:00 at Bình Minh, or so many minutes later.
func entry(_ number: Int = 0, minutes: Int? = nil) -> AsRunEntry {
  let start = WallTime(seconds: 1_647_424_800 + Int64(minutes ?? number) * 60)
  return AsRunEntry(
    airing: AiringID("cchc-thu-tu@\(number)"), station: station, slot: "cchc-thu-tu", programme: "cchc",
    edition: "cchc/2022-w11", editionTitle: "Kỳ 11: Dịch vụ công trực tuyến", isRerun: false,
    substitution: nil,
    items: [
      .init(role: .signature, sha256: String(repeating: "0a", count: 32), loudness: -18.25, gain: -4.75),
      .init(role: .edition, sha256: String(repeating: "b1", count: 32), loudness: nil, gain: 0),
    ],
    priority: .normal, plannedStart: start,
    localStart: CivilCalendar(timeZone: zone).civil(of: start), allotted: .minutes(15), startedAt: nil,
    endedAt: nil, framesPlayed: 0, framesDue: 151 * 48_000, frameRate: 48_000, gaps: [], outcome: nil,
    cause: nil, clock: ClockStamp(state: .trusted, bound: 0.001234), commandedBy: nil, note: nil,
    software: "Loa 0.1")
}

extension AsRunEntry {
  func ended(_ outcome: Outcome, _ cause: Cause? = nil, played: Int64? = nil) -> AsRunEntry {
    var entry = self
    entry.outcome = outcome
    entry.cause = cause
    entry.framesPlayed = played ?? (outcome == .aired || outcome == .late ? framesDue : 0)
    if entry.framesPlayed > 0 {
      entry.startedAt = plannedStart + (outcome == .late ? .seconds(190) : .zero)
      entry.endedAt = entry.startedAt.map { $0 + .frames(entry.framesPlayed, at: frameRate) }
    }
    return entry
  }

  func checkpoint(frames: Int64, gaps: [Gap] = []) -> Checkpoint {
    var entry = self
    entry.startedAt = plannedStart
    entry.framesPlayed = frames
    entry.gaps = gaps
    return Checkpoint(entry, at: plannedStart + .frames(frames, at: frameRate))
  }
}

func opened(_ scratch: Scratch, _ clock: TestClock = TestClock()) async throws -> AirtimeLog {
  try await AirtimeLog.open(directory: scratch.path, now: clock.now)
}

/// The code of the error that `work` throws; nil if it throws none.
func code(_ work: () async throws -> Void) async -> String? {
  do {
    try await work()
    return nil
  } catch let error as AirtimeError {
    return error.code
  } catch {
    return "\(error)"
  }
}

extension AirtimeLog {
  /// Runs SQL as someone with the file in hand would.
  func tamper(_ sql: String) async throws {
    try await onWriter { try $0.execute(sql: sql) }
  }

  func dropGuards() async throws {
    try await tamper(
      "DROP TRIGGER record_no_update; DROP TRIGGER record_no_delete; DROP TRIGGER record_next_number")
  }

  /// As a disk mounted read-only answers.
  func refuseWriting(_ refuses: Bool) async throws {
    try await onWriter { try $0.execute(sql: "PRAGMA query_only = \(refuses ? 1 : 0)") }
  }
}
