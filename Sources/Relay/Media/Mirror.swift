public import AsyncHTTPClient
import Clocks
import Foundation
import NIOCore
import NIOHTTP1

/// A plain HTTP server that needs no trust: everything on it is signed or named by its hash.
public struct Mirror: Sendable {
  /// What came of asking for the manifest.
  public enum Answer: Sendable, Hashable {
    /// Signed bytes, not verified yet, and the tag to ask with next time.
    case manifest([UInt8], tag: String?)
    /// The same as the tag says.
    case unchanged
  }

  /// No signed manifest is longer, in bytes.
  public static let largestManifest = 2 * 1024 * 1024
  public let name: String
  /// Its media.
  public let media: HTTPMediaSource
  private let base: HTTPAddress
  private let client: HTTPClient
  private let clock: FetchClock

  /// - Parameters:
  ///   - base: The URL under which `loa publish` put `manifest` and `media/`.
  ///   - client: Made with `HTTPClient.Configuration.forMedia(tls:)`.
  /// - Returns: nil where the base is no HTTP URL.
  public init?(base: String, client: HTTPClient, clock: FetchClock = .system) {
    guard let address = HTTPAddress(base), let media = HTTPMediaSource(base: base, client: client) else {
      return nil
    }
    self.base = address
    self.media = media
    self.client = client
    self.clock = clock
    name = address.text
  }

  /// Fetches the manifest, within 30 s.
  /// - Parameter tag: of the last answer.
  /// - Throws: `MediaSourceFailure`, `CancellationError`.
  public func manifest(unless tag: String? = nil) async throws -> Answer {
    var request = HTTPClientRequest(url: base.text + "manifest")
    request.headers.add(name: "Accept-Encoding", value: "identity")
    if let tag { request.headers.add(name: "If-None-Match", value: tag) }
    let (limit, sent) = (Duration.seconds(30), request)
    return try await withThrowingTaskGroup(of: Answer.self) { group in
      group.addTask { try await ask(sent) }
      group.addTask {
        try await clock.sleep(clock.monotonic() + limit)
        throw MediaSourceFailure(name, .stalled(seconds: Int(limit.inSeconds)))
      }
      defer { group.cancelAll() }
      guard let answer = try await group.next() else { throw CancellationError() }
      return answer
    }
  }

  private func ask(_ request: HTTPClientRequest) async throws -> Answer {
    let response = try await base.execute(request, on: client, for: name)
    let tag = response.headers.first(name: "etag")
    switch response.status {
    case .notModified: return .unchanged
    case .ok: break
    default: throw MediaSourceFailure(name, status: response.status)
    }
    do {
      let buffer = try await response.body.collect(upTo: Self.largestManifest)
      return .manifest(Array(buffer.readableBytesView), tag: tag)
    } catch is NIOTooManyBytesError {
      throw MediaSourceFailure(name, .tooLarge(limit: Self.largestManifest))
    } catch {
      throw MediaSourceFailure(name, broken: error)
    }
  }
}
