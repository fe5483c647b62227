import Scheduling

extension Assessment {
  /// One verdict or more for each requirement, in the order of the plan. Milestones have none: see `reminders`.
  public func verdicts() -> [Verdict] { plan.requirements.flatMap(verdicts(of:)) }

  public func verdicts(of requirement: Requirement) -> [Verdict] {
    switch requirement.kind {
    case .cadence(let kind): cadence(requirement, kind)
    case .punctuality(let kind): punctuality(requirement, kind)
    case .duration(let kind): duration(requirement, kind)
    case .relay(let kind): relay(requirement, kind)
    case .regularity(let kind): regularity(requirement, kind)
    case .coverage(let kind): coverage(requirement, kind)
    case .carrying(let kind): carrying(requirement, kind)
    case .quality(let kind): quality(requirement, kind)
    case .reports(let kind): reports(requirement, kind)
    }
  }

  /// A milestone as of today. It reminds, and judges nothing.
  public struct Reminder: Sendable, Hashable {
    public enum Phase: String, Sendable, Hashable, Codable {
      case ahead, now, past
    }
    public var milestone: Plan.Milestone
    public var phase: Phase
  }

  /// The milestones that touch the period.
  public var reminders: [Reminder] {
    plan.milestones.filter { $0.from <= period.last && period.first <= $0.until }.map { milestone in
      Reminder(
        milestone: milestone,
        phase: asOf < milestone.from ? .ahead : asOf <= milestone.until ? .now : .past)
    }
  }
}
