public import Phrases

/// Why a recurrence rule, or its plain words, can not be obeyed.
public enum RecurrenceProblem: OperatorError, Hashable {
  case unreadable
  case noFrequency
  case unknownPart(String, suggestion: String?)
  case repeated(String)
  /// SECONDLY, MINUTELY, HOURLY.
  case belowADay(String)
  case badValue(part: String, value: String, allowed: String)
  case notTogether(String, String)
  case notWithFrequency(part: String, frequency: String)
  /// BYSETPOS with nothing to choose from.
  case positionOfNothing
  case tooManyADay(Int, most: Int)
  /// No calendar has such a day: 30 February.
  case neverOccurs
  /// A plain word that is none of ours.
  case unknownWord(String, suggestion: String?)

  public var code: String {
    switch self {
    case .unreadable: "rrule-unreadable"
    case .noFrequency: "rrule-no-frequency"
    case .unknownPart: "rrule-unknown-part"
    case .repeated: "rrule-repeated-part"
    case .belowADay: "rrule-below-a-day"
    case .badValue: "rrule-bad-value"
    case .notTogether: "rrule-not-together"
    case .notWithFrequency: "rrule-not-with-frequency"
    case .positionOfNothing: "rrule-position-of-nothing"
    case .tooManyADay: "rrule-too-many-a-day"
    case .neverOccurs: "rrule-never-occurs"
    case .unknownWord: "recurrence-unknown-word"
    }
  }

  public var what: Text {
    switch self {
    case .unreadable: Text { $0.ruleIsUnreadable }
    case .noFrequency: Text { $0.ruleHasNoFrequency }
    case .unknownPart(let part, _): Text { $0.ruleHasUnknownPart(part) }
    case .repeated(let part): Text { $0.ruleRepeatsPart(part) }
    case .belowADay(let frequency): Text { $0.ruleIsBelowADay(frequency) }
    case .badValue(let part, let value, _): Text { $0.ruleHasBadValue(part, value) }
    case .notTogether(let a, let b): Text { $0.ruleHasContradiction(a, b) }
    case .notWithFrequency(let part, let frequency):
      Text { $0.ruleHasPartOutOfPlace(part, frequency) }
    case .positionOfNothing: Text { $0.ruleHasPositionOfNothing }
    case .tooManyADay(let number, let most): Text { $0.ruleIsTooDense(number, most) }
    case .neverOccurs: Text { $0.ruleNeverOccurs }
    case .unknownWord(let word, _): Text { $0.recurrenceWordIsUnknown(word) }
    }
  }

  public var remedy: Text {
    switch self {
    case .unreadable: Text { $0.writeARuleLike("FREQ=WEEKLY;BYDAY=WE") }
    case .noFrequency: Text { $0.writeARuleLike("FREQ=WEEKLY;BYDAY=WE") }
    case .unknownPart(_, let suggestion): Text { $0.useAKnownRulePart(suggestion) }
    case .repeated: Text { $0.writeEachPartOnce }
    case .belowADay: Text { $0.writeTimesOfDay("FREQ=DAILY;BYHOUR=5,11,17;BYMINUTE=0") }
    case .badValue(_, _, let allowed): Text { $0.allowedAre(allowed) }
    case .notTogether(let a, let b): Text { $0.keepOnlyOneOf(a, b) }
    case .notWithFrequency(let part, _): Text { $0.takeOutPartOrChangeFrequency(part) }
    case .positionOfNothing: Text { $0.writeARuleLike("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1") }
    case .tooManyADay: Text { $0.useFewerTimesOfDay }
    case .neverOccurs: Text { $0.chooseADayThatExists }
    case .unknownWord(_, let suggestion): Text { $0.useAKnownRecurrenceWord(suggestion) }
    }
  }
}
