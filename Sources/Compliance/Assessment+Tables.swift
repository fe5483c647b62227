public import Scheduling

/// Airings of one kind: how many, and how long they sounded.
public struct Amount: Sendable, Hashable {
  public var airings: Int
  /// Seconds that left the sound device.
  public var seconds: Double

  public init(airings: Int = 0, seconds: Double = 0) {
    self.airings = airings
    self.seconds = seconds
  }

  mutating func add(_ seconds: Double) {
    airings += 1
    self.seconds += seconds
  }
}

/// One week of what the producer, or the one station asked about, aired.
public struct WeekRow: Sendable, Hashable {
  public var week: ISOWeek
  public var monday: CivilDate
  /// Distinct new editions.
  public var editions: Int
  /// Airings that sounded, reruns among them.
  public var played: Amount
  public var reruns: Int
  /// Airings that only an officer's word stands for.
  public var declared: Int
  /// Airings that were due and did not sound.
  public var missed: Int
  public var moved: Int
}

/// Stations × weeks: what each aired of what it relays.
public struct StationWeeks: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    public var station: Organisation
    /// In the order of `weeks`.
    public var weeks: [Amount]
    /// Airings due in each week while the station existed.
    public var due: [Int]
    public var total: Amount
    /// Airings by the best grade of evidence, `declared` apart; what nothing is known of is in none.
    public var evidence: [Evidence: Int]
  }
  public var weeks: [ISOWeek]
  public var rows: [Row]
}

/// Editions and airings under one topic, audience or tag.
public struct LabelRow: Sendable, Hashable {
  public var label: Plan.Label
  /// Distinct editions aired.
  public var editions: Int
  /// Their airings, reruns among them.
  public var played: Amount
}

extension Assessment {
  /// The weeks of the judged days, whole or not: only judged days are counted.
  public func weekRows() -> [WeekRow] {
    guard let judged else { return [] }
    var rows: [WeekRow] = []
    var editions: [Set<EditionID>] = []
    var indices: [CivilDate: Int] = [:]
    var monday = judged.lowerBound.monday
    while monday <= judged.upperBound {
      indices[monday] = rows.count
      rows.append(
        WeekRow(
          week: monday.isoWeek, monday: monday, editions: 0, played: .init(), reruns: 0, declared: 0,
          missed: 0, moved: 0))
      editions.append([])
      monday = monday.adding(days: 7)
    }
    for fact in own.values.sorted(by: { ($0.localStart, $0.airing) < ($1.localStart, $1.airing) }) {
      let day = fact.localStart.date
      guard judged.contains(day), let index = indices[day.monday] else { continue }
      if fact.isPlayed {
        rows[index].played.add(fact.seconds)
        if fact.isNew, let edition = fact.edition {
          editions[index].insert(edition)
        } else {
          rows[index].reruns += 1
        }
      } else if fact.outcome == .moved {
        rows[index].moved += 1
      } else if fact.isDeclared {
        rows[index].declared += 1
      } else if fact.isDue, fact.outcome != nil {
        rows[index].missed += 1
      }
    }
    for index in rows.indices { rows[index].editions = editions[index].count }
    return rows
  }

  /// Stations × weeks over the airings of the plan's programmes, own productions of a station among them.
  public func stationWeeks() -> StationWeeks {
    guard let judged else { return StationWeeks(weeks: [], rows: []) }
    var weeks: [ISOWeek] = []
    var indices: [Int: Int] = [:]
    let firstMonday = judged.lowerBound.monday.dayNumber
    for monday in stride(from: firstMonday, through: judged.upperBound.dayNumber, by: 7) {
      indices[monday] = weeks.count
      weeks.append(CivilDate(dayNumber: monday).isoWeek)
    }
    let airings = relayedAirings(of: everything)
    let rows = stations.map { station in
      var row = StationWeeks.Row(
        station: station, weeks: Array(repeating: .init(), count: weeks.count),
        due: Array(repeating: 0, count: weeks.count), total: .init(), evidence: [:])
      for (_, day) in airings where station.exists(on: day) {
        row.due[(day.dayNumber - firstMonday) / 7] += 1
      }
      let cells = station.code.flatMap { self.cells[$0] } ?? [:]
      // In order, so that sums of fractions come out the same each time.
      for (_, cell) in cells.sorted(by: { $0.key < $1.key }) {
        let day = CivilDate(dayNumber: Int(cell.day))
        guard judged.contains(day), station.exists(on: day) else { continue }
        if let evidence = cell.evidence { row.evidence[evidence, default: 0] += 1 }
        guard cell.isPlayed else { continue }
        row.weeks[(day.dayNumber - firstMonday) / 7].add(Double(cell.seconds))
        row.total.add(Double(cell.seconds))
      }
      return row
    }
    return StationWeeks(weeks: weeks, rows: rows)
  }

  /// Editions, airings and minutes for each topic, audience, tag or source unit of the plan.
  public func labelRows(_ field: Requirement.Coverage.Field) -> [LabelRow] {
    var rows = labels(field).map { LabelRow(label: $0, editions: 0, played: .init()) }
    let indices = Dictionary(
      rows.indices.map { (rows[$0].label.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (edition, airings) in editionsAired(everything) {
      guard let fact = editions[edition] else { continue }
      for mark in marks(fact, field) {
        guard let index = indices[mark] else { continue }
        rows[index].editions += 1
        for airing in airings { rows[index].played.add(airing.seconds) }
      }
    }
    return rows
  }
}

extension Cell {
  var evidence: Evidence? {
    switch grade {
    case -1: isDeclared ? .declared : nil
    case 0: isDeclared ? .declared : .scheduled
    case 1: isDeclared ? .declared : .delivered
    case 2: .played
    default: .heard
    }
  }
}

extension Assessment {
  /// The editions that the subject aired on judged days, with their airings: how many and how long.
  public func editionAmounts() -> [(edition: EditionID, fact: EditionFact?, played: Amount)] {
    editionsAired(everything).map { edition, airings in
      var played = Amount()
      for airing in airings { played.add(airing.seconds) }
      return (edition, editions[edition], played)
    }
  }
}
