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
      }
    }
    checkThatTheConnectedAgree()
  }

  /// Stations that nothing befell end as the others did.
  private mutating func checkThatTheConnectedAgree() {
    for airing in nodes[0].planned {
      let (start, finish) = (airing.plannedStart.nanoseconds, airing.plannedEnd.nanoseconds)
      guard start > begin + 3600 * World.second, finish < end - 3600 * World.second else { continue }
      var outcomes: [String: [Int]] = [:]
      for node in nodes.indices where nodes[node].station?.rule != .own {
        guard isCalm(node, start, finish), delivered[node][airing.id] ?? 0 < start - 30 * World.second else {
          continue
        }
        let entry = nodes[node].log[airing.id]?.first
        let said = entry.map { "\($0.outcome?.rawValue ?? "open")/\($0.cause?.rawValue ?? "-")" } ?? "nothing"
        outcomes[said, default: []].append(node)
      }
      if outcomes.count > 1 { violations.append("\(airing.id) ended differently: \(outcomes)") }
      agreements += outcomes.values.first.map { $0.count > 1 ? 1 : 0 } ?? 0
    }
  }
}

@Suite struct TreeTests {
  /// As for `LawsTests`: `LOA_SEED=17` replays one, `LOA_SEEDS=500` tries more.
  static let seeds: [UInt64] = {
    if let seed = ProcessInfo.processInfo.environment["LOA_SEED"].flatMap({ UInt64($0) }) { return [seed] }
    let count = ProcessInfo.processInfo.environment["LOA_SEEDS"].flatMap { UInt64($0) } ?? 12
    return Array(1...max(1, count))
  }()

  private static func someFault(_ tree: inout Tree) -> Tree.Event {
    func some(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &tree.chance) }
    let node = some(0...4)
    let child = some(1...4)
    switch some(0...23) {
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
    default: return .attack(child)
    }
  }

  @Test(arguments: seeds) func theLawsHoldInATreeThroughWeeksOfFaults(seed: UInt64) {
    var tree = Tree(seed: seed, firstDay: Int(seed * 37 % 335), days: 30)
    tree.live(faults: 120, of: Self.someFault)
    tree.checkTheLaws()
    #expect(
      tree.violations.isEmpty,
      "LOA_SEED=\(seed) replays it:\n\(tree.violations.prefix(5).joined(separator: "\n"))")
    #expect(tree.accepted > 100)
    #expect(tree.agreements > 0, "the law about those who are connected was put to the test")
  }
}
