/// What is said of backups and of putting them back.
public protocol BackupPhrases {
  var backupAbstract: String { get }
  var backupDiscussion: String { get }
  var backupFileArgument: String { get }
  var backupForceOption: String { get }
  var backupMediaOption: String { get }
  var backupVerifyOption: String { get }
  var restoreAbstract: String { get }
  var restoreDiscussion: String { get }
  var restoreStateOption: String { get }
  var restoreConfigOption: String { get }
  var restoreOtherNodeOption: String { get }
  var restoreFaultsOption: String { get }

  func backupMade(_ path: String, megabytes: Double, files: Int, records: Int, at moment: String) -> String
  var backupHoldsKeys: String { get }
  func backupIsOpenToOthers(_ path: String) -> String
  func backupIsGood(_ path: String, node: String, at moment: String, files: Int, records: Int) -> String
  func logOfBackupHasFault(_ finding: String) -> String
  func restored(node: String, at moment: String, records: Int) -> String
  func formerStateIsIn(_ path: String) -> String
  func settingsAreIn(_ path: String) -> String
  var afterARestore: String { get }
  /// Of an airing that was on air when the backup was taken.
  func remarkOfLostEnd(_ moment: String) -> String

  func backupWouldBeInState(_ path: String) -> String
  func backupNeedsRoom(_ folder: String, megabytes: Int, free: Int) -> String
  func backupNotWritten(_ path: String, why: String) -> String
  func backupNotRead(_ path: String, why: String) -> String
  func anotherBackupIsMade(_ path: String) -> String
  func nameUnfitForBackup(_ name: String) -> String
  func backupIsDamaged(_ path: String, part: String) -> String
  func backupIsNewer(_ path: String, software: String?) -> String
  func logInBackupIsFaulty(_ path: String, _ finding: String?) -> String
  func backupOfAnotherNode(_ path: String, of node: String, own: String) -> String
  func backupIsFromTheFuture(_ path: String) -> String
  func nodeRunsOnState(_ directory: String) -> String
  func logIsInUse(_ directory: String, by process: Int) -> String
  func stateBelongsTo(_ directory: String, owner: String) -> String
  func restoreWasBrokenOff(_ directory: String) -> String
  func restoreIsStuck(_ path: String, why: String) -> String
  var stateIsUnknown: String { get }

  var nameAnotherBackupOrForce: String { get }
  var putBackupElsewhere: String { get }
  var makeRoomForBackup: String { get }
  var readBackupAsRoot: String { get }
  var waitForTheOtherBackup: String { get }
  var renameForBackup: String { get }
  var takeAnotherBackup: String { get }
  var restoreWithNewerVersion: String { get }
  var takeAnotherBackupOrAcceptFaults: String { get }
  var restoreOfOtherNode: String { get }
  var setClockBeforeRestore: String { get }
  var stopNodeBeforeRestore: String { get }
  var endProgramBeforeRestore: String { get }
  func restoreAs(owner: String) -> String
  var finishTheRestore: String { get }
  var nameTheState: String { get }
}
