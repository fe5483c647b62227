import Clocks
import Phrases
import Playout
import Scheduling
import Testing

/// A conductor with two clocks to turn by hand, and a player that does what it is told.
struct Stage {
  static let rate = 1000
  /// Wednesday 2022-03-16, 17:00 at Ho Chi Minh City.
  static let five = WallTime(seconds: 1_647_424_800)

  var conductor: Conductor
  var wall: WallTime
  var monotonic = MonotonicTime(nanoseconds: 1_000_000_000_000)
  var isSynchronised = true
  var entries: [AsRunEntry] = []
  var opened: [AsRunEntry] = []
  var checkpoints: [AsRunEntry] = []
  var armed: [Cue] = []
  var stopped: [(cue: Cue.ID, fade: Duration)] = []
  var retimed: [(cue: Cue.ID, start: MonotonicTime)] = []
  var raised: [Alarm] = []
  var cleared: [Alarm.Key] = []
  var answers: [Conductor.Answer] = []
  var memory: Conductor.Memory?
  var isFinished = false
  var wake: MonotonicTime

  /// How loud everything is from now on; full scale is 1.
  var amplitude: Float = 0.1

  private var live: [(cue: Cue, first: Int64?, stop: MonotonicTime?)] = []
  private var sound: [Cue.ID: SoundSum] = [:]
  private var deviceIsUp = true

  init(
    at wall: WallTime, policy: Conductor.Policy = .init(), quiet: Conductor.QuietTimes = .none,
    isSynchronised: Bool = true, restored: Conductor.Restored? = nil, _ airings: [Airing]
  ) {
    self.wall = wall
    self.isSynchronised = isSynchronised
    conductor = Conductor(
      node: .init(station: "29770", software: "test", language: .english, frameRate: Self.rate),
      policy: policy, quiet: quiet)
    wake = monotonic
    if let restored { tell(.restored(restored)) }
    tell(.player(.device(.running(name: "card", rate: Self.rate, driftPPM: nil))))
    give(airings)
  }

  var reading: ClockReading {
    ClockReading(wall: wall, monotonic: monotonic, isSynchronised: isSynchronised)
  }

  mutating func give(_ airings: [Airing], from: Duration = .hours(24), until: Duration = .hours(72)) {
    tell(.rundown(Rundown(from: wall - from, until: wall + until, airings: airings)))
  }

  mutating func tell(_ event: Conductor.Event) {
    for action in conductor.handle(event, at: reading) {
      switch action {
      case .open(let entry): opened.append(entry)
      case .checkpoint(let entry): checkpoints.append(entry)
      case .close(let entry), .record(let entry): entries.append(entry)
      case .arm(let cue):
        armed.append(cue)
        live.append((cue, nil, nil))
      case .retime(let id, let start):
        retimed.append((id, start))
        for index in live.indices where live[index].cue.id == id { live[index].cue.start = start }
      case .stop(let id, let fade):
        stopped.append((id, fade))
        for index in live.indices where live[index].cue.id == id { live[index].stop = monotonic + fade }
      case .raise(let alarm): raised.append(alarm)
      case .clear(let key): cleared.append(key)
      case .remember(let kept): memory = kept
      case .answer(let answer): answers.append(answer)
      case .finished: isFinished = true
      case .wake(let at): wake = at
      }
    }
  }

  /// Lets time pass in steps of a tenth of a second.
  mutating func pass(_ duration: Duration) {
    let end = monotonic + duration
    while monotonic < end {
      let step = min(.milliseconds(100), end - monotonic)
      monotonic += step
      wall += step
      play()
      tell(.tick)
    }
  }

  mutating func pass(until instant: WallTime) { pass(instant - wall) }

  mutating func step(by duration: Duration) {
    wall += duration
    tell(.clockStepped(by: duration))
  }

  mutating func loseDevice() {
    deviceIsUp = false
    tell(.player(.device(.lost(name: "card", why: .unplugged))))
  }

  mutating func findDevice() {
    deviceIsUp = true
    tell(.player(.device(.running(name: "card", rate: Self.rate, driftPPM: nil))))
  }

