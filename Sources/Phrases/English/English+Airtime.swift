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
  public var evidenceDelivered: String { "all files delivered" }
  public var evidenceHeard: String { "heard by a microphone" }
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

  public var airingOption: String {
    "One airing at every station, such as cchc-thu-tu@2022-03-16T17:00."
  }
  public func picture(of airing: String, day: String, time: String) -> String {
    "Airing \(airing) – \(day), \(time)"
  }
  public var noStationsForTheAiring: String { "No station is known for this airing." }
  public var noReportYet: String { "no report yet" }
  public func offset(nanoseconds: Int64) -> String {
    let (number, unit) = Decimals.offset(nanoseconds, separator: ".")
    return "\(number) \(unit == .milliseconds ? "ms" : "s")"
  }
  public func share(thousandths: Int) -> String {
    thousandths == 1000 ? "100%" : "\(thousandths / 10).\(thousandths % 10)%"
  }
  public func filesHeld(_ held: Int, of all: Int) -> String { "holds \(held) of \(all) files" }
  public func declared(by officer: String, on date: String, outcome: String, note: String) -> String {
    "\(officer) declared on \(date): \(outcome) (\(note))"
  }
  public func pictureSummary(stations: Int, outcomes: String) -> String {
    "\(stations) \(stations == 1 ? "station" : "stations"): \(outcomes)."
  }
  public func declaredSummary(stations: Int) -> String {
    "Declared by officers at \(stations) \(stations == 1 ? "station" : "stations"), not counted as played."
  }
  public var columnOffset: String { "Off by" }
  public var columnMillisecondsLate: String { "Milliseconds late" }
  public var columnShare: String { "Share" }
  public var columnDeclared: String { "Declared" }
  public var columnDeclaredBy: String { "Declared by" }
  public var columnDeclaredOn: String { "Declared on" }
  public var columnDeclarationNote: String { "Note of the declaration" }
  public var columnStationCode: String { "Station code" }
  public var columnFilesHeld: String { "Files held" }
  public var columnFiles: String { "Files" }
  public var columnFramesPlayed: String { "Frames played" }
  public var columnFramesDue: String { "Frames due" }

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

  private func chainName(_ station: String, _ chain: Int) -> String {
    chain == 1 ? "station \(station)" : "station \(station), chain \(chain)"
  }
  public func stationChainHolds(_ station: String, chain: Int, records: Int) -> String {
    "\(chainName(station, chain)): whole, \(records) \(records == 1 ? "record" : "records"), signature right"
  }
  public func stationChainHoldsUnsigned(_ station: String, chain: Int, records: Int) -> String {
    "\(chainName(station, chain)): whole, \(records) \(records == 1 ? "record" : "records"); "
      + "its signature was not checked, because its key is not at hand"
  }
  public func stationChainIsBroken(_ station: String, chain: Int, record: Int, finding: String) -> String {
    "\(chainName(station, chain)): broken at record \(record): \(finding)"
  }
  public func stationChainIsTruncated(from number: Int) -> String {
    "the station signed later records, but the log ends before record \(number)"
  }
  public func recordIsNotTheOneSigned(_ number: Int) -> String {
    "record \(number) is not covered by what the station signed"
  }
  public var stationSignatureIsMissing: String { "the station's signature is missing" }
  public func stationSignatureIsWrong(_ number: Int) -> String {
    "the signature over record \(number) is not of the station's key"
  }

  public func batchIsMalformed(_ why: String) -> String { "these are no records of a log: \(why)" }
  public func stationSpeaksForAnother(_ station: String, as claimed: String) -> String {
    "station \(station) sent records in the name of station \(claimed); nothing was taken"
  }
  public func batchSignatureIsWrong(_ station: String) -> String {
    "records of station \(station) carry a wrong signature; nothing was taken"
  }
  public func stationLogBeganAnew(_ station: String, lastKnown: Int) -> String {
    "the log of station \(station) has begun anew; its \(lastKnown) former records are kept"
  }
  public func stationLogBranched(_ station: String, after number: Int) -> String {
    "the log of station \(station) goes another way after record \(number) than before; both are kept"
  }
  public func stationLogDoesNotFollow(_ station: String, number: Int) -> String {
    "record \(number) of station \(station) follows none that is held; its log is asked for from the beginning"
  }
  public func stationRecordIsUnreadable(_ station: String, number: Int, why: String) -> String {
    "record \(number) of station \(station) is kept but can not be read: \(why)"
  }
  public func stationLogBeganAnewTooOften(_ station: String) -> String {
    "the log of station \(station) has begun anew too often; no more is taken"
  }
  public var declarationIsIncomplete: String { "the declaration lacks a station, a name or a note" }
  public func airingIsUnknown(_ airing: String) -> String { "no airing \(airing) is known" }
  public var updateTheStation: String { "install the same version of Loa at the station" }
  public var updateThisNode: String {
    "install the station's version of Loa here too; what it reported can then be read"
  }
  public var findOutWhoSpeaksForTheStation: String {
    "find out which machine uses that station's key; if in doubt: loa station revoke, then let it join again"
  }
  public var askTheStationAboutItsLog: String {
    "ask the station whether its disk or card was replaced, restored or copied; look at loa log verify"
  }
  public var giveNameAndNote: String { "say which station, who declares it, and how they know" }

  public func noteOfFormerLog(_ name: String, records count: Int?) -> String {
    "this log began anew: the one before was damaged and is kept as \(name)"
      + (count.map { ", with \($0) \($0 == 1 ? "record" : "records")" } ?? "")
  }
  public func noteOfMissingRecords(from first: Int, through last: Int) -> String {
    first == last
      ? "record \(first) had been written and was gone when the log was opened: its end was cut off"
      : "records \(first) to \(last) had been written and were gone when the log was opened: its end was cut off"
  }
  public func noteOfDifferentHead(_ number: Int) -> String {
    "record \(number) was not the one whose hash was kept apart when the log was opened: the log had been rewritten"
  }
  public func noteOfMissingHead(_ number: Int) -> String {
    "where the hash of the last record is kept apart could not be read when the log was opened; the last one then was record \(number)"
  }
  public func noteOfRefusedRecord(_ code: String) -> String {
    "a record that had waited for the disk contradicted the log by then; it is kept as a note (\(code))"
  }
  public func noteOfConfirmedClock(by who: String, _ moment: String, seenBefore later: String?) -> String {
    "\(who) confirmed that the clock was right when it showed \(moment)"
      + (later.map { ", though the log had seen \($0) before" } ?? "")
  }
  public func remarkInTheLog(_ what: String, by: String?) -> String {
    "remark: \(what)" + (by.map { " (\($0))" } ?? "")
  }
  public func noteOfRestore(
    backupOf taken: String, through end: Int, formerEnd former: Int?, setAside folder: String?
  ) -> String {
    "restored from the backup of \(taken), which ends with record \(end); what happened between then and now is not in this log"
      + (folder.map { folder in
        "; the former log\(former.map { ", up to record \($0)," } ?? "") was set aside as \(folder)"
      } ?? "")
  }
  public func noteInTheLog(_ number: Int, at moment: String, _ what: String) -> String {
    "record \(number), \(moment): \(what)"
  }

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
