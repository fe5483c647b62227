import AsyncHTTPClient
import Canonical
import Clocks
import Crypto
import Foundation
import NIOHTTP1
import Phrases
import Scheduling
import SwiftASN1
import Testing
import X509

@testable import Relay

@Suite(.timeLimit(.minutes(10))) struct JoiningTests {
  let parentFolder: StateFolder
  let folder: StateFolder

  init() throws {
    parentFolder = try StateFolder()
    folder = try StateFolder()
  }

  @Test func aStationJoinsByItsCodeAndIsKnownFromThenOn() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let code = try await parent.invite("29770")
      // As it is carried: in text.
      let membership = try await Membership.join(
        JoinCode(code.description.lowercased()), stateDirectory: folder.path, as: "29770")
      #expect(membership.station == "29770" && membership.name == "Đài 29770" && membership.parent == "79")
      #expect(membership.addresses == [parent.address])
      #expect(
        membership.manifestKey.rawRepresentation == parent.authority.manifestKey.publicKey.rawRepresentation)
      #expect(parent.registry.station(withKey: membership.publicKey)?.code == "29770")
      #expect(try folder.mode(of: "relay/upstream/membership.json") == 0o600)
      #expect(try folder.mode(of: "relay/upstream") == 0o700)
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/relay/upstream/joining.json"))

      let client = try UpstreamClient(membership, at: parent.address)
      let answer = try await client.get("whoami")
      #expect(answer.status == 200 && answer.body == "29770")
      await client.shutDown()
      #expect(parent.registry.station("29770")?.contact?.address == "127.0.0.1")

      let message = Array("đã phát".utf8)
      #expect(parent.registry.isSignature(try membership.sign(message), of: message, by: "29770"))

      let loaded = try #require(try Membership.load(stateDirectory: folder.path))
      #expect(
        loaded.publicKey == membership.publicKey && loaded.certificateHolds == membership.certificateHolds)
      #expect(loaded.manifestKey.rawRepresentation == membership.manifestKey.rawRepresentation)
    }
  }

  @Test func aRestartOfTheParentKeepsEverything() async throws {
    let membership = try await Parent.run(in: parentFolder) { try await $0.joined("29770", in: folder) }
    try await Parent.run(in: parentFolder) { parent in
      #expect(try await parent.ask("whoami", as: membership).body == "29770")
      _ = try await parent.registry.revoke("29770", by: "Lê Bình", at: parent.clock.now())
    }
    try await Parent.run(in: parentFolder) { parent in
      let status = try await parent.ask("whoami", as: membership).status
      #expect(status == 403)
    }
  }

  @Test func theSecondAddressServesWhereTheFirstDoesNot() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let closed = RelayAddress(host: "127.0.0.1", port: 1)!
      let code = try await parent.enrolment.invite(
        "29770", name: "Đài", by: "Nguyễn An", addresses: [closed, parent.address])
      let membership = try await Membership.join(code, stateDirectory: folder.path)
      #expect(membership.addresses == [closed, parent.address])
    }
  }

  @Test func whoHasJoinedJoinsAgainOnlyOnPurpose() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let first = try await parent.joined("29770", in: folder)
      let code = try await parent.invite("29770")
      await #expect(throws: IdentityError.self) {
        try await Membership.join(code, stateDirectory: folder.path)
      }
      let second = try await Membership.join(code, stateDirectory: folder.path, again: true)
      #expect(first.publicKey != second.publicKey)
      #expect(try await parent.ask("whoami", as: second).status == 200)
      // The former machine, or a copy of its disk, is out.
      #expect(try await parent.ask("whoami", as: first).status == 403)
    }
  }

  @Test func aCodeForAnotherStationIsNotUsedUp() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let code = try await parent.invite("29770")
      do {
        _ = try await Membership.join(code, stateDirectory: folder.path, as: "29773")
        Issue.record("joined")
      } catch let refusal as RelayRefusal {
        #expect(refusal.code == "join-code-of-another-station")
        #expect(refusal.what.said(in: .vietnamese).contains("29770"))
      }
      _ = try await Membership.join(code, stateDirectory: folder.path, as: "29770")
    }
  }

  @Test func whenTheAnswerIsLostTheSameCodeWorksAgain() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let code = try await parent.invite("29770")
      let first = try await Membership.join(code, stateDirectory: folder.path)
      // As if the power had gone after the parent's commit: the key is there, the answer is not.
      let files = PrivateFolder(path: folder.path + "/relay/upstream")
      files.remove("membership.json")
      try files.write(
        JSONValue.object([
          "key": .binary([UInt8](first.key.rawRepresentation)),
          "secret_hash": .binary(JoinCode.hash(ofSecret: code.secret)),
        ]).canonical, to: "joining.json")
      let second = try await Membership.join(code, stateDirectory: folder.path)
      #expect(first.publicKey == second.publicKey)
      #expect(try await parent.ask("whoami", as: second).body == "29770")
    }
  }

  @Test func wrongExpiredAndUsedCodesAreTold() async throws {
    try await Parent.run(in: parentFolder) { parent in
      func refusal(_ code: JoinCode) async throws -> String? {
        let folder = try StateFolder()
        do {
          _ = try await Membership.join(code, stateDirectory: folder.path)
        } catch let refusal as RelayRefusal {
          #expect(try Membership.load(stateDirectory: folder.path) == nil)
          return refusal.code
        }
        return nil
      }
      let good = try await parent.invite("29770", validFor: .hours(1))
      let wrong = JoinCode(
        parent: "79", addresses: [parent.address], authority: parent.authority.fingerprint,
        secret: [UInt8](repeating: 0, count: 16))
      #expect(try await refusal(wrong) == "join-code-wrong")
      #expect(try await refusal(good) == nil)
      #expect(try await refusal(good) == "join-code-used")
      let late = try await parent.invite("29773", validFor: .hours(1))
      parent.clock.advance(.hours(1))
      #expect(try await refusal(late) == "join-code-expired")
      // Those who try are slowed down; a good code is answered again after the pause.
      for _ in 0..<20 { _ = try await refusal(wrong) }
      let next = try await parent.invite("29776")
      #expect(try await refusal(next) == "join-slowed-down")
      parent.clock.advance(.seconds(2))
      #expect(try await refusal(next) == nil)
    }
  }

  @Test func anImpostorAtTheAddressLearnsNothing() async throws {
    let other = try StateFolder()
    // The same code and name of the node, another authority.
    try await Parent.run(in: other) { impostor in
      let code = JoinCode(
        parent: "79", addresses: [impostor.address],
        authority: try Authority.open(stateDirectory: parentFolder.path, node: "79").fingerprint,
        secret: [UInt8](repeating: 1, count: 16))
      do {
        _ = try await Membership.join(code, stateDirectory: folder.path)
        Issue.record("joined")
      } catch let error as IdentityError {
        #expect(error.code == "upstream-is-another")
      }
    }
  }

  @Test func whereNobodyAnswersItIsSaid() async throws {
    let code = JoinCode(
      parent: "79", addresses: [RelayAddress(host: "127.0.0.1", port: 1)!],
      authority: [UInt8](repeating: 1, count: 32), secret: [UInt8](repeating: 1, count: 16))
    do {
      _ = try await Membership.join(code, stateDirectory: folder.path)
      Issue.record("joined")
    } catch let error as IdentityError {
      #expect(error.code == "upstream-unreachable")
    }
  }
}

