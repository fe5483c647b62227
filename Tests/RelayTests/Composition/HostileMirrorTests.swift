import Airtime
import Clocks
import Crypto
import Foundation
import Playout
import Scheduling
import Testing

@testable import Relay

extension Composed {
  /// Mirrors need no trust: what they alter is found out, refused, told upward, and had from elsewhere.
  @Suite struct HostileMirrorTests {
    let old = MediaSample(40_000, seed: 6)
    let new = MediaSample(60_000, seed: 7)

    /// A mirror with this manifest, and with this answer to every file.
    private static func mirror(_ manifest: [UInt8], media: [UInt8]? = nil) async throws -> FaultyServer {
      try await FaultyServer.start { request in
        if request.path.hasSuffix("/manifest") {
          return [
            .send(Array("HTTP/1.1 200 OK\r\nContent-Length: \(manifest.count)\r\n\r\n".utf8) + manifest)
          ]
        }
        guard let media else {
          return [.send(Array("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".utf8))]
        }
        return [.send(media)]
      }
    }

    /// A station that follows a first manifest, and a second one that was issued while it was off; both nodes have ended.
    private func parted() async throws -> (
      parent: StateFolder, port: Int, station: StateFolder, clock: LivingClock, first: [UInt8],
      second: [UInt8]
    ) {
      let clock = LivingClock()
      let parent = try await LiveParent.start(in: StateFolder(), clock: clock)
      let station = try await LiveStation.start("29770", in: StateFolder(), clock: clock)
      try await parent.handDown([old])
      try await station.join(parent)
      try await station.waitUntilCurrent(with: parent, [old])
      let first = try #require(await parent.door.manifests.bytes)
      try await station.stop()
      clock.advance(.seconds(1))
      try await parent.handDown([new, old])
      let second = try #require(await parent.door.manifests.bytes)
      try await parent.stop()
      return (parent.folder, parent.port, station.folder, clock, first, second)
    }

    @Test func manifestsThatAreNotTheParentsNewestAreRefusedAndTold() async throws {
      let (parentFolder, port, folder, clock, first, second) = try await parted()
      let authority = try Authority.open(stateDirectory: parentFolder.path, node: LiveParent.code)
      let newest = try SignedManifest.open(
        second, trusting: authority.manifestKey.publicKey, from: LiveParent.code)

      var altered = second
      altered[altered.count - 10] ^= 1
      var older = try SignedManifest.open(
        first, trusting: authority.manifestKey.publicKey, from: LiveParent.code)
      older.sequence -= 1
      var foreign = newest
      foreign.sequence += 1000
      var expired = newest
      expired.sequence += 1000
      expired.validUntil = clock.now - .seconds(1)
      expired.issuedAt = clock.now - .days(8)
      expired.rundown = Rundown(from: expired.issuedAt, until: expired.validUntil, airings: [])
      let offers: [[UInt8]] = [
        altered, try SignedManifest(signing: older, with: authority.manifestKey).bytes,
        try SignedManifest(signing: foreign, with: Curve25519.Signing.PrivateKey()).bytes,
        try SignedManifest(signing: expired, with: authority.manifestKey).bytes,
        [UInt8](repeating: 0x41, count: 3 << 20), [],
      ]
      var mirrors: [FaultyServer] = []
      for offer in offers { mirrors.append(try await Self.mirror(offer)) }

      let station = try await LiveStation.start(
        "29770", in: folder, clock: clock, mirrors: mirrors.map(\.base))
      let held = await station.uplink.manifest
      try await eventually("every mirror that sent a manifest is named in an alarm") {
        var named = 0
        for mirror in mirrors.prefix(4)
        where await station.hasAlarm(.refusedFromUpstream, about: mirror.base) { named += 1 }
        return named == 4
      }
      #expect(await station.uplink.manifest == held, "the last good one stays")
      #expect(station.holds(old))

      let parent = try await LiveParent.start(in: parentFolder, clock: clock, port: port)
      try await parent.handDown([new, old])
      try await station.waitUntilCurrent(with: parent, [new, old])
      try await eventually("the parent knows what was refused") {
        parent.registry.station("29770")?.contact?.lastRefusal != nil
      }
      try await eventually("what mirrors have does not matter any more") {
        await !station.hasAlarm(.refusedFromUpstream)
      }
      try await station.stop()
      try await parent.stop()
    }

    @Test(arguments: [false, true])
    func filesThatAreNotWhatTheirNameSaysAreRefusedAndHadFromTheParent(isEndless: Bool) async throws {
      let (parentFolder, port, folder, clock, _, second) = try await parted()
      var wrong = new.bytes
      wrong[100] ^= 1
      let answer: [UInt8] =
        isEndless
        ? Array("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".utf8) + wrong + new.bytes + new.bytes
        : MediaSample(bytes: wrong).whole
      let mirror = try await Self.mirror(second, media: answer)

      let station = try await LiveStation.start("29770", in: folder, clock: clock, mirrors: [mirror.base])
      try await eventually("a person is told of the mirror") {
        await station.hasAlarm(.refusedFromUpstream, about: mirror.base)
      }
      #expect(!station.holds(new) && station.holds(old))
      let media = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/relay/media")
      #expect(!media.contains(new.sha256))

      let parent = try await LiveParent.start(in: parentFolder, clock: clock, port: port)
      try await parent.handDown([new, old])
      try await station.waitUntilCurrent(with: parent, [new, old])
      try await eventually("the parent knows what was refused") {
        parent.registry.station("29770")?.contact?.lastRefusal != nil
      }
      try await eventually("the alarm is over") { await !station.hasAlarm(.refusedFromUpstream) }
      try await station.stop()
      try await parent.stop()
    }
  }
}
