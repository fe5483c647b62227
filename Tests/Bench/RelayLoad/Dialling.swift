import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS

/// How all simulated stations reach their parent.
struct Dialling {
  let loop: any EventLoop
  let host: String
  let port: Int

  /// Connects and shakes hands. The handlers are told by NIOSSL when the handshake is over.
  func connect(
    _ context: NIOSSLContext, handlers: @escaping () -> [any ChannelHandler]
  ) -> EventLoopFuture<any Channel> {
    let made = NIOLoopBound((context, handlers), eventLoop: loop)
    return ClientBootstrap(group: loop).connectTimeout(.seconds(6))
      .channelInitializer { [host] channel in
        channel.eventLoop.makeCompletedFuture {
          let (context, handlers) = made.value
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(NIOSSLClientHandler(context: context, serverHostname: host))
          try pipeline.addHandlers(handlers())
        }
      }.connect(host: "127.0.0.1", port: port)
  }

  func head(_ method: String, _ path: String, _ more: String = "") -> String {
    "\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\n\(more)\r\n"
  }
}

/// The stream of events: says what is heard, and when it ends.
final class EventsHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  enum Heard {
    /// The stream stands, or a sign of life.
    case life
    case manifest(Int64)
    /// A manifest itself; its number follows.
    case rundown
    case end
  }

  private let request: String
  private let heard: (Heard) -> Void
  private var isRefused = false
  private var hasBegun = false
  private var value: [UInt8] = []
  private var matched = 0
  private var hasEnded = false
  private static let mark = Array("data: ".utf8)

  init(request: String, heard: @escaping (Heard) -> Void) {
    self.request = request
    self.heard = heard
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: request)), promise: nil)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    if !hasBegun {
      hasBegun = true
      isRefused = !bytes.readableBytesView.starts(with: Array("HTTP/1.1 200".utf8))
    }
    guard !isRefused else { return context.close(promise: nil) }
    heard(.life)
    for byte in bytes.readableBytesView { read(byte) }
  }

  /// Looks for `data: VALUE\n`, wherever the pieces are cut; the ends of chunks between them do no harm.
  private func read(_ byte: UInt8) {
    guard matched == Self.mark.count else {
      matched = byte == Self.mark[matched] ? matched + 1 : byte == Self.mark[0] ? 1 : 0
      return
    }
    guard byte == UInt8(ascii: "\n") else { return value.append(byte) }
    if value.first == UInt8(ascii: "{") {
      heard(.rundown)
    } else if let number = Int64(String(decoding: value, as: UTF8.self)) {
      heard(.manifest(number))
    }
    value.removeAll(keepingCapacity: value.count < 100)
    matched = 0
  }

  func channelInactive(context: ChannelHandlerContext) { end() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
    end()
  }

  private func end() {
    guard !hasEnded else { return }
    hasEnded = true
    heard(.end)
  }
}

/// One call after the other over one connection, which stays open between them.
final class CallsHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  struct Answer {
    var status: Int
    var bytes: Int
    /// The body, where it was asked for.
    var body: [UInt8] = []
  }

  /// Told of each answer; nil: the connection has ended, whatever was asked.
  private let answered: (Answer?) -> Void
  private let ready: () -> Void
  private let keepsBody: Bool
  private var head: [UInt8] = []
  private var answer: Answer?
  private var missing = 0
  private var hasEnded = false

  init(keepsBody: Bool, ready: @escaping () -> Void, answered: @escaping (Answer?) -> Void) {
    self.keepsBody = keepsBody
    self.ready = ready
    self.answered = answered
  }

  /// Its connection is closed on purpose: nobody is told.
  func forget() { hasEnded = true }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent { ready() }
    context.fireUserInboundEventTriggered(event)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    while bytes.readableBytes > 0 {
      if answer == nil {
        readHead(&bytes)
      } else {
        let count = min(missing, bytes.readableBytes)
        if keepsBody { answer?.body += bytes.readableBytesView.prefix(count) }
        bytes.moveReaderIndex(forwardBy: count)
        missing -= count
      }
      guard let answer, missing == 0 else { continue }
      self.answer = nil
      answered(answer)
    }
  }

  private func readHead(_ bytes: inout ByteBuffer) {
    while let byte = bytes.readInteger(as: UInt8.self) {
      head.append(byte)
      guard byte == UInt8(ascii: "\n"), head.suffix(4) == [13, 10, 13, 10] else { continue }
      let lines = String(decoding: head, as: UTF8.self).lowercased().split(whereSeparator: \.isNewline)
      head = []
      let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      let field = "content-length:"
      missing =
        lines.first { $0.hasPrefix(field) }.flatMap {
          Int($0.dropFirst(field.count).drop { $0 == " " })
        } ?? 0
      answer = Answer(status: status, bytes: missing)
      return
    }
  }

  func channelInactive(context: ChannelHandlerContext) { end() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
    end()
  }

  private func end() {
    guard !hasEnded else { return }
    hasEnded = true
    answered(nil)
  }
}
