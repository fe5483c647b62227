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
  // MARK: Audio files

  public func audioFileMissing(_ path: String) -> String { "there is no file \(path)" }
  public func audioFileUnreadable(_ path: String, reason: String) -> String {
    "\(path) can not be read: \(reason)"
  }
  public func audioPathIsNoFile(_ path: String) -> String { "\(path) is not a regular file" }
  public func audioFormatUnsupported(_ path: String, format: String) -> String {
    "\(path) is \(format), which can not be played"
  }
  public func audioFormatUnknown(_ path: String) -> String { "\(path) is no audio file of a known format" }
  public func audioFileDamaged(_ path: String, detail: String) -> String {
    "\(path) is damaged: \(detail)"
  }
  public func audioFileEmpty(_ path: String) -> String { "\(path) holds no sound" }
  public func audioFileChannels(_ path: String, channels: Int, limit: Int) -> String {
    "\(path) has \(channels) channels; at most \(limit) are played"
  }
  public func audioFileRate(_ path: String, rate: Int) -> String {
    "\(path) has a sample rate of \(rate) Hz; 8000 to 192000 are played"
  }
  public func audioFileTooLong(_ path: String, hours: Double) -> String {
    "\(path) claims to be \(Self.number(hours, digits: 1)) hours long; at most 24 are played"
  }
  public func audioFileEndsEarly(_ path: String, at: Double, of: Double) -> String {
    "\(path) breaks off after \(Self.number(at, digits: 1)) s of \(Self.number(of, digits: 1)) s"
  }
  public func audioFileLengthDiffers(_ path: String, planned: Double, found: Double) -> String {
    "\(path) is \(Self.number(found, digits: 1)) s long, but \(Self.number(planned, digits: 1)) s were planned"
  }
  public func audioFileReplaced(_ path: String) -> String {
    "\(path) is not the file that was approved: its content has changed"
  }
  public func audioFileCancelled(_ path: String) -> String { "\(path) was not measured to its end" }
  public var putTheAudioFileThere: String { "put the file there, or correct the path" }
  public var letTheServiceReadTheAudioFile: String {
    "let the service's user read the file and its folder (chmod, chown), and check the disk"
  }
  public var nameAnAudioFile: String { "name an audio file" }
  public var convertToFLACOrMP3: String { "convert it to FLAC or MP3" }
  public var exportTheAudioFileAgain: String {
    "export it again from the editing program, or copy it again from its source"
  }
  public var exportInStereoAt48000: String { "export it again in mono or stereo at 48000 Hz" }
  public var splitTheAudioFile: String { "split it into shorter files" }
  public var leaveAPlannedFileAlone: String {
    "give a new version a new name; do not overwrite a file that is planned for broadcast"
  }
  public var measureAgain: String { "measure it again" }
}
