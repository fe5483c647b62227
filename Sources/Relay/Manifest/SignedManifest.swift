public import Crypto

import struct Foundation.Data

/// A manifest with the signature of the node that issued it: what travels, over any way, and what is kept.
///
///     loa-manifest-1 BASE64 OF THE ED25519 SIGNATURE⏎
///     the canonical form
///
/// The signature is over the bytes `loa-manifest-1⏎` and the canonical form.
public struct SignedManifest: Sendable, Hashable {
  public let bytes: [UInt8]

  private static let name = "loa-manifest-"
  private static let mark = "\(name)\(Manifest.format)"
  /// The base64 of 64 bytes.
  private static let signatureLength = 88

  /// - Throws: `ManifestRefusal` where every station would refuse it, `CryptoKitError` where it can not be signed.
  public init(signing manifest: Manifest, with key: Curve25519.Signing.PrivateKey) throws {
    try manifest.check()
    let body = manifest.canonical
    let signature = try key.signature(for: Self.signed(body))
    let head = "\(Self.mark) \(signature.base64EncodedString())\n"
    guard head.utf8.count + body.count <= ManifestLimits.bytes else {
      throw ManifestRefusal.tooLarge(bytes: head.utf8.count + body.count)
    }
    bytes = Array(head.utf8) + body
  }

  /// Makes sure that bytes are a manifest of this node, signed with its key, unaltered and within all limits.
  ///
  /// Whether it is new and still valid is for `ManifestKeeper` to judge.
  public static func open(
    _ bytes: [UInt8], trusting key: Curve25519.Signing.PublicKey, from node: StationCode
  ) throws(ManifestRefusal) -> Manifest {
    guard bytes.count <= ManifestLimits.bytes else { throw .tooLarge(bytes: bytes.count) }
    let body = try verifiedBody(bytes, key)
    let manifest = try Manifest(canonical: body)
    guard manifest.node == node else { throw .wrongNode(expected: node, found: manifest.node) }
    return manifest
  }

  private static func signed(_ body: [UInt8]) -> [UInt8] { Array("\(mark)\n".utf8) + body }

  private static func verifiedBody(
    _ bytes: [UInt8], _ key: Curve25519.Signing.PublicKey
  ) throws(ManifestRefusal) -> [UInt8] {
    guard bytes.starts(with: name.utf8) else { throw .unsigned }
    let head = Array("\(mark) ".utf8)
    guard bytes.starts(with: head) else {
      let digits = bytes.dropFirst(name.utf8.count).prefix(6).prefix { $0 != UInt8(ascii: " ") }
      if let format = Int64(String(decoding: digits, as: UTF8.self)), format != Manifest.format {
        throw .unknownFormat(format)
      }
      throw .malformed(why: "its first line")
    }
    let spelled = bytes.dropFirst(head.count).prefix(signatureLength)
    let rest = bytes.dropFirst(head.count + signatureLength)
    // Of the spellings that mean the same signature one is right.
    guard spelled.count == signatureLength, let signature = Data(base64Encoded: Data(spelled)),
      Array(signature.base64EncodedString().utf8) == Array(spelled)
    else { throw .unsigned }
    guard rest.first == UInt8(ascii: "\n") else { throw .malformed(why: "its first line") }
    let body = Array(rest.dropFirst())
    guard key.isValidSignature(signature, for: signed(body)) else { throw .wrongSignature }
    return body
  }
}
