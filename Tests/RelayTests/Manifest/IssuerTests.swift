import Clocks
import Crypto
import Scheduling
import Testing

@testable import Relay

@Suite struct IssuerTests {
  private static let daily = (-3..<20).map { day in
    Made.airing(AiringID("ban-tin@\(day)"), minutes: day * 1440)
  }

  private func rundown(at now: WallTime, _ change: (inout Airing) -> Void = { _ in }) -> Rundown {
    var airings = Self.daily.filter { now - .days(1) <= $0.plannedStart && $0.plannedStart < now + .days(8) }
    for index in airings.indices { change(&airings[index]) }
    return Rundown(from: now - .days(1), until: now + .days(8), airings: airings)
  }

  private func order(_ id: AiringID, at start: WallTime, seconds: Int = 60) -> Airing {
    var airing = Made.airing(
      id, minutes: 0, seconds: seconds, priority: .emergency, whenLate: .restart(within: .minutes(10)))
    airing.plannedStart = start
    return airing
  }

  private let now = Made.five + .minutes(30)
  private let names: [ProgrammeID: String] = ["cchc": "Cải cách hành chính", "khac": "Khác"]

  @Test func theFirstOneReachesSevenDaysAheadAndIsValidADayLonger() throws {
    var issuer = ManifestIssuer(node: Made.centre)
    let manifest = try issuer.mustIssue(rundown: rundown(at: now), programmes: names, now: now)
    #expect(manifest.rundown.until == now + .days(7))
    #expect(manifest.validUntil == now + .days(8))
    #expect(manifest.rundown.from == now)
    #expect(manifest.rundown.airings.map(\.id.text) == (1...7).map { "ban-tin@\($0)" })
    #expect(manifest.programmes == ["cchc": "Cải cách hành chính"])
    #expect(throws: Never.self) { try manifest.check() }
    #expect(try Manifest(canonical: manifest.canonical) == manifest)
  }

  @Test func anUnchangedRundownIsIssuedAgainOnlyEveryTwelveHours() {
    var issuer = ManifestIssuer(node: Made.centre)
    var issues: [Duration] = []
    for minute in 0..<(3 * 1440) {
      let instant = now + .minutes(minute)
      if issuer.issue(rundown: rundown(at: instant), programmes: names, now: instant) != nil {
        issues.append(.minutes(minute))
      }
    }
    #expect(issues == [.zero, .hours(12), .hours(24), .hours(36), .hours(48), .hours(60)])
  }

  @Test func aRestartIsNoReasonToIssue() throws {
    var issuer = ManifestIssuer(node: Made.centre)
    let manifest = try issuer.mustIssue(rundown: rundown(at: now), programmes: names, now: now)
    var restarted = ManifestIssuer(node: Made.centre, issued: try Manifest(canonical: manifest.canonical))
    let later = now + .hours(1)
    #expect(restarted.issue(rundown: rundown(at: later), programmes: names, now: later) == nil)
  }

  @Test(
    arguments: [
      { $0.editionTitle = "Kỳ 12" }, { $0.items = [Made.item(9)] }, { $0.disposition = .cancelled(.holiday) },
      { $0.allotted = .seconds(1) }, { $0.items[0].gain = -3 }, { $0.whenLate = .skip },
    ] as [@Sendable (inout Airing) -> Void])
  func whateverAnAiringAheadDependsOnIsReasonEnough(change: @Sendable (inout Airing) -> Void) throws {
    var issuer = ManifestIssuer(node: Made.centre)
    let first = try issuer.mustIssue(rundown: rundown(at: now), programmes: names, now: now)
    let changed = rundown(at: now) { if $0.id == "ban-tin@3" { change(&$0) } }
    let second = try issuer.mustIssue(rundown: changed, programmes: names, now: now)
    #expect(second.sequence > first.sequence)
    #expect(issuer.issue(rundown: changed, programmes: names, now: now) == nil)
  }

  @Test func anAiringThatComesOrGoesIsReasonEnough() {
    var issuer = ManifestIssuer(node: Made.centre)
    #expect(issuer.issue(rundown: rundown(at: now), programmes: names, now: now) != nil)
    var fewer = rundown(at: now)
    fewer.airings.removeAll { $0.id == "ban-tin@2" }
    #expect(issuer.issue(rundown: fewer, programmes: names, now: now) != nil)
    #expect(issuer.issue(rundown: rundown(at: now), programmes: names, now: now) != nil)
  }

  @Test func aNameThatIsShownIsReasonEnoughAndAnotherIsNot() {
    var issuer = ManifestIssuer(node: Made.centre)
    #expect(issuer.issue(rundown: rundown(at: now), programmes: names, now: now) != nil)
    var changed = names
    changed["khac"] = "Khác nữa"
    #expect(issuer.issue(rundown: rundown(at: now), programmes: changed, now: now) == nil)
    changed["cchc"] = "CCHC"
    #expect(issuer.issue(rundown: rundown(at: now), programmes: changed, now: now) != nil)
  }

