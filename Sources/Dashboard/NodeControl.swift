public import Airtime
public import Clocks
public import Phrases
import Playout
public import Scheduling

/// What a running node can be asked and told. The control API is its only door: the command line and the pages
/// come through it alike.
public protocol NodeControl: Sendable {
  func status() async throws -> NodeStatus
  /// The airings whose planned start is in the period, which may lie in the past or far ahead.
  func schedule(from: WallTime, until: WallTime) async throws -> Rundown
  func log(_ query: LogQuery) async throws -> [LoggedEntry]
  func verifyLog() async throws -> Verification
  func correct(_ order: CorrectionOrder) async throws
  func play(_ order: PlayOrder) async throws -> PlayAnswer
  func stop(_ order: StopOrder) async throws -> StopAnswer
  func confirmClock(by person: String) async throws
  func reload() async throws -> ReloadAnswer
}

/// Which entries of the airtime log are wanted: planned starts in `from..<until`.
public struct LogQuery: Sendable, Codable, Hashable {
  public var from: WallTime
  public var until: WallTime
  public var station: String?

  public init(from: WallTime, until: WallTime, station: String? = nil) {
    self.from = from
    self.until = until
    self.station = station
  }
}

/// Correct a closed entry of this node's own log; the original stays.
public struct CorrectionOrder: Sendable, Codable, Hashable {
  public var airing: AiringID
  public var changes: [Correction.Change]
  public var by: String
  public var reason: String

  public init(airing: AiringID, changes: [Correction.Change], by: String, reason: String) {
    self.airing = airing
    self.changes = changes
    self.by = by
    self.reason = reason
  }
}

/// Put something on air.
public struct PlayOrder: Sendable, Codable, Hashable {
  /// An edition such as `cchc/2022-w11`, or the absolute path of an audio file.
  public var what: String
  /// When its first frame is to leave the device; nil: as soon as it can be ready.
  public var at: WallTime?
  public var priority: Priority
  /// Who orders it; goes into the log.
  public var by: String

  public init(what: String, at: WallTime? = nil, priority: Priority = .normal, by: String) {
    self.what = what
    self.at = at
    self.priority = priority
    self.by = by
  }
}

public struct PlayAnswer: Sendable, Codable, Hashable {
  public var airing: AiringID
  public var plannedStart: WallTime
  /// The same on the clock on the wall there.
  public var localStart: CivilDateTime
  /// How long it will sound, in seconds.
  public var seconds: Double

  public init(airing: AiringID, plannedStart: WallTime, localStart: CivilDateTime, seconds: Double) {
    self.airing = airing
    self.plannedStart = plannedStart
    self.localStart = localStart
    self.seconds = seconds
  }
}

/// Stop what is on air.
public struct StopOrder: Sendable, Codable, Hashable {
  public var by: String
  /// Goes into the log.
  public var reason: String?

  public init(by: String, reason: String? = nil) {
    self.by = by
    self.reason = reason
  }
}

public struct StopAnswer: Sendable, Codable, Hashable {
  /// What was stopped; empty: nothing was on air.
  public var stopped: [AiringID]

  public init(stopped: [AiringID]) {
    self.stopped = stopped
  }
}

/// Who confirms the clock.
public struct ClockConfirmation: Sendable, Codable, Hashable {
  public var by: String

  public init(by: String) {
    self.by = by
  }
}

/// Whether the config that is now in the file was good enough to go on air.
public struct ReloadAnswer: Sendable, Codable, Hashable {
  public var isAccepted: Bool
  /// Every problem found, as `file:line:column: …`.
  public var findings: [BilingualText]

  public init(isAccepted: Bool, findings: [BilingualText]) {
    self.isAccepted = isAccepted
    self.findings = findings
  }
}
