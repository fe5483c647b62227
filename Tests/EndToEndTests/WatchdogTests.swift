import Foundation
import Glibc
import Testing
import VirtualCard

/// Listens in the place of systemd.
final class ServiceListener {
  let path: String
  private let socket: Int32
  /// Everything that was told, in order.
  private(set) var told: [String] = []

  init(at path: String) throws {
    self.path = path
    socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix(107)) }
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    guard isBound else { throw NothingHappened(description: "no socket at \(path)") }
  }

  /// The next that is told and begins so; nil when it is not told within so many seconds.
  func next(_ beginning: String, within seconds: Double = 60) -> String? {
    let limit = Date().addingTimeInterval(seconds)
    while true {
      var wait = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      let patience = max(0, limit.timeIntervalSinceNow) * 1_000
      guard poll(&wait, 1, Int32(patience)) > 0 else { return nil }
      var buffer = [UInt8](repeating: 0, count: 4_096)
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      let lines = String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
      told += lines
      if let line = lines.first(where: { $0.hasPrefix(beginning) }) { return line }
    }
  }

  deinit { close(socket) }
}

extension EndToEnd {
  /// What systemd hears of a node, and whether it would start it anew.
  @Suite struct WatchdogTests {
    /// So long may a node be silent before systemd ends it.
    private static let interval = 8.0

    private func watchedStage() throws -> (Stage, ServiceListener) {
      let stage = try Stage(seconds: 2)
      let listener = try ServiceListener(at: stage.folder.appendingPathComponent("notify").path)
      stage.environment["NOTIFY_SOCKET"] = listener.path
      stage.environment["WATCHDOG_USEC"] = "\(Int(Self.interval * 1e6))"
      return (stage, listener)
    }

    @Test func aDriverThatHangsInEveryCallStarvesTheWatchdogAndOneThatComesBackFeedsItAgain() throws {
      let (stage, listener) = try watchedStage()
      let node = try stage.start()
      #expect(listener.next("READY=1") != nil)
      #expect(listener.next("STATUS=") != nil)
      for _ in 0..<3 { #expect(listener.next("WATCHDOG=1", within: Self.interval) != nil) }

      try stage.card.obey(.stall)
      // At first another thread tries the device again, and the node lives.
      #expect(node.line(containing: "device-lost") != nil)
      #expect(listener.next("WATCHDOG=1", within: Self.interval) != nil)
      // One thread after the other is lost: then systemd would start the node anew.
      var fed = 0
      while listener.next("WATCHDOG=1", within: Self.interval) != nil, fed < 100 { fed += 1 }
      #expect(fed < 100, "still fed while the driver hangs")
      #expect(try stage.alarms().contains("device-lost"), "the rest of the node lives")
      #expect(listener.told.last?.hasPrefix("STATUS=") == true)

      try stage.card.obey(.ok)
      #expect(listener.next("WATCHDOG=1") != nil)
      #expect(stage.end(node) == 0)
      #expect(listener.next("STOPPING=1") != nil)
    }

    @Test func aNodeThatStandsStillStarvesTheWatchdogAndGoesOn() throws {
      let (stage, listener) = try watchedStage()
      let node = try stage.start()
      #expect(listener.next("WATCHDOG=1") != nil)
      node.send(SIGSTOP)
      while listener.next("WATCHDOG=1", within: 0.5) != nil {}
      #expect(listener.next("", within: Self.interval) == nil)
      node.send(SIGCONT)
      #expect(listener.next("WATCHDOG=1") != nil)
      #expect(stage.end(node) == 0)
    }
  }
}
