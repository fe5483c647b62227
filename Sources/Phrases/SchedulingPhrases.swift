/// What the schedule says: days, lengths, recurrence rules, findings, and the words of the rundown's list.
public protocol SchedulingPhrases {
  /// The name of a weekday: 1 for Monday ... 7 for Sunday.
  func weekday(_ number: Int) -> String
  /// A length in minutes and seconds.
  func length(seconds: Double) -> String
  /// A number with this language's decimal sign.
  func decimal(_ number: Double, places: Int) -> String

  // Recurrence rules
  var ruleIsUnreadable: String { get }
  var ruleHasNoFrequency: String { get }
  func ruleHasUnknownPart(_ part: String) -> String
  func ruleRepeatsPart(_ part: String) -> String
  func ruleIsBelowADay(_ frequency: String) -> String
  func ruleHasBadValue(_ part: String, _ value: String) -> String
  func ruleHasContradiction(_ a: String, _ b: String) -> String
  func ruleHasPartOutOfPlace(_ part: String, _ frequency: String) -> String
  var ruleHasPositionOfNothing: String { get }
  func ruleIsTooDense(_ number: Int, _ most: Int) -> String
  var ruleNeverOccurs: String { get }
  func recurrenceWordIsUnknown(_ word: String) -> String
  func writeARuleLike(_ example: String) -> String
  func useAKnownRulePart(_ suggestion: String?) -> String
  var writeEachPartOnce: String { get }
  func writeTimesOfDay(_ example: String) -> String
  func allowedAre(_ values: String) -> String
  func keepOnlyOneOf(_ a: String, _ b: String) -> String
  func takeOutPartOrChangeFrequency(_ part: String) -> String
  var useFewerTimesOfDay: String { get }
  var chooseADayThatExists: String { get }
  func useAKnownRecurrenceWord(_ suggestion: String?) -> String

  // Findings
  func slotsClash(_ keeps: String, _ yields: String, minutes: Double, first: String, count: Int) -> String
  func moveSlot(_ slot: String, to times: [String], everyTime: Bool) -> String
  func slotIsInQuietHours(_ slot: String, first: String, count: Int) -> String
  var moveOutOfQuietHours: String { get }
  func editionIsMissing(_ programme: String, at moment: String) -> String
  func deliverEdition(week: String, date: String, otherwise: String) -> String
  func otherwiseRepeats(_ title: String) -> String
  var otherwiseFiller: String { get }
  var otherwiseSilence: String { get }

  // The rundown's list
  var noAirings: String { get }
  func listedHoliday(_ name: String) -> String
  func listedAsMoved(to moment: String) -> String
  func listedAsReplacement(of moment: String) -> String
  func listedAsCancelledByHoliday(_ name: String?) -> String
  var listedAsCancelledByQuietHours: String { get }
  var listedAsCancelledByClash: String { get }
  var listedAsStopped: String { get }
  var listedAsCancelledWithoutEdition: String { get }
  var listedAsRerun: String { get }
  var listedAsRepeatLast: String { get }
  var listedAsFiller: String { get }
  var listedAsPriority: String { get }
  var listedAsEmergency: String { get }
  func listedAtClock(_ time: String) -> String
  var listedWithoutProgramme: String { get }
  func calendarName(_ node: String) -> String
}
