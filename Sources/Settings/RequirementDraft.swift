import Clocks
import Compliance
import Phrases
import Scheduling

/// A requirement as read, with the places of the names in it, which are still to be looked up.
struct RequirementDraft: Sendable {
  var id: Placed<String>
  var requirement: Requirement
  var items: [Placed<String>]
  var author: Placed<String>?
  var recipient: Placed<String>?

  /// Which keys each kind has: those that it needs, and those that it takes.
  private static let keys: [String: (needed: [String], taken: [String])] = [
    "cadence": (["floor"], ["target", "complete", "make-up-days", "reruns-count"]),
    "punctuality": (["tolerance"], ["share", "make-up-days"]),
    "duration": (["least", "most"], ["complete", "share", "make-up-days"]),
    "relay": (["evidence"], ["complete", "share", "make-up-days"]),
    "regularity": (["most-days"], ["margin"]),
    "coverage": (["over", "editions"], ["items"]),
    "carrying": (["field", "share"], []),
    "quality": (["loudness", "loudness-tolerance"], ["gaps", "share"]),
    "reports": (["by", "to", "periods"], ["due-days"]),
  ]
  static let kinds = [
    "cadence", "punctuality", "duration", "relay", "regularity", "coverage", "carrying", "quality", "reports",
  ]

  private static let rate = Form<Requirement.Cadence.Rate>.table("plan rate") { fields in
    let editions = fields.required("editions", .whole(1...100))
    let per = fields.required("per", .words(Requirement.Cadence.Span.allCases.map { ($0.rawValue, $0) }))
    let basis = fields.required("basis", .basis)
    guard let editions, let per, let basis else { return nil }
    return .init(Based(editions, basis), a: per)
  }

  private static let periodForm = Form<ReportPeriod.Kind>.words(
    [.halfYear, .year, .quarter, .month].map { (kind: ReportPeriod.Kind) in (kind.rawValue, kind) }
  ).list(orOne: true, atLeast: 1)

  /// The keys whose meaning depends on the kind.
  private struct Numbers {
    var floor: Requirement.Cadence.Rate?
    var target: Requirement.Cadence.Rate?
    var complete: Based<Double>?
    var share: Based<Double>?
    var makeUpDays: Based<Int>?
    var rerunsCount: Based<Bool>?
    var tolerance: Based<Duration>?
    var least: Based<Duration>?
    var most: Based<Duration>?
    var evidence: Based<Evidence>?
    var mostDays: Based<Int>?
    var margin: Based<Duration>?
    var over: Requirement.Coverage.Field?
    var items: [Placed<String>]?
    var editions: Based<Int>?
    var field: Requirement.Carrying.Field?
    var loudness: Based<Double>?
    var loudnessTolerance: Based<Double>?
    var gaps: Based<Int>?
    var by: Placed<String>?
    var to: Placed<String>?
    var periods: [ReportPeriod.Kind]?
    var dueDays: Based<Int>?

    init(_ fields: Fields) {
      let length = Form<Based<Duration>>.based(.duration(.zero...(.hours(24))))
      floor = fields.optional("floor", rate)
      target = fields.optional("target", rate)
      complete = fields.optional("complete", .based(.share))
      share = fields.optional("share", .based(.share))
      makeUpDays = fields.optional("make-up-days", .based(.whole(0...60)))
      rerunsCount = fields.optional("reruns-count", .based(.yesOrNo))
      tolerance = fields.optional("tolerance", length)
      least = fields.optional("least", length)
      most = fields.optional("most", length)
      evidence = fields.optional("evidence", .based(.words(Evidence.allCases.map { ($0.rawValue, $0) })))
      mostDays = fields.optional("most-days", .based(.whole(1...366)))
      margin = fields.optional("margin", .based(.duration(.zero...(.days(30)))))
      over = fields.optional(
        "over", .words(Requirement.Coverage.Field.allCases.map { ($0.rawValue, $0) }))
      items = fields.optional("items", Form<String>.identifier.placed.list(orOne: true, atLeast: 1))
      editions = fields.optional("editions", .based(.whole(0...1000)))
      field = fields.optional("field", .words(Requirement.Carrying.Field.allCases.map { ($0.rawValue, $0) }))
      loudness = fields.optional("loudness", .based(.level("LUFS", -40...(-10))))
      loudnessTolerance = fields.optional("loudness-tolerance", .based(.level("LU", 0...20)))
      gaps = fields.optional("gaps", .based(.whole(0...1000)))
      by = fields.optional("by", Form<String>.identifier.placed)
      to = fields.optional("to", Form<String>.identifier.placed)
      periods = fields.optional("periods", periodForm)
      dueDays = fields.optional("due-days", .based(.whole(0...366)))
    }
  }