  @Test func whatConcernsThisNodeOnlyIsNoReasonAndIsNotHandedDown() throws {
    var issuer = ManifestIssuer(node: Made.centre)
    let manifest = try issuer.mustIssue(rundown: rundown(at: now), programmes: names, now: now)
    let here = rundown(at: now) {
      $0.items[0].media.path = "/var/lib/loa/media/1"
      $0.items[0].gain += 0.0001
      $0.isUndelivered = true
    }
    #expect(issuer.issue(rundown: here, programmes: names, now: now) == nil)
    #expect(manifest.rundown.airings.allSatisfy { $0.items[0].media.path.isEmpty && !$0.isUndelivered })
  }

  @Test func anOrderIsHandedDownAtOnceAndIsJoinedByWhoHearsOfItLate() throws {
    var issuer = ManifestIssuer(node: Made.centre)
    #expect(issuer.issue(rundown: rundown(at: now), programmes: names, now: now) != nil)
    let order = order("lenh@1", at: now + .seconds(5))
    let manifest = try issuer.mustIssue(
      rundown: rundown(at: now), orders: [order], programmes: names, now: now)
    let handed = try #require(manifest.rundown.airings.first)
    #expect(handed.id == "lenh@1" && handed.whenLate == .join && handed.priority == .emergency)
    let during = now + .seconds(30)
    #expect(
      issuer.issue(rundown: rundown(at: during), orders: [order], programmes: names, now: during) == nil)
  }

  @Test func anOrderThatIsOverFallsOutWithoutAnIssueOfItsOwn() throws {
    var issuer = ManifestIssuer(node: Made.centre)
    let order = order("lenh@1", at: now + .seconds(5))
    _ = issuer.issue(rundown: rundown(at: now), orders: [order], programmes: names, now: now)
    let after = now + .seconds(65)
    #expect(
      issuer.issue(rundown: rundown(at: after), orders: [order], programmes: names, now: after) == nil)
    #expect(issuer.issue(rundown: rundown(at: after), programmes: names, now: after) == nil)
    let changed = rundown(at: after) { $0.editionTitle = "khác" }
    let next = try issuer.mustIssue(rundown: changed, orders: [order], programmes: names, now: after)
    #expect(!next.rundown.airings.contains { $0.id == order.id })
  }

  @Test func anOrderThatIsTakenBackIsReasonEnough() {
    var issuer = ManifestIssuer(node: Made.centre)
    let order = order("lenh@1", at: now + .minutes(5))
    _ = issuer.issue(rundown: rundown(at: now), orders: [order], programmes: names, now: now)
    #expect(issuer.issue(rundown: rundown(at: now), programmes: names, now: now) != nil)
  }

  @Test func whatIsOnAirStandsInTheManifestAndAllThatBeganSince() throws {
    var issuer = ManifestIssuer(node: Made.centre)
    let long = Made.airing("dai", minutes: -10, seconds: 3600)
    let short = Made.airing("ngan", minutes: 2, seconds: 60)
    let rundown = Made.rundown([long, short], from: Made.five - .hours(2))
    let manifest = try issuer.mustIssue(rundown: rundown, now: now)
    #expect(manifest.rundown.from == long.plannedStart)
    #expect(manifest.rundown.airings.map(\.id) == ["dai", "ngan"])
  }

  @Test func aParentThatLostItsStateGoesOnWithHigherNumbers() throws {
    var issuer = ManifestIssuer(node: Made.centre)
    var last: Int64 = 0
    for minute in 0..<20 {
      let manifest = try issuer.mustIssue(
        rundown: rundown(at: now) { $0.editionTitle = "\(minute)" }, now: now + .minutes(minute))
      #expect(manifest.sequence > last)
      last = manifest.sequence
    }
    var reborn = ManifestIssuer(node: Made.centre)
    let next = try reborn.mustIssue(rundown: rundown(at: now), now: now + .minutes(20))
    #expect(next.sequence > last)
    // Only the number outlived, and the clock is behind.
    var behind = ManifestIssuer(node: Made.centre, sequence: last)
    let again = try behind.mustIssue(rundown: rundown(at: now), now: now - .days(300))
    #expect(again.sequence == last + 1)
  }

  @Test func whatWasIssuedByAClockAheadIsReplacedOnceTheClockIsRight() {
    var issuer = ManifestIssuer(node: Made.centre)
    let ahead = now + .days(2)
    #expect(issuer.issue(rundown: rundown(at: ahead), programmes: names, now: ahead) != nil)
    #expect(issuer.issue(rundown: rundown(at: now), programmes: names, now: now) != nil)
    #expect(issuer.issue(rundown: rundown(at: now), programmes: names, now: now) == nil)
  }

  @Test func anAiringThatNoStationWouldTakeIsWithheldAndSaid() throws {
    var issuer = ManifestIssuer(node: Made.centre)
    let long = rundown(at: now) { if $0.id == "ban-tin@2" { $0.allotted = .hours(25) } }
    let manifest = try issuer.mustIssue(rundown: long, programmes: names, now: now)
    #expect(!manifest.rundown.airings.contains { $0.id == "ban-tin@2" })
    #expect(issuer.withheld.map(\.airing) == ["ban-tin@2"])
    #expect(throws: Never.self) { try manifest.check() }
  }

  @Test func titlesAreMadeFit() throws {
    var issuer = ManifestIssuer(node: Made.centre)
    let title = "Dòng\nhai " + String(repeating: "ạ", count: 600)
    let manifest = try issuer.mustIssue(rundown: rundown(at: now) { $0.editionTitle = title }, now: now)
    let handed = try #require(manifest.rundown.airings.first?.editionTitle)
    #expect(handed.hasPrefix("Dòng hai ạ") && handed.hasSuffix("…") && handed.utf8.count <= 1000)
    #expect(throws: Never.self) { try manifest.check() }
    #expect(issuer.withheld.isEmpty)
    #expect(issuer.issue(rundown: rundown(at: now) { $0.editionTitle = title }, now: now) == nil)
  }

  @Test func tooMuchForOneManifestReachesLessFarAndNothingOfTheNearIsLeftOut() throws {
    let key = try #require(Made.key)
    for titleLength in [1, 900] {
      let airings = (0..<3000).map { number in
        var airing = Made.airing(AiringID("\(number)"), minutes: 31 + number)
        airing.editionTitle = String(repeating: "x", count: titleLength)
        return airing
      }
      var issuer = ManifestIssuer(node: Made.centre)
      let rundown = Made.rundown(airings, from: now)
      let manifest = try issuer.mustIssue(rundown: rundown, now: now)
      let bytes = try SignedManifest(signing: manifest, with: key).bytes
      #expect(bytes.count <= 2 << 20)
      #expect(manifest.rundown.airings == Array(airings.prefix(manifest.rundown.airings.count)))
      #expect(manifest.rundown.airings.count > (titleLength == 1 ? 1999 : 1000))
      #expect(manifest.rundown.until == airings[manifest.rundown.airings.count].plannedStart)
      #expect(issuer.issue(rundown: rundown, now: now) == nil)
    }
  }

  /// Whatever a parent may have in its rundown, every station takes what it issues.
  @Test(arguments: [UInt64](1...40)) func whatIsIssuedIsTaken(seed: UInt64) throws {
    var chance = ManifestChance(seed)
    let key = try #require(Made.key)
    var issuer = ManifestIssuer(node: Made.centre)
    var keeper = ManifestKeeper()
    var instant = now
    for _ in 0..<10 {
      instant += chance.length(upTo: .hours(15))
      let other = Made.random(&chance)
      var rundown = other.rundown
      rundown.from = instant - .days(1)
      rundown.until = instant + .days(8)
      for index in rundown.airings.indices {
        rundown.airings[index].plannedStart = rundown.from + chance.length(upTo: .days(9) - .seconds(1))
        if chance.happens(1, in: 9) { rundown.airings[index].editionTitle = "\u{0}\n" }
        if chance.happens(1, in: 9) { rundown.airings[index].allotted = .hours(30) }
      }
      rundown.airings.sort { $0.precedes($1) }
      let orders = [order(AiringID("lenh@\(seed)"), at: instant + chance.length(upTo: .hours(1)))]
      guard
        let manifest = issuer.issue(
          rundown: rundown, orders: orders, programmes: other.programmes, now: instant)
      else { continue }
      let offer = keeper.offer(
        try SignedManifest(signing: manifest, with: key).bytes, trusting: key.publicKey, from: Made.centre,
        now: instant, isClockTrusted: true)
      #expect(offer == .accepted(manifest))
      #expect(
        issuer.issue(rundown: rundown, orders: orders, programmes: other.programmes, now: instant) == nil)
    }
  }
}

private struct NothingIssued: Error {}

extension ManifestIssuer {
  fileprivate mutating func mustIssue(
    rundown: Rundown, orders: [Airing] = [], programmes: [ProgrammeID: String] = [:], now: WallTime
  ) throws -> Manifest {
    guard let manifest = issue(rundown: rundown, orders: orders, programmes: programmes, now: now) else {
      throw NothingIssued()
    }
    return manifest
  }
}
