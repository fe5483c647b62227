public import Clocks
public import Scheduling

/// The whole picture of one airing: every station that should have carried it, and what is known of it there.
///
/// A pure value, made of the plan, the entries of this node and of the stations below it, the deliveries, and what
/// officers declared. Nothing in it counts one grade of evidence as another.
public struct AiringPicture: Sendable, Hashable, Codable {
  public var subject: Subject
  /// In the order of the stations that should have carried it, then others from which something came, by code.
  public var rows: [Row]

  /// What was to air.
  public struct Subject: Sendable, Hashable, Codable {
    public var airing: AiringID
    public var plannedStart: WallTime
    public var programme: ProgrammeID?
    public var title: String?
    /// The hashes of its files, each once. Empty: not known, and then nothing counts as delivered.
    public var files: [String]

    public init(
      airing: AiringID, plannedStart: WallTime, programme: ProgrammeID? = nil, title: String? = nil,
      files: [String] = []
    ) {
      self.airing = airing
      self.plannedStart = plannedStart
      self.programme = programme
      self.title = title
      var seen: Set<String> = []
      self.files = files.filter { seen.insert($0).inserted }
    }

    public init(_ airing: Airing) {
      self.init(
        airing: airing.id, plannedStart: airing.plannedStart, programme: airing.programme,
        title: airing.editionTitle, files: airing.items.map(\.media.sha256))
    }

    /// As it stands in an entry, where the plan is not at hand.
    public init(_ entry: AsRunEntry) {
      self.init(
        airing: entry.airing, plannedStart: entry.plannedStart, programme: entry.programme,
        title: entry.editionTitle, files: entry.items.map(\.sha256))
    }
  }

  /// A station by its code, and what people call it.
  public struct Station: Sendable, Hashable, Codable {
    public var code: String
    public var name: String

    public init(code: String, name: String) {
      self.code = code
      self.name = name
    }
  }

  /// One station.
  public struct Row: Sendable, Hashable, Codable {
    public var station: Station
    /// What the station reported; nil: no report yet.
    public var entry: LoggedEntry?
    /// How many of the airing's files it holds.
    public var filesHeld: Int
    /// Since when it holds all of them; nil if it does not.
    public var deliveredAt: WallTime?
    /// What officers said of it, in the order in which they said it: the last word stands.
    public var declarations: [Declaration]
  }

  public init(
    of subject: Subject, stations: [Station], entries: [LoggedEntry] = [], deliveries: [Delivery] = [],
    declarations: [Declaration] = []
  ) {
    self.subject = subject
    let airing = subject.airing
    let reported = Dictionary(
      entries.filter { $0.entry.airing == airing }.map { ($0.entry.station, $0) },
      uniquingKeysWith: { first, _ in first })
    let said = Dictionary(grouping: declarations.filter { $0.airing == airing }, by: \.station)
    let wanted = Set(subject.files)
    let held = Dictionary(grouping: deliveries.filter { wanted.contains($0.sha256) }, by: \.station)
    var listed = stations
    let codes = Set(stations.map(\.code))
    listed += Set(reported.keys).union(said.keys).union(held.keys).subtracting(codes).sorted()
      .map { Station(code: $0, name: $0) }
    rows = listed.map { station in
      let files = held[station.code] ?? []
      let count = Set(files.map(\.sha256)).count
      return Row(
        station: station, entry: reported[station.code], filesHeld: count,
        deliveredAt: count == wanted.count ? files.map(\.at).max() : nil,
        declarations: said[station.code] ?? [])
    }
  }
}

extension AiringPicture.Row {
  /// What stands behind the outcome: without one, what is known of the plan and the files. Never `declared` for the sake
  /// of `declarations`; an entry that a person corrected is.
  public var evidence: Evidence {
    let counted = entry?.evidence ?? .scheduled
    return deliveredAt != nil && counted.isWeaker(than: .delivered) ? .delivered : counted
  }

  /// Nil while nothing was reported, or while it is on air.
  public var outcome: Outcome? { entry?.entry.outcome }

  /// How much later than planned its first frame sounded, in nanoseconds; negative: earlier. Nil where nothing sounded.
  public var offset: Int64? {
    guard let entry = entry?.entry, entry.framesPlayed > 0, let startedAt = entry.startedAt else {
      return nil
    }
    let (offset, isTooLarge) = startedAt.nanoseconds.subtractingReportingOverflow(
      entry.plannedStart.nanoseconds)
    return isTooLarge ? nil : offset
  }

  /// Frames played of frames due, in thousandths, rounded down: 1000 only where nothing is missing. Nil where nothing was
  /// due or nothing was reported.
  public var share: Int? {
    guard let entry = entry?.entry, entry.framesDue > 0 else { return nil }
    let played = min(max(entry.framesPlayed, 0), entry.framesDue)
    return Int(played.multipliedFullWidth(by: 1000).high == 0 ? played * 1000 / entry.framesDue : 0)
  }

  /// The word that stands, if an officer gave one.
  public var declaration: Declaration? { declarations.last }
}
