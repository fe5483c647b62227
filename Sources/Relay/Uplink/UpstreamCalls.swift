import AsyncHTTPClient
import Clocks
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// The calls of the upstream node's API, over one client that already knows whom to trust.
struct UpstreamCalls: Sendable {
  let client: HTTPClient
  /// Such as `https://ttvh.loa.internal:8443/v1`.
  let base: String
  /// The clock by which exchanges are measured.
  let monotonic: @Sendable () -> MonotonicTime

  /// Why a call gave nothing.
  enum Failure: Error, Sendable {
    /// The upstream node answered that it will not.
    case refused(status: UInt, RelayRefusal?)
  }

  /// A call that takes longer is given up; what it would have brought is asked for again.
  static let patience = TimeAmount.seconds(8)
  private static let largestAnswer = 64 * 1024
  private static let largestManifest = 2 * 1024 * 1024

  /// The events of the upstream node, for as long as the link lives. `begun` is called when the stream stands.
  func events(_ heard: (EventStreamReader.Event?) async throws -> Void) async throws {
    var request = HTTPClientRequest(url: "\(base)/events?\(ManifestDesk.pushedOnRequest)=yes")
    request.headers.add(name: "Accept", value: "text/event-stream")
    // No limit in time: who watches the link gives it up when nothing is heard.
    let response = try await client.execute(request, deadline: .distantFuture)
    try await Self.check(response)
    try await heard(nil)
    var reader = EventStreamReader()
    for try await piece in response.body {
      let events = try reader.read(piece.readableBytesView)
      if events.isEmpty { try await heard(nil) }
      for event in events { try await heard(event) }
    }
  }

  /// The signed manifest, as bytes that are still to be verified; nil: there is none yet.
  func manifest() async throws -> [UInt8]? {
    let response = try await client.execute(
      HTTPClientRequest(url: "\(base)/manifest"), timeout: Self.patience)
    if response.status == .notFound { return nil }
    try await Self.check(response)
    return [UInt8](buffer: try await response.body.collect(upTo: Self.largestManifest))
  }

  /// Asks for the time.
  func time() async throws -> LinkClock.Exchange {
    let request = HTTPClientRequest(url: "\(base)/time")
    let sent = monotonic()
    let response = try await client.execute(request, timeout: Self.patience)
    try await Self.check(response)
    let body = try await response.body.collect(upTo: Self.largestAnswer)
    let received = monotonic()
    let answer = try TimeAnswer(canonical: [UInt8](buffer: body))
    return LinkClock.Exchange(
      sent: sent, received: received, upstream: answer.at, upstreamBound: answer.bound,
      isTrusted: answer.isTrusted)
  }

  func report(_ report: StationReport) async throws {
    _ = try await post("report", JSONEncoder().encode(report), type: "application/json")
  }

  /// Hands records up.
  /// - Returns: the answer's bytes.
  func records(_ batch: [UInt8]) async throws -> [UInt8] {
    try await post("records", Data(batch), type: "application/json")
  }

  private func post(_ call: String, _ body: Data, type: String) async throws -> [UInt8] {
    var request = HTTPClientRequest(url: "\(base)/\(call)")
    request.method = .POST
    request.headers.add(name: "Content-Type", value: type)
    request.body = .bytes(ByteBuffer(data: body))
    let response = try await client.execute(request, timeout: .seconds(30))
    try await Self.check(response)
    return [UInt8](buffer: try await response.body.collect(upTo: Self.largestAnswer))
  }

  private static func check(_ response: HTTPClientResponse) async throws {
    guard !(200..<300).contains(Int(response.status.code)) else { return }
    let body = try? await response.body.collect(upTo: largestAnswer)
    throw Failure.refused(
      status: response.status.code,
      body.flatMap { RelayRefusal(status: Int(response.status.code), body: [UInt8](buffer: $0)) })
  }
}
