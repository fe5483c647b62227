import Clocks
import Crypto
import GRDB
import Phrases
import Scheduling
import Testing

@testable import Relay

@Suite struct StationRegistryTests {
  let folder: StateFolder
  let authority: Authority
  let now = WallTime(seconds: 1_647_424_800)

  init() throws {
    folder = try StateFolder()
    authority = try Authority.open(stateDirectory: folder.path, node: "79")
  }

  private func register() async throws -> StationRegistry {
    try await StationRegistry.open(stateDirectory: folder.path)
  }

  private func hash(_ secret: UInt8) -> [UInt8] { JoinCode.hash(ofSecret: [secret]) }

  private func invite(_ code: StationCode, _ secret: UInt8, in registry: StationRegistry) async throws {
    try await registry.invite(
      code, name: "Đài \(code)", by: "Nguyễn An", secretHash: hash(secret), expiresAt: now + .hours(48),
      at: now)
  }

  @discardableResult
  private func join(
    _ secret: UInt8, _ key: P256.Signing.PrivateKey, in registry: StationRegistry, at instant: WallTime? = nil
  ) async throws -> Station {
    let instant = instant ?? now
    return try await registry.join(secretHash: hash(secret), key: key.publicKey, at: instant) {
      [authority] code in
      try authority.certify(code, key: key.publicKey, now: instant, lifetime: .days(90))
    }.station
  }

  private func bytes(_ key: P256.Signing.PrivateKey) -> [UInt8] { [UInt8](key.publicKey.x963Representation) }

  @Test func aStationIsKnownByItsKeyFromJoiningToRevocation() async throws {
    let registry = try await register()
    let key = P256.Signing.PrivateKey()
    try await invite("29770", 1, in: registry)
    #expect(registry.station("29770")?.standing == .invited)
    #expect(registry.station("29770")?.invitation?.expiresAt == now + .hours(48))
    #expect(registry.station(withKey: bytes(key)) == nil)
    try await join(1, key, in: registry)
    let joined = try #require(registry.station(withKey: bytes(key)))
    #expect(joined.code == "29770" && joined.standing == .joined && joined.invitation == nil)
    #expect(joined.certificateExpiresAt == now + .days(90) && joined.certificateSerial?.isEmpty == false)
    try await registry.revoke("29770", by: "Lê Bình", at: now + .hours(1))
    #expect(registry.station(withKey: bytes(key)) == nil)
    let revoked = try #require(registry.station("29770"))
    #expect(revoked.standing == .revoked && revoked.revokedBy == "Lê Bình")
    #expect(registry.owner(ofKey: bytes(key))?.code == "29770")
    await registry.shutDown()
  }

  @Test func everythingIsThereAfterARestart() async throws {
    var registry = try await register()
    let keys = (0..<3).map { _ in P256.Signing.PrivateKey() }
    for (index, code) in ["29770", "29773", "29776"].enumerated() {
      try await invite(StationCode(code), UInt8(index), in: registry)
    }
    try await join(0, keys[0], in: registry)
    try await join(1, keys[1], in: registry)
    try await registry.revoke("29773", by: "Lê Bình", at: now)
    registry.saw(
      "29770",
      .init(
        at: now + .seconds(5), address: "10.0.0.1", version: "0.2", clockOffset: .milliseconds(-3),
        clockBound: .milliseconds(9), manifestSequence: 17, mediaHeld: 3, mediaWanted: 4,
        lastRefusal: BilingualText(Text { $0.joinCodeIsUsed })))
    let before = registry.stations()
    await registry.shutDown()
    registry = try await register()
    #expect(registry.stations() == before)
    #expect(registry.station("29770")?.contact?.mediaWanted == 4)
    #expect(registry.station(withKey: bytes(keys[0]))?.code == "29770")
    #expect(registry.station(withKey: bytes(keys[1])) == nil)
    try await join(2, keys[2], in: registry)
    await registry.shutDown()
  }

