import Clocks
import Foundation
import Playout
import Scheduling
import SeededRandom
import Testing

/// What must hold after any life of a node.
extension World {
  mutating func checkTheLaws() {
    let settled = end - 3600 * Self.second
    for airing in planned where handed.contains(airing.id) && airing.plannedStart.nanoseconds < settled {
      let count = log[airing.id]?.count ?? 0
      if count != 1 { fail("\(airing.id) has \(count) outcomes") }
    }
    checkTheHolidays()
    if !open.isEmpty { fail("still open: \(open.keys.sorted())") }
    let heard = Dictionary(grouping: player.emissions, by: \.airing)
    for (id, entries) in log {
      if entries.count > 1 { fail("\(id) has \(entries.count) entries") }
      for entry in entries { check(entry, heard[id] ?? []) }
    }
    for (id, emissions) in heard { checkEmissions(of: id, emissions) }
    let inOrder = player.emissions.sorted { $0.from < $1.from }
    for (a, b) in zip(inOrder, inOrder.dropFirst())
    where b.from < a.until - 40_000_000 && a.airing != b.airing {
      fail("\(a.airing) and \(b.airing) sounded at once")
    }
  }

  /// What is moved or cancelled by plan is told, never heard.
  private mutating func checkTheHolidays() {
    let heard = Set(player.emissions.map(\.airing))
    for airing in planned where airing.disposition != .air && airing.disposition != .cancelled(.noEdition) {
      if heard.contains(airing.id) { fail("\(airing.id) sounded, \(airing.disposition)") }
      guard let entry = log[airing.id]?.first else { continue }
      switch (airing.disposition, entry.outcome) {
      case (.moved, .moved), (.cancelled(.holiday), .cancelled):
        if entry.cause != .holiday, entry.cause != .operator {
          fail("\(airing.id): \(airing.disposition), but \(String(describing: entry.cause))")
        }
      case (.cancelled, _), (_, .cancelled): break
      default: fail("\(airing.id): \(airing.disposition), but \(String(describing: entry.outcome))")
      }
    }
  }

  private mutating func check(_ entry: AsRunEntry, _ emissions: [SimulatedPlayer.Emission]) {
    let id = entry.airing
    if entry.outcome == nil { fail("\(id) is closed without an outcome") }
    if (entry.cause == nil) != (entry.outcome == .aired) {
      fail("\(id): \(String(describing: entry.outcome)) with \(String(describing: entry.cause))")
    }
    let sounded = emissions.reduce(Int64(0)) { $0 + Int64($1.frames.count) }
    if entry.framesPlayed > sounded { fail("\(id) claims \(entry.framesPlayed) frames, \(sounded) sounded") }
    let cuts = crashes.filter { crash in
      emissions.contains { $0.from <= crash && $0.until >= crash - 2 * Self.second }
    }.count
    let lost = Int64(cuts) * Int64(Self.rate) * 11 / 10
    if sounded - entry.framesPlayed > lost {
      fail("\(id) sounded \(sounded), the log knows of \(entry.framesPlayed), \(cuts) crashes")
    }
    if entry.framesPlayed > 0 {
      let missing = entry.gaps.reduce(Int64(0)) { $0 + $1.frames }
      if entry.framesPlayed + missing != entry.framesDue {
        fail("\(id): \(entry.framesPlayed) played and \(missing) missing of \(entry.framesDue)")
      }
      for (a, b) in zip(entry.gaps, entry.gaps.dropFirst()) where a.frame + a.frames > b.frame {
        fail("\(id): gaps overlap")
      }
    }
    switch entry.outcome {
    case .aired, .late:
      if entry.framesPlayed != entry.framesDue { fail("\(id) is \(entry.outcome!) but not in full") }
    case .missed, .moved, .cancelled:
      if entry.framesPlayed != 0 { fail("\(id) is \(entry.outcome!) but sounded") }
    case .partial, .interrupted:
      if entry.framesPlayed == 0 { fail("\(id) is \(entry.outcome!) but did not sound") }
    case nil: break
    }
  }

  private mutating func checkEmissions(of id: AiringID, _ emissions: [SimulatedPlayer.Emission]) {
    let inOrder = emissions.sorted { $0.frames.lowerBound < $1.frames.lowerBound }
    for (a, b) in zip(inOrder, inOrder.dropFirst()) where a.frames.upperBound > b.frames.lowerBound {
      // A power cut between the first frame and the first checkpoint leaves an entry that has not begun: a restart
      // begins it, less than a checkpoint interval of it again.
      let first = a.from < b.from ? a : b
      let isUnknown = crashes.contains { abs($0 - first.until) < Self.second / 10 }
      if isUnknown, first.frames.lowerBound == 0, first.frames.count <= Self.rate { continue }
      fail("\(id): frames \(b.frames) sounded twice")
    }
    guard !emergencies.contains(id) else { return }
    for emission in emissions {
      for instant in [emission.from, max(emission.from, emission.until - Self.second / 20)] {
        let error = steps.last { $0.at <= instant }?.wall ?? 0
        let wall = WallTime(nanoseconds: instant + error)
        let isJustStepped = steps.contains { abs($0.at - instant) < Self.second }
        if !isJustStepped, let quiet = Self.quiet.next(wall), quiet.contains(wall) {
          fail("\(id) sounded in quiet hours at \(wall.nanoseconds / Self.second)")
          return
        }
      }
    }
  }
}

