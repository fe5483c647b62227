public import Phrases
public import Scheduling

/// What can go wrong with the airtime log.
public enum AirtimeError: OperatorError {
  /// The log can not be written. Nothing is lost: `kept` records wait in memory, in order, and are written
  /// with the next record that can be, or by `AirtimeLog.flush()`.
  case unwritable(path: String, Trouble, kept: Int, underlying: (any Error)?)
  /// The file is no sound database any more; it is set aside at the next start. `kept` as above.
  case damaged(path: String, kept: Int, underlying: (any Error)?)
  /// The database could not be read and was set aside under this name; a new log has begun.
  case setAside(path: String, as: String)
  /// A newer version of Loa wrote the database.
  case newerSchema(path: String)
  /// The file is a database of another program.
  case foreign(path: String)
  case cannotOpen(path: String, Trouble, underlying: (any Error)?)
  /// The log ends before the record that the head file names.
  case truncated(lastKnown: Int64, found: Int64)
  /// The record that the head file names is not the one in the log.
  case headDiffers(number: Int64)
  /// The head file is gone or unreadable, so that a cut-off end of the log can not be noticed.
  case headMissing(path: String)
  case enteredTwice(AiringID, station: String)
  case closedTwice(AiringID, station: String)
  case notOpen(AiringID, station: String)
  case stillOpen(AiringID, station: String)
  case noEntry(AiringID, station: String)
  /// A closed entry needs an outcome, and a cause unless it aired in full and on time.
  case incomplete(AiringID, station: String)
  /// A correction needs at least one change, an author and a reason.
  case emptyCorrection
  case unreadableRecord(number: Int64, why: String)
  case backupExists(path: String)
  case backupFailed(path: String, underlying: any Error)
  /// A bug in Loa.
  case failed(underlying: any Error)

  /// Why a file can not be written or opened.
  public enum Trouble: String, Sendable, Hashable {
    case diskFull = "disk-full"
    case readOnly = "read-only"
    case denied
    case locked
    case inputOutput = "input-output"
  }

  public var code: String {
    switch self {
    case .unwritable: "log-unwritable"
    case .damaged: "log-damaged"
    case .setAside: "log-set-aside"
    case .newerSchema: "log-newer-schema"
    case .foreign: "log-foreign"
    case .cannotOpen: "log-cannot-open"
    case .truncated: "log-truncated"
    case .headDiffers: "log-head-differs"
    case .headMissing: "log-head-missing"
    case .enteredTwice: "log-entered-twice"
    case .closedTwice: "log-closed-twice"
    case .notOpen: "log-not-open"
    case .stillOpen: "log-still-open"
    case .noEntry: "log-no-entry"
    case .incomplete: "log-incomplete-entry"
    case .emptyCorrection: "log-empty-correction"
    case .unreadableRecord: "log-unreadable-record"
    case .backupExists: "log-backup-exists"
    case .backupFailed: "log-backup-failed"
    case .failed: "log-failed"
    }
  }

  public var what: Text {
    switch self {
    case .unwritable(let path, let trouble, let kept, _):
      Text { $0.logIsUnwritable(path, why: trouble.phrase($0), kept: kept) }
    case .damaged(let path, let kept, _): Text { $0.logIsDamaged(path, kept: kept) }
    case .setAside(let path, let name): Text { $0.logWasSetAside(path, as: name) }
    case .newerSchema(let path): Text { $0.logIsNewer(path) }
    case .foreign(let path): Text { $0.logIsForeign(path) }
    case .cannotOpen(let path, let trouble, _):
      Text { $0.logCannotBeOpened(path, why: trouble.phrase($0)) }
    case .truncated(let last, let found):
      Text { $0.logIsTruncated(lastKnown: Int(last), found: Int(found)) }
    case .headDiffers(let number): Text { $0.logHeadDiffers(Int(number)) }
    case .headMissing(let path): Text { $0.logHeadIsMissing(path) }
    case .enteredTwice(let airing, let station):
      Text { $0.airingIsAlreadyLogged(airing.text, station: station) }
    case .closedTwice(let airing, let station):
      Text { $0.airingIsAlreadyClosed(airing.text, station: station) }
    case .notOpen(let airing, let station):
      Text { $0.airingIsNotOpen(airing.text, station: station) }
    case .stillOpen(let airing, let station):
      Text { $0.airingIsStillOpen(airing.text, station: station) }
    case .noEntry(let airing, let station):
      Text { $0.airingIsNotLogged(airing.text, station: station) }
    case .incomplete(let airing, let station):
      Text { $0.entryIsIncomplete(airing.text, station: station) }
    case .emptyCorrection: Text { $0.correctionIsEmpty }
    case .unreadableRecord(let number, let why):
      Text { $0.recordIsUnreadable(Int(number), why: why) }
    case .backupExists(let path): Text { $0.backupExists(path) }
    case .backupFailed(let path, let error): Text { $0.backupFailed(path, why: "\(error)") }
    case .failed(let error): Text { $0.logFailed("\(error)") }
    }
  }

  public var remedy: Text {
    switch self {
    case .unwritable(let path, let trouble, _, _), .cannotOpen(let path, let trouble, _):
      trouble.remedy(path: path)
    case .damaged, .setAside: Text { $0.checkTheDiskAndKeepTheFile }
    case .newerSchema: Text { $0.installTheNewerVersion }
    case .foreign: Text { $0.moveTheForeignFile }
    case .truncated, .headDiffers, .headMissing: Text { $0.findOutWhoChangedTheLog }
    case .enteredTwice, .closedTwice, .stillOpen, .notOpen, .noEntry:
      Text { $0.lookAtTheLog }
    case .incomplete, .failed: Text { $0.reportTheBug }
    case .emptyCorrection: Text { $0.giveAuthorAndReason }
    case .unreadableRecord: Text { $0.verifyTheLog }
    case .backupExists: Text { $0.nameAnotherBackup }
    case .backupFailed: Text { $0.checkTheBackupPlace }
    }
  }

  public var underlying: (any Error)? {
    switch self {
    case .unwritable(_, _, _, let error), .damaged(_, _, let error), .cannotOpen(_, _, let error): error
    case .backupFailed(_, let error), .failed(let error): error
    default: nil
    }
  }
}

extension AirtimeError.Trouble {
  func phrase(_ phrases: any Phrases) -> String {
    switch self {
    case .diskFull: phrases.diskIsFull
    case .readOnly: phrases.fileSystemIsReadOnly
    case .denied: phrases.accessIsDenied
    case .locked: phrases.anotherProgramHoldsIt
    case .inputOutput: phrases.diskDoesNotAnswer
    }
  }

  func remedy(path: String) -> Text {
    switch self {
    case .diskFull: Text { $0.freeDiskSpace(path) }
    case .readOnly: Text { $0.makeWritable(path) }
    case .denied: Text { $0.giveAccess(path) }
    case .locked: Text { $0.closeTheOtherProgram(path) }
    case .inputOutput: Text { $0.checkTheDisk(path) }
    }
  }
}
