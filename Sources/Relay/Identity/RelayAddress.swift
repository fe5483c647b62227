/// Where a node listens for its stations: `bcc.example.vn:8443`, `203.0.113.7:8443`, `[2001:db8::7]:8443`.
public struct RelayAddress: Sendable, Hashable, CustomStringConvertible {
  /// A name or an address, without brackets.
  public let host: String
  /// 1…65535.
  public let port: Int

  /// A port that needs no privilege and that many firewalls let out.
  public static let usualPort = 8443

  /// Nil where the host could be none or the port is out of range.
  public init?(host: String, port: Int = usualPort) {
    guard (1...65_535).contains(port), (1...253).contains(host.utf8.count),
      host.utf8.allSatisfy(Self.isOfAHost), host.first != "-"
    else { return nil }
    self.host = host
    self.port = port
  }

  /// Reads `host`, `host:port`, `address:port` or `[address]:port`.
  public init?(_ text: String) {
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      let host = String(text[text.index(after: text.startIndex)..<end])
      let rest = text[text.index(after: end)...]
      guard host.contains(":") else { return nil }
      if rest.isEmpty {
        self.init(host: host)
      } else {
        guard rest.first == ":", let port = Self.port(rest.dropFirst()) else { return nil }
        self.init(host: host, port: port)
      }
      return
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: self.init(host: text)
    case 2:
      guard let port = Self.port(parts[1]) else { return nil }
      self.init(host: String(parts[0]), port: port)
    // An IPv6 address that is not in brackets.
    default: return nil
    }
  }

  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  private static func port(_ digits: Substring) -> Int? {
    digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
  }

  /// Letters, digits, and what stands in names and addresses.
  private static func isOfAHost(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"): true
    default: false
    }
  }
}
