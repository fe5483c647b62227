extension English {
  public func folderUnreadable(_ path: String, reason: String) -> String {
    "the folder \(path) can not be read: \(reason)"
  }
  public var makeTheFolderReadable: String {
    "create the folder and let the service read it"
  }
  public func sidecarMissing(_ name: String) -> String {
    "\(name) has no YAML file beside it, so it does not air"
  }
  public func writeSidecar(_ name: String) -> String {
    "write \(name) beside it, with title, week or date, and approval"
  }
  public func audioMissingForSidecar(_ name: String) -> String {
    "\(name) has no audio file beside it"
  }
  public var putAudioBesideSidecar: String {
    "put the audio file of the same name beside it (WAV, FLAC, Ogg, Opus or MP3)"
  }
  public func sidecarUnreadable(_ name: String, reason: String) -> String {
    "\(name) can not be read: \(reason)"
  }
  public func sidecarTooLarge(_ name: String, bytes: Int64) -> String {
    "\(name) has \(bytes) bytes; a sidecar has a few hundred"
  }
  public func audioTooLarge(_ name: String, bytes: Int64) -> String {
    "\(name) has \(bytes) bytes; at most 4 GB are taken"
  }
  public var shortenTheFile: String {
    "split it or export it as FLAC"
  }
  public func approverUnknown(_ name: String, by: String) -> String {
    "\(name) is approved by \(by), who may not approve this programme"
  }
  public func nameAnApprover(_ names: String) -> String {
    "have it approved by one of: \(names)"
  }
  public func hashDiffers(_ name: String, expected: String, found: String) -> String {
    "\(name) is not the file that was approved: its SHA-256 is \(found), approved was \(expected)"
  }
  public var approveAgain: String {
    "listen to it, approve it again and write the new sha256, or put the approved file back"
  }
  public func leavesItsFolder(_ name: String) -> String {
    "\(name) is a link to a place outside its folder and does not air"
  }
  public var copyInsteadOfLinking: String {
    "copy the file into the folder instead of linking it"
  }
  public func severalAudioFiles(_ name: String) -> String {
    "\(name) has more than one audio file of that name; none airs"
  }
  public var keepOneAudioFile: String {
    "keep one of them and remove the others"
  }
  public func strangeFileName(_ name: String) -> String {
    "\(name) has control characters in its name and does not air"
  }
  public var renameTheFile: String {
    "rename it with letters, digits, - and _"
  }
  public func changedWhileRead(_ name: String) -> String {
    "\(name) changed while it was read"
  }
  public var waitForTheCopy: String {
    "wait until the copy is finished; it is read again by itself"
  }
  public func longerThanAllotted(_ name: String, length: Double, slot: String, allotted: Double) -> String {
    "\(name) is \(Self.number(length, digits: 1)) s long with its signature and closing; slot \(slot) allots \(Self.number(allotted, digits: 1)) s"
  }
  public var shortenOrAllotMore: String {
    "shorten it, or allot more time"
  }
  public func farFromTarget(_ name: String, loudness: Double, gain: Double) -> String {
    "\(name) measures \(Self.number(loudness, digits: 1)) LUFS: \(Self.number(gain, digits: 1)) dB of gain would be needed"
  }
  public var levelTheRecording: String {
    "record or export it at a usual level"
  }
  public func longSilence(_ name: String, length: Double, at: Double) -> String {
    "\(name) is silent for \(Self.number(length, digits: 1)) s from second \(Self.number(at, digits: 1)) on"
  }
  public func silenceAtTheEnd(_ name: String, length: Double) -> String {
    "\(name) ends in \(Self.number(length, digits: 1)) s of silence"
  }
  public var cutTheSilence: String {
    "cut the silence out in the editing program"
  }
  public func clipped(_ name: String, runs: Int, at: Double) -> String {
    "\(name) clips in \(runs) places, first at second \(Self.number(at, digits: 1))"
  }
  public var recordSofter: String {
    "record or export it at a lower level"
  }
  public var measuredFormat: String {
    "format"
  }
  public var measuredLength: String {
    "length"
  }
  public var measuredLoudness: String {
    "loudness"
  }
  public var measuredTruePeak: String {
    "true peak"
  }
  public var measuredSilence: String {
    "longest silence"
  }
  public var measuredClipping: String {
    "clipping"
  }
  public var measuredOffset: String {
    "DC offset"
  }
  public var measuredHash: String {
    "SHA-256"
  }
  public var notMeasurable: String {
    "not measurable"
  }
  public var noneFound: String {
    "none"
  }
  public func formatLine(_ container: String, bits: Int?, rate: Int, channels: Int) -> String {
    "\(container), " + (bits.map { "\($0) bits, " } ?? "") + "\(rate) Hz, "
      + (channels == 1 ? "mono" : channels == 2 ? "stereo" : "\(channels) channels")
  }
  public func seconds(_ value: Double) -> String {
    "\(Self.number(value, digits: 1)) s"
  }
  public func level(_ value: Double, unit: String) -> String {
    "\(Self.number(value, digits: 1)) \(unit)"
  }
  public func silenceLine(length: Double, at: Double, atEnd: Bool) -> String {
    "\(Self.number(length, digits: 1)) s, "
      + (atEnd ? "at the end" : "from second \(Self.number(at, digits: 1))")
  }
  public func clippingLine(runs: Int, at: Double) -> String {
    "\(runs) places, first at second \(Self.number(at, digits: 1))"
  }
  public func percent(_ value: Double) -> String {
    "\(Self.number(value, digits: 2)) %"
  }
}