  @Test func aCodeIsGoodOnce() async throws {
    let registry = try await register()
    try await invite("29770", 1, in: registry)
    let key = P256.Signing.PrivateKey()
    try await join(1, key, in: registry)
    await #expect(throws: RelayRefusal.joinCodeUsed) {
      try await join(1, P256.Signing.PrivateKey(), in: registry)
    }
    #expect(registry.station(withKey: bytes(key)) != nil)
    await registry.shutDown()
  }

  @Test func theSameKeyMayAskAgainBecauseTheAnswerMayBeLost() async throws {
    var registry = try await register()
    try await invite("29770", 1, in: registry)
    let key = P256.Signing.PrivateKey()
    let first = try await join(1, key, in: registry)
    await registry.shutDown()
    registry = try await register()
    let second = try await join(1, key, in: registry, at: now + .hours(1))
    #expect(first.key == second.key && first.certificateSerial != second.certificateSerial)
    // Not for ever, and not after a revocation.
    await #expect(throws: RelayRefusal.joinCodeUsed) {
      try await join(1, key, in: registry, at: now + .hours(48))
    }
    try await registry.revoke("29770", by: "Lê Bình", at: now)
    await #expect(throws: RelayRefusal.joinCodeUsed) { try await join(1, key, in: registry) }
    await registry.shutDown()
  }

  @Test func aCodeExpires() async throws {
    let registry = try await register()
    try await invite("29770", 1, in: registry)
    await #expect(throws: RelayRefusal.joinCodeExpired) {
      try await join(1, P256.Signing.PrivateKey(), in: registry, at: now + .hours(48))
    }
    try await join(1, P256.Signing.PrivateKey(), in: registry, at: now + .hours(48) - .nanoseconds(1))
    await registry.shutDown()
  }

  @Test func aNewerCodeVoidsTheOlder() async throws {
    let registry = try await register()
    try await invite("29770", 1, in: registry)
    try await invite("29770", 2, in: registry)
    await #expect(throws: RelayRefusal.joinCodeWrong) {
      try await join(1, P256.Signing.PrivateKey(), in: registry)
    }
    try await join(2, P256.Signing.PrivateKey(), in: registry)
    await registry.shutDown()
  }

  @Test func revokingVoidsAnUnusedCode() async throws {
    let registry = try await register()
    try await invite("29770", 1, in: registry)
    try await registry.revoke("29770", by: "Lê Bình", at: now)
    await #expect(throws: RelayRefusal.joinCodeExpired) {
      try await join(1, P256.Signing.PrivateKey(), in: registry)
    }
    await registry.shutDown()
  }

  @Test func aRevokedStationComesBackWithANewCodeAndANewKeyOnly() async throws {
    let registry = try await register()
    try await invite("29770", 1, in: registry)
    let (old, new) = (P256.Signing.PrivateKey(), P256.Signing.PrivateKey())
    try await join(1, old, in: registry)
    try await registry.revoke("29770", by: "Lê Bình", at: now)
    try await invite("29770", 2, in: registry)
    #expect(registry.station("29770")?.standing == .revoked)
    await #expect(throws: RelayRefusal.keyInUse) { try await join(2, old, in: registry) }
    try await join(2, new, in: registry)
    #expect(registry.station("29770")?.standing == .joined)
    #expect(registry.station(withKey: bytes(old)) == nil)
    #expect(registry.station(withKey: bytes(new))?.code == "29770")
    await registry.shutDown()
  }

  @Test func aKeyOfOneStationIsNeverAnothers() async throws {
    let registry = try await register()
    try await invite("29770", 1, in: registry)
    try await invite("29773", 2, in: registry)
    let key = P256.Signing.PrivateKey()
    try await join(1, key, in: registry)
    await #expect(throws: RelayRefusal.keyInUse) { try await join(2, key, in: registry) }
    #expect(registry.station(withKey: bytes(key))?.code == "29770")
    await registry.shutDown()
  }

  @Test func itIsToldWhoseKeyEnds() async throws {
    let registry = try await register()
    let keys = (0..<3).map { _ in P256.Signing.PrivateKey() }
    var ended = registry.endedKeys().makeAsyncIterator()
    try await invite("29770", 1, in: registry)
    try await join(1, keys[0], in: registry)
    // Replaced by another machine.
    try await invite("29770", 2, in: registry)
    try await join(2, keys[1], in: registry)
    #expect(await ended.next() == bytes(keys[0]))
    try await registry.revoke("29770", by: "Lê Bình", at: now)
    #expect(await ended.next() == bytes(keys[1]))
    // Once, not twice.
    try await registry.revoke("29770", by: "Trần Cường", at: now)
    #expect(registry.station("29770")?.revokedBy == "Lê Bình")
    await registry.shutDown()
    #expect(await ended.next() == nil)
  }

  @Test func aFailedChangeChangesNothing() async throws {
    let registry = try await register()
    try await invite("29770", 1, in: registry)
    let before = registry.stations()
    let key = P256.Signing.PrivateKey()
    await #expect(throws: IdentityError.self) {
      _ = try await registry.join(secretHash: hash(1), key: key.publicKey, at: now) { _ in
        throw IdentityError.certificateFailed(detail: "")
      }
    }
    #expect(registry.stations() == before)
    try await join(1, key, in: registry)
    await registry.shutDown()
  }

  @Test func contactsReachTheDiskNowAndThen() async throws {
    let registry = try await register()
    try await invite("29770", 1, in: registry)
    func written() async throws -> Int {
      try await registry.change { db, _ in try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM contact") ?? 0 }
    }
    registry.saw("29770", .init(at: now, version: "0.2"))
    registry.saw("29770", .init(at: now + .seconds(10)))
    #expect(try await written() == 0)
    registry.saw("29770", .init(at: now + .seconds(31), address: "10.0.0.1"))
    #expect(try await written() == 1)
    // What was not said again is as it was said before.
    #expect(registry.station("29770")?.contact?.version == "0.2")
    registry.saw("99999", .init(at: now))
    #expect(registry.stations().count == 1)
    await registry.shutDown()
  }

  @Test func aNameAndAFitCodeAreNeeded() async throws {
    let registry = try await register()
    for (code, name) in [("29770", " "), ("29770", nil), ("xã", "Đài"), ("a/b", "Đài")] as [(String, String?)]
    {
      await #expect(throws: IdentityError.self) {
        try await registry.invite(
          StationCode(code), name: name, by: "Nguyễn An", secretHash: hash(1), expiresAt: now, at: now)
      }
    }
    await #expect(throws: IdentityError.self) { try await registry.revoke("29770", by: "", at: now) }
    #expect(registry.stations().isEmpty)
    await registry.shutDown()
  }

  @Test func aForeignDatabaseIsLeftAlone() async throws {
    try PrivateFolder(path: folder.path + "/relay").write(
      Array("not a database, much longer than any header of one would be: ".utf8)
        + [UInt8](repeating: 65, count: 4096),
      to: "stations.sqlite")
    do {
      _ = try await register()
      Issue.record("opened")
    } catch let error as IdentityError {
      #expect(error.code == "register-foreign")
    }
  }

  @Test func signaturesAreJudgedByTheKeyOfTheStation() async throws {
    let registry = try await register()
    try await invite("29770", 1, in: registry)
    try await invite("29773", 2, in: registry)
    let (key, other) = (P256.Signing.PrivateKey(), P256.Signing.PrivateKey())
    try await join(1, key, in: registry)
    try await join(2, other, in: registry)
    let message = Array("đã phát".utf8)
    let signature = [UInt8](try key.signature(for: message).rawRepresentation)
    #expect(registry.isSignature(signature, of: message, by: "29770"))
    #expect(!registry.isSignature(signature, of: message, by: "29773"))
    #expect(!registry.isSignature(signature, of: message + [0], by: "29770"))
    #expect(!registry.isSignature(Array(signature.dropLast()), of: message, by: "29770"))
    #expect(!registry.isSignature([], of: message, by: "1"))
    await registry.shutDown()
  }
}
