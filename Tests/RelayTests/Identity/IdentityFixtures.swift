import AsyncHTTPClient
import Clocks
import Crypto
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Phrases
import Scheduling
import ServiceLifecycle
import SwiftASN1
import Synchronization
import X509

@testable import Relay

/// A state directory of its own for each test, gone with it.
final class StateFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/relay-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func mode(of file: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path + "/" + file)[.posixPermissions] as? Int ?? -1
  }

  func setMode(_ mode: Int, of file: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path + "/" + file)
  }
}

/// Both clocks, which only the test moves. It is 16/03/2022, 17:00 at Bình Minh.
final class HandClock: Sendable {
  private let reading: Mutex<ClockReading>

  init(_ wall: WallTime = WallTime(seconds: 1_647_424_800)) {
    reading = Mutex(
      ClockReading(wall: wall, monotonic: MonotonicTime(nanoseconds: 1_000_000_000), isSynchronised: true))
  }

  @Sendable func read() -> ClockReading { reading.withLock { $0 } }
  @Sendable func now() -> WallTime { read().wall }

  func advance(_ duration: Duration) {
    reading.withLock {
      $0.wall += duration
      $0.monotonic += duration
    }
  }

  func set(_ wall: WallTime) { reading.withLock { $0.wall = wall } }
}

/// A parent that serves on loopback, with a few calls for stations.
struct Parent: Sendable {
  let node: StationCode
  let port: Int
  let enrolment: Enrolment
  /// Requests to `v1/wait` that have arrived.
  let waiting: AsyncStream<StationCode>
  let clock: HandClock

  var registry: StationRegistry { enrolment.registry }
  var authority: Authority { enrolment.authority }
  var address: RelayAddress { RelayAddress(host: "127.0.0.1", port: port)! }

  /// Runs a parent on a state directory while the test does its part, then stops it gracefully.
  static func run<Value>(
    in folder: StateFolder, node: StationCode = "79", clock: HandClock = HandClock(),
    lifetime: Duration = .days(90),
    limits: RelayServer.Limits = .init(), port: Int = 0, _ part: (Parent) async throws -> Value
  ) async throws -> Value {
    let enrolment = Enrolment(
      authority: try Authority.open(stateDirectory: folder.path, node: node),
      registry: try await StationRegistry.open(stateDirectory: folder.path), lifetime: lifetime,
      clock: clock.read)
    let registry = enrolment.registry
    let (ports, foundPort) = AsyncStream<Int>.makeStream()
    var limits = limits
    limits.farewell = .milliseconds(50)
    let (waiting, arrived) = AsyncStream<StationCode>.makeStream()
    let (end, ended) = AsyncStream<Never>.makeStream()
    let router = RelayRouter.make(enrolment)
    let calls = router.group("v1").stationsOnly(registry, now: clock.now)
    calls.get("whoami") { _, context in try context.station.code.text }
    calls.get("stations/:code") { _, context in try context.station.code.text }
    calls.post("echo") { request, context in
      String(decoding: try await context.body(of: request), as: UTF8.self)
    }
    calls.get("broken") { _, _ -> String in throw IdentityError.certificateFailed(detail: "secret detail") }
    calls.get("wait") { _, context in
      arrived.yield(try context.station.code)
      for await _ in end {}
      return "over"
    }
    let large = [UInt8](repeating: 7, count: 32 << 20)
    calls.get("large") { _, _ in Response(status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: large))) }
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let server = RelayServer(
      host: "127.0.0.1", port: port, router: router, enrolment: enrolment, limits: limits, now: clock.now,
      logger: logger, onRunning: { foundPort.yield($0) })
    let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
    let running = Task { try await group.run() }
    let serving = Task {
      // When the server can not start, nobody waits for its port.
      _ = await running.result
      foundPort.finish()
    }
    defer { serving.cancel() }
    func stop() async throws {
      await group.triggerGracefulShutdown()
      let result = await running.result
      ended.finish()
      await registry.shutDown()
      try result.get()
    }
    guard let port = await ports.first(where: { _ in true }) else {
      await registry.shutDown()
      _ = try await running.value
      throw CancellationError()
    }
    let parent = Parent(node: node, port: port, enrolment: enrolment, waiting: waiting, clock: clock)
    let value: Value
    do {
      value = try await part(parent)
    } catch {
      try? await stop()
      throw error
    }
    try await stop()
    return value
  }

  func invite(_ code: StationCode, validFor: Duration = .hours(48)) async throws -> JoinCode {
    try await enrolment.invite(
      code, name: "Đài \(code)", by: "Nguyễn An", addresses: [address], validFor: validFor)
  }

  /// A station that has joined, with a state directory of its own.
  func joined(_ code: StationCode, in folder: StateFolder) async throws -> Membership {
    try await Membership.join(invite(code), stateDirectory: folder.path)
  }

  /// One request over a connection of its own.
  func ask(
    _ call: String, _ method: HTTPMethod = .GET,
    as identity: (certificate: [UInt8], key: P256.Signing.PrivateKey)?,
    body: [UInt8] = [], trusting other: Authority? = nil, adjust: (inout TLSConfiguration) -> Void = { _ in }
  ) async throws -> (status: Int, body: String) {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.trustRoots = .certificates([
      try NIOSSLCertificate(bytes: (other ?? authority).encoded, format: .der)
    ])
    if let identity {
      tls.certificateChain = [.certificate(try NIOSSLCertificate(bytes: identity.certificate, format: .der))]
      tls.privateKey = .privateKey(
        try NIOSSLPrivateKey(bytes: [UInt8](identity.key.derRepresentation), format: .der))
    }
    adjust(&tls)
    var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
    configuration.dnsOverride = [node.host: "127.0.0.1"]
    configuration.connectionPool.retryConnectionEstablishment = false
    let client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    do {
      var request = HTTPClientRequest(url: "https://\(node.host):\(port)/v1/\(call)")
      request.method = method
      if !body.isEmpty { request.body = .bytes(ByteBuffer(bytes: body)) }
      let response = try await client.execute(request, timeout: .minutes(5))
      let answer = try await response.body.collect(upTo: 64 << 20)
      try await client.shutdown()
      return (Int(response.status.code), String(buffer: answer))
    } catch {
      try? await client.shutdown()
      throw error
    }
  }

  func ask(_ call: String, as station: Membership) async throws -> (status: Int, body: String) {
    try await ask(call, as: (station.credentials.certificate, station.key))
  }
}

