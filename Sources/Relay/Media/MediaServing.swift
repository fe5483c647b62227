import HTTPTypes
public import Hummingbird
import NIOCore
import NIOPosix
import Synchronization

/// Answers `GET` and `HEAD` of `media/SHA256`: whole files and single ranges (RFC 9110 §14), for any router.
public final class MediaServing: Sendable {
  private struct Open {
    weak var file: ServedFile?
  }

  private let files: any MediaFiles
  private let memory: PieceMemory
  private let slice: Int
  private let open = Mutex<[String: Open]>([:])

  /// - Parameters:
  ///   - memory: Bytes of files kept in memory for the next reader.
  ///   - slice: Bytes handed to a connection at a time. Encrypted, they wait in memory for the client, so that this much is
  ///     taken by each slow client; less of it costs more work for each byte.
  public init(files: any MediaFiles, memory: Int = 32 << 20, slice: Int = 128 * 1024) {
    self.files = files
    self.slice = max(1, slice)
    self.memory = PieceMemory(bytes: memory)
  }

  /// The answer to a request for a file. What is no hash is answered like a file that is not there.
  ///
  /// The file stays open until its last byte is sent, also if it is evicted meanwhile. A piece is read when the client has
  /// taken the one before.
  public func response(sha256: String, request: Request) async throws -> Response {
    guard request.method == .get || request.method == .head else {
      return Response(status: .methodNotAllowed, headers: [.allow: "GET, HEAD"])
    }
    guard MediaName.isValid(sha256), let file = try await file(sha256) else {
      return Response(status: .notFound, headers: [.cacheControl: "no-store"])
    }
    let answer = ServedPart(
      sha256: sha256, length: file.length, method: request.method, asked: request.headers)
    guard request.method == .get, let range = answer.range else {
      // The length of what a GET would send, also where no body follows.
      return Response(status: answer.status, headers: answer.headers)
    }
    let slice = slice
    let body = ResponseBody(contentLength: Int(range.upperBound - range.lowerBound)) { writer in
      var position = range.lowerBound
      while position < range.upperBound {
        let (number, offset) = position.quotientAndRemainder(dividingBy: Int64(ServedFile.piece))
        var piece = try await file.piece(Int(number))
        piece.moveReaderIndex(forwardBy: Int(offset))
        var rest = Int(min(Int64(piece.readableBytes), range.upperBound - position))
        position += Int64(rest)
        while let part = piece.readSlice(length: min(rest, slice)), part.readableBytes > 0 {
          rest -= part.readableBytes
          try await writer.write(part)
        }
      }
      try await writer.finish(nil)
    }
    return Response(status: answer.status, headers: answer.headers, body: body)
  }

  /// The file, open once however many read it.
  private func file(_ sha256: String) async throws -> ServedFile? {
    if let file = open.withLock({ $0[sha256]?.file }) { return file }
    guard let path = await files.verifiedPath(of: sha256) else { return nil }
    let memory = memory
    let opened = try await NIOThreadPool.singleton.runIfActive { ServedFile(path: path, memory: memory) }
    guard let opened else { return nil }
    return open.withLock { open in
      if let other = open[sha256]?.file { return other }
      if open.count > 256 { open = open.filter { $0.value.file != nil } }
      open[sha256] = Open(file: opened)
      return opened
    }
  }
}

/// What is answered to a request for a file of this length: pure.
struct ServedPart: Sendable, Hashable {
  var status: HTTPResponse.Status
  var headers: HTTPFields
  /// The bytes sent; nil where there is no body.
  var range: Range<Int64>?

  init(sha256: String, length: Int64, method: HTTPRequest.Method, asked: HTTPFields) {
    let tag = "\"\(sha256)\""
    headers = [
      .eTag: tag, .acceptRanges: "bytes", .contentType: "application/octet-stream",
      // Its name is its content: it never changes.
      .cacheControl: "public, max-age=31536000, immutable",
    ]
    if let held = asked[.ifNoneMatch], Self.list(held, names: tag) {
      status = .notModified
      return
    }
    // A range is for GET alone (§14.2), and only of the file that the client holds a part of (§13.1.5).
    let isWanted = method == .get && asked[.ifRange].map { $0 == tag } ?? true
    guard isWanted, let range = asked[.range].flatMap(ByteRange.init) else {
      status = .ok
      headers[.contentLength] = "\(length)"
      self.range = 0..<length
      return
    }
    guard let part = range.resolved(in: length) else {
      status = .rangeNotSatisfiable
      headers[.contentRange] = "bytes */\(length)"
      headers[.contentLength] = "0"
      return
    }
    status = .partialContent
    headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(length)"
    headers[.contentLength] = "\(part.count)"
    self.range = part
  }

  /// Weak comparison (§13.1.2).
  private static func list(_ field: String, names tag: String) -> Bool {
    field.split(separator: ",").contains { entry in
      let entry = entry.drop { $0 == " " || $0 == "\t" }
      let strong = entry.hasPrefix("W/") ? entry.dropFirst(2) : entry
      return entry == "*" || strong.prefix(while: { $0 != " " }) == tag[...]
    }
  }
}
