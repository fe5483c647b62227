import Canonical
import Crypto

extension StationCode {
  /// Whether the code may name a node in certificates and join codes: 1 to 40 letters and digits of ASCII, with `.`, `-`
  /// and `_` in between.
  public var isFit: Bool {
    func isInner(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
    func isOuter(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
    }
    guard (1...40).contains(text.utf8.count), let first = text.utf8.first, let last = text.utf8.last else {
      return false
    }
    return isOuter(first) && isOuter(last) && text.utf8.allSatisfy { isInner($0) || isOuter($0) }
  }

  /// The name in a parent's server certificate. It is never looked up: a station connects to the addresses it was given
  /// and expects this name in the certificate, so that a parent's address may change at will.
  var host: String {
    let isLabel = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) || $0 == UInt8(ascii: "-")
    }
    // Host names know no difference between A and a, codes do.
    let label = isLabel ? text : "x-" + Array(SHA256.hash(data: Array(text.utf8))).prefix(16).hexadecimal
    return label + ".loa.internal"
  }
}
