import Clocks
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationCompat
import Scheduling

/// JSON as the control API writes and reads it: sorted keys, one form for every value.
enum Wire {
  static func response(
    _ value: some Encodable, status: HTTPResponse.Status = .ok
  ) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(value)
    return Response(
      status: status, headers: [.contentType: "application/json; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(data: data)))
  }

  /// Text in the form that Prometheus asks for.
  static func text(_ text: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  static func value<Value: Decodable>(from buffer: ByteBuffer) throws(WireError) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(buffer: buffer))
    } catch {
      throw .badRequest("\(error)")
    }
  }

  /// `?id=…`.
  static func airing(of request: Request) throws(WireError) -> AiringID {
    guard let id = request.uri.queryParameters["id"], !id.isEmpty else {
      throw .badRequest("id: the airing, such as cchc-thu-tu@2022-03-16T17:00")
    }
    return AiringID(String(id))
  }

  /// `?from=…&until=…` in nanoseconds since 1970, and perhaps `&station=…`.
  static func period(of request: Request) throws(WireError) -> LogQuery {
    let parameters = request.uri.queryParameters
    guard let from = parameters["from"].flatMap({ Int64($0) }),
      let until = parameters["until"].flatMap({ Int64($0) }), from <= until
    else { throw .badRequest("from, until: nanoseconds since 1970-01-01T00:00:00Z") }
    return LogQuery(
      from: WallTime(nanoseconds: from), until: WallTime(nanoseconds: until),
      station: parameters["station"].map(String.init))
  }
}
