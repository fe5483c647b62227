/// What is said about config files, holidays and sidecars.
public protocol SettingsPhrases {
  var silenceGuardWithoutFallback: String { get }
  var nameAFallback: String { get }
  var expectedMailServer: String { get }
  func notAMailServer(_ text: String) -> String
  var expectedMailAddress: String { get }
  func notAMailAddress(_ text: String) -> String
  var powerIsSwitchedNoWay: String { get }
  var chooseCommandsOrGPIO: String { get }
  var severityError: String { get }
  var severityWarning: String { get }
  var severityNote: String { get }

  // Remedies.
  func write(_ example: String) -> String
  func didYouMean(_ word: String) -> String
  func writeOneOf(_ words: [String]) -> String
  func writeBetween(_ least: String, _ most: String) -> String
  func writeAtLeast(_ count: Int) -> String
  func addKey(_ key: String, example: String?) -> String
  var repairTheseFirst: String { get }
  var splitOrShorten: String { get }
  var removeCharacter: String { get }
  var writeValueOut: String { get }
  var seeSampleConfig: String { get }
  var keepOneOfThem: String { get }
  var keepOneDocument: String { get }
  var writeWordAsKey: String { get }
  var writeAsList: String { get }
  var writeNamesAsKeys: String { get }
  var writeKeysAndValues: String { get }
  var writeOnOneLine: String { get }
  var writeWholePath: String { get }
  var writeWeekOrDate: String { get }
  var writeApproval: String { get }
  var saveAsUTF8: String { get }

  // What a value should be.
  var expectedText: String { get }
  var expectedIdentifier: String { get }
  var expectedPath: String { get }
  var expectedWebAddress: String { get }
  var expectedHash: String { get }
  var expectedSize: String { get }
  var expectedDuration: String { get }
  var expectedDate: String { get }
  var expectedTime: String { get }
  var expectedDateAndTime: String { get }
  var expectedWeek: String { get }
  func oneOf(_ words: [String]) -> String
  func wholeNumber(_ least: Int, _ most: Int) -> String
  func level(_ unit: String, _ least: Int, _ most: Int) -> String

  // The file as a whole.
  func fileTooBig(_ kibibytes: Int) -> String
  var fileIsEmpty: String { get }
  var notUTF8: String { get }
  func controlCharacter(_ code: String) -> String
  func nestedTooDeep(_ levels: Int) -> String
  func tooManyValues(_ count: Int) -> String
  func tooManyItems(_ count: Int) -> String
  func tooManyProblems(_ count: Int) -> String
  func referenceRefused(_ name: String) -> String
  var severalDocuments: String { get }

  // Keys and tables.
  func duplicateKey(_ key: String, firstLine: Int) -> String
  var keyIsNoWord: String { get }
  func unknownKey(_ key: String, table: String) -> String
  func missingKey(_ key: String, table: String) -> String
  func tableExpected(_ table: String) -> String
  var namedTableExpected: String { get }
  var listExpected: String { get }
  var listIsEmpty: String { get }
  var listNotExpected: String { get }
  var tableNotExpected: String { get }
  var valueIsMissing: String { get }

  // Values.
  func notOneOf(_ word: String) -> String
  func notAnIdentifier(_ text: String) -> String
  func notAWholeNumber(_ text: String) -> String
  func notASize(_ text: String) -> String
  func notALevel(_ text: String, _ unit: String) -> String
  func notADuration(_ text: String) -> String
  func durationWithoutUnit(_ number: String) -> String
  func durationOutOfRange(_ text: String) -> String
  func notADate(_ text: String) -> String
  func noSuchDay(_ text: String) -> String
  func notATime(_ text: String) -> String
  var timeIsMissing: String { get }
  func notAWeek(_ text: String) -> String
  func notAHash(_ text: String) -> String
  func notAWebAddress(_ text: String) -> String
  func textTooLong(_ count: Int) -> String
  var textHasLineBreak: String { get }
  func pathWithTilde(_ path: String) -> String

  // Sidecars of editions.
  var weekAndDate: String { get }
  var noWeekNorDate: String { get }
  var editionHasNoApproval: String { get }

  // Config files.
  var expectedTimeZone: String { get }
  var expectedQuietHours: String { get }
  var expectedRule: String { get }
  var expectedMonthly: String { get }
  func unknownTimeZone(_ name: String) -> String
  func notQuietHours(_ text: String) -> String
  func socketPathTooLong(_ bytes: Int) -> String
  func unknownProgramme(_ id: String) -> String
  func unknownSlot(_ id: String) -> String
  func rerunOfRerun(_ id: String) -> String
  func nameTheOriginal(_ slots: [String]) -> String
  func rerunOfOtherProgramme(_ slot: String, _ programme: String) -> String
  var writeItFirst: String { get }
  func slotNameIsTaken(_ id: String) -> String
  var chooseAnotherName: String { get }
  func severalRecurrences(_ keys: [String]) -> String
  var timeIsWrittenTwice: String { get }
  func firstDoesNotFit(_ date: String, _ weekday: String) -> String
  func slotIsNeverValid(_ until: String, _ first: String) -> String
  func endsBeforeItBegins(_ until: String, _ from: String) -> String
  var changeOneOfTheDates: String { get }
  var endIsUnclear: String { get }
  var writeCutOrOverrun: String { get }

  // Holidays.
  func holidayTwice(_ date: String, firstLine: Int) -> String
  var holidayHasNoDay: String { get }
  var writeDateOrSpan: String { get }
  func holidayTooLong(_ days: Int) -> String

  // Files.
  func fileIsAbsent(_ path: String) -> String
  func fileIsDenied(_ path: String) -> String
  func pathIsNoFile(_ path: String) -> String
  func fileIsUnreadable(_ path: String, _ why: String) -> String
  var checkThePath: String { get }
  var letLoaRead: String { get }
  var checkTheDisk: String { get }

  // The keys themselves.
  /// What a key of a table means, for editors; nil for an unknown key.
  func keyMeaning(_ table: String, _ key: String) -> String?
  /// A value for a key that must be there; nil where none helps.
  func keyExample(_ table: String, _ key: String) -> String?
  // YAML.
  /// A problem in the words of the YAML parser.
  func notYAML(_ problem: String) -> String
  func repairYAML(_ problem: String) -> String
}
