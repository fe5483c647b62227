public import Clocks

extension Schedule {
  /// The rundown of `from..<until`: every airing whose planned start lies in it, also those that are moved or cancelled,
  /// each with what it is to play. Adjoining periods give together what the whole period gives.
  ///
  /// - An airing on a holiday follows its slot's policy. A moved one stays, as `.moved(to:)`; its replacement is an airing of
  ///   its own. A move lands neither on a holiday nor on a day on which the slot airs anyway, nor outside its validity, nor
  ///   on one of its exceptions, nor where another holiday's airing has moved already: then it is cancelled instead.
  /// - Whatever might sound in quiet hours (allotted length and permitted overrun) is cancelled unless it is an emergency.
  /// - The edition is the one for the day, else for the ISO week; a replacement may also take the one meant for the day it
  ///   was moved from. Only approved editions count.
  /// - A rerun airs what its base slot aired at its latest airing before, by `history`, else what was planned there; if
  ///   that aired nothing, the rerun's own policy for a missing edition decides.
  /// - A make-up airing plays its edition while that is there and approved; one that was taken back is cancelled.
  /// - Clashes stay: who airs is decided on air.
  ///
  /// - Parameters:
  ///   - editions: all editions known, approved or not.
  ///   - files: the measured signature tunes, closings and fillers by path; one that is not here is left out.
  ///   - history: what has really aired.
  ///   - makeUps: the make-up airings that were ordered.
  /// - Returns: at most `longestPeriod`; `until` of the result says how far it reaches.
  public func rundown(
    from: WallTime, until: WallTime, editions: [Edition], files: [String: Media] = [:],
    history: AiredHistory = AiredHistory(), makeUps: [MakeUp] = []
  ) -> Rundown {
    let (from, until) = Self.period(from, until)
    var maker = RundownMaker(self, editions: editions, files: files, history: history)
    let airings =
      slots.flatMap { maker.airings(of: $0, from: from, until: until) }
      + makeUps.filter { from <= $0.start && $0.start < until }.map { maker.airing(of: $0) }
    return Rundown(
      from: from, until: until,
      airings: airings.sorted { a, b in
        if a.plannedStart != b.plannedStart { return a.plannedStart < b.plannedStart }
        if a.priority != b.priority { return a.priority > b.priority }
        return a.id < b.id
      })
  }
}

/// Puts editions into planned airings.
private struct RundownMaker {
  let schedule: Schedule
  let planner: AiringPlanner
  let shelf: EditionShelf
  let files: [String: Media]
  let history: AiredHistory
  let programmes: [ProgrammeID: Programme]
  let slots: [SlotID: Slot]
  /// The airings of slots that are rerun, with the period that is known.
  private var timelines: [SlotID: Timeline] = [:]

  private struct Timeline {
    var from: WallTime
    var until: WallTime
    var airings: [PlannedAiring]
  }

  /// What an airing is to play in place of an edition's name.
  private enum Content {
    case edition(Edition, Airing.Substitution?)
    case filler(Media)
    case nothing
  }

