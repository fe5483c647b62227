import Clocks
import Foundation
import Playout
import Scheduling
import Testing

@testable import Relay

extension Composed {
  /// Certificates that run out, and clocks that know nothing of it.
  @Suite struct RenewalTests {
    let sample = MediaSample(50_000, seed: 3)

    /// - Parameter wrong: how far the station's clock is from the parent's.
    private func outlive(stationClockOff wrong: Duration) async throws {
      let clock = LivingClock()
      let own = LivingClock()
      own.advance(wrong)
      let first = try await LiveParent.start(in: StateFolder(), clock: clock, lifetime: .days(4))
      let station = try await LiveStation.start(
        "29770", in: StateFolder(), clock: own, clockState: wrong < .days(-1) ? .untrusted : .trusted)
      try await first.handDown([sample])
      try await station.join(first)
      try await station.waitUntilCurrent(with: first, [sample])
      let expiry = try #require(await station.uplink.status().certificateExpires)
      try await first.stop()
      try await eventually("the loss is noticed") { await !station.isUp() }

      clock.advance(.days(5))
      // A clock that stands wrong does not know how much time has passed either.
      if wrong >= .days(-1) { own.advance(.days(5)) }
      #expect(expiry < clock.now)
      #expect(await station.uplink.manifest != nil && station.holds(sample), "it keeps what was delivered")

      let second = try await LiveParent.start(
        in: first.folder, clock: clock, lifetime: .days(4), port: first.port)
      try await second.handDown([sample])
      try await station.waitUntilCurrent(with: second, [sample])
      #expect(try #require(await station.uplink.status().certificateExpires) > expiry)
      try await eventually("no alarm stands") {
        await station.alarms.active.allSatisfy { $0.kind == .clockApart }
      }
      try await station.stop()
      // It is the new one that is found when the node begins again.
      let again = try await LiveStation.start("29770", in: station.folder, clock: own)
      #expect(try #require(await again.uplink.status().certificateExpires) > expiry)
      try await again.waitUntilCurrent(with: second, [sample])
      try await again.stop()
      try await second.stop()
    }

    @Test func aCertificateThatRanOutInAnOutageIsRenewedWhenTheLinkIsBack() async throws {
      try await outlive(stationClockOff: .zero)
    }

    @Test func soItIsWhereTheOwnClockIsTwoMinutesWrong() async throws {
      try await outlive(stationClockOff: .minutes(-2))
    }

    @Test func soItIsWhereTheOwnClockIsBackIn2020() async throws {
      try await outlive(stationClockOff: .days(-730))
    }

    /// While the link is up: the parent refuses the next stream, and the station has its certificate renewed.
    @Test func aCertificateThatRunsOutUnderAnOldClockIsRenewedOnTheNextConnection() async throws {
      let own = LivingClock()
      try await Composed.scene(lifetime: .days(4), samples: [sample], stationClock: own) {
        parent, station, clock in
        let expiry = try #require(await station.uplink.status().certificateExpires)
        clock.advance(.days(5))
        try await parent.handDown([sample, MediaSample(1000, seed: 9)])
        try await eventually("it is renewed", atMost: .seconds(90)) {
          let now = await station.uplink.status().certificateExpires
          return now.map { $0 > expiry } ?? false
        }
      }
    }
  }
}
