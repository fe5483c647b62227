import Canonical
import Crypto
import SwiftASN1
import X509

/// `POST /v1/join`: a station asks to be taken in.
struct JoinRequest: Sendable, Hashable {
  var secret: [UInt8]
  /// Certificate signing request (PKCS #10, DER). Of what it says only the key counts.
  var signingRequest: [UInt8]
  /// The code in the station's own config, if there is one: it must be the one that the parent has.
  var station: StationCode?

  var body: JSONValue {
    .members([
      "secret": .binary(secret), "request": .binary(signingRequest), "station": .text(station?.text),
    ])
  }

  init(secret: [UInt8], signingRequest: [UInt8], station: StationCode?) {
    self.secret = secret
    self.signingRequest = signingRequest
    self.station = station
  }

  init(body: [UInt8]) throws(NotCanonical) {
    let reader = try BodyReader(JSONValue(canonical: body))
    secret = try reader.needed("secret", reader.binary("secret"))
    signingRequest = try reader.needed("request", reader.binary("request"))
    station = try reader.text("station").map { StationCode($0) }
  }
}

/// What the station then knows.
struct JoinAnswer: Sendable, Hashable {
  var parent: StationCode
  var station: StationCode
  var name: String
  var credentials: Credentials

  var body: JSONValue {
    .object([
      "parent": .text(parent.text), "station": .text(station.text), "name": .text(name),
      "credentials": credentials.body,
    ])
  }

  init(parent: StationCode, station: StationCode, name: String, credentials: Credentials) {
    self.parent = parent
    self.station = station
    self.name = name
    self.credentials = credentials
  }

  init(_ reader: BodyReader) throws(NotCanonical) {
    parent = StationCode(try reader.needed("parent", reader.text("parent")))
    station = StationCode(try reader.needed("station", reader.text("station")))
    name = try reader.needed("name", reader.text("name"))
    credentials = try Credentials(reader.needed("credentials", reader.object("credentials")))
  }
}

/// `POST /v1/renew`. The key must be the one of the connection's certificate.
struct RenewalRequest: Sendable, Hashable {
  var signingRequest: [UInt8]

  var body: JSONValue { .object(["request": .binary(signingRequest)]) }

  init(signingRequest: [UInt8]) { self.signingRequest = signingRequest }

  init(body: [UInt8]) throws(NotCanonical) {
    let reader = try BodyReader(JSONValue(canonical: body))
    signingRequest = try reader.needed("request", reader.binary("request"))
  }
}

/// What a parent gives a station to know it by; also the answer to `renew`.
struct Credentials: Sendable, Hashable {
  /// The station's certificate, DER.
  var certificate: [UInt8]
  /// Ed25519, 32 bytes: with it the parent signs manifests.
  var manifestKey: [UInt8]

  var body: JSONValue {
    .object(["certificate": .binary(certificate), "manifest_key": .binary(manifestKey)])
  }

  init(certificate: [UInt8], manifestKey: [UInt8]) {
    self.certificate = certificate
    self.manifestKey = manifestKey
  }

  init(_ reader: BodyReader) throws(NotCanonical) {
    certificate = try reader.needed("certificate", reader.binary("certificate"))
    manifestKey = try reader.needed("manifest_key", reader.binary("manifest_key"))
    guard manifestKey.count == 32 else { throw NotCanonical(why: "manifest_key: 32 bytes expected") }
  }
}

extension CertificateSigningRequest {
  /// A request in DER that says nothing but the key, and proves that it is held.
  static func encoded(for key: P256.Signing.PrivateKey) throws(IdentityError) -> [UInt8] {
    do {
      let request = try CertificateSigningRequest(
        version: .v1, subject: DistinguishedName { CommonName("Loa") }, privateKey: .init(key),
        attributes: Attributes(), signatureAlgorithm: .ecdsaWithSHA256)
      var serializer = DER.Serializer()
      try serializer.serialize(request)
      return serializer.serializedBytes
    } catch {
      throw .certificateFailed(detail: "\(error)")
    }
  }

  /// The key of a request whose signature shows that the sender holds it; nil otherwise.
  static func key(of encoded: [UInt8]) -> P256.Signing.PublicKey? {
    guard let request = try? CertificateSigningRequest(derEncoded: encoded),
      request.signatureAlgorithm == .ecdsaWithSHA256,
      request.publicKey.isValidSignature(request.signature, for: request)
    else { return nil }
    return P256.Signing.PublicKey(request.publicKey)
  }
}
