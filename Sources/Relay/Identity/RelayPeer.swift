import Clocks
import NIOCore
import NIOSSL
import Synchronization
import X509

/// Who is at the other end of a connection to the parent, at the moment of a request.
public enum RelayPeer: Sendable, Hashable {
  /// A station with a good certificate.
  case station(Station)
  /// A station whose certificate has run out: it may only renew it.
  case expired(Station)
  /// A certificate whose key was revoked, or that the station has replaced.
  case revoked(Station)
  /// No certificate, or one whose key nobody has.
  case nobody
}

/// What a connection has shown of its peer.
final class ConnectionPeer: Sendable {
  /// The peer of the connection on which the current request came.
  @TaskLocal static var current: ConnectionPeer?

  let address: String?
  private let registry: StationRegistry
  private let now: @Sendable () -> WallTime
  private let certificate = Mutex<StationCertificate?>(nil)

  init(address: String?, registry: StationRegistry, now: @escaping @Sendable () -> WallTime) {
    self.address = address
    self.registry = registry
    self.now = now
  }

  /// Notes the certificate of the handshake, whose signature was checked in the handshake.
  /// - Returns: The station that it belongs to.
  func show(_ shown: StationCertificate) -> Station? {
    certificate.withLock { $0 = shown }
    return registry.station(withKey: shown.key)
  }

  /// Looked up anew for each request: a revocation holds at once.
  var peer: RelayPeer {
    guard let shown = certificate.withLock({ $0 }), let owner = registry.owner(ofKey: shown.key) else {
      return .nobody
    }
    guard owner.standing == .joined, owner.key == shown.key else { return .revoked(owner) }
    return now() < shown.expiresAt ? .station(owner) : .expired(owner)
  }
}
