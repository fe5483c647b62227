import Clocks
import Playout
import Scheduling

/// A node with its speaker, its disk and its troubles, in a time of its own.
struct World {
  static let rate = 50
  static let second: Int64 = 1_000_000_000
  /// 2022-01-01T00:00 at Ho Chi Minh City.
  static let newYear = WallTime(seconds: 1_640_970_000)
  static let zone: Int64 = 7 * 3600

  var chance: Chance
  let seed: UInt64
  let begin: Int64
  let end: Int64

  /// True time in nanoseconds since 1970; the machine's clocks hang on it.
  var time: Int64
  var wallError: Int64 = 0
  var isSynchronised = true
  var booted: Int64
  var isOn = false
  /// When the power comes back by itself.
  var backAt: Int64?

  var conductor: Conductor
  var player = SimulatedPlayer(rate: rate)
  var emissionsOfBoot = 0
  var wake = Int64.max

  // The disk.
  var log: [AiringID: [AsRunEntry]] = [:]
  var open: [AiringID: AsRunEntry] = [:]
  var memory: Conductor.Memory?
  var lastRundown: Rundown?

  // The schedule as it stands, and what happened.
  var planned: [Airing]
  var withdrawn: Set<AiringID> = []
  var withoutFile: Set<AiringID> = []
  var handed: Set<AiringID> = []
  var orders: [AiringID: Priority] = [:]
  var crashes: [Int64] = []
  var violations: [String] = []
  var emergencies: Set<AiringID> = []
  var atOnce: Set<AiringID> = []
  var steps: [(at: Int64, wall: Int64)] = []
  var events = 0

  static func policy() -> Conductor.Policy {
    Conductor.Policy(rememberEvery: .hours(2))
  }

  static let quiet = Conductor.QuietTimes { instant in
    // 22:00 to 04:30 local time.
    let day = 86400 * second
    let local = instant.nanoseconds + zone * second
    let midnight = local - local % day
    for offset in [-1, 0, 1, 2] as [Int64] {
      let from = midnight + offset * day + 22 * 3600 * second - zone * second
      let until = from + (6 * 3600 + 1800) * second
      if instant.nanoseconds < until {
        return WallTime(nanoseconds: from)..<WallTime(nanoseconds: until)
      }
    }
    return nil
  }

  init(seed: UInt64, firstDay: Int, days: Int) {
    self.seed = seed
    chance = Chance(seed: seed)
    begin = Self.newYear.nanoseconds + Int64(firstDay) * 86400 * Self.second
    end = begin + Int64(days) * 86400 * Self.second
    time = begin
    booted = begin
    conductor = Self.newConductor()
    planned = Self.airings(firstDay: firstDay, days: days)
  }

  static func newConductor() -> Conductor {
    Conductor(
      node: .init(station: "29770", software: "test", frameRate: rate), policy: policy(), quiet: quiet)
  }

  // MARK: - The schedule

  static func item(_ name: String, seconds: Int) -> Item {
    Item(
      role: .edition,
      media: Media(path: "/\(name)", sha256: name, bytes: 1, duration: .seconds(seconds)))
  }

  static func airings(firstDay: Int, days: Int) -> [Airing] {
    var airings: [Airing] = []
    for number in firstDay..<(firstDay + days) {
      guard let newYear = CivilDate(year: 2022, month: 1, day: 1) else { continue }
      let date = newYear.adding(days: number)
      func add(
        _ slot: String, _ hour: Int, _ minute: Int, seconds: Int, allotted: Int, late: LatePolicy = .join,
        priority: Priority = .normal, atEnd: EndPolicy = .cut(fade: .seconds(1)), isRerun: Bool = false
      ) {
        guard let time = CivilTime(hour: hour, minute: minute) else { return }
        let local = CivilDateTime(date, time)
        let start = WallTime(seconds: Int64(date.dayNumber) * 86400 + Int64(time.secondOfDay) - zone)
        airings.append(
          Airing(
            id: AiringID("\(slot)@\(local)"), slot: SlotID(slot), programme: "cchc", plannedStart: start,
            localStart: local, allotted: .seconds(allotted), priority: priority, whenLate: late, atEnd: atEnd,
            items: [item("\(slot)-\(date)", seconds: seconds)], isRerun: isRerun))
      }
      add("ban-tin", 6, 0, seconds: 40, allotted: 60, late: .restart(within: .minutes(5)))
      if date.weekday == .wednesday {
        add("cchc", 17, 0, seconds: 130, allotted: 120, atEnd: .overrun(upTo: .seconds(30)))
        add("tiep-theo", 17, 2, seconds: 30, allotted: 60, late: .skip)
      }
      if date.weekday == .friday { add("cchc-lai", 5, 30, seconds: 90, allotted: 120, isRerun: true) }
      if date.day == 1 { add("thang", 17, 0, seconds: 60, allotted: 60, priority: .priority) }
      if date.weekday == .sunday { add("khuya", 21, 59, seconds: 100, allotted: 120) }
      if date.weekday == .monday {
        add("trung-a", 11, 0, seconds: 50, allotted: 60)
        add("trung-b", 11, 0, seconds: 70, allotted: 90, late: .restart(within: .minutes(2)))
      }
    }
    return airings.sorted { ($0.plannedStart, $0.id) < ($1.plannedStart, $1.id) }
  }

