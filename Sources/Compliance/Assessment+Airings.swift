import Clocks
public import Scheduling

/// One airing that the subject of an assessment was to air, and what became of it.
public struct DueAiring: Sendable, Hashable {
  public var airing: AiringID
  /// The local time that people were told.
  public var localStart: CivilDateTime
  public var programme: ProgrammeID?
  /// Nil: nothing at all is known of it.
  public var fact: AirtimeFact?
  /// The make-up airing that repaired it.
  public var repairedBy: AiringID?

  /// Frames left the sound device, and it is known.
  public var isPlayed: Bool { fact?.isPlayed ?? false }
  /// Seconds that left the sound device.
  public var seconds: Double { isPlayed ? fact?.seconds ?? 0 : 0 }
  /// Only an officer's word stands for it.
  public var isDeclaredOnly: Bool { !isPlayed && fact?.isDeclared ?? false }
}

/// What one station did in the period of what it was to relay.
public struct StationRow: Sendable, Hashable {
  public var station: Organisation
  /// Airings due while the station existed.
  public var due: Int
  /// Those of them that count as relayed by the plan's requirement, repaired ones among them.
  public var relayed: Int
  /// Those that sounded and began within the plan's tolerance.
  public var onTime: Int
  /// Those of which frames were counted at the device.
  public var played: Amount
  /// Those for which only an officer's word stands.
  public var declared: Int
}

extension Assessment {
  /// Every airing that the subject was to air on judged days before today, in order. For a station these are the producer's
  /// airings while the station existed, and its own.
  public func dueAirings() -> [DueAiring] {
    guard let judged else { return [] }
    let repairs = repairs(
      among: Array(own.values), within: relayRequirement.makeUpDays.value,
      share: relayRequirement.complete.value)
    var due: [AiringID: DueAiring] = [:]
    for fact in own.values {
      let day = fact.localStart.date
      guard judged.contains(day), day < asOf, fact.isDue, !makeUps.contains(fact.airing),
        fact.programme.map(plan.programmes.contains) ?? false
      else { continue }
      due[fact.airing] = DueAiring(
        airing: fact.airing, localStart: fact.localStart, programme: fact.programme, fact: fact,
        repairedBy: repairs[fact.airing])
    }
    if let organisation = stations.first, station != nil {
      for (airing, day) in relayedAirings(of: everything)
      where due[airing] == nil && organisation.exists(on: day) {
        let fact = own[airing]
        let local = fact?.localStart ?? produced[airing]?.localStart ?? airing.localStart
        due[airing] = DueAiring(
          airing: airing, localStart: local ?? CivilDateTime(day, .midnight),
          programme: fact?.programme ?? produced[airing]?.programme, fact: fact,
          repairedBy: repairs[airing])
      }
    }
    return due.values.sorted { ($0.localStart, $0.airing) < ($1.localStart, $1.airing) }
  }

  /// One row for each station that is judged, in the order of the plan.
  public func stationRows() -> [StationRow] {
    let airings = relayedAirings(of: everything)
    let relay = relayRequirement
    return stations.map { station in
      let tally = tally(
        of: station, airings, least: relay.evidence.value.grade ?? AirtimeFact.playedGrade,
        share: relay.complete.value, makeUpDays: relay.makeUpDays.value)
      var row = StationRow(
        station: station, due: tally.total, relayed: tally.right, onTime: 0, played: .init(), declared: 0)
      let cells = station.code.flatMap { self.cells[$0] } ?? [:]
      for (airing, day) in airings where station.exists(on: day) {
        guard let cell = number(of: airing).flatMap({ cells[$0] }) else { continue }
        if cell.isPlayed {
          row.played.add(Double(cell.seconds))
          if cell.isOnTime { row.onTime += 1 }
        } else if cell.isDeclared {
          row.declared += 1
        }
      }
      return row
    }
  }

  /// What the plan asks of a relay, or Loa's defaults.
  private var relayRequirement: Requirement.Relay {
    for requirement in plan.requirements {
      if case .relay(let kind) = requirement.kind { return kind }
    }
    return .init()
  }

  /// Stands for all programmes of the plan.
  var everything: Requirement { Requirement(id: "", sources: [], quote: "", kind: .relay(.init())) }
}

extension AirtimeFact {
  /// Whether it sounded and began within a tolerance of its planned start.
  public func isOnTime(within tolerance: Duration) -> Bool {
    guard isPlayed, let startedAt else { return false }
    let offset = startedAt - plannedStart
    return .zero - tolerance <= offset && offset <= tolerance
  }
}
