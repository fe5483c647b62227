public import AsyncHTTPClient
package import Canonical
import Crypto
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import SwiftASN1
import X509

/// A station's way to its parent: HTTPS over TLS 1.3 to one of the parent's addresses, showing the station's certificate
/// and trusting only the parent's authority.
///
/// For one address and one certificate: when either changes, shut it down and make another.
public struct UpstreamClient: Sendable {
  public let address: RelayAddress
  /// For requests of one's own, to URLs that begin with `base`.
  public let http: HTTPClient
  /// `https://79.loa.internal:8443/v1`: the host is the name in the parent's certificate, not a place.
  public let base: String

  /// What an answer to `post` may have at most, in bytes.
  private static let largestAnswer = 64 * 1024
  /// From the request to the end of the answer.
  private static let patience: TimeAmount = .seconds(20)

  public init(_ membership: Membership, at address: RelayAddress) throws(IdentityError) {
    let credentials = membership.credentials
    let key = membership.key
    try self.init(trusting: membership.authority, of: membership.parent, at: address) {
      $0.certificateChain = [
        .certificate(try NIOSSLCertificate(bytes: credentials.certificate, format: .der))
      ]
      $0.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: [UInt8](key.derRepresentation), format: .der))
    }
  }

  /// Without a certificate: all that a parent answers then is `join`.
  init(stranger authority: Certificate, of parent: StationCode, at address: RelayAddress)
    throws(IdentityError)
  {
    try self.init(trusting: authority, of: parent, at: address) { _ in }
  }

  private init(
    trusting authority: Certificate, of parent: StationCode, at address: RelayAddress,
    adjust: (inout TLSConfiguration) throws -> Void
  ) throws(IdentityError) {
    var tls = TLSConfiguration.makeClientConfiguration()
    do {
      tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: authority.derBytes, format: .der)])
      try adjust(&tls)
    } catch {
      throw .certificateFailed(detail: "\(error)")
    }
    tls.minimumTLSVersion = .tlsv13
    tls.applicationProtocols = ["http/1.1"]
    // Who is gone does not say farewell.
    tls.shutdownTimeout = .milliseconds(500)
    self.address = address
    http = HTTPClient(
      eventLoopGroup: HTTPClient.defaultEventLoopGroup,
      configuration: Self.configuration(tls, host: parent.host, at: address))
    base = "https://\(parent.host):\(address.port)/v1"
  }

  private static func configuration(
    _ tls: TLSConfiguration, host: String, at address: RelayAddress
  ) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      // A long poll is silent for up to a minute.
      timeout: .init(connect: .seconds(5), read: .seconds(90), write: .seconds(90)),
      decompression: .disabled)
    configuration.httpVersion = .http1Only
    configuration.dnsOverride = [host: address.host]
    // One long poll, one upload, two downloads.
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 4
    // Thousands of stations that have nothing to say need one connection each, not two.
    configuration.connectionPool.idleTimeout = .seconds(5)
    // Who calls decides when to try again.
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }

  /// Sends canonical JSON and returns the body of the answer.
  /// - Parameter call: The path below `/v1/`.
  /// - Throws: `RelayRefusal`: what the parent answered instead; `IdentityError`: `upstreamUnreachable`,
  ///   `upstreamIsAnother`, `upstreamIncomprehensible`.
  package func post(_ call: String, _ body: JSONValue) async throws -> [UInt8] {
    var request = HTTPClientRequest(url: "\(base)/\(call)")
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.body = .bytes(ByteBuffer(bytes: body.canonical))
    let status: Int
    let answer: [UInt8]
    do {
      let response = try await http.execute(request, timeout: Self.patience)
      status = Int(response.status.code)
      answer = Array(buffer: try await response.body.collect(upTo: Self.largestAnswer))
    } catch {
      throw trouble(error)
    }
    guard status == 200 else {
      throw RelayRefusal(status: status, body: answer) as (any Error)?
        ?? IdentityError.upstreamIncomprehensible(address, detail: "HTTP \(status)")
    }
    return answer
  }

  /// What an error of the connection means.
  public func trouble(_ error: any Error) -> IdentityError {
    if let error = error as? IdentityError { return error }
    let detail = "\(error)"
    if error is NIOSSLExtraError || detail.contains("CERTIFICATE_VERIFY_FAILED") {
      return .upstreamIsAnother(address)
    }
    return .upstreamUnreachable([address], detail: detail)
  }

  /// Closes the connections.
  public func shutDown() async { try? await http.shutdown() }
}
