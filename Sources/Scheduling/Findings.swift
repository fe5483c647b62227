public import Clocks
public import Phrases

/// A slot some of whose airings fall into quiet hours and are therefore cancelled.
public struct QuietHoursFinding: Sendable, Hashable {
  public var slot: SlotID
  /// The first such airing.
  public var first: CivilDateTime
  /// How many there are in the period.
  public var count: Int

  public var what: Text {
    Text { [self] in $0.slotIsInQuietHours(slot.text, first: $0.moment(first), count: count) }
  }

  public var remedy: Text { Text { $0.moveOutOfQuietHours } }
}

/// An airing for which there is no approved edition of its own.
public struct MissingEdition: Sendable, Hashable {
  public var airing: AiringID
  public var slot: SlotID?
  public var programme: ProgrammeID
  public var localStart: CivilDateTime
  public var plannedStart: WallTime
  /// What airs instead; nil: nothing.
  public var instead: Airing.Substitution?
  /// The repeated edition's title.
  public var insteadTitle: String?
  public var isRerun: Bool

  public var what: Text {
    Text { [self] in $0.editionIsMissing(programme.text, at: $0.moment(localStart)) }
  }

  public var remedy: Text {
    let week = localStart.date.isoWeek.description
    let date = localStart.date.description
    return Text { [self] in
      let otherwise =
        switch instead {
        case .repeatLast: $0.otherwiseRepeats(insteadTitle ?? "")
        case .filler: $0.otherwiseFiller
        case nil: $0.otherwiseSilence
        }
      return $0.deliverEdition(week: week, date: date, otherwise: otherwise)
    }
  }
}

extension Schedule {
  /// The slots with airings that quiet hours cancel, in the order of the first such airing.
  public func airingsInQuietHours(from: WallTime, until: WallTime) -> [QuietHoursFinding] {
    let (from, until) = Self.period(from, until)
    let planner = AiringPlanner(self)
    return slots.compactMap { slot -> QuietHoursFinding? in
      let silent = planner.airings(of: slot, from: from, until: until)
        .filter { $0.disposition == .cancelled(.quietHours) }
      guard let first = silent.first else { return nil }
      return QuietHoursFinding(slot: slot.id, first: first.localStart, count: silent.count)
    }
    .sorted { ($0.first, $0.slot) < ($1.first, $1.slot) }
  }

  /// The slots that never occur: a rule that never meets its first day or validity, or every occurrence taken out. A rule
  /// that does not occur within forty years of its beginning counts as never.
  public func slotsThatNeverOccur() -> [SlotID] {
    let calendar = CivilCalendar(timeZone: timeZone)
    return slots.filter { slot in
      let beginning = slot.recurrence.additions.reduce(slot.first.date) { min($0, $1.date) }
      let from = max(beginning, slot.validFrom ?? beginning)
      return slot.localStarts(from: from, through: from.adding(days: 14_610), in: calendar, atMost: 1)
        .isEmpty
    }
    .map(\.id)
  }
}

extension Rundown {
  /// The airings without an approved edition of their own, those that repeat an earlier one or play a filler included.
  public var missingEditions: [MissingEdition] {
    airings.compactMap { airing in
      guard airing.substitution != nil || airing.disposition == .cancelled(.noEdition),
        let programme = airing.programme
      else { return nil }
      return MissingEdition(
        airing: airing.id, slot: airing.slot, programme: programme, localStart: airing.localStart,
        plannedStart: airing.plannedStart, instead: airing.substitution,
        insteadTitle: airing.editionTitle, isRerun: airing.isRerun)
    }
  }
}

extension Phrases {
  /// A local time as people say it: `Thứ Tư 16/03/2022 17:00`.
  public func moment(_ local: CivilDateTime) -> String { "\(day(local.date)) \(local.time)" }

  /// An airing as people say it: by when it was planned.
  public func airing(_ id: AiringID) -> String { id.localStart.map(moment) ?? id.text }

  /// A day as people say it: `Thứ Tư 16/03/2022`.
  public func day(_ date: CivilDate) -> String { "\(weekday(date.weekday.number)) \(date.vietnamese)" }
}
