import Airtime
import Clocks
import Foundation
import NIOCore
import Playout
import Scheduling
import Testing

@testable import Relay

extension Composed {
  @Suite struct CarryingTests {
    let sample = MediaSample(300_000, seed: 1)
    let another = MediaSample(200_000, seed: 2)

    @Test func aStationThatJoinsHoldsEverythingAndTheParentHasItsEvidence() async throws {
      try await Composed.scene(samples: [sample]) { parent, station, _ in
        try await station.log.note("thay ampli", by: "Lê Bình")
        try await eventually("the record is handed up") {
          try await parent.recordsHeld(of: station.code) == station.log.head
        }
        try await eventually("the receipt is read") { await station.uplink.status().recordsWaiting == 0 }
        let deliveries = try await parent.log.deliveries(of: [sample.sha256])
        #expect(deliveries.map(\.station) == [station.code.text])
        #expect(parent.door.isConnected(station.code))
        let contact = try #require(parent.registry.station(station.code)?.contact)
        #expect(contact.version == "0.0" && contact.mediaWanted == 1)
        try await eventually("the clocks are compared") { await station.uplink.status().clockBound != nil }
        #expect(await station.alarms.active.isEmpty)
      }
    }

    @Test func aChangeArrivesWhileTheLinkIsUp() async throws {
      try await Composed.scene(samples: [sample]) { parent, station, _ in
        let before = try #require(await parent.newest)
        try await parent.handDown([another, sample])
        #expect(try #require(await parent.newest) > before)
        try await station.waitUntilCurrent(with: parent, [another, sample])
      }
    }

    @Test func aNewerManifestComesWithTheEventsBeforeItsNumberWhereItIsAskedFor() async throws {
      try await Composed.scene(samples: [sample]) { parent, station, _ in
        let membership = try #require(await station.uplink.membership)
        for isAskedFor in [true, false] {
          let stream = try await DoorAttackTests.connection(to: parent, as: membership)
          try await stream.send(
            "GET /v1/events\(isAskedFor ? "?rundowns=yes" : "") HTTP/1.1\r\nHost: x\r\n\r\n")
          let number = "event: manifest\ndata: "
          var heard = ""
          for await bytes in stream.received {
            let hadFirst = heard.contains(number)
            heard += String(buffer: bytes)
            if !hadFirst, heard.contains(number) {
              try await parent.handDown([isAskedFor ? another : MediaSample(500, seed: 77), sample])
            }
            if try heard.contains("\(number)\(#require(await parent.newest))\n"), hadFirst { break }
          }
          let newest = String(decoding: try #require(await parent.door.manifests.bytes), as: UTF8.self)
          let itself = "event: rundown\ndata: \(newest.replacing("\n", with: "\ndata: "))\n\n"
          #expect(heard.contains(itself) == isAskedFor)
          #expect(heard.components(separatedBy: number).count == 3)
          if isAskedFor {
            let place = try #require(heard.range(of: itself))
            #expect(
              heard[..<place.lowerBound].contains(number) && heard[place.upperBound...].contains(number))
          }
          try await stream.channel.close()
        }
      }
    }

    @Test func afterARestartOfTheParentItGoesOn() async throws {
      let clock = LivingClock()
      let first = try await LiveParent.start(in: StateFolder(), clock: clock)
      let station = try await LiveStation.start("29770", in: StateFolder(), clock: clock)
      try await first.handDown([sample])
      try await station.join(first)
      try await station.waitUntilCurrent(with: first, [sample])
      #expect(try await first.stop() < .seconds(5), "an open link keeps no node from ending")
      try await eventually("the loss is noticed") { await !station.isUp() }
      // What happens meanwhile is handed up afterwards.
      for number in 0..<5 { try await station.log.note("\(number)", by: "Lê Bình") }
      let second = try await LiveParent.start(in: first.folder, clock: clock, port: first.port)
      try await second.handDown([sample, another])
      try await station.waitUntilCurrent(with: second, [sample, another])
      try await eventually("everything is handed up") {
        try await second.recordsHeld(of: station.code) == station.log.head
      }
      #expect(await station.alarms.active.isEmpty)
      #expect(try await station.stop() < .seconds(5))
      try await second.stop()
    }

    @Test func afterARestartOfTheStationItGoesOnAndNothingIsTakenTwice() async throws {
      try await Composed.scene(samples: [sample]) { parent, station, clock in
        try await station.log.note("1", by: "Lê Bình")
        try await eventually("it is handed up") {
          try await parent.recordsHeld(of: station.code) == station.log.head
        }
        #expect(try await station.stop() < .seconds(5))
        try await eventually("the parent notices") { !parent.door.isConnected(station.code) }
        let again = try await LiveStation.start(station.code, in: station.folder, clock: clock)
        #expect(await again.uplink.manifest?.sequence == parent.newest, "it is held from the start")
        try await again.waitUntilCurrent(with: parent, [sample])
        try await again.log.note("2", by: "Lê Bình")
        try await eventually("the next is handed up") {
          try await parent.recordsHeld(of: again.code) == again.log.head
        }
        try await again.stop()
      }
    }

