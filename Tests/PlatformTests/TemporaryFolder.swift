import Foundation
import Glibc

/// A folder of one test, gone with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/loa-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}

/// The receiving end of a Unix datagram socket: systemd's side of `NOTIFY_SOCKET`, or the journal's.
final class DatagramReceiver: Sendable {
  private let descriptor: Int32

  struct NoSocket: Error { var errno: Int32 }

  /// `address` is a path or `@name`.
  init(at address: String, queueing: Bool = true) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var path = Array(address.utf8)
    if path[0] == UInt8(ascii: "@") { path[0] = 0 } else { path.append(0) }
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
    let bound = withUnsafePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
    }
    guard bound == 0 else { throw NoSocket(errno: errno) }
  }

  deinit { close(descriptor) }

  /// The next datagram, or nil when none is waiting.
  func next() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    return count < 0 ? nil : Array(buffer[0..<count])
  }

  func nextText() -> String? {
    next().map { String(decoding: $0, as: UTF8.self) }
  }
}
