import Glibc
import Phrases

/// The path of a Unix socket, where a node that died may have left its old one.
struct SocketFile {
  let path: String

  /// Removes a socket that nobody listens on; refuses to take the place of a living node or of any other file.
  func makeRoom() throws(WireError) {
    var information = stat()
    guard lstat(path, &information) == 0 else { return }
    guard information.st_mode & S_IFMT == S_IFSOCK else {
      throw WireError(
        code: "socket-in-the-way", what: Text { $0.notASocket(path) },
        remedy: Text { $0.removeItOrNameAnother })
    }
    guard !hasListener() else {
      throw WireError(
        code: "already-running", what: Text { $0.anotherNodeListens(path) },
        remedy: Text { $0.stopTheOtherNode })
    }
    unlink(path)
  }

  /// Whether this user may not speak to whoever listens there.
  var isForbidden: Bool { access(path, F_OK) == 0 && access(path, W_OK) != 0 && errno == EACCES }

  /// Whether a process accepts connections there.
  func hasListener() -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    let bytes = Array(path.utf8)
    guard bytes.count < capacity else { return false }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }
}
