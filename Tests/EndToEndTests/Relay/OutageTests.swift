import Foundation
import Testing
import VirtualCard

extension EndToEnd {
  /// Stations of a Centre that is out of reach, on hosts of their own.
  @Suite struct OutageTests {
    private static let seconds = 12

    @Test func aStationWhoseCableIsPulledAirsInFullAndItsEvidenceComesLater() throws {
      let scene = try RelayScene(seconds: Self.seconds)
      try scene.start()
      let (airing, start) = try scene.play(inSeconds: 12)
      try scene.waitUntilConnected()

      // Its cable is out before the first frame and stays out beyond the last.
      let cut = scene.stations[0]
      try scene.hosts.link(cut.host, isUp: false)
      try wait(for: "the end of the airing at the station without a cable") {
        try cut.entries().contains { $0.text("airing") == airing && $0["open"] as? Bool == false }
      }
      let atCentre = try scene.centre.entries().filter { $0.text("airing") == airing }
      #expect(!atCentre.contains { $0.text("station") == cut.code && $0["open"] as? Bool == false })
      let back = Date()
      try scene.hosts.link(cut.host, isUp: true)
      let evidence = try scene.waitForEvidence(
        of: airing, from: [scene.centre.code] + scene.stations.map(\.code))
      print("the evidence was complete \(Date().timeIntervalSince(back)) s after the cable was back")

      #expect(evidence.count == 3)
      for entry in evidence {
        #expect(entry.text("outcome") == "aired", "\(entry.text("station") ?? "?")")
        #expect(entry.number("framesPlayed") == Self.seconds * IndexedSound.rate)
        #expect(entry.missing.isEmpty)
      }
      // Every frame of each card at its instant, to the bit.
      for card in [scene.centre.card] + scene.stations.map(\.card) {
        let recording = try Recording(of: card)
        let found = try #require((0..<recording.frames).first { !recording.isSilent($0) })
        #expect(abs(recording.wallInstant(of: found - IndexedSound.edge) - start) < 50_000_000)
      }
      let verified = try scene.centre.loa("log", "verify")
      #expect(verified.status == 0, "\(verified.output) \(verified.complaints)")
      for node in scene.stations + [scene.centre] { #expect(node.stop() == 0) }
    }

    @Test func aCentreKilledInMidAiringCostsNoStationAFrame() throws {
      let scene = try RelayScene(seconds: Self.seconds, stations: [0])
      try scene.start()
      let (airing, _) = try scene.play(inSeconds: 8)
      try scene.waitUntilConnected()
      let station = scene.stations[0]
      try wait(for: "the station to sound") { station.card.bytesCaptured > 0 }
      try wait(for: "the airing to be open") {
        try station.entries().contains { $0.text("airing") == airing }
      }
      scene.centre.kill()
      try wait(for: "the end of the airing at the station") {
        try station.entries().contains { $0.text("airing") == airing && $0["open"] as? Bool == false }
      }
      let entry = try #require(try station.entries().first { $0.text("airing") == airing })
      #expect(entry.text("outcome") == "aired" && entry.missing.isEmpty)
      try scene.centre.start()
      let evidence = try scene.waitForEvidence(of: airing, from: [scene.centre.code, station.code])
      let own = try #require(evidence.first { $0.text("station") == scene.centre.code })
      #expect(own.text("outcome") != "aired", "it was not there to the end")
      #expect(try scene.centre.loa("log", "verify").status == 0)
    }
  }
}
