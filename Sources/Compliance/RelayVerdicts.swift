import Phrases
import Scheduling

extension Assessment {
  /// The airings that stations had to relay: what the producer was to air, and what stations say came from it where its own
  /// log has no word of it. What never had an edition is not among them; nor is a make-up airing, which repairs what was due.
  func relayedAirings(of requirement: Requirement) -> [(airing: AiringID, day: CivilDate)] {
    guard let judged else { return [] }
    let wanted = programmes(of: requirement)
    let produced = produced
    var due: [AiringID: CivilDate] = [:]
    for fact in produced.values {
      guard judged.contains(fact.localStart.date), fact.localStart.date < asOf, fact.isDue,
        !makeUps.contains(fact.airing), fact.programme.map(wanted.contains) ?? false,
        !(fact.outcome == .missed && fact.cause == .media)
      else { continue }
      due[fact.airing] = fact.localStart.date
    }
    for cells in cells.values {
      for (number, cell) in cells where cell.isRelayed {
        let name = names[Int(number)]
        guard due[name] == nil, produced[name] == nil, !makeUps.contains(name) else { continue }
        let day = CivilDate(dayNumber: Int(cell.day))
        guard judged.contains(day), day < asOf, programmes[Int(number)].map(wanted.contains) ?? false else {
          continue
        }
        due[name] = day
      }
    }
    return due.map { ($0.key, $0.value) }.sorted { ($0.day, $0.airing) < ($1.day, $1.airing) }
  }

  /// The stations that are judged.
  public var stations: [Organisation] {
    guard let judged else { return [] }
    return plan.organisations(.station, from: judged.lowerBound, until: judged.upperBound).filter {
      station == nil || $0.code == station
    }
  }

  /// What one station did of the airings that it had to relay while it existed.
  func tally(
    of organisation: Organisation, _ airings: [(airing: AiringID, day: CivilDate)], least: Int,
    share: Double, makeUpDays: Int
  ) -> ShareTally {
    var tally = ShareTally()
    let cells = organisation.code.flatMap { self.cells[$0] } ?? [:]
    var repaired: Set<Int32> = []
    for cell in cells.values where cell.proves(least, share: share) {
      guard let number = cell.repairs, let day = names[Int(number)].localStart?.date,
        (0...makeUpDays).contains(Int(cell.day) - day.dayNumber)
      else { continue }
      repaired.insert(number)
    }
    for (airing, day) in airings where organisation.exists(on: day) {
      let number = number(of: airing)
      let cell = number.flatMap { cells[$0] }
      if let cell, cell.proves(least, share: share) {
        tally.good.append(airing)
      } else if let number, repaired.contains(number) {
        tally.repaired.append(airing)
      } else if let cell, cell.isPlayed || !cell.isDeclared {
        tally.bad.append(airing)
      } else if cell != nil {
        tally.declared.append(airing)
      } else {
        tally.unknown.append(airing)
      }
    }
    // A station of which nothing at all is heard is without data; one that speaks answers for each airing.
    if tally.unknown.count < tally.total {
      tally.bad += tally.unknown
      tally.unknown = []
    }
    return tally
  }

  func relay(_ requirement: Requirement, _ kind: Requirement.Relay) -> [Verdict] {
    let airings = relayedAirings(of: requirement)
    let least = kind.evidence.value.grade ?? AirtimeFact.playedGrade
    let evidence = kind.evidence.value
    let (share, basis) = (kind.complete.value, kind.evidence.basis)
    let what = Text {
      $0.relayedWith($0.evidence(evidence.rawValue), share, basis: $0.basis(basis.rawValue))
    }
    var verdicts: [Verdict] = []
    var rows: [Verdict.Row] = []
    for organisation in stations {
      let tally = tally(
        of: organisation, airings, least: least, share: share, makeUpDays: kind.makeUpDays.value)
      let isOver = isOver || (organisation.until.map { $0 < asOf } ?? false)
      let verdict = tally.verdict(
        requirement, .station(organisation.id), share: kind.share, isOver: isOver, what: what)
      rows.append(
        .init(
          id: organisation.id, name: organisation.name, count: tally.right, isMet: verdict.status == .met))
      verdicts.append(verdict)
    }
    guard station == nil else { return verdicts }
    return [together(requirement, verdicts, rows, kind.share.basis)] + verdicts
  }

  /// All stations in one verdict. One without data keeps it from being met.
  private func together(
    _ requirement: Requirement, _ verdicts: [Verdict], _ rows: [Verdict.Row], _ basis: Basis
  ) -> Verdict {
    let met = verdicts.count { $0.status == .met }
    let short = zip(verdicts, rows).filter { $0.0.status == .notMet }.map(\.1.name)
    let silent = zip(verdicts, rows).filter { $0.0.status == .noData }.map(\.1.name)
    let pending = verdicts.count { $0.status == .notYetDue }
    let status: Verdict.Status =
      if !short.isEmpty {
        .notMet
      } else if verdicts.isEmpty || !silent.isEmpty {
        .noData
      } else {
        pending > 0 ? .notYetDue : .met
      }
    var reasons = Reasons()
    let all = verdicts.count
    reasons.add(Text { $0.stationsRelayed(met, of: all) })
    reasons.add(short.count) { _ in Text { $0.stationsShort(short) } }
    reasons.add(silent.count) { _ in Text { $0.stationsSilent(silent) } }
    reasons.add(pending) { count in Text { $0.stationsPending(count) } }
    return Verdict(
      requirement.id, .whole, status, figure: .init(Double(met), of: Double(all), .stations),
      threshold: .init(1, isShare: true, .stations, basis), rows: rows, why: reasons.text)
  }
}
