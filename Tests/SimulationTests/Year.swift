import Clocks
import Foundation
import Scheduling
import SeededRandom

/// The schedule of a station for 2022 with its days off, and the editions that were made for it.
struct Year {
  /// 2022-01-01T00:00 at Ho Chi Minh City.
  static let begin = WallTime(seconds: 1_640_970_000)
  static let days = 365

  let schedule: Schedule
  /// Every edition in the order of its day.
  private(set) var editions: [(day: Int, edition: Edition)]
  private let filler = Year.media("nhac-hieu-cho", seconds: 45)

  static let of2022 = Year()

  private init() {
    schedule = Schedule(
      timeZone: CivilCalendar.timeZone(named: "Asia/Ho_Chi_Minh") ?? .gmt,
      programmes: ["ban-tin", "cchc", "thang", "khuya", "trua"].map {
        Programme(id: $0, name: $0.text, folder: "/\($0)")
      },
      slots: Self.slots, quietHours: [QuietHours(from: Self.time(22, 0), until: Self.time(4, 30))],
      holidays: Self.holidays.map { Holiday(date: Self.date($0), name: "nghỉ") })
    editions = Self.made
  }

  /// As the government announced them.
  private static let holidays = [
    (1, 1), (1, 3), (1, 31), (2, 1), (2, 2), (2, 3), (2, 4), (4, 10), (4, 11), (4, 30), (5, 1), (5, 2),
    (5, 3),
    (9, 1), (9, 2),
  ]

  private static let slots: [Slot] = {
    func slot(
      _ id: SlotID, _ programme: ProgrammeID, _ hour: Int, _ minute: Int, _ rule: String, seconds: Int,
      priority: Priority = .normal, late: LatePolicy = .join, onHoliday: HolidayPolicy = .keep,
      whenMissing: MissingEditionPolicy = .skip, atEnd: EndPolicy = .cut(fade: .seconds(1)),
      rerunOf: SlotID? = nil
    ) -> Slot {
      Slot(
        id: id, programme: programme, first: CivilDateTime(date((1, 1)), time(hour, minute)),
        recurrence: Recurrence(rule: rule), allotted: .seconds(seconds), priority: priority, whenLate: late,
        onHoliday: onHoliday, whenMissing: whenMissing, atEnd: atEnd, rerunOf: rerunOf)
    }
    return [
      slot(
        "ban-tin", "ban-tin", 6, 0, "FREQ=DAILY", seconds: 60, late: .restart(within: .minutes(5)),
        whenMissing: .filler("/nhac-hieu-cho")),
      slot(
        "cchc", "cchc", 17, 0, "FREQ=WEEKLY;BYDAY=WE", seconds: 120, onHoliday: .move(.dayBefore),
        atEnd: .overrun(upTo: .seconds(30))),
      slot(
        "tiep-theo", "ban-tin", 17, 2, "FREQ=WEEKLY;BYDAY=WE", seconds: 60, late: .skip,
        whenMissing: .repeatLast),
      slot(
        "cchc-lai", "cchc", 5, 30, "FREQ=WEEKLY;BYDAY=FR", seconds: 120, onHoliday: .skip,
        whenMissing: .repeatLast, rerunOf: "cchc"),
      slot(
        "thang", "thang", 17, 0, "FREQ=MONTHLY;BYMONTHDAY=1", seconds: 60, priority: .priority,
        onHoliday: .move(.nextWeek)),
      // Begun late, it reaches into the quiet hours; the other one would always.
      slot(
        "khuya", "khuya", 21, 57, "FREQ=WEEKLY;BYDAY=SU", seconds: 120, late: .restart(within: .minutes(5))),
      slot("dem", "khuya", 21, 59, "FREQ=MONTHLY;BYMONTHDAY=10,20", seconds: 120),
      slot("trung-a", "trua", 11, 0, "FREQ=WEEKLY;BYDAY=MO", seconds: 60, onHoliday: .skip),
      slot(
        "trung-b", "trua", 11, 0, "FREQ=WEEKLY;BYDAY=MO", seconds: 90, late: .restart(within: .minutes(2)),
        onHoliday: .move(.dayAfter)),
    ]
  }()

  /// Now and then none was made.
  private static let made: [(day: Int, edition: Edition)] = {
    var made: [(day: Int, edition: Edition)] = []
    func make(_ programme: ProgrammeID, _ day: CivilDate, _ target: EditionTarget, seconds: Int) {
      let id = "\(programme)/\(day)"
      made.append(
        (
          day.dayNumber,
          Edition(
            id: EditionID(id), programme: programme, title: id, target: target,
            approval: Approval(by: "Lan", at: CivilDateTime(date((1, 1)), time(0, 0))),
            media: media(id, seconds: seconds))
        ))
    }
    let monday = date((1, 1)).monday
    for number in 0..<(days + 14) {
      let day = monday.adding(days: number)
      if number % 11 != 5 { make("ban-tin", day, .date(day), seconds: 40) }
      guard day.weekday == .monday else { continue }
      let week = number / 7
      if week % 7 != 3 { make("cchc", day, .week(monday: day), seconds: 110 + week % 4 * 15) }
      make("thang", day, .week(monday: day), seconds: 60)
      make("khuya", day, .week(monday: day), seconds: 100)
      if week % 9 != 4 { make("trua", day, .week(monday: day), seconds: 50 + week % 3 * 20) }
    }
    return made
  }()

  static func media(_ name: String, seconds: Int) -> Media {
    Media(path: "/\(name)", sha256: digest(of: name), bytes: 1, duration: .seconds(seconds))
  }

  /// Something with the looks of a SHA-256.
  private static func digest(of name: String) -> String {
    var chance = SeededChance(
      name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    return (0..<64).map { _ in String(Int.random(in: 0..<16, using: &chance), radix: 16) }.joined()
  }

  /// What is on paper at `from..<until`: the real rundown, of the editions that may have a say in it.
  func rundown(from: WallTime, until: WallTime, history: AiredHistory = AiredHistory()) -> Rundown {
    // An edition is for its week; a rerun or a repetition goes back a few, a move a few more.
    let first = from.nanoseconds / 86_400_000_000_000 - 40
    let last = until.nanoseconds / 86_400_000_000_000 + 15
    return schedule.rundown(
      from: from, until: until,
      editions: editions.lazy.filter { Int64($0.day) >= first && Int64($0.day) <= last }.map(\.edition),
      files: [filler.path: filler], history: history)
  }

  /// Gives an edition another file.
  mutating func replaceFile(of id: EditionID, seconds: Int) {
    for index in editions.indices where editions[index].edition.id == id {
      editions[index].edition.media = Self.media("\(id)-\(seconds)", seconds: seconds)
    }
  }

  /// Takes the approval away, or gives it (back).
  mutating func approve(_ id: EditionID, _ isApproved: Bool) {
    for index in editions.indices where editions[index].edition.id == id {
      editions[index].edition.approval =
        isApproved ? Approval(by: "Lan", at: CivilDateTime(Self.date((1, 1)), Self.time(0, 0))) : nil
    }
  }

  private static func date(_ day: (month: Int, day: Int)) -> CivilDate {
    guard let date = CivilDate(year: 2022, month: day.month, day: day.day) else {
      preconditionFailure("\(day) is no day of 2022")
    }
    return date
  }

  private static func time(_ hour: Int, _ minute: Int) -> CivilTime {
    guard let time = CivilTime(hour: hour, minute: minute) else {
      preconditionFailure("\(hour):\(minute) is no time of day")
    }
    return time
  }
}
