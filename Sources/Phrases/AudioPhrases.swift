public protocol AudioPhrases {
  // MARK: Sound devices
  func soundDeviceAbsent(_ device: String) -> String
  func soundDeviceBusy(_ device: String) -> String
  func soundDeviceDenied(_ device: String) -> String
  func soundDeviceUnsupported(_ device: String, detail: String) -> String
  func soundServerGone(_ device: String) -> String
  func soundDeviceFailed(_ device: String, detail: String) -> String
  var remedySoundDeviceAbsent: String { get }
  var remedySoundDeviceBusy: String { get }
  var remedySoundDeviceDenied: String { get }
  var remedySoundDeviceUnsupported: String { get }
  var remedySoundServerGone: String { get }
  var remedySoundDeviceFailed: String { get }
  // MARK: -
  // MARK: Audio files

  func audioFileMissing(_ path: String) -> String
  func audioFileUnreadable(_ path: String, reason: String) -> String
  func audioPathIsNoFile(_ path: String) -> String
  func audioFormatUnsupported(_ path: String, format: String) -> String
  func audioFormatUnknown(_ path: String) -> String
  func audioFileDamaged(_ path: String, detail: String) -> String
  func audioFileEmpty(_ path: String) -> String
  func audioFileChannels(_ path: String, channels: Int, limit: Int) -> String
  func audioFileRate(_ path: String, rate: Int) -> String
  func audioFileTooLong(_ path: String, hours: Double) -> String
  func audioFileEndsEarly(_ path: String, at: Double, of: Double) -> String
  func audioFileLengthDiffers(_ path: String, planned: Double, found: Double) -> String
  func audioFileReplaced(_ path: String) -> String
  func audioFileCancelled(_ path: String) -> String
  var putTheAudioFileThere: String { get }
  var letTheServiceReadTheAudioFile: String { get }
  var nameAnAudioFile: String { get }
  var convertToFLACOrMP3: String { get }
  var exportTheAudioFileAgain: String { get }
  var exportInStereoAt48000: String { get }
  var splitTheAudioFile: String { get }
  var leaveAPlannedFileAlone: String { get }
  var measureAgain: String { get }
}
