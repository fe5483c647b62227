import Glibc

/// The room left on the file system that holds a path.
public struct FreeSpace: Sendable, Hashable {
  /// Bytes that an ordinary user may still write.
  public var available: Int64
  /// Bytes of the whole file system.
  public var total: Int64
  /// How many more files an ordinary user may make; nil: the file system has no such limit.
  public var filesAvailable: Int64?
  /// Whether nothing can be written there at all.
  public var isReadOnly: Bool

  public init(available: Int64, total: Int64, filesAvailable: Int64? = nil, isReadOnly: Bool = false) {
    self.available = available
    self.total = total
    self.filesAvailable = filesAvailable
    self.isReadOnly = isReadOnly
  }

  /// Asks the file system of an existing file or folder.
  public init(at path: String) throws(PlatformError) {
    var statistics = statvfs()
    guard statvfs(path, &statistics) == 0 else {
      throw PlatformError(.freeSpace(path: path), errno: errno)
    }
    let block = UInt64(statistics.f_frsize)
    available = Self.bytes(UInt64(statistics.f_bavail), of: block)
    total = Self.bytes(UInt64(statistics.f_blocks), of: block)
    filesAvailable = statistics.f_files > 0 ? Int64(clamping: statistics.f_favail) : nil
    isReadOnly = statistics.f_flag & UInt(ST_RDONLY) != 0
  }

  private static func bytes(_ blocks: UInt64, of size: UInt64) -> Int64 {
    Int64(clamping: blocks.multipliedReportingOverflow(by: size).overflow ? .max : blocks * size)
  }
}
