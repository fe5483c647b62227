import Clocks
import Scheduling
import Testing

@testable import Playout

private let five = Stage.five

/// What a station's conductor makes of airings that its upstream node sends.
@Suite struct RelayedTests {
  private func relayed(_ airing: Airing, delivered: Bool = true, by: String? = nil) -> Airing {
    var airing = airing
    airing.isRelayed = true
    airing.isUndelivered = !delivered
    airing.orderedBy = by
    return airing
  }

  private func give(_ airings: [Airing], to stage: inout Stage) {
    stage.tell(
      .rundown(Rundown(from: stage.wall - .hours(24), until: stage.wall + .hours(72), airings: airings)))
  }

  @Test func aFileThatArrivesDuringAirTimeJoinsAtTheSampleThatIsDue() throws {
    let show = airing("cchc", seconds: 120)
    var stage = Stage(at: five - .seconds(20), [relayed(show, delivered: false)])
    stage.pass(until: five + .seconds(30))
    #expect(stage.onAir.isEmpty)
    give([relayed(show)], to: &stage)
    stage.pass(.minutes(3))
    let entry = try #require(stage.entry(show.id))
    #expect(entry.outcome == .partial && entry.cause == .network && entry.isRelayed)
    #expect(entry.gaps.count == 1 && entry.gaps[0].frame == 0 && entry.gaps[0].cause == .network)
    #expect((30_000...32_000).contains(entry.gaps[0].frames))
    #expect(entry.framesPlayed + entry.gaps[0].frames == entry.framesDue)
  }

  @Test func whatNeverArrivesIsMissedBecauseOfTheNetworkAndWasToldBefore() throws {
    let show = airing("cchc", seconds: 60)
    var stage = Stage(at: five - .minutes(30), [relayed(show, delivered: false)])
    stage.pass(.minutes(35))
    let entry = try #require(stage.entry(show.id))
    #expect(entry.outcome == .missed && entry.cause == .network && entry.framesDue == 60_000)
    #expect(stage.alarms(.editionMissing).count == 1)
  }

  @Test func theFallbackSoundsUntilTheFileIsThereAndNobodyProposesToMakeItUp() throws {
    let show = airing("cchc", seconds: 120)
    var filler = airing("du-phong", seconds: 120, priority: .fallback)
    filler.isRelayed = true
    var stage = Stage(at: five - .seconds(20), [relayed(show, delivered: false), filler])
    stage.pass(until: five + .seconds(30))
    #expect(stage.onAir == [filler.id])
    give([relayed(show), filler], to: &stage)
    stage.pass(.seconds(5))
    #expect(stage.onAir == [show.id])
    stage.pass(.minutes(3))
    #expect(stage.entry(show.id)?.cause == .network)
    let given = try #require(stage.entry(filler.id))
    #expect(given.outcome == .interrupted && given.cause == .preempted && given.note == nil)
  }

  @Test func anEmergencyHeardOfLateJoinsWhereItIsDue() throws {
    var stage = Stage(at: five, [airing("khac", at: five + .hours(3))])
    stage.pass(.minutes(10))
    let start = stage.wall - .seconds(8)
    let emergency = relayed(
      airing("khan", at: start, seconds: 60, priority: .emergency), by: "Lan")
    give([airing("khac", at: five + .hours(3)), emergency], to: &stage)
    stage.pass(.minutes(2))
    let entry = try #require(stage.entry(emergency.id))
    #expect(entry.outcome == .partial && entry.cause == .network && entry.commandedBy == "Lan")
    #expect(entry.gaps.count == 1 && (8_000...10_500).contains(entry.gaps[0].frames))
  }

  @Test func anEmergencyThatIsOverIsNotPlayed() {
    var stage = Stage(at: five, [airing("khac", at: five + .hours(3))])
    stage.pass(.minutes(10))
    let stale = relayed(
      airing("khan", at: stage.wall - .minutes(2), seconds: 60, priority: .emergency))
    give([airing("khac", at: five + .hours(3)), stale], to: &stage)
    stage.pass(.minutes(2))
    #expect(stage.armed.allSatisfy { $0.airing != stale.id })
  }

  @Test func whatWasStoppedHereDoesNotBeginAgainWhenItIsToldAgain() throws {
    let show = relayed(airing("cchc", seconds: 300))
    var stage = Stage(at: five - .seconds(20), [show])
    stage.pass(until: five + .seconds(20))
    stage.tell(.command(.stop(by: "Hoa", reason: nil, fade: nil)))
    stage.pass(.seconds(10))
    #expect(stage.entry(show.id)?.outcome == .interrupted)
    let cues = stage.armed.count
    var told = show
    told.editionTitle = "another title"
    give([told], to: &stage)
    stage.pass(.minutes(2))
    #expect(stage.armed.count == cues && stage.entries.count { $0.airing == show.id } == 1)
  }

  @Test(arguments: [-10, 20])
  func whatTheUpstreamNodeStopsEndsHereToo(seconds: Int) throws {
    let emergency = relayed(airing("khan", seconds: 120, priority: .emergency), by: "Lan")
    var stage = Stage(at: five - .seconds(20), [emergency])
    stage.pass(until: five + .seconds(seconds))
    var stopped = emergency
    stopped.disposition = .cancelled(.stopped)
    stopped.orderedBy = "Minh"
    give([stopped], to: &stage)
    stage.pass(.seconds(4))
    #expect(stage.onAir.isEmpty)
    stage.pass(.minutes(3))
    let entry = try #require(stage.entry(emergency.id))
    #expect(entry.outcome == (seconds < 0 ? .cancelled : .interrupted))
    #expect(entry.cause == .operator && entry.commandedBy == "Minh")
  }
}
