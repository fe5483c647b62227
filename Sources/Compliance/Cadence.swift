import Phrases
import Scheduling

/// A week or a month, and the new editions aired in it.
struct CadenceBucket {
  var first: CivilDate
  var last: CivilDate
  var label: Text
  var editions: Set<EditionID> = []
  var declaredEditions: Set<EditionID> = []
  var proof: [AiringID] = []
  var declared: [AiringID] = []
  var lacking: [AiringID] = []
  /// Airings that a holiday moved, with where each went.
  var moved: [(airing: AiringID, to: AiringID?)] = []
  var reruns = 0
  var repaired = 0
}

extension Requirement.Cadence.Span {
  /// The week or month of a day. It counts for the period that its middle lies in: a week's Thursday (ISO 8601), a month's
  /// 15th. So periods that follow each other have each week once.
  func bucket(of day: CivilDate) -> CadenceBucket {
    switch self {
    case .week:
      let week = day.isoWeek
      return CadenceBucket(
        first: day.monday, last: day.monday.adding(days: 6),
        label: Text { $0.week(week.number, year: week.year) })
    case .month:
      let first = day.adding(days: 1 - day.day)
      return CadenceBucket(
        first: first, last: first.adding(days: CivilDate.days(inMonth: day.month, of: day.year) - 1),
        label: Text { $0.month(day.month, year: day.year) })
    }
  }

  func middle(_ bucket: CadenceBucket) -> CivilDate {
    bucket.first.adding(days: self == .week ? 3 : 14)
  }

  var unit: Verdict.Unit { self == .week ? .weeks : .months }
}

extension Assessment {
  func cadence(_ requirement: Requirement, _ kind: Requirement.Cadence) -> [Verdict] {
    var verdicts = [cadence(requirement, kind, kind.floor, .floor)]
    if let target = kind.target { verdicts.append(cadence(requirement, kind, target, .target)) }
    return verdicts
  }

  func buckets(
    _ requirement: Requirement, _ kind: Requirement.Cadence, _ span: Requirement.Cadence.Span
  ) -> [CadenceBucket] {
    guard let judged else { return [] }
    var buckets: [CadenceBucket] = []
    var indices: [CivilDate: Int] = [:]
    var day = judged.lowerBound
    while span.bucket(of: day).first <= judged.upperBound {
      let bucket = span.bucket(of: day)
      if judged.contains(span.middle(bucket)) {
        indices[bucket.first] = buckets.count
        buckets.append(bucket)
      }
      day = bucket.last.adding(days: 1)
    }
    for fact in facts(for: requirement) {
      let repairedDay = fact.repairedDay(within: kind.makeUpDays.value)
      guard let index = indices[span.bucket(of: repairedDay ?? fact.localStart.date).first] else { continue }
      let counts = fact.edition != nil && (fact.isNew || kind.rerunsCount.value)
      if fact.outcome == .moved {
        buckets[index].moved.append((fact.airing, fact.movedTo))
      } else if fact.isPlayed, fact.share >= kind.share.value {
        guard counts, let edition = fact.edition else {
          buckets[index].reruns += 1
          continue
        }
        buckets[index].editions.insert(edition)
        buckets[index].proof.append(fact.airing)
        if repairedDay != nil { buckets[index].repaired += 1 }
      } else if fact.isDeclared {
        if counts, let edition = fact.edition { buckets[index].declaredEditions.insert(edition) }
        buckets[index].declared.append(fact.airing)
      } else if fact.isDue, !fact.isRerun {
        buckets[index].lacking.append(fact.airing)
      }
    }
    return buckets
  }

  private func cadence(
    _ requirement: Requirement, _ kind: Requirement.Cadence, _ rate: Requirement.Cadence.Rate,
    _ part: Verdict.Part
  ) -> Verdict {
    let buckets = buckets(requirement, kind, rate.span)
    var covered = 0
    var pending = 0
    var moved: [CadenceBucket] = []
    var missed: [CadenceBucket] = []
    var declared: [CadenceBucket] = []
    for bucket in buckets {
      if bucket.editions.count >= rate.editions.value {
        covered += 1
      } else if bucket.last >= asOf {
        pending += 1
      } else if bucket.moved.contains(where: { hasMoved(to: $0.to, share: kind.share.value) }) {
        moved.append(bucket)
      } else if bucket.editions.union(bucket.declaredEditions).count >= rate.editions.value {
        declared.append(bucket)
      } else {
        missed.append(bucket)
      }
    }
    let due = covered + missed.count + declared.count
    let status: Verdict.Status =
      if due + moved.count == 0 {
        pending > 0 ? .notYetDue : .noData
      } else if covered == 0, buckets.allSatisfy({ $0.isEmpty }) {
        .noData
      } else if !missed.isEmpty {
        .notMet
      } else if !declared.isEmpty {
        .noData
      } else {
        pending > 0 ? .notYetDue : .met
      }
    let span = rate.span
    var reasons = Reasons()
    let least = rate.editions.value
    reasons.add(Text { [covered] in $0.spansCovered(covered, of: due, weekly: span == .week, least: least) })
    reasons.add(missed.count) { _ in
      let labels = missed.map(\.label)
      return Text { phrases in phrases.spansLacking(labels.map { $0.said(in: phrases.language) }) }
    }
    reasons.add(moved.count) { _ in
      let labels = moved.map(\.label)
      return Text { phrases in phrases.spansMoved(labels.map { $0.said(in: phrases.language) }) }
    }
    reasons.add(buckets.reduce(0) { $0 + $1.repaired }) { count in Text { $0.airingsRepaired(count) } }
    reasons.add(declared.count) { _ in
      let labels = declared.map(\.label)
      return Text { phrases in phrases.spansDeclared(labels.map { $0.said(in: phrases.language) }) }
    }
    reasons.add(buckets.reduce(0) { $0 + $1.reruns }) { count in Text { $0.rerunsApart(count) } }
    reasons.add(pending) { count in Text { $0.spansPending(count, weekly: span == .week) } }
    return Verdict(
      requirement.id, part, status, figure: .init(Double(covered), of: Double(due), span.unit),
      threshold: .init(Double(least), .editions, rate.editions.basis), proof: buckets.flatMap(\.proof),
      lacking: missed.flatMap(\.lacking), declared: buckets.flatMap(\.declared), why: reasons.text)
  }

  /// Whether an airing that a holiday moved is not lost: where it went, it aired, is still to air, or is not known of.
  private func hasMoved(to replacement: AiringID?, share: Double) -> Bool {
    guard let replacement, let fact = own[replacement] else { return true }
    if fact.localStart.date >= asOf { return true }
    return fact.isPlayed && fact.share >= share
  }
}

extension CadenceBucket {
  var isEmpty: Bool {
    proof.isEmpty && declared.isEmpty && lacking.isEmpty && moved.isEmpty && reruns == 0
  }
}
