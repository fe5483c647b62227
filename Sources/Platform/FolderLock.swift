import Glibc

/// The right to change what is in a folder: one process at a time has it. It ends with the process, however that ends, and leaves
/// nothing behind.
public final class FolderLock: Sendable {
  private let descriptor: Int32

  /// - Returns: nil where another process has it.
  /// - Throws: `PlatformError`: the folder can not be opened.
  public static func take(_ path: String) throws(PlatformError) -> FolderLock? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw PlatformError(.folder(path: path), errno: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let error = errno
      close(descriptor)
      guard error == EWOULDBLOCK else { throw PlatformError(.folder(path: path), errno: error) }
      return nil
    }
    return FolderLock(descriptor)
  }

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }
}
