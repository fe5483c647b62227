import CLinux
import Clocks
import Foundation
import Glibc
public import Phrases

/// Runs another program: a list of arguments (never a shell), bytes on its standard input, a time limit, and no more of
/// its output than is worth keeping.
public struct ProcessRunner: Sendable {
  /// A program that runs longer is killed with all it started.
  public var timeLimit: Duration
  /// Bytes of output kept; the rest is read and dropped.
  public var outputLimit: Int

  public init(timeLimit: Duration = .seconds(30), outputLimit: Int = 16 * 1024) {
    self.timeLimit = timeLimit
    self.outputLimit = outputLimit
  }

  /// Runs the program to its end and returns what it printed (output and error together).
  ///
  /// The work is done on a thread of its own. When the task is cancelled the program is killed.
  public func run(_ arguments: [String], input: [UInt8] = []) async throws(ProcessFailure) -> String {
    let command = arguments.first ?? ""
    guard !command.isEmpty else { throw ProcessFailure(command: "", .notStarted(errno: ENOENT)) }
    guard let cancel = EventDescriptor() else {
      throw ProcessFailure(command: command, .notStarted(errno: errno))
    }
    let result: Result<String, ProcessFailure> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        do throws(PlatformError) {
          _ = try SystemThread(name: "loa-command") {
            continuation.resume(
              returning: Result { () throws(ProcessFailure) in
                var process = try RunningProcess(arguments, runner: self)
                return try process.converse(input, cancel: cancel)
              })
          }
        } catch {
          continuation.resume(
            returning: .failure(ProcessFailure(command: command, .notStarted(errno: error.errno))))
        }
      }
    } onCancel: {
      cancel.signal()
    }
    return try result.get()
  }
}

/// Why a program did not do its work.
public struct ProcessFailure: OperatorError, Hashable {
  public enum Reason: Sendable, Hashable {
    case notStarted(errno: Int32)
    case exited(status: Int32)
    case killed(signal: Int32)
    case timedOut(after: Duration)
    case cancelled
  }

  public var command: String
  public var reason: Reason
  /// What it had printed.
  public var output: String

  public init(command: String, _ reason: Reason, output: String = "") {
    self.command = command
    self.reason = reason
    self.output = output
  }

  public var code: String {
    switch reason {
    case .notStarted: "command-not-started"
    case .exited, .killed: "command-failed"
    case .timedOut: "command-timed-out"
    case .cancelled: "command-cancelled"
    }
  }

  public var what: Text {
    let (command, output) = (command, output)
    return switch reason {
    case .notStarted(let errno):
      Text { $0.commandNotStarted(command, reason: systemReason(errno)) }
    case .exited(let status):
      Text { $0.commandExited(command, status: Int(status), output: output) }
    case .killed(let signal):
      Text { $0.commandKilled(command, signal: Int(signal), output: output) }
    case .timedOut(let limit):
      Text { $0.commandTimedOut(command, seconds: limit.inSeconds, output: output) }
    case .cancelled:
      Text { $0.commandCancelled(command) }
    }
  }

  public var remedy: Text {
    let command = command
    return Text { $0.tryCommandByHand(command) }
  }
}

/// A started program and the pipes to it. Lives on one thread, which it blocks.
private struct RunningProcess: ~Copyable {
  private let command: String
  private let timeLimit: Duration
  private let outputLimit: Int
  private let pid: pid_t
  private let ended: Int32
  private var input: Int32
  private var output: Int32

