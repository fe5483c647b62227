/// An edition (kỳ, số): one produced episode, as its sidecar describes it and its audio file measures.
public struct Edition: Sendable, Hashable, Codable {
  public var id: EditionID
  public var programme: ProgrammeID
  public var title: String
  public var number: String?
  /// Which airings it is meant for.
  public var target: EditionTarget
  public var topics: [String]
  public var audiences: [String]
  public var tags: [String]
  public var sourceUnit: String?
  public var partner: String?
  public var url: String?
  public var planID: String?
  /// Nil: not approved, and never aired.
  public var approval: Approval?
  public var media: Media

  public init(
    id: EditionID, programme: ProgrammeID, title: String, number: String? = nil,
    target: EditionTarget, topics: [String] = [], audiences: [String] = [], tags: [String] = [],
    sourceUnit: String? = nil, partner: String? = nil, url: String? = nil, planID: String? = nil,
    approval: Approval?, media: Media
  ) {
    self.id = id
    self.programme = programme
    self.title = title
    self.number = number
    self.target = target
    self.topics = topics
    self.audiences = audiences
    self.tags = tags
    self.sourceUnit = sourceUnit
    self.partner = partner
    self.url = url
    self.planID = planID
    self.approval = approval
    self.media = media
  }
}

/// The airings that an edition is meant for.
public enum EditionTarget: Sendable, Hashable, Codable {
  /// The ISO week that contains this day (its Monday).
  case week(monday: CivilDate)
  case date(CivilDate)
}

/// Who approved an edition, and when, in local time.
public struct Approval: Sendable, Hashable, Codable {
  public var by: String
  public var at: CivilDateTime

  public init(by: String, at: CivilDateTime) {
    self.by = by
    self.at = at
  }
}

/// A readable audio file, by its content.
public struct Media: Sendable, Hashable, Codable {
  /// An absolute path. Where the file is; `sha256` is what it is.
  public var path: String
  /// Lower-case hexadecimal SHA-256 of the file's bytes.
  public var sha256: String
  public var bytes: Int64
  /// The exact length of the decoded audio.
  public var duration: Duration
  /// Integrated loudness in LUFS (EBU R 128); nil for silence or a file too short to measure.
  public var loudness: Double?
  /// True peak in dBTP; nil for silence.
  public var truePeak: Double?

  public init(
    path: String, sha256: String, bytes: Int64, duration: Duration, loudness: Double? = nil,
    truePeak: Double? = nil
  ) {
    self.path = path
    self.sha256 = sha256
    self.bytes = bytes
    self.duration = duration
    self.loudness = loudness
    self.truePeak = truePeak
  }
}
