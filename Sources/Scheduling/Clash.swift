public import Clocks
public import Phrases

/// Two slots that want the same time, once or again and again.
public struct Clash: Sendable, Hashable {
  /// The slot of the higher priority; of two equals the one that begins first, then the one whose id comes first.
  public var keeps: SlotID
  /// The other: the one to move. The same as `keeps` where a slot's airings overlap each other.
  public var yields: SlotID
  /// When the clash happens first: the local start of the one to move.
  public var first: CivilDateTime
  /// How often it happens in the period.
  public var count: Int
  /// The longest overlap of the allotted lengths.
  public var overlap: Duration
  /// Up to three starts for the one to move, nearest to its own: outside quiet hours, not overlapping anything.
  public var freeTimes: [CivilTime]
  /// Whether `freeTimes` are free on every day of the clash; otherwise only on the first.
  public var isFreeEveryTime: Bool

  public var what: Text {
    let minutes = overlap.inSeconds / 60
    return Text { [self] in
      $0.slotsClash(
        keeps.text, yields.text, minutes: minutes, first: $0.moment(first), count: count)
    }
  }

  public var remedy: Text {
    Text { [self] in
      $0.moveSlot(yields.text, to: freeTimes.map(\.description), everyTime: isFreeEveryTime)
    }
  }
}

extension Schedule {
  /// The clashes of a period: pairs of airings whose allotted lengths overlap, each pair of slots once, ordered by the first
  /// time. Cancelled airings and those that moved away do not count.
  public func clashes(from: WallTime, until: WallTime) -> [Clash] {
    let (from, until) = Self.period(from, until)
    let sheet = TimeSheet(self, from: from, until: until)
    var groups: [SlotPair: ClashGroup] = [:]
    var sounding: [TimeSheet.Entry] = []
    for entry in sheet.entries {
      sounding.removeAll { $0.end <= entry.start }
      for other in sounding {
        let pair = SlotPair(other.slot, entry.slot)
        let overlap = min(other.end, entry.end) - entry.start
        let yielding = sheet.yields(other, entry) ? other : entry
        groups[pair, default: ClashGroup(first: (other, entry))].add(yielding, overlap: overlap)
      }
      if entry.end > entry.start { sounding.append(entry) }
    }
    return groups.values.map { $0.clash(on: sheet) }
      .sorted { ($0.first, $0.keeps, $0.yields) < ($1.first, $1.keeps, $1.yields) }
  }
}

private struct SlotPair: Hashable {
  let a: Int
  let b: Int

  init(_ a: Int, _ b: Int) {
    self.a = min(a, b)
    self.b = max(a, b)
  }
}

private struct ClashGroup {
  var first: (TimeSheet.Entry, TimeSheet.Entry)
  var yielding: [TimeSheet.Entry] = []
  var overlap = Duration.zero

  mutating func add(_ entry: TimeSheet.Entry, overlap: Duration) {
    yielding.append(entry)
    self.overlap = max(self.overlap, overlap)
  }

  func clash(on sheet: TimeSheet) -> Clash {
    let yields = yielding[0]
    let keeps = yields == first.0 ? first.1 : first.0
    let everyTime = sheet.freeTimes(for: yielding)
    return Clash(
      keeps: sheet.slots[keeps.slot].id, yields: sheet.slots[yields.slot].id, first: yields.localStart,
      count: yielding.count, overlap: overlap,
      freeTimes: everyTime.isEmpty ? sheet.freeTimes(for: [yields]) : everyTime,
      isFreeEveryTime: !everyTime.isEmpty)
  }
}

/// Everything that is to sound in a period, in order, to look for room in.
private struct TimeSheet {
  struct Entry: Hashable {
    var slot: Int
    var start: WallTime
    var end: WallTime
    var localStart: CivilDateTime
  }

  let slots: [Slot]
  let planner: AiringPlanner
  private(set) var entries: [Entry] = []
  private var longest = Duration.zero

  init(_ schedule: Schedule, from: WallTime, until: WallTime) {
    slots = schedule.slots
    planner = AiringPlanner(schedule)
    for (index, slot) in slots.enumerated() {
      longest = max(longest, slot.allotted)
      for airing in planner.airings(of: slot, from: from, until: until) where airing.disposition == .air {
        entries.append(
          Entry(
            slot: index, start: airing.start, end: airing.start + slot.allotted,
            localStart: airing.localStart))
      }
    }
    entries.sort { a, b in
      a.start != b.start ? a.start < b.start : slots[a.slot].id < slots[b.slot].id
    }
  }

  /// Whether the first of two is the one to move; `a` does not begin after `b`.
  func yields(_ a: Entry, _ b: Entry) -> Bool {
    slots[a.slot].priority < slots[b.slot].priority
  }

  /// Starts on a grid of five minutes at which the entries' slot could stand on each of their days.
  func freeTimes(for moving: [Entry]) -> [CivilTime] {
    guard let slot = moving.first.map({ slots[$0.slot] }) else { return [] }
    let own = moving[0].localStart.time.secondOfDay
    let grid = stride(from: 0, to: 86_400, by: 300)
      .sorted { (abs($0 - own), $0) < (abs($1 - own), $1) }
    var free: [CivilTime] = []
    for second in grid where free.count < 3 {
      let time = CivilTime(secondOfDay: second)
      if moving.allSatisfy({ hasRoom(for: slot, at: CivilDateTime($0.localStart.date, time), besides: $0) }) {
        free.append(time)
      }
    }
    return free
  }

  private func hasRoom(for slot: Slot, at local: CivilDateTime, besides own: Entry) -> Bool {
    let start = planner.calendar.instant(of: local)
    let end = start + slot.allotted
    guard planner.calendar.civil(of: start) == local,
      !planner.isQuiet(from: start, until: start + slot.longestSound)
    else { return false }
    var index = entries.firstIndex(sortedBy: { $0.start > start - longest })
    while index < entries.count, entries[index].start < end {
      if entries[index] != own, entries[index].end > start { return false }
      index += 1
    }
    return true
  }
}
