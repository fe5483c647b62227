import Clocks
import Phrases
import Scheduling

extension Assessment {
  /// The editions that sounded on judged days, each with its airings in order, reruns among them.
  func editionsAired(_ requirement: Requirement) -> [(edition: EditionID, airings: [AirtimeFact])] {
    var aired: [EditionID: [AirtimeFact]] = [:]
    for fact in dueFacts(for: requirement) where fact.isPlayed {
      if let edition = fact.edition { aired[edition, default: []].append(fact) }
    }
    return aired.map { ($0.key, $0.value) }.sorted {
      ($0.airings[0].localStart, $0.edition) < ($1.airings[0].localStart, $1.edition)
    }
  }

  func regularity(_ requirement: Requirement, _ kind: Requirement.Regularity) -> [Verdict] {
    guard let judged else { return [] }
    let facts = dueFacts(for: requirement).filter { $0.isPlayed && $0.isNew }
    let days = facts.map { $0.localStart.date }
    let last = min(judged.upperBound, asOf.adding(days: -1))
    var longest = (days: 0, from: judged.lowerBound, until: judged.lowerBound)
    var previous = judged.lowerBound
    for day in days + (last >= judged.lowerBound ? [last] : []) {
      let gap = day.dayNumber - previous.dayNumber
      if gap > longest.days { longest = (gap, previous, day) }
      previous = day
    }
    let status: Verdict.Status =
      if own.isEmpty {
        isOver ? .noData : .notYetDue
      } else if longest.days > kind.mostDays.value {
        .notMet
      } else {
        isOver ? .met : .notYetDue
      }
    var reasons = Reasons()
    let found = longest
    reasons.add(
      Text { $0.longestGap(found.days, from: $0.day(found.from), until: $0.day(found.until)) })
    var verdicts = [
      Verdict(
        requirement.id, .gap, status, figure: .init(Double(longest.days), .days),
        threshold: .init(Double(kind.mostDays.value), .days, kind.mostDays.basis), proof: facts.map(\.airing),
        why: reasons.text)
    ]
    if let margin = kind.margin { verdicts.append(self.margin(requirement, margin)) }
    return verdicts
  }

  private func margin(_ requirement: Requirement, _ least: Based<Duration>) -> Verdict {
    let known = dueFacts(for: requirement).compactMap { fact in
      fact.deliveredAt.map { (airing: fact.airing, margin: fact.plannedStart - $0) }
    }
    let short = known.filter { $0.margin < least.value }
    let smallest = known.map(\.margin).min()
    let status: Verdict.Status =
      known.isEmpty ? .noData : short.isEmpty ? (isOver ? .met : .notYetDue) : .notMet
    var reasons = Reasons()
    if let smallest {
      let (seconds, count) = (smallest.inSeconds, known.count)
      reasons.add(Text { $0.smallestMargin(seconds: seconds, of: count) })
    } else {
      reasons.add(Text { $0.noMarginKnown })
    }
    return Verdict(
      requirement.id, .margin, status, figure: smallest.map { .init($0.inSeconds, .seconds) },
      threshold: .init(least.value.inSeconds, .seconds, least.basis),
      proof: known.filter { $0.margin >= least.value }.map(\.airing), lacking: short.map(\.airing),
      why: reasons.text)
  }

  func coverage(_ requirement: Requirement, _ kind: Requirement.Coverage) -> [Verdict] {
    let aired = editionsAired(requirement)
    let wanted = labels(kind.field).filter { kind.items.isEmpty || kind.items.contains($0.id) }
    var counts: [String: Int] = [:]
    var proof: [AiringID] = []
    let ids = Set(wanted.map(\.id))
    var unknown = 0
    for (edition, airings) in aired {
      guard let fact = editions[edition] else {
        unknown += 1
        continue
      }
      let marks = marks(fact, kind.field).intersection(ids)
      for mark in marks { counts[mark, default: 0] += 1 }
      if !marks.isEmpty { proof.append(airings[0].airing) }
    }
    let least = kind.editions.value
    let rows = wanted.map { label in
      let count = counts[label.id] ?? 0
      return Verdict.Row(id: label.id, name: label.name, count: count, isMet: count >= least)
    }
    let met = rows.count(where: \.isMet)
    let status: Verdict.Status =
      if own.isEmpty {
        isOver ? .noData : .notYetDue
      } else if met == rows.count {
        .met
      } else {
        isOver ? .notMet : .notYetDue
      }
    var reasons = Reasons()
    let all = rows.count
    if let only = rows.first, all == 1 {
      reasons.add(Text { $0.editionsMarked(only.count, only.name, least: least) })
    } else {
      reasons.add(Text { $0.itemsCovered(met, of: all, least: least) })
      let lacking = rows.filter { !$0.isMet }.map(\.name)
      reasons.add(lacking.count) { _ in Text { $0.itemsLacking(lacking) } }
    }
    reasons.add(unknown) { count in Text { $0.editionsWithoutMarks(count) } }
    return [
      Verdict(
        requirement.id, .whole, status, figure: .init(Double(met), of: Double(all), .items),
        threshold: .init(Double(least), .editions, kind.editions.basis), proof: proof, rows: rows,
        why: reasons.text)
    ]
  }

  func carrying(_ requirement: Requirement, _ kind: Requirement.Carrying) -> [Verdict] {
    var tally = ShareTally()
    for (edition, airings) in editionsAired(requirement) {
      guard let fact = editions[edition] else {
        tally.unknown.append(airings[0].airing)
        continue
      }
      let carries =
        switch kind.field {
        case .plan: fact.planID == plan.id
        case .url: fact.url != nil
        case .partner: fact.partner != nil
        case .sourceUnit: fact.sourceUnit != nil
        }
      if carries { tally.good.append(airings[0].airing) } else { tally.bad.append(airings[0].airing) }
    }
    let field = kind.field.rawValue
    var verdict = tally.verdict(
      requirement, .whole, share: kind.share, isOver: isOver, what: Text { $0.editionsCarry(field) })
    verdict.figure?.unit = .editions
    verdict.threshold?.unit = .editions
    return [verdict]
  }

  /// Everything of a field that the plan names; parts of a topic after the topic.
  func labels(_ field: Requirement.Coverage.Field) -> [Plan.Label] {
    switch field {
    case .topics: plan.topics.flatMap { [$0.label] + $0.parts }
    case .audiences: plan.audiences
    case .tags: plan.tags
    case .sourceUnits:
      plan.organisations.filter { $0.roles.contains(.coordinator) || $0.roles.contains(.producer) }
        .map { Plan.Label(id: $0.id, name: $0.name) }
    }
  }

  /// What an edition is marked with; an edition about a part of a topic is about the topic.
  func marks(_ edition: EditionFact, _ field: Requirement.Coverage.Field) -> Set<String> {
    switch field {
    case .topics:
      var marks = Set(edition.topics)
      for topic in plan.topics where topic.parts.contains(where: { marks.contains($0.id) }) {
        marks.insert(topic.label.id)
      }
      return marks
    case .audiences: return Set(edition.audiences)
    case .tags: return Set(edition.tags)
    case .sourceUnits:
      guard let unit = edition.sourceUnit else { return [] }
      return Set(plan.organisations.filter { $0.id == unit || $0.name == unit }.map(\.id))
    }
  }
}
