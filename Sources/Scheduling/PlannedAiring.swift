import Clocks

/// An occurrence after holidays and quiet hours have had their say, before an edition is chosen.
struct PlannedAiring: Hashable {
  var slot: SlotID
  var localStart: CivilDateTime
  var start: WallTime
  var disposition: Airing.Disposition
  /// The holiday's local start that this airing replaces.
  var movedFrom: CivilDateTime?

  var id: AiringID { AiringID(slot: slot, at: localStart) }
}

/// What turns slots into planned airings; made once for a period, because it keeps tables.
struct AiringPlanner {
  let schedule: Schedule
  let calendar: CivilCalendar
  private let holidays: HolidayMoves
  private let reaches: [HolidayMove: Int]

  init(_ schedule: Schedule) {
    self.schedule = schedule
    let holidays = HolidayMoves(schedule.holidays)
    calendar = CivilCalendar(timeZone: schedule.timeZone)
    self.holidays = holidays
    reaches = Dictionary(
      uniqueKeysWithValues: HolidayMove.allCases.map { ($0, holidays.reach(of: $0)) })
  }

  /// The airings of a slot whose start is in `from..<until`, ascending. What they are does not depend on where the period
  /// begins or ends.
  func airings(of slot: Slot, from: WallTime, until: WallTime) -> [PlannedAiring] {
    guard from < until else { return [] }
    let firstDay = calendar.date(of: from).adding(days: -1)
    let lastDay = calendar.date(of: until)
    let planned =
      switch slot.onHoliday {
      case .keep:
        slot.localStarts(from: firstDay, through: lastDay, in: calendar).map { airing(of: slot, at: $0) }
      case .skip:
        slot.localStarts(from: firstDay, through: lastDay, in: calendar).map {
          airing(of: slot, at: $0, holidays.isHoliday($0.date) ? .cancelled(.holiday) : .air)
        }
      case .move(let move):
        moved(slot, by: move, from: firstDay, through: lastDay)
      }
    return planned.filter { from <= $0.start && $0.start < until }.map { airing in
      guard airing.disposition == .air, slot.priority != .emergency,
        isQuiet(from: airing.start, until: airing.start + slot.longestSound)
      else { return airing }
      var silent = airing
      silent.disposition = .cancelled(.quietHours)
      return silent
    }
  }

  private func airing(
    of slot: Slot, at local: CivilDateTime, _ disposition: Airing.Disposition = .air,
    movedFrom: CivilDateTime? = nil
  ) -> PlannedAiring {
    PlannedAiring(
      slot: slot.id, localStart: local, start: calendar.instant(of: local), disposition: disposition,
      movedFrom: movedFrom)
  }

  private func moved(
    _ slot: Slot, by move: HolidayMove, from firstDay: CivilDate, through lastDay: CivilDate
  ) -> [PlannedAiring] {
    // A replacement may come from outside the period, and its rival for the same day from as far again.
    let margin = 2 * (reaches[move] ?? 0)
    let starts = slot.localStarts(
      from: firstDay.adding(days: -margin), through: lastDay.adding(days: margin), in: calendar)
    let ownDays = Set(starts.map(\.date))
    let exceptions = Set(slot.recurrence.exceptions)
    var taken: [CivilDate: CivilDate] = [:]
    var planned: [PlannedAiring] = []
    for start in starts {
      guard holidays.isHoliday(start.date) else {
        planned.append(airing(of: slot, at: start))
        continue
      }
      guard let day = holidays.target(from: start.date, by: move), !ownDays.contains(day),
        !exceptions.contains(day), slot.isValid(on: day), taken[day] ?? start.date == start.date
      else {
        planned.append(airing(of: slot, at: start, .cancelled(.holiday)))
        continue
      }
      taken[day] = start.date
      let replacement = airing(of: slot, at: CivilDateTime(day, start.time), movedFrom: start)
      planned.append(airing(of: slot, at: start, .moved(to: replacement.id)))
      planned.append(replacement)
    }
    return planned.sorted { ($0.start, $0.localStart) < ($1.start, $1.localStart) }
  }

  /// Whether any instant of `start..<end` is in quiet hours. Hours that end when they begin last a whole day.
  func isQuiet(from start: WallTime, until end: WallTime) -> Bool {
    let end = max(end, WallTime(nanoseconds: start.nanoseconds + 1))
    var day = calendar.date(of: start).adding(days: -1)
    let lastDay = calendar.date(of: end)
    while day <= lastDay {
      for hours in schedule.quietHours {
        let wakeDay = hours.until <= hours.from ? day.adding(days: 1) : day
        let silence = calendar.instant(of: CivilDateTime(day, hours.from))
        let wake = calendar.lastInstant(of: CivilDateTime(wakeDay, hours.until))
        if start < wake, silence < end { return true }
      }
      day = day.adding(days: 1)
    }
    return false
  }
}

extension EndPolicy {
  /// How much longer than the allotted length an airing may sound.
  var permittedOverrun: Duration {
    switch self {
    case .cut: .zero
    case .overrun(let upTo): upTo
    }
  }
}

extension Airing {
  /// The longest that it may sound if it starts on time.
  var longestSound: Duration { allotted + atEnd.permittedOverrun }
}

extension Slot {
  /// The longest that an airing may sound if it starts on time.
  var longestSound: Duration { allotted + atEnd.permittedOverrun }

  func isValid(on date: CivilDate) -> Bool {
    (validFrom ?? date) <= date && date <= (validUntil ?? date)
  }
}
