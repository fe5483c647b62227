import AsyncHTTPClient
import Clocks
import Testing

@testable import Relay

/// Two real nginx serve what `loa publish` laid out; one of them is killed.
@Suite(.timeLimit(.minutes(10))) struct MirrorTests {
  private let folder: MediaFolder
  init() throws { folder = try MediaFolder() }

  @Test func aMirrorKilledInTheMiddleIsReplacedByTheOtherAndNothingIsFetchedTwice() async throws {
    let long = MediaSample(4_000_000)
    let short = MediaSample(100_000, seed: 2)
    let www = folder.path + "/www"
    let outcome = try Publication.publish(
      signedManifest: Array("signed".utf8),
      media: [
        (long.sha256, try folder.write(long.bytes, "long.wav")),
        (short.sha256, try folder.write(short.bytes, "short.wav")),
      ], to: www, now: WallTime(seconds: 0))
    #expect(outcome.added == 2)
    let dying = try NginxServer(root: www, dribblesAfter: "2m")
    let other = try NginxServer(root: www)
    let store = try await MediaStore.open(folder.path + "/media")
    try await withClient { client in
      let mirrors = try [dying, other].map { try #require(Mirror(base: $0.base, client: client)) }
      let answer = try await mirrors[0].manifest()
      guard case .manifest(let bytes, let tag) = answer else {
        Issue.record("\(answer)")
        return
      }
      #expect(bytes == Array("signed".utf8) && tag != nil)
      #expect(try await mirrors[0].manifest(unless: tag) == .unchanged)

      let fetcher = MediaFetcher(
        store: store, sources: mirrors.map(\.media), limits: .init(budget: 1 << 40, reserve: 0))
      let delivered = try await withFetcher(fetcher) {
        await fetcher.want([long.wish()])
        _ = await fetcher.first { event -> Bool? in
          if case .progress(_, dying.base, let held, _) = event, held >= 1_000_000 { true } else { nil }
        }
        dying.kill()
        return await fetcher.delivery(of: long.sha256)
      }
      #expect(delivered == store.path(of: long.sha256))
      #expect(MediaStore.hash(of: delivered ?? "") == long.sha256)
    }
    // One request to the other, for the rest alone.
    let requests = await other.requests()
    #expect(requests.count == 1)
    let words = try #require(requests.first).split(separator: " ")
    let sent = try #require(Int(words[2]))
    #expect(words[0] == "206" && sent > 0 && sent <= 3_000_000)
    #expect(words[3] == "bytes=\(4_000_000 - sent)-")
  }

  @Test func whileBothMirrorsAreGoneTheParentDelivers() async throws {
    let sample = MediaSample(500_000)
    let www = folder.path + "/www"
    _ = try Publication.publish(
      signedManifest: [], media: [(sample.sha256, try folder.write(sample.bytes, "a.wav"))], to: www,
      now: WallTime(seconds: 0))
    // One is dead, the other was not published to.
    let dead = try NginxServer(root: www)
    dead.kill()
    let empty = try NginxServer(root: folder.path + "/nothing")
    let parent = try NginxServer(root: www)
    let store = try await MediaStore.open(folder.path + "/media")
    try await withClient { client in
      let sources = try [dead, empty, parent].map {
        try #require(HTTPMediaSource(base: $0.base, client: client))
      }
      let fetcher = MediaFetcher(store: store, sources: sources, limits: .init(budget: 1 << 40, reserve: 0))
      _ = try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        return await fetcher.delivery(of: sample.sha256)
      }
      let failures = await fetcher.picture.sources.map { $0.failure?.code }
      #expect(failures == ["source-unreachable", nil, nil])
    }
    #expect(await empty.requests().first?.hasPrefix("404 ") == true)
    #expect(store.path(of: sample.sha256) != nil)
  }
}
