import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Relay

/// All simulated stations, on one thread.
final class Crowd {
  let loop: any EventLoop
  private var stations: [LoadStation] = []
  private var second = 0
  private var ticks = 0
  private var reports: [Int64: String] = [:]
  private var began: NIODeadline?
  private var firstUp: NIODeadline?
  private var allHeld: NIODeadline?
  /// What all held before they were told to connect.
  private var before: Int64 = 0

  /// Attempts to connect, those that failed, streams that stand.
  var tried = 0
  var failed = 0
  var up = 0
  var callsLost = 0
  var refused = 0
  private var manifestBytes = 0
  private var hashes: [String] = []

  private init(_ identities: Identities, loop: any EventLoop, port: Int) throws {
    self.loop = loop
    let dialling = Dialling(loop: loop, host: identities.host, port: port)
    stations = try (0..<identities.count).map {
      LoadStation(context: try identities.context($0), dialling: dialling, crowd: self, phase: $0)
    }
  }

  /// Holds the streams of all until standard input says `quit` or ends.
  static func hold(_ identities: Identities, port: Int) async throws {
    let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
    let crowd = try await loop.submit {
      NIOLoopBound(try Crowd(identities, loop: loop, port: port), eventLoop: loop)
    }.get()
    loop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(100)) { _ in crowd.value.tick() }
    say("ready", [:])
    for await line in standardInput() {
      guard line != "quit" else { break }
      loop.execute {
        switch line {
        case "connect": crowd.value.connect()
        case "expect": crowd.value.expect()
        case "pause": crowd.value.began = nil
        default: break
        }
      }
    }
  }

  private static func standardInput() -> AsyncStream<String> {
    AsyncStream { lines in
      Thread.detachNewThread {
        while let line = readLine() { lines.yield(line) }
        lines.finish()
      }
    }
  }

  /// Nobody dials until told to.
  var isPaused: Bool { began == nil }

  private func connect() {
    began = .now()
    (allHeld, firstUp, tried, failed, callsLost, refused) = (nil, nil, 0, 0, 0, 0)
    before = stations.map(\.held).max() ?? 0
    for station in stations { station.begin() }
  }

  /// All are connected; from now on the time runs until all hold a newer manifest.
  private func expect() {
    began = .now()
    (allHeld, tried, failed, callsLost, refused) = (nil, 0, 0, 0, 0)
    before = stations.map(\.held).max() ?? 0
    for station in stations { station.expect() }
  }

  private func tick() {
    guard let began else { return }
    for station in stations { station.look() }
    ticks += 1
    if ticks.isMultiple(of: 10) {
      second += 1
      for station in stations { station.lookAround(second: second) }
    }
    if firstUp == nil, up > 0 { firstUp = .now() }
    if allHeld == nil, stations.allSatisfy({ $0.isUp && $0.held > before }) {
      allHeld = .now()
      Self.say("all-hold", numbers(since: began))
    }
    if allHeld != nil, stations.allSatisfy(\.hasReported) {
      Self.say("all-reported", numbers(since: began))
      allHeld = nil
      before = .max
    }
    if ticks.isMultiple(of: 50) { Self.say("state", numbers(since: began)) }
  }

  private func numbers(since began: NIODeadline) -> [String: Double] {
    [
      "seconds": Double((NIODeadline.now() - began).nanoseconds) / 1e9, "up": Double(up),
      "tried": Double(tried), "failed": Double(failed), "callsLost": Double(callsLost),
      "refused": Double(refused), "manifestBytes": Double(manifestBytes),
      "held": Double(stations.count { $0.held > before }),
    ]
  }

  // MARK: What is the same for all

  /// The files that the manifest names are wanted of the first who holds one.
  var manifestIsUnread: Bool { hashes.isEmpty }

  func read(_ answer: CallsHandler.Answer) {
    manifestBytes = answer.bytes
    guard hashes.isEmpty, !answer.body.isEmpty else { return }
    let text = String(decoding: answer.body, as: UTF8.self)
    let found = text.matches(of: /"sha256":"([0-9a-f]{64})"/).map { String($0.1) }
    hashes = Array(Set(found)).sorted()
  }

  /// As a real station reports that has all its media.
  func report(holding manifest: Int64) -> String {
    if let known = reports[manifest] { return known }
    let report = StationReport(
      software: "0.1.0", manifest: manifest > 0 ? manifest : nil, delivered: hashes, held: hashes.count,
      wanted: hashes.count, clockOffset: .milliseconds(1), clockBound: .milliseconds(9), clockState: "trusted"
    )
    let text = (try? JSONEncoder().encode(report)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    if !hashes.isEmpty { reports[manifest] = text }
    return text
  }

  /// One line for whoever measures.
  static func say(_ event: String, _ numbers: [String: Double]) {
    let fields = numbers.sorted { $0.key < $1.key }.map { ",\"\($0.key)\":\($0.value)" }
    // Not through the C library's streams: flushing them waits for the one that is being read.
    FileHandle.standardOutput.write(Data("{\"event\":\"\(event)\"\(fields.joined())}\n".utf8))
  }
}