/// Whether a request ended because its connection was closed, and not because the test lost its patience.
func isBrokenOff<Answer: Sendable>(_ request: Task<Answer, any Error>) async -> Bool {
  do {
    _ = try await request.value
    return false
  } catch {
    return error as? HTTPClientError != .deadlineExceeded && error as? HTTPClientError != .readTimeout
  }
}

extension UpstreamClient {
  func get(_ call: String) async throws -> (status: Int, body: String) {
    let response = try await http.execute(HTTPClientRequest(url: "\(base)/\(call)"), timeout: .minutes(5))
    return (Int(response.status.code), String(buffer: try await response.body.collect(upTo: 1 << 20)))
  }
}

/// Bytes to and from the parent's port, without the good manners of an HTTP client.
struct RawConnection: Sendable {
  let channel: any Channel
  let received: AsyncStream<ByteBuffer>

  /// - Parameters:
  ///   - tls: Nil to speak without TLS.
  ///   - stopsReading: The first bytes that come are the last that are read, until `autoRead` is set again.
  init(to port: Int, host: String, tls: TLSConfiguration?, stopsReading: Bool = false) async throws {
    let (received, continuation) = AsyncStream<ByteBuffer>.makeStream()
    self.received = received
    let context = try tls.map { try NIOSSLContext(configuration: $0) }
    channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let context {
            try channel.pipeline.syncOperations.addHandler(
              NIOSSLClientHandler(context: context, serverHostname: host))
          }
          try channel.pipeline.syncOperations.addHandler(
            Collector(continuation, stopsReading: stopsReading))
        }
      }.connect(host: "127.0.0.1", port: port).get()
  }

  init(to parent: Parent) async throws {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: parent.authority.encoded, format: .der)])
    try await self.init(to: parent.port, host: parent.node.host, tls: tls)
  }

  func send(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)) }

  /// Waits until the other side has closed.
  func closed() async throws { try await channel.closeFuture.get() }

  /// Everything until the other side closes.
  func text() async -> String {
    var all = ByteBuffer()
    for await var bytes in received { all.writeBuffer(&bytes) }
    return String(buffer: all)
  }

  private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let continuation: AsyncStream<ByteBuffer>.Continuation

    private let stopsReading: Bool
    private var hasRead = false

    init(_ continuation: AsyncStream<ByteBuffer>.Continuation, stopsReading: Bool) {
      self.continuation = continuation
      self.stopsReading = stopsReading
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      // Here, and not in the test: on a busy machine all would be read before that has its turn.
      if stopsReading, !hasRead { _ = context.channel.setOption(.autoRead, value: false) }
      hasRead = true
      continuation.yield(unwrapInboundIn(data))
    }
    func channelInactive(context: ChannelHandlerContext) { continuation.finish() }
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
  }
}
