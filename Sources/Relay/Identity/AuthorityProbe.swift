import Crypto
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import SwiftASN1
import Synchronization
import X509

/// Looks who answers at an address, by a TLS handshake and nothing more.
///
/// A join code knows a parent only by the fingerprint of its authority. The parent shows the authority's certificate in
/// the handshake; once its fingerprint is seen to be right, everything else is an ordinary connection with that
/// authority as the only one trusted.
enum AuthorityProbe {
  enum Finding: Sendable {
    case found(Certificate)
    /// Whoever answers has no certificate of the authority in the code.
    case another
    case unreachable(String)
  }

  static let connectPatience: TimeAmount = .seconds(5)
  private static let handshakePatience: TimeAmount = .seconds(10)

  static func find(at address: RelayAddress, by code: JoinCode) async -> Finding {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let handshake = loop.makePromise(of: Void.self)
    let seen = Seen()
    do {
      let context = try NIOSSLContext(configuration: configuration)
      let channel = try await ClientBootstrap(group: loop).connectTimeout(connectPatience)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            let tls = try NIOSSLClientHandler(context: context, serverHostname: code.parent.host) {
              chain, verdict in
              let authority = authority(in: chain, by: code)
              seen.note(authority)
              verdict.succeed(authority == nil ? .failed : .certificateVerified)
            }
            let awaiter = HandshakeAwaiter(handshake, patience: handshakePatience)
            try channel.pipeline.syncOperations.addHandlers([tls, awaiter])
          }
        }.connect(host: address.host, port: address.port).get()
      defer { channel.close(promise: nil) }
      try await handshake.futureResult.get()
    } catch {
      // A promise may fail twice; the first time counts.
      handshake.fail(error)
      if case .some(nil) = seen.verdict { return .another }
      return .unreachable("\(error)")
    }
    guard case .some(.some(let authority)) = seen.verdict else { return .another }
    return .found(authority)
  }

  /// What the check of the server's certificate found: nothing yet, none, or the authority.
  private final class Seen: Sendable {
    private let authority = Mutex<Certificate??>(nil)

    var verdict: Certificate?? { authority.withLock { $0 } }

    func note(_ found: Certificate?) { authority.withLock { $0 = .some(found) } }
  }

  private static var configuration: TLSConfiguration {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv13
    // Nobody but the code is trusted.
    tls.trustRoots = .certificates([])
    return tls
  }

  /// The authority of the code, if the chain shows it and it has certified the server that answers.
  private static func authority(in chain: [NIOSSLCertificate], by code: JoinCode) -> Certificate? {
    let encoded = chain.compactMap { try? $0.toDERBytes() }
    guard let first = encoded.first, let server = try? Certificate(derEncoded: first) else { return nil }
    for bytes in encoded {
      guard Array(SHA256.hash(data: bytes).prefix(JoinCode.fingerprintSize)) == code.fingerprint,
        let authority = try? Certificate(derEncoded: bytes),
        server.isIssued(by: authority, for: .serverAuth)
      else { continue }
      return authority
    }
    return nil
  }
}

/// Tells when the handshake on a channel has ended, well or badly.
private final class HandshakeAwaiter: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let promise: EventLoopPromise<Void>
  private let patience: TimeAmount
  private var timeout: Scheduled<Void>?

  init(_ promise: EventLoopPromise<Void>, patience: TimeAmount) {
    self.promise = promise
    self.patience = patience
  }

  func handlerAdded(context: ChannelHandlerContext) {
    timeout = context.eventLoop.scheduleTask(in: patience) { [promise, patience] in
      promise.fail(ChannelError.connectTimeout(patience))
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    timeout?.cancel()
    promise.fail(ChannelError.eof)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent { promise.succeed() }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    promise.fail(error)
    context.close(promise: nil)
  }
}
