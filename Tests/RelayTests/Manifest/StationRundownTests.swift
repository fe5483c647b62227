import Clocks
import Scheduling
import Testing

@testable import Relay

@Suite struct StationRundownTests {
  private let now = Made.five - .minutes(5)
  private let filler = [Made.item(99, seconds: 60)]

  private func merged(
    own: [Airing], upstream: [Airing]?, rule: ClashRule = .upstream, at now: WallTime? = nil,
    have: (String) -> Bool = { _ in true }, fallback: [Item] = []
  ) -> [AiringID: Airing] {
    let rundown = StationRundown.merged(
      own: Made.rundown(own), manifest: upstream.map { Made.manifest($0) }, now: now ?? self.now,
      path: { have($0) ? "/media/\($0)" : nil }, rule: rule, fallback: fallback)
    return Dictionary(uniqueKeysWithValues: rundown.airings.map { ($0.id, $0) })
  }

  @Test func aStationWithoutAManifestAirsItsOwn() {
    let own = Made.rundown([Made.airing("a", minutes: 0), Made.airing("b", minutes: 60)])
    let merged = StationRundown.merged(
      own: own, manifest: nil, now: now, path: { _ in nil }, rule: .own, fallback: filler)
    #expect(merged == own)
  }

  @Test func anAiringOfTheParentGetsTheLocalFilesAndKeepsItsID() {
    let airing = merged(own: [], upstream: [Made.airing("a", minutes: 0)])["a"]
    #expect(airing?.items[0].media.path == "/media/\(Made.digest(1))")
    #expect(airing?.isUndelivered == false)
  }

  @Test func anAiringWithoutAllItsFilesIsUndeliveredAndHasAStandIn() {
    var two = Made.airing("a", minutes: 0)
    two.items.append(Made.item(2))
    let merged = merged(own: [], upstream: [two], have: { $0 == Made.digest(1) }, fallback: filler)
    #expect(merged["a"]?.isUndelivered == true)
    let standIn = merged["du-phong:a"]
    #expect(standIn?.priority == .fallback && standIn?.items == filler && standIn?.whenLate == .join)
    #expect(standIn?.plannedStart == two.plannedStart && standIn?.allotted == two.dueDuration)
    #expect(merged.count == 2)
  }

  @Test func aStandInComesOnlyWhenTheTimeIsNear() {
    let airing = [Made.airing("a", minutes: 20)]
    #expect(merged(own: [], upstream: airing, have: { _ in false }, fallback: filler).count == 1)
    let near = Made.five + .minutes(5)
    #expect(merged(own: [], upstream: airing, at: near, have: { _ in false }, fallback: filler).count == 2)
    let over = Made.five + .minutes(31)
    #expect(merged(own: [], upstream: airing, at: over, have: { _ in false }, fallback: filler).count == 1)
  }

  @Test func nothingStandsInForAnEmergencyNorForWhatIsCancelled() {
    let emergency = Made.airing("a", minutes: 0, priority: .emergency)
    var cancelled = Made.airing("b", minutes: 0)
    cancelled.disposition = .cancelled(.holiday)
    let merged = merged(own: [], upstream: [emergency, cancelled], have: { _ in false }, fallback: filler)
    #expect(merged.keys.sorted() == ["a", "b"])
  }

