public import Clocks
public import Phrases

/// Something that a person should know about within a minute, in words of theirs, with what to do.
///
/// An alarm is raised once under its `key` and stays until it is cleared; it does not repeat. It is raised again
/// under the same key only when it says something new (an edition that is still missing an hour before air time).
public struct Alarm: Sendable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing of an airing sounded, although it should have.
    case missed
    /// An airing began later than the tolerance.
    case late
    /// Frames of an airing are missing, or it was broken off for good.
    case partial
    case deviceLost = "device-lost"
    case clockUntrusted = "clock-untrusted"
    case editionMissing = "edition-missing"
    /// Nothing audible goes out in an airing.
    case silence
    /// The amplifier or transmitter could not be switched on or off.
    case powerFailed = "power-failed"
    case diskLow = "disk-low"
    case logUnwritable = "log-unwritable"
    case mediaFailed = "media-failed"
    /// Two airings of the same priority want the same time.
    case clash
    /// The upstream node has not been heard.
    case upstreamLost = "upstream-lost"
    /// The clock is further from the upstream node's than it may be.
    case clockApart = "clock-apart"
    /// Something that came from upstream, or from a mirror, was not what it should be and was not taken.
    case refusedFromUpstream = "refused-from-upstream"
    /// A station below this node has not been heard.
    case stationSilent = "station-silent"
    /// What a station handed up contradicts what it handed up before.
    case evidenceRefused = "evidence-refused"
    /// A person tries whether alarms come through.
    case test
  }

  /// What makes two alarms the same.
  public struct Key: Sendable, Hashable, Codable {
    public var kind: Kind
    /// What it is about: an airing's id, a device's name, a path.
    public var subject: String

    public init(_ kind: Kind, _ subject: String) {
      self.kind = kind
      self.subject = subject
    }
  }

  public var key: Key
  public var text: Text
  public var remedy: Text
  public var since: WallTime

  public init(_ kind: Kind, about subject: String, text: Text, remedy: Text, since: WallTime) {
    self.key = Key(kind, subject)
    self.text = text
    self.remedy = remedy
    self.since = since
  }

  public var kind: Kind { key.kind }
  public var subject: String { key.subject }
}

extension Alarm: Codable {
  private enum CodingKeys: CodingKey { case kind, subject, text, remedy, since }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    key = Key(
      try container.decode(Kind.self, forKey: .kind), try container.decode(String.self, forKey: .subject))
    text = try container.decode(BilingualText.self, forKey: .text).text
    remedy = try container.decode(BilingualText.self, forKey: .remedy).text
    since = try container.decode(WallTime.self, forKey: .since)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(subject, forKey: .subject)
    try container.encode(BilingualText(text), forKey: .text)
    try container.encode(BilingualText(remedy), forKey: .remedy)
    try container.encode(since, forKey: .since)
  }
}
