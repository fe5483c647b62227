import Canonical
public import Crypto
import Foundation
import SwiftASN1
import X509

/// A parent's own certificate authority, and the key with which it signs manifests.
///
/// Kept in one file, `STATE/relay/authority/authority.json`, mode 0600 in a folder of mode 0700, written in one step:
/// there is never half an authority.
public struct Authority: Sendable {
  /// The node whose authority this is.
  public let node: StationCode
  /// Signs manifests (Ed25519).
  public let manifestKey: Curve25519.Signing.PrivateKey
  /// SHA-256 of the certificate's DER form.
  public let fingerprint: [UInt8]

  let key: P256.Signing.PrivateKey
  let certificate: Certificate
  /// The certificate in DER.
  let encoded: [UInt8]

  static let fileName = "authority.json"

  /// Whether the authority of a node is there, and good. Nothing is made. It blocks.
  /// - Parameter user: whose it must be.
  /// - Throws: `IdentityError`: `keysExposed`, `keysOfAnother`, `keysUnreadable`, `keysDamaged`.
  public static func look(
    stateDirectory directory: String, node: StationCode, of user: UInt32
  ) throws(IdentityError) -> Bool {
    let folder = PrivateFolder(path: directory + "/relay/authority", owner: user)
    guard let bytes = try folder.read(fileName) else { return false }
    guard Authority(node: node, file: bytes) != nil else {
      throw .keysDamaged(path: folder.path + "/" + fileName)
    }
    return true
  }

  /// Opens the authority of a node, or makes one on first use. It blocks: not on the cooperative pool.
  /// - Parameters:
  ///   - directory: The state directory.
  ///   - node: The node's own code.
  /// - Throws: `IdentityError`: `keysExposed`, `keysOfAnother`, `keysUnreadable`, `keysUnwritable`, `keysDamaged`,
  ///   `codeUnfit`.
  public static func open(stateDirectory directory: String, node: StationCode) throws(IdentityError)
    -> Authority
  {
    guard node.isFit else { throw .codeUnfit(node.text) }
    let folder = PrivateFolder(path: directory + "/relay/authority")
    if let bytes = try folder.read(fileName) {
      guard let authority = Authority(node: node, file: bytes) else {
        throw .keysDamaged(path: folder.path + "/" + fileName)
      }
      return authority
    }
    let authority = try Authority(makingFor: node)
    try folder.write(authority.file, to: fileName)
    return authority
  }

  private init(makingFor node: StationCode) throws(IdentityError) {
    let key = P256.Signing.PrivateKey()
    do {
      let certificate = try Certificate.ofAuthority(node: node, key: key)
      try self.init(
        node: node, key: key, certificate: certificate, manifestKey: Curve25519.Signing.PrivateKey())
    } catch {
      throw .certificateFailed(detail: "\(error)")
    }
  }

  private init(
    node: StationCode, key: P256.Signing.PrivateKey, certificate: Certificate,
    manifestKey: Curve25519.Signing.PrivateKey
  ) throws {
    self.node = node
    self.key = key
    self.certificate = certificate
    self.manifestKey = manifestKey
    encoded = try certificate.derBytes
    fingerprint = Array(SHA256.hash(data: encoded))
  }

  private init?(node: StationCode, file: [UInt8]) {
    do {
      let reader = try BodyReader(JSONValue(canonical: file))
      guard try reader.integer("format") == 1,
        let key = try reader.binary("key").map({ try P256.Signing.PrivateKey(rawRepresentation: $0) }),
        let manifestKey = try reader.binary("manifest_key").map({
          try Curve25519.Signing.PrivateKey(rawRepresentation: $0)
        }),
        let encoded = try reader.binary("certificate")
      else { return nil }
      let certificate = try Certificate(derEncoded: encoded)
      guard certificate.publicKey == Certificate.PublicKey(key.publicKey) else { return nil }
      try self.init(node: node, key: key, certificate: certificate, manifestKey: manifestKey)
    } catch {
      return nil
    }
  }

  private var file: [UInt8] {
    JSONValue.members([
      "format": .integer(1), "node": .text(node.text), "key": .binary([UInt8](key.rawRepresentation)),
      "certificate": .binary(encoded), "manifest_key": .binary([UInt8](manifestKey.rawRepresentation)),
    ]).canonical
  }
}

extension JSONValue {
  /// Binary values stand in lower-case hexadecimal.
  static func binary(_ bytes: [UInt8]) -> JSONValue { .text(bytes.hexadecimal) }
}

extension BodyReader {
  func binary(_ key: String) throws(NotCanonical) -> [UInt8]? {
    guard let text = try text(key) else { return nil }
    guard let bytes = [UInt8].bytes(hexadecimal: text) else {
      throw NotCanonical(why: "\(key): hexadecimal digits expected")
    }
    return bytes
  }
}
