extension English {
  public func threadRefused(name: String, reason: String) -> String {
    "the system would not start the thread \(name): \(reason)"
  }
  public var raiseTaskLimit: String { "raise TasksMax or free some memory, then start Loa again" }
  public func realtimeRefused(reason: String) -> String {
    "sound runs without realtime priority (\(reason)); allow it with LimitRTPRIO in loa.service"
  }
  public func clockWatchRefused(reason: String) -> String {
    "steps of the clock cannot be watched: \(reason)"
  }
  public var useOrdinaryKernel: String {
    "use Linux 5.3 or later and raise LimitNOFILE, then start Loa again"
  }
  public func gpioRefused(chip: String, line: Int, reason: String) -> String {
    "line \(line) of \(chip) can not be set: \(reason)"
  }
  public var allowTheGPIOLine: String {
    "check the chip and the line with gpioinfo, and that the service may use the device (docs/install.md, Power)"
  }
  public func folderNotOpened(_ path: String, reason: String) -> String {
    "folder \(path) can not be opened: \(reason)"
  }
  public func freeSpaceUnknown(path: String, reason: String) -> String {
    "the free space of \(path) cannot be read: \(reason)"
  }
  public var createFolderOrFixPath: String { "create the folder, or correct its path in the config file" }

  public func commandNotStarted(_ command: String, reason: String) -> String {
    "the command \(command) could not be started: \(reason)"
  }
  public func commandExited(_ command: String, status: Int, output: String) -> String {
    "the command \(command) failed with status \(status)" + (output.isEmpty ? "" : "; it said: \(output)")
  }
  public func commandKilled(_ command: String, signal: Int, output: String) -> String {
    "the command \(command) was killed by signal \(signal)" + (output.isEmpty ? "" : "; it said: \(output)")
  }
  public func commandTimedOut(_ command: String, seconds: Double, output: String) -> String {
    "the command \(command) ran longer than \(Decimals.text(seconds, digits: 0, separator: ".")) s and was killed"
      + (output.isEmpty ? "" : "; it said: \(output)")
  }
  public func commandCancelled(_ command: String) -> String {
    "the command \(command) was stopped because Loa is ending"
  }
  public func tryCommandByHand(_ command: String) -> String {
    command.isEmpty
      ? "name a program in the config file"
      : "check that the user loa may run it, and try it by hand: sudo -u loa \(command)"
  }
}
