import Foundation
import Glibc

/// The program as it was built, beside the tests.
enum LoaBinary {
  static let url: URL = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("loa")
  }()

  /// Runs a command to its end.
  /// - Parameter host: what runs a program on another host; empty: on this one.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], on host: [String] = []
  ) throws -> ChildProcess.Answer {
    try ChildProcess.run(
      host + [url.path] + arguments, environment: ["LOA_LANG": "en"].merging(environment) { $1 })
  }
}

/// A node that runs, and what it has said so far.
final class RunningNode {
  private let process: ChildProcess
  private let said: ReadingPipe
  private(set) var lines: [String] = []

  /// - Parameter host: what runs a program on another host; empty: on this one.
  init(config: String, environment: [String: String], on host: [String] = []) throws {
    said = try ReadingPipe()
    process = try ChildProcess(
      host + [LoaBinary.url.path, "run", "--config", config],
      environment: environment.merging(["JOURNAL_STREAM": ""]) { $1 }, errors: said.writingEnd)
    said.closeWritingEnd()
  }

  var isRunning: Bool { process.isRunning }
  var pid: pid_t { process.pid }

  /// The next line that contains the words; nil when the node ends, or a minute passes, before it says so.
  func line(containing words: String) -> String? {
    let limit = Date().addingTimeInterval(60)
    while let line = nextLine(before: limit) {
      lines.append(line)
      if line.contains(words) { return line }
    }
    return nil
  }

  /// How an airing ended: `lenh@…: aired airing=… outcome=aired`.
  func outcome(of airing: String) -> String? {
    while let line = line(containing: "outcome=") {
      guard line.contains(airing), let outcome = line.split(separator: "outcome=").last else { continue }
      return String(outcome.prefix(while: { !$0.isWhitespace }))
    }
    return nil
  }

  private func nextLine(before limit: Date) -> String? {
    while true {
      if let end = said.received.firstIndex(of: 10) {
        let line = String(decoding: said.received[said.received.startIndex..<end], as: UTF8.self)
        said.received = Data(said.received[(end + 1)...])
        return line
      }
      guard !said.isAtEnd, limit.timeIntervalSinceNow > 0 else { return nil }
      ReadingPipe.receive([said], before: limit)
    }
  }

  func send(_ signal: Int32) { process.send(signal) }

  /// Waits until it has ended. What it says meanwhile is kept.
  @discardableResult
  func waitForEnd() -> Int32 {
    let limit = Date().addingTimeInterval(120)
    while let line = nextLine(before: limit) { lines.append(line) }
    return process.waitForEnd(atMost: Int32(max(1, limit.timeIntervalSinceNow)))
  }
}
