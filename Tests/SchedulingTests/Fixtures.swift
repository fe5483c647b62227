import Clocks
import Foundation
import Scheduling
import Testing

func zone(_ name: String) throws -> TimeZone { try #require(CivilCalendar.timeZone(named: name)) }

func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

func local(_ text: String) throws -> CivilDateTime { try #require(CivilDateTime(text)) }

func time(_ text: String) throws -> CivilTime { try #require(CivilTime(text)) }

/// An instant as ISO 8601 in UTC, read by Foundation: an authority apart from our own tables.
func instant(_ text: String) throws -> WallTime {
  let date = try Date(text, strategy: .iso8601)
  return WallTime(seconds: Int64(date.timeIntervalSince1970))
}

func utcText(_ instant: WallTime) -> String {
  Date(timeIntervalSince1970: Double(instant.nanoseconds) / 1e9).formatted(.iso8601)
}

let vietnam = "Asia/Ho_Chi_Minh"

func media(_ name: String, seconds: Int = 60, loudness: Double? = -20, truePeak: Double? = -6) -> Media {
  Media(
    path: "/media/\(name).flac", sha256: name, bytes: 1, duration: .seconds(seconds), loudness: loudness,
    truePeak: truePeak)
}

func edition(
  _ name: String, of programme: ProgrammeID = "cchc", for target: EditionTarget,
  approved: String? = "2022-01-01T08:00", by: String = "Lan"
) throws -> Edition {
  Edition(
    id: EditionID("\(programme)/\(name)"), programme: programme, title: "Kỳ \(name)", target: target,
    approval: try approved.map { Approval(by: by, at: try local($0)) }, media: media(name))
}

func slot(
  _ id: SlotID, first: String, _ recurrence: Recurrence = .once, minutes: Int = 15,
  priority: Priority = .normal, onHoliday: HolidayPolicy = .keep,
  whenMissing: MissingEditionPolicy = .skip, rerunOf: SlotID? = nil
) throws -> Slot {
  Slot(
    id: id, programme: "cchc", first: try local(first), recurrence: recurrence,
    allotted: .minutes(minutes), priority: priority, onHoliday: onHoliday, whenMissing: whenMissing,
    rerunOf: rerunOf)
}

func schedule(
  _ slots: [Slot], in zoneName: String = vietnam, quiet: [QuietHours] = [], holidays: [String] = []
) throws -> Schedule {
  Schedule(
    timeZone: try zone(zoneName),
    programmes: [Programme(id: "cchc", name: "Cải cách hành chính", folder: "/editions/cchc")],
    slots: slots, quietHours: quiet,
    holidays: try holidays.map { Holiday(date: try day($0), name: "Tết Nguyên đán") })
}

extension Schedule {
  /// The rundown of local days, the last one included.
  func days(
    _ from: String, _ last: String, editions: [Edition] = [], files: [String: Media] = [:],
    history: AiredHistory = AiredHistory()
  ) throws -> Rundown {
    let calendar = CivilCalendar(timeZone: timeZone)
    return rundown(
      from: calendar.startOfDay(try day(from)), until: calendar.endOfDay(try day(last)),
      editions: editions, files: files, history: history)
  }

  /// The local starts of the only slot on local days, the last one included.
  func starts(_ from: String, _ last: String) throws -> [String] {
    let calendar = CivilCalendar(timeZone: timeZone)
    let slot = try #require(slots.first)
    return occurrences(
      of: slot, from: calendar.startOfDay(try day(from)), until: calendar.endOfDay(try day(last))
    )
    .map(\.localStart.description)
  }
}
