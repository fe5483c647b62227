/// What the airtime log says: its tables, and what may be wrong with it.
public protocol AirtimePhrases {
  // Outcomes of an airing.
  var outcomeAired: String { get }
  var outcomePartial: String { get }
  var outcomeLate: String { get }
  var outcomeMissed: String { get }
  var outcomeInterrupted: String { get }
  var outcomeMoved: String { get }
  var outcomeCancelled: String { get }
  /// Opened and not closed yet.
  var outcomeOpen: String { get }

  // Causes.
  var causePower: String { get }
  var causeNetwork: String { get }
  var causeDevice: String { get }
  var causeMedia: String { get }
  var causeClock: String { get }
  var causeOperator: String { get }
  var causePreempted: String { get }
  var causeHoliday: String { get }
  var causeQuietHours: String { get }
  var causeClash: String { get }
  var causeSystem: String { get }

  // The table.
  /// - Parameter weekday: 1 is Monday, 7 is Sunday.
  func dayOfTheLog(weekday: Int, date: String) -> String
  func logOfDay(_ day: String) -> String
  func logOfPeriod(from: String, through: String) -> String
  var nothingInTheLog: String { get }
  func logSummary(airings: Int, outcomes: String, played: String, due: String) -> String
  /// A length in words: 2 phút 31 giây.
  func length(_ seconds: Int) -> String
  func rerun(of programme: String) -> String
  func commanded(by who: String) -> String
  func gaps(_ count: Int, seconds: Double) -> String
  func corrected(by author: String, on date: String, reason: String, was outcome: String) -> String
  var evidencePlayed: String { get }
  var evidenceScheduled: String { get }
  var evidenceDeclared: String { get }
  var yes: String { get }
  var no: String { get }

  var columnDate: String { get }
  var columnPlanned: String { get }
  var columnStarted: String { get }
  var columnEnded: String { get }
  var columnPlayed: String { get }
  var columnDue: String { get }
  var columnSecondsPlayed: String { get }
  var columnSecondsDue: String { get }
  var columnStation: String { get }
  var columnProgramme: String { get }
  var columnEdition: String { get }
  var columnEditionTitle: String { get }
  var columnRerun: String { get }
  var columnOutcome: String { get }
  var columnCause: String { get }
  var columnEvidence: String { get }
  var columnGaps: String { get }
  var columnCommandedBy: String { get }
  var columnNote: String { get }
  var columnCorrections: String { get }
  var columnAiring: String { get }

  // Verifying.
  func logIsWhole(records: Int) -> String
  func recordIsAltered(_ number: Int) -> String
  func recordIsMissing(_ number: Int) -> String
  func recordIsReordered(_ number: Int, belongsAt place: Int) -> String
  func recordIsUnlinked(_ number: Int) -> String
  func logIsTruncated(lastKnown: Int, found: Int) -> String
  func logHeadDiffers(_ number: Int) -> String
  func logHeadIsMissing(_ path: String) -> String
  var openAiringsAreLost: String { get }

  // Errors and remedies.
  func logIsUnwritable(_ path: String, why: String, kept: Int) -> String
  func logIsDamaged(_ path: String, kept: Int) -> String
  func logWasSetAside(_ path: String, as name: String) -> String
  func logIsNewer(_ path: String) -> String
  func logIsForeign(_ path: String) -> String
  func logCannotBeOpened(_ path: String, why: String) -> String
  func airingIsAlreadyLogged(_ airing: String, station: String) -> String
  func airingIsAlreadyClosed(_ airing: String, station: String) -> String
  func airingIsNotOpen(_ airing: String, station: String) -> String
  func airingIsStillOpen(_ airing: String, station: String) -> String
  func airingIsNotLogged(_ airing: String, station: String) -> String
  func entryIsIncomplete(_ airing: String, station: String) -> String
  var correctionIsEmpty: String { get }
  func recordIsUnreadable(_ number: Int, why: String) -> String
  func backupExists(_ path: String) -> String
  func backupFailed(_ path: String, why: String) -> String
  func logFailed(_ detail: String) -> String

  var diskIsFull: String { get }
  var fileSystemIsReadOnly: String { get }
  var accessIsDenied: String { get }
  var anotherProgramHoldsIt: String { get }
  var diskDoesNotAnswer: String { get }

  func freeDiskSpace(_ path: String) -> String
  func makeWritable(_ path: String) -> String
  func giveAccess(_ path: String) -> String
  func closeTheOtherProgram(_ path: String) -> String
  func checkTheDisk(_ path: String) -> String
  var checkTheDiskAndKeepTheFile: String { get }
  var installTheNewerVersion: String { get }
  var moveTheForeignFile: String { get }
  var findOutWhoChangedTheLog: String { get }
  var lookAtTheLog: String { get }
  var reportTheBug: String { get }
  var giveAuthorAndReason: String { get }
  var verifyTheLog: String { get }
  var nameAnotherBackup: String { get }
  var checkTheBackupPlace: String { get }
}
