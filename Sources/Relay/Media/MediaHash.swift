import Canonical
import Crypto
import Glibc

/// SHA-256 over the bytes of a file, read in pieces.
enum MediaHash {
  /// - Returns: lower-case hexadecimal; nil where the disk refuses.
  static func sha256(descriptor: Int32) -> String? {
    var hash = SHA256()
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    var offset: Int64 = 0
    while true {
      guard let count = piece.withUnsafeMutableBytes({ FileCall.read(descriptor, into: $0, at: offset) })
      else { return nil }
      if count == 0 { return Array(hash.finalize()).hexadecimal }
      piece.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      offset += Int64(count)
    }
  }
}
