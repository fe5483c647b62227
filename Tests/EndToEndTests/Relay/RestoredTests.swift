import Foundation
import Testing

extension EndToEnd {
  /// Nodes of a tree that are put back from a backup while the others live on.
  @Suite(.enabled(if: Hosts.arePossible, "only root may make hosts"))
  struct RestoredTests {
    /// Its log goes another way from then on than the one that the Centre holds, under the same numbers.
    @Test func aStationPutBackFromAnOldBackupLosesNothingOfWhatItsCentreWasTold() throws {
      let scene = try RelayScene(seconds: 3, stations: [0])
      let (centre, station) = (scene.centre, scene.stations[0])
      let file = scene.folder.appendingPathComponent("station.zip").path
      try scene.start()
      let first = try scene.play(inSeconds: 5).airing
      _ = try scene.waitForEvidence(of: first, from: [station.code])
      #expect(try station.loa("backup", file).status == 0)
      let second = try scene.play(inSeconds: 5).airing
      let before = try scene.waitForEvidence(of: second, from: [station.code])
      try wait(for: "all records to be handed up") { try station.upstream()?.recordsWaiting == 0 }
      #expect(station.stop() == 0)

      let restored = try station.loa("restore", file)
      #expect(restored.status == 0, "\(restored.complaints)")
      #expect(try !station.entries().contains { $0.text("airing") == second })
      try station.start()
      // The key is the one it had: it need not join again.
      try scene.waitUntilConnected()
      let third = try scene.play(inSeconds: 5).airing
      _ = try scene.waitForEvidence(of: third, from: [station.code])
      try wait(for: "all records to be handed up") { try station.upstream()?.recordsWaiting == 0 }

      // What was handed up first stands, as it was.
      let entries = try centre.entries().filter { $0.text("station") == station.code }
      #expect(entries.map { $0.text("airing") } == [first, second, third])
      #expect(entries.allSatisfy { $0.text("outcome") == "aired" }, "\(entries)")
      #expect(entries[1].number("framesPlayed") == before.first?.number("framesPlayed"))
      #expect(try centre.alarms().contains("evidence-refused"))
      for node in [centre, station] { #expect(try node.logIsWhole(), "\(node.code)") }
      let verified = try centre.loa("log", "verify").output
      #expect(verified.contains("copy") || verified.contains("branch"), "\(verified)")
    }

    /// It asks again for what it has forgotten, and stations need not join again.
    @Test func aCentrePutBackFromAnOldBackupGetsTheEvidenceAgain() throws {
      let scene = try RelayScene(seconds: 3, stations: [0])
      let (centre, station) = (scene.centre, scene.stations[0])
      let file = scene.folder.appendingPathComponent("centre.zip").path
      try scene.start()
      #expect(try centre.loa("backup", file).status == 0)
      let airing = try scene.play(inSeconds: 5).airing
      let before = try scene.waitForEvidence(of: airing, from: [station.code])
      #expect(centre.stop() == 0)
      let restored = try centre.loa("restore", file)
      #expect(restored.status == 0, "\(restored.complaints)")
      #expect(try centre.entries().isEmpty)
      try centre.start()
      try scene.waitUntilConnected()
      let again = try scene.waitForEvidence(of: airing, from: [station.code])
      #expect(again.first?.number("framesPlayed") == before.first?.number("framesPlayed"))
      let another = try scene.play(inSeconds: 5).airing
      _ = try scene.waitForEvidence(of: another, from: [centre.code, station.code])
      for node in [centre, station] { #expect(try node.logIsWhole(), "\(node.code)") }
    }
  }
}