  static let form = Form<RequirementDraft>.table("requirement") { fields in
    let id = fields.required("id", requirementID.placed)
    let sources = fields.required("source", Form<String>.text.list(orOne: true, atLeast: 1))
    let quote = fields.required("quote", .text)
    let kind = fields.required("kind", .words(kinds.map { ($0, $0) }))
    let programmes = fields.optional("programmes", Form<String>.identifier.list(orOne: true))
    let numbers = Numbers(fields)
    if let kind, let own = keys[kind] {
      let every = Set(keys.values.flatMap { $0.needed + $0.taken })
      for key in every.subtracting(own.needed).subtracting(own.taken).sorted() where fields.isGiven(key) {
        fields.error(
          at: fields.place(ofKey: key), Text { $0.keyIsNotForKind(key, kind: kind) },
          Text { $0.takeTheKeyOut })
      }
      for key in own.needed where !fields.isGiven(key) {
        fields.error(
          at: fields.place, Text { $0.keyOfKindIsMissing(key, kind: kind) },
          Text { $0.addKey(key, example: $0.keyExample("requirement", key)) })
      }
    }
    if let evidence = numbers.evidence, evidence.value.grade == nil {
      fields.error(
        at: fields.place(of: "evidence"), Text { $0.evidenceIsNoGrade },
        Text { $0.writeOneOf(Evidence.allCases.filter { $0.grade != nil }.map(\.rawValue)) })
    }
    if let least = numbers.least, let most = numbers.most, most.value < least.value {
      fields.error(
        at: fields.place(of: "most"), Text { $0.limitsAreReversed }, Text { $0.keepOneOfThem })
    }
    guard !fields.hasFaults, let id, let sources, let quote, let kind,
      let measured = measured(kind, numbers)
    else { return nil }
    return RequirementDraft(
      id: id,
      requirement: Requirement(
        id: id.value, sources: sources, quote: quote, programmes: (programmes ?? []).map { ProgrammeID($0) },
        kind: measured),
      items: numbers.items ?? [], author: numbers.by, recipient: numbers.to)
  }

  /// `R01`, `R2a`: letters and digits.
  private static let requirementID = Form<String>(
    scalar: .pattern("^[A-Za-z0-9-]{1,16}$"), expected: Expected { $0.expectedIdentifier }
  ) { text, place, reading in
    let isGood =
      (1...16).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || byte == 0x2D
      }
    if isGood { return text }
    reading.error(at: place, Text { $0.notAnIdentifier(text.shortened) }, Text { $0.write("“R01”") })
    return nil
  }

  private static func measured(_ kind: String, _ n: Numbers) -> Requirement.Kind? {
    let share = n.share ?? Based(1, .default)
    let complete = n.complete ?? Based(0.95, .default)
    let makeUp = n.makeUpDays ?? Based(7, .default)
    switch kind {
    case "cadence":
      guard let floor = n.floor else { return nil }
      return .cadence(
        .init(
          floor: floor, target: n.target, share: complete, makeUpDays: makeUp,
          rerunsCount: n.rerunsCount ?? Based(false, .default)))
    case "punctuality":
      guard let tolerance = n.tolerance else { return nil }
      return .punctuality(.init(tolerance: tolerance, share: share, makeUpDays: makeUp))
    case "duration":
      guard let least = n.least, let most = n.most else { return nil }
      return .duration(.init(least: least, most: most, complete: complete, share: share, makeUpDays: makeUp))
    case "relay":
      guard let evidence = n.evidence else { return nil }
      return .relay(.init(evidence: evidence, complete: complete, share: share, makeUpDays: makeUp))
    case "regularity":
      guard let days = n.mostDays else { return nil }
      return .regularity(.init(mostDays: days, margin: n.margin))
    case "coverage":
      guard let over = n.over, let editions = n.editions else { return nil }
      return .coverage(.init(over, items: (n.items ?? []).map(\.value), editions: editions))
    case "carrying":
      guard let field = n.field else { return nil }
      return .carrying(.init(field, share: share))
    case "quality":
      guard let loudness = n.loudness, let tolerance = n.loudnessTolerance else { return nil }
      return .quality(
        .init(loudness: loudness, tolerance: tolerance, gaps: n.gaps ?? Based(0, .default), share: share))
    case "reports":
      guard let by = n.by, let to = n.to, let periods = n.periods else { return nil }
      return .reports(
        .init(
          by: by.value == "stations" ? .stations : .organisation(by.value), to: to.value,
          periods: Set(periods), dueDays: n.dueDays))
    default: return nil
    }
  }
}
