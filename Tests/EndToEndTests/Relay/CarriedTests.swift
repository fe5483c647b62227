import Foundation
import Testing
import VirtualCard

extension EndToEnd {
  /// A Centre and two stations on good links.
  @Suite(.enabled(if: Hosts.arePossible, "only root may make hosts"))
  struct CarriedTests {
    @Test func theCentreAndItsStationsAirByOrderAndByScheduleFrameForFrameAtOneInstant() throws {
      let length = 6
      let scene = try RelayScene(seconds: length)
      try scene.start()
      let nodes = [scene.centre] + scene.stations
      let codes = nodes.map(\.code)
      for station in scene.stations {
        #expect(try station.host.listeners().isEmpty, "a station listens on no port of the network")
      }
      let listeners = try scene.centre.host.listeners()
      #expect(listeners.count == 1 && listeners[0].contains(":\(RelayScene.port)"), "\(listeners)")

      func check(_ airing: String, _ start: Int64, _ how: String) throws {
        let entries = try scene.waitForEvidence(of: airing, from: codes)
        #expect(entries.count == nodes.count, "each of them has one entry")
        for entry in entries {
          let code = entry.text("station") ?? ""
          #expect(entry.text("outcome") == "aired", "\(code)")
          #expect(entry.text("evidence") == "played", "\(code)")
          #expect(entry.number("framesPlayed") == length * IndexedSound.rate, "\(code)")
          #expect(entry.number("framesDue") == length * IndexedSound.rate, "\(code)")
          #expect(entry.missing.isEmpty, "\(code)")
        }
        for node in nodes {
          let late = try scene.expectWhole(node, start: start, seconds: length)
          print("\(how): \(node.code) \(late.lowerBound)...\(late.upperBound) ms late")
        }
      }

      let (airing, start) = try scene.play(inSeconds: 4)
      try check(airing, start, "by order")

      let before = try scene.stations.map { try $0.upstream()?.manifest }
      let began = ContinuousClock.now
      try scene.put(slot: Stage.slot(inSeconds: 8))
      for (station, before) in zip(scene.stations, before) {
        try wait(for: "the change to reach \(station.code)", atMost: 10) {
          try station.upstream()?.manifest != before
        }
        print("a change of the schedule is known to \(station.code) after \(ContinuousClock.now - began)")
      }
      let entry = try #require(
        try scene.centre.loa("schedule", "--json").output.firstMatch(
          of: /"airing" ?: ?"(sap-toi@[^"]+)"|"id" ?: ?"(sap-toi@[^"]+)"/))
      let planned = String(entry.1 ?? entry.2 ?? "")
      let found = try scene.waitForEvidence(of: planned, from: codes)
      let instant = try #require(found.first?.text("plannedStart").flatMap(Stage.nanoseconds))
      try check(planned, instant, "by schedule")

      for node in nodes { #expect(try node.logIsWhole(), "\(node.code)") }
      for node in nodes { #expect(node.stop() == 0, "\(node.code)") }
    }

    @Test func whatWasBrokenOffIsMadeUpForAtTheCentreAndItsStation() throws {
      let length = 20
      let scene = try RelayScene(seconds: length, stations: [0])
      try scene.start()
      let codes = [scene.centre.code, scene.stations[0].code]
      try scene.put(slot: Stage.slot(inSeconds: 8))
      let planned = try scene.centre.loa("schedule", "--json").output
      let start = try #require(
        planned.firstMatch(of: /"start" ?: ?"([^"]+)"/).flatMap { Stage.nanoseconds(of: String($0.1)) })
      try wait(untilWallClock: start, plusSeconds: 2)
      try wait(for: "the airing to be on air and stopped") {
        try scene.centre.loa("stop", "--by", "Minh").output.contains("sap-toi@")
      }
      let airing = try #require(
        try scene.centre.loa("schedule", "--json").output.firstMatch(of: /"(sap-toi@[^"]+)"/)?.1)
      let broken = try scene.waitForEvidence(of: String(airing), from: codes)
      #expect(broken.count == 2)
      #expect(broken.allSatisfy { $0.text("outcome") != "aired" }, "\(broken.map { $0.text("outcome") })")

      // The station only relays: it is sent to its Centre.
      let refused = try scene.stations[0].loa("make-up", String(airing))
      #expect(refused.status == 1 && refused.complaints.contains("upstream"), "\(refused.complaints)")

      let order = try scene.centre.loa("make-up", String(airing), "--at", "+10s", "--by", "Lan", "--json")
      let makeUp = try #require(order.output.firstMatch(of: /"(phat-bu:sap-toi@[^"]+)"/)?.1, "\(order)")
      let entries = try scene.waitForEvidence(of: String(makeUp), from: codes)
      #expect(entries.count == 2)
      for entry in entries {
        let code = entry.text("station") ?? ""
        #expect(entry.text("outcome") == "aired", "\(code)")
        #expect(entry.text("makesUpFor") == String(airing), "\(code)")
        #expect(entry.text("commandedBy") == "Lan", "\(code)")
        #expect(entry.number("framesPlayed") == length * IndexedSound.rate, "\(code)")
      }
      for node in [scene.centre] + scene.stations {
        #expect(try node.logIsWhole(), "\(node.code)")
        #expect(node.stop() == 0, "\(node.code)")
      }
    }

