public import Clocks
import Crypto
import Glibc
public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import NIOSSL
public import ServiceLifecycle

/// The one port on which a parent listens for its stations: HTTPS, TLS 1.3.
///
/// A certificate need not be shown (joining has none), but where one is shown, this node's own authority must have issued
/// it to a station, else the handshake fails. One that has run out is let in; what it may do is for the calls to say.
public struct RelayServer: Service {
  public struct Limits: Sendable {
    var patience = ConnectionPatience.Limits()
    var quota = ConnectionQuota.Limits()
    /// How long a peer may take nothing of what it is sent.
    public var sending: Duration = .seconds(60)
    /// How long what it is sent may go without the acknowledgement of its kernel.
    public var silence: Duration = .seconds(20)
    /// When the node stops: how long requests may still be answered.
    public var farewell: Duration = .seconds(3)

    public init() {}

    /// Connections in all. Each is a file descriptor.
    public var connections: Int {
      get { quota.total }
      set { quota.total = newValue }
    }
    /// Connections of those who are not, or not yet, known as stations.
    public var strangers: Int {
      get { quota.strangers }
      set { quota.strangers = newValue }
    }
    /// Of them, those from one address (IPv6: one network of 64 bits).
    public var strangersFromOneAddress: Int {
      get { quota.strangersFromOneAddress }
      set { quota.strangersFromOneAddress = newValue }
    }
    public var connectionsOfOneStation: Int {
      get { quota.ofOneStation }
      set { quota.ofOneStation = newValue }
    }
    /// Bytes of one request, whatever the call.
    public var largestBody: Int {
      get { patience.largestBody }
      set { patience.largestBody = newValue }
    }
    /// For the TLS handshake.
    public var handshake: Duration {
      get { patience.handshake }
      set { patience.handshake = newValue }
    }
    /// For a stranger's request to begin, head and all.
    public var strangerIdle: Duration {
      get { patience.strangerIdle }
      set { patience.strangerIdle = newValue }
    }
    /// For a station's.
    public var stationIdle: Duration {
      get { patience.stationIdle }
      set { patience.stationIdle = newValue }
    }
    /// For a request's body, and a second more for each 2 KiB.
    public var body: Duration {
      get { patience.body }
      set { patience.body = newValue }
    }
  }

  private let host: String
  private let port: Int
  private let responder: InTasksOfTheirOwn<RouterResponder<RelayContext>>
  private let enrolment: Enrolment
  private let limits: Limits
  private let now: @Sendable () -> WallTime
  private let logger: Logger
  private let onRunning: @Sendable (Int) async -> Void

  /// - Parameters:
  ///   - host: The address to listen on; `0.0.0.0` or `::` for all.
  ///   - port: 0 for any free one.
  ///   - router: From `RelayRouter.make(_:)`, with the calls that were added to it.
  ///   - onRunning: Called with the port when stations can connect.
  public init(
    host: String, port: Int, router: Router<RelayContext>, enrolment: Enrolment, limits: Limits = .init(),
    now: @escaping @Sendable () -> WallTime, logger: Logger,
    onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) {
    self.host = host
    self.port = port
    responder = InTasksOfTheirOwn(responder: router.buildResponder())
    self.enrolment = enrolment
    self.limits = limits
    self.now = now
    // What the server itself has to say is in English and of no use to an officer, unless something is wrong.
    var quiet = logger
    quiet.logLevel = max(.warning, logger.logLevel)
    self.logger = quiet
    self.onRunning = onRunning
  }

  private enum End: Sendable {
    case ofTheRegister
    case ofServing
    /// The node stops, and requests were answered long enough.
    case ofPatience
  }

  /// Serves until the node stops gracefully.
  /// - Throws: `IdentityError`: `cannotListen`, `certificateFailed`.
  public func run() async throws {
    let census = ConnectionCensus(limits: limits.quota)
    let terms = RelayChannel.Terms(
      tls: try tlsContext(), authority: enrolment.authority, registry: enrolment.registry, census: census,
      limits: limits, now: now)
    let application = Application(
      responder: responder, server: HTTPServerBuilder { RelayChannel(terms: terms, responder: $0) },
      configuration: .init(address: .hostname(host, port: port), serverName: nil, backlog: 1024),
      onServerRunning: { [onRunning, port] channel in await onRunning(channel.localAddress?.port ?? port) },
      logger: logger)
    let ended = enrolment.registry.endedKeys()
    let (farewell, host, port) = (limits.farewell, host, port)
    try await withThrowingTaskGroup(of: End.self) { group in
      group.addTask {
        for await key in ended { census.closeConnections(ofKey: key) }
        return .ofTheRegister
      }
      group.addTask {
        do {
          try await application.run()
        } catch let error as IOError {
          throw IdentityError.cannotListen(host: host, port: port, error.errnoCode)
        }
        return .ofServing
      }
      group.addTask {
        // Who waits in a long poll, or does not read its answer, does not keep the node from stopping.
        try await gracefulShutdown()
        try await Task.sleep(for: farewell)
        census.closeAll()
        return .ofPatience
      }
      defer { group.cancelAll() }
      while let end = try await group.next(), end == .ofTheRegister {}
    }
  }

  private func tlsContext() throws -> NIOSSLContext {
    let server = try enrolment.authority.certifyServer()
    var tls = TLSConfiguration.makeServerConfiguration(
      // The authority itself too: a station that joins knows it only by its fingerprint.
      certificateChain: [
        .certificate(try NIOSSLCertificate(bytes: server.encoded, format: .der)),
        .certificate(try NIOSSLCertificate(bytes: enrolment.authority.encoded, format: .der)),
      ],
      privateKey: .privateKey(
        try NIOSSLPrivateKey(bytes: [UInt8](server.key.derRepresentation), format: .der)))
    tls.minimumTLSVersion = .tlsv13
    tls.certificateVerification = .optionalVerification
    tls.trustRoots = .certificates([
      try NIOSSLCertificate(bytes: enrolment.authority.encoded, format: .der)
    ])
    tls.applicationProtocols = ["http/1.1"]
    tls.shutdownTimeout = .seconds(1)
    return try NIOSSLContext(configuration: tls)
  }
}

/// Answers each request in a task of its own: a task keeps the memory of its deepest call for as long as it lives, and the task of a
/// connection lives for months.
private struct InTasksOfTheirOwn<Responder: HTTPResponder>: HTTPResponder where Responder.Context: Sendable {
  let responder: Responder

  func respond(to request: Request, context: Responder.Context) async throws -> Response {
    let answering = Task { try await responder.respond(to: request, context: context) }
    return try await withTaskCancellationHandler {
      try await answering.value
    } onCancel: {
      answering.cancel()
    }
  }
}
