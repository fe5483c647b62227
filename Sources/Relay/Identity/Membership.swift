import Canonical
public import Clocks
public import Crypto
import Foundation
import Glibc
import SwiftASN1
import X509

/// What makes a node a station of its parent: the key that never leaves it, the certificate for it, and what it knows
/// its parent by.
///
/// Kept in one file, `STATE/relay/upstream/membership.json`, mode 0600 in a folder of mode 0700, replaced in one step.
public struct Membership: Sendable {
  /// This node's code, as its parent has it.
  public let station: StationCode
  /// This node's name, as its parent has it.
  public let name: String
  public let parent: StationCode
  /// Where the parent said that it is reached, the best first.
  public let addresses: [RelayAddress]
  /// With it the parent signs manifests.
  public let manifestKey: Curve25519.Signing.PublicKey
  /// From when to when this node's certificate holds by the parent's clock.
  public let certificateHolds: Range<WallTime>

  let key: P256.Signing.PrivateKey
  let authority: Certificate
  let credentials: Credentials
  let folder: PrivateFolder

  static let fileName = "membership.json"

  /// The membership of this node; nil where it has never joined. It blocks: not on the cooperative pool.
  /// - Throws: `IdentityError`: `keysExposed`, `keysOfAnother`, `keysUnreadable`, `keysDamaged`.
  ///
  /// - Parameter user: whose keys these must be; nil: this process's own user. Root looks at the service's.
  public static func load(
    stateDirectory directory: String, of user: UInt32? = nil
  ) throws(IdentityError) -> Membership? {
    let folder = PrivateFolder(path: directory + "/relay/upstream", owner: user ?? geteuid())
    guard let bytes = try folder.read(fileName) else { return nil }
    guard let membership = Membership(file: bytes, folder: folder) else {
      throw .keysDamaged(path: folder.path + "/" + fileName)
    }
    return membership
  }

  /// Nil where the parts do not belong together.
  init?(
    answer: JoinAnswer, addresses: [RelayAddress], key: P256.Signing.PrivateKey, authority: Certificate,
    folder: PrivateFolder
  ) {
    guard let certificate = try? Certificate(derEncoded: answer.credentials.certificate),
      certificate.isIssued(by: authority, for: .clientAuth),
      certificate.publicKey == Certificate.PublicKey(key.publicKey),
      let manifestKey = try? Curve25519.Signing.PublicKey(
        rawRepresentation: answer.credentials.manifestKey),
      certificate.notValidBefore <= certificate.notValidAfter, !addresses.isEmpty
    else { return nil }
    station = answer.station
    name = answer.name
    parent = answer.parent
    self.addresses = addresses
    self.manifestKey = manifestKey
    certificateHolds = WallTime(certificate.notValidBefore)..<WallTime(certificate.notValidAfter)
    self.key = key
    self.authority = authority
    credentials = answer.credentials
    self.folder = folder
  }

  private init?(file: [UInt8], folder: PrivateFolder) {
    do {
      let reader = try BodyReader(JSONValue(canonical: file))
      guard try reader.integer("format") == 1, let parts = try reader.object("answer"),
        let addresses = try reader.text("addresses"),
        let key = try reader.binary("key").map({ try P256.Signing.PrivateKey(rawRepresentation: $0) }),
        let authority = try reader.binary("authority").map({ try Certificate(derEncoded: $0) })
      else { return nil }
      self.init(
        answer: try JoinAnswer(parts),
        addresses: addresses.split(separator: ",").compactMap { RelayAddress(String($0)) },
        key: key, authority: authority, folder: folder)
    } catch {
      return nil
    }
  }

  /// Puts the membership on the disk, whole. It blocks.
  func store() throws(IdentityError) {
    let encoded: [UInt8]
    do { encoded = try authority.derBytes } catch { throw .certificateFailed(detail: "\(error)") }
    let answer = JoinAnswer(parent: parent, station: station, name: name, credentials: credentials)
    let file = JSONValue.object([
      "format": .integer(1), "answer": answer.body, "key": .binary([UInt8](key.rawRepresentation)),
      "addresses": .text(addresses.map(\.description).joined(separator: ",")), "authority": .binary(encoded),
    ])
    try folder.write(file.canonical, to: Self.fileName)
  }

  // MARK: The key

  /// This node's key as its parent knows it: P-256, X9.63, uncompressed.
  public var publicKey: [UInt8] { [UInt8](key.publicKey.x963Representation) }

  /// Signs evidence with this node's key.
  /// - Returns: ECDSA over SHA-256 with P-256: r and s, 32 bytes each. `StationRegistry.isSignature` judges it.
  public func sign(_ message: [UInt8]) throws -> [UInt8] {
    [UInt8](try key.signature(for: message).rawRepresentation)
  }

  // MARK: Renewal

  /// Whether to renew the certificate: two thirds of its life are over, or all of it.
  ///
  /// A node whose clock is behind does not know. Its parent then answers `RelayRefusal.certificateExpired`, which is as
  /// good a reason.
  public func renewalIsDue(at now: WallTime) -> Bool {
    // It holds from a day before it was made.
    let made = certificateHolds.lowerBound + .days(1)
    return now >= made + (certificateHolds.upperBound - made) / 3 * 2
  }

  /// Asks the parent for a new certificate and keeps it. It works with an expired one.
  ///
  /// Connections made before go on under the former certificate; make a new client for the new one.
  /// - Throws: `RelayRefusal.stationRevoked`, `.strangersKeepOut`; `IdentityError`.
  public func renewed(over client: UpstreamClient) async throws -> Membership {
    let request = RenewalRequest(signingRequest: try CertificateSigningRequest.encoded(for: key))
    let answer = try await client.post("renew", request.body)
    guard let credentials = try? Credentials(BodyReader(JSONValue(canonical: answer))),
      let renewed = Membership(
        answer: JoinAnswer(parent: parent, station: station, name: name, credentials: credentials),
        addresses: addresses, key: key, authority: authority, folder: folder)
    else { throw IdentityError.upstreamIncomprehensible(client.address, detail: "renew") }
    try await PrivateFolder.onThread { try renewed.store() }
    return renewed
  }
}