  @Test func theUpstreamWinsAnIDThatBothUse() {
    var own = Made.airing("a", minutes: 0)
    own.editionTitle = "own"
    #expect(merged(own: [own], upstream: [Made.airing("a", minutes: 0)])["a"]?.editionTitle == "Kỳ 11")
    #expect(
      StationRundown.sharedIDs(
        own: Made.rundown([own, Made.airing("b", minutes: 9)]),
        manifest: Made.manifest([Made.airing("a", minutes: 3)]))
        == ["a"])
  }

  @Test func aClashOfNormalAiringsIsSettledByTheRule() {
    let own = Made.airing("own", minutes: 5)
    let upstream = Made.airing("up", minutes: 0)
    let forUpstream = merged(own: [own], upstream: [upstream], rule: .upstream)
    #expect(forUpstream["own"]?.disposition == .cancelled(.clash))
    #expect(forUpstream["up"]?.disposition == .air)
    let forOwn = merged(own: [own], upstream: [upstream], rule: .own)
    #expect(forOwn["own"]?.disposition == .air)
    #expect(forOwn["up"]?.disposition == .cancelled(.clash))
  }

  @Test func neighboursDoNotClash() {
    let own = Made.airing("own", minutes: 10)
    // It may run on for a minute, if nobody minds.
    let upstream = Made.airing(
      "up", minutes: 0, seconds: 660, allotted: 600, atEnd: .overrun(upTo: .seconds(60)))
    let merged = merged(own: [own], upstream: [upstream])
    #expect(merged.values.allSatisfy { $0.disposition == .air })
  }

  @Test func whatIsCancelledAnywayTakesNobodysTime() {
    var own = Made.airing("own", minutes: 0)
    own.disposition = .cancelled(.holiday)
    let merged = merged(own: [own], upstream: [Made.airing("up", minutes: 0)], rule: .own)
    #expect(merged["up"]?.disposition == .air)
    #expect(merged["own"]?.disposition == .cancelled(.holiday))
  }

  @Test func anOwnAiringInThePriorityTimeOfTheParentBeginsAfterIt() {
    let priority = Made.airing("up", minutes: 0, priority: .priority)
    for rule in ClashRule.allCases {
      let merged = merged(
        own: [
          Made.airing("during", minutes: 5, whenLate: .skip), Made.airing("before", minutes: -3),
          Made.airing("after", minutes: 10),
        ], upstream: [priority], rule: rule)
      #expect(merged["during"]?.whenLate == .restart(within: .seconds(600)))
      #expect(merged["during"]?.disposition == .air)
      #expect(merged["before"]?.whenLate == .join)
      #expect(merged["after"]?.whenLate == .join)
    }
  }

  @Test func anOwnPriorityAiringGivesWayToThatOfTheParent() {
    let own = Made.airing("own", minutes: 0, priority: .priority)
    let alone = Made.airing("alone", minutes: 60, priority: .priority)
    let merged = merged(own: [own, alone], upstream: [Made.airing("up", minutes: 0, priority: .priority)])
    #expect(merged["own"]?.priority == .normal)
    #expect(merged["alone"]?.priority == .priority)
    #expect(merged["up"]?.priority == .priority)
  }

  @Test func anEmergencyThatIsOverIsNeverInARundown() {
    let emergency = Made.airing("lenh", minutes: 0, seconds: 60, priority: .emergency)
    let end = Made.five + .seconds(60)
    #expect(merged(own: [], upstream: [emergency], at: end - .nanoseconds(1))["lenh"] != nil)
    #expect(merged(own: [], upstream: [emergency], at: end)["lenh"] == nil)
  }

  @Test func anExpiredManifestGivesNothingThatCouldSound() {
    var long = Made.airing("a", minutes: 7 * 1440 - 61, seconds: 86_400)
    long.whenLate = .restart(within: .hours(24))
    let end = Made.manifest([]).validUntil
    for (instant, isOut) in [(end - .seconds(1), false), (end, true)] {
      let rundown = StationRundown.merged(
        own: Made.rundown([], from: end - .hours(1)), manifest: Made.manifest([long]), now: instant,
        path: { "/\($0)" }, rule: .upstream, fallback: filler)
      #expect(rundown.airings.map(\.id) == ["a"])
      #expect(rundown.airings.first?.isUndelivered == isOut)
    }
  }

  @Test func whatFellOutOfANewerManifestIsNotTakenBack() {
    // It was handed down in an earlier one and is on air: the newer one says nothing of that time.
    let newer = Made.manifest([], at: Made.five + .hours(3))
    let own = Made.rundown([Made.airing("own", minutes: -10)], from: Made.five - .hours(1))
    let rundown = StationRundown.merged(
      own: own, manifest: newer, now: Made.five + .hours(3), path: { _ in nil }, rule: .own, fallback: [])
    #expect(rundown.from == newer.rundown.from)
    #expect(rundown.airings.map(\.id) == ["own"])
  }

  @Test func aNodeHandsDownWhatItAirsWithoutItsStandIns() {
    let merged = StationRundown.merged(
      own: Made.rundown([Made.airing("own", minutes: 30)]),
      manifest: Made.manifest([Made.airing("up", minutes: 0), Made.airing("late", minutes: 35)]), now: now,
      path: { _ in nil }, rule: .own, fallback: filler)
    #expect(merged.airings.contains { $0.id == "du-phong:up" })
    let handed = StationRundown.handedDown(from: merged)
    #expect(handed.airings.map(\.id) == ["up", "own", "late"])
    #expect(handed.airings.map(\.disposition) == [.air, .air, .cancelled(.clash)])
    var issuer = ManifestIssuer(node: "29770")
    let manifest = issuer.issue(rundown: handed, now: now)
    #expect(manifest?.rundown.airings.map(\.id) == ["up", "own", "late"])
    #expect(manifest?.node == "29770")
  }

  @Test(arguments: [UInt64](1...80)) func noAiringVanishesAndMergingAgainChangesNothing(seed: UInt64) {
    var chance = ManifestChance(seed)
    let manifest = Made.random(&chance)
    let period = manifest.rundown.from..<manifest.rundown.until
    let own = Rundown(
      from: period.lowerBound - chance.length(upTo: .hours(30)), until: period.upperBound,
      airings: (0..<20).map { Made.randomAiring("own\($0)", period, &chance) }.sorted { $0.precedes($1) })
    let instant = period.lowerBound + chance.length(upTo: .days(7))
    let rule = ClashRule.allCases.randomElement(using: &chance) ?? .own
    func merge(_ own: Rundown) -> Rundown {
      StationRundown.merged(
        own: own, manifest: manifest, now: instant,
        path: { $0.hasSuffix("1") || $0.hasSuffix("2") ? "/\($0)" : nil }, rule: rule, fallback: filler)
    }
    let merged = merge(own)
    for (a, b) in zip(merged.airings, merged.airings.dropFirst()) { #expect(a.precedes(b)) }
    let present = Dictionary(uniqueKeysWithValues: merged.airings.map { ($0.id, $0) })
    for airing in own.airings { #expect(present[airing.id] != nil) }
    for airing in manifest.rundown.airings {
      guard airing.priority == .emergency, airing.plannedEnd <= instant else {
        #expect(present[airing.id] != nil)
        continue
      }
      #expect(present[airing.id] == nil)
    }
    let known = Set(own.airings.map(\.id)).union(manifest.rundown.airings.map(\.id))
    for (id, airing) in present where !known.contains(id) { #expect(airing.isStandIn) }
    for airing in merged.airings where airing.disposition == .air && !airing.isUndelivered {
      #expect(
        airing.priority == .fallback || own.airings.contains { $0.id == airing.id }
          || airing.items.allSatisfy { !$0.media.path.isEmpty })
    }
    #expect(merge(merged) == merged)
  }
}