  init(_ schedule: Schedule, editions: [Edition], files: [String: Media], history: AiredHistory) {
    self.schedule = schedule
    self.files = files
    self.history = history
    planner = AiringPlanner(schedule)
    shelf = EditionShelf(editions, programmes: schedule.programmes)
    programmes = Dictionary(
      schedule.programmes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    slots = Dictionary(schedule.slots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func airings(of slot: Slot, from: WallTime, until: WallTime) -> [Airing] {
    var result: [Airing] = []
    for planned in planner.airings(of: slot, from: from, until: until) {
      var airing = Airing(
        id: planned.id, slot: slot.id, programme: slot.programme, plannedStart: planned.start,
        localStart: planned.localStart, allotted: slot.allotted, priority: slot.priority,
        whenLate: slot.whenLate, atEnd: slot.atEnd, disposition: planned.disposition,
        isRerun: slot.rerunOf != nil)
      if planned.disposition == .air {
        fill(&airing, with: content(of: planned, in: slot, reruns: []))
      }
      result.append(airing)
    }
    return result
  }

  func airing(of makeUp: MakeUp) -> Airing {
    var airing = Airing(
      id: makeUp.id, slot: makeUp.slot, programme: makeUp.programme, plannedStart: makeUp.start,
      localStart: makeUp.localStart, allotted: makeUp.allotted, priority: makeUp.priority,
      whenLate: makeUp.whenLate, atEnd: makeUp.atEnd, isRerun: makeUp.isRerun, orderedBy: makeUp.by,
      makesUpFor: makeUp.missed)
    if let cancellation = makeUp.cancellation {
      airing.disposition = .cancelled(.stopped)
      airing.orderedBy = cancellation.by
    } else if planner.isQuiet(from: airing.plannedStart, until: airing.plannedStart + airing.longestSound) {
      airing.disposition = .cancelled(.quietHours)
    } else {
      fill(&airing, with: shelf[makeUp.edition].map { .edition($0, makeUp.substitution) } ?? .nothing)
    }
    return airing
  }

  private func fill(_ airing: inout Airing, with content: Content) {
    switch content {
    case .edition(let edition, let substitution):
      let programme = airing.programme.flatMap { programmes[$0] }
      airing.edition = edition.id
      airing.editionTitle = edition.title
      airing.substitution = substitution
      airing.items =
        [
          item(.signature, programme?.signature), item(.edition, edition.media),
          item(.closing, programme?.closing),
        ]
        .compactMap { $0 }
    case .filler(let media):
      airing.substitution = .filler
      airing.items = [item(.filler, media)]
    case .nothing:
      airing.disposition = .cancelled(.noEdition)
    }
  }

  private func item(_ role: Item.Role, _ path: String?) -> Item? {
    path.flatMap { files[$0] }.map { item(role, $0) }
  }

  private func item(_ role: Item.Role, _ media: Media) -> Item {
    Item(role: role, media: media, gain: schedule.loudness.gain(for: media))
  }

  private mutating func content(
    of planned: PlannedAiring, in slot: Slot, reruns: Set<SlotID>
  ) -> Content {
    if let base = slot.rerunOf {
      if let content = contentOfRerun(of: base, before: planned.start, reruns: reruns.union([slot.id])) {
        return content
      }
    } else {
      let days = [planned.localStart.date, planned.movedFrom?.date].compactMap { $0 }
      if let edition = shelf.edition(of: slot.programme, for: days) { return .edition(edition, nil) }
    }
    switch slot.whenMissing {
    case .repeatLast:
      return shelf.latest(of: slot.programme, before: planned.localStart.date)
        .map { .edition($0, .repeatLast) } ?? .nothing
    case .filler(let path):
      return files[path].map(Content.filler) ?? .nothing
    case .skip:
      return .nothing
    }
  }

  /// The edition that the base slot airs at its latest airing before `start`.
  private mutating func contentOfRerun(
    of base: SlotID, before start: WallTime, reruns: Set<SlotID>
  ) -> Content? {
    guard !reruns.contains(base), let slot = slots[base],
      let planned = latestAiring(of: slot, before: start)
    else { return nil }
    if let aired = history.edition(airedIn: planned.id) {
      return shelf[aired].map { .edition($0, nil) }
    }
    guard planned.disposition == .air,
      case .edition(let edition, let substitution) = content(of: planned, in: slot, reruns: reruns)
    else { return nil }
    return .edition(edition, substitution)
  }

  private mutating func latestAiring(of slot: Slot, before start: WallTime) -> PlannedAiring? {
    let beginning = planner.calendar.startOfDay(slot.earliestDay.adding(days: -366))
    for back in [Duration.days(70), .days(800), .days(36_600)] {
      let from = max(beginning, start - back)
      let airings = timeline(of: slot, from: from, until: start)
      let next = airings.firstIndex(sortedBy: { $0.start >= start })
      if next > 0 { return airings[next - 1] }
      if from == beginning { return nil }
    }
    return nil
  }

  /// The airings of a slot at least in this period, those that moved away left out.
  private mutating func timeline(of slot: Slot, from: WallTime, until: WallTime) -> [PlannedAiring] {
    if let known = timelines[slot.id], known.from <= from, until <= known.until { return known.airings }
    // Ask for a year at once: reruns come in ascending order.
    let from = min(from, timelines[slot.id]?.from ?? from)
    let until = max(until + .days(400), timelines[slot.id]?.until ?? until)
    let airings = planner.airings(of: slot, from: from, until: until).filter {
      if case .moved = $0.disposition { false } else { true }
    }
    timelines[slot.id] = Timeline(from: from, until: until, airings: airings)
    return airings
  }
}

extension Slot {
  /// No airing stands before this day, except by a move.
  fileprivate var earliestDay: CivilDate {
    recurrence.additions.reduce(first.date) { min($0, $1.date) }
  }
}

extension Array {
  /// The first place from which on a condition holds, in an array in which it holds for all after the first; else the end.
  func firstIndex(sortedBy holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
