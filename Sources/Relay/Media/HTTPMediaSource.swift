public import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
public import NIOSSL

/// Media below a base URL: `media/SHA256`. The parent over mutual TLS, or a plain mirror (nginx, an object store).
public struct HTTPMediaSource: MediaSource {
  public let name: String
  private let base: HTTPAddress
  private let client: HTTPClient

  /// - Parameters:
  ///   - base: Such as `https://29770.loa.internal:8443/v1/` or `http://mirror.example/loa/`.
  ///   - client: Made with `HTTPClient.Configuration.forMedia(tls:)`.
  /// - Returns: nil where the base is no HTTP URL.
  public init?(base: String, client: HTTPClient, name: String? = nil) {
    guard let address = HTTPAddress(base) else { return nil }
    self.base = address
    self.client = client
    self.name = name ?? address.text
  }

  public func open(sha256: String, from offset: Int64) async throws -> MediaAnswer {
    guard MediaName.isValid(sha256), offset >= 0 else { throw MediaRefusal(sha256, .invalidName) }
    var request = HTTPClientRequest(url: base.text + "media/" + sha256)
    request.headers.add(name: "Accept-Encoding", value: "identity")
    if offset > 0 { request.headers.add(name: "Range", value: "bytes=\(offset)-") }
    let response = try await base.execute(request, on: client, for: name)
    let headers = response.headers
    guard headers["content-encoding"].allSatisfy({ $0.lowercased() == "identity" }) else {
      throw MediaSourceFailure(name, .wrongPart)
    }
    let range = headers.first(name: "content-range").flatMap(ContentRange.init)
    let body = HTTPMediaBody(body: response.body, source: name)
    switch response.status {
    case .ok:
      return MediaAnswer(
        total: headers.first(name: "content-length").flatMap { Int64($0) }, start: 0, body: body)
    case .partialContent:
      guard let range, let start = range.start, start <= offset else {
        throw MediaSourceFailure(name, .wrongPart)
      }
      return MediaAnswer(total: range.total, start: start, body: body)
    case .rangeNotSatisfiable:
      // Its file ends before what is wanted.
      guard let total = range?.total else { throw MediaSourceFailure(name, .status(416)) }
      throw MediaSourceFailure(name, .wrongLength(expected: offset + 1, found: total))
    default: throw MediaSourceFailure(name, status: response.status)
    }
  }
}

extension HTTPClient.Configuration {
  /// How media and manifests are fetched: no redirects, no decompression, no repetition of its own, HTTP/1.1.
  public static func forMedia(tls: TLSConfiguration? = nil) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(connect: .seconds(10), read: .seconds(60)), decompression: .disabled)
    configuration.httpVersion = .http1Only
    // Who fetches decides when to try again.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.idleTimeout = .seconds(30)
    return configuration
  }
}

/// A base URL that ends in a slash.
struct HTTPAddress: Sendable, Hashable {
  let text: String

  init?(_ base: String) {
    guard let url = URL(string: base), let scheme = url.scheme?.lowercased(),
      ["http", "https"].contains(scheme),
      url.host?.isEmpty == false, url.query == nil, url.fragment == nil
    else { return nil }
    text = base.hasSuffix("/") ? base : base + "/"
  }

  /// Sends a request and waits for the head of the answer, at most 30 s.
  func execute(
    _ request: HTTPClientRequest, on client: HTTPClient, for name: String
  ) async throws -> HTTPClientResponse {
    let response: HTTPClientResponse
    do {
      response = try await client.execute(request, timeout: .seconds(30))
    } catch {
      throw MediaSourceFailure(name, broken: error)
    }
    // A client that follows redirects was handed in.
    guard response.history.count <= 1 else { throw MediaSourceFailure(name, .redirected(302)) }
    return response
  }
}

/// The body of an answer; what goes wrong is said in our words.
struct HTTPMediaBody: AsyncSequence, Sendable {
  typealias Element = ByteBuffer
  typealias Failure = any Error
  let body: HTTPClientResponse.Body
  let source: String

  struct Iterator: AsyncIteratorProtocol {
    typealias Failure = any Error
    var body: HTTPClientResponse.Body.AsyncIterator
    let source: String

    mutating func next() async throws -> ByteBuffer? {
      do {
        return try await body.next()
      } catch {
        throw MediaSourceFailure(source, broken: error)
      }
    }
  }

  func makeAsyncIterator() -> Iterator {
    Iterator(body: body.makeAsyncIterator(), source: source)
  }
}

extension MediaSourceFailure {
  init(_ source: String, status: HTTPResponseStatus) {
    switch Int(status.code) {
    case 404, 410: self.init(source, .absent)
    case 300..<400: self.init(source, .redirected(Int(status.code)))
    default: self.init(source, .status(Int(status.code)))
    }
  }

  /// No connection, or a broken one; also where the task was cancelled, which its owner knows.
  init(_ source: String, broken error: any Error) {
    self.init(source, .unreachable(Self.words(error)))
  }

  private static func words(_ error: any Error) -> String {
    if let error = error as? HTTPClientError { return error.shortDescription }
    return String(String(describing: error).prefix(200))
  }
}
