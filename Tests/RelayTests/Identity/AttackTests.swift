import Canonical
import Clocks
import Crypto
import Foundation
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Phrases
import Scheduling
import SeededRandom
import SwiftASN1
import Testing
import X509

@testable import Relay

@Suite(.timeLimit(.minutes(10))) struct AttackTests {
  let parentFolder: StateFolder
  let folder: StateFolder

  init() throws {
    parentFolder = try StateFolder()
    folder = try StateFolder()
  }

  @Test func withoutACertificateOnlyJoiningIsAnswered() async throws {
    try await Parent.run(in: parentFolder) { parent in
      for (call, method) in [("whoami", HTTPMethod.GET), ("renew", .POST), ("wait", .GET)] {
        let answer = try await parent.ask(call, method, as: nil)
        #expect(answer.status == 403 && answer.body.contains("not-a-station"))
      }
      #expect(try await parent.ask("join", .POST, as: nil, body: Array("{}".utf8)).status == 400)
      #expect(try await parent.ask("no-such-call", as: nil).status == 404)
    }
  }

  @Test func aCertificateOfAnotherAuthorityIsRefusedInTheHandshake() async throws {
    let other = try StateFolder()
    let theirs = try Authority.open(stateDirectory: other.path, node: "79")
    try await Parent.run(in: parentFolder) { parent in
      _ = try await parent.joined("29770", in: folder)
      let key = P256.Signing.PrivateKey()
      let issued = try theirs.certify(
        "29770", key: key.publicKey, now: parent.clock.now(), lifetime: .days(90))
      await #expect(throws: (any Error).self) { try await parent.ask("whoami", as: (issued.encoded, key)) }
      await #expect(throws: (any Error).self) {
        try await parent.ask("join", .POST, as: (issued.encoded, key), body: Array("{}".utf8))
      }
    }
  }

  @Test func soIsOneThatVouchesForItself() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let key = P256.Signing.PrivateKey()
      // With the authority's own name as the issuer.
      let forged = try Certificate(
        version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey),
        notValidBefore: Date(timeIntervalSince1970: 0), notValidAfter: Certificate.endOfTime,
        issuer: parent.authority.certificate.subject, subject: DistinguishedName { CommonName("29770") },
        signatureAlgorithm: .ecdsaWithSHA256,
        extensions: Certificate.Extensions {
          Critical(BasicConstraints.notCertificateAuthority)
          try ExtendedKeyUsage([.clientAuth])
        }, issuerPrivateKey: .init(key))
      await #expect(throws: (any Error).self) {
        try await parent.ask("whoami", as: (forged.derBytes, key))
      }
    }
  }

  /// A certificate of our own authority for a key that the register does not have.
  @Test func aGoodCertificateOfAnUnknownKeyIsNobodys() async throws {
    try await Parent.run(in: parentFolder) { parent in
      _ = try await parent.joined("29770", in: folder)
      let key = P256.Signing.PrivateKey()
      let issued = try parent.authority.certify(
        "29770", key: key.publicKey, now: parent.clock.now(), lifetime: .days(90))
      let answer = try await parent.ask("whoami", as: (issued.encoded, key))
      #expect(answer.status == 403 && answer.body.contains("not-a-station"))
    }
  }

  @Test func aStolenCertificateIsNothingWithoutItsKey() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let membership = try await parent.joined("29770", in: folder)
      await #expect(throws: (any Error).self) {
        try await parent.ask("whoami", as: (membership.credentials.certificate, P256.Signing.PrivateKey()))
      }
    }
  }

  @Test func oneStationIsNeverTakenForAnother() async throws {
    let second = try StateFolder()
    try await Parent.run(in: parentFolder) { parent in
      let a = try await parent.joined("29770", in: folder)
      let b = try await parent.joined("29773", in: second)
      // Whatever the path says.
      #expect(try await parent.ask("stations/29773", as: a).body == "29770")
      #expect(try await parent.ask("stations/29770", as: b).body == "29773")
      // Whatever the name in the certificate says: only the key counts.
      let named = try parent.authority.certify(
        "29773", key: a.key.publicKey, now: parent.clock.now(), lifetime: .days(90))
      #expect(try await parent.ask("whoami", as: (named.encoded, a.key)).body == "29770")
      let message = Array("x".utf8)
      #expect(!parent.registry.isSignature(try a.sign(message), of: message, by: "29773"))
    }
  }

  @Test func aRevokedStationIsRefusedAtOnceAndItsConnectionsClose() async throws {
    let second = try StateFolder()
    try await Parent.run(in: parentFolder) { parent in
      let revoked = try await parent.joined("29770", in: folder)
      let other = try await parent.joined("29773", in: second)
      let clients = try [revoked, other].map { try UpstreamClient($0, at: parent.address) }
      var waiting = parent.waiting.makeAsyncIterator()
      let poll = Task { try await clients[0].get("wait") }
      #expect(await waiting.next() == "29770")
      #expect(try await clients[1].get("whoami").status == 200)
      _ = try await parent.registry.revoke("29770", by: "Lê Bình", at: parent.clock.now())
      // The long poll would go on until the parent stops.
      #expect(await isBrokenOff(poll))
      let answer = try await parent.ask("whoami", as: revoked)
      #expect(answer.status == 403 && answer.body.contains("station-revoked"))
      #expect(try await clients[1].get("whoami").body == "29773")
      for client in clients { await client.shutDown() }
    }
  }

  @Test func aStationsCertificateDoesNotMakeAParent() async throws {
    let second = try StateFolder()
    let (victim, rogue, node) = try await Parent.run(in: parentFolder) { parent in
      (
        try await parent.joined("29770", in: folder), try await parent.joined("29773", in: second),
        parent.authority
      )
    }
    // The rogue station serves with its own certificate and the true authority's beside it.
    var tls = TLSConfiguration.makeServerConfiguration(
      certificateChain: try [rogue.credentials.certificate, node.encoded].map {
        .certificate(try NIOSSLCertificate(bytes: $0, format: .der))
      },
      privateKey: .privateKey(try NIOSSLPrivateKey(bytes: [UInt8](rogue.key.derRepresentation), format: .der))
    )
    tls.minimumTLSVersion = .tlsv13
    let context = try NIOSSLContext(configuration: tls)
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
        }
      }.bind(host: "127.0.0.1", port: 0).get()
    let address = RelayAddress(host: "127.0.0.1", port: try #require(server.localAddress?.port))!
    let client = try UpstreamClient(victim, at: address)
    do {
      _ = try await client.post("renew", .object([:]))
      Issue.record("answered")
    } catch let error as IdentityError {
      #expect(error.code == "upstream-is-another")
    }
    await client.shutDown()
    // Nor does it take in a new station.
    let code = JoinCode(
      parent: "79", addresses: [address], authority: node.fingerprint,
      secret: [UInt8](repeating: 1, count: 16))
    let third = try StateFolder()
    do {
      _ = try await Membership.join(code, stateDirectory: third.path)
      Issue.record("joined")
    } catch let error as IdentityError {
      #expect(error.code == "upstream-is-another")
    }
    try await server.close()
  }

  @Test func olderTLSIsRefused() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let membership = try await parent.joined("29770", in: folder)
      await #expect(throws: (any Error).self) {
        try await parent.ask("whoami", as: (membership.credentials.certificate, membership.key)) {
          $0.maximumTLSVersion = .tlsv12
        }
      }
      #expect(try await parent.ask("whoami", as: membership).status == 200)
    }
  }

  @Test func withoutTLSNothingIsAnswered() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let raw = try await RawConnection(to: parent.port, host: parent.node.host, tls: nil)
      try await raw.send("GET /v1/whoami HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(!(await raw.text()).contains("HTTP"))
      let membership = try await parent.joined("29770", in: folder)
      #expect(try await parent.ask("whoami", as: membership).status == 200)
    }
  }

  @Test func aBodyOverTheLimitIsRefused() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let membership = try await parent.joined("29770", in: folder)
      let identity = (certificate: membership.credentials.certificate, key: membership.key)
      let full = [UInt8](repeating: 65, count: 64 * 1024)
      #expect(try await parent.ask("echo", .POST, as: identity, body: full).body.utf8.count == full.count)
      let answer = try await parent.ask("echo", .POST, as: identity, body: full + [65])
      #expect(answer.status == 413 && answer.body.contains("body-too-large"))
      #expect(try await parent.ask("join", .POST, as: nil, body: full + full).status == 413)
    }
  }

  @Test func whatGoesWrongInsideIsNotTold() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let membership = try await parent.joined("29770", in: folder)
      let answer = try await parent.ask("broken", as: membership)
      #expect(answer.status == 500 && !answer.body.contains("secret detail"))
    }
  }

  @Test func nonsenseToJoinIsRefusedAndNothingIsTakenIn() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let code = try await parent.invite("29770")
      let good = JoinRequest(
        secret: code.secret,
        signingRequest: try CertificateSigningRequest.encoded(for: P256.Signing.PrivateKey()),
        station: nil)
      var chance = SeededChance(11)
      for _ in 0..<60 {
        var body = good.body.canonical
        switch Int.random(in: 0...2, using: &chance) {
        case 0: body.removeLast(.random(in: 1...body.count, using: &chance))
        case 1: body[.random(in: 0..<body.count, using: &chance)] ^= UInt8.random(in: 1...255, using: &chance)
        default: body = (0..<300).map { _ in .random(in: 0...255, using: &chance) }
        }
        let status = try await parent.ask("join", .POST, as: nil, body: body).status
        #expect([400, 403, 429].contains(status))
        parent.clock.advance(.minutes(10))
      }
      #expect(parent.registry.station("29770")?.standing == .invited)
    }
  }
}
