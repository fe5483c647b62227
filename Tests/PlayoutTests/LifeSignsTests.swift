import Playout
import Testing

@Suite struct LifeSignsTests {
  private static let first = LifeSigns.Look(beats: 7, turns: 7, rounds: 7, threadsLost: 0)

  @Test func aNodeLivesWhileAllOfItsLoopsGoRound() {
    var signs = LifeSigns()
    var look = Self.first
    for _ in 0..<5 {
      let isAlive = signs.isAlive(look)
      #expect(isAlive)
      look.beats += 4
      look.turns += 20
      look.rounds += 20
    }
  }

  @Test(arguments: [0, 1, 2])
  func oneLoopThatStandsStillIsEnoughForDeath(_ loop: Int) {
    let loops: [WritableKeyPath<LifeSigns.Look, UInt64>] = [\.beats, \.turns, \.rounds]
    var signs = LifeSigns()
    _ = signs.isAlive(Self.first)
    var look = LifeSigns.Look(beats: 8, turns: 8, rounds: 8, threadsLost: 0)
    look[keyPath: loops[loop]] = 7
    let stood = signs.isAlive(look)
    #expect(!stood)
    let isAlive = signs.isAlive(LifeSigns.Look(beats: 9, turns: 9, rounds: 9, threadsLost: 0))
    #expect(isAlive, "what goes on again lives")
  }

  @Test func aDriverThatSwallowsOneThreadAfterTheOtherIsDeathThoughAllGoesRound() {
    var signs = LifeSigns()
    var lives: [Bool] = []
    for lost in 0...LifeSigns.mostThreadsLost {
      let count = UInt64(lost)
      lives.append(
        signs.isAlive(LifeSigns.Look(beats: count, turns: count, rounds: count, threadsLost: lost)))
    }
    #expect(lives == Array(repeating: true, count: LifeSigns.mostThreadsLost) + [false])
    let isAlive = signs.isAlive(LifeSigns.Look(beats: 99, turns: 99, rounds: 99, threadsLost: 0))
    #expect(isAlive, "the device runs again")
  }
}
