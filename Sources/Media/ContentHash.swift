import Crypto
import Foundation
import Glibc

/// SHA-256 over the bytes of a file, read in pieces.
public enum ContentHash {
  /// SHA-256 of a file in lower-case hexadecimal; nil where it can not be read.
  public static func sha256(ofFile path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { _ = close(file) }
    return sha256(descriptor: file)
  }

  /// - Returns: lower-case hexadecimal; nil where the disk refuses.
  static func sha256(descriptor: Int32) -> String? {
    var hash = SHA256()
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    var offset: off_t = 0
    while true {
      let count = pread(descriptor, &piece, piece.count, offset)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return text(hash.finalize()) }
      piece.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      offset += off_t(count)
    }
  }

  static func sha256(text: String) -> String { Self.text(SHA256.hash(data: Data(text.utf8))) }

  private static func text(_ digest: SHA256.Digest) -> String {
    digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
