/// The approved editions, by what they are for.
struct EditionShelf {
  private var byID: [EditionID: Edition] = [:]
  private var byDate: [ProgrammeID: [CivilDate: Edition]] = [:]
  private var byMonday: [ProgrammeID: [CivilDate: Edition]] = [:]
  /// Ascending by the last day they are for.
  private var inOrder: [ProgrammeID: [Edition]] = [:]

  init(_ editions: [Edition], programmes: [Programme]) {
    let approvers = Dictionary(
      programmes.map { ($0.id, $0.approvers) }, uniquingKeysWith: { first, _ in first })
    for edition in editions {
      guard let allowed = approvers[edition.programme], edition.isApproved(by: allowed) else { continue }
      byID[edition.id] = byID[edition.id].map { Self.newer($0, edition) } ?? edition
      switch edition.target {
      case .date(let date):
        byDate[edition.programme, default: [:]].keepNewer(edition, at: date)
      case .week(let day):
        byMonday[edition.programme, default: [:]].keepNewer(edition, at: day.monday)
      }
      inOrder[edition.programme, default: []].append(edition)
    }
    for programme in inOrder.keys {
      inOrder[programme]?.sort { a, b in
        (a.target.lastDay, a.approvedAt, a.id) < (b.target.lastDay, b.approvedAt, b.id)
      }
    }
  }

  subscript(id: EditionID) -> Edition? { byID[id] }

  /// The edition for an airing on one of these days: a day's own edition first, then one for its week. Earlier days in the
  /// list come first.
  func edition(of programme: ProgrammeID, for days: [CivilDate]) -> Edition? {
    days.lazy.compactMap { byDate[programme]?[$0] }.first
      ?? days.lazy.compactMap { byMonday[programme]?[$0.monday] }.first
  }

  /// The newest edition of a programme that was for days before this one.
  func latest(of programme: ProgrammeID, before day: CivilDate) -> Edition? {
    guard let editions = inOrder[programme] else { return nil }
    let next = editions.firstIndex(sortedBy: { $0.target.lastDay >= day })
    return next > 0 ? editions[next - 1] : nil
  }

  /// Of two for the same airing: the later approval; of the same moment, the later name.
  fileprivate static func newer(_ a: Edition, _ b: Edition) -> Edition {
    (a.approvedAt, a.id) < (b.approvedAt, b.id) ? b : a
  }
}

extension Edition {
  fileprivate func isApproved(by approvers: [String]) -> Bool {
    guard let approval else { return false }
    return approvers.isEmpty || approvers.contains(approval.by)
  }

  fileprivate var approvedAt: CivilDateTime {
    approval?.at ?? CivilDateTime(CivilDate(dayNumber: .min / 2), .midnight)
  }
}

extension EditionTarget {
  /// The last day of the airings that an edition is for.
  var lastDay: CivilDate {
    switch self {
    case .date(let date): date
    case .week(let day): day.monday.adding(days: 6)
    }
  }
}

extension [CivilDate: Edition] {
  fileprivate mutating func keepNewer(_ edition: Edition, at day: CivilDate) {
    self[day] = self[day].map { EditionShelf.newer($0, edition) } ?? edition
  }
}
