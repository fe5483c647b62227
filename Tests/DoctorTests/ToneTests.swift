import Clocks
import Foundation
import Phrases
import Scheduling
import Testing

@testable import Doctor

/// The test tone, and when it may sound.
@Suite struct ToneTests {
  private let tone = TestTone(rate: 48_000, channels: 2, seconds: 4)

  @Test func theTonesTakeTurnsAndBeginAndEndInSilence() {
    for second in 0..<4 {
      let frames = Int64(second) * 48_000..<Int64(second + 1) * 48_000
      #expect(frames.allSatisfy { tone.sample($0, 1 - second % 2) == 0 })
      #expect(frames.contains { abs(tone.sample($0, second % 2)) > 0.099 })
      #expect(frames.allSatisfy { abs(tone.sample($0, second % 2)) <= TestTone.amplitude })
      #expect(tone.sample(frames.lowerBound, second % 2) == 0)
      #expect(abs(tone.sample(frames.upperBound - 1, second % 2)) < 0.000_01)
    }
    #expect(tone.sample(tone.frames, 0) == 0 && tone.sample(-1, 0) == 0)
  }

  @Test func eachSideHasItsOwnPitch() {
    func turns(_ channel: Int, _ first: Int64) -> Int {
      (first + 1..<first + 48_000).count { tone.sample($0 - 1, channel) < 0 && tone.sample($0, channel) >= 0 }
    }
    #expect(abs(turns(0, 0) - 440) <= 1)
    #expect(abs(turns(1, 48_000) - 550) <= 1)
  }

  @Test func itIsAsQuietAsItSays() {
    #expect(abs(tone.peak(0) + 20) < 0.1 && abs(tone.peak(1) + 20) < 0.1)
    let mono = TestTone(rate: 8_000, channels: 1, seconds: 2)
    #expect(abs(mono.peak(0) + 20) < 0.1)
  }

  private func schedule(quiet: [QuietHours]) -> Schedule {
    Schedule(timeZone: .init(identifier: "Asia/Ho_Chi_Minh")!, programmes: [], slots: [], quietHours: quiet)
  }

  private func refusal(
    _ node: NodeFacts = .silent, service: ServiceFacts? = nil, quiet: [QuietHours] = [], next: Int? = nil
  ) -> ToneRefusal? {
    ToneRefusal.of(
      node: node, service: service, schedule: schedule(quiet: quiet),
      next: next.map { ("Bản tin", Facts.airing(minutes: $0)) }, length: .seconds(6), now: Facts.now)
  }

  @Test func nothingStandsInTheWayOfAStoppedNodeOutsideQuietHours() {
    #expect(refusal() == nil)
    #expect(refusal(next: 10) == nil)
    #expect(refusal(service: ServiceFacts(unit: "loa", state: "inactive")) == nil)
  }

  @Test func aNodeThatRunsOrMightRunKeepsItsDevice() {
    #expect(refusal(Facts.running) == .nodeRuns(unit: nil))
    #expect(refusal(Facts.running, service: ServiceFacts(unit: "loa")) == .nodeRuns(unit: "loa"))
    #expect(refusal(service: ServiceFacts(unit: "loa", state: "activating")) == .nodeRuns(unit: "loa"))
    #expect(refusal(.forbidden) == .nodeUnknown)
  }

  @Test func nothingSoundsInQuietHoursNorIntoThem() throws {
    let now = try #require(CivilTime(hour: 16, minute: 0))
    let end = try #require(CivilTime(hour: 17, minute: 0))
    let soon = try #require(CivilTime(hour: 16, minute: 50))
    #expect(refusal(quiet: [QuietHours(from: now, until: end)])?.code == "quiet-hours")
    #expect(refusal(quiet: [QuietHours(from: soon, until: end)])?.code == "quiet-hours")
    let later = try #require(CivilTime(hour: 16, minute: 51))
    #expect(refusal(quiet: [QuietHours(from: later, until: end)]) == nil)
  }

  @Test func nothingSoundsWithinTwoMinutesOfAnAiring() {
    #expect(refusal(next: 1)?.code == "airing-due")
    #expect(refusal(next: 2)?.code == "airing-due")
    #expect(refusal(next: 3) == nil)
  }

  @Test(arguments: [
    ToneRefusal.nodeRuns(unit: "loa"), .nodeRuns(unit: nil), .nodeUnknown, .quietHours(until: Facts.local),
    .airingDue("Bản tin", at: Facts.local),
  ])
  func everyRefusalSaysWhatToDo(_ refusal: ToneRefusal) {
    for language in Language.allCases {
      #expect(!refusal.what.said(in: language).isEmpty && !refusal.remedy.said(in: language).isEmpty)
    }
    #expect(refusal.what.said(in: .vietnamese) != refusal.what.said(in: .english))
  }
}