  func rundown() -> Rundown {
    let wall = self.wall.nanoseconds
    let from = min(memory?.settledThrough.nanoseconds ?? wall, wall) - 3600 * Self.second
    let until = max(wall, memory?.settledThrough.nanoseconds ?? wall) + 2 * 86400 * Self.second
    let airings = planned.compactMap { airing -> Airing? in
      guard airing.plannedStart.nanoseconds >= from, airing.plannedStart.nanoseconds < until,
        !withdrawn.contains(airing.id)
      else { return nil }
      var airing = airing
      if withoutFile.contains(airing.id) {
        airing.items = []
        airing.disposition = .cancelled(.noEdition)
      }
      return airing
    }
    return Rundown(
      from: WallTime(nanoseconds: from), until: WallTime(nanoseconds: until), airings: airings)
  }

  // MARK: - The machine

  var wall: WallTime { WallTime(nanoseconds: time + wallError) }
  var monotonic: Int64 { time - booted }

  var reading: ClockReading {
    ClockReading(
      wall: wall, monotonic: MonotonicTime(nanoseconds: monotonic), isSynchronised: isSynchronised)
  }

  mutating func boot(wallError: Int64, isSynchronised: Bool) {
    isOn = true
    backAt = nil
    booted = time - 5 * Self.second
    self.wallError = wallError
    self.isSynchronised = isSynchronised
    steps.append((time, wallError))
    conductor = Self.newConductor()
    player.isDeviceUp = true
    emissionsOfBoot = player.emissions.count
    let through = memory?.settledThrough ?? WallTime(nanoseconds: .min)
    var entered = Set(open.keys)
    for (id, entries) in log where (entries.first?.plannedStart ?? through) >= through { entered.insert(id) }
    tell(
      .restored(
        .init(memory: memory, rundown: lastRundown, open: Array(open.values), entered: entered)))
    tell(.player(.device(.running(name: "sim", rate: Self.rate, driftPPM: nil))))
    giveRundown()
  }

  mutating func giveRundown() {
    guard isOn else { return }
    let rundown = rundown()
    tell(.rundown(rundown))
    guard isOn else { return }
    lastRundown = rundown
    for airing in rundown.airings where airing.plannedStart > wall { handed.insert(airing.id) }
  }

  mutating func powerOff() {
    guard isOn else { return }
    _ = player.advance(to: monotonic)
    player.shiftEmissions(since: emissionsOfBoot, by: booted)
    emissionsOfBoot = player.emissions.count
    player.powerOff()
    crashes.append(time)
    isOn = false
    wake = .max
  }

  mutating func tell(_ event: Conductor.Event) {
    guard isOn else { return }
    events += 1
    let actions = conductor.handle(event, at: reading)
    // Now and then the power goes in the middle of what was to be done.
    let survive = chance.happens(1, in: 3000) ? Int.random(in: 0..<actions.count, using: &chance) : nil
    for (index, action) in actions.enumerated() {
      if index == survive {
        powerOff()
        backAt = time + Int64.random(in: 1...100, using: &chance) * Self.second
        return
      }
      carryOut(action)
    }
  }

  mutating func carryOut(_ action: Conductor.Action) {
    switch action {
    case .open(let entry):
      if open[entry.airing] != nil || log[entry.airing] != nil { fail("opened twice: \(entry.airing)") }
      open[entry.airing] = entry
    case .checkpoint(let entry):
      if open[entry.airing] == nil { fail("checkpoint of no open entry: \(entry.airing)") }
      open[entry.airing] = entry
    case .close(let entry):
      if open.removeValue(forKey: entry.airing) == nil { fail("closed what was not open: \(entry.airing)") }
      log[entry.airing, default: []].append(entry)
    case .record(let entry):
      if open[entry.airing] != nil { fail("recorded beside an open entry: \(entry.airing)") }
      log[entry.airing, default: []].append(entry)
    case .arm(let cue):
      if open[cue.airing] == nil { fail("armed without intent: \(cue.airing)") }
      if cue.from >= cue.duration { fail("empty cue: \(cue.airing)") }
      player.arm(cue, at: monotonic)
    case .retime(let id, let start): player.retime(id, start)
    case .stop(let id, let fade): player.stop(id, fade: fade, at: monotonic)
    case .remember(let memory): self.memory = memory
    case .wake(let at): wake = at.nanoseconds
    case .raise, .clear, .answer, .finished: break
    }
  }

  mutating func fail(_ what: String) {
    violations.append("\(wall.nanoseconds / Self.second): \(what)")
  }

  /// Lets time pass until `until`, in true time.
  mutating func run(until: Int64) {
    while time < until {
      guard isOn else {
        if let back = backAt, back <= until {
          time = max(time, back)
          boot(wallError: 0, isSynchronised: true)
          continue
        }
        time = until
        return
      }
      var next = min(until, booted + wake)
      if let sound = player.nextEvent(after: monotonic) { next = min(next, booted + sound) }
      time = min(until, max(next, time + 1_000_000))
      let isWake = time >= booted + wake
      for report in player.advance(to: monotonic) {
        if case .started(let cue, _, _) = report { checkStart(cue) }
        tell(.player(report))
        if !isOn { break }
      }
      if isWake { tell(.tick) }
    }
  }

  mutating func checkStart(_ cue: Cue.ID) {
    guard let airing = player.emissions.last?.airing, !atOnce.contains(airing) else { return }
    if !isSynchronised { fail("\(airing) began while the clock was not synchronised") }
  }
}
