public import Clocks
import Scheduling

/// What a log that is put back from a backup has to say of itself.
public struct LogRestore: Sendable, Hashable {
  /// When the backup was taken.
  public var takenAt: WallTime
  /// Who puts it back.
  public var by: String
  /// The last record of the log that was there before; nil: there was none, or nobody knows.
  public var formerEnd: Int64?
  /// The folder in the state directory where that one was set aside; nil: there was none.
  public var setAsideAs: String?
  /// What an airing that was on air when the backup was taken gets as a remark.
  public var remark: String

  public init(takenAt: WallTime, by: String, formerEnd: Int64?, setAsideAs: String?, remark: String) {
    self.takenAt = takenAt
    self.by = by
    self.formerEnd = formerEnd
    self.setAsideAs = setAsideAs
    self.remark = remark
  }
}

extension AirtimeLog {
  static let restoredCode = "restored-from-backup"
  private static let restoredName = "restored-at"

  /// When this log was last put back from a backup; nil: never. What was planned before and has no entry may have aired.
  public var restoredAt: WallTime? {
    get async throws { try await kept(as: Self.restoredName) }
  }

  /// Notes in a log that was put back from a backup that it was. An airing that was on air when the backup was taken is closed with
  /// what is known of it: how it went on is not.
  public func enter(_ restore: LogRestore) async throws {
    let end = try await head
    let words = [
      "\(restore.takenAt.nanoseconds)", "\(end)", restore.formerEnd.map { "\($0)" } ?? "-",
      restore.setAsideAs ?? "",
    ]
    let instant = now()
    let ends = try await openEntries().map { $0.entry.lost(restore.remark) }
    try await enter(
      ends.map { .entry($0, as: .closed, at: instant) } + [
        .note(code: Self.restoredCode, text: words.joined(separator: " "), by: restore.by, at: instant)
      ])
    try await keep(instant, as: Self.restoredName)
  }

  /// The number of the last record that the head file of a state directory names; nil: it names none.
  public static func lastRecord(inStateDirectory directory: String) -> Int64? {
    guard case .line(let line) = HeadFile(path: directory + "/airtime.head").read() else { return nil }
    return line.head.number
  }
}

extension AsRunEntry {
  /// As far as it is known, and no further.
  fileprivate func lost(_ remark: String) -> AsRunEntry {
    var entry = self
    entry.note = remark
    entry.cause = .system
    guard framesPlayed > 0 else {
      entry.outcome = .missed
      return entry
    }
    entry.outcome = .partial
    let position = framesPlayed + framesMissing
    let start = gaps.first { $0.frame == 0 }?.at ?? startedAt ?? plannedStart
    let end = start + .frames(position, at: frameRate)
    entry.endedAt = endedAt ?? end
    if position < framesDue {
      entry.gaps.append(Gap(at: end, frame: position, frames: framesDue - position, cause: .system))
    }
    return entry
  }
}
