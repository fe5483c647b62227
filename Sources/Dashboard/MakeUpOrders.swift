public import Clocks
public import Scheduling

/// Times at which an airing could be made up for.
public struct MakeUpProposal: Sendable, Codable, Hashable {
  /// The airing that was not full.
  public var airing: AiringID
  public var title: String?
  public var localStart: CivilDateTime
  public var outcome: Outcome
  public var cause: Cause?
  /// The stations below at which it was not full, where it was here.
  public var stations: [String]
  /// What the make-up airing would play.
  public var edition: EditionID
  /// Ascending; empty: no time is free.
  public var times: [FreeTime]
  /// The last local day on which the plan counts it as repaired; nil: no plan says.
  public var lastDay: CivilDate?
  /// That day is over.
  public var isWindowOver: Bool

  public init(
    airing: AiringID, title: String?, localStart: CivilDateTime, outcome: Outcome, cause: Cause?,
    stations: [String], edition: EditionID, times: [FreeTime], lastDay: CivilDate?, isWindowOver: Bool
  ) {
    self.airing = airing
    self.title = title
    self.localStart = localStart
    self.outcome = outcome
    self.cause = cause
    self.stations = stations
    self.edition = edition
    self.times = times
    self.lastDay = lastDay
    self.isWindowOver = isWindowOver
  }
}

/// Make up for an airing.
public struct MakeUpOrder: Sendable, Codable, Hashable {
  public var airing: AiringID
  /// When; taken to the next whole second.
  public var at: WallTime
  public var by: String
  public var reason: String?

  public init(airing: AiringID, at: WallTime, by: String, reason: String? = nil) {
    self.airing = airing
    self.at = at
    self.by = by
    self.reason = reason
  }
}

public struct MakeUpAnswer: Sendable, Codable, Hashable {
  /// The make-up airing.
  public var airing: AiringID
  public var makesUpFor: AiringID
  public var plannedStart: WallTime
  public var localStart: CivilDateTime
  /// The last local day on which the plan would have counted it, where it comes too late for that.
  public var tooLateFor: CivilDate?

  public init(
    airing: AiringID, makesUpFor: AiringID, plannedStart: WallTime, localStart: CivilDateTime,
    tooLateFor: CivilDate?
  ) {
    self.airing = airing
    self.makesUpFor = makesUpFor
    self.plannedStart = plannedStart
    self.localStart = localStart
    self.tooLateFor = tooLateFor
  }
}

/// Take back a make-up airing whose time has not come.
public struct MakeUpCancellation: Sendable, Codable, Hashable {
  public var airing: AiringID
  public var by: String
  public var reason: String?

  public init(airing: AiringID, by: String, reason: String? = nil) {
    self.airing = airing
    self.by = by
    self.reason = reason
  }
}

/// A make-up airing that was ordered, and what became of it.
public struct MakeUpStatus: Sendable, Codable, Hashable {
  public var makeUp: MakeUp
  /// Nil: it is ahead, or on air.
  public var outcome: Outcome?
  public var cause: Cause?

  public init(_ makeUp: MakeUp, outcome: Outcome? = nil, cause: Cause? = nil) {
    self.makeUp = makeUp
    self.outcome = outcome
    self.cause = cause
  }
}
