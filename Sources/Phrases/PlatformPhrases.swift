/// What the system refused, and how other programs fared.
public protocol PlatformPhrases {
  func threadRefused(name: String, reason: String) -> String
  var raiseTaskLimit: String { get }
  func realtimeRefused(reason: String) -> String
  func clockWatchRefused(reason: String) -> String
  var useOrdinaryKernel: String { get }
  func gpioRefused(chip: String, line: Int, reason: String) -> String
  var allowTheGPIOLine: String { get }
  func folderNotOpened(_ path: String, reason: String) -> String
  func freeSpaceUnknown(path: String, reason: String) -> String
  var createFolderOrFixPath: String { get }

  func commandNotStarted(_ command: String, reason: String) -> String
  func commandExited(_ command: String, status: Int, output: String) -> String
  func commandKilled(_ command: String, signal: Int, output: String) -> String
  func commandTimedOut(_ command: String, seconds: Double, output: String) -> String
  func commandCancelled(_ command: String) -> String
  func tryCommandByHand(_ command: String) -> String
}
