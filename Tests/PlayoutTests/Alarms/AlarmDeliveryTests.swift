import Clocks
import Foundation
import Phrases
import SeededRandom
import Testing

@testable import Playout

private let start = MonotonicTime(nanoseconds: 0)
private let outage = Text(verbatim: "no route")

private func notice(_ number: Int) -> AlarmNotice {
  let alarm = Alarm(
    .missed, about: "\(number)", text: Text(verbatim: "\(number)"), remedy: Text(verbatim: ""),
    since: Stage.five)
  return AlarmNotice(isRaised: true, node: "29770", at: Stage.five, alarm: alarm, message: "\(number)")
}

extension AlarmDelivery.Step {
  fileprivate var told: [String]? {
    if case .tell(let notices) = self { notices.map(\.message) } else { nil }
  }
  fileprivate var until: MonotonicTime? { if case .wait(let until) = self { until } else { nil } }
}

@Suite struct AlarmDeliveryTests {
  @Test func whatIsTakenIsNeverToldAgain() {
    var delivery = AlarmDelivery(.oneByOne)
    #expect(delivery.step(now: start).told == nil)
    delivery.add(notice(1), now: start)
    delivery.add(notice(2), now: start)
    #expect(delivery.step(now: start).told == ["1"])
    // While it is under way nothing else is.
    #expect(delivery.step(now: start).told == nil)
    if let news = delivery.told(nil, now: start) { Issue.record("there is no news: \(news)") }
    #expect(delivery.step(now: start).told == ["2"])
    _ = delivery.told(nil, now: start)
    #expect(delivery.step(now: start).told == nil && delivery.count == 0)
  }

  @Test func anOutageIsSaidOnceWhenItBeginsAndOnceWhenItIsOver() {
    var delivery = AlarmDelivery(.oneByOne)
    var now = start
    var pauses: [Duration] = []
    var news: [String] = []
    delivery.add(notice(1), now: now)
    for turn in 0..<12 {
      #expect(delivery.step(now: now).told == ["1"])
      switch delivery.told(turn < 11 ? outage : nil, now: now) {
      case .outageBegan(let why): news.append(why.said(in: .english))
      case .outageEnded(let dropped): news.append("over \(dropped)")
      case nil: break
      }
      guard let until = delivery.step(now: now).until else { continue }
      pauses.append(until - now)
      now = until
    }
    #expect(news == ["no route", "over 0"])
    #expect(pauses.prefix(4) == [.seconds(5), .seconds(10), .seconds(20), .seconds(40)])
    #expect(pauses.max() == .minutes(15))
  }

  @Test func aBadMinuteIsOneLetter() {
    var delivery = AlarmDelivery(.letters)
    delivery.add(notice(1), now: start)
    #expect(delivery.step(now: start).until == start + .seconds(10))
    delivery.add(notice(2), now: start + .seconds(9))
    #expect(delivery.step(now: start + .seconds(10)).told == ["1", "2"])
  }

  @Test func aDayLaterNobodyWantsToKnow() {
    var delivery = AlarmDelivery(.oneByOne)
    delivery.add(notice(1), now: start)
    _ = delivery.step(now: start)
    _ = delivery.told(outage, now: start)
    delivery.add(notice(2), now: start + .hours(20))
    #expect(delivery.step(now: start + .hours(25)).told == ["2"])
    guard case .outageEnded(dropped: 1)? = delivery.told(nil, now: start + .hours(25)) else {
      Issue.record("the dropped notice is not told of")
      return
    }
  }

  /// Whatever fails when: in order, none twice once taken, none lost but the oldest where there is no room.
  @Test(arguments: 0..<100 as Range<UInt64>)
  func everyNoticeIsTakenOnceInOrder(seed: UInt64) {
    var random = SeededChance(seed)
    var delivery = AlarmDelivery(seed.isMultiple(of: 2) ? .oneByOne : .letters)
    var now = start
    var added = 0
    var taken: [Int] = []
    var dropped = 0
    while added < 300 || delivery.count > 0 {
      if added < 300, random.happens(1, in: 3) {
        added += 1
        delivery.add(notice(added), now: now)
      }
      guard let told = delivery.step(now: now).told?.compactMap(Int.init) else {
        now += .seconds(Int.random(in: 1...60, using: &random))
        continue
      }
      // More may come while it is under way.
      if added < 300, random.happens(1, in: 5) {
        added += 1
        delivery.add(notice(added), now: now)
      }
      let fails = random.happens(2, in: 3) && added < 300
      if case .outageEnded(let lost) = delivery.told(fails ? outage : nil, now: now) { dropped += lost }
      if !fails { taken += told }
    }
    #expect(taken == taken.sorted() && Set(taken).count == taken.count)
    #expect(taken.count + dropped == 300)
    #expect(taken.suffix(AlarmDelivery.room - 1) == ArraySlice(300 - AlarmDelivery.room + 2...300))
  }
}
