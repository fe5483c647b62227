public import Airtime
public import Clocks
public import Phrases
import Playout
public import Scheduling

/// What a running node can be asked and told. The control API is its only door: the command line and the pages
/// come through it alike.
public protocol NodeControl: Sendable {
  func status() async throws -> NodeStatus
  /// The node's numbers in the text form of Prometheus.
  func metrics() async throws -> String
  /// The airings whose planned start is in the period, which may lie in the past or far ahead.
  func schedule(from: WallTime, until: WallTime) async throws -> Rundown
  func log(_ query: LogQuery) async throws -> [LoggedEntry]
  /// The remarks that were entered in the period. They are the node's own: the query's station does not matter.
  func notes(_ query: LogQuery) async throws -> [LogNote]
  /// What officers declared of airings planned in the period.
  func declarations(_ query: LogQuery) async throws -> [Declaration]
  /// One airing at every station.
  func picture(of airing: AiringID) async throws -> AiringPicture
  func declare(_ order: DeclarationOrder) async throws
  func verifyLog() async throws -> Verification
  func correct(_ order: CorrectionOrder) async throws
  func note(_ order: NoteOrder) async throws
  func register(_ order: ReportOrder) async throws
  func play(_ order: PlayOrder) async throws -> PlayAnswer
  func stop(_ order: StopOrder) async throws -> StopAnswer
  /// The make-up airings that were ordered, by start; those long past are only in the log.
  func makeUps() async throws -> [MakeUpStatus]
  /// Free times to make up for an airing.
  func proposeMakeUp(for airing: AiringID) async throws -> MakeUpProposal
  func makeUp(_ order: MakeUpOrder) async throws -> MakeUpAnswer
  func cancelMakeUp(_ order: MakeUpCancellation) async throws
  func confirmClock(by person: String) async throws
  func reload() async throws -> ReloadAnswer
  func addStation(_ order: StationOrder) async throws -> JoinCodeAnswer
  func stations() async throws -> [StationStatus]
  func revokeStation(_ order: RevokeOrder) async throws
  func join(_ order: JoinOrder) async throws -> JoinAnswer
  /// What mirrors serve.
  func publication() async throws -> MirrorContents
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

/// Enter a remark of a person.
public struct NoteOrder: Sendable, Codable, Hashable {
  public var text: String
  public var by: String

  public init(text: String, by: String) {
    self.text = text
    self.by = by
  }
}

/// Register that a report of a unit below came in.
public struct ReportOrder: Sendable, Codable, Hashable {
  /// The id of the organisation in the plan.
  public var organisation: String
  /// `2022-H1`.
  public var period: String
  /// Of the file; lower-case hexadecimal.
  public var sha256: String
  public var fileName: String
  public var by: String

  public init(organisation: String, period: String, sha256: String, fileName: String, by: String) {
    self.organisation = organisation
    self.period = period
    self.sha256 = sha256
    self.fileName = fileName
    self.by = by
  }
}

/// Enter an officer's word on an airing at a station without our software.
public struct DeclarationOrder: Sendable, Codable, Hashable {
  public var airing: AiringID
  public var station: String
  public var outcome: Outcome
  /// The officer's name.
  public var by: String
  /// How the officer knows.
  public var note: String

  public init(airing: AiringID, station: String, outcome: Outcome, by: String, note: String) {
    self.airing = airing
    self.station = station
    self.outcome = outcome
    self.by = by
    self.note = note
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
  /// Whether the stations below this node play it too; nil: if it is an emergency.
  public var toStations: Bool?

  public init(
    what: String, at: WallTime? = nil, priority: Priority = .normal, by: String, toStations: Bool? = nil
  ) {
    self.what = what
    self.at = at
    self.priority = priority
    self.by = by
    self.toStations = toStations
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
