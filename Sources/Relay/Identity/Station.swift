public import Clocks
public import Phrases

/// A station below this node, as the register has it.
public struct Station: Sendable, Hashable {
  public let code: StationCode
  public var name: String
  public var addedAt: WallTime
  /// The person who added it, by name.
  public var addedBy: String
  /// The key that it has joined with (P-256, X9.63, uncompressed: 65 bytes); nil until it joins.
  public var key: [UInt8]?
  /// Serial number of its newest certificate, hexadecimal.
  public var certificateSerial: String?
  public var certificateExpiresAt: WallTime?
  public var joinedAt: WallTime?
  public var revokedAt: WallTime?
  public var revokedBy: String?
  /// A join code that has not been used.
  public var invitation: Invitation?
  public var contact: Contact?

  public struct Invitation: Sendable, Hashable {
    public var by: String
    public var expiresAt: WallTime
  }

  public enum Standing: String, Sendable, Hashable {
    /// It has a join code and has not used it.
    case invited
    case joined
    case revoked
  }

  public var standing: Standing {
    if revokedAt != nil { return .revoked }
    return key == nil ? .invited : .joined
  }

  /// What is known of a station from the last time that it spoke. What it did not say then is as it said before.
  public struct Contact: Sendable, Hashable {
    public var at: WallTime
    /// The address from which it connected.
    public var address: String?
    public var version: String?
    /// Its clock minus ours.
    public var clockOffset: Duration?
    /// How wrong the offset may be.
    public var clockBound: Duration?
    /// The newest manifest that it holds.
    public var manifestSequence: Int64?
    public var mediaHeld: Int?
    public var mediaWanted: Int?
    /// What it last refused to accept, and why.
    public var lastRefusal: BilingualText?

    public init(
      at instant: WallTime, address: String? = nil, version: String? = nil, clockOffset: Duration? = nil,
      clockBound: Duration? = nil, manifestSequence: Int64? = nil, mediaHeld: Int? = nil,
      mediaWanted: Int? = nil, lastRefusal: BilingualText? = nil
    ) {
      self.at = instant
      self.address = address
      self.version = version
      self.clockOffset = clockOffset
      self.clockBound = clockBound
      self.manifestSequence = manifestSequence
      self.mediaHeld = mediaHeld
      self.mediaWanted = mediaWanted
      self.lastRefusal = lastRefusal
    }

    /// This contact, and from an earlier one what this one leaves open.
    func completed(by earlier: Contact?) -> Contact {
      guard let earlier else { return self }
      return Contact(
        at: at, address: address ?? earlier.address, version: version ?? earlier.version,
        clockOffset: clockOffset ?? earlier.clockOffset, clockBound: clockBound ?? earlier.clockBound,
        manifestSequence: manifestSequence ?? earlier.manifestSequence,
        mediaHeld: mediaHeld ?? earlier.mediaHeld, mediaWanted: mediaWanted ?? earlier.mediaWanted,
        lastRefusal: lastRefusal ?? earlier.lastRefusal)
    }
  }
}
