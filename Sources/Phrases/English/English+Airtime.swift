extension English {
  public var outcomeAired: String { "aired in full" }
  public var outcomePartial: String { "partial" }
  public var outcomeLate: String { "late" }
  public var outcomeMissed: String { "missed" }
  public var outcomeInterrupted: String { "interrupted" }
  public var outcomeMoved: String { "moved" }
  public var outcomeCancelled: String { "cancelled" }
  public var outcomeOpen: String { "not ended" }

  public var causePower: String { "power" }
  public var causeNetwork: String { "network" }
  public var causeDevice: String { "sound device" }
  public var causeMedia: String { "audio file" }
  public var causeClock: String { "clock" }
  public var causeOperator: String { "by order" }
  public var causePreempted: String { "gave way to a higher priority" }
  public var causeHoliday: String { "holiday" }
  public var causeQuietHours: String { "quiet hours" }
  public var causeClash: String { "clash" }
  public var causeSystem: String { "machine too slow" }

  public func dayOfTheLog(weekday: Int, date: String) -> String {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return names.indices.contains(weekday - 1) ? "\(names[weekday - 1]), \(date)" : date
  }
  public func logOfDay(_ day: String) -> String { "Airtime log – \(day)" }
  public func logOfPeriod(from: String, through: String) -> String {
    "Airtime log – \(from) to \(through)"
  }
  public var nothingInTheLog: String { "No airings." }
  public func logSummary(airings: Int, outcomes: String, played: String, due: String) -> String {
    "\(airings) \(airings == 1 ? "airing" : "airings"): \(outcomes). Played \(played) of \(due) due."
  }
  public func length(_ seconds: Int) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    let parts = [(hours, "h"), (minutes, "min"), (rest, "s")].filter { $0.0 > 0 }
    return parts.isEmpty ? "0 s" : parts.map { "\($0.0) \($0.1)" }.joined(separator: " ")
  }
  public func rerun(of programme: String) -> String { "\(programme) (rerun)" }
  public func commanded(by who: String) -> String { "ordered by \(who)" }
  public func gaps(_ count: Int, seconds: Double) -> String {
    let tenths = Int((min(max(seconds, 0), 1e12) * 10).rounded())
    return "\(count) \(count == 1 ? "gap" : "gaps") in the sound, \(tenths / 10).\(tenths % 10) s in all"
  }
  public func corrected(by author: String, on date: String, reason: String, was outcome: String) -> String {
    "corrected by \(author) on \(date): \(reason) (originally: \(outcome))"
  }
  public var evidencePlayed: String { "counted at the sound device" }
  public var evidenceScheduled: String { "scheduled only" }
  public var evidenceDeclared: String { "declared by a person" }
  public var yes: String { "yes" }
  public var no: String { "no" }

  public var columnDate: String { "Date" }
  public var columnPlanned: String { "Planned" }
  public var columnStarted: String { "Started" }
  public var columnEnded: String { "Ended" }
  public var columnPlayed: String { "Played" }
  public var columnDue: String { "Due" }
  public var columnSecondsPlayed: String { "Seconds played" }
  public var columnSecondsDue: String { "Seconds due" }
  public var columnStation: String { "Station" }
  public var columnProgramme: String { "Programme" }
  public var columnEdition: String { "Edition" }
  public var columnEditionTitle: String { "Title" }
  public var columnRerun: String { "Rerun" }
  public var columnOutcome: String { "Outcome" }
  public var columnCause: String { "Cause" }
  public var columnEvidence: String { "Evidence" }
  public var columnGaps: String { "Gaps" }
  public var columnCommandedBy: String { "Ordered by" }
  public var columnNote: String { "Note" }
  public var columnCorrections: String { "Corrections" }
  public var columnAiring: String { "Airing" }

  public func logIsWhole(records: Int) -> String {
    "The airtime log is whole: \(records) \(records == 1 ? "record" : "records") checked."
  }
  public func recordIsAltered(_ number: Int) -> String { "record \(number) was altered" }
  public func recordIsMissing(_ number: Int) -> String { "record \(number) is missing" }
  public func recordIsReordered(_ number: Int, belongsAt place: Int) -> String {
    "record \(number) is out of place: it was written as record \(place)"
  }
  public func recordIsUnlinked(_ number: Int) -> String {
    "record \(number) does not follow record \(number - 1): record \(number - 1) was replaced"
  }
  public func logIsTruncated(lastKnown: Int, found: Int) -> String {
    "the end of the airtime log is cut off: there were \(lastKnown) records, now there are \(found)"
  }
  public func logHeadDiffers(_ number: Int) -> String {
    "record \(number) is not the one whose hash was kept apart: the log was rewritten"
  }
  public func logHeadIsMissing(_ path: String) -> String {
    "\(path), where the hash of the last record is kept apart, can not be read"
  }
  public var openAiringsAreLost: String { "an airing was opened and nothing tells how it ended" }

  public func logIsUnwritable(_ path: String, why: String, kept: Int) -> String {
    "the airtime log \(path) can not be written: \(why); records waiting in memory: \(kept)"
  }
  public func logIsDamaged(_ path: String, kept: Int) -> String {
    "the airtime log \(path) is damaged; records waiting in memory: \(kept)"
  }
  public func logWasSetAside(_ path: String, as name: String) -> String {
    "the airtime log \(path) was damaged and is set aside as \(name); a new log has begun"
  }
  public func logIsNewer(_ path: String) -> String {
    "the airtime log \(path) was written by a newer version of Loa"
  }
  public func logIsForeign(_ path: String) -> String { "\(path) is the database of another program" }
  public func logCannotBeOpened(_ path: String, why: String) -> String {
    "the airtime log \(path) can not be opened: \(why)"
  }
  public func airingIsAlreadyLogged(_ airing: String, station: String) -> String {
    "the airing \(airing) of station \(station) is already in the log"
  }
  public func airingIsAlreadyClosed(_ airing: String, station: String) -> String {
    "the airing \(airing) of station \(station) is already closed in the log"
  }
  public func airingIsNotOpen(_ airing: String, station: String) -> String {
    "the airing \(airing) of station \(station) is not open in the log"
  }
  public func airingIsStillOpen(_ airing: String, station: String) -> String {
    "the airing \(airing) of station \(station) has not ended and can not be corrected yet"
  }
  public func airingIsNotLogged(_ airing: String, station: String) -> String {
    "the log has no airing \(airing) of station \(station)"
  }
  public func entryIsIncomplete(_ airing: String, station: String) -> String {
    "the airing \(airing) of station \(station) has no outcome, or no cause for it"
  }
  public var correctionIsEmpty: String { "the correction lacks a change, an author or a reason" }
  public func recordIsUnreadable(_ number: Int, why: String) -> String {
    "record \(number) can not be read: \(why)"
  }
  public func backupExists(_ path: String) -> String { "\(path) exists already" }
  public func backupFailed(_ path: String, why: String) -> String {
    "the airtime log can not be backed up to \(path): \(why)"
  }
  public func logFailed(_ detail: String) -> String { "the airtime log failed inside: \(detail)" }

  public var diskIsFull: String { "the disk is full" }
  public var fileSystemIsReadOnly: String { "the disk or the file is read-only" }
  public var accessIsDenied: String { "access is denied, or the folder does not exist" }
  public var anotherProgramHoldsIt: String { "another program holds the file" }
  public var diskDoesNotAnswer: String { "the disk fails" }

  public func freeDiskSpace(_ path: String) -> String {
    "free some space on the disk that holds \(path); Loa then writes on by itself"
  }
  public func makeWritable(_ path: String) -> String {
    "give the file \(path) to the user loa (chown loa:loa); if the whole disk is read-only it may be failing: see dmesg"
  }
  public func giveAccess(_ path: String) -> String {
    "put sudo before the command; if the service itself says this: create the folder of \(path) and give it to the user loa (chown loa:loa)"
  }
  public func closeTheOtherProgram(_ path: String) -> String { "close the program that has \(path) open" }
  public func checkTheDisk(_ path: String) -> String {
    "check the disk that holds \(path): dmesg, smartctl; have a new disk or card ready"
  }
  public var checkTheDiskAndKeepTheFile: String {
    "keep the file that was set aside, check the disk or card, restore a backup if there is one"
  }
  public var installTheNewerVersion: String {
    "install the newer version of Loa again, or name another state directory"
  }
  public var moveTheForeignFile: String { "move that file away, or name another state directory" }
  public var findOutWhoChangedTheLog: String {
    "find out who changed or restored the file; compare with a backup; run loa log verify"
  }
  public var lookAtTheLog: String { "look at the log: loa log" }
  public var reportTheBug: String { "this is a bug in Loa: report it with journalctl -u loa -n 200" }
  public var giveAuthorAndReason: String { "say what to correct, who corrects it and why" }
  public var verifyTheLog: String { "run loa log verify" }
  public var nameAnotherBackup: String { "name another file for the backup" }
  public var checkTheBackupPlace: String {
    "check the free space and the access rights where the backup goes"
  }
}