@Suite(.timeLimit(.minutes(10))) struct RenewalTests {
  let parentFolder: StateFolder
  let folder: StateFolder

  init() throws {
    parentFolder = try StateFolder()
    folder = try StateFolder()
  }

  @Test func aCertificateIsRenewedWhenTwoThirdsAreOver() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let former = try await parent.joined("29770", in: folder)
      #expect(!former.renewalIsDue(at: parent.clock.now()))
      parent.clock.advance(.days(59))
      #expect(!former.renewalIsDue(at: parent.clock.now()))
      parent.clock.advance(.days(1))
      #expect(former.renewalIsDue(at: parent.clock.now()))
      let client = try UpstreamClient(former, at: parent.address)
      let renewed = try await former.renewed(over: client)
      await client.shutDown()
      #expect(!renewed.renewalIsDue(at: parent.clock.now()))
      #expect(renewed.publicKey == former.publicKey)
      #expect(renewed.certificateHolds.upperBound == parent.clock.now() + .days(90))
      #expect(parent.registry.station("29770")?.certificateExpiresAt == renewed.certificateHolds.upperBound)
      #expect(
        try Membership.load(stateDirectory: folder.path)?.certificateHolds == renewed.certificateHolds)
      #expect(try await parent.ask("whoami", as: renewed).body == "29770")
    }
  }

  @Test func anExpiredCertificateRenewsAndDoesNothingElse() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let former = try await parent.joined("29770", in: folder)
      parent.clock.advance(.days(400))
      let answer = try await parent.ask("whoami", as: former)
      #expect(answer.status == 403 && answer.body.contains("certificate-expired"))
      #expect(former.renewalIsDue(at: parent.clock.now()))
      let client = try UpstreamClient(former, at: parent.address)
      let renewed = try await former.renewed(over: client)
      await client.shutDown()
      #expect(try await parent.ask("whoami", as: renewed).body == "29770")
    }
  }

  @Test func aRevokedStationDoesNotRenew() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let membership = try await parent.joined("29770", in: folder)
      for elapsed in [Duration.zero, .days(400)] {
        parent.clock.advance(elapsed)
        try await parent.registry.revoke("29770", by: "Lê Bình", at: parent.clock.now())
        let client = try UpstreamClient(membership, at: parent.address)
        await #expect(throws: RelayRefusal.stationRevoked) { try await membership.renewed(over: client) }
        await client.shutDown()
      }
    }
  }

  @Test func nobodyRenewsForAnotherKey() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let membership = try await parent.joined("29770", in: folder)
      let request = RenewalRequest(
        signingRequest: try CertificateSigningRequest.encoded(for: P256.Signing.PrivateKey()))
      let answer = try await parent.ask(
        "renew", .POST, as: (membership.credentials.certificate, membership.key), body: request.body.canonical
      )
      #expect(answer.status == 400)
    }
  }

  /// The clock of the parent after a power cut: stations' certificates are from its future.
  @Test func aParentWhoseClockFellBackStillKnowsItsStations() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let membership = try await parent.joined("29770", in: folder)
      parent.clock.set(WallTime(seconds: 0))
      #expect(try await parent.ask("whoami", as: membership).body == "29770")
    }
  }

  @Test func theParentsCertificateHoldsAtAnyTimeThatAStationsClockMayShow() async throws {
    let authority = try Authority.open(stateDirectory: parentFolder.path, node: "79")
    for encoded in [authority.encoded, try authority.certifyServer().encoded] {
      let certificate = try Certificate(derEncoded: encoded)
      #expect(certificate.notValidBefore <= Date(timeIntervalSince1970: 0))
      #expect(certificate.notValidAfter >= Date(timeIntervalSince1970: 250_000_000_000))
    }
  }

  @Test func aStationWhoseClockIsBehindDoesNotThinkThatRenewalIsDue() async throws {
    try await Parent.run(in: parentFolder) { parent in
      let membership = try await parent.joined("29770", in: folder)
      #expect(!membership.renewalIsDue(at: WallTime(seconds: 0)))
    }
  }
}
