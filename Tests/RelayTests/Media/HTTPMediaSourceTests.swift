import AsyncHTTPClient
import Clocks
import NIOCore
import Testing

@testable import Relay

@Suite(.timeLimit(.minutes(1))) struct HTTPMediaSourceTests {
  private let sample = MediaSample(100_000)

  /// What a source makes of a server's answer: where the body begins, its length, its bytes.
  private func fetch(
    from offset: Int64 = 0, _ script: @escaping @Sendable (FaultyServer.Request) -> [FaultyServer.Step]
  ) async throws -> (answer: MediaAnswer, bytes: [UInt8]) {
    let server = try await FaultyServer.start(script)
    return try await withClient { client in
      let source = try #require(HTTPMediaSource(base: server.base, client: client, name: "source"))
      let answer = try await source.open(sha256: sample.sha256, from: offset)
      var bytes: [UInt8] = []
      for try await piece in answer.body { bytes += piece.readableBytesView }
      return (answer, bytes)
    }
  }

  private func refusal(
    from offset: Int64 = 0, _ script: @escaping @Sendable (FaultyServer.Request) -> [FaultyServer.Step]
  ) async -> MediaSourceFailure.Reason? {
    do {
      _ = try await fetch(from: offset, script)
      return nil
    } catch {
      return (error as? MediaSourceFailure)?.reason
    }
  }

  private func plain(_ head: String) -> @Sendable (FaultyServer.Request) -> [FaultyServer.Step] {
    { _ in [.send(Array(head.utf8)), .close] }
  }

  @Test func aWholeFileIsAskedForByItsHash() async throws {
    let sample = sample
    let (answer, bytes) = try await fetch { request in
      request.path == "/media/\(sample.sha256)" && request.headers["range"] == nil
        ? [.send(sample.whole)] : [.close]
    }
    #expect(answer.total == 100_000 && answer.start == 0 && bytes == sample.bytes)
  }

  @Test func theRestIsAskedForByARange() async throws {
    let sample = sample
    let (answer, bytes) = try await fetch(from: 60_000) { [.send(sample.part(from: $0.start))] }
    #expect(answer.total == 100_000 && answer.start == 60_000)
    #expect(bytes == Array(sample.bytes[60_000...]))
  }

  @Test func aServerWithoutRangesSendsFromTheBeginning() async throws {
    let sample = sample
    let (answer, bytes) = try await fetch(from: 60_000) { _ in [.send(sample.whole)] }
    #expect(answer.start == 0 && bytes == sample.bytes)
  }

  @Test func aBodyThatEndsEarlyIsAFailure() async {
    let sample = sample
    let reason = await refusal { _ in [.send(Array(sample.whole.dropLast(10))), .close] }
    guard case .unreachable = reason else {
      Issue.record("\(String(describing: reason))")
      return
    }
  }

  @Test func aBodyLongerThanItsLengthIsCutOff() async throws {
    let sample = sample
    let (_, bytes) = try await fetch { _ in [.send(sample.whole + [1, 2, 3]), .close] }
    #expect(bytes == sample.bytes)
  }

  @Test func otherAnswersAreRefusedInPlainWords() async {
    #expect(await refusal(plain("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) == .absent)
    #expect(await refusal(plain("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")) == .status(503))
    #expect(
      await refusal(plain("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"))
        == .redirected(302))
    #expect(
      await refusal(
        from: 50, plain("HTTP/1.1 416 No\r\nContent-Range: bytes */20\r\nContent-Length: 0\r\n\r\n"))
        == .wrongLength(expected: 51, found: 20))
    #expect(await refusal(from: 50, plain("HTTP/1.1 416 No\r\nContent-Length: 0\r\n\r\n")) == .status(416))
    #expect(await refusal(from: 50, plain("HTTP/1.1 206 Part\r\nContent-Length: 1\r\n\r\nx")) == .wrongPart)
    #expect(
      await refusal(
        from: 50, plain("HTTP/1.1 206 P\r\nContent-Range: bytes 60-60/100\r\nContent-Length: 1\r\n\r\nx"))
        == .wrongPart)
    #expect(
      await refusal(plain("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx"))
        == .wrongPart)
  }

  @Test func aRedirectIsNotFollowedEvenWhereTheClientWouldFollow() async throws {
    let sample = sample
    let target = try await FaultyServer.start { _ in [.send(sample.whole)] }
    let place = target.base
    let server = try await FaultyServer.start { _ in
      [.send(Array("HTTP/1.1 302 Found\r\nLocation: \(place)x\r\nContent-Length: 0\r\n\r\n".utf8))]
    }
    let client = HTTPClient(eventLoopGroupProvider: .singleton)
    let source = try #require(HTTPMediaSource(base: server.base, client: client, name: "source"))
    await #expect(throws: MediaSourceFailure("source", .redirected(302))) {
      _ = try await source.open(sha256: sample.sha256, from: 0)
    }
    try await client.shutdown()
  }

  @Test func garbageAndSilenceAreFailures() async {
    for garbage in ["hello\r\n\r\n", "HTTP/1.1 banana\r\n\r\n", "\0\0\0\0\r\n\r\n", ""] {
      #expect(await refusal(plain(garbage)) != nil, "\(garbage)")
    }
  }

  @Test func anAddressThatIsNoneIsNotTaken() async throws {
    try await withClient { client in
      for base in ["", "nginx", "ftp://a/b", "http://", "file:///etc/", "http://a/?x=1", "http://a/#x"] {
        #expect(HTTPMediaSource(base: base, client: client) == nil, "\(base)")
      }
      #expect(HTTPMediaSource(base: "http://a/b", client: client)?.name == "http://a/b/")
    }
  }

  @Test func aManifestIsFetchedOnceAndThenOnlyIfItChanged() async throws {
    let server = try await FaultyServer.start { request in
      request.headers["if-none-match"] == "\"7\""
        ? [.send(Array("HTTP/1.1 304 Not Modified\r\nETag: \"7\"\r\n\r\n".utf8))]
        : [.send(Array("HTTP/1.1 200 OK\r\nETag: \"7\"\r\nContent-Length: 3\r\n\r\nabc".utf8))]
    }
    try await withClient { client in
      let mirror = try #require(Mirror(base: server.base, client: client))
      #expect(try await mirror.manifest() == .manifest(Array("abc".utf8), tag: "\"7\""))
      #expect(try await mirror.manifest(unless: "\"7\"") == .unchanged)
    }
    #expect(server.requests.map(\.path) == ["/manifest", "/manifest"])
  }

  @Test func anEndlessManifestIsCutOff() async throws {
    let limit = Mirror.largestManifest
    let server = try await FaultyServer.start { _ in
      [
        .send(Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)),
        .send(Array("\(String(limit + 1, radix: 16))\r\n".utf8) + [UInt8](repeating: 65, count: limit + 1)),
      ]
    }
    try await withClient { client in
      let mirror = try #require(Mirror(base: server.base, client: client))
      await #expect(throws: MediaSourceFailure(server.base, .tooLarge(limit: limit))) {
        try await mirror.manifest()
      }
    }
  }

  @Test func aManifestThatStallsIsGivenUp() async throws {
    let server = try await FaultyServer.start { _ in
      [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nabc".utf8))]
    }
    try await withClient { client in
      // The limit of half a minute is over at once.
      let clock = SteppedClock(leaps: .hours(1))
      let mirror = try #require(Mirror(base: server.base, client: client, clock: clock.fetchClock))
      await #expect(throws: MediaSourceFailure(server.base, .stalled(seconds: 30))) {
        try await mirror.manifest()
      }
    }
  }
}

/// A client for a test, shut down after it.
func withClient<Value>(_ body: (HTTPClient) async throws -> Value) async throws -> Value {
  var configuration = HTTPClient.Configuration.forMedia()
  // Nobody waits in line for a connection: on a busy machine the wait would count against the time to connect.
  configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
  let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  do {
    let value = try await body(client)
    try await client.shutdown()
    return value
  } catch {
    try? await client.shutdown()
    throw error
  }
}
