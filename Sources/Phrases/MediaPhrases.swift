/// What is said of audio files, their sidecars and their measurements. Lengths are in seconds, levels in dB.
public protocol MediaPhrases {
  func folderUnreadable(_ path: String, reason: String) -> String
  var makeTheFolderReadable: String { get }
  func sidecarMissing(_ name: String) -> String
  func writeSidecar(_ name: String) -> String
  func audioMissingForSidecar(_ name: String) -> String
  var putAudioBesideSidecar: String { get }
  func sidecarUnreadable(_ name: String, reason: String) -> String
  func sidecarTooLarge(_ name: String, bytes: Int64) -> String
  func audioTooLarge(_ name: String, bytes: Int64) -> String
  var shortenTheFile: String { get }
  func approverUnknown(_ name: String, by: String) -> String
  func nameAnApprover(_ names: String) -> String
  func hashDiffers(_ name: String, expected: String, found: String) -> String
  var approveAgain: String { get }
  func leavesItsFolder(_ name: String) -> String
  var copyInsteadOfLinking: String { get }
  func severalAudioFiles(_ name: String) -> String
  var keepOneAudioFile: String { get }
  func strangeFileName(_ name: String) -> String
  var renameTheFile: String { get }
  func changedWhileRead(_ name: String) -> String
  var waitForTheCopy: String { get }

  func longerThanAllotted(_ name: String, length: Double, slot: String, allotted: Double) -> String
  var shortenOrAllotMore: String { get }
  func farFromTarget(_ name: String, loudness: Double, gain: Double) -> String
  var levelTheRecording: String { get }
  func longSilence(_ name: String, length: Double, at: Double) -> String
  func silenceAtTheEnd(_ name: String, length: Double) -> String
  var cutTheSilence: String { get }
  func clipped(_ name: String, runs: Int, at: Double) -> String
  var recordSofter: String { get }

  var measuredFormat: String { get }
  var measuredLength: String { get }
  var measuredLoudness: String { get }
  var measuredTruePeak: String { get }
  var measuredSilence: String { get }
  var measuredClipping: String { get }
  var measuredOffset: String { get }
  var measuredHash: String { get }
  var notMeasurable: String { get }
  var noneFound: String { get }
  func formatLine(_ container: String, bits: Int?, rate: Int, channels: Int) -> String
  func seconds(_ value: Double) -> String
  func level(_ value: Double, unit: String) -> String
  func silenceLine(length: Double, at: Double, atEnd: Bool) -> String
  func clippingLine(runs: Int, at: Double) -> String
  func percent(_ value: Double) -> String
}
