import Clocks
import Crypto
import Foundation
import Glibc
import Phrases
import Scheduling
import SeededRandom
import SwiftASN1
import Testing
import X509

@testable import Relay

@Suite struct KeyFileTests {
  let folder: StateFolder

  init() throws { folder = try StateFolder() }

  private func code(_ work: () throws -> Void) -> String? {
    do { try work() } catch { return (error as? any OperatorError)?.code }
    return nil
  }

  @Test func anAuthorityIsMadeOnceAndStays() throws {
    let first = try Authority.open(stateDirectory: folder.path, node: "79")
    let second = try Authority.open(stateDirectory: folder.path, node: "79")
    #expect(first.fingerprint == second.fingerprint)
    #expect(first.manifestKey.rawRepresentation == second.manifestKey.rawRepresentation)
    #expect(try folder.mode(of: "relay/authority/authority.json") == 0o600)
    #expect(try folder.mode(of: "relay/authority") == 0o700)
    #expect(first.fingerprint == Array(SHA256.hash(data: first.encoded)))
  }

  @Test func whatAnInterruptedWriteLeftBehindIsNoAuthority() throws {
    let files = PrivateFolder(path: folder.path + "/relay/authority")
    try files.prepare()
    try files.write(Array("half".utf8), to: "authority.json.new")
    let authority = try Authority.open(stateDirectory: folder.path, node: "79")
    #expect(try Authority.open(stateDirectory: folder.path, node: "79").fingerprint == authority.fingerprint)
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o666, 0o644])
  func keysThatOthersMayReadAreNotUsed(mode: Int) throws {
    _ = try Authority.open(stateDirectory: folder.path, node: "79")
    try folder.setMode(mode, of: "relay/authority/authority.json")
    let path = folder.path + "/relay/authority/authority.json"
    do {
      _ = try Authority.open(stateDirectory: folder.path, node: "79")
      Issue.record("used")
    } catch {
      #expect(error.code == "keys-exposed")
      #expect(error.remedy.said(in: .english).contains("chmod 600 \(path)"))
      #expect(error.remedy.said(in: .vietnamese).contains("chmod 600 \(path)"))
    }
  }

  @Test(arguments: [0o750, 0o701, 0o777]) func neitherAreThoseInAnOpenFolder(mode: Int) throws {
    _ = try Authority.open(stateDirectory: folder.path, node: "79")
    try folder.setMode(mode, of: "relay/authority")
    #expect(code { _ = try Authority.open(stateDirectory: folder.path, node: "79") } == "keys-exposed")
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
  func norThoseOfAnotherUser() throws {
    _ = try Authority.open(stateDirectory: folder.path, node: "79")
    let path = folder.path + "/relay/authority/authority.json"
    #expect(chown(path, 65_534, 65_534) == 0)
    #expect(
      code { _ = try Authority.open(stateDirectory: folder.path, node: "79") } == "keys-of-another-user")
  }

  @Test func norALinkOrAFolderInTheirPlace() throws {
    _ = try Authority.open(stateDirectory: folder.path, node: "79")
    let path = folder.path + "/relay/authority/authority.json"
    #expect(rename(path, folder.path + "/elsewhere") == 0)
    #expect(symlink(folder.path + "/elsewhere", path) == 0)
    #expect(code { _ = try Authority.open(stateDirectory: folder.path, node: "79") } == "keys-unreadable")
    #expect(unlink(path) == 0 && mkdir(path, 0o700) == 0)
    #expect(code { _ = try Authority.open(stateDirectory: folder.path, node: "79") } == "keys-damaged")
  }

  @Test func aDamagedFileIsNeverReplaced() throws {
    _ = try Authority.open(stateDirectory: folder.path, node: "79")
    let files = PrivateFolder(path: folder.path + "/relay/authority")
    let good = try #require(try files.read("authority.json"))
    var chance = SeededChance(3)
    for _ in 0..<200 {
      var bad = good
      if Bool.random(using: &chance) {
        bad.removeLast(.random(in: 1...bad.count, using: &chance))
      } else {
        bad[.random(in: 0..<bad.count, using: &chance)] ^= UInt8.random(in: 1...255, using: &chance)
      }
      try files.write(bad, to: "authority.json")
      // A changed manifest key, or a digit of the certificate's signature, can not be told; all else is refused.
      _ = code { _ = try Authority.open(stateDirectory: folder.path, node: "79") }
      #expect(try files.read("authority.json") == bad)
    }
    #expect(code { try files.write([], to: "authority.json") } == nil)
    #expect(code { _ = try Authority.open(stateDirectory: folder.path, node: "79") } == "keys-damaged")
  }

  @Test func certificatesSayWhatTheyAreFor() throws {
    let authority = try Authority.open(stateDirectory: folder.path, node: "79")
    let now = WallTime(seconds: 1_647_424_800)
    let key = P256.Signing.PrivateKey()
    let issued = try authority.certify("29770", key: key.publicKey, now: now, lifetime: .days(90))
    let certificate = try Certificate(derEncoded: issued.encoded)
    #expect(certificate.isIssued(by: authority.certificate, for: .clientAuth))
    #expect(!certificate.isIssued(by: authority.certificate, for: .serverAuth))
    #expect(WallTime(certificate.notValidBefore) == now - .days(1))
    #expect(WallTime(certificate.notValidAfter) == now + .days(90))
    #expect(
      StationCertificate(encoded: issued.encoded, authority: authority.certificate)?.key
        == [UInt8](key.publicKey.x963Representation))
    let server = try Certificate(derEncoded: authority.certifyServer().encoded)
    #expect(server.isIssued(by: authority.certificate, for: .serverAuth))
    #expect(
      StationCertificate(encoded: try authority.certifyServer().encoded, authority: authority.certificate)
        == nil)
    // The authority's own certificate is no station's.
    #expect(StationCertificate(encoded: authority.encoded, authority: authority.certificate) == nil)
  }

  @Test func anotherAuthorityOfTheSameNameVouchesForNobody() throws {
    let other = try StateFolder()
    let (mine, theirs) = (
      try Authority.open(stateDirectory: folder.path, node: "79"),
      try Authority.open(stateDirectory: other.path, node: "79")
    )
    let issued = try theirs.certify(
      "29770", key: P256.Signing.PrivateKey().publicKey, now: WallTime(seconds: 1_647_424_800),
      lifetime: .days(1))
    #expect(StationCertificate(encoded: issued.encoded, authority: theirs.certificate) != nil)
    #expect(StationCertificate(encoded: issued.encoded, authority: mine.certificate) == nil)
  }
}