  /// What sounds now.
  var onAir: [AiringID] { live.filter { $0.first != nil }.map(\.cue.airing) }

  private mutating func play() {
    for voice in live {
      let cue = voice.cue
      guard let index = live.firstIndex(where: { $0.cue.id == cue.id }) else { continue }
      let place = (monotonic - cue.start).frames(at: Self.rate)
      let from = cue.from.frames(at: Self.rate)
      let last = cue.duration.frames(at: Self.rate)
      if voice.first == nil, deviceIsUp, place >= from, voice.stop == nil, place < last {
        // On time when the step crossed its start, else where it is due.
        let first = place - from <= Int64(Self.rate) / 10 ? from : place
        live[index].first = first
        tell(
          .player(
            .started(cue.id, frame: first, at: cue.start + .frames(first, at: Self.rate))))
      }
      guard let now = live.firstIndex(where: { $0.cue.id == cue.id }) else { continue }
      let first = live[now].first
      let played = first.map { max(0, min(place, last) - $0) } ?? 0
      if place >= last || (live[now].stop.map { $0 <= monotonic } ?? false) {
        let isOver = place >= last
        live.remove(at: now)
        tell(.player(.sounded(cue.id, sum(of: cue.id, frames: played))))
        tell(.player(.ended(cue.id, played: played, at: monotonic, isOver ? .completed : .stopped)))
      } else if first != nil {
        tell(.player(.progress(cue.id, played: played, through: min(place, last), at: monotonic)))
        tell(.player(.sounded(cue.id, sum(of: cue.id, frames: played))))
      }
    }
  }

  private mutating func sum(of cue: Cue.ID, frames: Int64) -> SoundSum {
    var sum = sound[cue] ?? SoundSum()
    sum.energy += Double(frames - sum.frames) * Double(amplitude * amplitude)
    if frames > sum.frames { sum.peak = max(sum.peak, amplitude) }
    sum.frames = frames
    sound[cue] = sum
    return sum
  }

  func entry(_ id: AiringID) -> AsRunEntry? { entries.first { $0.airing == id } }

  func alarms(_ kind: Alarm.Kind) -> [Alarm] { raised.filter { $0.kind == kind } }

  /// What a restart finds.
  func afterPowerCut(rundown: [Airing]) -> Conductor.Restored {
    let open = opened.filter { opened in !entries.contains { $0.airing == opened.airing } }
    return .init(
      memory: memory,
      rundown: Rundown(from: wall - .hours(24), until: wall + .hours(72), airings: rundown),
      open: open.map { entry in checkpoints.last { $0.airing == entry.airing } ?? entry },
      entered: Set(entries.map(\.airing)).union(open.map(\.airing)))
  }
}

/// An airing on that Wednesday.
func airing(
  _ slot: String, at start: WallTime = Stage.five, seconds: Int = 60, allotted: Int? = nil,
  late: LatePolicy = .join, priority: Priority = .normal, atEnd: EndPolicy = .cut(fade: .seconds(1)),
  disposition: Airing.Disposition = .air, files: Int = 1
) -> Airing {
  let local = start.nanoseconds / 1_000_000_000 + 7 * 3600
  let date = CivilDate(dayNumber: Int(local / 86400))
  let second = Int(local % 86400)
  guard let time = CivilTime(hour: second / 3600, minute: second / 60 % 60, second: second % 60) else {
    preconditionFailure("a second of the day is a time of day")
  }
  let localStart = CivilDateTime(date, time)
  let items = (0..<files).map { number in
    Item(
      role: .edition,
      media: Media(
        path: "/\(slot)-\(number)", sha256: "\(slot)-\(number)", bytes: 1,
        duration: .seconds(seconds) / max(1, files)))
  }
  return Airing(
    id: AiringID("\(slot)@\(localStart)"), slot: SlotID(slot),
    programme: "cchc", plannedStart: start, localStart: localStart, allotted: .seconds(allotted ?? seconds),
    priority: priority, whenLate: late, atEnd: atEnd, items: items, disposition: disposition)
}
