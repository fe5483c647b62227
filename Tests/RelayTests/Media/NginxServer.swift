import Dispatch
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Relay

/// Debian's nginx on loopback, with a config of its own, as an operator of a mirror would run it.
///
/// It is handed a listening socket, so that there is no port to guess and nothing to wait for: whoever connects before it
/// has started waits in the socket's queue.
final class NginxServer: Sendable {
  let base: String
  /// Nil once it has been reaped.
  private let process: Mutex<pid_t?>
  private let folder: MediaFolder

  static let program = "/usr/sbin/nginx"

  /// - Parameters:
  ///   - root: What it serves.
  ///   - dribblesAfter: Bytes that each answer gives at once, as nginx writes it; from there it gives 2 KiB a second.
  ///     Nil: all at once.
  init(root: String, dribblesAfter: String? = nil) throws {
    try #require(access(Self.program, X_OK) == 0, "nginx is in group test of .ci/packages")
    let folder = try MediaFolder()
    self.folder = folder
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 128) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    try #require(isListening)
    let port = UInt16(bigEndian: address.sin_port)
    base = "http://127.0.0.1:\(port)/"
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map { "\($0)_temp_path \(folder.path)/\($0);" }.joined(separator: "\n  ")
    let config = try folder.write(
      Array(
        """
        daemon off;
        worker_processes 1;
        user root;
        pid \(folder.path)/pid;
        error_log \(folder.path)/error.log;
        events { worker_connections 256; }
        http {
          \(temporary)
          log_format held '$status $uri $body_bytes_sent $http_range';
          access_log \(folder.path)/access.log held;
          default_type application/octet-stream;
          server {
            listen 127.0.0.1:\(port);
            root \(root);
            \(dribblesAfter.map { "limit_rate_after \($0); limit_rate 2k;" } ?? "")
          }
        }
        """.utf8), "nginx.conf")
    let arguments = [Self.program, "-p", folder.path, "-e", folder.path + "/error.log", "-c", config]
    process = Mutex(try Self.start(arguments, environment: ["NGINX=3;"], listener: listener))
  }

  private static func start(_ arguments: [String], environment: [String], listener: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, listener, 3)
    // A group of its own, so that its worker ends with it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    // A descriptor that is 3 already would keep its mark and be closed.
    if listener == 3 { _ = fcntl(listener, F_SETFD, 0) }
    var argv = arguments.map { strdup($0) } + [nil]
    var envp = environment.map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process = pid_t()
    let failure = posix_spawn(&process, arguments[0], &actions, &attributes, &argv, &envp)
    try #require(failure == 0)
    return process
  }

  /// Ends it at once, as a power cut would.
  func kill() { end(SIGKILL) }

  /// Ends it in good order and returns what it logged: status, path, bytes sent, range.
  func requests() async -> [String] {
    // Not SIGTERM: what was just answered is to be logged first.
    await MediaThread.run(on: .global()) { self.end(SIGQUIT) }
    let log = String(decoding: folder.read("access.log") ?? [], as: UTF8.self)
    return log.split(separator: "\n").map(String.init)
  }

  private func end(_ signal: Int32) {
    process.withLock { process in
      guard let running = process else { return }
      Glibc.kill(signal == SIGKILL ? -running : running, signal)
      var status: Int32 = 0
      waitpid(running, &status, 0)
      process = nil
    }
  }

  deinit { end(SIGKILL) }
}