@Suite struct LawsTests {
  /// `LOA_SEED=17` replays one seed; `LOA_SEEDS=5000` tries more of them.
  static let seeds: [UInt64] = {
    if let seed = ProcessInfo.processInfo.environment["LOA_SEED"].flatMap({ UInt64($0) }) { return [seed] }
    let count = ProcessInfo.processInfo.environment["LOA_SEEDS"].flatMap { UInt64($0) } ?? 200
    return Array(1...max(1, count))
  }()

  @Test(arguments: seeds) func theLawsHoldThroughAMonthOfFaults(seed: UInt64) {
    let firstDay = Int(seed * 37 % 335)
    var world = World(seed: seed, firstDay: firstDay, days: 30)
    world.live(faults: 40)
    world.checkTheLaws()
    #expect(
      world.violations.isEmpty,
      "LOA_SEED=\(seed) replays it:\n\(world.violations.prefix(5).joined(separator: "\n"))")
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func theLawsHoldThroughAllOf2022(seed: UInt64) {
    var world = World(seed: seed, firstDay: 0, days: 365)
    world.live(faults: 300)
    world.checkTheLaws()
    #expect(
      world.violations.isEmpty, "seed \(seed):\n\(world.violations.prefix(5).joined(separator: "\n"))")
  }

  @Test func aYearWithoutFaultsAirsEverythingThatHasTheAirToItself() {
    var world = World(seed: 0, firstDay: 0, days: 365)
    world.chance = SeededChance(0)
    world.live(faults: 0)
    world.checkTheLaws()
    #expect(world.violations.isEmpty, "\(world.violations.prefix(5))")
    let bulletins = world.log.values.joined().filter { $0.slot == "ban-tin" }
    #expect(bulletins.count == 365)
    let entries = world.log.values.joined()
    #expect(Set(entries.filter { $0.outcome == .moved }.map(\.airing.text)) == Self.moved)
    #expect(
      Set(entries.filter { $0.outcome == .cancelled && $0.cause == .holiday }.map(\.airing.text))
        == Self.cancelled)
    let substitutions = entries.compactMap(\.substitution)
    #expect(substitutions.contains(.filler) && substitutions.contains(.repeatLast))
    // A rerun airs what its base slot aired, unless that had nothing.
    for rerun in entries where rerun.isRerun && rerun.outcome == .aired && rerun.substitution == nil {
      let base = entries.filter {
        $0.slot == "cchc" && $0.plannedStart < rerun.plannedStart && $0.framesPlayed > 0
      }
      .max { $0.plannedStart < $1.plannedStart }
      #expect(rerun.edition == base?.edition)
    }
  }

  private static let moved: Set<String> = [
    "cchc@2022-02-02T17:00", "thang@2022-01-01T17:00", "thang@2022-02-01T17:00", "thang@2022-05-01T17:00",
    "thang@2022-09-01T17:00", "trung-b@2022-01-03T11:00", "trung-b@2022-01-31T11:00",
    "trung-b@2022-04-11T11:00", "trung-b@2022-05-02T11:00",
  ]

  private static let cancelled: Set<String> = [
    "cchc-lai@2022-02-04T05:30", "cchc-lai@2022-09-02T05:30", "trung-a@2022-01-03T11:00",
    "trung-a@2022-01-31T11:00", "trung-a@2022-04-11T11:00", "trung-a@2022-05-02T11:00",
  ]

  /// A simulation in which nothing goes wrong proves nothing.
  @Test func theFaultsReachEveryOutcomeAndNearlyEveryCause() {
    var outcomes: [Outcome: Int] = [:]
    var causes: [Cause: Int] = [:]
    for seed in 1...40 as ClosedRange<UInt64> {
      var world = World(seed: seed, firstDay: Int(seed * 37 % 335), days: 30)
      world.live(faults: 40)
      for entry in world.log.values.joined() {
        if let outcome = entry.outcome { outcomes[outcome, default: 0] += 1 }
        if let cause = entry.cause { causes[cause, default: 0] += 1 }
      }
    }
    for outcome in Outcome.allCases {
      #expect(outcomes[outcome, default: 0] > 0, "\(outcome) never happened: \(outcomes)")
    }
    // Nobody hangs here, and nothing comes over a network.
    for cause in Cause.allCases where ![.network, .system].contains(cause) {
      #expect(causes[cause, default: 0] > 0, "\(cause) never happened: \(causes)")
    }
    if ProcessInfo.processInfo.environment["LOA_SEED"] != nil { print(outcomes, causes) }
  }
}
