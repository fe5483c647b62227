/// A slot (khung giờ): when a programme is to air, and what to do when that does not go as planned.
public struct Slot: Sendable, Hashable {
  public var id: SlotID
  public var programme: ProgrammeID
  /// The first planned start, local time. The recurrence counts from here.
  public var first: CivilDateTime
  public var recurrence: Recurrence
  /// The allotted length (thời lượng khung).
  public var allotted: Duration
  /// First and last local day on which an airing may stand; nil: open.
  public var validFrom: CivilDate?
  public var validUntil: CivilDate?
  public var priority: Priority
  public var whenLate: LatePolicy
  public var onHoliday: HolidayPolicy
  public var whenMissing: MissingEditionPolicy
  public var atEnd: EndPolicy
  /// The slot whose edition this one airs again (phát lại).
  public var rerunOf: SlotID?

  public init(
    id: SlotID, programme: ProgrammeID, first: CivilDateTime, recurrence: Recurrence = .once,
    allotted: Duration, validFrom: CivilDate? = nil, validUntil: CivilDate? = nil,
    priority: Priority = .normal, whenLate: LatePolicy = .join,
    onHoliday: HolidayPolicy = .keep, whenMissing: MissingEditionPolicy = .skip,
    atEnd: EndPolicy = .cut(fade: .seconds(2)), rerunOf: SlotID? = nil
  ) {
    self.id = id
    self.programme = programme
    self.first = first
    self.recurrence = recurrence
    self.allotted = allotted
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.priority = priority
    self.whenLate = whenLate
    self.onHoliday = onHoliday
    self.whenMissing = whenMissing
    self.atEnd = atEnd
    self.rerunOf = rerunOf
  }
}

/// When a slot's airings fall, in local civil time.
public struct Recurrence: Sendable, Hashable {
  /// An RFC 5545 RRULE value such as `FREQ=WEEKLY;BYDAY=WE`; nil: once.
  public var rule: String?
  /// Occurrences taken out (EXDATE): a whole day takes out every occurrence on it.
  public var exceptions: [CivilDate]
  /// Occurrences added (RDATE).
  public var additions: [CivilDateTime]

  public init(rule: String?, exceptions: [CivilDate] = [], additions: [CivilDateTime] = []) {
    self.rule = rule
    self.exceptions = exceptions
    self.additions = additions
  }

  public static let once = Recurrence(rule: nil)
}

/// Circular 39/2020/TT-BTTTT: thông thường, ưu tiên, khẩn cấp.
public enum Priority: String, Sendable, Codable, CaseIterable, Comparable {
  case normal, priority, emergency
  /// What a station plays while the file of an airing is still on its way; gives the air to anything else. No slot has it.
  case fallback

  /// Those that people may choose.
  public static let ofPeople: [Priority] = [.normal, .priority, .emergency]

  public static func < (a: Priority, b: Priority) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .fallback: -1
    case .normal: 0
    case .priority: 1
    case .emergency: 2
    }
  }
}

/// What to do with an airing whose planned start has passed and that is not on air.
public enum LatePolicy: Sendable, Hashable, Codable {
  /// Play from where it would have been by now.
  case join
  /// Play from the beginning if no later than this after the planned start; otherwise skip.
  case restart(within: Duration)
  case skip
}

/// What to do with an airing that falls on a holiday.
public enum HolidayPolicy: Sendable, Hashable, Codable {
  case keep
  case move(HolidayMove)
  case skip
}

/// Where an airing goes from a holiday; the time of day stays.
public enum HolidayMove: String, Sendable, Codable, CaseIterable {
  /// The last working day before: not a holiday. Weekends count as they are in the calendar of the unit.
  case dayBefore = "day-before"
  /// The first day after that is not a holiday.
  case dayAfter = "day-after"
  /// The same weekday, one week later (or more, until it is not a holiday).
  case nextWeek = "next-week"
}

/// What to air when no approved edition is there for an airing.
public enum MissingEditionPolicy: Sendable, Hashable, Codable {
  /// The programme's newest approved edition for an earlier day.
  case repeatLast
  /// This file: an absolute path.
  case filler(String)
  case skip
}

/// What to do when the items are longer than the allotted length.
public enum EndPolicy: Sendable, Hashable, Codable {
  /// Fade out so that silence falls at the end of the allotted length.
  case cut(fade: Duration)
  /// Let it go on for up to this much longer, then cut with a fade of two seconds.
  case overrun(upTo: Duration)
}
