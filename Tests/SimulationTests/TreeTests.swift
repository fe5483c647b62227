import Clocks
import Foundation
import Playout
import Relay
import Scheduling
import Testing

extension Tree {
  mutating func checkTheLaws() {
    let settled = end - 3600 * World.second
    for index in nodes.indices {
      for (id, start) in nodes[index].given where start.nanoseconds < settled {
        let count = nodes[index].log[id]?.count ?? 0
        if count != 1 { violations.append("\(Self.codes[index]): \(id) has \(count) outcomes") }
      }
      nodes[index].checkTheLaws()
      violations += nodes[index].violations.map { "\(Self.codes[index]): \($0)" }
      for emission in nodes[index].player.emissions {
        if emission.airing.text.hasPrefix("gia-mao") {
          violations.append("\(Self.codes[index]): a forgery sounded")
        }
        let error = nodes[index].steps.last { $0.at <= emission.from }?.wall ?? 0
        if let until = validUntil[index][emission.airing], emission.from + error >= until.nanoseconds {
          violations.append("\(Self.codes[index]): \(emission.airing) sounded after its validity")
        }
        if isOutOfReach(index, emission.airing, emission.from) {
          violations.append("\(Self.codes[index]): \(emission.airing) sounded at a revoked station")
        }
      }
    }
    checkThatTheConnectedAgree()
    checkThatAllAreInStep()
  }

  /// Whatever was joined, and whenever: each frame leaves at its instant, at every station whose clock is right.
  private mutating func checkThatAllAreInStep() {
    let frame = World.second / Int64(World.rate)
    for index in nodes.indices.dropFirst() {
      for emission in nodes[index].player.emissions {
        guard let start = joinedOnTime[index][emission.airing] else { continue }
        let isRight = nodes[index].steps.allSatisfy { $0.wall == 0 || $0.at > emission.until }
        let off = emission.from - emission.frames.lowerBound * frame - start.nanoseconds
        guard isRight, off.magnitude > frame.magnitude else { continue }
        violations.append("\(Self.codes[index]): \(emission.airing) is \(off / 1_000_000) ms off")
      }
    }
  }

  /// Stations that nothing befell end as the others did.
  private mutating func checkThatTheConnectedAgree() {
    for airing in nodes[0].planned {
      let (start, finish) = (airing.plannedStart.nanoseconds, airing.plannedEnd.nanoseconds)
      guard start > begin + 3600 * World.second, finish < end - 3600 * World.second else { continue }
      var outcomes: [String: [Int]] = [:]
      for node in nodes.indices where nodes[node].station?.rule != .own {
        let entry = nodes[node].log[airing.id]?.first
        guard isCalm(node, start, finish), hadEverything(node, entry, start - 30 * World.second) else {
          continue
        }
        let said = entry.map { "\($0.outcome?.rawValue ?? "open")/\($0.cause?.rawValue ?? "-")" } ?? "nothing"
        outcomes[said, default: []].append(node)
      }
      if outcomes.count > 1 { violations.append("\(airing.id) ended differently: \(outcomes)") }
      agreements += outcomes.values.first.map { $0.count > 1 ? 1 : 0 } ?? 0
    }
  }
}

extension Tree {
  /// Whether a node could not have heard of an emergency at that time: it, or a node between it and the Centre, was not
  /// admitted from the order on.
  private func isOutOfReach(_ node: Int, _ airing: AiringID, _ instant: Int64) -> Bool {
    guard let ordered = orderedAt[airing], let parent = Self.parents[node] else { return false }
    return revocations[node].contains { $0.contains(ordered) && $0.contains(instant) }
      || isOutOfReach(parent, airing, instant)
  }

  private func hadEverything(_ node: Int, _ entry: AsRunEntry?, _ instant: Int64) -> Bool {
    guard let files = nodes[node].station?.files else { return true }
    return entry?.items.allSatisfy {
      files.contains($0.sha256) && delivered[node][$0.sha256] ?? 0 < instant
    } ?? true
  }
}

@Suite struct TreeTests {
  /// As for `LawsTests`: `LOA_SEED=17` replays one, `LOA_SEEDS=500` tries more.
  static let seeds: [UInt64] = {
    if let seed = ProcessInfo.processInfo.environment["LOA_SEED"].flatMap({ UInt64($0) }) { return [seed] }
    let count = ProcessInfo.processInfo.environment["LOA_SEEDS"].flatMap { UInt64($0) } ?? 8
    return Array(1...max(1, count))
  }()

