import Clocks
import Crypto
import Scheduling
import Testing

@testable import Relay

@Suite struct KeeperTests {
  private let key: Curve25519.Signing.PrivateKey

  init() throws { key = try #require(Made.key) }

  private func signed(_ sequence: Int64, at now: WallTime = Made.five, _ airings: [Airing] = []) -> [UInt8] {
    let manifest = Made.manifest(airings, sequence: sequence, at: now)
    return (try? SignedManifest(signing: manifest, with: key).bytes) ?? []
  }

  private func offer(
    _ keeper: inout ManifestKeeper, _ bytes: [UInt8], at now: WallTime = Made.five,
    isClockTrusted: Bool = true
  ) -> ManifestKeeper.Offer {
    keeper.offer(
      bytes, trusting: key.publicKey, from: Made.centre, now: now, isClockTrusted: isClockTrusted)
  }

  @Test func aNewerOneIsTakenAndTheSameIsTheSame() {
    var keeper = ManifestKeeper()
    #expect(offer(&keeper, signed(5)) == .accepted(Made.manifest([], sequence: 5)))
    #expect(offer(&keeper, signed(5)) == .same)
    #expect(offer(&keeper, signed(6)) == .accepted(Made.manifest([], sequence: 6)))
    #expect(keeper.held?.sequence == 6)
  }

  @Test func anOlderOneIsAReplay() {
    var keeper = ManifestKeeper(held: Made.manifest([], sequence: 6))
    #expect(offer(&keeper, signed(5)) == .refused(.replayed(held: 6, offered: 5)))
    let other = signed(6, [Made.airing("a", minutes: 0)])
    #expect(offer(&keeper, other) == .refused(.replayed(held: 6, offered: 6)))
    #expect(keeper.held?.sequence == 6)
  }

  @Test func whateverIsOfferedTheLastGoodOneStays() {
    var keeper = ManifestKeeper(held: Made.manifest([], sequence: 6))
    let good = signed(7)
    var chance = ManifestChance(1)
    for _ in 0..<300 {
      var bytes = good
      bytes[Int.random(in: 0..<bytes.count, using: &chance)] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
      guard case .refused = offer(&keeper, bytes) else {
        Issue.record("an altered manifest was taken")
        return
      }
      #expect(keeper.held?.sequence == 6)
    }
    #expect(offer(&keeper, good) == .accepted(Made.manifest([], sequence: 7)))
  }

  @Test func anExpiredOneIsRefusedToTheNanosecond() {
    let end = Made.five + .days(8)
    var keeper = ManifestKeeper()
    #expect(offer(&keeper, signed(1), at: end) == .refused(.expired(validUntil: end, ago: .zero)))
    #expect(offer(&keeper, signed(1), at: end - .nanoseconds(1)) == .accepted(Made.manifest([], sequence: 1)))
  }

  @Test func aClockThatIsNotTrustedProvesNothingExpired() {
    var keeper = ManifestKeeper()
    // 2035 by an unset clock, and 1970.
    #expect(
      offer(&keeper, signed(1), at: Made.five + .days(4700), isClockTrusted: false)
        == .accepted(Made.manifest([], sequence: 1)))
    #expect(
      offer(&keeper, signed(2), at: WallTime(seconds: 0), isClockTrusted: false)
        == .accepted(Made.manifest([], sequence: 2)))
  }

  @Test func whatTheParentItselfSignedLaterProvesExpiry() {
    var keeper = ManifestKeeper(held: Made.manifest([], sequence: 1, at: Made.five))
    let old = signed(2, at: Made.five - .days(9))
    #expect(
      offer(&keeper, old, at: WallTime(seconds: 0), isClockTrusted: false)
        == .refused(.expired(validUntil: Made.five - .days(1), ago: .days(1))))
  }

  @Test func aParentThatIsADayAheadIsRefusedUnlessTheOwnClockMayBeWrong() {
    var keeper = ManifestKeeper()
    let ahead = signed(1, at: Made.five + .days(365))
    #expect(
      offer(&keeper, ahead) == .refused(.fromTheFuture(issuedAt: Made.five + .days(365), ahead: .days(365))))
    let zone = signed(1, at: Made.five + .hours(7))
    #expect(offer(&keeper, zone) == .accepted(Made.manifest([], sequence: 1, at: Made.five + .hours(7))))
    let later = signed(2, at: Made.five + .days(365))
    #expect(
      offer(&keeper, later, isClockTrusted: false)
        == .accepted(Made.manifest([], sequence: 2, at: Made.five + .days(365))))
  }

  @Test func aStationThatWasMovedToAnotherParentTakesItsNumbersAsTheyAre() {
    var held = Made.manifest([], sequence: 900)
    held.node = "28000"
    var keeper = ManifestKeeper(held: held)
    #expect(offer(&keeper, signed(5)) == .accepted(Made.manifest([], sequence: 5)))
  }

  @Test func whoLeavesItsParentHoldsNothing() {
    var keeper = ManifestKeeper(held: Made.manifest([]))
    keeper.forget()
    #expect(keeper.held == nil)
  }
}
