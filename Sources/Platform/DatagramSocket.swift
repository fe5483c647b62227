import Clocks
import Glibc

/// One end of a Unix datagram socket that only sends.
final class DatagramSocket: Sendable {
  private let descriptor: Int32
  private let path: [UInt8]
  private let flags: Int32

  /// - Parameters:
  ///   - address: A path, or a name in the abstract space if it begins with `@`.
  ///   - patience: How long `send` may wait for a receiver whose queue is full; zero: not at all.
  init?(to address: String, patience: Duration) {
    var path = Array(address.utf8)
    // sun_path is 108 bytes; systemd takes paths and abstract names only.
    guard path.count > 1, path.count < 108, path[0] == UInt8(ascii: "/") || path[0] == UInt8(ascii: "@")
    else { return nil }
    if path[0] == UInt8(ascii: "@") { path[0] = 0 } else { path.append(0) }
    self.path = path
    let flags = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    descriptor = socket(AF_UNIX, flags, 0)
    self.flags = Int32(MSG_NOSIGNAL) | (patience == .zero ? Int32(MSG_DONTWAIT) : 0)
    guard descriptor >= 0 else { return nil }
    var size: Int32 = 8 << 20
    setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    let nanoseconds = patience.wholeNanoseconds
    var timeout = timeval(
      tv_sec: Int(nanoseconds / 1_000_000_000), tv_usec: Int(nanoseconds % 1_000_000_000 / 1_000))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Whether the receiver has it.
  func send(_ bytes: [UInt8]) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
        while true {
          let sent = sendto(descriptor, bytes, bytes.count, flags, target, length)
          if sent >= 0 { return true }
          if errno != EINTR { return false }
        }
      }
    }
  }
}
