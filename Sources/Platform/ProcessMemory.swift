import Foundation

/// Memory of this process.
public enum ProcessMemory {
  /// Resident bytes as the kernel counts them (`VmRSS` of proc(5)); nil where it does not say.
  public static var resident: Int64? {
    guard let status = FileManager.default.contents(atPath: "/proc/self/status") else { return nil }
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int64($0) }.map {
      $0 * 1024
    }
  }
}
