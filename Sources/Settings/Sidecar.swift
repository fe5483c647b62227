import Phrases
public import Scheduling

/// The small YAML file beside an audio file, `NAME.yaml` beside `NAME.flac`: what the edition is.
public struct Sidecar: Sendable, Hashable {
  public var title: String
  /// The number of the edition, as text.
  public var number: String?
  public var target: EditionTarget
  public var topics: [String]
  public var audiences: [String]
  public var tags: [String]
  public var sourceUnit: String?
  public var partner: String?
  public var url: String?
  /// The plan that the edition serves.
  public var planID: String?
  /// Nil: not approved yet, and so never aired.
  public var approval: Approval?
  /// What the audio file must hash to, in lower-case hexadecimal; nil: any content will do.
  public var sha256: String?

  public init(
    title: String, number: String? = nil, target: EditionTarget, topics: [String] = [],
    audiences: [String] = [], tags: [String] = [], sourceUnit: String? = nil, partner: String? = nil,
    url: String? = nil, planID: String? = nil, approval: Approval? = nil, sha256: String? = nil
  ) {
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
    self.sha256 = sha256
  }
}

extension Sidecar {
  /// Reads a sidecar. `file` is how diagnostics name it. Nil where there is an error among the diagnostics.
  public static func read(text: String, file: String) -> (Sidecar?, [Diagnostic]) {
    let reading = Reading(file: file)
    let sidecar = YAMLText.read(text, reading).flatMap { form.read($0, reading) }
    return (reading.haveErrors ? nil : sidecar, Diagnostic.ordered(reading.diagnostics))
  }

  /// The same from the bytes of the file.
  public static func read(bytes: [UInt8], file: String) -> (Sidecar?, [Diagnostic]) {
    let reading = Reading(file: file)
    guard let text = FileText.text(of: bytes, reading) else { return (nil, reading.diagnostics) }
    return read(text: text, file: file)
  }

  static let form = Form<Sidecar>.table("sidecar") { fields in
    let title = fields.required("title", .text)
    let number = fields.optional("number", .text)
    let week = fields.optional("week", .week)
    let date = fields.optional("date", .date)
    let topics = fields.optional("topics", Form<String>.text.list(orOne: true))
    let audiences = fields.optional("audiences", Form<String>.text.list(orOne: true))
    let tags = fields.optional("tags", Form<String>.text.list(orOne: true))
    let sourceUnit = fields.optional("source-unit", .text)
    let partner = fields.optional("partner", .text)
    let url = fields.optional("url", .webAddress)
    let plan = fields.optional("plan", .text)
    let approval = fields.optional("approved", approvalForm)
    let sha256 = fields.optional("sha256", .sha256)

    var target: EditionTarget?
    switch (fields.isGiven("week"), fields.isGiven("date")) {
    case (true, true):
      fields.error(
        at: fields.place(ofKey: "date"), Text { $0.weekAndDate }, Text { $0.keepOneOfThem })
    case (false, false):
      fields.error(at: fields.place, Text { $0.noWeekNorDate }, Text { $0.writeWeekOrDate })
    default: target = week.map { .week(monday: $0) } ?? date.map { .date($0) }
    }
    if !fields.isGiven("approved") {
      fields.warning(at: fields.place, Text { $0.editionHasNoApproval }, Text { $0.writeApproval })
    }
    guard let title, let target else { return nil }
    return Sidecar(
      title: title, number: number, target: target, topics: topics ?? [], audiences: audiences ?? [],
      tags: tags ?? [], sourceUnit: sourceUnit, partner: partner, url: url, planID: plan,
      approval: approval, sha256: sha256)
  }

  private static let approvalForm = Form<Approval>.table("approved") { fields in
    let by = fields.required("by", .text)
    let at = fields.required("at", .dateAndTime)
    if let at, at.time == nil {
      fields.error(
        at: fields.place(of: "at"), Text { $0.timeIsMissing }, Text { $0.write("“\(at.date) 08:00”") })
    }
    guard let by, let at, let time = at.time else { return nil }
    return Approval(by: by, at: CivilDateTime(at.date, time))
  }
}

extension Form where Value == CivilDate {
  /// An ISO 8601 week, `2022-W11`, read as its Monday.
  static let week = Form(
    scalar: .pattern("^[0-9]{4}-[Ww][0-9]{2}$"), expected: Expected { $0.expectedWeek }
  ) { text, place, reading in
    if let monday = WeekText.monday(of: text.trimmedBlanks) { return monday }
    reading.error(at: place, Text { $0.notAWeek(text.shortened) }, Text { $0.write($0.expectedWeek) })
    return nil
  }
}

enum WeekText {
  /// The Monday of `2022-W11`; nil if the year has no such week.
  static func monday(of text: String) -> CivilDate? {
    let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 3, parts[1].hasPrefix("W"),
      let year = Int(parts[0]), let week = Int(parts[1].dropFirst()), (1...53).contains(week),
      let fourth = CivilDate(year: year, month: 1, day: 4)
    else { return nil }
    // The week that contains January 4th is week 1.
    let first = fourth.adding(days: -index(of: fourth.weekday))
    let monday = first.adding(days: (week - 1) * 7)
    // A week belongs to the year of its Thursday.
    return monday.adding(days: 3).year == year ? monday : nil
  }

  private static func index(of weekday: Weekday) -> Int { Weekday.allCases.firstIndex(of: weekday) ?? 0 }
}
