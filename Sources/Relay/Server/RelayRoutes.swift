import Airtime
import Canonical
import Clocks
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationCompat
import Phrases

/// What stations may ask of the node above them. Who asks is told by the certificate of the connection, never by what
/// stands in the request.
struct RelayRoutes: Sendable {
  let door: StationDoor

  func mount(on group: RouterGroup<RelayContext>) {
    group.get("events") { request, context in
      try await events(
        for: context.station, withRundowns: request.uri.queryParameters[ManifestDesk.pushedOnRequest] != nil)
    }
    group.get("manifest") { request, context in
      _ = try context.station
      return await manifest(unless: request.headers[.ifNoneMatch])
    }
    group.get("media/:sha256") { request, context in
      _ = try context.station
      return try await media(context.parameters.get("sha256") ?? "", request)
    }
    group.get("time") { _, context in
      _ = try context.station
      return Self.bytes(door.time().canonical)
    }
    group.post("report") { request, context in
      let station = try context.station
      let body = try await context.body(of: request)
      guard let report = try? JSONDecoder().decode(StationReport.self, from: Data(body)),
        report.isWithinLimits
      else { throw RelayRefusal.badRequest("report") }
      await door.take(report, from: station, at: context.address)
      return Response(status: .noContent)
    }
    let large = group.group().bodies(upTo: RecordBatch.mostBytesOfOne)
    large.post("records") { request, context in
      let station = try context.station
      guard let batch = try? RecordBatch(canonical: await context.body(of: request)) else {
        throw RelayRefusal.badRequest("records")
      }
      return Self.bytes(try await door.take(batch, from: station).canonical)
    }
  }

  /// Server-sent events: the number of the newest manifest at once and whenever there is a newer one, a sign of life
  /// every two seconds. It ends when the station is revoked or the node goes down.
  ///
  /// - Parameter withRundowns: whether a newer manifest itself comes before its number. So a change, an emergency above all, needs no
  ///   further connection and no further round trip, and thousands of stations do not all come and fetch it.
  private func events(for station: Station, withRundowns: Bool) async throws -> Response {
    let rings = door.manifests.bell.listen()
    let newest = await door.manifests.current?.sequence
    let door = door
    let body = ResponseBody { writer in
      door.arrived(station)
      defer { door.left(station) }
      var told: Int64?
      if let newest {
        try await writer.write(Self.event("manifest", "\(newest)".utf8))
        told = newest
      } else {
        try await writer.write(Self.signOfLife)
      }
      for await newest in rings {
        guard door.isWelcome(station) else { break }
        if newest > 0, newest != told {
          if withRundowns {
            for piece in await door.manifests.pushed { try await writer.write(piece) }
          }
          try await writer.write(Self.event("manifest", "\(newest)".utf8))
          told = newest
        } else {
          try await writer.write(Self.signOfLife)
        }
      }
      try await writer.finish(nil)
    }
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
  }

  private static let signOfLife = ByteBuffer(string: ":\n")

  /// A server-sent event (WHATWG HTML, section 9.2); what has several lines goes in as many fields.
  static func event(_ name: String, _ data: some Collection<UInt8>) -> ByteBuffer {
    var event = ByteBuffer(string: "event: \(name)\n")
    for line in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      event.writeString("data: ")
      event.writeBytes(line)
      event.writeString("\n")
    }
    event.writeString("\n")
    return event
  }

  private func manifest(unless tag: String?) async -> Response {
    guard let bytes = await door.manifests.bytes, let sequence = await door.manifests.current?.sequence else {
      return Response(status: .notFound)
    }
    let current = "\"\(sequence)\""
    guard tag != current else { return Response(status: .notModified, headers: [.eTag: current]) }
    var response = Self.bytes(bytes)
    response.headers[.eTag] = current
    return response
  }

  private func media(_ hash: String, _ request: Request) async throws -> Response {
    guard hash.isContentHash else { return Response(status: .notFound) }
    return try await door.manifests.media.response(sha256: hash, request: request)
  }

  private static func bytes(_ bytes: [UInt8]) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/octet-stream", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
