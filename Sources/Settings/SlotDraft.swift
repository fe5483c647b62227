import Clocks
import Phrases
import Scheduling

/// A slot as read; the programme and slot that it names are still to be found.
struct SlotDraft: Sendable {
  var programme: Placed<String>?
  var rerunOf: Placed<String>?
  /// Nil where something in the slot is wrong: then only what it names is looked at.
  var first: CivilDateTime?
  var recurrence: Recurrence
  var allotted: Duration?
  var validity: Validity
  var priority: Priority
  var late: LatePolicy
  var holiday: HolidayPolicy
  /// Nil: the fallback of the config.
  var missing: MissingEditionPolicy?
  var end: EndPolicy
  /// Where `allotted` would stand.
  var place: Place

  struct Validity: Sendable {
    var from: CivilDate?
    var until: CivilDate?
  }

  static let form = Form<SlotDraft>.table("slot") { fields in
    let programme = fields.optional("programme", Form<String>.identifier.placed)
    let rerunOf = fields.optional("rerun-of", Form<String>.identifier.placed)
    let first = fields.required("first", .dateAndTime)
    let at = fields.optional("at", .time)
    let every = fields.optional("every", EveryWords.form)
    let monthly = fields.optional("monthly", MonthlyWords.form)
    let rrule = fields.optional("rrule", Form<String>.rule)
    let exceptions = fields.optional("exdate", Form<CivilDate>.date.list(orOne: true))
    let additions = fields.optional("rdate", Form<DateAndTime>.dateAndTime.list(orOne: true))
    let allotted = fields.optional("allotted", .duration(.seconds(1)...(.hours(24))))
    let valid = fields.optional("valid", validityForm)
    let priority = fields.optional(
      "priority", .words(Priority.ofPeople.map { ($0.rawValue, $0) }), default: .string("normal"))
    let late = fields.optional("late", .late, default: .string("join"))
    let holiday = fields.optional("holiday", .holidayPolicy, default: .string("keep"))
    let missing = fields.optional("missing", missingForm)
    let end = fields.optional("end", endForm, default: .string("cut"))

    if !fields.isGiven("programme"), !fields.isGiven("rerun-of") {
      fields.error(
        at: fields.place, Text { $0.missingKey("programme", table: "slot") },
        Text { $0.addKey("programme", example: "cchc") })
    }
    if !fields.isGiven("allotted"), !fields.isGiven("rerun-of") {
      fields.error(
        at: fields.place, Text { $0.missingKey("allotted", table: "slot") },
        Text { $0.addKey("allotted", example: "15 min") })
    }
    let rules = ["every", "monthly", "rrule"].filter(fields.isGiven)
    if let second = rules.dropFirst().first {
      fields.error(
        at: fields.place(ofKey: second), Text { $0.severalRecurrences(rules) }, Text { $0.keepOneOfThem })
    }
    let start = start(first, at, fields)
    if let start { check(start, every, monthly, valid, fields) }
    var recurrence = every?.recurrence ?? monthly?.recurrence ?? rrule.map { Recurrence(rule: $0) } ?? .once
    recurrence.exceptions = exceptions ?? []
    recurrence.additions = (additions ?? []).compactMap { addition in
      (addition.time ?? start?.time).map { CivilDateTime(addition.date, $0) }
    }
    return SlotDraft(
      programme: programme, rerunOf: rerunOf, first: fields.hasFaults ? nil : start, recurrence: recurrence,
      allotted: allotted,
      validity: valid ?? Validity(), priority: priority ?? .normal, late: late ?? .join,
      holiday: holiday ?? .keep, missing: missing, end: end ?? .cut(fade: .seconds(2)), place: fields.place)
  }

  private static func start(_ first: DateAndTime?, _ at: CivilTime?, _ fields: Fields) -> CivilDateTime? {
    guard let first else { return nil }
    switch (first.time, at) {
    case (nil, nil):
      if !fields.isGiven("at") {
        fields.error(
          at: fields.place(of: "first"), Text { $0.timeIsMissing }, Text { $0.write("“\(first.date) 17:00”") }
        )
      }
      return nil
    case (.some, .some):
      fields.error(at: fields.place(ofKey: "at"), Text { $0.timeIsWrittenTwice }, Text { $0.keepOneOfThem })
      return nil
    case (let time?, nil), (nil, let time?): return CivilDateTime(first.date, time)
    }
  }

