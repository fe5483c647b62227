public import Scheduling

/// A plan held against what happened in a period. Facts go in, in any order and one at a time; verdicts and tables come out.
///
/// It keeps what the producer (or the one station asked about) aired, and a few bytes for each airing at each other
/// station: half a year of three hundred stations fits into some megabytes, however long the log is.
public struct Assessment: Sendable {
  public let plan: Plan
  public let period: ReportPeriod
  /// The code of the station that it is about; nil: the producer, and every station.
  public let station: String?
  /// Today, in local days: what lies on it or after it is not due yet, and what comes after it is not known yet.
  public let asOf: CivilDate

  /// The days that are judged: those of the period on which the plan is in force. Nil: there are none.
  let judged: ClosedRange<CivilDate>?
  private let producers: Set<String>
  /// How far from its planned start an airing may begin and still be on time: the plan's tolerance.
  public let tolerance: Duration
  /// What the subject aired: the producer, or the station asked about.
  var own: [AiringID: AirtimeFact] = [:]
  /// What the producer aired, where the subject is a station; else empty.
  private var producedForStation: [AiringID: AirtimeFact] = [:]
  var editions: [EditionID: EditionFact] = [:]
  /// What is a make-up airing, wherever that is known from: it repairs what was due, and is due nowhere by itself.
  private(set) var makeUps: Set<AiringID> = []
  /// Airings by a small number.
  private var numbers: [AiringID: Int32] = [:]
  private(set) var names: [AiringID] = []
  private(set) var programmes: [ProgrammeID?] = []
  /// What each station did of each airing.
  private(set) var cells: [String: [Int32: Cell]] = [:]
  var reports: [ReceivedReport] = []

  public init(of plan: Plan, over period: ReportPeriod, station: String? = nil, asOf: CivilDate) {
    self.plan = plan
    self.period = period
    self.station = station
    self.asOf = asOf
    let first = max(period.first, plan.from)
    let last = min(period.last, plan.until)
    judged = first <= last ? first...last : nil
    tolerance =
      plan.requirements.lazy.compactMap { requirement in
        if case .punctuality(let kind) = requirement.kind { kind.tolerance.value } else { nil }
      }.first ?? Requirement.Punctuality().tolerance.value
    producers = Set(
      plan.organisations.filter { $0.roles.contains(.producer) }.compactMap(\.code))
  }

  /// The local days of which facts are wanted: a week or month that counts for the period may begin before it, and a make-up
  /// airing may come after it. Facts of other days are let pass.
  public var days: ClosedRange<CivilDate> {
    period.first.adding(days: -31)...period.last.adding(days: 31 + makeUpReach)
  }

  public mutating func add(_ fact: AirtimeFact) {
    guard days.contains(fact.localStart.date), fact.localStart.date <= asOf, isWanted(fact.programme) else {
      return
    }
    if fact.makesUpFor != nil, fact.evidence != .declared { makeUps.insert(fact.airing) }
    let isProduced = producers.contains(fact.station)
    let isOwn = station.map { $0 == fact.station } ?? isProduced
    if isOwn { own[fact.airing] = own[fact.airing]?.merged(with: fact) ?? fact }
    if isProduced {
      if station != nil {
        producedForStation[fact.airing] = producedForStation[fact.airing]?.merged(with: fact) ?? fact
      }
      return
    }
    guard station == nil || isOwn else { return }
    let number = number(of: fact.airing, fact.programme)
    let repaired = fact.makesUpFor.map { self.number(of: $0, fact.programme) }
    let cell = Cell(fact, repairs: repaired, isOnTime: fact.isOnTime(within: tolerance))
    if let known = cells[fact.station]?[number] {
      cells[fact.station]?[number] = known.merged(with: cell)
    } else {
      cells[fact.station, default: [:]][number] = cell
    }
  }

  public mutating func add(_ edition: EditionFact) { editions[edition.id] = edition }

  public mutating func add(_ report: ReceivedReport) { reports.append(report) }

  /// What the producer aired.
  var produced: [AiringID: AirtimeFact] { station == nil ? own : producedForStation }

  func number(of airing: AiringID) -> Int32? { numbers[airing] }

