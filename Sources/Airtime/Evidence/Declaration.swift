import Canonical
public import Clocks
public import Scheduling

/// What an officer says of an airing at a station without our software (khai báo): a record of its own in this node's
/// chain. It stands beside what was counted and is never counted as played.
public struct Declaration: Sendable, Hashable, Codable {
  public var airing: AiringID
  public var station: String
  public var planned: WallTime
  public var programme: ProgrammeID?
  /// What the officer says the outcome was.
  public var outcome: Outcome
  /// The officer's name.
  public var by: String
  /// How the officer knows.
  public var note: String
  /// When it was declared.
  public var at: WallTime
  /// The number of its record; nil while that waits to be written.
  public var number: Int64?

  public init(
    airing: AiringID, station: String, planned: WallTime, programme: ProgrammeID?, outcome: Outcome,
    by: String, note: String, at: WallTime, number: Int64? = nil
  ) {
    self.airing = airing
    self.station = station
    self.planned = planned
    self.programme = programme
    self.outcome = outcome
    self.by = by
    self.note = note
    self.at = at
    self.number = number
  }
}

extension Declaration {
  var content: LogRecord.Content {
    LogRecord.Content(
      kind: .declared, recordedAt: at, station: station, airing: airing.text, planned: planned,
      programme: programme?.text,
      body: JSONValue.members([
        "by": .text(by), "note": .text(note), "outcome": .text(outcome.rawValue),
      ]).canonical)
  }

  /// Nil for a record of another kind.
  init?(_ content: LogRecord.Content, number: Int64?) throws(NotCanonical) {
    guard content.kind == .declared, let airing = content.airing, let station = content.station,
      let planned = content.planned
    else { return nil }
    let body = try BodyReader(JSONValue(canonical: content.body))
    self.init(
      airing: AiringID(airing), station: station, planned: planned,
      programme: content.programme.map { ProgrammeID($0) },
      outcome: try body.needed("outcome", body.word("outcome", Outcome.self)),
      by: try body.needed("by", body.text("by")), note: try body.needed("note", body.text("note")),
      at: content.recordedAt, number: number)
  }
}
