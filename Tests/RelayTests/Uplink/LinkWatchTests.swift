import Clocks
import Testing

@testable import Relay

@Suite struct LinkWatchTests {
  private static func at(_ seconds: Double) -> MonotonicTime {
    MonotonicTime(nanoseconds: Int64(seconds * 1e9))
  }

  @Test func itConnectsAtOnceAndIsUpWhenItHears() {
    var watch = LinkWatch(at: Self.at(0))
    #expect(watch.handle(.tick, at: Self.at(0), chance: 0) == .connect)
    #expect(watch.handle(.tick, at: Self.at(1), chance: 0) == nil)
    #expect(!watch.isUp)
    #expect(watch.handle(.heard, at: Self.at(1), chance: 0) == nil)
    #expect(watch.isUp)
  }

  @Test func silenceEndsTheLinkThoughNobodyClosedIt() {
    var watch = LinkWatch(at: Self.at(0))
    _ = watch.handle(.tick, at: Self.at(0), chance: 0)
    _ = watch.handle(.heard, at: Self.at(1), chance: 0)
    #expect(watch.handle(.tick, at: Self.at(6.9), chance: 0) == nil)
    #expect(watch.handle(.tick, at: Self.at(7), chance: 0) == .giveUp)
    #expect(!watch.isUp)
  }

  @Test(arguments: [0.0, 0.37, 0.999])
  func whateverHappenedBeforeTheLinkIsTriedWithinThreeSeconds(chance: Double) {
    var watch = LinkWatch(at: Self.at(0))
    var now = 0.0
    var pauses: [Double] = []
    for _ in 0..<50 {
      while watch.handle(.tick, at: Self.at(now), chance: chance) != .connect { now += 0.01 }
      let failedAt = now
      #expect(watch.handle(.failed, at: Self.at(now), chance: chance) == nil)
      guard case .down(let retryAt) = watch.state else { continue }
      pauses.append(Double(retryAt.nanoseconds) / 1e9 - failedAt)
    }
    #expect(pauses.allSatisfy { $0 <= 3 && $0 >= 0.125 })
    #expect(pauses[0] < 0.26)
    #expect(pauses.suffix(10).allSatisfy { $0 >= 1.49 }, "it does not hammer")
  }

  @Test func aLinkThatWasUpIsTriedAgainSoon() {
    var watch = LinkWatch(at: Self.at(0))
    for _ in 0..<9 {
      while watch.handle(.tick, at: Self.at(1000), chance: 0) != .connect {
        Issue.record("it should connect by now")
        return
      }
      _ = watch.handle(.failed, at: Self.at(0), chance: 0)
    }
    _ = watch.handle(.tick, at: Self.at(1000), chance: 0)
    _ = watch.handle(.heard, at: Self.at(1000), chance: 0)
    #expect(watch.failures == 0)
    _ = watch.handle(.failed, at: Self.at(1001), chance: 0)
    #expect(watch.handle(.tick, at: Self.at(1001.2), chance: 0) == .connect)
  }

  @Test func wordsAfterTheEndOfTheLinkChangeNothing() {
    var watch = LinkWatch(at: Self.at(0))
    _ = watch.handle(.tick, at: Self.at(0), chance: 0)
    _ = watch.handle(.failed, at: Self.at(1), chance: 0)
    let before = watch.state
    _ = watch.handle(.heard, at: Self.at(1), chance: 0)
    _ = watch.handle(.failed, at: Self.at(1), chance: 0)
    #expect(watch.state == before)
  }
}

@Suite struct EventStreamReaderTests {
  @Test func eventsAreReadHoweverTheBytesAreCut() throws {
    let text =
      ": sign of life\n\nevent: manifest\ndata: 17\n\nevent: revoked\r\ndata:\r\n\r\n:\nevent: rundown\ndata: a b\ndata: {}\n\n"
    for cut in 1...text.utf8.count {
      var reader = EventStreamReader()
      var events: [EventStreamReader.Event] = []
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        events += try reader.read(rest.prefix(cut))
        rest = rest.dropFirst(cut)
      }
      #expect(
        events == [
          .init(name: "manifest", data: "17"), .init(name: "revoked", data: ""),
          .init(name: "rundown", data: "a b\n{}"),
        ])
    }
  }

  @Test func aLineAndAnEventWithoutEndAreRefused() {
    let most = EventStreamReader.longestEvent
    var reader = EventStreamReader()
    #expect(throws: EventStreamReader.Malformed.self) { try reader.read(repeatElement(65, count: most + 1)) }
    var another = EventStreamReader()
    #expect(throws: EventStreamReader.Malformed.self) {
      for _ in 0...most / 100 { _ = try another.read("data: \(String(repeating: "x", count: 100))\n".utf8) }
    }
  }

  @Test func aStreamThatSaysNothingForMonthsIsNoEventWithoutEnd() throws {
    var reader = EventStreamReader()
    for _ in 0..<EventStreamReader.longestEvent { _ = try reader.read(":\n".utf8) }
    #expect(try reader.read("event: manifest\ndata: 1\n\n".utf8) == [.init(name: "manifest", data: "1")])
  }
}
