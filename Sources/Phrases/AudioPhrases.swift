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
}
