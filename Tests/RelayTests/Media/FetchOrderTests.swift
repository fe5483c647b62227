import Clocks
import SeededRandom
import Testing

@testable import Relay

@Suite struct FetchOrderTests {
  private let a = MediaSample(10, seed: 1).wish(due: 1000)
  private let b = MediaSample(10, seed: 2).wish(due: 2000)
  private let c = MediaSample(10, seed: 3).wish(due: 3000)
  private let start = MonotonicTime(nanoseconds: 0)
  private let wall = WallTime(seconds: 0)

  private func starts(_ decision: FetchOrder.Decision) -> [String] {
    decision.actions.compactMap {
      if case .start(let wish, let source, _) = $0 {
        "\(wish.due.nanoseconds / 1_000_000_000_000)@\(source)"
      } else {
        nil
      }
    }
  }
  private func unreachable(_ source: String) -> MediaSourceFailure {
    MediaSourceFailure(source, .unreachable(""))
  }

  @Test func twoAtATimeNearestFirstFromTheFirstSource() {
    var order = FetchOrder(sources: ["m1", "m2"])
    order.want([c, a, b])
    #expect(starts(order.decide(now: start, wall: wall)) == ["1@m1", "2@m1"])
    #expect(order.decide(now: start, wall: wall).actions.isEmpty)
    order.ended(a.sha256, .delivered, now: start, chance: 0)
    #expect(starts(order.decide(now: start, wall: wall)) == ["3@m1"])
  }

