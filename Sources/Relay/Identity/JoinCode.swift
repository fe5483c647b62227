import Canonical
import Crypto
import Phrases

/// What a person carries from a parent to a new station, read out over the telephone or pasted: where the parent is, how
/// to know it, and a secret that is good once.
///
///     loa1/79/bcc.example.vn:8443,203.0.113.7:8443/7M3K-0Q2T-…-9F1C
///
/// The last part is Base32 (Crockford: no I, L, O, U; small letters, spaces and hyphens do not matter) of half the
/// SHA-256 of the parent's authority certificate, the secret, and 20 bits of check over all of the code.
/// `docs/relay-identity.md` has the layout and a test vector.
public struct JoinCode: Sendable, Hashable, CustomStringConvertible {
  /// The parent's code.
  public let parent: StationCode
  /// At least one, in the order in which to try.
  public let addresses: [RelayAddress]
  /// The first 16 bytes of the SHA-256 of the authority certificate. 128 bits are what it would cost to find a second
  /// certificate with the same ones, and they halve what must be read out.
  let fingerprint: [UInt8]
  /// 16 random bytes.
  let secret: [UInt8]

  static let fingerprintSize = 16
  static let secretSize = 16
  private static let prefix = "loa1"
  /// More would not be read out.
  private static let mostAddresses = 8

  init(parent: StationCode, addresses: [RelayAddress], authority fingerprint: [UInt8], secret: [UInt8]) {
    self.parent = parent
    self.addresses = addresses
    self.fingerprint = Array(fingerprint.prefix(Self.fingerprintSize))
    self.secret = secret
  }

  /// Only this is kept by the parent.
  static func hash(ofSecret secret: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: Array("loa join secret\n".utf8) + secret))
  }

  public var description: String { "\(plain)/\(groups)" }

  /// The part that is read as it stands.
  private var plain: String {
    "\(Self.prefix)/\(parent.text)/\(addresses.map(\.description).joined(separator: ","))"
  }

  private var groups: String {
    var digits = Base32.text(of: fingerprint + secret)
    digits += Self.check(plain, fingerprint + secret)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, index % 4 == 0 { text.append("-") }
      text.append(digit)
    }
    return text
  }

  /// Four digits: a mistake remains unnoticed once in a million.
  private static func check(_ plain: String, _ bytes: [UInt8]) -> String {
    let hash = SHA256.hash(data: Array(plain.utf8) + [0] + bytes)
    return String(Base32.text(of: Array(hash)).prefix(4))
  }

  /// Why a text is no join code.
  public enum Fault: String, Sendable, Hashable, CaseIterable {
    /// It does not look like one.
    case foreign = "not-a-code"
    /// Written by a newer Loa.
    case newer
    /// A part is missing at its end or beginning, or it is too long.
    case incomplete
    /// A digit is wrong.
    case mistyped

    var what: Text {
      switch self {
      case .foreign: Text { $0.notAJoinCode }
      case .newer: Text { $0.joinCodeIsNewer }
      case .incomplete: Text { $0.joinCodeIsIncomplete }
      case .mistyped: Text { $0.joinCodeIsMistyped }
      }
    }

    var remedy: Text {
      switch self {
      case .foreign: Text { $0.copyTheWholeJoinCode }
      case .newer: Text { $0.installTheNewerVersion }
      case .incomplete: Text { $0.copyTheWholeJoinCode }
      case .mistyped: Text { $0.compareTheJoinCode }
      }
    }
  }

  /// Reads a code as people type it.
  /// - Throws: `IdentityError.joinCodeMalformed`.
  public init(_ text: String) throws(IdentityError) {
    guard text.utf8.count <= 4096 else { throw .joinCodeMalformed(.foreign) }
    // Line breaks and spaces come from mail programs and terminals.
    let compact = text.filter { !$0.isWhitespace }.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = compact.first?.lowercased(), first.hasPrefix("loa"),
      let version = Int(first.dropFirst(3))
    else { throw .joinCodeMalformed(.foreign) }
    guard version <= 1 else { throw .joinCodeMalformed(.newer) }
    guard version == 1, compact.count == 4 else { throw .joinCodeMalformed(.incomplete) }
    let parent = StationCode(String(compact[1]))
    let addresses = compact[2].split(separator: ",", omittingEmptySubsequences: false)
      .map { RelayAddress(String($0)) }
    guard parent.isFit, (1...Self.mostAddresses).contains(addresses.count), !addresses.contains(nil) else {
      throw .joinCodeMalformed(.mistyped)
    }
    let size = Self.fingerprintSize + Self.secretSize
    let digits = compact[3].filter { $0 != "-" }
    let expected = (size * 8 + 4) / 5 + 4
    guard digits.count == expected else { throw .joinCodeMalformed(.incomplete) }
    guard let bytes = Base32.bytes(of: digits.dropLast(4)), bytes.count == size,
      let check = Base32.normal(digits.suffix(4))
    else { throw .joinCodeMalformed(.mistyped) }
    self.init(
      parent: parent, addresses: addresses.compactMap(\.self), authority: bytes,
      secret: Array(bytes.suffix(Self.secretSize)))
    guard check == Self.check(plain, bytes) else { throw .joinCodeMalformed(.mistyped) }
  }
}

/// Crockford's Base32, without padding.
private enum Base32 {
  static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  static func text(of bytes: [UInt8]) -> String {
    var text = ""
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(digits[Int(buffer >> bits & 31)])
      }
    }
    if bits > 0 { text.append(digits[Int(buffer << (5 - bits) & 31)]) }
    return text
  }

  /// The digits as they are printed: what sounds or looks alike is one digit. Nil for what is no digit.
  static func normal(_ text: some StringProtocol) -> String? {
    var normal = ""
    for character in text.uppercased() {
      let digit: Character =
        switch character {
        case "O": "0"
        case "I", "L": "1"
        default: character
        }
      guard digits.contains(digit) else { return nil }
      normal.append(digit)
    }
    return normal
  }

  static func bytes(of text: some StringProtocol) -> [UInt8]? {
    guard let normal = normal(text) else { return nil }
    var bytes: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for character in normal {
      guard let digit = digits.firstIndex(of: character) else { return nil }
      buffer = (buffer << 5 | UInt32(digit)) & 0xffff
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
      }
    }
    // The bits left over are nothing, in the one spelling there is.
    guard buffer & (1 << bits - 1) == 0 else { return nil }
    return bytes
  }
}
