import Foundation
import SeededRandom
import Testing
import VirtualCard

extension EndToEnd {
  /// The Centre is away while the stations air.
  @Suite(.enabled(if: Hosts.arePossible, "only root may make hosts"))
  struct OutageTests {
    /// Seconds for which the cable is pulled: ten minutes for the figures that are published.
    private static let outage = ProcessInfo.processInfo.environment["LOA_MEASURE"] == nil ? 15.0 : 600

    @Test func stationsAirThroughALostLinkAndADeadCentreAndTheEvidenceArrivesByItself() throws {
      let length = 14
      let scene = try RelayScene(seconds: length)
      let (cut, linked) = (scene.stations[0], scene.stations[1])
      let (centre, codes) = (scene.centre, [scene.centre.code] + scene.stations.map(\.code))
      try scene.start()
      let (airing, start) = try scene.play(inSeconds: 6)
      try scene.waitUntilConnected()
      try scene.hosts.link(cut.host, isUp: false)

      try wait(untilWallClock: start, plusSeconds: 4)
      centre.kill()
      try wait(untilWallClock: start, plusSeconds: 7)
      try centre.start()
      let back = try seconds(until: "the linked station to be back") { try linked.isLinked() }
      print("Centre killed and started: linked again \(back) s after it answered")

      try wait(untilWallClock: start, plusSeconds: Self.outage)
      #expect(try !cut.isLinked())
      #expect(try cut.upstream()?.recordsWaiting ?? 0 > 0)
      try wait(for: "the Centre to see that the cable is pulled", atMost: 60) {
        try centre.stations().first { $0.code == cut.code }?.isConnected == false
      }
      // Somebody is told at both ends.
      try wait(for: "the alarm of the station", atMost: 90) { try cut.alarms().contains("upstream-lost") }
      try wait(for: "the alarm of the Centre", atMost: 90) { try centre.alarms().contains("station-silent") }
      try scene.hosts.link(cut.host, isUp: true)
      let up = try seconds(until: "the link") { try cut.isLinked() }
      let evidence = try seconds(until: "the records") { try cut.upstream()?.recordsWaiting == 0 }
      print("cable back: linked after \(up) s, records handed up \(evidence) s later")
      #expect(up < 20)
      try wait(for: "the alarms to end", atMost: 30) {
        try !cut.alarms().contains("upstream-lost") && !centre.alarms().contains("station-silent")
      }

      let entries = try scene.waitForEvidence(of: airing, from: codes)
      #expect(entries.count == codes.count, "nothing is there twice")
      for entry in entries where entry.text("station") != centre.code {
        #expect(entry.text("outcome") == "aired")
        #expect(entry.number("framesPlayed") == length * IndexedSound.rate)
        #expect(entry.missing.isEmpty)
      }
      for station in scene.stations { try scene.expectWhole(station, start: start, seconds: length) }

      let own = try #require(entries.first { $0.text("station") == centre.code })
      let heard = try Hearing(centre.card, start: start, seconds: length)
      let played = try #require(own.number("framesPlayed"))
      #expect(own.text("outcome") == "partial")
      #expect(own.text("cause") == "power")
      #expect(played + own.missing.values.reduce(0, +) == own.number("framesDue"))
      #expect(played <= heard.distinct.count + 2 * IndexedSound.edge, "never more than sounded")
      #expect(heard.frames.last?.index ?? 0 > (length - 1) * IndexedSound.rate, "it went on where it was due")
      scene.expectInPlace(heard, start: start, centre.code)
      for node in [centre] + scene.stations { #expect(try node.logIsWhole(), "\(node.code)") }
    }

    @Test func afterPowerCutsWhileItFetchesPlaysAndHandsUpNothingOfAStationIsLostOrThereTwice() throws {
      let length = 20
      let scene = try RelayScene(seconds: length, stations: [0], upstream: "{ bandwidth: 6 Mbit/s }")
      let station = scene.stations[0]
      let seed = UInt64.random(in: 0...9999)
      var chance = SeededChance(seed)
      print("power cuts at random, seed \(seed)")
      try scene.start()
      // 3.8 MB: five seconds at the least.
      let (airing, start) = try scene.play(inSeconds: 16)

      func cut(_ count: Int, _ what: String, within milliseconds: ClosedRange<Int>) throws {
        for _ in 0..<count {
          let pause = Int.random(in: milliseconds, using: &chance)
          try wait(untilWallClock: wallClock() + Int64(pause) * 1_000_000)
          station.kill()
          try station.start()
        }
        print("\(count) power cuts \(what), \(Double(wallClock() - start) / 1e9) s from the start")
      }
      try cut(4, "while it fetches", within: 0...1500)
      let fetched = try seconds(until: "the media") { try station.hasEverything() }
      print("media whole \(fetched) s after the last")
      #expect(wallClock() < start, "in time")
      try wait(untilWallClock: start)
      try cut(4, "while it plays", within: 0...2500)
      try wait(untilWallClock: start, plusSeconds: Double(length) - 0.2)
      try cut(5, "while it hands up", within: 0...500)

      let entries = try scene.waitForEvidence(of: airing, from: [scene.centre.code, station.code])
      #expect(entries.count == 2)
      let entry = try #require(entries.first { $0.text("station") == station.code })
      let heard = try Hearing(station.card, start: start, seconds: length)
      let played = try #require(entry.number("framesPlayed"))
      #expect(heard.repeated == 0, "no frame sounds twice")
      scene.expectInPlace(heard, start: start, station.code)
      #expect(heard.frames.last?.index ?? 0 > (length - 3) * IndexedSound.rate)
      #expect(entry.text("outcome") == "partial")
      #expect(entry.text("cause") == "power")
      #expect(played + entry.missing.values.reduce(0, +) == entry.number("framesDue"))
      #expect(played <= heard.distinct.count + 2 * IndexedSound.edge, "never more than sounded")

      try wait(for: "all records to be handed up") { try station.upstream()?.recordsWaiting == 0 }
      let own = try station.entries().filter { $0.text("station") == station.code }
      let above = try scene.centre.entries().filter { $0.text("station") == station.code }
      #expect(own.count == above.count)
      #expect(Set(above.compactMap { $0.text("airing") }).count == above.count, "none is there twice")
      for node in [scene.centre, station] { #expect(try node.logIsWhole(), "\(node.code)") }
      #expect(try station.mediaAreSound() == 1)
    }

    @Test(.enabled(if: SmallDisk.isPossible, "only root may mount a small disk"))
    func aStationWhoseDiskIsFullSaysSoAndGoesOnWhenThereIsRoom() throws {
      let scene = try RelayScene(seconds: 5, stations: [0])
      let station = scene.stations[0]
      let disk = try SmallDisk(at: station.stateFolder, options: "size=32m")
      try scene.start()
      let (airing, start) = try scene.play(inSeconds: 26)
      try wait(for: "the station to say that there is no room", atMost: 20) {
        try station.alarms().contains("refused-from-upstream")
      }
      try wait(for: "the Centre to know of it", atMost: 20) {
        try scene.centre.stations().first?.lastRefusal != nil
      }
      print("the Centre reads: \(try scene.centre.stations().first?.lastRefusal ?? "")")
      #expect(try station.hasEverything() == false)
      try disk.resize(to: "600m")
      print("whole \(try seconds(until: "the media", atMost: 60) { try station.hasEverything() }) s after")
      try wait(for: "the alarm to go", atMost: 10) {
        try !station.alarms().contains("refused-from-upstream")
      }
      let entries = try scene.waitForEvidence(of: airing, from: [station.code], atMost: 90)
      #expect(entries.first?.text("outcome") == "aired")
      try scene.expectWhole(station, start: start, seconds: 5)
    }
  }
}

extension RelayedNode {
  /// Checks the stored media of a station against their names.
  /// - Returns: how many are sound; nil where one is not.
  func mediaAreSound() throws -> Int? {
    let folder = stateFolder.appendingPathComponent("relay/media")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var sound = 0
    while let file = files?.nextObject() as? URL {
      let name = file.deletingPathExtension().lastPathComponent
      guard name.utf8.count == 64, file.pathExtension.isEmpty || file.pathExtension == "wav" else { continue }
      let sum = try ChildProcess.run(["sha256sum", file.path]).output.prefix(64)
      guard sum == name else { return nil }
      sound += 1
    }
    return sound
  }
}
