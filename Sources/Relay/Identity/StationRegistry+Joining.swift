public import Clocks
import Crypto
import Synchronization

extension StationRegistry {
  /// Adds a station, or makes a new join code for one that is known: it is to join again on another machine, or after it
  /// was revoked. An older code of that station is void from now on; what it has joined with stays good until the new
  /// code is used.
  /// - Parameters:
  ///   - name: Its name; nil to leave that of a known station.
  ///   - person: Who adds it, by name.
  ///   - secretHash: `JoinCode.hash(ofSecret:)`.
  /// - Throws: `IdentityError`: `codeUnfit`, `nameMissing`, `registerFailed`.
  func invite(
    _ code: StationCode, name: String?, by person: String, secretHash: [UInt8], expiresAt: WallTime,
    at now: WallTime
  ) async throws {
    guard code.isFit else { throw IdentityError.codeUnfit(code.text) }
    let name = name.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    try await change { db, book in
      guard let name = name ?? book.stations[code]?.name else { throw IdentityError.nameMissing }
      var station =
        book.stations[code] ?? Station(code: code, name: name, addedAt: now, addedBy: person)
      station.name = name
      station.invitation = .init(by: person, expiresAt: expiresAt)
      let secret = Secret(hash: secretHash, by: person, madeAt: now, expiresAt: expiresAt)
      try db.write(station)
      try db.write(secret, of: code)
      book.stations[code] = station
      book.secrets[code] = secret
    }
  }

  /// Takes a station in by its join code: the code is used up, its key is known, its certificate is made, in one step.
  ///
  /// The same key may come again with the same code while the code holds: the answer may have been lost on its way.
  /// - Throws: `RelayRefusal`: `joinCodeWrong`, `joinCodeExpired`, `joinCodeUsed`, `keyInUse`; `IdentityError`.
  func join(
    secretHash: [UInt8], key: P256.Signing.PublicKey, at now: WallTime,
    certify: @escaping @Sendable (StationCode) throws -> IssuedCertificate
  ) async throws -> (station: Station, certificate: IssuedCertificate) {
    let key = [UInt8](key.x963Representation)
    return try await change { db, book in
      // All are compared, each in constant time.
      var found: StationCode?
      for (code, secret) in book.secrets where Self.areEqual(secret.hash, secretHash) { found = code }
      guard let code = found, var secret = book.secrets[code], var station = book.stations[code] else {
        throw RelayRefusal.joinCodeWrong
      }
      if let former = secret.usedBy {
        guard former == key, station.key == key, station.standing == .joined, now < secret.expiresAt else {
          throw RelayRefusal.joinCodeUsed
        }
      } else {
        guard now < secret.expiresAt else { throw RelayRefusal.joinCodeExpired }
        // A key that was known before may be the very one that was revoked.
        guard book.owners[key] == nil else { throw RelayRefusal.keyInUse }
      }
      let certificate = try certify(code)
      secret.usedBy = key
      station.key = key
      station.certificateSerial = certificate.serial
      station.certificateExpiresAt = certificate.expiresAt
      station.joinedAt = now
      station.revokedAt = nil
      station.revokedBy = nil
      station.invitation = nil
      try db.write(station)
      try db.write(key: key, of: code, at: now)
      try db.write(secret, of: code)
      book.stations[code] = station
      book.owners[key] = code
      book.secrets[code] = secret
      return (station, certificate)
    }
  }

  /// Notes the new certificate of a station that is still known by this key.
  /// - Throws: `RelayRefusal.stationRevoked`; `IdentityError`.
  func renew(
    _ code: StationCode, key: [UInt8], certify: @escaping @Sendable () throws -> IssuedCertificate
  ) async throws -> IssuedCertificate {
    try await change { db, book in
      guard var station = book.stations[code], station.standing == .joined, station.key == key else {
        throw RelayRefusal.stationRevoked
      }
      let certificate = try certify()
      station.certificateSerial = certificate.serial
      station.certificateExpiresAt = certificate.expiresAt
      try db.write(station)
      book.stations[code] = station
      return certificate
    }
  }

  /// Shuts a station out from now on: its key is refused, its connections are closed, a join code it may have is void.
  /// - Parameter person: Who does so, by name.
  /// - Throws: `IdentityError`: `stationUnknown`, `registerFailed`.
  @discardableResult
  public func revoke(_ code: StationCode, by person: String, at now: WallTime) async throws -> Station {
    try await change { db, book in
      guard var station = book.stations[code] else { throw IdentityError.stationUnknown(code) }
      // Who was first, and when, stays.
      if station.revokedAt == nil {
        station.revokedAt = now
        station.revokedBy = person
      }
      station.invitation = nil
      try db.write(station)
      if var secret = book.secrets[code], secret.usedBy == nil {
        secret.expiresAt = min(secret.expiresAt, now)
        try db.write(secret, of: code)
        book.secrets[code] = secret
      }
      book.stations[code] = station
      return station
    }
  }

  /// Whether a station signed these bytes with any key that it ever had, so that what it handed up before it was revoked, or
  /// before it joined anew, can be looked through again. Nil: it never had a key.
  /// - Parameter signature: ECDSA over SHA-256 with P-256: r and s, 32 bytes each.
  public func isFormerSignature(_ signature: [UInt8], of message: [UInt8], by code: StationCode) -> Bool? {
    let keys = book.withLock { book in book.owners.filter { $0.value == code }.map(\.key) }
    guard !keys.isEmpty else { return nil }
    return keys.contains { StationSignature.isValid(signature, of: message, key: $0) }
  }

  /// Whether a station signed these bytes with the key it is known by now.
  /// - Parameter signature: ECDSA over SHA-256 with P-256: r and s, 32 bytes each.
  public func isSignature(_ signature: [UInt8], of message: [UInt8], by code: StationCode) -> Bool {
    guard let key = book.withLock({ $0.stations[code]?.key }) else { return false }
    return StationSignature.isValid(signature, of: message, key: key)
  }

  /// Takes the same time wherever they differ.
  private static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    var difference: UInt8 = 0
    for index in a.indices { difference |= a[index] ^ b[index] }
    return difference == 0
  }
}

/// What a station's key says of bytes.
public enum StationSignature {
  /// - Parameters:
  ///   - signature: ECDSA over SHA-256 with P-256: r and s, 32 bytes each.
  ///   - key: X9.63, uncompressed.
  public static func isValid(_ signature: [UInt8], of message: [UInt8], key: [UInt8]) -> Bool {
    guard let key = try? P256.Signing.PublicKey(x963Representation: key),
      let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
    else { return false }
    return key.isValidSignature(signature, for: message)
  }
}
