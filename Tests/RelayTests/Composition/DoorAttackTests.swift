import Airtime
import Clocks
import Crypto
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import Playout
import Scheduling
import Testing

@testable import Relay

extension Composed {
  /// Who should not come in, at the door of a parent that serves a good station meanwhile.
  @Suite struct DoorAttackTests {
    let sample = MediaSample(50_000, seed: 4)

    private static let calls: [(String, HTTPMethod)] = [
      ("events", .GET), ("manifest", .GET), ("media/" + String(repeating: "0", count: 64), .GET),
      ("time", .GET), ("report", .POST), ("records", .POST), ("renew", .POST),
    ]

    /// Every file below a folder with its length; what the good station makes grow is left out.
    private static func listing(_ folder: StateFolder) throws -> [String] {
      let all = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      return all.filter { !$0.contains(".sqlite") && !$0.hasPrefix("airtime") }.sorted()
    }

    /// The good station is still served: what is handed down now arrives.
    private static func isServed(_ station: LiveStation, by parent: LiveParent, seed: UInt64) async throws {
      let next = MediaSample(10_000, seed: seed)
      try await parent.handDown([next])
      try await station.waitUntilCurrent(with: parent, [next])
      try FileManager.default.removeItem(atPath: parent.folder.path + "/\(next.sha256).wav")
    }

    @Test func withoutACertificateNothingButJoiningIsAnswered() async throws {
      try await Composed.scene(samples: [sample]) { parent, station, _ in
        let before = try Self.listing(parent.folder)
        for (call, method) in Self.calls {
          let answer = try await parent.asked.ask(call, method, as: nil, body: method == .POST ? [0x7b] : [])
          #expect(answer.status == 403, "\(call)")
        }
        #expect(try await parent.asked.ask("join", .POST, as: nil, body: Array("{}".utf8)).status == 400)
        #expect(try Self.listing(parent.folder) == before)
        try await Self.isServed(station, by: parent, seed: 100)
      }
    }

    @Test func aCertificateOfAnotherAuthorityDoesNotEvenShakeHands() async throws {
      let elsewhere = try StateFolder()
      let theirs = try Authority.open(stateDirectory: elsewhere.path, node: LiveParent.code)
      try await Composed.scene(samples: [sample]) { parent, station, clock in
        let before = try Self.listing(parent.folder)
        let key = P256.Signing.PrivateKey()
        let issued = try theirs.certify(
          station.code, key: key.publicKey, now: clock.now, lifetime: .days(90))
        for (call, method) in Self.calls {
          await #expect(throws: (any Error).self) {
            try await parent.asked.ask(call, method, as: (issued.encoded, key))
          }
        }
        #expect(try Self.listing(parent.folder) == before)
        try await Self.isServed(station, by: parent, seed: 101)
      }
    }

    @Test func aRevokedStationIsCutOffWithinSecondsAndMayBeTakenInAgain() async throws {
      try await Composed.scene(samples: [sample]) { parent, station, clock in
        let membership = try #require(await station.uplink.membership)
        _ = try await parent.registry.revoke(station.code, by: "Lê Bình", at: clock.now)
        try await eventually("its stream ends", atMost: .seconds(5)) {
          !parent.door.isConnected(station.code)
        }
        for (call, method) in Self.calls {
          let answer = try await parent.asked.ask(
            call, method, as: (membership.credentials.certificate, membership.key))
          #expect(answer.status == 403 && answer.body.contains("station-revoked"), "\(call)")
        }
        try await eventually("its people are told why") { await station.hasAlarm(.upstreamLost) }
        let held = await station.uplink.manifest?.sequence
        let records = try await parent.recordsHeld(of: station.code)
        let next = MediaSample(10_000, seed: 102)
        try await parent.handDown([next])
        try await station.log.note("còn đó", by: "A")
        // It has tried again by then, more than once.
        try await Task.sleep(for: .seconds(4))
        #expect(await station.uplink.manifest?.sequence == held && !station.holds(next))
        #expect(try await parent.recordsHeld(of: station.code) == records)

        try await station.join(parent)
        try await station.waitUntilCurrent(with: parent, [next])
        try await eventually("what it did meanwhile is known") {
          try await parent.recordsHeld(of: station.code) == station.log.head
        }
        try await eventually("the alarm is over") { await station.alarms.active.isEmpty }
      }
    }

