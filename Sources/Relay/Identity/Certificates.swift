import Canonical
import Clocks
import Crypto
import Foundation
import SwiftASN1
import X509

/// A key and the certificate for it, in DER.
struct IssuedCertificate: Sendable, Hashable {
  var encoded: [UInt8]
  /// Hexadecimal.
  var serial: String
  var expiresAt: WallTime
}

extension Authority {
  /// How long a station's certificate holds if nothing else is asked for.
  public static let usualLifetime: Duration = .days(90)

  /// A certificate with which a station shows who it is.
  /// - Parameters:
  ///   - key: X9.63, uncompressed.
  ///   - now: The beginning; a day earlier is certified, for nodes whose clocks are behind.
  func certify(
    _ station: StationCode, key: P256.Signing.PublicKey, now: WallTime, lifetime: Duration
  ) throws(IdentityError) -> IssuedCertificate {
    let expiresAt = now + lifetime
    do {
      let certificate = try Certificate(
        version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key),
        notValidBefore: (now - .days(1)).date, notValidAfter: expiresAt.date,
        issuer: self.certificate.subject, subject: DistinguishedName { CommonName(station.text) },
        signatureAlgorithm: .ecdsaWithSHA256,
        extensions: Certificate.Extensions {
          Critical(BasicConstraints.notCertificateAuthority)
          Critical(KeyUsage(digitalSignature: true))
          Critical(try ExtendedKeyUsage([.clientAuth]))
          AuthorityKeyIdentifier(
            keyIdentifier: SubjectKeyIdentifier(hash: self.certificate.publicKey).keyIdentifier)
        }, issuerPrivateKey: .init(self.key))
      return IssuedCertificate(
        encoded: try certificate.derBytes, serial: certificate.serialNumber.bytes.hexadecimal,
        expiresAt: expiresAt)
    } catch {
      throw .certificateFailed(detail: "\(error)")
    }
  }

  /// The parent's own certificate and the key for it, both of which live in memory only.
  ///
  /// It has no end, as the authority has none: its dates would be judged by the clock of a station, and that is the
  /// least trustworthy thing there is. A station whose clock fell back to 1970 after a power cut must still be able to
  /// connect, because the connection is how it learns the time. An end would gain nothing: only this authority is
  /// trusted for this name, and whoever could steal the server's key could steal the authority's.
  func certifyServer() throws(IdentityError) -> (key: P256.Signing.PrivateKey, encoded: [UInt8]) {
    let key = P256.Signing.PrivateKey()
    do {
      let certificate = try Certificate(
        version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
        notValidBefore: Certificate.beginningOfTime, notValidAfter: Certificate.endOfTime,
        issuer: self.certificate.subject, subject: DistinguishedName { CommonName(node.text) },
        signatureAlgorithm: .ecdsaWithSHA256,
        extensions: Certificate.Extensions {
          Critical(BasicConstraints.notCertificateAuthority)
          Critical(KeyUsage(digitalSignature: true))
          Critical(try ExtendedKeyUsage([.serverAuth]))
          SubjectAlternativeNames([.dnsName(node.host)])
          AuthorityKeyIdentifier(
            keyIdentifier: SubjectKeyIdentifier(hash: self.certificate.publicKey).keyIdentifier)
        }, issuerPrivateKey: .init(self.key))
      return (key, try certificate.derBytes)
    } catch {
      throw .certificateFailed(detail: "\(error)")
    }
  }
}

extension Certificate {
  /// A machine without a battery for its clock starts here.
  static let beginningOfTime = Date(timeIntervalSince1970: 0)
  /// 9999-12-31T23:59:59Z: no end (RFC 5280, 4.1.2.5).
  static let endOfTime = Date(timeIntervalSince1970: 253_402_300_799)

  static func ofAuthority(node: StationCode, key: P256.Signing.PrivateKey) throws -> Certificate {
    // Two authorities of one node, the second made after the first was lost, are two names.
    let mark = Array(SHA256.hash(data: key.publicKey.x963Representation)).prefix(4)
    let name = try DistinguishedName { CommonName("Loa \(node.text) \(mark.hexadecimal)") }
    return try Certificate(
      version: .v3, serialNumber: SerialNumber(), publicKey: .init(key.publicKey),
      notValidBefore: beginningOfTime, notValidAfter: endOfTime, issuer: name, subject: name,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
        Critical(KeyUsage(keyCertSign: true))
        SubjectKeyIdentifier(hash: PublicKey(key.publicKey))
      }, issuerPrivateKey: .init(key))
  }

  var derBytes: [UInt8] {
    get throws {
      var serializer = DER.Serializer()
      try serializer.serialize(self)
      return serializer.serializedBytes
    }
  }

  /// Whether this certificate was issued by that authority, directly and for this use. The dates are not judged.
  func isIssued(by authority: Certificate, for usage: ExtendedKeyUsage.Usage) -> Bool {
    guard issuer == authority.subject, signatureAlgorithm == .ecdsaWithSHA256,
      let usages = try? extensions.extendedKeyUsage, usages.contains(usage),
      case .notCertificateAuthority? = try? extensions.basicConstraints
    else { return false }
    return authority.publicKey.isValidSignature(signature, for: self)
  }
}

/// What a station's certificate says, once its signature and purpose were seen to be good.
struct StationCertificate: Sendable, Hashable {
  /// X9.63, uncompressed: who it is. The name in the certificate counts for nothing.
  var key: [UInt8]
  var expiresAt: WallTime

  /// Nil if it is no certificate of a station by this authority.
  ///
  /// The beginning is not judged: the authority is this node's own, so a certificate from the future means that this
  /// node's clock is behind.
  init?(encoded: [UInt8], authority: Certificate) {
    guard let certificate = try? Certificate(derEncoded: encoded),
      certificate.isIssued(by: authority, for: .clientAuth),
      let key = P256.Signing.PublicKey(certificate.publicKey)
    else { return nil }
    self.key = [UInt8](key.x963Representation)
    expiresAt = WallTime(certificate.notValidAfter)
  }
}

extension WallTime {
  init(_ date: Date) {
    let seconds = date.timeIntervalSince1970
    // 2262 is the end of time in nanoseconds.
    self.init(seconds: Int64(min(max(seconds, -9_000_000_000), 9_000_000_000)))
  }

  var date: Date { Date(timeIntervalSince1970: Double(nanoseconds / 1_000_000_000)) }
}