  private static func check(
    _ start: CivilDateTime, _ every: EveryWords?, _ monthly: MonthlyWords?, _ valid: Validity?,
    _ fields: Fields
  ) {
    let fits: (CivilDate) -> Bool = { date in
      (every?.days.contains(date.weekday) ?? true) && (monthly?.contains(date) ?? true)
    }
    if !fits(start.date) {
      let next = (1...366).lazy.map { start.date.adding(days: $0) }.first(where: fits)
      let day = start.date.weekday.number
      fields.error(
        at: fields.place(of: "first"), Text { $0.firstDoesNotFit("\(start.date)", $0.weekday(day)) },
        Text { $0.write("“\(next ?? start.date) \(start.time)”") })
    }
    if let until = valid?.until, until < start.date {
      fields.warning(
        at: fields.place(of: "valid"), Text { $0.slotIsNeverValid("\(until)", "\(start.date)") },
        Text { $0.changeOneOfTheDates })
    }
  }

  private static let validityForm = Form<Validity>.table("valid") { fields in
    let from = fields.optional("from", .date)
    let until = fields.optional("until", .date)
    if let from, let until, until < from {
      fields.error(
        at: fields.place(of: "until"), Text { $0.endsBeforeItBegins("\(until)", "\(from)") },
        Text { $0.changeOneOfTheDates })
    }
    return Validity(from: from, until: until)
  }

  private static let missingForm = Form<MissingEditionPolicy>.either(
    table: .table("missing") { fields in
      fields.required("filler", .path).map { .filler($0) }
    }, otherwise: .words([("repeat-last", .repeatLast), ("skip", .skip)]))

  private static let fadeRange = Duration.zero...Duration.seconds(30)
  private static let overrunRange = Duration.seconds(1)...Duration.minutes(60)

  private static let endForm = Form<EndPolicy>.either(
    table: .table("end") { fields in
      let cut = fields.optional(
        "cut",
        Form<Duration>.table("cut") { cut in
          cut.optional("fade", .duration(fadeRange), default: .string("2 s")) ?? .seconds(2)
        })
      let overrun = fields.optional("overrun", .duration(overrunRange))
      guard fields.isGiven("cut") != fields.isGiven("overrun") else {
        fields.error(at: fields.place, Text { $0.endIsUnclear }, Text { $0.writeCutOrOverrun })
        return nil
      }
      return overrun.map { .overrun(upTo: $0) } ?? cut.map { .cut(fade: $0) }
    },
    otherwise: Form<EndPolicy>(
      scalar: .pattern("^(cut|overrun .+)$"), expected: Expected { $0.oneOf(["cut", "overrun 60 s"]) }
    ) { text, place, reading in
      let words = text.split(separator: " ", maxSplits: 1).map(String.init)
      if words == ["cut"] { return .cut(fade: .seconds(2)) }
      guard words.count == 2, words[0] == "overrun" else {
        reading.refuseWord(text, at: place, known: ["cut", "overrun 60 s"])
        return nil
      }
      let value = YAMLValue(content: .scalar(words[1]), place: place)
      return Form<Duration>.duration(overrunRange).read(value, reading).map { .overrun(upTo: $0) }
    })
}

extension Form where Value == LatePolicy {
  /// `join`, `skip`, `restart within 10 min`.
  static let late = Form(
    scalar: .pattern("^(join|skip|restart within .+)$"),
    expected: Expected { $0.oneOf(["join", "skip", "restart within 10 min"]) }
  ) { text, place, reading in
    let words = text.split(separator: " ", maxSplits: 2).map(String.init)
    switch words.first {
    case "join" where words.count == 1: return .join
    case "skip" where words.count == 1: return .skip
    case "restart" where words.count == 3 && words[1] == "within":
      let value = YAMLValue(content: .scalar(words[2]), place: place)
      return Form<Duration>.duration(.seconds(1)...(.hours(12))).read(value, reading).map {
        .restart(within: $0)
      }
    default:
      reading.refuseWord(text, at: place, known: ["join", "skip", "restart within 10 min"])
      return nil
    }
  }
}

extension Form where Value == HolidayPolicy {
  static let holidayPolicy = words(
    [("keep", .keep), ("skip", .skip)] + HolidayMove.allCases.map { ($0.rawValue, .move($0)) })
}

extension Form where Value == String {
  /// An RFC 5545 RRULE that the schedule can follow.
  static let rule = Form(scalar: .pattern("FREQ="), expected: Expected { $0.expectedRule }) {
    text, place, reading in
    do throws(RecurrenceProblem) {
      return try RecurrenceRule(text).description
    } catch {
      reading.error(at: place, error.what, error.remedy)
      return nil
    }
  }
}
