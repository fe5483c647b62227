import AsyncHTTPClient
import Clocks
import Foundation
import NIOCore
import Platform
import SeededRandom
import Synchronization
import Testing

@testable import Relay

@Suite(.timeLimit(.minutes(10))) struct MediaFetcherTests {
  private let folder: MediaFolder
  private let store: MediaStore
  private let sample = MediaSample(1_000_000)
  /// Backoffs pass at once; ten seconds without a byte do not pass by themselves.
  private let clock = SteppedClock(leaps: .seconds(9))
  /// All backoffs pass at once: for a fetcher with more patience than any of them.
  private let patient = SteppedClock(leaps: .minutes(2))

  init() async throws {
    folder = try MediaFolder()
    store = try await MediaStore.open(folder.path)
  }

  private func fetcher(_ sources: [any MediaSource], _ change: (inout MediaFetcher.Limits) -> Void = { _ in })
    -> MediaFetcher
  {
    var limits = MediaFetcher.Limits(budget: 1 << 40, reserve: 0)
    change(&limits)
    let clock = limits.patience > .seconds(10) ? patient : clock
    return MediaFetcher(store: store, sources: sources, limits: limits, clock: clock.fetchClock)
  }

  private func source(_ server: FaultyServer, _ client: HTTPClient, _ name: String = "m1") throws
    -> any MediaSource
  {
    try #require(HTTPMediaSource(base: server.base, client: client, name: name))
  }

  @Test func aFileIsFetchedVerifiedAndAnnounced() async throws {
    let sample = sample
    let server = try await FaultyServer.start { _ in [.send(sample.whole)] }
    try await withClient { client in
      let fetcher = fetcher([try source(server, client)])
      let path = try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        return await fetcher.delivery(of: sample.sha256)
      }
      #expect(path == store.path(of: sample.sha256))
      #expect(await fetcher.picture.missing.isEmpty)
    }
    #expect(server.requests.count == 1)
  }

  /// A proxy that lets through a random part each time.
  @Test(arguments: 1..<6 as Range<UInt64>) func aLinkThatBreaksAgainAndAgainDeliversWithoutFetchingTwice(
    seed: UInt64
  ) async throws {
    let sample = sample
    let sent = Mutex(0)
    let server = try await FaultyServer.start { request in
      var chance = SeededChance(seed &* 1000 &+ UInt64(request.number))
      let answer = request.start == 0 ? sample.whole : sample.part(from: request.start)
      let head = answer.count - (sample.bytes.count - request.start)
      let count = min(answer.count - head, .random(in: 0...300_000, using: &chance))
      sent.withLock { $0 += count }
      return [.send(Array(answer[..<(head + count)])), .close]
    }
    try await withClient { client in
      let fetcher = fetcher([try source(server, client)]) { $0.patience = .hours(1) }
      let path = try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        return await fetcher.delivery(of: sample.sha256)
      }
      #expect(path != nil)
    }
    #expect(folder.read(sample.sha256) == sample.bytes)
    #expect(server.requests.count > 2)
    // What a broken connection had in its buffers may be lost; nothing else is asked for twice.
    #expect(server.requests.map(\.start) == server.requests.map(\.start).sorted())
  }

  @Test func aServerThatKnowsNoRangesIsReadOverWhatIsHeld() async throws {
    let sample = sample
    let partial = try await store.begin(sample.sha256, bytes: sample.length)
    try await partial.append(ByteBuffer(bytes: sample.bytes[..<700_000]))
    await partial.close()
    let server = try await FaultyServer.start { _ in [.send(sample.whole)] }
    try await withClient { client in
      let fetcher = fetcher([try source(server, client)])
      _ = try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        return await fetcher.delivery(of: sample.sha256)
      }
    }
    #expect(folder.read(sample.sha256) == sample.bytes)
    #expect(server.requests.map(\.start) == [700_000])
  }

  @Test func aSourceThatStallsIsLeftForTheNextAndWhatItSentIsKept() async throws {
    let sample = sample
    let stalling = try await FaultyServer.start { _ in [.send(Array(sample.whole.dropLast(400_000)))] }
    let sound = try await FaultyServer.start { [.send(sample.part(from: $0.start))] }
    try await withClient { client in
      let fetcher = fetcher([try source(stalling, client), try source(sound, client, "m2")])
      let clock = clock
      let failure = try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        _ = await fetcher.first { event -> Bool? in
          if case .progress(_, "m1", let held, _) = event, held == 600_000 { true } else { nil }
        }
        clock.advance(by: .seconds(10))
        let failure = await fetcher.first { if case .failing(let failure) = $0 { failure } else { nil } }
        _ = await fetcher.delivery(of: sample.sha256)
        return failure
      }
      #expect(failure == MediaSourceFailure("m1", .stalled(seconds: 10)))
    }
    #expect(sound.requests.map(\.start) == [600_000])
    #expect(folder.read(sample.sha256) == sample.bytes)
  }

  /// Accepts and then says nothing: half open.
  @Test func aSourceThatNeverAnswersIsLeftForTheNext() async throws {
    let sample = sample
    let (asked, ask) = AsyncStream<Void>.makeStream()
    let silent = try await FaultyServer.start { _ in
      ask.yield()
      return []
    }
    let sound = try await FaultyServer.start { _ in [.send(sample.whole)] }
    try await withClient { client in
      let fetcher = fetcher([try source(silent, client), try source(sound, client, "m2")])
      let clock = clock
      _ = try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        for await _ in asked { break }
        clock.advance(by: .seconds(10))
        return await fetcher.delivery(of: sample.sha256)
      }
    }
    #expect(sound.requests.count == 1)
  }

  @Test func aMirrorThatSendsWrongBytesIsReportedAndTheParentAsked() async throws {
    let (sample, other) = (sample, MediaSample(1_000_000, seed: 2))
    let liar = try await FaultyServer.start { _ in [.send(other.whole)] }
    let parent = try await FaultyServer.start { _ in [.send(sample.whole)] }
    try await withClient { client in
      let fetcher = fetcher([try source(liar, client, "liar"), try source(parent, client, "parent")])
      let refused = try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        let refused = await fetcher.first { event -> String? in
          if case .refused(let refusal, let source) = event { "\(refusal.code) \(source ?? "")" } else { nil }
        }
        _ = await fetcher.delivery(of: sample.sha256)
        return refused
      }
      #expect(refused == "media-wrong-content liar")
    }
    #expect(liar.requests.count == 1)
    #expect(folder.read(sample.sha256) == sample.bytes)
  }

  /// The beginning from a good source, the end from a bad one: the whole is thrown away, then taken from one alone.
  @Test func aFilePutTogetherWrongIsTakenFromOneSource() async throws {
    let (sample, other) = (sample, MediaSample(1_000_000, seed: 2))
    let good = try await FaultyServer.start { request in
      let answer = request.start == 0 ? sample.whole : sample.part(from: request.start)
      return request.number == 0 ? [.send(Array(answer.dropLast(500_000))), .close] : [.send(answer)]
    }
    let bad = try await FaultyServer.start { [.send(other.part(from: $0.start))] }
    try await withClient { client in
      let fetcher = fetcher([try source(good, client, "good"), try source(bad, client, "bad")])
      _ = try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        return await fetcher.delivery(of: sample.sha256)
      }
    }
    #expect(folder.read(sample.sha256) == sample.bytes)
    // The rest first; later, if at all, the whole.
    #expect(bad.requests.first.map { (0...500_000).contains($0.start) } == true)
    #expect(bad.requests.dropFirst().allSatisfy { $0.start == 0 })
  }

  @Test func aServerThatLiesAboutTheLengthIsNotRead() async throws {
    let sample = sample
    let liar = try await FaultyServer.start { _ in
      [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".utf8) + sample.bytes)]
    }
    let sound = try await FaultyServer.start { _ in [.send(sample.whole)] }
    try await withClient { client in
      let fetcher = fetcher([try source(liar, client), try source(sound, client, "m2")])
      let failure = try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        let failure = await fetcher.first { if case .failing(let failure) = $0 { failure } else { nil } }
        _ = await fetcher.delivery(of: sample.sha256)
        return failure
      }
      #expect(failure?.reason == .wrongLength(expected: 1_000_000, found: 99_999_999_999))
    }
    #expect(folder.read(sample.sha256) == sample.bytes)
  }

  @Test func anEndlessBodyIsCutOffWhereTheFileEnds() async throws {
    let sample = sample
    let server = try await FaultyServer.start { _ in
      [
        .send(
          Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n".utf8) + sample.bytes
            + [UInt8](repeating: 7, count: 0x200000 - sample.bytes.count) + Array("\r\n".utf8))
      ]
    }
    try await withClient { client in
      let fetcher = fetcher([try source(server, client)])
      _ = try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        return await fetcher.delivery(of: sample.sha256)
      }
    }
    #expect(folder.read(sample.sha256) == sample.bytes)
  }

  @Test func anEmergencyTakesTheLinkAndWhatWasBegunIsKept() async throws {
    let (long, emergency) = (sample, MediaSample(200_000, seed: 5))
    // The long file stops half way until somebody asks for the rest.
    let server = try await FaultyServer.start { request in
      if request.path.hasSuffix(emergency.sha256) { return [.send(emergency.whole)] }
      return request.start == 0
        ? [.send(Array(long.whole.dropLast(500_000)))] : [.send(long.part(from: request.start))]
    }
    try await withClient { client in
      let fetcher = fetcher([try source(server, client)])
      let order = try await withFetcher(fetcher) {
        await fetcher.want([long.wish()])
        _ = await fetcher.first { event -> Bool? in
          if case .progress(_, _, 500_000, _) = event { true } else { nil }
        }
        await fetcher.want([long.wish(), emergency.wish(due: 2)])
        var order: [String] = []
        while order.count < 2 {
          let next = await fetcher.first { if case .delivered(let name, _) = $0 { name } else { nil } }
          order.append(next ?? "")
        }
        return order
      }
      #expect(order == [emergency.sha256, long.sha256])
    }
    #expect(server.requests.map(\.start) == [0, 0, 500_000])
    #expect(folder.read(long.sha256) == long.bytes)
  }

  @Test func aFlappingSourceIsAskedEverMoreSeldom() async throws {
    let sample = sample
    let server = try await FaultyServer.start { $0.number < 12 ? [.close] : [.send(sample.whole)] }
    let begin = patient.now
    try await withClient { client in
      let fetcher = fetcher([try source(server, client)]) { $0.patience = .hours(1) }
      _ = try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        return await fetcher.delivery(of: sample.sha256)
      }
    }
    #expect(server.requests.count == 13)
    // 0.5 + 1 + 2 + 4 + 8 + 16 + 6 * 30 s at least, twice that at most.
    let seconds = (patient.now - begin).inSeconds
    #expect(seconds >= 211.5 && seconds <= 423)
  }

  @Test func whenTheLinkIsBackASourceThatRestsIsAskedAtOnce() async throws {
    let sample = sample
    let server = try await FaultyServer.start { $0.number < 1 ? [.close] : [.send(sample.whole)] }
    // No wait ever passes by itself.
    let clock = SteppedClock()
    try await withClient { client in
      let fetcher = MediaFetcher(
        store: store, sources: [try source(server, client)], limits: .init(budget: 1 << 40, reserve: 0),
        clock: clock.fetchClock)
      _ = try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        // It rests from the moment in which its failure is told.
        _ = await fetcher.first { if case .failing = $0 { true } else { nil } }
        await fetcher.linkIsBack()
        return await fetcher.delivery(of: sample.sha256)
      }
    }
    #expect(server.requests.count == 2)
  }

  @Test func theBandwidthLimitIsKept() async throws {
    let sample = sample
    let server = try await FaultyServer.start { _ in [.send(sample.whole)] }
    let begin = clock.now
    try await withClient { client in
      let fetcher = fetcher([try source(server, client)]) { $0.kilobitsPerSecond = 800 }
      _ = try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        return await fetcher.delivery(of: sample.sha256)
      }
    }
    // A megabyte at 100 kB/s.
    let seconds = (clock.now - begin).inSeconds
    #expect(seconds > 9 && seconds < 11)
  }

  @Test func whatDoesNotFitIsReportedOnceAndOldFilesMakeRoom() async throws {
    let (old, next, large) = (
      MediaSample(60_000, seed: 1), MediaSample(60_000, seed: 2), MediaSample(90_000, seed: 3)
    )
    let server = try await FaultyServer.start { request in
      [.send((request.path.hasSuffix(old.sha256) ? old : next).whole)]
    }
    try await withClient { client in
      let fetcher = fetcher([try source(server, client)]) { $0.budget = 100_000 }
      let refused = try await withFetcher(fetcher) {
        await fetcher.want([old.wish(due: 2000)])
        _ = await fetcher.delivery(of: old.sha256)
        await fetcher.want([next.wish(due: 3000), large.wish(due: 4000)])
        await fetcher.want([next.wish(due: 3000), large.wish(due: 4000)])
        var refused: [MediaRefusal] = []
        _ = await fetcher.first { event -> Bool? in
          if case .refused(let refusal, _) = event { refused.append(refusal) }
          if case .delivered(next.sha256, _) = event { return true }
          return nil
        }
        return refused
      }
      #expect(refused == [MediaRefusal(large.sha256, .noRoom(bytes: 90_000))])
      #expect(store.path(of: old.sha256) == nil)
      #expect(store.path(of: next.sha256) != nil)
      #expect(await fetcher.picture.unfit.map(\.sha256) == [large.sha256])
    }
  }

  @Test func aFileForWhichThereWasNoRoomIsFetchedWhenThereIs() async throws {
    let sample = sample
    let server = try await FaultyServer.start { _ in [.send(sample.whole)] }
    try await withClient { client in
      let free = Mutex(sample.length - 1)
      let fetcher = MediaFetcher(
        store: store, sources: [try source(server, client)],
        limits: .init(budget: 1 << 40, reserve: 0, patience: .minutes(5)), clock: patient.fetchClock
      ) { _ in FreeSpace(available: free.withLock { $0 }, total: 1 << 40) }
      try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        let refusal = await fetcher.first { event -> MediaRefusal? in
          if case .refused(let refusal, _) = event { refusal } else { nil }
        }
        #expect(refusal == MediaRefusal(sample.sha256, .noRoom(bytes: sample.length)))
        free.withLock { $0 = sample.length }
        #expect(await fetcher.delivery(of: sample.sha256) == store.path(of: sample.sha256))
      }
    }
  }

  @Test func aFileFoundDamagedIsFetchedAgain() async throws {
    let sample = sample
    let partial = try await store.begin(sample.sha256, bytes: sample.length)
    try await partial.append(ByteBuffer(bytes: sample.bytes))
    _ = try await partial.finish()
    _ = try folder.write([UInt8](repeating: 1, count: 1_000_000), sample.sha256)
    let again = try await MediaStore.open(folder.path)
    let server = try await FaultyServer.start { _ in [.send(sample.whole)] }
    try await withClient { client in
      let fetcher = MediaFetcher(
        store: again, sources: [try source(server, client)], limits: .init(budget: 1 << 40, reserve: 0),
        clock: clock.fetchClock)
      _ = try await withFetcher(fetcher) {
        await fetcher.want([sample.wish()])
        return await fetcher.delivery(of: sample.sha256)
      }
    }
    #expect(folder.read(sample.sha256) == sample.bytes)
  }

  /// Killed at a random moment of a transfer; the next run goes on.
  @Test func aKilledFetcherGoesOnWhereItWas() async throws {
    let sample = sample
    let server = try await FaultyServer.start { request in
      // The first time only half comes, and then nothing.
      request.number == 0
        ? [.send(Array(sample.whole.dropLast(500_000)))] : [.send(sample.part(from: request.start))]
    }
    try await withClient { client in
      let first = fetcher([try source(server, client)])
      _ = try await withFetcher(first) {
        await first.want([sample.wish()])
        return await first.first { if case .progress(_, _, 500_000, _) = $0 { true } else { nil } }
      }
      let second = MediaFetcher(
        store: try await MediaStore.open(folder.path), sources: [try source(server, client)],
        limits: .init(budget: 1 << 40, reserve: 0), clock: clock.fetchClock)
      _ = try await withFetcher(second) {
        await second.want([sample.wish()])
        return await second.delivery(of: sample.sha256)
      }
    }
    #expect(server.requests.map(\.start) == [0, 500_000])
    #expect(folder.read(sample.sha256) == sample.bytes)
  }
}
