extension English {
  public var backupAbstract: String { "Back up the node's log, keys and settings into one file." }
  public var backupDiscussion: String {
    """
    The node may run and be on air meanwhile. The file is for its owner only: whoever has it has the keys of the node.
    Sound is left out unless --with-media asks for it. With --verify a backup is only checked.
    """
  }
  public var backupFileArgument: String { "The backup, a file; best on another disk." }
  public var backupForceOption: String { "Replace a file of that name." }
  public var backupMediaOption: String { "Take the editions and signature tunes too." }
  public var backupVerifyOption: String {
    "Only check this backup: every file in it, and the chain of its log."
  }
  public var restoreAbstract: String { "Put a backup in the place of the node's state." }
  public var restoreDiscussion: String {
    """
    The node must be stopped. Everything is checked before anything changes, and what is there now is set aside, never deleted.
    """
  }
  public var restoreStateOption: String { "The state directory; else the one that the config names." }
  public var restoreConfigOption: String {
    "Put the config files into this folder. What differs there is set aside under a dated name."
  }
  public var restoreOtherNodeOption: String { "Take a backup of another node than the config is of." }
  public var restoreFaultsOption: String { "Take a backup though its log has faults." }

  public func backupMade(_ path: String, megabytes: Double, files: Int, records: Int, at moment: String)
    -> String
  {
    "backed up to \(path): \(decimal(megabytes, places: 1)) MB, \(files) files, \(records) records of the log, as of \(moment); read back and found good"
  }
  public var backupHoldsKeys: String {
    "it may hold the node's secret keys: keep it where nobody else can read it"
  }
  public func backupIsOpenToOthers(_ path: String) -> String {
    "others can read \(path) on this disk: move it to a disk that knows owners, or lock the disk away"
  }
  public func backupIsGood(_ path: String, node: String, at moment: String, files: Int, records: Int)
    -> String
  {
    "\(path) is good: node \(node), taken at \(moment), \(files) files, \(records) records of the log"
  }
  public func logOfBackupHasFault(_ finding: String) -> String {
    "the log in the backup has a fault, as it had on the node: \(finding)"
  }
  public func restored(node: String, at moment: String, records: Int) -> String {
    "node \(node) is as it was at \(moment), with \(records) records of the log"
  }
  public func formerStateIsIn(_ path: String) -> String { "what was there before is in \(path)" }
  public func settingsAreIn(_ path: String) -> String { "the config files of the backup are in \(path)" }
  public var afterARestore: String {
    """
    before the node starts:
    - look at loa schedule and loa make-up list: what was ordered or called off since the backup is as it was then
    - stations that joined since must join again; revoke again whom you revoked since (loa station revoke)
    - the upstream node may raise the alarm evidence-refused once; what it was told first stands there
    - what aired between the backup and now is entered as unknown; enter what you know with loa log correct
    """
  }
  public func remarkOfLostEnd(_ moment: String) -> String {
    "how it went on is unknown: the node was restored from a backup taken at \(moment)"
  }

  public func backupWouldBeInState(_ path: String) -> String {
    "\(path) would lie in the state directory itself"
  }
  public func backupNeedsRoom(_ folder: String, megabytes: Int, free: Int) -> String {
    "\(folder) has \(free) MB free, \(megabytes) MB are needed"
  }
  public func backupNotWritten(_ path: String, why: String) -> String { "\(path) can not be written: \(why)" }
  public func backupNotRead(_ path: String, why: String) -> String { "\(path) can not be read: \(why)" }
  public func anotherBackupIsMade(_ path: String) -> String { "another backup is being made in \(path)" }
  public func nameUnfitForBackup(_ name: String) -> String { "a file name that no backup can hold: \(name)" }
  public func backupIsDamaged(_ path: String, part: String) -> String {
    "\(path) is no whole backup of Loa (\(part))"
  }
  public func backupIsNewer(_ path: String, software: String?) -> String {
    "\(path) was made by a newer version of Loa" + (software.map { " (\($0))" } ?? "")
  }
  public func logInBackupIsFaulty(_ path: String, _ finding: String?) -> String {
    "the log in \(path) has a fault" + (finding.map { ": \($0)" } ?? "")
  }
  public func backupOfAnotherNode(_ path: String, of node: String, own: String) -> String {
    "\(path) is of node \(node), the config here of node \(own)"
  }
  public func backupIsFromTheFuture(_ path: String) -> String {
    "\(path) was made later than it is now by the clock of this machine"
  }
  public func nodeRunsOnState(_ directory: String) -> String { "a node runs on \(directory), or a restore" }
  public func logIsInUse(_ directory: String, by process: Int) -> String {
    "process \(process) has the log in \(directory) open"
  }
  public func stateBelongsTo(_ directory: String, owner: String) -> String {
    "\(directory) belongs to the user \(owner)"
  }
  public func restoreWasBrokenOff(_ directory: String) -> String {
    "a restore was broken off in \(directory)"
  }
  public func restoreIsStuck(_ path: String, why: String) -> String {
    "the restore can not be brought to its end: \(path): \(why)"
  }
  public var stateIsUnknown: String { "the config does not tell which state directory is meant" }

  public var nameAnotherBackupOrForce: String { "name another file, or replace this one with --force" }
  public var putBackupElsewhere: String { "name a file elsewhere, best on another disk" }
  public var makeRoomForBackup: String { "free some space, or take another disk" }
  public var readBackupAsRoot: String { "check the path; run the command with sudo or as the service's user" }
  public var waitForTheOtherBackup: String { "wait until it is done, or name another file" }
  public var renameForBackup: String { "rename the file: no control characters, no backslash" }
  public var takeAnotherBackup: String { "take another backup; nothing was changed" }
  public var restoreWithNewerVersion: String {
    "install that version of Loa, or a later one, and restore again"
  }
  public var takeAnotherBackupOrAcceptFaults: String {
    "take another backup; if there is none, restore this one with --accept-faults"
  }
  public var restoreOfOtherNode: String {
    "name the right file; to put the backup's config in place too give --config-to /etc/loa; if this machine is to become that node give --other-node"
  }
  public var setClockBeforeRestore: String { "set the clock of this machine right, then restore again" }
  public var stopNodeBeforeRestore: String { "stop it first: sudo systemctl stop loa" }
  public var endProgramBeforeRestore: String {
    "wait for its end, or stop it; a node: sudo systemctl stop loa"
  }
  public func restoreAs(owner: String) -> String {
    "run the command with sudo, or as that user: sudo -u \(owner) loa restore …"
  }
  public var finishTheRestore: String {
    "run the same loa restore again, or start the node: either brings it to its end"
  }
  public var nameTheState: String { "name the state directory with --state, such as --state /var/lib/loa" }
}
