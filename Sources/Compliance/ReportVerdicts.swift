import Phrases
import Scheduling

extension Assessment {
  /// Reports due for the very period that is assessed.
  func reports(_ requirement: Requirement, _ kind: Requirement.Reports) -> [Verdict] {
    guard kind.periods.contains(period.kind) else { return [] }
    switch kind.by {
    case .organisation(let id):
      guard station == nil, let author = plan.organisation(id) else { return [] }
      return [report(requirement, kind, of: author, .whole)]
    case .stations:
      let authors = plan.organisations(.station, from: period.first, until: period.last).filter {
        station == nil || $0.code == station
      }
      let verdicts = authors.map { report(requirement, kind, of: $0, .station($0.id)) }
      guard station == nil else { return verdicts }
      let rows = zip(authors, verdicts).map { author, verdict in
        Verdict.Row(
          id: author.id, name: author.name, count: Int(verdict.figure?.value ?? 0),
          isMet: verdict.status == .met)
      }
      let received = rows.count(where: \.isMet)
      let status: Verdict.Status =
        received == rows.count
        ? (rows.isEmpty ? .noData : .met)
        : verdicts.contains { $0.status == .notMet } ? .notMet : .notYetDue
      var reasons = Reasons()
      reasons.add(Text { $0.reportsReceived(received, of: rows.count) })
      let lacking = rows.filter { !$0.isMet }.map(\.name)
      reasons.add(lacking.count) { _ in Text { $0.reportsLacking(lacking) } }
      return [
        Verdict(
          requirement.id, .whole, status, figure: .init(Double(received), of: Double(rows.count), .reports),
          threshold: .init(1, isShare: true, .reports, .plan), rows: rows, why: reasons.text)
      ] + verdicts
    }
  }

  private func report(
    _ requirement: Requirement, _ kind: Requirement.Reports, of author: Organisation, _ part: Verdict.Part
  ) -> Verdict {
    let received = reports.filter {
      $0.organisation == author.id && $0.period == period.description && $0.on < asOf.adding(days: 1)
    }.map(\.on).min()
    let dueDay = kind.dueDays.map { period.last.adding(days: $0.value) }
    let isOverdue = dueDay.map { $0 < asOf } ?? false
    var reasons = Reasons()
    if let received {
      reasons.add(Text { $0.reportCameIn(on: $0.day(received)) })
      if let dueDay, received > dueDay { reasons.add(Text { $0.reportWasDue(on: $0.day(dueDay)) }) }
    } else {
      reasons.add(Text { $0.reportHasNotComeIn })
      if let dueDay {
        reasons.add(Text { $0.reportWasDue(on: $0.day(dueDay)) })
      } else {
        reasons.add(Text { $0.reportHasNoDueDay })
      }
    }
    return Verdict(
      requirement.id, part, received != nil ? .met : isOverdue ? .notMet : .notYetDue,
      figure: .init(received == nil ? 0 : 1, of: 1, .reports),
      threshold: kind.dueDays.map { .init(Double($0.value), .days, $0.basis) }, why: reasons.text)
  }
}
