import Canonical
import Crypto
import Foundation
import SwiftASN1
import X509

extension Membership {
  /// Joins a parent: makes a key, finds the parent by the code, and has a certificate made for the key.
  ///
  /// It may be tried again with the same code when it fails on the way, also after the parent has taken this node in
  /// and only its answer was lost: the key made first is kept until the parent's answer is on the disk.
  /// - Parameters:
  ///   - directory: The state directory.
  ///   - own: The code in this node's own config, if there is one. Another's join code is refused without using it up.
  ///   - again: Whether a node that has joined already may do so again, losing its former membership.
  /// - Throws: `IdentityError`: `alreadyJoined`, `upstreamUnreachable`, `upstreamIsAnother`,
  ///   `upstreamIncomprehensible` and those of keys; `RelayRefusal`.
  public static func join(
    _ code: JoinCode, stateDirectory directory: String, as own: StationCode? = nil, again: Bool = false
  ) async throws -> Membership {
    let folder = PrivateFolder(path: directory + "/relay/upstream")
    let key = try await PrivateFolder.onThread {
      if !again, let former = try load(stateDirectory: directory) {
        throw IdentityError.alreadyJoined(parent: former.parent)
      }
      return try pendingKey(for: code, in: folder)
    }
    let request = JoinRequest(
      secret: code.secret, signingRequest: try CertificateSigningRequest.encoded(for: key), station: own)
    let (address, authority) = try await parent(of: code)
    let client = try UpstreamClient(stranger: authority, of: code.parent, at: address)
    let body: [UInt8]
    do {
      body = try await client.post("join", request.body)
    } catch {
      await client.shutDown()
      throw error
    }
    await client.shutDown()
    guard let answer = try? JoinAnswer(BodyReader(JSONValue(canonical: body))), answer.parent == code.parent,
      let membership = Membership(
        answer: answer, addresses: code.addresses, key: key, authority: authority, folder: folder)
    else { throw IdentityError.upstreamIncomprehensible(address, detail: "join") }
    try await PrivateFolder.onThread {
      try membership.store()
      folder.remove(pendingName)
    }
    return membership
  }

  private static let pendingName = "joining.json"

  /// The key that this code was first tried with, or a new one.
  private static func pendingKey(
    for code: JoinCode, in folder: PrivateFolder
  ) throws(IdentityError) -> P256.Signing.PrivateKey {
    let hash = JoinCode.hash(ofSecret: code.secret)
    if let bytes = try folder.read(pendingName), let value = try? JSONValue(canonical: bytes),
      let reader = try? BodyReader(value), (try? reader.binary("secret_hash")) == hash,
      let stored = try? reader.binary("key"),
      let key = try? P256.Signing.PrivateKey(rawRepresentation: stored)
    {
      return key
    }
    let key = P256.Signing.PrivateKey()
    let file = JSONValue.object([
      "key": .binary([UInt8](key.rawRepresentation)), "secret_hash": .binary(hash),
    ])
    try folder.write(file.canonical, to: pendingName)
    return key
  }

  /// The first address at which the parent that the code names answers, and its authority.
  private static func parent(of code: JoinCode) async throws -> (RelayAddress, Certificate) {
    var impostor: RelayAddress?
    var details: [String] = []
    for address in code.addresses {
      switch await AuthorityProbe.find(at: address, by: code) {
      case .found(let authority): return (address, authority)
      case .another: impostor = impostor ?? address
      case .unreachable(let detail): details.append(detail)
      }
    }
    if let impostor { throw IdentityError.upstreamIsAnother(impostor) }
    throw IdentityError.upstreamUnreachable(code.addresses, detail: details.joined(separator: "; "))
  }
}
