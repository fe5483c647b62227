public import Clocks

/// An airing that may be made up for, and what its make-up airing is to play.
public struct MakeUpCase: Sendable, Hashable {
  /// What the log says of the airing here.
  public let entry: AsRunEntry
  /// Stations below at which it did not air in full, where it did here.
  public let stations: [String]
  public let edition: Edition
  public let substitution: Airing.Substitution?
  public let allotted: Duration
  public let priority: Priority
  public let whenLate: LatePolicy
  public let atEnd: EndPolicy
  /// Make-up airings of it that came to nothing, or not to all.
  public let formerAttempts: Set<AiringID>

  /// Judges whether an airing may be made up for, and finds the edition that it was for.
  ///
  /// - It is in the log, is over, and did not air in full: missed, partial, interrupted, or cancelled because of its file; here,
  ///   or at a station below. What came from upstream is made up for there.
  /// - The edition is the one that it was for, approved; where none was there then, the one that is there now.
  /// - No other make-up airing has repaired it, is on air, or is ahead.
  ///
  /// - Parameters:
  ///   - airing: one that is no make-up airing itself: see `AsRunEntry.makesUpFor`.
  ///   - entries: what the log has of it, at every station; none twice.
  ///   - repairs: what the log has of make-up airings of it, here.
  ///   - station: the code of this node.
  public init(
    of airing: AiringID, entries: [AsRunEntry], repairs: [AsRunEntry], ledger: MakeUpLedger, station: String,
    in schedule: Schedule, editions: [Edition], now: WallTime
  ) throws(MakeUpRefusal) {
    guard let entry = entries.first(where: { $0.station == station }) else { throw .notInLog(airing) }
    guard !entry.isRelayed else { throw .relayed(airing) }
    guard let outcome = entry.outcome else { throw .notOver(airing) }
    var lacking: [String] = []
    if !entry.isOwedSound {
      guard outcome == .aired || outcome == .late else {
        throw .notOwed(airing, outcome, entry.cause)
      }
      lacking = entries.filter { $0.station != station && $0.isOwedSound }.map(\.station).sorted()
      guard !lacking.isEmpty else { throw .airedInFull(airing) }
    }
    if let done = repairs.first(where: { $0.outcome == nil || $0.outcome == .aired || $0.outcome == .late }) {
      throw .alreadyMadeUp(airing, by: done.airing, at: done.localStart)
    }
    let settled = Set(repairs.map(\.airing))
    if let ahead = ledger.standing(for: airing, at: now, settled: settled) {
      throw .alreadyMadeUp(airing, by: ahead.id, at: ahead.localStart)
    }
    guard let content = schedule.contentToMakeUp(entry, editions: editions) else {
      throw .noEdition(airing, entry.edition)
    }
    let slot = entry.slot.flatMap { id in schedule.slots.first { $0.id == id } }
    self.entry = entry
    stations = lacking
    formerAttempts = settled
    edition = content.edition
    substitution = content.substitution
    allotted = entry.allotted
    priority = min(slot?.priority ?? entry.priority, .priority)
    whenLate = slot?.whenLate ?? .restart(within: .minutes(10))
    atEnd = slot?.atEnd ?? .cut(fade: .seconds(2))
  }

  /// How much longer than allotted it may sound.
  public var overrun: Duration { atEnd.permittedOverrun }

  public func ordered(
    as id: AiringID, at time: FreeTime, by person: String, reason: String?, now: WallTime
  ) -> MakeUp {
    MakeUp(
      id: id, missed: entry.airing, slot: entry.slot, programme: edition.programme, edition: edition.id,
      isRerun: entry.isRerun, substitution: substitution, start: time.start, localStart: time.localStart,
      allotted: allotted, priority: priority, whenLate: whenLate, atEnd: atEnd, by: person, reason: reason,
      orderedAt: now)
  }
}

extension AsRunEntry {
  /// Whether sound that was due is missing, so that there is something to make up for.
  var isOwedSound: Bool {
    switch outcome {
    case .missed, .partial, .interrupted: true
    case .cancelled: cause == .media
    case .aired, .late, .moved, nil: false
    }
  }
}

extension Schedule {
  /// The edition that an airing was for. In place of a repeat, or of nothing, the one that is there for its day by now.
  fileprivate func contentToMakeUp(
    _ entry: AsRunEntry, editions: [Edition]
  ) -> (edition: Edition, substitution: Airing.Substitution?)? {
    let shelf = EditionShelf(editions, programmes: programmes)
    let named = entry.edition.flatMap { shelf[$0] }
    if let named, entry.substitution == nil { return (named, nil) }
    if entry.edition == nil || entry.substitution != nil, !entry.isRerun, let programme = entry.programme,
      let late = shelf.edition(of: programme, for: [entry.localStart.date])
    {
      return (late, nil)
    }
    return named.map { ($0, entry.substitution) }
  }
}