    @Test func aStationThatMovesToAnotherParentLeavesTheFirst() async throws {
      try await Composed.scene(samples: [sample]) { first, station, clock in
        try await station.log.note("1", by: "Lê Bình")
        let second = try await LiveParent.start(in: StateFolder(), clock: clock, node: "80")
        try await second.handDown([another])
        try await station.join(second)
        try await station.waitUntilCurrent(with: second, [another])
        try await eventually("the new parent has all records") {
          try await second.recordsHeld(of: station.code) == station.log.head
        }
        try await eventually("the former has lost it") { !first.door.isConnected(station.code) }
        try await second.stop()
        // What it now belongs to is also what it finds when it begins again.
        try await station.stop()
        let again = try await LiveStation.start(station.code, in: station.folder, clock: clock)
        #expect(await again.uplink.manifest?.node == "80")
        try await again.stop()
      }
    }

    @Test func theSecondAddressServesWhereTheFirstIsDead() async throws {
      let clock = LivingClock()
      let parent = try await LiveParent.start(in: StateFolder(), clock: clock)
      let station = try await LiveStation.start("29770", in: StateFolder(), clock: clock)
      try await parent.handDown([sample])
      let dead = try #require(RelayAddress(host: "127.0.0.1", port: 9))
      _ = try await station.uplink.join(parent.invite("29770", before: [dead]))
      try await station.waitUntilCurrent(with: parent, [sample])
      try await station.stop()
      try await parent.stop()
    }

    @Test func aNodeThatNeverJoinedEndsAtOnce() async throws {
      let station = try await LiveStation.start("29770", in: StateFolder(), clock: LivingClock())
      #expect(await station.uplink.status().upstream == nil)
      #expect(try await station.stop() < .seconds(5))
    }

    /// The same authority, and of all the rest nothing.
    @Test func aParentThatLostItsLogIsToldEverythingAgain() async throws {
      let clock = LivingClock()
      let first = try await LiveParent.start(in: StateFolder(), clock: clock)
      let station = try await LiveStation.start("29770", in: StateFolder(), clock: clock)
      try await first.handDown([sample])
      try await station.join(first)
      try await station.waitUntilCurrent(with: first, [sample])
      for number in 0..<5 { try await station.log.note("\(number)", by: "Lê Bình") }
      try await eventually("everything is handed up") {
        try await first.recordsHeld(of: station.code) == station.log.head
      }
      try await first.stop()
      for name in try FileManager.default.contentsOfDirectory(atPath: first.folder.path)
      where name != "relay" && !name.hasSuffix(".wav") {
        try FileManager.default.removeItem(atPath: first.folder.path + "/" + name)
      }
      let second = try await LiveParent.start(in: first.folder, clock: clock, port: first.port)
      #expect(try await second.recordsHeld(of: station.code) == 0)
      try await second.handDown([sample])
      try await eventually("everything is handed up again") {
        try await second.recordsHeld(of: station.code) == station.log.head
      }
      try await eventually("deliveries are told again") {
        try await second.log.deliveries(of: [sample.sha256]).count == 1
      }
      try await second.stop()
      try await station.stop()
    }

    @Test func aParentThatLostItsRegisterTakesItInAgain() async throws {
      let clock = LivingClock()
      let first = try await LiveParent.start(in: StateFolder(), clock: clock)
      let station = try await LiveStation.start("29770", in: StateFolder(), clock: clock)
      try await first.handDown([sample])
      try await station.join(first)
      try await station.waitUntilCurrent(with: first, [sample])
      try await station.log.note("1", by: "Lê Bình")
      try await first.stop()
      for name in try FileManager.default.contentsOfDirectory(atPath: first.folder.path + "/relay")
      where name != "authority" {
        try FileManager.default.removeItem(atPath: first.folder.path + "/relay/" + name)
      }
      let second = try await LiveParent.start(in: first.folder, clock: clock, port: first.port)
      try await eventually("a person is told") { await station.hasAlarm(.upstreamLost) }
      // It goes on with what it has until then.
      #expect(await station.uplink.manifest != nil)
      clock.advance(.seconds(1))
      try await second.handDown([sample])
      try await station.join(second)
      try await station.waitUntilCurrent(with: second, [sample])
      try await eventually("everything is handed up") {
        try await second.recordsHeld(of: station.code) == station.log.head
      }
      try await eventually("the alarm is over") { await station.alarms.active.isEmpty }
      try await second.stop()
      try await station.stop()
    }
  }
}
