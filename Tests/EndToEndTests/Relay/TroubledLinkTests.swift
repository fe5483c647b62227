import Foundation
import Testing
import VirtualCard

extension EndToEnd {
  /// Bad links: what is promised is delivered in the end, and the link is used again soon after it is good again.
  @Suite(.enabled(if: Hosts.arePossible, "only root may make hosts"))
  struct TroubledLinkTests {
    /// The promise is five seconds; these tests share their machine.
    private static let soon = 20.0
    /// Of one core, while a station tries in vain.
    private static let littleWork = 0.2

    private let editionSeconds = 15

    /// Has the Centre hand down one more file of 2.9 MB, for an airing far ahead.
    private func hand(_ number: Int, down scene: RelayScene) throws {
      try scene.play("so-\(number)", inSeconds: 3600 * number)
    }

    private func expectDelivery(_ scene: RelayScene, _ what: String, of number: Int) throws {
      let station = scene.stations[0]
      let began = try seconds(until: "file \(number) to be known", atMost: 60) {
        try station.upstream()?.wanted == number - 1
      }
      let took = try seconds(until: "file \(number) to be delivered", atMost: 90) {
        try station.hasEverything()
      }
      print("\(what): known after \(began) s, delivered \(took) s later")
    }

    @Test func mediaArriveOverLossyLinksOneThatFlapsAndAfterTheAddressChanged() throws {
      // Each file takes its time, so that the troubles meet it on its way.
      let scene = try RelayScene(seconds: 3, stations: [0], upstream: "{ bandwidth: 8 Mbit/s }")
      for number in 2...5 { try scene.centre.addNoise("so-\(number)", seconds: editionSeconds) }
      let (hosts, station) = (scene.hosts, scene.stations[0])
      let ends = [scene.centre.host, station.host]
      try scene.start()

      for host in ends { try hosts.drop(5, at: host) }
      try hand(2, down: scene)
      try expectDelivery(scene, "5 % of the packets lost at both ends", of: 2)
      for host in ends { try hosts.dropNothing(at: host) }

      do {
        let bursts = try hosts.dropInBursts(lost: 0.4, passed: 1.6, at: station.host)
        try hand(3, down: scene)
        try expectDelivery(scene, "20 % lost, in bursts of 0.4 s", of: 3)
        bursts.send(SIGKILL)
        bursts.waitForEnd()
        try hosts.dropNothing(at: station.host)
      }

      do {
        let flapping = try hosts.flap(station.host, everySeconds: 3)
        try hand(4, down: scene)
        try expectDelivery(scene, "a link that is away every other 3 s", of: 4)
        flapping.send(SIGKILL)
        flapping.waitForEnd()
        try hosts.link(station.host, isUp: true)
        let back = try seconds(until: "the link") { try station.isLinked() }
        print("flapping over: linked after \(back) s")
        #expect(back < Self.soon)
      }

      // Nobody tells the other of an end: both have to find out.
      try hosts.link(station.host, isUp: false)
      let lost = try seconds(until: "the station to miss the Centre") { try !station.isLinked() }
      let missed = try seconds(until: "the Centre to miss the station", atMost: 60) {
        try scene.centre.stations().first?.isConnected == false
      }
      print("cable pulled: the station knows after \(lost) s, the Centre \(missed) s later")
      try hosts.link(station.host, isUp: true)
      let linked = try seconds(until: "the link") { try station.isLinked() }
      print("cable back: linked after \(linked) s")
      #expect(linked < Self.soon)

      try hosts.move(&station.host, to: "10.77.0.77")
      try hand(5, down: scene)
      try expectDelivery(scene, "another address of the station", of: 5)
      try scene.waitUntilConnected()
    }

    @Test func theLinkIsTakenUpAgainAfterDelaysStallsRefusalsAndTruncation() throws {
      let scene = try RelayScene(seconds: 3, stations: [0], isTroubled: true)
      for number in 2...4 { try scene.centre.addNoise("so-\(number)", seconds: editionSeconds) }
      let station = scene.stations[0]
      let troubles = try #require(scene.troubles)
      try scene.start()

      try troubles.be("delay 500 200")
      try hand(2, down: scene)
      try expectDelivery(scene, "500 ms of delay each way, with jitter", of: 2)

      // Nothing is passed on and nothing is closed; the Centre's word can not get through.
      try troubles.be("ok")
      for (trouble, number) in [("stall", 3), ("refuse", 4)] {
        try troubles.be(trouble)
        try hand(number, down: scene)
        print("\(trouble): noticed after \(try seconds(until: "the loss") { try !station.isLinked() }) s")
        let (before, began) = (try station.processorSeconds(), ContinuousClock.now)
        try wait(untilWallClock: wallClock(), plusSeconds: 6)
        let took = (ContinuousClock.now - began) / Duration.seconds(1)
        let share = (try station.processorSeconds() - before) / took
        print("\(trouble): \((share * 100).rounded(toPlaces: 2)) % of a core while it tries")
        #expect(share < Self.littleWork)
        try troubles.be("ok")
        let back = try seconds(until: "the link after \(trouble)") { try station.isLinked() }
        print("\(trouble) over: linked after \(back) s")
        #expect(back < Self.soon)
        try expectDelivery(scene, "after \(trouble)", of: number)
      }
    }

