public import Phrases
public import Scheduling

/// What is found of one requirement, or of one part of it, over a period.
public struct Verdict: Sendable, Hashable {
  public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
    case met
    case notMet = "not-met"
    /// Nothing is missing so far, but the period is not over.
    case notYetDue = "not-yet-due"
    /// Neither can be shown: there are no entries, or only an officer's word.
    case noData = "no-data"
  }

  /// Which part of a requirement: a plan's floor and a unit's target are judged apart, and so is each station.
  public enum Part: Sendable, Hashable {
    case whole
    case floor, target
    case length, completeness
    case gap, margin
    /// The id of an organisation.
    case station(String)
  }

  public enum Unit: String, Sendable, Hashable, Codable {
    case weeks, months, airings, editions, items, stations, reports, days, seconds, grade
  }

  /// What was found: `value`, out of `of` where that makes sense.
  public struct Figure: Sendable, Hashable {
    public var value: Double
    public var of: Double?
    public var unit: Unit

    public init(_ value: Double, of: Double? = nil, _ unit: Unit) {
      self.value = value
      self.of = of
      self.unit = unit
    }
  }

  /// What it was held against, and who says so.
  public struct Threshold: Sendable, Hashable {
    /// A share (0...1) of `figure.of`, where `isShare`; else an amount in the unit given.
    public var value: Double
    public var isShare: Bool
    public var unit: Unit
    public var basis: Basis

    public init(_ value: Double, isShare: Bool = false, _ unit: Unit, _ basis: Basis) {
      self.value = value
      self.isShare = isShare
      self.unit = unit
      self.basis = basis
    }
  }

  /// One thing that was counted: a topic, an audience, a station.
  public struct Row: Sendable, Hashable {
    public var id: String
    public var name: String
    public var count: Int
    public var isMet: Bool

    public init(id: String, name: String, count: Int, isMet: Bool) {
      self.id = id
      self.name = name
      self.count = count
      self.isMet = isMet
    }
  }

  /// The id of the requirement: `R03`.
  public var requirement: String
  public var part: Part
  public var status: Status
  public var figure: Figure?
  public var threshold: Threshold?
  /// The airings that prove it, in order of their planned starts.
  public var proof: [AiringID]
  /// The airings that fell short.
  public var lacking: [AiringID]
  /// Airings that only an officer's word stands for; they are in neither figure nor proof.
  public var declared: [AiringID]
  public var rows: [Row]
  public var why: BilingualText

  init(
    _ requirement: String, _ part: Part, _ status: Status, figure: Figure? = nil,
    threshold: Threshold? = nil, proof: [AiringID] = [], lacking: [AiringID] = [],
    declared: [AiringID] = [], rows: [Row] = [], why: BilingualText
  ) {
    self.requirement = requirement
    self.part = part
    self.status = status
    self.figure = figure
    self.threshold = threshold
    self.proof = proof
    self.lacking = lacking
    self.declared = declared
    self.rows = rows
    self.why = why
  }
}

/// Clauses of a sentence, put together in both languages at once.
struct Reasons {
  private var clauses: [Text] = []

  mutating func add(_ clause: Text) { clauses.append(clause) }

  mutating func add(_ count: Int, _ clause: (Int) -> Text) {
    if count > 0 { clauses.append(clause(count)) }
  }

  var text: BilingualText {
    let clauses = clauses
    return BilingualText(
      Text { phrases in phrases.sentence(of: clauses.map { $0.said(in: phrases.language) }) })
  }
}
