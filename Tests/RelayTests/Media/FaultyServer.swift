import NIOCore
import NIOPosix
import Synchronization

@testable import Relay

/// An HTTP server that does as it is told, byte by byte: it truncates, stalls and lies.
final class FaultyServer: Sendable {
  struct Request: Sendable {
    /// Counted from 0 over all connections.
    var number: Int
    var path: String
    var headers: [String: String]
    /// Where the wanted range begins; 0 if none is.
    var start: Int {
      headers["range"].flatMap { Int($0.dropFirst(6).prefix { $0 != "-" }) } ?? 0
    }
  }

  enum Step: Sendable {
    case send([UInt8])
    case close
  }

  private let channel: any Channel
  private final class Log: Sendable { let requests = Mutex<[Request]>([]) }
  private let log: Log

  /// - Parameter script: what to do for each request; after the steps the connection waits, unless it was closed.
  static func start(_ script: @escaping @Sendable (Request) -> [Step]) async throws -> FaultyServer {
    let log = Log()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            Handler { head in
              let request = log.requests.withLock { requests in
                let request = Request(number: requests.count, path: head.path, headers: head.headers)
                requests.append(request)
                return request
              }
              return script(request)
            })
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return FaultyServer(channel: channel, log: log)
  }

  private init(channel: any Channel, log: Log) {
    self.channel = channel
    self.log = log
  }

  deinit { channel.close(promise: nil) }

  var base: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/" }
  var requests: [Request] { log.requests.withLock { $0 } }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private var received = ""
    private let answer: ((path: String, headers: [String: String])) -> [Step]

    init(_ answer: @escaping ((path: String, headers: [String: String])) -> [Step]) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      var buffer = unwrapInboundIn(data)
      received += buffer.readString(length: buffer.readableBytes) ?? ""
      while let end = received.firstRange(of: "\r\n\r\n") {
        let lines = received[..<end.lowerBound].split(separator: "\r\n")
        received = String(received[end.upperBound...])
        let path = lines.first?.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
          let parts = line.split(separator: ":", maxSplits: 1)
          if parts.count == 2 { headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }) }
        }
        var written = context.eventLoop.makeSucceededVoidFuture()
        let channel = context.channel
        for step in answer((path, headers)) {
          switch step {
          case .send(let bytes): written = channel.writeAndFlush(ByteBuffer(bytes: bytes))
          // What was sent arrives; a close alone would drop it.
          case .close: written.whenComplete { _ in channel.close(promise: nil) }
          }
        }
      }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
  }
}
