public import Scheduling

/// A plan (kế hoạch): what an authority has laid down, as data. Another year, another province or another kind of programme
/// is another file, never other code.
public struct Plan: Sendable, Hashable {
  /// What editions name in `plan`; never changes.
  public var id: String
  public var title: String
  /// As it stands on the document: `12/KH-UBND`; nil where it was left blank.
  public var number: String?
  /// Nil where the day was left blank.
  public var issued: CivilDate?
  /// The place before the date of documents; nil: left blank.
  public var place: String?
  /// What it is based on, as written.
  public var basis: [String]
  /// First and last local day for which it asks anything.
  public var from: CivilDate
  public var until: CivilDate
  /// The programmes that serve it.
  public var programmes: [ProgrammeID]
  public var organisations: [Organisation]
  public var topics: [Topic]
  public var audiences: [Label]
  public var tags: [Label]
  public var requirements: [Requirement]
  /// Where half-years and years end in its reports.
  public var cutoff: ReportPeriod.Cutoff
  public var milestones: [Milestone]

  public init(
    id: String, title: String, number: String? = nil, issued: CivilDate? = nil, place: String? = nil,
    basis: [String] = [],
    from: CivilDate, until: CivilDate, programmes: [ProgrammeID], organisations: [Organisation] = [],
    topics: [Topic] = [], audiences: [Label] = [], tags: [Label] = [], requirements: [Requirement] = [],
    cutoff: ReportPeriod.Cutoff = .decree, milestones: [Milestone] = []
  ) {
    self.id = id
    self.title = title
    self.number = number
    self.issued = issued
    self.place = place
    self.basis = basis
    self.from = from
    self.until = until
    self.programmes = programmes
    self.organisations = organisations
    self.topics = topics
    self.audiences = audiences
    self.tags = tags
    self.requirements = requirements
    self.cutoff = cutoff
    self.milestones = milestones
  }

  /// Something that editions are marked with: an audience, a tag, a part of a topic.
  public struct Label: Sendable, Hashable {
    public var id: String
    public var name: String
    /// The section of the plan, such as `II.2.c`.
    public var source: String?

    public init(id: String, name: String, source: String? = nil) {
      self.id = id
      self.name = name
      self.source = source
    }
  }

  /// A group of content (nhóm nội dung). An edition about a part is about the whole as well.
  public struct Topic: Sendable, Hashable {
    public var label: Label
    public var parts: [Label]

    public init(_ label: Label, parts: [Label] = []) {
      self.label = label
      self.parts = parts
    }
  }

  /// Something that is to happen once. It is only ever a reminder: no verdict on airtime comes from it.
  public struct Milestone: Sendable, Hashable {
    public var label: Label
    public var from: CivilDate
    public var until: CivilDate
    /// The organisation that leads it.
    public var lead: String?

    public init(_ label: Label, from: CivilDate, until: CivilDate, lead: String? = nil) {
      self.label = label
      self.from = from
      self.until = until
      self.lead = lead
    }
  }
}

/// A body with a part in the plan. It is known by what it does; its name is only what people read.
public struct Organisation: Sendable, Hashable {
  public enum Role: String, Sendable, CaseIterable {
    /// Makes editions and airs them: its own log is what cadence is judged by.
    case producer
    /// Relays (tiếp âm).
    case station
    /// Gives content.
    case coordinator
    /// Gathers the reports of others.
    case supervisor
    /// Is reported to.
    case authority
  }

  public var id: String
  public var name: String
  /// The code under which its node writes its log. A code may pass to another body: `from` and `until` tell whose it was.
  public var code: String?
  public var roles: Set<Role>
  /// First and last local day on which it exists; nil: without end.
  public var from: CivilDate?
  public var until: CivilDate?

  public init(
    id: String, name: String, code: String? = nil, roles: Set<Role>, from: CivilDate? = nil,
    until: CivilDate? = nil
  ) {
    self.id = id
    self.name = name
    self.code = code
    self.roles = roles
    self.from = from
    self.until = until
  }

  public func exists(on day: CivilDate) -> Bool { (from ?? day) <= day && day <= (until ?? day) }

  /// Whether it exists on any day of `first...last`.
  func exists(between first: CivilDate, and last: CivilDate) -> Bool {
    (from ?? first) <= last && first <= (until ?? last)
  }
}

extension Plan {
  /// The bodies with a role that exist on any day of a period, in the order of the plan.
  public func organisations(
    _ role: Organisation.Role, from: CivilDate, until: CivilDate
  ) -> [Organisation] {
    organisations.filter { $0.roles.contains(role) && $0.exists(between: from, and: until) }
  }

  /// How many days after an airing of a programme on a day another may repair it, so that every requirement counts it; nil
  /// where that is not this plan's business.
  public func makeUpDays(of programme: ProgrammeID, on day: CivilDate) -> Int? {
    guard from <= day, day <= until else { return nil }
    return requirements.filter {
      $0.programmes.isEmpty ? programmes.contains(programme) : $0.programmes.contains(programme)
    }
    .compactMap(\.makeUpDays).min()
  }

  public func organisation(_ id: String) -> Organisation? { organisations.first { $0.id == id } }
}