  @Test func whatIsDueSoonHasTheLinkAloneAndTheRestGoesOnAfterIt() {
    var order = FetchOrder(sources: ["m1"])
    order.want([b, c])
    _ = order.decide(now: start, wall: wall)
    var emergency = a
    emergency.due = WallTime(seconds: 5)
    order.want([b, c, emergency])
    let decision = order.decide(now: start, wall: wall)
    #expect(
      Set(decision.actions) == [
        .stop(b.sha256), .stop(c.sha256), .start(emergency, source: "m1", isFresh: false),
      ])
    order.ended(b.sha256, .stopped, now: start, chance: 0)
    order.ended(c.sha256, .stopped, now: start, chance: 0)
    #expect(order.decide(now: start, wall: wall).actions.isEmpty)
    order.ended(emergency.sha256, .delivered, now: start, chance: 0)
    #expect(starts(order.decide(now: start, wall: wall)) == ["2@m1", "3@m1"])
  }

  @Test func aSourceThatFailsRestsAndTheNextIsTriedAtOnce() {
    var order = FetchOrder(sources: ["m1", "m2"])
    order.want([a])
    _ = order.decide(now: start, wall: wall)
    order.ended(a.sha256, .failed(unreachable("m1"), gained: 0), now: start, chance: 0)
    #expect(starts(order.decide(now: start, wall: wall)) == ["1@m2"])
    order.ended(a.sha256, .failed(unreachable("m2"), gained: 0), now: start, chance: 1)
    let decision = order.decide(now: start, wall: wall)
    #expect(decision.actions.isEmpty && decision.wake == start + .milliseconds(500))
    #expect(starts(order.decide(now: start + .milliseconds(500), wall: wall)) == ["1@m1"])
  }

  @Test func whenTheLinkIsBackNobodyRests() {
    var order = FetchOrder(sources: ["m1"])
    order.want([a])
    for _ in 0..<10 {
      _ = order.decide(now: start, wall: wall)
      order.ended(a.sha256, .failed(unreachable("m1"), gained: 0), now: start, chance: 0.5)
      order.linkIsBack()
    }
    #expect(starts(order.decide(now: start, wall: wall)) == ["1@m1"])
    order.ended(a.sha256, .failed(unreachable("m1"), gained: 0), now: start, chance: 0)
    #expect(order.decide(now: start, wall: wall).wake == start + .seconds(30))
    // Whoever delivered something worth while begins anew.
    order.linkIsBack()
    _ = order.decide(now: start, wall: wall)
    order.ended(a.sha256, .failed(unreachable("m1"), gained: 1 << 20), now: start, chance: 0)
    #expect(order.decide(now: start, wall: wall).wake == start + .milliseconds(500))
  }

  @Test func aMirrorThatLacksOneFileStillDeliversOthers() {
    var order = FetchOrder(sources: ["m1", "parent"])
    order.want([a, b])
    _ = order.decide(now: start, wall: wall)
    order.ended(a.sha256, .failed(MediaSourceFailure("m1", .absent), gained: 0), now: start, chance: 0)
    #expect(starts(order.decide(now: start, wall: wall)) == ["1@parent"])
    order.ended(
      b.sha256, .failed(MediaSourceFailure("m1", .truncated(held: 1, of: 2)), gained: 1 << 20), now: start,
      chance: 0)
    #expect(starts(order.decide(now: start + .seconds(1), wall: wall)) == ["2@m1"])
  }

  @Test func whoAloneSentWrongBytesIsNotAskedForThatFileForAWhile() {
    var order = FetchOrder(sources: ["liar", "parent"])
    order.want([a])
    _ = order.decide(now: start, wall: wall)
    order.began(a.sha256, from: "liar", at: 0)
    order.ended(a.sha256, .wrongContent, now: start, chance: 0)
    #expect(starts(order.decide(now: start, wall: wall)) == ["1@parent"])
    order.ended(a.sha256, .failed(unreachable("parent"), gained: 0), now: start, chance: 0)
    #expect(order.decide(now: start, wall: wall).actions.isEmpty)
    #expect(starts(order.decide(now: start + .minutes(5), wall: wall)) == ["1@parent"])
  }

  @Test func aFileThatCameOutWrongFromSeveralIsThenTakenFromOne() {
    var order = FetchOrder(sources: ["m1", "m2"])
    order.want([a])
    _ = order.decide(now: start, wall: wall)
    order.began(a.sha256, from: "m1", at: 0)
    order.ended(a.sha256, .failed(unreachable("m1"), gained: 5), now: start, chance: 0)
    _ = order.decide(now: start, wall: wall)
    order.began(a.sha256, from: "m2", at: 5)
    order.ended(a.sha256, .wrongContent, now: start, chance: 0)
    // Nobody is blamed yet.
    let later = start + .minutes(5)
    #expect(order.decide(now: later, wall: wall).actions == [.start(a, source: "m1", isFresh: false)])
    order.began(a.sha256, from: "m1", at: 0)
    order.ended(a.sha256, .failed(unreachable("m1"), gained: 5), now: later, chance: 0)
    #expect(order.decide(now: later, wall: wall).actions == [.start(a, source: "m2", isFresh: true)])
    order.began(a.sha256, from: "m2", at: 0)
    order.ended(a.sha256, .failed(unreachable("m2"), gained: 5), now: later, chance: 0)
    // Who sent the beginning goes on with it, though another comes before in order.
    #expect(
      order.decide(now: later + .minutes(5), wall: wall).actions == [.start(a, source: "m2", isFresh: false)])
  }

  @Test func theDiskRestsWithoutBlameOfTheSource() {
    var order = FetchOrder(sources: ["m1"])
    order.want([a])
    _ = order.decide(now: start, wall: wall)
    order.ended(a.sha256, .storeRefused, now: start, chance: 0)
    let decision = order.decide(now: start, wall: wall)
    #expect(decision.actions.isEmpty && decision.wake == start + .milliseconds(500))
    #expect(starts(order.decide(now: start + .milliseconds(500), wall: wall)) == ["1@m1"])
  }

  @Test func withoutSourcesNothingHappensAndNothingIsAwaited() {
    var order = FetchOrder(sources: [])
    order.want([a])
    #expect(order.decide(now: start, wall: wall) == FetchOrder.Decision())
  }

  @Test func aSourceThatIsTakenOutOfTheConfigIsLeft() {
    var order = FetchOrder(sources: ["m1"])
    order.want([a])
    _ = order.decide(now: start, wall: wall)
    order.use(["m2"])
    #expect(order.decide(now: start, wall: wall).actions == [.stop(a.sha256)])
    order.ended(a.sha256, .stopped, now: start, chance: 0)
    #expect(starts(order.decide(now: start, wall: wall)) == ["1@m2"])
  }

  /// However sources fail: nothing is fetched twice at a time, never more than two, never from one that rests, and while
  /// something is missing there is always something under way or an instant to wake at.
  @Test(arguments: 0..<20 as Range<UInt64>) func theLawsHold(seed: UInt64) {
    var chance = SeededChance(seed)
    let files = (0..<6).map { MediaSample(8, seed: 100 + $0).wish(due: Int64($0) * 50) }
    let names = ["m1", "m2", "parent"]
    var order = FetchOrder(sources: names)
    var now = start
    var running: [String: (source: String, isStopping: Bool)] = [:]
    var wanted: Set<String> = []
    for _ in 0..<2000 {
      switch Int.random(in: 0..<10, using: &chance) {
      case 0:
        let wishes = files.filter { _ in Bool.random(using: &chance) }
        wanted = Set(wishes.map(\.sha256))
        order.want(wishes)
      case 1: order.linkIsBack()
      case 2: now += .milliseconds(Int.random(in: 0...20_000, using: &chance))
      default:
        guard let (sha256, transfer) = running.randomElement(using: &chance) else { break }
        running[sha256] = nil
        let endings: [FetchOrder.Ending] = [
          .delivered, .wrongContent, .storeRefused,
          .failed(MediaSourceFailure(transfer.source, .absent), gained: 0),
          .failed(unreachable(transfer.source), gained: .random(in: 0...100_000, using: &chance)),
        ]
        if Bool.random(using: &chance) { order.began(sha256, from: transfer.source, at: 0) }
        var ending = endings[Int.random(in: 0..<5, using: &chance)]
        if transfer.isStopping { ending = .stopped }
        if case .delivered = ending { wanted.remove(sha256) }
        order.ended(sha256, ending, now: now, chance: .random(in: 0..<1, using: &chance))
      }
      let decision = order.decide(now: now, wall: WallTime(seconds: 0))
      for action in decision.actions {
        switch action {
        case .stop(let sha256):
          #expect(running[sha256]?.isStopping == false)
          running[sha256]?.isStopping = true
        case .start(let wish, let source, _):
          #expect(running[wish.sha256] == nil)
          #expect(order.health[source]?.restsUntil.map { $0 <= now } ?? true)
          running[wish.sha256] = (source, false)
        }
      }
      #expect(running.values.filter { !$0.isStopping }.count <= FetchOrder.width)
      if !wanted.isEmpty, running.isEmpty { #expect(decision.wake != nil) }
    }
  }
}
