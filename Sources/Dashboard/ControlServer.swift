import Foundation
import Glibc
import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
import Phrases
public import ServiceLifecycle

/// The control API: HTTP and JSON on a Unix socket that only the service's group may open.
///
/// `docs/api.md` describes every call.
public struct ControlServer: Service {
  private let socketPath: String
  private let control: any NodeControl
  private let logger: Logger

  /// A request body never needs more: an order is a few hundred bytes.
  private static let maximumBody = 64 * 1024

  public init(socketPath: String, control: any NodeControl, logger: Logger) {
    self.socketPath = socketPath
    self.control = control
    // What the server itself has to say is in English and of no use to an officer, unless something is wrong.
    var quiet = logger
    quiet.logLevel = .warning
    self.logger = quiet
  }

  public func run() async throws {
    try SocketFile(path: socketPath).makeRoom()
    let path = socketPath
    let application = Application(
      router: router(),
      configuration: .init(address: .unixDomainSocket(path: path)),
      onServerRunning: { _ in
        // Who may command the node: its own user and group.
        chmod(path, 0o660)
      },
      logger: logger)
    defer { unlink(path) }
    try await application.run()
  }

  private func router() -> Router<BasicRequestContext> {
    let control = control
    let router = Router()
    router.add(middleware: ErrorsInPlainWords())
    let api = router.group("v1")
    api.get("status") { _, _ in try Wire.response(await control.status()) }
    api.get("metrics") { _, _ in Wire.text(try await control.metrics()) }
    api.get("schedule") { request, _ in
      let period = try Wire.period(of: request)
      return try Wire.response(await control.schedule(from: period.from, until: period.until))
    }
    api.get("log") { request, _ in try Wire.response(await control.log(Wire.period(of: request))) }
    api.get("log/notes") { request, _ in
      try Wire.response(await control.notes(Wire.period(of: request)))
    }
    api.get("log/declarations") { request, _ in
      try Wire.response(await control.declarations(Wire.period(of: request)))
    }
    api.get("log/airing") { request, _ in
      try Wire.response(await control.picture(of: Wire.airing(of: request)))
    }
    api.post("log/declare") { request, _ in
      try await control.declare(Self.body(of: request))
      return Response(status: .noContent)
    }
    api.get("log/verify") { _, _ in try Wire.response(await control.verifyLog()) }
    api.post("log/correct") { request, _ in
      try await control.correct(Self.body(of: request))
      return Response(status: .noContent)
    }
    api.post("log/note") { request, _ in
      try await control.note(Self.body(of: request))
      return Response(status: .noContent)
    }
    api.post("reports/received") { request, _ in
      try await control.register(Self.body(of: request))
      return Response(status: .noContent)
    }
    api.post("play") { request, _ in
      try Wire.response(await control.play(Self.body(of: request)))
    }
    api.post("stop") { request, _ in
      try Wire.response(await control.stop(Self.body(of: request)))
    }
    api.get("make-up") { _, _ in try Wire.response(await control.makeUps()) }
    api.get("make-up/times") { request, _ in
      try Wire.response(await control.proposeMakeUp(for: Wire.airing(of: request)))
    }
    api.post("make-up") { request, _ in
      try Wire.response(await control.makeUp(Self.body(of: request)))
    }
    api.post("make-up/cancel") { request, _ in
      try await control.cancelMakeUp(Self.body(of: request))
      return Response(status: .noContent)
    }
    api.post("clock/confirm") { request, _ in
      let confirmation: ClockConfirmation = try await Self.body(of: request)
      try await control.confirmClock(by: confirmation.by)
      return Response(status: .noContent)
    }
    api.post("reload") { _, _ in try Wire.response(await control.reload()) }
    api.get("stations") { _, _ in try Wire.response(await control.stations()) }
    api.post("stations/add") { request, _ in
      try Wire.response(await control.addStation(Self.body(of: request)))
    }
    api.post("stations/revoke") { request, _ in
      try await control.revokeStation(Self.body(of: request))
      return Response(status: .noContent)
    }
    api.post("join") { request, _ in
      try Wire.response(await control.join(Self.body(of: request)))
    }
    api.get("publication") { _, _ in try Wire.response(await control.publication()) }
    return router
  }

  private static func body<Value: Decodable>(of request: Request) async throws -> Value {
    let buffer: ByteBuffer
    do {
      buffer = try await request.body.collect(upTo: maximumBody)
    } catch {
      throw WireError.badRequest("\(error)")
    }
    return try Wire.value(from: buffer)
  }
}

/// Every error leaves as a `WireError`.
private struct ErrorsInPlainWords: RouterMiddleware {
  func handle(
    _ request: Request, context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError {
      return try Wire.response(
        WireError(
          code: "http-\(error.status.code)",
          what: Text { $0.noSuchCall(request.method.rawValue, request.uri.path) },
          remedy: Text { $0.readTheAPIDescription }),
        status: error.status)
    } catch let error as WireError {
      return try Wire.response(error, status: .badRequest)
    } catch let error as any OperatorError {
      return try Wire.response(WireError(error), status: .conflict)
    } catch {
      return try Wire.response(WireError.unexpected(error), status: .internalServerError)
    }
  }
}