  private static func someFault(_ tree: inout Tree) -> Tree.Event {
    func some(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &tree.chance) }
    let node = some(0...4)
    let child = some(1...4)
    switch some(0...25) {
    case 0...3: return .lineDown(child, seconds: some(1...1200))
    case 4, 5: return .lineDown(child, seconds: some(1200...200_000))
    case 6: return .lineDown(child, seconds: some(200_000...1_000_000))
    case 7: return .trouble(node, .powerCut(seconds: some(1...60)))
    case 8: return .trouble(node, .powerCut(seconds: some(60...100_000)))
    case 9:
      return .trouble(node, .badBoot(off: some(1...200), behind: some(10...40_000_000), for: some(5...1500)))
    case 10: return .trouble(node, .deviceLost(seconds: some(1...300)))
    case 11: return .trouble(node, .step(seconds: some(-7200...7200), for: some(5...900)))
    case 12: return .trouble(node, .loseTime(seconds: some(10...100_000)))
    case 13: return .trouble(0, .withdraw)
    case 14: return .trouble(0, .restoreEdit)
    case 15, 16: return .trouble(0, .changeFile)
    case 17: return .trouble(0, .loseFile(seconds: some(10...4000)))
    case 18, 19: return .emergency(seconds: some(10...90))
    case 20: return .trouble(child, .order(.normal, seconds: some(5...60)))
    case 21: return .trouble(node, .stop)
    case 22: return .stateLost(some(0...1))
    case 23: return .revoked(child, seconds: some(60...3600))
    case 24: return .revoked(child, seconds: some(3600...200_000))
    default: return .attack(child)
    }
  }

  @Test(arguments: seeds) func theLawsHoldInATreeThroughWeeksOfFaults(seed: UInt64) {
    var tree = Tree(seed: seed, firstDay: Int(seed * 37 % 335), days: 21)
    tree.live(faults: 100, of: Self.someFault)
    tree.checkTheLaws()
    #expect(
      tree.violations.isEmpty,
      "LOA_SEED=\(seed) replays it:\n\(tree.violations.prefix(5).joined(separator: "\n"))")
    #expect(tree.accepted > 50)
  }

  @Test func aMonthWithoutFaultsEndsAlikeEverywhere() {
    var tree = Tree(seed: 1, firstDay: 20, days: 30)
    for node in tree.nodes.indices { tree.nodes[node].hasSuddenCuts = false }
    tree.live(faults: 0, of: Self.someFault)
    tree.checkTheLaws()
    #expect(tree.violations.isEmpty, "\(tree.violations.prefix(5))")
    #expect(tree.agreements > tree.nodes[0].planned.count - 8)
    #expect(tree.accepted > 200)
    for node in 1...4 {
      let entries = tree.nodes[node].log.values.joined()
      #expect(!entries.contains { $0.cause == .network || $0.cause == .power })
      // The local bulletin of the commune is heard in its cluster as well.
      let bulletins = entries.filter { $0.slot == "dia-phuong-29770" && $0.outcome == .aired }
      #expect(bulletins.count == (node == 1 || node == 4 ? 30 : 0))
    }
    // One station gives up its own time for the parent's, the other keeps it.
    func outcomes(_ node: Int, _ slot: String) -> Set<Outcome> {
      Set(
        tree.nodes[node].log.values.joined().filter { $0.slot?.text.hasPrefix(slot) == true }
          .compactMap(\.outcome))
    }
    #expect(outcomes(2, "rieng") == [.aired, .cancelled])
    #expect(outcomes(3, "rieng") == [.aired])
    #expect(outcomes(2, "tiep-theo").contains(.aired))
    #expect(!outcomes(3, "tiep-theo").contains(.aired))
  }

  /// A simulation in which nothing goes wrong proves nothing.
  @Test func theFaultsReachStationsInEveryWay() {
    var outcomes: Set<Outcome> = []
    var causes: Set<Cause> = []
    var standIns = 0
    var joined = 0
    var refusals = 0
    var revokedMeanwhile = 0
    for seed in 101...103 as ClosedRange<UInt64> {
      var tree = Tree(seed: seed, firstDay: Int(seed * 37 % 335), days: 30)
      tree.live(faults: 120, of: Self.someFault)
      refusals += tree.refusals
      revokedMeanwhile += tree.orderedAt.values.count { ordered in
        tree.revocations.joined().contains { $0.contains(ordered) }
      }
      for entry in tree.nodes.dropFirst().flatMap({ $0.log.values.joined() }) {
        if let outcome = entry.outcome { outcomes.insert(outcome) }
        if let cause = entry.cause { causes.insert(cause) }
        if entry.priority == .fallback, entry.framesPlayed > 0 { standIns += 1 }
        if tree.emergencies.contains(entry.airing), entry.outcome == .partial { joined += 1 }
      }
    }
    #expect(outcomes == Set(Outcome.allCases))
    #expect(causes.isSuperset(of: [.network, .power, .clock, .device, .media, .clash, .preempted, .holiday]))
    #expect(standIns > 0 && joined > 0 && refusals > 8, "\(standIns), \(joined), \(refusals)")
    #expect(revokedMeanwhile > 0)
  }

  @Test func theLawsHoldInATreeThroughAllOf2022() {
    var tree = Tree(seed: 2022, firstDay: 0, days: 365)
    tree.live(faults: 900, of: Self.someFault)
    tree.checkTheLaws()
    #expect(tree.violations.isEmpty, "\(tree.violations.prefix(5))")
  }
}
