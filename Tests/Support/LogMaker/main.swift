import Airtime
import Clocks
import Foundation
import Scheduling
import SeededRandom

// Makes an airtime log of many airings at many stations, for tests and benchmarks of what reads it:
//
//     log-maker FOLDER FIRST-DAY LAST-DAY STATIONS AIRINGS-A-DAY SEED
//
// The Centre `ttvh-binh-minh` airs the weekly edition of programme `cchc` (every airing of an ISO week has the edition of that
// week); each station relays it. One airing in fifty is partial, one in a hundred is missed.

func say(_ problem: String) -> Never {
  FileHandle.standardError.write(Data((problem + "\n").utf8))
  exit(2)
}

let words = CommandLine.arguments
guard words.count == 7, let first = CivilDate(words[2]), let last = CivilDate(words[3]), first <= last,
  let stations = Int(words[4]), let airings = Int(words[5]), (1...12).contains(airings),
  let seed = UInt64(words[6]),
  let zone = CivilCalendar.timeZone(named: "Asia/Ho_Chi_Minh")
else { say("log-maker FOLDER FIRST-DAY LAST-DAY STATIONS AIRINGS-A-DAY SEED") }

/// The codes of the town's eight units first, then made ones.
let town = ["29770", "29771", "29813", "29806", "29809", "29812", "29815", "29818"]
let codes =
  ["ttvh-binh-minh"] + (0..<stations).map { $0 < town.count ? town[$0] : String(40_000 + $0) }
let calendar = CivilCalendar(timeZone: zone)
var random = SeededChance(seed)
let rate = 48_000
let length = 300
let due = Int64(length * rate)

/// The times of a day, in minutes: 05:00 and 17:00 first.
let minutes = [300, 1020, 360, 420, 480, 540, 600, 660, 720, 780, 840, 900]

let log = try await AirtimeLog.open(directory: words[1]) {
  WallTime(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9))
}
var made = 0
var day = first
while day <= last {
  var entries: [AsRunEntry] = []
  let week = day.isoWeek
  let edition = EditionID("cchc/\(week.year)-w\(week.number < 10 ? "0" : "")\(week.number)")
  for number in 0..<airings {
    guard let time = CivilTime(hour: minutes[number] / 60, minute: minutes[number] % 60) else { continue }
    let local = CivilDateTime(day, time)
    let planned = calendar.instant(of: local)
    let slot = SlotID("cchc-\(number + 1)")
    for code in codes {
      let dice = Int.random(in: 0..<100, using: &random)
      let played = dice == 0 ? 0 : dice < 3 ? due / 2 : due
      let offset = Duration.microseconds(Int64.random(in: -900...900, using: &random))
      entries.append(
        AsRunEntry(
          airing: AiringID(slot: slot, at: local), station: code, slot: slot, programme: "cchc",
          edition: edition, editionTitle: "Bản tin \(edition)", isRerun: false, substitution: nil,
          items: [.init(role: .edition, sha256: String(repeating: "0", count: 64), loudness: -23, gain: 0)],
          priority: .normal, plannedStart: planned, localStart: local, allotted: .seconds(600),
          startedAt: played > 0 ? planned + offset : nil,
          endedAt: played > 0 ? planned + .seconds(length) : nil, framesPlayed: played, framesDue: due,
          frameRate: rate,
          gaps: played == due || played == 0
            ? [] : [Gap(at: planned, frame: 0, frames: due - played, cause: .power)],
          outcome: played == due ? .aired : played == 0 ? .missed : .partial,
          cause: played == due ? nil : .power, clock: ClockStamp(state: .trusted, bound: 0.001),
          commandedBy: nil, note: nil, software: "0", isRelayed: code != codes[0]))
    }
  }
  try await log.record(entries)
  made += entries.count
  if day.day == 1 { print("\(day): \(made) entries") }
  day = day.adding(days: 1)
}
try await log.shutDown()
print("\(made) entries")
