import Clocks
import Playout
import Scheduling
import SeededRandom

/// A node with its speaker, its disk and its troubles, in a time of its own.
struct World {
  static let rate = 50
  static let second: Int64 = 1_000_000_000
  static let zone: Int64 = 7 * 3600

  var chance: SeededChance
  let seed: UInt64
  let begin: Int64
  let end: Int64

  /// True time in nanoseconds since 1970; the machine's clocks hang on it.
  var time: Int64
  var wallError: Int64 = 0
  var isSynchronised = true
  /// Whether the time service is gone and the clock was right then and not stepped since.
  var isHeldOver = false
  var booted: Int64
  var isOn = false
  /// When the power comes back by itself.
  var backAt: Int64?

  /// What the node has of its parent and for itself; nil: its schedule is the year's.
  var station: StationDesk?
  /// How far its rundown reaches ahead, in days.
  var reach: Int64 = 2
  /// Now and then the power goes in the middle of what is to be done.
  var hasSuddenCuts = true
  let code: String
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
  var year = Year.of2022
  var history = AiredHistory()
  /// As it was planned before any fault.
  let planned: [Airing]
  var withdrawn: Set<AiringID> = []
  var handed: Set<AiringID> = []
  /// Planned starts of all that the conductor was ever given ahead of its time.
  var given: [AiringID: WallTime] = [:]
  var boots = 0
  var orders: [AiringID: Priority] = [:]
  var crashes: [Int64] = []
  var violations: [String] = []
  var emergencies: Set<AiringID> = []
  var atOnce: Set<AiringID> = []
  var steps: [(at: Int64, wall: Int64)] = []
  var events = 0

  static let plan = Year.of2022.rundown(from: Year.begin, until: Year.begin + .days(Year.days)).airings

  static func policy() -> Conductor.Policy {
    Conductor.Policy(clock: .init(holdover: .hours(24)), rememberEvery: .hours(2))
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

  init(seed: UInt64, firstDay: Int, days: Int, code: String = "29770", station: StationDesk? = nil) {
    self.seed = seed
    self.code = code
    self.station = station
    chance = SeededChance(seed)
    begin = Year.begin.nanoseconds + Int64(firstDay) * 86400 * Self.second
    end = begin + Int64(days) * 86400 * Self.second
    time = begin
    booted = begin
    conductor = Self.newConductor(code)
    let life = WallTime(nanoseconds: begin)..<WallTime(nanoseconds: end)
    planned = station == nil ? Self.plan.filter { life.contains($0.plannedStart) } : []
  }

  static func newConductor(_ code: String) -> Conductor {
    Conductor(
      node: .init(station: code, software: "test", frameRate: rate), policy: policy(), quiet: quiet)
  }

  // MARK: - The schedule

  static func item(_ name: String, seconds: Int) -> Item {
    Item(role: .edition, media: Year.media(name, seconds: seconds))
  }

  func rundown() -> Rundown {
    let wall = self.wall.nanoseconds
    let from = min(memory?.settledThrough.nanoseconds ?? wall, wall) - 3600 * Self.second
    let until = max(wall, memory?.settledThrough.nanoseconds ?? wall) + reach * 86400 * Self.second
    if let station {
      return station.rundown(
        from: WallTime(nanoseconds: from), until: WallTime(nanoseconds: until), now: self.wall)
    }
    // A clock that is years off asks for years in which nothing was planned.
    var rundown = year.rundown(
      from: WallTime(nanoseconds: max(from, begin)), until: WallTime(nanoseconds: min(until, end)),
      history: history)
    rundown.airings.removeAll { withdrawn.contains($0.id) }
    rundown.from = WallTime(nanoseconds: from)
    rundown.until = WallTime(nanoseconds: until)
    return rundown
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
    isHeldOver = false
    steps.append((time, wallError))
    boots += 1
    conductor = Self.newConductor(code)
    player.isDeviceUp = true
    emissionsOfBoot = player.emissions.count
    let through = memory?.settledThrough ?? WallTime(nanoseconds: .min)
    var entered = Set(open.keys)
    let since = memory == nil ? through : through - Conductor.longestAiring
    for (id, entries) in log where (entries.first?.plannedStart ?? since) >= since { entered.insert(id) }
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
    let later = max(wall, WallTime(nanoseconds: time))
    for airing in rundown.airings where airing.plannedStart > wall {
      handed.insert(airing.id)
      if airing.plannedStart > later { given[airing.id] = airing.plannedStart }
    }
    guard isSynchronised else { return }
    // What the upstream node tells late is joined, or said to be missed.
    for airing in rundown.airings
    where airing.isRelayed && airing.disposition == .air && airing.plannedStart <= wall
      && airing.plannedEnd > later
    {
      given[airing.id] = airing.plannedStart
    }
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
    let survive =
      hasSuddenCuts && chance.happens(1, in: 3000) ? Int.random(in: 0..<actions.count, using: &chance) : nil
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
      if entry.framesPlayed > 0, let edition = entry.edition { history.record(edition, in: entry.airing) }
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
    if !isSynchronised, !isHeldOver { fail("\(airing) began while the clock was not synchronised") }
  }
}
