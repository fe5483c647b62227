extension English {
  // MARK: Sound devices
  public func soundDeviceAbsent(_ device: String) -> String {
    "there is no sound device “\(device)”"
  }
  public func soundDeviceBusy(_ device: String) -> String {
    "another program is using the sound device “\(device)”"
  }
  public func soundDeviceDenied(_ device: String) -> String {
    "no permission to open the sound device “\(device)”"
  }
  public func soundDeviceUnsupported(_ device: String, detail: String) -> String {
    "the sound device “\(device)” does not take what is to be played (\(detail))"
  }
  public func soundServerGone(_ device: String) -> String {
    "the sound server of “\(device)” does not answer"
  }
  public func soundDeviceFailed(_ device: String, detail: String) -> String {
    "the sound device “\(device)” failed: \(detail)"
  }
  public var remedySoundDeviceAbsent: String {
    "plug it in or switch it on; list the devices with “aplay -L” and write the name in the config file"
  }
  public var remedySoundDeviceBusy: String {
    "stop the program that uses it (“fuser -v /dev/snd/*” names it)"
  }
  public var remedySoundDeviceDenied: String {
    "add the service's user to the group “audio” and restart the service"
  }
  public var remedySoundDeviceUnsupported: String {
    "use a name that converts, such as “plughw:0,0” or “default”"
  }
  public var remedySoundServerGone: String {
    "restart the sound server, or name the hardware itself, such as “plughw:0,0”"
  }
  public var remedySoundDeviceFailed: String {
    "check the cable and the kernel's messages (“dmesg”); try it with “aplay”"
  }
  // MARK: -
}