  init(_ arguments: [String], runner: ProcessRunner) throws(ProcessFailure) {
    command = arguments[0]
    timeLimit = runner.timeLimit
    outputLimit = max(0, runner.outputLimit)
    var ends: [Int32] = [-1, -1, -1, -1]
    func refuse(_ error: Int32) -> ProcessFailure {
      for end in ends where end >= 0 { close(end) }
      return ProcessFailure(command: arguments[0], .notStarted(errno: error))
    }
    // A socket pair for the input: unlike a pipe it can be told not to raise SIGPIPE.
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0
    else { throw refuse(errno) }
    var pipeEnds: [Int32] = [-1, -1]
    guard linux_pipe_open(&pipeEnds) == 0 else { throw refuse(errno) }
    ends[2] = pipeEnds[0]
    ends[3] = pipeEnds[1]

    var pid: pid_t = 0
    let error = Self.withStrings(arguments) { argv in
      Self.withStrings(Self.environment()) { environment in
        linux_process_start(argv, environment, ends[1], ends[3], &pid)
      }
    }
    guard error == 0 else { throw refuse(error) }
    close(ends[1])
    close(ends[3])
    self.pid = pid
    ended = linux_process_descriptor(pid)
    input = ends[0]
    output = ends[2]
    for end in [input, output] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  deinit {
    for end in [input, output, ended] where end >= 0 { close(end) }
  }

  /// Feeds the input, collects the output, and waits for the end of the program.
  mutating func converse(_ bytes: [UInt8], cancel: EventDescriptor) throws(ProcessFailure) -> String {
    let deadline = SystemClock.monotonic() + timeLimit
    var unsent = bytes[...]
    var printed: [UInt8] = []
    var stopped: ProcessFailure.Reason? = ended < 0 ? .notStarted(errno: ENOSYS) : nil
    var isRunning = true
    while isRunning && stopped == nil {
      send(&unsent)
      let left = (deadline - SystemClock.monotonic()).wholeNanoseconds / 1_000_000
      if left <= 0 {
        stopped = .timedOut(after: timeLimit)
        break
      }
      var waits = [
        pollfd(fd: cancel.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: ended, events: Int16(POLLIN), revents: 0),
        pollfd(fd: output, events: Int16(POLLIN), revents: 0),
        pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
      ]
      let ready = poll(&waits, nfds_t(waits.count), Int32(clamping: min(left, 1_000)))
      if ready < 0 && errno != EINTR { stopped = .notStarted(errno: errno) }
      guard ready > 0 else { continue }
      if waits[2].revents != 0 { receive(&printed) }
      if waits[1].revents != 0 { isRunning = false }
      if waits[0].revents != 0 { stopped = .cancelled }
    }
    // What it started must not outlive it, nor hold the pipe open.
    kill(-pid, SIGKILL)
    var end = linux_process_end()
    let reaped = linux_process_reap(pid, &end)
    receive(&printed)
    let text = String(decoding: printed, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    let reason: ProcessFailure.Reason? =
      stopped
      ?? (reaped != 0
        ? .notStarted(errno: reaped)
        : end.exited == 0 ? .killed(signal: end.value) : end.value == 0 ? nil : .exited(status: end.value))
    if let reason { throw ProcessFailure(command: command, reason, output: text) }
    return text
  }

  /// Sends what the program will take now; closes the input when all is sent or nobody reads.
  private mutating func send(_ unsent: inout ArraySlice<UInt8>) {
    while input >= 0 {
      let sent = unsent.withUnsafeBytes {
        Glibc.send(input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if sent > 0 { unsent.removeFirst(sent) }
      if sent < 0 && errno == EINTR { continue }
      if sent < 0 && errno == EAGAIN { return }
      if sent < 0 || unsent.isEmpty {
        close(input)
        input = -1
      }
    }
  }

  /// Reads what there is; beyond the limit it is dropped.
  private mutating func receive(_ printed: inout [UInt8]) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while output >= 0 {
      let count = read(output, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN { return }
      guard count > 0 else {
        close(output)
        output = -1
        return
      }
      printed += buffer[0..<count].prefix(outputLimit - printed.count)
    }
  }

  /// The environment without what systemd says to this process alone.
  private static func environment() -> [String] {
    let ours: Set = [
      "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "JOURNAL_STREAM", "LISTEN_FDS", "LISTEN_PID",
    ]
    return ProcessInfo.processInfo.environment.filter { !ours.contains($0.key) }.map {
      "\($0.key)=\($0.value)"
    }
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
