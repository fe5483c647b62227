public import Scheduling

/// Where a number comes from. A verdict always says it, so that nobody takes a local habit for the plan.
public enum Basis: String, Sendable, Hashable, Codable, CaseIterable {
  /// The words of the plan.
  case plan
  /// A law, decree or circular.
  case law
  /// Neither: chosen here, and free to be changed.
  case `default`
}

/// A number and where it comes from.
public struct Based<Value: Sendable & Hashable>: Sendable, Hashable {
  public var value: Value
  public var basis: Basis

  public init(_ value: Value, _ basis: Basis) {
    self.value = value
    self.basis = basis
  }
}

/// Something the plan asks for, and how it is measured.
public struct Requirement: Sendable, Hashable {
  /// `R01`.
  public var id: String
  /// Sections of the plan, such as `III.1.1`.
  public var sources: [String]
  /// The plan's own words, letter for letter.
  public var quote: String
  /// Which programmes it is about; empty: those of the plan.
  public var programmes: [ProgrammeID]
  public var kind: Kind

  public init(
    id: String, sources: [String], quote: String, programmes: [ProgrammeID] = [], kind: Kind
  ) {
    self.id = id
    self.sources = sources
    self.quote = quote
    self.programmes = programmes
    self.kind = kind
  }

  public enum Kind: Sendable, Hashable {
    case cadence(Cadence)
    case punctuality(Punctuality)
    case duration(DurationLimits)
    case relay(Relay)
    case regularity(Regularity)
    case coverage(Coverage)
    /// Editions aired carry a field, such as the id of the plan or a web address.
    case carrying(Carrying)
    case quality(Quality)
    case reports(Reports)

    public var name: String {
      switch self {
      case .cadence: "cadence"
      case .punctuality: "punctuality"
      case .duration: "duration"
      case .relay: "relay"
      case .regularity: "regularity"
      case .coverage: "coverage"
      case .carrying: "carrying"
      case .quality: "quality"
      case .reports: "reports"
      }
    }
  }

  /// How many days after an airing a make-up airing repairs it; nil where that means nothing.
  var makeUpDays: Int? {
    switch kind {
    case .cadence(let kind): kind.makeUpDays.value
    case .punctuality(let kind): kind.makeUpDays.value
    case .duration(let kind): kind.makeUpDays.value
    case .relay(let kind): kind.makeUpDays.value
    case .regularity, .coverage, .carrying, .quality, .reports: nil
    }
  }

  /// So many new editions in each week or month. The plan's floor and the unit's own target are two verdicts.
  public struct Cadence: Sendable, Hashable {
    public enum Span: String, Sendable, CaseIterable {
      case week, month
    }
    public struct Rate: Sendable, Hashable {
      public var span: Span
      public var editions: Based<Int>

      public init(_ editions: Based<Int>, a span: Span) {
        self.span = span
        self.editions = editions
      }
    }

    public var floor: Rate
    public var target: Rate?
    /// How much of an airing must have sounded to count, 0...1.
    public var share: Based<Double>
    /// A make-up airing (phát bù) this many days after the airing that it repairs counts for that airing's week.
    public var makeUpDays: Based<Int>
    public var rerunsCount: Based<Bool>

    public init(
      floor: Rate, target: Rate? = nil, share: Based<Double> = Based(0.95, .default),
      makeUpDays: Based<Int> = Based(7, .default), rerunsCount: Based<Bool> = Based(false, .default)
    ) {
      self.floor = floor
      self.target = target
      self.share = share
      self.makeUpDays = makeUpDays
      self.rerunsCount = rerunsCount
    }
  }

  public struct Punctuality: Sendable, Hashable {
    /// An airing this far from its planned start is on time.
    public var tolerance: Based<Duration>
    /// What share of the airings must be on time, 0...1.
    public var share: Based<Double>
    public var makeUpDays: Based<Int>

    public init(
      tolerance: Based<Duration> = Based(.seconds(60), .default), share: Based<Double> = Based(1, .default),
      makeUpDays: Based<Int> = Based(7, .default)
    ) {
      self.tolerance = tolerance
      self.share = share
      self.makeUpDays = makeUpDays
    }
  }

