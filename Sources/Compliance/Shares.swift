import Clocks
import Phrases
import Scheduling

/// Airings counted as right or wrong, and how many of them must be right.
struct ShareTally {
  var good: [AiringID] = []
  var bad: [AiringID] = []
  /// Wrong, but a make-up airing repaired it.
  var repaired: [AiringID] = []
  var declared: [AiringID] = []
  /// Nothing is known of it.
  var unknown: [AiringID] = []

  var total: Int { good.count + bad.count + repaired.count + declared.count + unknown.count }
  var right: Int { good.count + repaired.count }

  func status(share: Double, isOver: Bool) -> Verdict.Status {
    guard total > 0 else { return isOver ? .noData : .notYetDue }
    let wanted = share * Double(total) - 1e-9
    if Double(right) >= wanted { return isOver ? .met : .notYetDue }
    return Double(right + declared.count + unknown.count) >= wanted ? .noData : .notMet
  }

  func verdict(
    _ requirement: Requirement, _ part: Verdict.Part, share: Based<Double>, isOver: Bool, what: Text,
    rows: [Verdict.Row] = [], also extra: [Text] = []
  ) -> Verdict {
    var reasons = Reasons()
    let (right, total) = (right, total)
    reasons.add(Text { phrases in phrases.shareIsRight(right, of: total, what.said(in: phrases.language)) })
    reasons.add(bad.count) { count in Text { $0.airingsShort(count) } }
    reasons.add(repaired.count) { count in Text { $0.airingsRepaired(count) } }
    reasons.add(declared.count) { count in Text { $0.airingsDeclared(count) } }
    reasons.add(unknown.count) { count in Text { $0.airingsUnknown(count) } }
    for clause in extra { reasons.add(clause) }
    return Verdict(
      requirement.id, part, status(share: share.value, isOver: isOver),
      figure: .init(Double(right), of: Double(total), .airings),
      threshold: .init(share.value, isShare: true, .airings, share.basis), proof: (good + repaired),
      lacking: bad + unknown, declared: declared, rows: rows, why: reasons.text)
  }
}

extension Assessment {
  /// Sorts airings: `isRight` is asked only of those that are known to have sounded.
  private func tally(
    _ facts: [AirtimeFact], repairs: [AiringID: AiringID], _ isRight: (AirtimeFact) -> Bool
  ) -> ShareTally {
    var tally = ShareTally()
    for fact in facts {
      if fact.isPlayed, isRight(fact) {
        tally.good.append(fact.airing)
      } else if repairs[fact.airing] != nil {
        tally.repaired.append(fact.airing)
      } else if fact.isPlayed {
        tally.bad.append(fact.airing)
      } else if fact.isDeclared {
        tally.declared.append(fact.airing)
      } else if fact.outcome != nil {
        tally.bad.append(fact.airing)
      } else {
        tally.unknown.append(fact.airing)
      }
    }
    return tally
  }

  func punctuality(_ requirement: Requirement, _ kind: Requirement.Punctuality) -> [Verdict] {
    let repairs = repairs(among: facts(for: requirement), within: kind.makeUpDays.value, share: 0.95)
    let tally = tally(dueFacts(for: requirement), repairs: repairs) { fact in
      fact.startedAt.map { started in
        let offset = started - fact.plannedStart
        return .zero - kind.tolerance.value <= offset && offset <= kind.tolerance.value
      } ?? false
    }
    let seconds = kind.tolerance.value.inSeconds
    let basis = kind.tolerance.basis
    return [
      tally.verdict(
        requirement, .whole, share: kind.share, isOver: isOver,
        what: Text { $0.startedWithin(seconds: seconds, basis: $0.basis(basis.rawValue)) })
    ]
  }

  func duration(_ requirement: Requirement, _ kind: Requirement.DurationLimits) -> [Verdict] {
    let due = dueFacts(for: requirement)
    let repairs = repairs(
      among: facts(for: requirement), within: kind.makeUpDays.value, share: kind.complete.value)
    let (least, most) = (kind.least.value.inSeconds, kind.most.value.inSeconds)
    let lengths = tally(due.filter { $0.isPlayed && $0.edition != nil }, repairs: [:]) {
      (least - 0.5...most + 0.5).contains($0.seconds)
    }
    let complete = tally(due, repairs: repairs) { $0.share >= kind.complete.value }
    let share = kind.complete.value
    let lengthBasis = kind.least.basis
    let shareBasis = kind.complete.basis
    return [
      lengths.verdict(
        requirement, .length, share: kind.share, isOver: isOver,
        what: Text { $0.lastedBetween(least, most, basis: $0.basis(lengthBasis.rawValue)) }),
      complete.verdict(
        requirement, .completeness, share: kind.share, isOver: isOver,
        what: Text { $0.soundedInFull(share, basis: $0.basis(shareBasis.rawValue)) }),
    ]
  }

  func quality(_ requirement: Requirement, _ kind: Requirement.Quality) -> [Verdict] {
    let played = dueFacts(for: requirement).filter { $0.isPlayed && $0.edition != nil }
    let tally = tally(played, repairs: [:]) { fact in
      fact.gaps <= kind.gaps.value
        && fact.loudness.map { ($0 - kind.loudness.value).magnitude <= kind.tolerance.value + 1e-9 } ?? true
    }
    let unmeasured = played.count { $0.loudness == nil }
    let (loudness, tolerance) = (kind.loudness.value, kind.tolerance.value)
    let basis = kind.tolerance.basis
    return [
      tally.verdict(
        requirement, .whole, share: kind.share, isOver: isOver,
        what: Text { $0.soundedClean(loudness, tolerance, basis: $0.basis(basis.rawValue)) },
        also: unmeasured > 0 ? [Text { $0.loudnessUnmeasured(unmeasured) }] : [])
    ]
  }
}