    @Test func aFileArrivesThroughAProxyThatCutsEveryAnswerShort() throws {
      let scene = try RelayScene(seconds: 3, stations: [0], isTroubled: true)
      try scene.centre.addNoise("so-2", seconds: 8)
      try scene.start()
      try scene.troubles?.be("truncate 400000")
      try hand(2, down: scene)
      try expectDelivery(scene, "every connection cut after 400 kB", of: 2)
    }

    @Test func aStationFindsTheCentreAgainAfterTheNamesWereGone() throws {
      let name = "trung-tam.example"
      let scene = try RelayScene(seconds: 3, stations: [0], address: name)
      let station = scene.stations[0]
      let names = try NamesOfAHost(station.host)
      try names.set("\(scene.centre.host.address) \(name)")
      try scene.start()
      // The connections that stand are of no use any more; new ones need the name.
      try names.set("")
      scene.centre.kill()
      try scene.centre.start()
      let before = try station.processorSeconds()
      try wait(untilWallClock: wallClock(), plusSeconds: 5)
      #expect(try !station.isLinked())
      let share = (try station.processorSeconds() - before) / 5
      print("no names: \((share * 100).rounded(toPlaces: 2)) % of a core while it tries")
      #expect(share < Self.littleWork)
      try names.set("\(scene.centre.host.address) \(name)")
      let back = try seconds(until: "the link") { try station.isLinked() }
      print("names back: linked after \(back) s")
      #expect(back < Self.soon)
    }

    @Test func aFileThatArrivesInAirTimeIsJoinedWhereItIsDueAndTheFallbackSoundsUntilThen() throws {
      let length = 16
      let scene = try RelayScene(
        seconds: length, stations: [0], more: "fallback: du-phong.wav", isTroubled: true)
      let (station, troubles) = (scene.stations[0], try #require(scene.troubles))
      // A level that no frame of the edition has on the right.
      let filler = [Int16](repeating: 5_000, count: 30 * IndexedSound.rate * 2)
      try IndexedSound.writeWAV(filler, to: station.folder.appendingPathComponent("du-phong.wav"))
      try scene.start()
      let before = try station.upstream()?.manifest
      try troubles.be("slow 200000")
      let (airing, start) = try scene.play(inSeconds: 4)
      try wait(for: "the manifest") { try station.upstream()?.manifest != before }
      try wait(untilWallClock: start, plusSeconds: -1)
      try troubles.be("refuse")
      #expect(try !station.hasEverything())
      try wait(untilWallClock: start, plusSeconds: 3)
      try troubles.be("ok")

      let entries = try scene.waitForEvidence(of: airing, from: [station.code], atMost: 90)
      let entry = try #require(entries.first)
      #expect(entry.text("outcome") == "partial")
      #expect(entry.text("cause") == "network")
      #expect(entry.missing["network"] ?? 0 > IndexedSound.rate)
      let heard = try Hearing(station.card, start: start, seconds: length)
      let (first, last) = (try #require(heard.frames.first), try #require(heard.frames.last))
      print("joined \(Double(first.instant - start) / 1e9) s after the start")
      #expect(heard.jumps.isEmpty)
      #expect(first.index > 2 * IndexedSound.rate)
      #expect(last.index > (length - 1) * IndexedSound.rate)
      scene.expectInPlace(heard, start: start, station.code)
      let recording = try Recording(of: station.card)
      let filled = (0..<recording.frames).filter {
        recording.word($0, 0) == 5_000 && recording.word($0, 1) == 5_000
      }
      let from = try #require(filled.first.map(recording.wallInstant)) - start
      let until = try #require(filled.last.map(recording.wallInstant)) - start
      print("the fallback sounded from \(Double(from) / 1e9) s to \(Double(until) / 1e9) s")
      #expect(abs(from) < 500_000_000)
      #expect(until <= first.instant - start)
      #expect(first.instant - start - until < 500_000_000, "no hole before the joining")
    }
  }
}

/// The names that a host knows, and a name server that never answers: `/etc/netns` is what `ip netns exec` puts there.
final class NamesOfAHost {
  private let folder: URL

  init(_ host: Hosts.Host) throws {
    folder = URL(fileURLWithPath: "/etc/netns").appendingPathComponent(host.namespace)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("nameserver 10.77.0.253\n".utf8).write(to: folder.appendingPathComponent("resolv.conf"))
    try set("")
  }

  /// Written in place: it is mounted over the real one.
  func set(_ line: String) throws {
    try Data("127.0.0.1 localhost\n\(line)\n".utf8).write(to: folder.appendingPathComponent("hosts"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
