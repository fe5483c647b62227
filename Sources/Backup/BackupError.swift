import Airtime
public import Clocks
import GRDB
import Glibc
public import Phrases
import Platform

/// What keeps a backup from being made or put back.
public enum BackupError: OperatorError {
  case exists(String)
  /// The file would lie in the state directory.
  case inState(String)
  case noLog(String)
  case noRoom(String, needed: Int64, free: Int64)
  case unwritable(String, String)
  case unreadable(String, String)
  /// Another backup is being made there.
  case anotherIsMade(String)
  /// A path that can stand in no backup.
  case badName(String)
  /// No backup, or not any more.
  case damaged(String, part: String)
  case newer(String, software: String?)
  case logFaulty(String, Text?)
  case anotherNode(String, of: String, own: String)
  /// The clock of this machine is behind the backup.
  case fromTheFuture(String, takenAt: WallTime)
  case nodeRuns(String)
  case logInUse(String, by: Int)
  case notYours(String, owner: String)
  /// A restore was broken off in this directory.
  case restoreBrokenOff(String)
  case restoreStuck(String, String)

  public var code: String {
    switch self {
    case .exists: "backup-exists"
    case .inState: "backup-in-state"
    case .noLog: "no-log"
    case .noRoom: "backup-no-room"
    case .unwritable: "backup-unwritable"
    case .unreadable: "backup-unreadable"
    case .anotherIsMade: "backup-being-made"
    case .badName: "backup-bad-name"
    case .damaged: "backup-damaged"
    case .newer: "backup-newer"
    case .logFaulty: "backup-log-faulty"
    case .anotherNode: "backup-of-another-node"
    case .fromTheFuture: "backup-from-the-future"
    case .nodeRuns: "restore-node-runs"
    case .logInUse: "restore-log-in-use"
    case .notYours: "state-not-yours"
    case .restoreBrokenOff: "restore-broken-off"
    case .restoreStuck: "restore-stuck"
    }
  }

  public var what: Text {
    switch self {
    case .exists(let path): Text { $0.backupExists(path) }
    case .inState(let path): Text { $0.backupWouldBeInState(path) }
    case .noLog(let directory): Text { $0.noLogYet(directory + "/airtime.sqlite") }
    case .noRoom(let path, let needed, let free):
      Text { $0.backupNeedsRoom(path, megabytes: Int(needed >> 20) + 1, free: Int(free >> 20)) }
    case .unwritable(let path, let why): Text { $0.backupNotWritten(path, why: why) }
    case .unreadable(let path, let why): Text { $0.backupNotRead(path, why: why) }
    case .anotherIsMade(let path): Text { $0.anotherBackupIsMade(path) }
    case .badName(let name): Text { $0.nameUnfitForBackup(name) }
    case .damaged(let path, let part): Text { $0.backupIsDamaged(path, part: part) }
    case .newer(let path, let software): Text { $0.backupIsNewer(path, software: software) }
    case .logFaulty(let path, let finding):
      Text { words in words.logInBackupIsFaulty(path, finding.map { $0.said(by: words) }) }
    case .anotherNode(let path, let node, let own): Text { $0.backupOfAnotherNode(path, of: node, own: own) }
    case .fromTheFuture(let path, _): Text { $0.backupIsFromTheFuture(path) }
    case .nodeRuns(let directory): Text { $0.nodeRunsOnState(directory) }
    case .logInUse(let directory, let process): Text { $0.logIsInUse(directory, by: process) }
    case .notYours(let directory, let owner): Text { $0.stateBelongsTo(directory, owner: owner) }
    case .restoreBrokenOff(let directory): Text { $0.restoreWasBrokenOff(directory) }
    case .restoreStuck(let path, let why): Text { $0.restoreIsStuck(path, why: why) }
    }
  }

  public var remedy: Text {
    switch self {
    case .exists: Text { $0.nameAnotherBackupOrForce }
    case .inState: Text { $0.putBackupElsewhere }
    case .noLog: Text { $0.startTheNode }
    case .noRoom: Text { $0.makeRoomForBackup }
    case .unwritable: Text { $0.checkTheBackupPlace }
    case .unreadable: Text { $0.readBackupAsRoot }
    case .anotherIsMade: Text { $0.waitForTheOtherBackup }
    case .badName: Text { $0.renameForBackup }
    case .damaged: Text { $0.takeAnotherBackup }
    case .newer: Text { $0.restoreWithNewerVersion }
    case .logFaulty: Text { $0.takeAnotherBackupOrAcceptFaults }
    case .anotherNode: Text { $0.restoreOfOtherNode }
    case .fromTheFuture: Text { $0.setClockBeforeRestore }
    case .nodeRuns: Text { $0.stopNodeBeforeRestore }
    case .logInUse: Text { $0.endProgramBeforeRestore }
    case .notYours(_, let owner): Text { $0.restoreAs(owner: owner) }
    case .restoreBrokenOff, .restoreStuck: Text { $0.finishTheRestore }
    }
  }
}

extension BackupError {
  /// What an error while a backup is made means.
  static func making(_ path: String, _ error: any Error) -> any OperatorError {
    switch error {
    case AirtimeError.backupFailed(_, let error): BackupError.unwritable(path, words(error))
    case let trouble as FileTrouble: BackupError.unwritable(trouble.path, trouble.reason)
    case BackupFault.part(let part): BackupError.unreadable(part, "changed")
    case BackupFault.archive(let words): BackupError.unwritable(path, words)
    case let error as any OperatorError: error
    default: BackupError.unwritable(path, words(error))
    }
  }

  /// What an error while a backup is read or put back means.
  static func reading(_ path: String, _ error: any Error) -> any OperatorError {
    switch error {
    case let trouble as FileTrouble where trouble.path == path:
      BackupError.unreadable(path, trouble.reason)
    case let trouble as FileTrouble: BackupError.unwritable(trouble.path, trouble.reason)
    case BackupFault.newer(let software): BackupError.newer(path, software: software)
    case BackupFault.part(let part): BackupError.damaged(path, part: part)
    case BackupFault.archive(let words): BackupError.damaged(path, part: words)
    case AirtimeError.newerSchema: BackupError.newer(path, software: nil)
    case AirtimeError.damaged, AirtimeError.foreign: BackupError.damaged(path, part: PartPlace.log)
    case let error as any OperatorError: error
    default: BackupError.damaged(path, part: words(error))
    }
  }

  private static func words(_ error: any Error) -> String {
    (error as? DatabaseError)?.message ?? "\(error)"
  }
}
