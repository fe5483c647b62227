import AsyncHTTPClient
import Foundation
import Hummingbird
import NIOCore
import NIOHTTP1
import Testing

@testable import Relay

@Suite(.timeLimit(.minutes(1))) struct MediaServingTests {
  private let folder: MediaFolder
  private let sample = MediaSample(1_000_000)
  init() throws { folder = try MediaFolder() }

  /// A server with the route as the parent mounts it.
  private func withServer<Value: Sendable>(
    _ files: any MediaFiles, memory: Int = 1 << 20,
    _ body: @escaping @Sendable (_ base: String, HTTPClient) async throws -> Value
  ) async throws -> Value {
    let serving = MediaServing(files: files, memory: memory)
    let router = Router()
    for method in [HTTPRequest.Method.get, .head, .post] {
      router.on("v1/media/:sha256", method: method) { request, context in
        try await serving.response(sha256: context.parameters.require("sha256"), request: request)
      }
    }
    let (ports, port) = AsyncStream<Int>.makeStream()
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { port.yield($0.localAddress?.port ?? 0) })
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask {
        try await application.run()
        return nil
      }
      group.addTask {
        var number = 0
        for await next in ports {
          number = next
          break
        }
        let base = "http://127.0.0.1:\(number)/v1/"
        return try await withClient { try await body(base, $0) }
      }
      var value: Value?
      while value == nil, let next = try await group.next() { value = next }
      group.cancelAll()
      return try #require(value)
    }
  }

  private func places() throws -> MediaPlaces {
    MediaPlaces([sample.sha256: try folder.write(sample.bytes, "a.wav")])
  }

  private func bytes(_ response: HTTPClientResponse) async throws -> [UInt8] {
    Array(try await response.body.collect(upTo: 1 << 24).readableBytesView)
  }

  @Test func aFileIsServedWholeAndInParts() async throws {
    let (files, sample) = (try places(), sample)
    try await withServer(files) { base, client in
      let url = base + "media/" + sample.sha256
      let whole = try await client.execute(HTTPClientRequest(url: url), timeout: .minutes(5))
      #expect(whole.status == .ok && whole.headers["content-length"] == ["1000000"])
      #expect(whole.headers["etag"] == ["\"\(sample.sha256)\""])
      #expect(whole.headers["cache-control"] == ["public, max-age=31536000, immutable"])
      #expect(try await bytes(whole) == sample.bytes)
      // Across and within the pieces that it is read in.
      for range in [0..<1, 262_143..<262_145, 262_144..<524_288, 999_999..<1_000_000, 5..<999_995] {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "Range", value: "bytes=\(range.lowerBound)-\(range.upperBound - 1)")
        let part = try await client.execute(request, timeout: .minutes(5))
        #expect(part.status == .partialContent)
        #expect(
          part.headers["content-range"] == ["bytes \(range.lowerBound)-\(range.upperBound - 1)/1000000"])
        #expect(try await bytes(part) == Array(sample.bytes[range]))
      }
    }
  }

  @Test func requestsWithoutABodyAreAnsweredRightly() async throws {
    let (files, sample) = (try places(), sample)
    try await withServer(files) { base, client in
      func ask(_ name: String, _ method: String = "GET", _ headers: [(String, String)] = []) async throws
        -> HTTPClientResponse
      {
        var request = HTTPClientRequest(url: base + "media/" + name)
        request.method = .init(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        let response = try await client.execute(request, timeout: .minutes(5))
        #expect(try await bytes(response).isEmpty)
        return response
      }
      let head = try await ask(sample.sha256, "HEAD", [("Range", "bytes=5-")])
      #expect(head.status == .ok && head.headers["content-length"] == ["1000000"])
      let beyond = try await ask(sample.sha256, "GET", [("Range", "bytes=1000000-")])
      #expect(beyond.status == .rangeNotSatisfiable)
      #expect(beyond.headers["content-range"] == ["bytes */1000000"])
      let same = try await ask(sample.sha256, "GET", [("If-None-Match", "\"\(sample.sha256)\"")])
      #expect(same.status == .notModified)
      #expect(try await ask(MediaSample(1).sha256).status == .notFound)
      #expect(try await ask("..%2f..%2fetc%2fpasswd").status == .notFound)
      #expect(try await ask(sample.sha256.uppercased()).status == .notFound)
      #expect(try await ask(sample.sha256, "POST").status == .methodNotAllowed)
    }
  }

  @Test func aStationFetchesFromItsParent() async throws {
    let (files, sample) = (try places(), sample)
    let store = try await MediaStore.open(folder.path + "/media")
    let partial = try await store.begin(sample.sha256, bytes: sample.length)
    try await partial.append(ByteBuffer(bytes: sample.bytes[..<333_333]))
    await partial.close()
    let path = try await withServer(files) { base, client in
      let source = try #require(HTTPMediaSource(base: base, client: client))
      let fetcher = MediaFetcher(store: store, sources: [source], limits: .init(budget: 1 << 40, reserve: 0))
      return try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        return await fetcher.delivery(of: sample.sha256)
      }
    }
    #expect(FileManager.default.contents(atPath: path ?? "").map(Array.init) == sample.bytes)
  }

  @Test func whoReadsAFileGetsAllOfItThoughItIsEvicted() async throws {
    // More than the sockets' buffers hold, so that most of it is sent after the eviction.
    let large = MediaSample(bytes: [UInt8](repeating: 42, count: 64 << 20))
    let store = try await MediaStore.open(folder.path + "/media")
    _ = try await store.adopt(try folder.write(large.bytes, "large"), as: large.sha256)
    try await withServer(store) { base, client in
      let response = try await client.execute(
        HTTPClientRequest(url: base + "media/" + large.sha256), timeout: .minutes(5))
      await store.remove(large.sha256)
      var count = 0
      for try await piece in response.body { count += piece.readableBytes }
      #expect(count == large.bytes.count)
      let gone = try await client.execute(
        HTTPClientRequest(url: base + "media/" + MediaSample(9).sha256), timeout: .minutes(5))
      #expect(gone.status == .notFound)
    }
  }

  @Test func anEditionThatWasChangedIsNotServedUnderItsOldName() async throws {
    let (files, sample) = (try places(), sample)
    #expect(await files.verifiedPath(of: sample.sha256) != nil)
    _ = try folder.write(MediaSample(1_000_000, seed: 2).bytes, "a.wav")
    #expect(await files.verifiedPath(of: sample.sha256) == nil)
    _ = try folder.write(sample.bytes, "a.wav")
    #expect(await files.verifiedPath(of: sample.sha256) != nil)
    files.replace([:])
    #expect(await files.verifiedPath(of: sample.sha256) == nil)
  }

  @Test func manyReadersShareWhatIsReadOnce() async throws {
    let (files, sample) = (try places(), sample)
    try await withServer(files, memory: 2 * 256 * 1024) { base, client in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<40 {
          group.addTask {
            let response = try await client.execute(
              HTTPClientRequest(url: base + "media/" + sample.sha256), timeout: .minutes(5))
            return try await bytes(response) == sample.bytes
          }
        }
        for try await isSame in group { #expect(isSame) }
      }
    }
  }

  @Test func theMemoryForPiecesIsBounded() throws {
    let memory = PieceMemory(bytes: 3 * ServedFile.piece)
    let file = try #require(ServedFile(path: try folder.write(sample.bytes, "x"), memory: memory))
    func key(_ number: Int) -> PieceMemory.Key { .init(file: ObjectIdentifier(file), number: number) }
    for number in 0..<10_000 {
      memory.keep(ByteBuffer(bytes: [1]), key(number))
      #expect(memory.piece(key(number)) != nil)
    }
    #expect((0..<10_000).filter { memory.piece(key($0)) != nil } == [9997, 9998, 9999])
    memory.forget(file)
    #expect(memory.piece(key(9999)) == nil)
  }
}
