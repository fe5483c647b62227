import Clocks
import Relay
import Scheduling

/// What a simulated station makes its rundown of: the manifest that it holds, its files, its own programmes.
struct StationDesk {
  var manifest: Manifest?
  /// The files that are here, by hash.
  var files: Set<String> = []
  var rule: ClashRule
  var hasPriorityOfItsOwn = false
  let code: String

  init(code: String, rule: ClashRule, hasPriorityOfItsOwn: Bool = false) {
    self.code = code
    self.rule = rule
    self.hasPriorityOfItsOwn = hasPriorityOfItsOwn
    files = Set([30, 60, 90].map { World.item("rieng-\($0)", seconds: $0).media.sha256 })
  }

  private static let day: Int64 = 86400 * World.second
  private static let fallback = [World.item("du-phong", seconds: 30)]

  func rundown(from: WallTime, until: WallTime, now: WallTime) -> Rundown {
    StationRundown.merged(
      own: Rundown(from: from, until: until, airings: own(from: from, until: until)), manifest: manifest,
      now: now, path: { files.contains($0) ? "/media/\($0)" : nil }, rule: rule, fallback: Self.fallback)
  }

  /// Every day a bulletin at half past eleven that nobody minds, and one that clashes with the parent's on Wednesdays.
  private func own(from: WallTime, until: WallTime) -> [Airing] {
    var airings: [Airing] = []
    let zone = World.zone * World.second
    let first = (from.nanoseconds + zone) / Self.day
    let last = (until.nanoseconds + zone) / Self.day
    guard first <= last else { return [] }
    for number in first...last {
      let midnight = WallTime(nanoseconds: number * Self.day - zone)
      let date = CivilDate(dayNumber: Int(number))
      func add(
        _ name: String, _ hour: Int, _ minute: Int, seconds: Int, _ priority: Priority, _ late: LatePolicy
      ) {
        let start = midnight + .seconds(hour * 3600 + minute * 60)
        guard let time = CivilTime(hour: hour, minute: minute), from <= start, start < until else { return }
        let local = CivilDateTime(date, time)
        let slot = SlotID(name)
        airings.append(
          Airing(
            id: AiringID(slot: slot, at: local), slot: slot, programme: nil, plannedStart: start,
            localStart: local, allotted: .seconds(seconds), priority: priority, whenLate: late,
            items: [World.item("rieng-\(seconds)", seconds: seconds)]))
      }
      add("dia-phuong-\(code)", 11, 30, seconds: 60, .normal, .join)
      add("rieng-\(code)", 17, 1, seconds: 90, .normal, .restart(within: .minutes(5)))
      if hasPriorityOfItsOwn, date.day == 1 {
        add("uu-tien-\(code)", 17, 0, seconds: 30, .priority, .restart(within: .minutes(1)))
      }
    }
    return airings.sorted { ($0.plannedStart, $0.id) < ($1.plannedStart, $1.id) }
  }
}
