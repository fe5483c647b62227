public import Clocks
public import Phrases

/// What a station says of itself, whenever it changes and at least once a minute.
public struct StationReport: Sendable, Hashable, Codable {
  /// The version of its software.
  public var software: String
  /// The sequence of the manifest that it follows; nil: it holds none.
  public var manifest: Int64?
  /// Hashes of media that it has received since the last report that was acknowledged, verified.
  public var delivered: [String]
  /// How many files of the manifest it holds, and how many there are.
  public var held: Int
  public var wanted: Int
  /// How far its clock is ahead of the upstream node's, and the bound of that; nil: not known.
  public var clockOffset: Duration?
  public var clockBound: Duration?
  /// What its conductor thinks of the clock: `trusted`, `upstream`, `untrusted`, …
  public var clockState: String
  /// What it refused since the last acknowledged report.
  public var refusals: [Refusal]

  /// Something that was offered to a station and not taken.
  public struct Refusal: Sendable, Hashable, Codable {
    public var at: WallTime
    /// Stable, such as `manifest-replayed`.
    public var code: String
    /// What was wrong, in both languages.
    public var words: BilingualText

    public init(at: WallTime, code: String, words: BilingualText) {
      self.at = at
      self.code = code
      self.words = words
    }
  }

  public init(
    software: String, manifest: Int64? = nil, delivered: [String] = [], held: Int = 0, wanted: Int = 0,
    clockOffset: Duration? = nil, clockBound: Duration? = nil, clockState: String, refusals: [Refusal] = []
  ) {
    self.software = software
    self.manifest = manifest
    self.delivered = delivered
    self.held = held
    self.wanted = wanted
    self.clockOffset = clockOffset
    self.clockBound = clockBound
    self.clockState = clockState
    self.refusals = refusals
  }

  /// No more of each in one report: what is over goes into the next.
  public static let mostDelivered = 256
  public static let mostRefusals = 16
  static let longestWords = 500

  /// Whether it keeps within what a report may be. A station's words are not trusted with more.
  var isWithinLimits: Bool {
    delivered.count <= Self.mostDelivered && delivered.allSatisfy(\.isContentHash)
      && refusals.count <= Self.mostRefusals
      && refusals.allSatisfy { $0.code.utf8.count <= 64 && $0.words.isShort }
      && software.utf8.count <= 64 && clockState.utf8.count <= 32 && (0...100_000).contains(held)
      && (0...100_000).contains(wanted)
  }
}

extension BilingualText {
  fileprivate var isShort: Bool {
    vi.utf8.count <= StationReport.longestWords && en.utf8.count <= StationReport.longestWords
  }
}

extension String {
  /// Whether it is a SHA-256 in lower-case hexadecimal.
  var isContentHash: Bool {
    utf8.count == 64
      && utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