    @Test func anEmergencyPreemptsAtOneInstantIsJoinedByWhoHearsOfItLateAndIsNotPlayedStale() throws {
      let scene = try RelayScene(seconds: 50)
      try scene.centre.addEdition("so-2", seconds: 16)
      try scene.centre.addEdition("so-3", seconds: 3)
      let (near, far) = (scene.stations[0], scene.stations[1])
      try scene.start()
      let normal = try scene.play(inSeconds: 4)
      try wait(untilWallClock: normal.start, plusSeconds: 1)

      // One hears of it in its middle.
      try scene.hosts.link(far.host, isUp: false)
      let emergency = try scene.play("so-2", inSeconds: nil, "--priority", "emergency")
      try wait(untilWallClock: emergency.start, plusSeconds: 3)
      try scene.hosts.link(far.host, isUp: true)
      print("link back after \(try seconds(until: "the link", atMost: 20) { try far.isLinked() }) s")
      let codes = [scene.centre.code, near.code, far.code]
      let entries = try scene.waitForEvidence(of: emergency.airing, from: codes)
      for entry in entries where entry.text("station") != far.code {
        #expect(entry.text("outcome") == "aired")
        #expect(entry.text("priority") == "emergency")
        #expect(entry.missing.isEmpty)
      }
      let joined = try #require(entries.first { $0.text("station") == far.code })
      #expect(joined.text("outcome") == "partial")

      var begun: [Int64] = []
      for node in [scene.centre, near] {
        // The emergency alone: before and after it the frames are those of the edition.
        let heard = try Hearing(node.card, start: emergency.start + 1_000_000_000, seconds: 14)
        let errors = heard.errors(start: emergency.start)
        begun.append(errors.first ?? 0)
        scene.expectInPlace(heard, start: emergency.start, node.code)
      }
      print("emergency: Centre and station \(Double(abs(begun[0] - begun[1])) / 1e6) ms apart")
      let late = try Hearing(far.card, start: emergency.start, seconds: 14)
      let fromJoining = late.frames.filter { $0.index < 16 * IndexedSound.rate }.last
      let error = try #require(fromJoining).instant - emergency.start
      let due = Int64(try #require(fromJoining).index) * 1_000_000_000 / Int64(IndexedSound.rate)
      #expect(abs(error - due) < RelayScene.wrongPlace, "joined where it was due")

      // What was preempted goes on everywhere, where it is due; a stop ends it everywhere.
      try wait(untilWallClock: emergency.start, plusSeconds: 18)
      let stopped = wallClock()
      #expect(try scene.centre.loa("stop", "--by", "Trực ban").status == 0)
      for node in [scene.centre, near, far] {
        try wait(for: "\(node.code) to stop", atMost: 20) { try node.framesPlayed() == nil }
        let last = try Hearing(node.card, start: stopped, seconds: 10).frames.last
        let after = try #require(last, "\(node.code) had gone on").instant - stopped
        print("stop: \(node.code) silent after \(Double(after) / 1e9) s")
        #expect(after < 5_000_000_000, "\(node.code)")
      }
      for entry in try scene.waitForEvidence(of: normal.airing, from: codes) {
        #expect(entry.text("outcome") == "interrupted")
        #expect(entry.text("cause") == "operator")
        #expect(entry.missing.keys.contains("pre-empted"))
      }

      // One that was offline the whole time stays silent, and knows nothing of it.
      try scene.hosts.link(far.host, isUp: false)
      let missed = try scene.play("so-3", inSeconds: nil, "--priority", "emergency")
      try wait(untilWallClock: missed.start, plusSeconds: 4)
      try scene.hosts.link(far.host, isUp: true)
      try scene.waitUntilConnected(atMost: 30)
      _ = try scene.waitForEvidence(of: missed.airing, from: [scene.centre.code, near.code])
      #expect(try Hearing(far.card, start: missed.start, seconds: 30).frames.isEmpty)
      #expect(try far.entries().allSatisfy { $0.text("airing") != missed.airing })
      for node in [scene.centre, near, far] { #expect(try node.logIsWhole(), "\(node.code)") }
    }

    @Test func aTreeOfThreeAirsTogetherAndEachParentHasTheEvidenceOfItsOwn() throws {
      let length = 5
      let scene = try RelayScene(seconds: length, stations: [])
      // The Centre has address 1, the commune 2, the cluster 3.
      let commune = try scene.addStation(
        config: "upstream: {}\nrelay: { address: \"10.77.0.2:\(RelayScene.port)\" }")
      let cluster = try scene.addStation(config: "upstream: {}")
      let nodes = [scene.centre, commune, cluster]
      for node in nodes { try node.start() }
      try scene.join(commune, to: scene.centre)
      try scene.join(cluster, to: commune)
      try scene.waitUntilConnected([commune.code])
      try wait(for: "the cluster to be linked") { try cluster.isLinked() }

      let began = ContinuousClock.now
      let (airing, start) = try scene.play(inSeconds: 6)
      try wait(for: "the cluster to have the edition", atMost: 30) { try cluster.hasEverything() }
      print("delivered through two levels after \(ContinuousClock.now - began)")
      for (parent, codes) in [
        (scene.centre, [scene.centre.code, commune.code]), (commune, [commune.code, cluster.code]),
      ] {
        for entry in try scene.waitForEvidence(of: airing, from: codes, at: parent) {
          #expect(entry.text("outcome") == "aired")
          #expect(entry.text("evidence") == "played")
          #expect(entry.number("framesPlayed") == length * IndexedSound.rate)
        }
      }
      for node in nodes {
        let late = try scene.expectWhole(node, start: start, seconds: length)
        print("tree: \(node.code) \(late.lowerBound)...\(late.upperBound) ms late")
        #expect(try node.logIsWhole())
      }
    }
  }
}
