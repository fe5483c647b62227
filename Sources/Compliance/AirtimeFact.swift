public import Clocks
public import Scheduling

/// What is known of one airing at one station: an as-run entry with what stands behind it.
public struct AirtimeFact: Sendable, Hashable {
  public var airing: AiringID
  /// The code of the node that this is about.
  public var station: String
  public var isRelayed: Bool
  public var slot: SlotID?
  public var programme: ProgrammeID?
  public var edition: EditionID?
  public var isRerun: Bool
  /// Something other than the edition for the day was played: no new edition, whatever its name.
  public var substitution: Airing.Substitution?
  /// The airing that this one repairs (phát bù).
  public var makesUpFor: AiringID?
  /// Where a holiday moved it.
  public var movedTo: AiringID?
  public var plannedStart: WallTime
  /// The local time that people were told. Which day, week and month an airing belongs to is decided by this.
  public var localStart: CivilDateTime
  public var startedAt: WallTime?
  public var endedAt: WallTime?
  public var framesPlayed: Int64
  public var framesDue: Int64
  public var frameRate: Int
  /// Interruptions within it.
  public var gaps: Int
  /// Nil: still on air, or nothing but delivery or a declaration is known.
  public var outcome: Outcome?
  public var cause: Cause?
  /// The best grade; `declared` where there is nothing but an officer's word.
  public var evidence: Evidence
  /// An officer has declared that it aired. Beside `evidence`, never in place of it.
  public var isDeclared: Bool
  /// Loudness of what sounded, in LUFS, gain applied.
  public var loudness: Double?
  /// When the station held the last of its files, verified.
  public var deliveredAt: WallTime?

  public init(
    airing: AiringID, station: String, isRelayed: Bool = false, slot: SlotID? = nil,
    programme: ProgrammeID?, edition: EditionID? = nil, isRerun: Bool = false,
    substitution: Airing.Substitution? = nil, makesUpFor: AiringID? = nil, movedTo: AiringID? = nil,
    plannedStart: WallTime, localStart: CivilDateTime, startedAt: WallTime? = nil, endedAt: WallTime? = nil,
    framesPlayed: Int64 = 0, framesDue: Int64 = 0, frameRate: Int = 48_000, gaps: Int = 0,
    outcome: Outcome? = nil, cause: Cause? = nil, evidence: Evidence, isDeclared: Bool = false,
    loudness: Double? = nil, deliveredAt: WallTime? = nil
  ) {
    self.airing = airing
    self.station = station
    self.isRelayed = isRelayed
    self.slot = slot
    self.programme = programme
    self.edition = edition
    self.isRerun = isRerun
    self.substitution = substitution
    self.makesUpFor = makesUpFor
    self.movedTo = movedTo
    self.plannedStart = plannedStart
    self.localStart = localStart
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.framesPlayed = framesPlayed
    self.framesDue = framesDue
    self.frameRate = frameRate
    self.gaps = gaps
    self.outcome = outcome
    self.cause = cause
    self.evidence = evidence
    self.isDeclared = isDeclared || evidence == .declared
    self.loudness = loudness
    self.deliveredAt = deliveredAt
  }

  /// From an entry of the log.
  public init(
    _ entry: AsRunEntry, evidence: Evidence, isDeclared: Bool = false, deliveredAt: WallTime? = nil
  ) {
    self.init(
      airing: entry.airing, station: entry.station, isRelayed: entry.isRelayed, slot: entry.slot,
      programme: entry.programme, edition: entry.edition, isRerun: entry.isRerun,
      substitution: entry.substitution, makesUpFor: entry.makesUpFor, movedTo: entry.movedTo,
      plannedStart: entry.plannedStart, localStart: entry.localStart, startedAt: entry.startedAt,
      endedAt: entry.endedAt, framesPlayed: entry.framesPlayed, framesDue: entry.framesDue,
      frameRate: entry.frameRate, gaps: entry.gaps.count, outcome: entry.outcome, cause: entry.cause,
      evidence: evidence, isDeclared: isDeclared,
      loudness: entry.items.first { $0.role == .edition }.flatMap { item in
        item.loudness.map { $0 + item.gain }
      }, deliveredAt: deliveredAt)
  }

