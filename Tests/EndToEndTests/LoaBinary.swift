import Foundation
import Glibc

/// The program as it was built, beside the tests.
enum LoaBinary {
  static let url: URL = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("loa")
  }()

  struct Answer {
    var status: Int32
    var output: String
    var complaints: String
  }

  /// Runs a command to its end.
  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Answer {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      .merging(["LOA_LANG": "en"]) { own, _ in own }
    let (output, complaints) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = complaints
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // Both pipes are drained at once, so that neither can fill and stop the program.
    let errors = DispatchQueue(label: "errors")
    nonisolated(unsafe) var said = Data()
    errors.async { said = complaints.fileHandleForReading.readDataToEndOfFile() }
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    errors.sync {}
    return Answer(
      status: process.terminationStatus, output: String(decoding: answer, as: UTF8.self),
      complaints: String(decoding: said, as: UTF8.self))
  }
}

/// A node that runs, and what it has said so far.
final class RunningNode {
  private let process = Process()
  private let said = Pipe()
  private var buffer = Data()
  private(set) var lines: [String] = []

  init(config: String, environment: [String: String]) throws {
    process.executableURL = LoaBinary.url
    process.arguments = ["run", "--config", config]
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      .merging(["JOURNAL_STREAM": ""]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    process.standardError = said
    try process.run()
  }

  var isRunning: Bool { process.isRunning }
  var pid: pid_t { process.processIdentifier }

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

  private func nextLine(before limit: Date = .distantFuture) -> String? {
    while true {
      if let end = buffer.firstIndex(of: 10) {
        let line = String(decoding: buffer[buffer.startIndex..<end], as: UTF8.self)
        buffer = Data(buffer[(end + 1)...])
        return line
      }
      let patience = min(limit.timeIntervalSinceNow, 3600)
      var watched = pollfd(fd: said.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard patience > 0, poll(&watched, 1, Int32(patience * 1000)) > 0 else { return nil }
      let more = said.fileHandleForReading.availableData
      guard !more.isEmpty else { return nil }
      buffer.append(more)
    }
  }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits until it has ended. What it says meanwhile is kept.
  @discardableResult
  func waitForEnd() -> Int32 {
    while let line = nextLine() { lines.append(line) }
    process.waitUntilExit()
    return process.terminationStatus
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }
}
