import Foundation
import Testing
import VirtualCard

extension EndToEnd {
  /// Many who are no station come to the door of the Centre while a station airs.
  @Suite(.enabled(if: Hosts.arePossible, "only root may make hosts"))
  struct StrangerTests {
    @Test func tenThousandConnectionsOfStrangersCostNoFrameAndKeepNoStationOut() throws {
      let length = 20
      let scene = try RelayScene(seconds: length, stations: [0, 0])
      let (standing, returning) = (scene.stations[0], scene.stations[1])
      let attacker = try scene.hosts.add("attacker")
      // Enough to take all places that strangers have.
      let addresses = try (1...6).map { try scene.hosts.give(attacker, address: "10.77.0.\(200 + $0)") }
      try scene.start()
      let count = 10_000
      let report = scene.folder.appendingPathComponent("strangers")
      let door = "\(scene.centre.host.address):\(RelayScene.port)"
      let before = (try scene.centre.stations().count, try scene.centre.files())
      let strangers = try ChildProcess(
        attacker.run + ["python3", Self.script, door, report.path] + addresses)
      defer {
        strangers.send(SIGKILL)
        strangers.waitForEnd()
      }
      try wait(for: "strangers to be there") { Self.been(report) > 1000 }

      // In the middle of it an airing is ordered, and one station comes back from a power cut.
      let (airing, start) = try scene.play(inSeconds: 10)
      returning.kill()
      try returning.start()
      print(
        "came back among strangers after \(try seconds(until: "the link") { try returning.isLinked() }) s")
      try scene.waitUntilConnected()
      print(
        "\(count) strangers were there after \(try seconds(until: "all", atMost: 120) { Self.been(report) >= count }) s"
      )

      let codes = [scene.centre.code] + scene.stations.map(\.code)
      let entries = try scene.waitForEvidence(of: airing, from: codes)
      #expect(entries.count == codes.count)
      for entry in entries {
        #expect(entry.text("outcome") == "aired", "\(entry.text("station") ?? "")")
        #expect(entry.missing.isEmpty)
      }
      for node in [scene.centre, standing, returning] {
        try scene.expectWhole(node, start: start, seconds: length)
        #expect(try node.logIsWhole())
      }
      // They left nothing behind, and stand there still.
      #expect(strangers.isRunning)
      #expect(try scene.centre.stations().count == before.0)
      #expect(try scene.centre.files().subtracting(before.1) == [])
    }

    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("strangers").path

    private static func been(_ report: URL) -> Int {
      let words = try? String(contentsOf: report, encoding: .utf8).split(separator: " ")
      return words?.first.flatMap { Int($0) } ?? 0
    }
  }
}
