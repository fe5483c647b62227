/// The local days off, and where airings go from them.
struct HolidayMoves {
  private let names: [CivilDate: String]

  init(_ holidays: [Holiday]) {
    names = Dictionary(holidays.map { ($0.date, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  func isHoliday(_ date: CivilDate) -> Bool { names[date] != nil }

  /// The day that an airing of a holiday moves to: never a holiday itself. Nil if there is none within a year.
  func target(from date: CivilDate, by move: HolidayMove) -> CivilDate? {
    let step =
      switch move {
      case .dayBefore: -1
      case .dayAfter: 1
      case .nextWeek: 7
      }
    var target = date.adding(days: step)
    while isHoliday(target) {
      target = target.adding(days: step)
      guard abs(target.dayNumber - date.dayNumber) <= 366 else { return nil }
    }
    return target
  }

  /// The farthest, in days, that any holiday moves an airing.
  func reach(of move: HolidayMove) -> Int {
    names.keys.reduce(0) { farthest, date in
      max(farthest, target(from: date, by: move).map { abs($0.dayNumber - date.dayNumber) } ?? 0)
    }
  }
}