    @Test func aStationDoesNotHandUpForAnother() async throws {
      try await Composed.scene(samples: [sample]) { parent, station, clock in
        let other = try await LiveStation.start("29773", in: StateFolder(), clock: clock)
        try await other.join(parent)
        try await other.log.note("phát giả", by: "B")
        let b = try #require(await other.uplink.membership)
        // Signed by B itself, and in the name of A.
        let posing = try #require(
          try await other.log.batch(after: 0, station: station.code.text, sign: { try b.sign($0) }))
        let answer = try await parent.asked.ask(
          "records", .POST, as: (b.credentials.certificate, b.key), body: posing.canonical)
        #expect(answer.status == 403)
        // A's true batch over B's connection.
        let a = try #require(await station.uplink.membership)
        try await station.log.note("thật", by: "A")
        let carried = try #require(
          try await station.log.batch(after: 0, station: station.code.text, sign: { try a.sign($0) }))
        #expect(
          try await parent.asked.ask(
            "records", .POST, as: (b.credentials.certificate, b.key), body: carried.canonical
          ).status == 403)
        #expect(
          await parent.alarms.active.contains { $0.kind == .evidenceRefused && $0.subject == other.code.text }
        )
        try await eventually("only their own records are held") {
          let (ofStation, ofOther) = (
            try await parent.recordsHeld(of: station.code), try await parent.recordsHeld(of: other.code)
          )
          let heads = (try await station.log.head, try await other.log.head)
          return ofStation == heads.0 && ofOther == heads.1
        }
        try await other.stop()
      }
    }

    @Test func bodiesBeyondMeasureAndBodiesThatAreNoneAreRefused() async throws {
      try await Composed.scene(samples: [sample]) { parent, station, _ in
        let membership = try #require(await station.uplink.membership)
        let identity = (membership.credentials.certificate, membership.key)
        let before = try Self.listing(parent.folder)
        let reports: [[UInt8]] = [
          [], [0xff, 0xfe], Array("{}".utf8), Array("[[[[[[[[[[".utf8), Array("null".utf8),
          Array(repeating: UInt8(ascii: "["), count: 60_000),
          Array(
            #"{"software":"\#(String(repeating: "x", count: 100))","delivered":[],"held":0,"wanted":0,"clockState":"trusted","refusals":[]}"#
              .utf8),
          Array(
            #"{"software":"0","delivered":["../../etc/passwd"],"held":0,"wanted":0,"clockState":"trusted","refusals":[]}"#
              .utf8),
        ]
        for body in reports {
          #expect(try await parent.asked.ask("report", .POST, as: identity, body: body).status == 400)
          #expect(try await parent.asked.ask("records", .POST, as: identity, body: body).status == 400)
        }
        let large = [UInt8](repeating: 0x20, count: 65 * 1024)
        #expect(try await parent.asked.ask("report", .POST, as: identity, body: large).status == 413)
        // Beyond any call's limit the connection may be cut before there is an answer.
        let huge = [UInt8](repeating: 0x20, count: 5 << 20)
        let answer = try? await parent.asked.ask("records", .POST, as: identity, body: huge)
        #expect(answer == nil || answer?.status == 413)
        #expect(try Self.listing(parent.folder) == before)
        try await Self.isServed(station, by: parent, seed: 103)
      }
    }

    /// As a station that was taken over would ask.
    @Test func noNameOfAFileLeadsOutOfTheShelf() async throws {
      try await Composed.scene(samples: [sample]) { parent, station, _ in
        let membership = try #require(await station.uplink.membership)
        let hash = sample.sha256
        let names = [
          "../manifest", "..%2fmanifest", "%2e%2e/relay/authority/authority.json",
          "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "../../../../etc/passwd", "/etc/passwd", hash.uppercased(),
          hash + "0", String(hash.dropLast()), hash + "%00", hash + ".wav", hash + "/..",
          String(repeating: "a", count: 4000), ".", "..", "%", "",
        ]
        for name in names {
          let raw = try await Self.connection(to: parent, as: membership)
          try await raw.send("GET /v1/media/\(name) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
          let text = await raw.text()
          #expect(!text.hasPrefix("HTTP/1.1 200") && !text.contains("root:"), "\(name)")
          #expect(!text.contains("manifest_key"))
        }
        let good = try await Self.connection(to: parent, as: membership)
        try await good.send("GET /v1/media/\(hash) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(await good.text().hasPrefix("HTTP/1.1 200"))
      }
    }

    @Test func whoTakesHisTimeOrComesManyTimesTakesNoPlaceFromAStation() async throws {
      var limits = RelayServer.Limits()
      limits.handshake = .seconds(2)
      limits.strangerIdle = .seconds(2)
      limits.strangersFromOneAddress = 64
      try await Composed.scene(limits: limits, samples: [sample]) { parent, station, _ in
        let before = try Self.listing(parent.folder)
        var connections: [RawConnection] = []
        for number in 0..<400 {
          guard
            let raw = try? await RawConnection(to: parent.port, host: parent.asked.node.host, tls: nil)
          else { continue }
          // Some say nothing, some a little of a handshake, some plain HTTP, some garbage.
          switch number % 4 {
          case 0: break
          case 1: try? await raw.channel.writeAndFlush(ByteBuffer(bytes: [0x16, 0x03, 0x01, 0x02]))
          case 2: try? await raw.send("GET / HTTP/1.1\r\n")
          default:
            try? await raw.channel.writeAndFlush(
              ByteBuffer(bytes: MediaSample(200, seed: UInt64(number)).bytes))
          }
          connections.append(raw)
        }
        try await Self.isServed(station, by: parent, seed: 104)
        for connection in connections { try await connection.closed() }
        // A head that comes letter by letter.
        let slow = try await RawConnection(to: parent.asked)
        try await slow.send("GET /v1/man")
        try await slow.closed()
        #expect(try Self.listing(parent.folder) == before)
        try await Self.isServed(station, by: parent, seed: 105)
      }
    }

    @Test func whatIsNoHTTPDisturbsNobody() async throws {
      try await Composed.scene(samples: [sample]) { parent, station, _ in
        let membership = try #require(await station.uplink.membership)
        let garbage = [
          "\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "POST /v1/report HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
          "POST /v1/report HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
          "POST /v1/report HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
          "GET /v1/time HTTP/9.9\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
          "GET /v1/time HTTP/1.1\r\nX: \(String(repeating: "y", count: 20_000))\r\n\r\n",
        ]
        for text in garbage {
          let raw = try await Self.connection(to: parent, as: membership)
          try? await raw.send(text)
          try? await raw.channel.close(mode: .output)
          try? await raw.channel.close()
        }
        try await Self.isServed(station, by: parent, seed: 106)
      }
    }

    static func connection(to parent: LiveParent, as membership: Membership) async throws
      -> RawConnection
    {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .certificates([
        try NIOSSLCertificate(bytes: parent.door.enrolment.authority.encoded, format: .der)
      ])
      tls.certificateChain = [
        .certificate(try NIOSSLCertificate(bytes: membership.credentials.certificate, format: .der))
      ]
      tls.privateKey = .privateKey(
        try NIOSSLPrivateKey(bytes: [UInt8](membership.key.derRepresentation), format: .der))
      return try await RawConnection(to: parent.port, host: parent.asked.node.host, tls: tls)
    }
  }
}
