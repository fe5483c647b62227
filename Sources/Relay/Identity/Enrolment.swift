import Canonical
public import Clocks
import Crypto
import Synchronization
import X509

/// How stations come to a parent: invited, joined, their certificates renewed.
public final class Enrolment: Sendable {
  public let authority: Authority
  public let registry: StationRegistry
  /// How long a station's certificate holds.
  public let lifetime: Duration
  private let clock: @Sendable () -> ClockReading
  private let attempts = Mutex(JoinAttempts())

  /// How long a join code holds if nothing else is asked for.
  public static let usualValidity: Duration = .hours(48)

  public init(
    authority: Authority, registry: StationRegistry, lifetime: Duration = Authority.usualLifetime,
    clock: @escaping @Sendable () -> ClockReading
  ) {
    self.authority = authority
    self.registry = registry
    self.lifetime = lifetime
    self.clock = clock
  }

  /// Adds a station, or lets a known one join again, and makes the code that it joins with, once.
  /// - Parameters:
  ///   - name: Its name; nil to leave that of a known station.
  ///   - person: Who adds it, by name.
  ///   - addresses: Where this node can be reached from the station, the best first.
  /// - Throws: `IdentityError`: `codeUnfit`, `nameMissing`, `addressesMissing`, `registerFailed`.
  public func invite(
    _ code: StationCode, name: String?, by person: String, addresses: [RelayAddress],
    validFor: Duration = usualValidity
  ) async throws -> JoinCode {
    guard !addresses.isEmpty else { throw IdentityError.addressesMissing }
    guard code != authority.node else { throw IdentityError.codeUnfit(code.text) }
    let secret = SymmetricKey(size: .bits128).withUnsafeBytes { [UInt8]($0) }
    let now = clock().wall
    try await registry.invite(
      code, name: name, by: person, secretHash: JoinCode.hash(ofSecret: secret), expiresAt: now + validFor,
      at: now)
    return JoinCode(
      parent: authority.node, addresses: addresses, authority: authority.fingerprint, secret: secret)
  }

  /// Answers `POST /v1/join`.
  /// - Throws: `RelayRefusal`, `IdentityError`.
  func join(_ body: [UInt8]) async throws -> JoinAnswer {
    if let wait = attempts.withLock({ $0.wait(at: clock().monotonic) }) {
      throw RelayRefusal.tooManyTries(wait: wait)
    }
    let request = try Self.reading { () throws(NotCanonical) in try JoinRequest(body: body) }
    guard let key = CertificateSigningRequest.key(of: request.signingRequest) else {
      throw RelayRefusal.badRequest("request")
    }
    let now = clock().wall
    do {
      let (station, certificate) = try await registry.join(
        secretHash: JoinCode.hash(ofSecret: request.secret), key: key, at: now
      ) { [authority, lifetime] code in
        // Before the code is used up: it may serve the right machine yet.
        if let own = request.station, own != code { throw RelayRefusal.codeOfAnotherStation(code, own: own) }
        return try authority.certify(code, key: key, now: now, lifetime: lifetime)
      }
      return JoinAnswer(
        parent: authority.node, station: station.code, name: station.name,
        credentials: credentials(certificate))
    } catch let refusal as RelayRefusal where refusal == .joinCodeWrong {
      attempts.withLock { $0.wasWrong(at: clock().monotonic) }
      throw refusal
    }
  }

  /// Answers `POST /v1/renew` of a station that has shown a certificate, good or expired, of the key it is known by.
  /// - Throws: `RelayRefusal`, `IdentityError`.
  func renew(_ body: [UInt8], of station: Station) async throws -> Credentials {
    let request = try Self.reading { () throws(NotCanonical) in try RenewalRequest(body: body) }
    guard let key = CertificateSigningRequest.key(of: request.signingRequest),
      [UInt8](key.x963Representation) == station.key
    else { throw RelayRefusal.badRequest("request") }
    let now = clock().wall
    let certificate = try await registry.renew(station.code, key: [UInt8](key.x963Representation)) {
      [authority, lifetime] in
      try authority.certify(station.code, key: key, now: now, lifetime: lifetime)
    }
    return credentials(certificate)
  }

  private func credentials(_ certificate: IssuedCertificate) -> Credentials {
    Credentials(
      certificate: certificate.encoded,
      manifestKey: [UInt8](authority.manifestKey.publicKey.rawRepresentation))
  }

  private static func reading<Value>(_ read: () throws(NotCanonical) -> Value) throws(RelayRefusal) -> Value {
    do { return try read() } catch { throw .badRequest(error.description) }
  }
}

extension RelayRefusal {
  fileprivate static func codeOfAnotherStation(_ code: StationCode, own: StationCode) -> RelayRefusal {
    RelayRefusal(IdentityError.codeOfAnotherStation(code, own: own), status: 403)
  }
}
