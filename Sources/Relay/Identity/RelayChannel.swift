import Clocks
import Glibc
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL
import NIOTLS

/// A connection from outside: counted, shaken hands with, HTTP, with limits to its patience.
struct RelayChannel: ServerChildChannel {
  /// What is the same for all connections.
  struct Terms: Sendable {
    let tls: NIOSSLContext
    let authority: Authority
    let registry: StationRegistry
    let census: ConnectionCensus
    let limits: RelayServer.Limits
    let now: @Sendable () -> WallTime
  }

  struct Connection: ServerChildChannelValue {
    let http: HTTP1Channel.Value
    let peer: ConnectionPeer
    var channel: any Channel { http.channel }
  }

  private struct TooMany: Error {}

  private let terms: Terms
  private let http: HTTP1Channel

  init(terms: Terms, responder: @escaping HTTPChannelHandler.Responder) {
    self.terms = terms
    http = HTTP1Channel(
      responder: responder,
      configuration: .init(
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 8 * 1024, maxHeaderListSize: 16 * 1024, maxHeaderFieldCount: 64)))
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Connection> {
    guard let number = terms.census.open(channel) else {
      channel.close(promise: nil)
      return channel.eventLoop.makeFailedFuture(TooMany())
    }
    let terms = terms
    let peer = ConnectionPeer(
      address: channel.remoteAddress?.ipAddress, registry: terms.registry, now: terms.now)
    let authority = terms.authority
    channel.missPeer(after: terms.limits.silence)
    return channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      try pipeline.addHandler(SendingWatch(limit: terms.limits.sending))
      try pipeline.addHandler(
        NIOSSLServerHandler(
          context: terms.tls,
          customVerificationCallback: { chain, verdict in
            let shown = chain.first.flatMap { try? $0.toDERBytes() }
              .flatMap { StationCertificate(encoded: $0, authority: authority.certificate) }
            verdict.succeed(shown == nil ? .failed : .certificateVerified)
          }, configuration: .init()))
    }.flatMap {
      http.setup(channel: channel, logger: logger)
    }.flatMapThrowing { value in
      let pipeline = channel.pipeline.syncOperations
      let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
      let watch = ConnectionWatch(limits: terms.limits.patience, at: channel.eventLoop.now.instant) { shown in
        guard let shown else { return false }
        // Looked at again rather than taken from the check above: a resumed session is not checked a second time.
        guard let encoded = try? shown.toDERBytes(),
          let certificate = StationCertificate(encoded: encoded, authority: authority.certificate),
          let station = peer.show(certificate)
        else { return false }
        terms.census.identify(number, as: station.code, key: certificate.key)
        return true
      }
      try pipeline.addHandler(watch, position: .after(decoder))
      return Connection(http: value, peer: peer)
    }.flatMapErrorThrowing { error in
      channel.close(promise: nil)
      throw error
    }
  }

  func handle(value connection: Connection, logger: Logger) async {
    await ConnectionPeer.$current.withValue(connection.peer) {
      await http.handle(value: connection.http, logger: logger)
    }
  }
}

extension NIODeadline {
  var instant: MonotonicTime { MonotonicTime(nanoseconds: Int64(clamping: uptimeNanoseconds)) }
}

extension Channel {
  /// Ends the connection when nothing that was sent has been acknowledged for so long: a peer whose cable was pulled says no
  /// farewell, and the kernel by itself waits a quarter of an hour.
  fileprivate func missPeer(after silence: Duration) {
    let option = ChannelOptions.Types.SocketOption(level: .tcp, name: .init(rawValue: TCP_USER_TIMEOUT))
    // Where the option is refused the connection is as good as without it.
    setOption(option, value: .init(silence / .milliseconds(1))).whenFailure { _ in }
  }

  /// Closes the connection below TLS, at once: an orderly end of TLS waits for the other side, which may be an attacker.
  func cut() {
    eventLoop.execute {
      if let context = try? self.pipeline.syncOperations.context(handlerType: SendingWatch.self) {
        context.close(promise: nil)
      } else {
        self.close(promise: nil)
      }
    }
  }
}

