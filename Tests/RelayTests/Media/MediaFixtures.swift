import Canonical
import Clocks
import Crypto
import Foundation
import Glibc
import NIOCore
import SeededRandom
import Synchronization
import Testing

@testable import Relay

/// A file with its name.
struct MediaSample: Sendable {
  let bytes: [UInt8]
  let sha256: String

  init(_ count: Int, seed: UInt64 = 1) {
    var chance = SeededChance(seed)
    var bytes = [UInt8]()
    bytes.reserveCapacity(count + 8)
    while bytes.count < count {
      withUnsafeBytes(of: chance.next()) { bytes.append(contentsOf: $0) }
    }
    bytes.removeLast(bytes.count - count)
    self.init(bytes: bytes)
  }

  init(bytes: [UInt8]) {
    self.bytes = bytes
    sha256 = Array(SHA256.hash(data: bytes)).hexadecimal
  }

  var length: Int64 { Int64(bytes.count) }
  func wish(due seconds: Int64 = 10_000) -> MediaWish {
    MediaWish(sha256: sha256, bytes: length, due: WallTime(seconds: seconds))
  }
  /// The end of it from a byte on, in an answer to a range.
  func part(from start: Int) -> [UInt8] {
    Array(
      """
      HTTP/1.1 206 Partial Content\r\nContent-Range: bytes \(start)-\(bytes.count - 1)/\(bytes.count)\r\n\
      Content-Length: \(bytes.count - start)\r\n\r\n
      """.utf8) + bytes[start...]
  }
  var whole: [UInt8] { Array("HTTP/1.1 200 OK\r\nContent-Length: \(bytes.count)\r\n\r\n".utf8) + bytes }
}

/// A folder that goes with the test.
final class MediaFolder: Sendable {
  let path: String
  init() throws {
    var template = Array((FileManager.default.temporaryDirectory.path + "/loa-media-XXXXXX").utf8CString)
    let made = try #require(mkdtemp(&template))
    path = String(cString: made)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: [UInt8], _ name: String) throws -> String {
    let place = path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: place))
    return place
  }
  func read(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path + "/" + name).map(Array.init)
  }
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

/// A clock moved by hand. Sleeps shorter than `leaps` end at once, and the clock shows their end.
final class SteppedClock: Sendable {
  private struct State {
    var now = MonotonicTime(nanoseconds: 1_000_000_000)
    var sleepers: [Int: (until: MonotonicTime, wake: CheckedContinuation<Void, any Error>)] = [:]
    var number = 0
    var slept: [Duration] = []
  }
  private let state = Mutex(State())
  private let leaps: Duration
  private let seed: Mutex<SeededChance>

  init(leaps: Duration = .zero, seed: UInt64 = 7) {
    self.leaps = leaps
    self.seed = Mutex(SeededChance(seed))
  }

  var now: MonotonicTime { state.withLock { $0.now } }
  /// Every sleep asked for.
  var slept: [Duration] { state.withLock { $0.slept } }

  var fetchClock: FetchClock {
    FetchClock(
      monotonic: { self.now },
      wall: { WallTime(nanoseconds: self.now.nanoseconds) },
      sleep: { try await self.sleep(until: $0) },
      chance: { self.seed.withLock { Double.random(in: 0..<1, using: &$0) } })
  }

  func advance(by duration: Duration) {
    let woken = state.withLock { state in
      state.now += duration
      let due = state.sleepers.filter { $0.value.until <= state.now }
      for key in due.keys { state.sleepers[key] = nil }
      return due.values.map(\.wake)
    }
    for wake in woken { wake.resume() }
  }

  private func sleep(until instant: MonotonicTime) async throws {
    let number = state.withLock { state in
      state.number += 1
      let pause = instant - state.now
      if pause > .zero { state.slept.append(pause) }
      if pause > .zero, pause < leaps { state.now = instant }
      return state.number
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { wake in
        let isOver = state.withLock { state in
          if instant <= state.now { return true }
          state.sleepers[number] = (instant, wake)
          return false
        }
        if isOver { wake.resume() }
        if Task.isCancelled { self.cancel(number) }
      }
    } onCancel: {
      cancel(number)
    }
  }

  private func cancel(_ number: Int) {
    state.withLock { $0.sleepers.removeValue(forKey: number) }?.wake.resume(throwing: CancellationError())
  }
}

/// Runs a fetcher while the test looks at it.
func withFetcher<Value: Sendable>(
  _ fetcher: MediaFetcher, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value?.self) { group in
    group.addTask {
      try await fetcher.run()
      return nil
    }
    group.addTask { try await body() }
    var value: Value?
    while value == nil, let next = try await group.next() { value = next }
    group.cancelAll()
    return try #require(value)
  }
}

extension MediaFetcher {
  /// Waits for an event; those before it are gone.
  func first<Value>(_ match: (Event) -> Value?) async -> Value? {
    for await event in events {
      if let value = match(event) { return value }
    }
    return nil
  }

  func delivery(of sha256: String) async -> String? {
    await first { if case .delivered(sha256, let path) = $0 { path } else { nil } }
  }
}
