import Clocks
import Scheduling
import Testing

@testable import Playout

/// A node that runs for years holds no more than it did after days.
@Suite struct ForgettingTests {
  @Test func airingsOfOldAreLetGoOf() {
    var stage = Stage(at: Stage.five, [])
    let (days, aDay) = (6, 144)
    var most = 0
    for _ in 0..<days * aDay {
      stage.give([airing("cchc", at: stage.wall + .seconds(1), seconds: 1)])
      stage.pass(.seconds(3))
      most = max(most, stage.conductor.entered.count)
      stage.wall += .seconds(597)
      stage.monotonic += .seconds(597)
    }
    #expect(stage.entries.count == days * aDay)
    #expect(stage.entries.allSatisfy { $0.outcome == .aired })
    // Twice a day's at most, so that looking through them stays cheap.
    #expect(most >= aDay && most <= 2 * (aDay + 2))
  }
}