/// Tells `ConnectionPatience` what happens between TLS and HTTP, and closes the connection when it runs out.
final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private var patience: ConnectionPatience
  private var timer: Scheduled<Void>?
  private var firesAt = MonotonicTime(nanoseconds: 0)
  /// Given the certificate of the handshake, says whether it is a station's.
  private let identify: (NIOSSLCertificate?) -> Bool

  init(
    limits: ConnectionPatience.Limits, at now: MonotonicTime, identify: @escaping (NIOSSLCertificate?) -> Bool
  ) {
    patience = ConnectionPatience(limits: limits, at: now)
    self.identify = identify
  }

  func handlerAdded(context: ChannelHandlerContext) { watch(context) }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.cancel()
    timer = nil
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent {
      let certificate = try? context.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self)
        .peerCertificate
      patience.handshakeCompleted(isStation: identify(certificate ?? nil), at: context.eventLoop.now.instant)
      watch(context)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let now = context.eventLoop.now.instant
    switch unwrapInboundIn(data) {
    case .head: patience.headRead(at: now)
    case .body(let bytes):
      guard patience.bodyRead(bytes.readableBytes) else {
        context.channel.cut()
        return
      }
    case .end: patience.requestRead(at: now)
    }
    watch(context)
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .end = unwrapOutboundIn(data) else {
      context.write(data, promise: promise)
      return
    }
    // Answered when the kernel has all of it: over a poor link that is long after it was written here.
    let done = promise ?? context.eventLoop.makePromise(of: Void.self)
    let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    done.futureResult.whenSuccess {
      let (handler, context) = loopBound.value
      handler.patience.answered(at: context.eventLoop.now.instant)
      if context.channel.isActive { handler.watch(context) }
    }
    context.write(data, promise: done)
  }

  /// One timer at a time: where the deadline moves on meanwhile, it is set anew when it fires; where it draws nearer, at
  /// once.
  private func watch(_ context: ChannelHandlerContext) {
    guard let deadline = patience.deadline else { return }
    if let timer {
      guard deadline < firesAt else { return }
      timer.cancel()
    }
    firesAt = deadline
    let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(
      deadline: NIODeadline.uptimeNanoseconds(UInt64(max(0, deadline.nanoseconds)))
    ) {
      let (handler, context) = loopBound.value
      handler.timer = nil
      guard let deadline = handler.patience.deadline else { return }
      guard deadline > context.eventLoop.now.instant else {
        context.channel.cut()
        return
      }
      handler.watch(context)
    }
  }
}

/// Closes a connection whose peer takes nothing of what it is sent.
final class SendingWatch: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = NIOAny
  typealias OutboundOut = NIOAny

  private var patience: SendingPatience
  private var timer: Scheduled<Void>?

  init(limit: Duration) { patience = SendingPatience(limit: limit) }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.cancel()
    timer = nil
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let done = promise ?? context.eventLoop.makePromise(of: Void.self)
    patience.began(at: context.eventLoop.now.instant)
    let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    done.futureResult.whenComplete { _ in
      let (handler, context) = loopBound.value
      handler.patience.ended(at: context.eventLoop.now.instant)
    }
    context.write(data, promise: done)
    watch(context)
  }

  private func watch(_ context: ChannelHandlerContext) {
    guard timer == nil, patience.deadline != nil else { return }
    let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    // Bytes that went are noticed only by looking.
    timer = context.eventLoop.scheduleTask(in: .nanoseconds(patience.limit.wholeNanoseconds / 4)) {
      let (handler, context) = loopBound.value
      handler.timer = nil
      let now = context.eventLoop.now.instant
      let waiting = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
      handler.patience.waiting(waiting, at: now)
      if let deadline = handler.patience.deadline, deadline <= now {
        context.close(promise: nil)
      } else {
        handler.watch(context)
      }
    }
  }
}
