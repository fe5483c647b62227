import Clocks
import Playout
import Scheduling
import SeededRandom

extension World {
  enum Trouble {
    case powerCut(seconds: Int)
    case badBoot(off: Int, behind: Int, for: Int)
    case deviceLost(seconds: Int)
    case deviceBack
    case step(seconds: Int, for: Int)
    case synchronise
    case powerBack(behind: Int)
    case withdraw, restoreEdit, changeFile
    case loseFile(seconds: Int)
    case fileArrives(EditionID)
    case loseTime(seconds: Int)
    case order(Priority, seconds: Int)
    case stop, cancel
    case newDay
  }

  /// Lives through the days with faults, most of them near airings, then checks the laws.
  mutating func live(faults: Int) {
    var agenda: [(at: Int64, what: Trouble)] = []
    var day = begin + Self.second
    while day < end {
      agenda.append((day, .newDay))
      day += 86400 * Self.second
    }
    for _ in 0..<faults {
      guard let near = planned.randomElement(using: &chance) else { continue }
      let at = near.plannedStart.nanoseconds + Int64.random(in: -40_000...160_000, using: &chance) * 1_000_000
      agenda.append((max(begin + 2 * Self.second, at), someTrouble()))
    }
    agenda.sort { $0.at < $1.at }
    boot(wallError: 0, isSynchronised: true)
    var index = 0
    while index < agenda.count {
      let (at, what) = agenda[index]
      index += 1
      guard at < end else { continue }
      run(until: max(at, time))
      for (delay, later) in cause(what) {
        let due = time + Int64(delay) * Self.second + 7_000_000
        let place = agenda[index...].firstIndex { $0.at > due } ?? agenda.count
        agenda.insert((due, later), at: place)
      }
    }
    run(until: end)
    if !isOn { boot(wallError: 0, isSynchronised: true) }
    if wallError != 0 || !isSynchronised { _ = cause(.synchronise) }
    run(until: end + 3600 * Self.second)
    if isOn {
      player.shiftEmissions(since: emissionsOfBoot, by: booted)
      emissionsOfBoot = player.emissions.count
    }
  }

  private mutating func someTrouble() -> Trouble {
    func some(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &chance) }
    switch some(0...17) {
    case 17: return .loseTime(seconds: some(10...40_000))
    case 0: return .powerCut(seconds: some(1...30))
    case 1: return .powerCut(seconds: some(30...9000))
    case 2: return .badBoot(off: some(1...200), behind: some(10...40_000_000), for: some(5...1500))
    case 3, 4: return .deviceLost(seconds: some(1...120))
    case 5: return .step(seconds: some(-7200...7200), for: some(5...900))
    case 6: return .step(seconds: some(-90...90), for: some(5...60))
    case 7: return .withdraw
    case 15: return .step(seconds: some(-4...4), for: some(5...600))
    case 8: return .restoreEdit
    case 9: return .loseFile(seconds: some(10...4000))
    case 10: return .order(.emergency, seconds: some(5...60))
    case 11: return .order(.normal, seconds: some(5...60))
    case 12: return .order(.priority, seconds: some(5...60))
    case 13: return .stop
    case 14: return .cancel
    default: return .changeFile
    }
  }

  private func soon() -> [Airing] {
    planned.filter { abs($0.plannedStart.nanoseconds - time) < 7200 * Self.second }
  }

  mutating func cause(_ trouble: Trouble) -> [(Int, Trouble)] {
    switch trouble {
    case .powerCut(let seconds):
      guard isOn else { return [] }
      powerOff()
      // A clock that lost a little while it was off, before its time service is heard.
      let behind = chance.happens(1, in: 3) ? Int.random(in: 1...4, using: &chance) : 0
      return [(seconds, .powerBack(behind: behind))]
    case .badBoot(let off, let behind, let length):
      guard isOn else { return [] }
      powerOff()
      return [(off, .powerBack(behind: behind)), (off + length, .synchronise)]
    case .powerBack(let behind):
      guard !isOn else { return [] }
      boot(wallError: -Int64(behind) * Self.second, isSynchronised: behind <= 4)
    case .deviceLost(let seconds):
      guard isOn, player.isDeviceUp else { return [] }
      for report in player.advance(to: monotonic) { tell(.player(report)) }
      player.isDeviceUp = false
      tell(.player(.device(.lost(name: "sim", why: .unplugged))))
      return [(seconds, .deviceBack)]
    case .deviceBack:
      guard isOn, !player.isDeviceUp else { return [] }
      for report in player.advance(to: monotonic) { tell(.player(report)) }
      player.isDeviceUp = true
      tell(.player(.device(.running(name: "sim", rate: Self.rate, driftPPM: nil))))
    case .step(let seconds, let length):
      guard isOn, seconds != 0 else { return [] }
      wallError += Int64(seconds) * Self.second
      // Whoever sets the clock by hand is not a time service.
      isSynchronised = isSynchronised && abs(seconds) <= 4
      isHeldOver = false
      steps.append((time, wallError))
      tell(.clockStepped(by: .seconds(seconds)))
      return [(length, .synchronise)]
    case .synchronise:
      guard isOn else { return [] }
      let step = wallError
      wallError = 0
      isSynchronised = true
      isHeldOver = false
      steps.append((time, wallError))
      tell(.clockStepped(by: .zero - .nanoseconds(step)))
      giveRundown()
    case .withdraw:
      guard let airing = soon().randomElement(using: &chance) else { return [] }
      withdrawn.insert(airing.id)
      giveRundown()
    case .restoreEdit:
      withdrawn = []
      giveRundown()
    case .changeFile:
      guard let edition = soon().randomElement(using: &chance)?.edition else { return [] }
      year.replaceFile(of: edition, seconds: Int.random(in: 3...140, using: &chance))
      giveRundown()
    case .loseFile(let seconds):
      guard let edition = soon().randomElement(using: &chance)?.edition else { return [] }
      year.approve(edition, false)
      giveRundown()
      return [(seconds, .fileArrives(edition))]
    case .fileArrives(let edition):
      year.approve(edition, true)
      giveRundown()
    case .loseTime(let seconds):
      guard isOn, isSynchronised else { return [] }
      isSynchronised = false
      isHeldOver = true
      return [(seconds, .synchronise)]
    case .order(let priority, let seconds):
      guard isOn, let local = CivilDateTime("2022-01-01T00:00") else { return [] }
      let id = AiringID("lenh@\(time)")
      let airing = Airing(
        id: id, slot: nil, programme: nil, plannedStart: wall + .milliseconds(500), localStart: local,
        allotted: .seconds(seconds), priority: priority, whenLate: .restart(within: .minutes(2)),
        items: [Self.item("lenh-\(time)", seconds: seconds)])
      atOnce.insert(id)
      if priority == .emergency { emergencies.insert(id) }
      tell(.command(.play(.init(airing, by: "trực", isAtOnce: true))))
    case .stop: tell(.command(.stop(by: "trực", reason: nil, fade: nil)))
    case .cancel:
      guard let airing = soon().randomElement(using: &chance) else { return [] }
      tell(.command(.cancel(airing.id, by: "trực", reason: "thử")))
    case .newDay: giveRundown()
    }
    return []
  }
}
