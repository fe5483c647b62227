import CLinux
import Foundation
import Glibc

/// A program that a test has started and ends. It is waited for by the kernel's own word, and never for ever: Foundation's
/// `Process` has been seen to miss an end and to wait on.
final class ChildProcess {
  let pid: pid_t
  /// Becomes readable when the program has ended.
  private let watch: Int32
  private var end: Int32?

  struct NotStarted: Error { let program: String, reason: String }

  /// - Parameters:
  ///   - arguments: the program, looked up in `PATH`, and what it is told.
  ///   - environment: what it finds beside the environment of the tests.
  ///   - output: where its standard output goes; nil: nowhere. The same for `errors`.
  init(
    _ arguments: [String], environment: [String: String] = [:], output: Int32? = nil, errors: Int32? = nil
  ) throws {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    for (target, source) in [(Int32(1), output), (2, errors)] {
      if let source {
        posix_spawn_file_actions_adddup2(&files, source, target)
      } else {
        posix_spawn_file_actions_addopen(&files, target, "/dev/null", O_WRONLY, 0)
      }
    }
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var pid: pid_t = 0
    let error = Self.withStrings(arguments) { words in
      Self.withStrings(variables.map { "\($0.key)=\($0.value)" }) { variables in
        posix_spawnp(&pid, arguments[0], &files, nil, words, variables)
      }
    }
    guard error == 0 else {
      throw NotStarted(program: arguments[0], reason: String(cString: strerror(error)))
    }
    self.pid = pid
    watch = linux_process_descriptor(pid)
  }

  var isRunning: Bool { end == nil && !isOver(within: 0) }

  func send(_ signal: Int32) {
    if end == nil { kill(pid, signal) }
  }

  /// Waits until it has ended. One that has not by then is killed.
  /// - Returns: its exit status, or 128 and the signal that killed it, as a shell tells it.
  @discardableResult
  func waitForEnd(atMost seconds: Int32 = 120) -> Int32 {
    if let end { return end }
    if !isOver(within: seconds * 1_000) { kill(pid, SIGKILL) }
    var how = linux_process_end()
    let status = linux_process_reap(pid, &how) != 0 ? -1 : how.exited == 1 ? how.value : 128 + how.value
    end = status
    return status
  }

  private func isOver(within milliseconds: Int32) -> Bool {
    var waits = pollfd(fd: watch, events: Int16(POLLIN), revents: 0)
    return poll(&waits, 1, milliseconds) > 0
  }

  deinit {
    send(SIGKILL)
    waitForEnd()
    close(watch)
  }

  /// A null-terminated array of C strings.
  private static func withStrings<Value>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
  ) -> Value {
    var pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    pointers.append(nil)
    return body(pointers)
  }
}

extension ChildProcess {
  struct Answer {
    var status: Int32
    var output: String
    var complaints: String
  }

  /// Runs a program to its end.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], atMost seconds: Int = 120
  ) throws -> Answer {
    let (output, complaints) = (try ReadingPipe(), try ReadingPipe())
    let child = try ChildProcess(
      arguments, environment: environment, output: output.writingEnd, errors: complaints.writingEnd)
    output.closeWritingEnd()
    complaints.closeWritingEnd()
    let limit = Date().addingTimeInterval(Double(seconds))
    // Both are drained at once, so that neither can fill and stop the program.
    while !(output.isAtEnd && complaints.isAtEnd), limit.timeIntervalSinceNow > 0 {
      ReadingPipe.receive([output, complaints], before: limit)
    }
    return Answer(
      status: child.waitForEnd(atMost: Int32(max(1, limit.timeIntervalSinceNow))),
      output: String(decoding: output.received, as: UTF8.self),
      complaints: String(decoding: complaints.received, as: UTF8.self))
  }
}

/// What comes out of a program.
final class ReadingPipe {
  private let readingEnd: Int32
  private(set) var writingEnd: Int32
  private(set) var isAtEnd = false
  /// What has come and was not taken yet.
  var received = Data()

  init() throws {
    var ends: [Int32] = [-1, -1]
    guard linux_pipe_open(&ends) == 0 else {
      throw ChildProcess.NotStarted(program: "pipe", reason: String(cString: strerror(errno)))
    }
    readingEnd = ends[0]
    writingEnd = ends[1]
  }

  /// The program holds it now; without ours the end can be seen.
  func closeWritingEnd() {
    close(writingEnd)
    writingEnd = -1
  }

  /// Waits until one of the pipes has something or the time is up, and takes it.
  static func receive(_ pipes: [ReadingPipe], before limit: Date) {
    let open = pipes.filter { !$0.isAtEnd }
    var waits = open.map { pollfd(fd: $0.readingEnd, events: Int16(POLLIN), revents: 0) }
    let patience = min(max(0, limit.timeIntervalSinceNow), 3_600)
    guard poll(&waits, nfds_t(waits.count), Int32(patience * 1_000)) > 0 else { return }
    for (pipe, wait) in zip(open, waits) where wait.revents != 0 {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = read(pipe.readingEnd, &buffer, buffer.count)
      if count > 0 { pipe.received.append(contentsOf: buffer[..<count]) } else { pipe.isAtEnd = true }
    }
  }

  deinit {
    close(readingEnd)
    if writingEnd >= 0 { close(writingEnd) }
  }
}
