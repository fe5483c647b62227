import Canonical
public import Clocks
import HTTPTypes
public import Hummingbird
import NIOCore
import Phrases

/// The context of a request to the parent: it knows who asks.
public struct RelayContext: RequestContext {
  public var coreContext: CoreRequestContextStorage
  /// Who asks, by the key of the certificate that the connection has shown. Nothing in a path or a body counts.
  public let peer: RelayPeer
  /// The address from which the connection came.
  public let address: String?
  /// What `body(of:)` reads at most, in bytes. `RouterGroup.bodies(upTo:)` changes it for a group.
  public var largestBody = 64 * 1024

  public init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = ConnectionPeer.current?.peer ?? .nobody
    address = ConnectionPeer.current?.address
  }

  public var maxUploadSize: Int { largestBody }

  /// The station that asks.
  /// - Throws: `RelayRefusal.certificateExpired`, `.stationRevoked`, `.strangersKeepOut`.
  public var station: Station {
    get throws(RelayRefusal) {
      switch peer {
      case .station(let station): return station
      case .expired: throw .certificateExpired
      case .revoked: throw .stationRevoked
      case .nobody: throw .strangersKeepOut
      }
    }
  }

  /// The body of a request, whole.
  /// - Throws: `RelayRefusal.bodyTooLarge`; what the connection throws.
  public func body(of request: Request) async throws -> [UInt8] {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > largestBody {
      throw RelayRefusal.bodyTooLarge(limit: largestBody)
    }
    do {
      return Array(buffer: try await request.body.collect(upTo: largestBody))
    } catch is NIOTooManyBytesError {
      throw RelayRefusal.bodyTooLarge(limit: largestBody)
    }
  }
}

extension RouterMethods where Context == RelayContext {
  /// Only stations are answered by what is added to this group from now on. That they spoke is noted in the register.
  @discardableResult
  public func stationsOnly(_ registry: StationRegistry, now: @escaping @Sendable () -> WallTime) -> Self {
    add(middleware: StationsOnly(registry: registry, now: now))
  }

  /// How large, in bytes, a body may be for what is added to this group from now on; 64 KiB if nothing is said, and
  /// never more than `RelayServer.Limits.largestBody`.
  @discardableResult
  public func bodies(upTo limit: Int) -> Self {
    add(middleware: LargestBody(limit: limit))
  }
}

private struct StationsOnly: RouterMiddleware {
  let registry: StationRegistry
  let now: @Sendable () -> WallTime

  func handle(
    _ request: Request, context: RelayContext, next: (Request, RelayContext) async throws -> Response
  ) async throws -> Response {
    let station = try context.station
    registry.saw(station.code, Station.Contact(at: now(), address: context.address))
    return try await next(request, context)
  }
}

private struct LargestBody: RouterMiddleware {
  let limit: Int

  func handle(
    _ request: Request, context: RelayContext, next: (Request, RelayContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.largestBody = limit
    return try await next(request, context)
  }
}