  /// Frames left the sound device, and it is known.
  var isPlayed: Bool { (evidence.grade ?? 0) >= Self.playedGrade && framesPlayed > 0 }

  static let playedGrade = 2

  /// What share of what was due sounded, 0...1.
  var share: Double {
    framesDue > 0 ? min(1, Double(framesPlayed) / Double(framesDue)) : framesPlayed > 0 ? 1 : 0
  }

  var seconds: Double { frameRate > 0 ? Double(framesPlayed) / Double(frameRate) : 0 }

  /// It was to air: not moved, not taken out by the calendar, by a person or for another airing.
  var isDue: Bool {
    switch outcome {
    case .moved: false
    case .cancelled: cause == .media
    default: true
    }
  }

  /// A new edition, not something aired again.
  var isNew: Bool { edition != nil && !isRerun && substitution == nil }

  /// Of two reports of one airing at one station, the one that proves more; then the one with more sound; then any fixed
  /// one, so that their order does not matter. What it repairs and where it went is that one's word alone: a declaration
  /// never adds to what was played.
  func merged(with other: AirtimeFact) -> AirtimeFact {
    var best = proves(lessThan: other) ? other : self
    best.isDeclared = isDeclared || other.isDeclared
    best.deliveredAt = [deliveredAt, other.deliveredAt].compactMap { $0 }.min()
    return best
  }

  private func proves(lessThan other: AirtimeFact) -> Bool {
    let (mine, others) = (rank, other.rank)
    return mine == others
      ? spelling.lexicographicallyPrecedes(other.spelling) : mine.lexicographicallyPrecedes(others)
  }

  private var rank: [Int64] {
    [
      Int64(evidence.grade ?? -1), framesPlayed, outcome == nil ? 0 : 1,
      startedAt.map { -$0.nanoseconds } ?? .min,
      Int64(Outcome.allCases.firstIndex { $0 == outcome } ?? -1), framesDue, -Int64(gaps),
    ]
  }

  /// Tells apart what ranks the same.
  private var spelling: [String] {
    [
      isRerun ? "0" : "1", edition?.text ?? "", makesUpFor?.text ?? "", movedTo?.text ?? "", slot?.text ?? "",
      programme?.text ?? "", cause?.rawValue ?? "", substitution?.rawValue ?? "", isRelayed ? "1" : "0",
    ]
  }
}

/// What an edition is about, as far as a plan asks.
public struct EditionFact: Sendable, Hashable {
  public var id: EditionID
  public var title: String
  public var topics: [String]
  public var audiences: [String]
  public var tags: [String]
  public var sourceUnit: String?
  public var partner: String?
  public var url: String?
  public var planID: String?

  public init(
    id: EditionID, title: String, topics: [String] = [], audiences: [String] = [], tags: [String] = [],
    sourceUnit: String? = nil, partner: String? = nil, url: String? = nil, planID: String? = nil
  ) {
    self.id = id
    self.title = title
    self.topics = topics
    self.audiences = audiences
    self.tags = tags
    self.sourceUnit = sourceUnit
    self.partner = partner
    self.url = url
    self.planID = planID
  }

  public init(_ edition: Edition) {
    self.init(
      id: edition.id, title: edition.title, topics: edition.topics, audiences: edition.audiences,
      tags: edition.tags, sourceUnit: edition.sourceUnit, partner: edition.partner, url: edition.url,
      planID: edition.planID)
  }
}

/// A report that came in.
public struct ReceivedReport: Sendable, Hashable {
  /// The organisation whose report it is.
  public var organisation: String
  /// The period as people write it: `2022-H1`.
  public var period: String
  public var on: CivilDate

  public init(organisation: String, period: String, on: CivilDate) {
    self.organisation = organisation
    self.period = period
    self.on = on
  }
}
