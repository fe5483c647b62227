import Foundation
import Testing

extension EndToEnd {
  /// Certificates whose time is over.
  @Suite(.enabled(if: Hosts.arePossible, "only root may make hosts"))
  struct CertificateTests {
    /// Five minutes longer than a certificate holds.
    private static let longAgo = WrongClock(seconds: -(90 * 86_400 + 300))

    @Test func aCertificateThatRanOutInAnOutageSilencesNobodyAndIsRenewedWhenTheLinkIsBack() throws {
      let length = 6
      let scene = try RelayScene(
        seconds: length, stations: [0], upstream: "{ mirrors: 'http://\(Hosts.hubAddress)' }")
      let (centre, station) = (scene.centre, scene.stations[0])
      let shown = scene.folder.appendingPathComponent("clock")
      try WrongClock.show(Self.longAgo.seconds, in: shown)
      for node in [centre, station] { try WrongClock.give(node, clockOf: shown) }
      try scene.start()

      // Three months go by, and the Centre can not be reached.
      centre.kill()
      station.kill()
      try scene.hosts.part(station.host, from: centre.host)
      try WrongClock.show(0, in: shown)
      try centre.start()
      let (airing, start) = try scene.play(inSeconds: 15)
      let copies = scene.folder.appendingPathComponent("copies")
      try scene.publish(to: copies, until: airing)
      let mirror = try WebMirror(of: copies.path, on: scene.hosts, folder: scene.folder)
      try station.start()
      try wait(for: "the media from the mirror") { try station.hasEverything() }
      try wait(untilWallClock: start, plusSeconds: Double(length) + 1)
      #expect(try !station.isLinked())
      let former = try #require(try station.upstream()?.certificateExpires)
      #expect(former < start, "it aired under a certificate whose time was over")
      try scene.expectWhole(station, start: start, seconds: length)
      #expect(try station.upstream()?.recordsWaiting ?? 0 > 0)
      #expect(mirror.isRunning)

      try scene.hosts.dropNothing(at: station.host)
      let back = try seconds(until: "the link") { try station.isLinked() }
      let renewed = try #require(try station.upstream()?.certificateExpires)
      print("reachable again: renewed and linked after \(back) s")
      #expect(renewed > start + 80 * 86_400 * 1_000_000_000)
      let entries = try scene.waitForEvidence(of: airing, from: [centre.code, station.code])
      #expect(entries.count == 2)
      for entry in entries {
        #expect(entry.text("outcome") == "aired", "\(entry.text("station") ?? "")")
        #expect(entry.missing.isEmpty)
      }
      for node in [centre, station] { #expect(try node.logIsWhole(), "\(node.code)") }
    }
  }
}
