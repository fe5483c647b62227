public import Clocks
import Foundation
import Glibc

/// Tells systemd how the service is doing (`sd_notify(3)`); says nothing where systemd does not listen.
public struct ServiceNotifier: Sendable {
  /// How long systemd waits for a sign of life before it restarts the service; nil: no watchdog.
  /// Feed it at half this interval.
  public let watchdogInterval: Duration?

  private let socket: DatagramSocket?

  /// From the environment of this process.
  public init() {
    self.init(environment: ProcessInfo.processInfo.environment)
  }

  /// - Parameter environment: Where systemd says what it wants: `NOTIFY_SOCKET`, `WATCHDOG_USEC`, `WATCHDOG_PID`.
  public init(environment: [String: String]) {
    socket = environment["NOTIFY_SOCKET"].flatMap { DatagramSocket(to: $0, patience: .seconds(1)) }
    let isForThisProcess = environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
    let microseconds = environment["WATCHDOG_USEC"].flatMap { Int64($0) } ?? 0
    watchdogInterval = isForThisProcess && microseconds > 0 ? .microseconds(microseconds) : nil
  }

  /// Whether somebody listens.
  public var isHeard: Bool { socket != nil }

  /// The service is up.
  @discardableResult
  public func ready(status: String? = nil) -> Bool {
    send(["READY=1"] + line(status))
  }

  /// One line for `systemctl status`.
  @discardableResult
  public func status(_ status: String) -> Bool {
    send(line(status))
  }

  /// A sign of life.
  @discardableResult
  public func watchdog() -> Bool {
    send(["WATCHDOG=1"])
  }

  /// The configuration is being read again; `ready` says that this is over, whether or not it was taken.
  @discardableResult
  public func reloading(at now: MonotonicTime = SystemClock.monotonic()) -> Bool {
    send(["RELOADING=1", "MONOTONIC_USEC=\(now.nanoseconds / 1_000)"])
  }

  /// The service is ending.
  @discardableResult
  public func stopping(status: String? = nil) -> Bool {
    send(["STOPPING=1"] + line(status))
  }

  private func line(_ status: String?) -> [String] {
    // A line break would begin a new assignment.
    status.map { ["STATUS=" + $0.split(whereSeparator: \.isNewline).joined(separator: " ")] } ?? []
  }

  private func send(_ assignments: [String]) -> Bool {
    socket?.send(Array(assignments.joined(separator: "\n").utf8)) ?? false
  }
}
