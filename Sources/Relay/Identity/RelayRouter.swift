package import Canonical
import Clocks
import HTTPTypes
public import Hummingbird
import Logging
import NIOCore
import Phrases

/// The calls of a parent.
public enum RelayRouter {
  /// A router with `join` and `renew`, whose errors leave as `RelayRefusal`s. More calls are added to it:
  ///
  ///     let router = RelayRouter.make(enrolment)
  ///     router.group("v1").stationsOnly(registry, now: now).get("manifest") { request, context in … }
  public static func make(_ enrolment: Enrolment) -> Router<RelayContext> {
    let router = Router(context: RelayContext.self)
    router.add(middleware: RefusalsInPlainWords())
    let calls = router.group("v1")
    calls.post("join") { request, context in
      try await response(enrolment.join(context.body(of: request)).body)
    }
    calls.post("renew") { request, context in
      let station: Station
      if case .expired(let former) = context.peer { station = former } else { station = try context.station }
      return try await response(enrolment.renew(context.body(of: request), of: station).body)
    }
    return router
  }

  /// An answer in canonical JSON.
  package static func response(_ body: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"],
      body: .init(byteBuffer: ByteBuffer(bytes: body.canonical)))
  }
}

/// Every error leaves as a `RelayRefusal`.
private struct RefusalsInPlainWords: RouterMiddleware {
  func handle(
    _ request: Request, context: RelayContext, next: (Request, RelayContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let refusal as RelayRefusal {
      return Self.response(refusal)
    } catch let error as HTTPError {
      return Self.response(.http(error.status.code, "\(request.method.rawValue) \(request.uri.path)"))
    } catch let error as any OperatorError {
      // Ours to mend; the station learns that it is not its fault.
      context.logger.error("\(error)")
      return Self.response(.unexpected)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      context.logger.error("\(request.method.rawValue) \(request.uri.path): \(error)")
      return Self.response(.unexpected)
    }
  }

  private static func response(_ refusal: RelayRefusal) -> Response {
    var response = RelayRouter.response(refusal.body, status: .init(code: refusal.status))
    if let wait = refusal.retryAfter { response.headers[.retryAfter] = String(Int(wait.inSeconds)) }
    return response
  }
}