  /// Length of what sounded, and how much of what was due sounded: two verdicts.
  public struct DurationLimits: Sendable, Hashable {
    public var least: Based<Duration>
    public var most: Based<Duration>
    /// What share of an airing's frames must have been played, 0...1.
    public var complete: Based<Double>
    /// What share of the airings must be so, 0...1.
    public var share: Based<Double>
    public var makeUpDays: Based<Int>

    public init(
      least: Based<Duration>, most: Based<Duration>, complete: Based<Double> = Based(0.95, .default),
      share: Based<Double> = Based(1, .default), makeUpDays: Based<Int> = Based(7, .default)
    ) {
      self.least = least
      self.most = most
      self.complete = complete
      self.share = share
      self.makeUpDays = makeUpDays
    }
  }

  /// Each station, each airing.
  public struct Relay: Sendable, Hashable {
    /// The least grade of evidence that counts; never `declared`.
    public var evidence: Based<Evidence>
    public var complete: Based<Double>
    /// What share of the airings a station must have relayed, 0...1.
    public var share: Based<Double>
    public var makeUpDays: Based<Int>

    public init(
      evidence: Based<Evidence> = Based(.played, .default), complete: Based<Double> = Based(0.95, .default),
      share: Based<Double> = Based(1, .default), makeUpDays: Based<Int> = Based(7, .default)
    ) {
      self.evidence = evidence
      self.complete = complete
      self.share = share
      self.makeUpDays = makeUpDays
    }
  }

  public struct Regularity: Sendable, Hashable {
    /// The most days from one new edition to the next.
    public var mostDays: Based<Int>
    /// How long before air an edition's file must have been there; nil: not asked.
    public var margin: Based<Duration>?

    public init(mostDays: Based<Int>, margin: Based<Duration>? = nil) {
      self.mostDays = mostDays
      self.margin = margin
    }
  }

  public struct Coverage: Sendable, Hashable {
    public enum Field: String, Sendable, CaseIterable {
      case topics, audiences, tags
      case sourceUnits = "source-units"
    }

    public var field: Field
    /// Which of them; empty: all that the plan names.
    public var items: [String]
    /// Editions for each.
    public var editions: Based<Int>

    public init(_ field: Field, items: [String] = [], editions: Based<Int> = Based(1, .default)) {
      self.field = field
      self.items = items
      self.editions = editions
    }
  }

  public struct Carrying: Sendable, Hashable {
    public enum Field: String, Sendable, CaseIterable {
      case plan, url, partner
      case sourceUnit = "source-unit"
    }

    public var field: Field
    /// What share of the editions, 0...1.
    public var share: Based<Double>

    public init(_ field: Field, share: Based<Double>) {
      self.field = field
      self.share = share
    }
  }

  /// What a machine can tell of quality: loudness, and sound that went missing.
  public struct Quality: Sendable, Hashable {
    /// In LUFS.
    public var loudness: Based<Double>
    /// In LU, either way.
    public var tolerance: Based<Double>
    /// Interruptions within an airing that are let pass.
    public var gaps: Based<Int>
    public var share: Based<Double>

    public init(
      loudness: Based<Double> = Based(-23, .default), tolerance: Based<Double> = Based(2, .default),
      gaps: Based<Int> = Based(0, .default), share: Based<Double> = Based(1, .default)
    ) {
      self.loudness = loudness
      self.tolerance = tolerance
      self.gaps = gaps
      self.share = share
    }
  }

  /// A report for each half-year and year.
  public struct Reports: Sendable, Hashable {
    public enum Author: Sendable, Hashable {
      case stations
      case organisation(String)
    }

    public var by: Author
    /// The organisation that receives it.
    public var to: String
    public var periods: Set<ReportPeriod.Kind>
    /// Days after the end of the period; nil: the plan names none, and nothing is ever overdue.
    public var dueDays: Based<Int>?

    public init(by: Author, to: String, periods: Set<ReportPeriod.Kind>, dueDays: Based<Int>? = nil) {
      self.by = by
      self.to = to
      self.periods = periods
      self.dueDays = dueDays
    }
  }
}
