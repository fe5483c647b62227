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
  var evidenceDelivered: String { get }
  var evidencePlayed: String { get }
  var evidenceHeard: String { get }
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

  // The picture of an airing over all stations.
  var airingOption: String { get }
  func picture(of airing: String, day: String, time: String) -> String
  var noStationsForTheAiring: String { get }
  /// In place of an outcome.
  var noReportYet: String { get }
  /// How much later than planned: +0,4 ms.
  func offset(nanoseconds: Int64) -> String
  /// 993 thousandths: 99,3 %.
  func share(thousandths: Int) -> String
  func filesHeld(_ held: Int, of all: Int) -> String
  func declared(by officer: String, on date: String, outcome: String, note: String) -> String
  func pictureSummary(stations: Int, outcomes: String) -> String
  func declaredSummary(stations: Int) -> String
  var columnOffset: String { get }
  var columnMillisecondsLate: String { get }
  var columnShare: String { get }
  var columnDeclared: String { get }
  var columnDeclaredBy: String { get }
  var columnDeclaredOn: String { get }
  var columnDeclarationNote: String { get }
  var columnStationCode: String { get }
  var columnFilesHeld: String { get }
  var columnFiles: String { get }
  var columnFramesPlayed: String { get }
  var columnFramesDue: String { get }

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

  func stationChainHolds(_ station: String, chain: Int, records: Int) -> String
  func stationChainHoldsUnsigned(_ station: String, chain: Int, records: Int) -> String
  func stationChainIsBroken(_ station: String, chain: Int, record: Int, finding: String) -> String
  func stationChainIsTruncated(from number: Int) -> String
  func recordIsNotTheOneSigned(_ number: Int) -> String
  var stationSignatureIsMissing: String { get }
  func stationSignatureIsWrong(_ number: Int) -> String

  // What stations hand up, and what officers declare.
  func batchIsMalformed(_ why: String) -> String
  func stationSpeaksForAnother(_ station: String, as claimed: String) -> String
  func batchSignatureIsWrong(_ station: String) -> String
  func stationLogBeganAnew(_ station: String, lastKnown: Int) -> String
  func stationLogBranched(_ station: String, after number: Int) -> String
  func stationLogDoesNotFollow(_ station: String, number: Int) -> String
  func stationRecordIsUnreadable(_ station: String, number: Int, why: String) -> String
  func stationLogBeganAnewTooOften(_ station: String) -> String
  var declarationIsIncomplete: String { get }
  func airingIsUnknown(_ airing: String) -> String
  var updateTheStation: String { get }
  var updateThisNode: String { get }
  var findOutWhoSpeaksForTheStation: String { get }
  var askTheStationAboutItsLog: String { get }
  var giveNameAndNote: String { get }
  // Remarks that Loa makes in the log.
  /// - Parameter count: how many records it had; nil where nobody knows.
  func noteOfFormerLog(_ name: String, records count: Int?) -> String
  func noteOfMissingRecords(from first: Int, through last: Int) -> String
  func noteOfDifferentHead(_ number: Int) -> String
  func noteOfMissingHead(_ number: Int) -> String
  /// - Parameter code: of the error with which it was refused.
  func noteOfRefusedRecord(_ code: String) -> String
  /// - Parameters:
  ///   - moment: what the clock showed.
  ///   - later: what the log had seen before, if that was later.
  func noteOfConfirmedClock(by who: String, _ moment: String, seenBefore later: String?) -> String
  /// A remark in the log of a day.
  func remarkInTheLog(_ what: String, by: String?) -> String
  /// - Parameters:
  ///   - taken: when the backup was taken.
  ///   - end: the last record in it.
  ///   - former: the last record of the log that was there before; nil: there was none.
  ///   - folder: where that one was set aside.
  func noteOfRestore(
    backupOf taken: String, through end: Int, formerEnd former: Int?, setAside folder: String?
  )
    -> String
  func noteInTheLog(_ number: Int, at moment: String, _ what: String) -> String

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