  private mutating func number(of airing: AiringID, _ programme: ProgrammeID?) -> Int32 {
    if let number = numbers[airing] {
      if programmes[Int(number)] == nil { programmes[Int(number)] = programme }
      return number
    }
    let number = Int32(names.count)
    numbers[airing] = number
    names.append(airing)
    programmes.append(programme)
    return number
  }

  private func isWanted(_ programme: ProgrammeID?) -> Bool {
    guard let programme else { return true }
    return plan.programmes.contains(programme)
      || plan.requirements.contains { $0.programmes.contains(programme) }
  }

  /// How many days after an airing another may repair it, at most.
  public var makeUpReach: Int {
    plan.requirements.compactMap(\.makeUpDays).max() ?? 0
  }

  /// Whether the period is over.
  var isOver: Bool { period.last < asOf }

  func programmes(of requirement: Requirement) -> [ProgrammeID] {
    requirement.programmes.isEmpty ? plan.programmes : requirement.programmes
  }

  /// The subject's facts that a requirement is about, whatever their day, in order.
  func facts(for requirement: Requirement) -> [AirtimeFact] {
    let programmes = programmes(of: requirement)
    return own.values.filter { $0.programme.map(programmes.contains) ?? false }
      .sorted { ($0.localStart, $0.airing) < ($1.localStart, $1.airing) }
  }

  /// Those of them that are judged, and whose day is over. A make-up airing of which nothing sounded is not among them: what
  /// it was to repair is.
  func dueFacts(for requirement: Requirement) -> [AirtimeFact] {
    guard let judged else { return [] }
    return facts(for: requirement).filter {
      judged.contains($0.localStart.date) && $0.localStart.date < asOf && $0.isDue
        && (!makeUps.contains($0.airing) || $0.isPlayed)
    }
  }

  /// Airings that were repaired: each with the make-up airing that did it, in time and to the share wanted.
  func repairs(among facts: [AirtimeFact], within days: Int, share: Double) -> [AiringID: AiringID] {
    var repairs: [AiringID: AiringID] = [:]
    for fact in facts where fact.isPlayed && fact.share >= share {
      if let airing = fact.makesUpFor, fact.repairedDay(within: days) != nil, repairs[airing] == nil {
        repairs[airing] = fact.airing
      }
    }
    return repairs
  }
}

extension AirtimeFact {
  /// The day of the airing that this one repairs, if it came in time: not before it, and at most `days` after it.
  func repairedDay(within days: Int) -> CivilDate? {
    guard let day = makesUpFor?.localStart?.date,
      (0...days).contains(localStart.date.dayNumber - day.dayNumber)
    else { return nil }
    return day
  }
}

/// What one station did of one airing, in a few bytes.
struct Cell: Sendable, Hashable {
  /// Day number of the planned local start.
  var day: Int32
  /// The airing that this one repairs.
  var repairs: Int32?
  /// Of `Evidence`; −1: nothing but a declaration.
  var grade: Int8
  var isDeclared: Bool
  var isRelayed: Bool
  var isOnTime: Bool
  var share: Float
  var seconds: Float

  init(_ fact: AirtimeFact, repairs: Int32?, isOnTime: Bool) {
    day = Int32(fact.localStart.date.dayNumber)
    self.repairs = repairs
    grade = Int8(fact.evidence.grade ?? -1)
    isDeclared = fact.isDeclared
    isRelayed = fact.isRelayed
    self.isOnTime = isOnTime
    share = Float(fact.share)
    seconds = Float(fact.seconds)
  }

  var isPlayed: Bool { Int(grade) >= AirtimeFact.playedGrade && seconds > 0 }

  func proves(_ least: Int, share wanted: Double) -> Bool {
    guard Int(grade) >= least else { return false }
    // Below played there are no frames to count.
    return least < AirtimeFact.playedGrade || Double(share) >= wanted - 1e-6
  }

  /// Of two reports, the one that proves more, whatever their order. Only its own word counts for what it repairs and
  /// whether it was on time.
  func merged(with other: Cell) -> Cell {
    let (mine, others) = ((grade, seconds, share), (other.grade, other.seconds, other.share))
    var best = mine < others ? other : self
    if mine == others {
      best.isOnTime = isOnTime || other.isOnTime
      best.repairs = [repairs, other.repairs].compactMap { $0 }.min()
    }
    best.isDeclared = isDeclared || other.isDeclared
    best.isRelayed = isRelayed || other.isRelayed
    return best
  }
}
