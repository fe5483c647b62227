package import Clocks
import Crypto

extension Enrolment {
  /// A station whose both ends are in this process.
  package struct Admitted: Sendable, Hashable {
    package var code: StationCode
    /// DER.
    package var certificate: [UInt8]
    /// DER.
    package var key: [UInt8]
  }

  /// Takes in many stations at once, without join codes: for trials with thousands of them.
  /// - Throws: `IdentityError`: `codeUnfit`, `certificateFailed`, `registerFailed`.
  package func admit(_ codes: [StationCode], by person: String, at now: WallTime) async throws -> [Admitted] {
    try await registry.change { [authority, lifetime] db, book in
      var admitted: [Admitted] = []
      for code in codes {
        guard code.isFit else { throw IdentityError.codeUnfit(code.text) }
        let key = P256.Signing.PrivateKey()
        let known = [UInt8](key.publicKey.x963Representation)
        let certificate = try authority.certify(code, key: key.publicKey, now: now, lifetime: lifetime)
        var station = Station(code: code, name: code.text, addedAt: now, addedBy: person)
        station.key = known
        station.certificateSerial = certificate.serial
        station.certificateExpiresAt = certificate.expiresAt
        station.joinedAt = now
        try db.write(station)
        try db.write(key: known, of: code, at: now)
        book.stations[code] = station
        book.owners[known] = code
        admitted.append(
          Admitted(code: code, certificate: certificate.encoded, key: [UInt8](key.derRepresentation)))
      }
      return admitted
    }
  }

  /// What a server shows to be taken for this node: for trials of other servers in its place.
  /// - Returns: its name, its key and its certificate, and that of the authority, all in DER.
  package func credentialsOfServer() throws -> (
    host: String, key: [UInt8], certificate: [UInt8], authority: [UInt8]
  ) {
    let server = try authority.certifyServer()
    return (
      authority.node.host, [UInt8](server.key.derRepresentation), server.encoded, authority.encoded
    )
  }
}
