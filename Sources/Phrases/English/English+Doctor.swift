extension English {
  public func doctorArea(_ area: String) -> String {
    switch area {
    case "config": "config"
    case "service": "service"
    case "node": "node"
    case "device": "sound device"
    case "mixer": "mixer"
    case "clock": "clock"
    case "disk": "disk"
    case "permissions": "permissions"
    case "link": "link to the upstream node"
    case "stations": "stations below"
    case "programme": "programme"
    default: area
    }
  }

  public var doctorAbstract: String {
    "Looks the machine over before air time: device, mixer, clock, disk, link, what airs next; with every remedy."
  }
  public var doctorDiscussion: String {
    "Changes nothing, and opens no device that the node holds. Exits with 1 where there is a fault, which means that something will not sound or not as planned; with 0 where there are warnings only. With sudo it sees everything."
  }
  public var doctorSoundOption: String {
    "Play a quiet test tone, left and right in turn, and say what was sent to which device."
  }
  public var doctorSecondsOption: String {
    "How many seconds the tone lasts, 2 to 60."
  }
  public func doctorSummary(faults: Int, warnings: Int) -> String {
    "faults: \(faults), warnings: \(warnings)"
      + (faults > 0
        ? "; not ready to air" : warnings > 0 ? "; it airs, but somebody should look" : "; ready to air")
  }
  public func doctorConfigGood(_ path: String) -> String {
    "the config \(path) is good"
  }
  public func doctorConfigErrors(_ path: String, errors: Int) -> String {
    "the config \(path) is refused; errors: \(errors)"
  }
  public func doctorConfigWarnings(_ path: String, warnings: Int) -> String {
    "the config \(path) can be used; warnings: \(warnings)"
  }
  public func doctorServiceMissing(_ unit: String) -> String {
    "the service \(unit) is not installed"
  }
  public var doctorInstallThePackage: String {
    "install Loa's Debian package (docs/install.md)"
  }
  public func doctorServiceRuns(_ unit: String) -> String {
    "the service \(unit) runs"
  }
  public func doctorServiceStarting(_ unit: String) -> String {
    "the service \(unit) is starting and not ready yet"
  }
  public func doctorServiceFailed(_ unit: String, result: String) -> String {
    "the service \(unit) has failed (\(result))"
  }
  public func doctorServiceStopped(_ unit: String) -> String {
    "the service \(unit) is stopped: nothing airs"
  }
  public func doctorServiceNotEnabled(_ unit: String) -> String {
    "the service \(unit) does not start with the machine"
  }
  public func doctorServiceRestarted(_ unit: String, times: Int) -> String {
    "the service \(unit) had to be started again; times: \(times)"
  }
  public func doctorNoRealtime(_ unit: String) -> String {
    "the service \(unit) may use no real-time priority: the sound may break off"
  }
  public func doctorAllowRealtime(_ unit: String) -> String {
    "run “sudo systemctl edit \(unit)”, write LimitRTPRIO=50 below [Service], then restart the service"
  }
  public func doctorNodeAnswers(version: String) -> String {
    "the node runs and answers (Loa \(version))"
  }
  public func doctorNodeIsSilent(_ socket: String) -> String {
    "no node answers at \(socket): nothing will air"
  }
  public func doctorNoSoundCard(_ device: String) -> String {
    "the machine has no sound card; the config wants “\(device)”"
  }
  public var doctorPlugInTheCard: String {
    "plug the sound card in, or switch it on in the BIOS, then look with “aplay -l”"
  }
  public func doctorCardAbsent(_ device: String, card: String, there: String) -> String {
    "the device “\(device)” is on card \(card), which is not there; there are: \(there)"
  }
  public func doctorNotInGroup(_ user: String, group: String, file: String) -> String {
    "the user \(user), who runs the service, is not in the group \(group) and can not open \(file)"
  }
  public func doctorDeviceOpens(_ device: String, rate: Int, channels: Int) -> String {
    "the device “\(device)” opens at \(rate) Hz, channels: \(channels)"
  }
  public func doctorDeviceUntried(_ device: String) -> String {
    "the device “\(device)” was not tried: the node may hold it"
  }
  public func doctorNodeHasDevice(_ device: String, rate: Int) -> String {
    "the node runs the device “\(device)” at \(rate) Hz"
  }
  public func doctorDeviceIsOpening(_ device: String) -> String {
    "the node is opening the device “\(device)”"
  }
  public var doctorLookAgain: String {
    "wait ten seconds and run loa doctor again"
  }
  public func doctorDeviceIsHeld(_ device: String, by name: String, pid: Int) -> String {
    "the program \(name) (process \(pid)) holds the device “\(device)”"
  }
  public var doctorStopTheOtherNode: String {
    "another loa node holds the device: stop it, or give it another device"
  }
  public func doctorRateConverted(_ device: String, from rate: Int, to hardware: Int) -> String {
    "the card of “\(device)” runs at \(hardware) Hz; sound of \(rate) Hz is converted"
  }
  public func doctorSetTheRate(_ rate: Int) -> String {
    "nothing needs to be done; to avoid it, write audio: { rate: \(rate) } in the config"
  }
  public func doctorMixerUnseen(_ card: Int) -> String {
    "the mixer of card \(card) could not be read"
  }
  public func doctorMixerHasNoVolume(_ card: Int) -> String {
    "card \(card) has no volume of its own; the amplifier sets it"
  }
  public func doctorMixerIsOpen(_ card: Int, levels: String) -> String {
    "the mixer of card \(card) is open: \(levels)"
  }
  public func doctorMixerIsMuted(_ card: Int, control: String) -> String {
    "“\(control)” of card \(card) is muted"
  }
  public func doctorMixerIsAtZero(_ card: Int, control: String) -> String {
    "“\(control)” of card \(card) is at zero"
  }
  public func doctorMixerIsLow(_ card: Int, control: String, percent: Int) -> String {
    "“\(control)” of card \(card) is at \(percent) % only"
  }
  public func doctorClockIsKept(by keeper: String?, boundMilliseconds: Double?) -> String {
    "the clock is synchronised" + (keeper.map { " by \($0)" } ?? "")
      + (boundMilliseconds.map { ", to \(Decimals.text($0, digits: 1, separator: ".")) ms" } ?? "")
  }
  public func doctorClockIsNotKept(by keeper: String?) -> String {
    keeper.map { "the clock is not synchronised, although \($0) runs" }
      ?? "the clock is not synchronised, and nothing keeps it"
  }
  public var doctorConfirmTheClock: String {
    "look at the time with “date”; if it is right, run “loa confirm-clock --by NAME”; if not, run “sudo timedatectl set-ntp true” and check the network"
  }
  public func doctorZoneDiffers(_ zone: String, system: String) -> String {
    "the schedule is in \(zone), the machine in \(system): the time that it shows is not the time of the schedule"
  }
  public func doctorDiskIsReadOnly(_ path: String) -> String {
    "the file system of \(path) is read-only: the log can not be written"
  }
  public var doctorLookAtTheDisk: String {
    "look for disk errors with “sudo dmesg”; save the data and call a technician"
  }
  public func doctorDiskTakesNoFiles(_ path: String, files: Int) -> String {
    "the file system of \(path) takes few more files: \(files)"
  }
  public func doctorStateBelongsTo(_ path: String, owner: String, user: String) -> String {
    "the folder \(path) belongs to \(owner), but the service runs as \(user)"
  }
  public func doctorStateIsClosed(_ path: String, user: String) -> String {
    "the user \(user) can not write into \(path)"
  }
  public func doctorStateIsOpen(_ path: String) -> String {
    "others may write into \(path): the log could be altered"
  }
  public func doctorStateIsMissing(_ path: String) -> String {
    "the folder \(path) is not there yet; the node makes it when it starts"
  }
  public func doctorKeysUnseen(_ path: String) -> String {
    "the keys in \(path) could not be looked at"
  }
  public func doctorFolderIsHidden(_ path: String) -> String {
    "the service does not see \(path), because it lies in a user's home"
  }
  public func doctorMoveTheFolder(_ path: String) -> String {
    "move \(path) to /srv/loa and change folder: in the config"
  }
  public func doctorFolderIsClosed(_ path: String, user: String, at place: String) -> String {
    "the user \(user) can not read \(path): \(place) is closed"
  }
  public func doctorPermissionsAreGood(_ user: String) -> String {
    "the user \(user) may read and write what it needs"
  }
  public var doctorNotJoined: String {
    "this node has not joined an upstream node: no programme comes"
  }
  public var doctorJoinTheUpstream: String {
    "ask the Centre for a join code (“loa station add” there), then run “loa station join CODE”"
  }
  public func doctorLinkIsUp(_ upstream: String) -> String {
    "the upstream node \(upstream) answers, and the certificates hold"
  }
  public func doctorLinkIsDown(_ upstream: String) -> String {
    "no link to the upstream node \(upstream); what has come still airs"
  }
  public var doctorLinkUntried: String {
    "the upstream node was not called: the keys could not be read"
  }
  public func doctorCertificateExpired(daysAgo days: Int) -> String {
    "the certificate of this node has expired; days ago: \(days)"
  }
  public func doctorCertificateExpires(inDays days: Int) -> String {
    "the certificate of this node expires; days from now: \(days)"
  }
  public func doctorCertificateHolds(days: Int) -> String {
    "the certificate of this node holds; days left: \(days)"
  }
  public var doctorCertificateRenewsItself: String {
    "it renews by itself once the upstream node is reached: check the network and the date, then see “sudo journalctl -u loa -n 50”; if that does not help, ask for a new join code"
  }
  public func doctorFilesAreOutstanding(held: Int, wanted: Int) -> String {
    "files of the programme that are here: \(held) of \(wanted)"
  }
  public var doctorWaitForTheFiles: String {
    "leave the machine and the network on; “loa status” shows how it goes"
  }
  public func doctorDoorIsOpen(_ address: String) -> String {
    "the door for stations at \(address) is open"
  }
  public func doctorDoorIsClosed(_ address: String) -> String {
    "nothing answers at \(address), where stations come in"
  }
  public func doctorStationsConnected(_ count: Int) -> String {
    "all stations that have joined are connected: \(count)"
  }
  public func doctorStationsAreSilent(_ count: Int, of enrolled: Int, names: String) -> String {
    "stations without a connection: \(count) of \(enrolled): \(names)"
  }
  public func doctorOnAir(_ title: String) -> String {
    "on air: \(title)"
  }
  public func doctorNothingAhead(days: Int) -> String {
    "nothing airs in the coming days: \(days)"
  }
  public func doctorNextAirs(_ title: String, at moment: String, inMinutes minutes: Int) -> String {
    "next: \(title), \(moment) (in \(away(minutes: minutes)))"
  }
  /// As a person would count it: days, else hours, else minutes.
  private func away(minutes: Int) -> String {
    minutes >= 2880 ? "\(minutes / 1440) days" : length(seconds: Double(minutes * 60))
  }
  public func doctorNextIsNotHere(_ title: String, at moment: String) -> String {
    "the files of the next airing, \(title) at \(moment), have not come yet"
  }
  public func doctorNextIsEmpty(_ title: String, at moment: String) -> String {
    "the next airing, \(title) at \(moment), has nothing to play"
  }
  public func doctorFilesUnseen(_ title: String) -> String {
    "the files of “\(title)” could not be read: whether they are good is not known"
  }
  public func doctorLastAired(_ title: String, at moment: String) -> String {
    "the last airing aired in full: \(title), \(moment)"
  }
  public func doctorLastDidNot(_ title: String, at moment: String, outcome: String, cause: String?) -> String
  {
    "the last airing, \(title), \(moment): \(outcome)" + (cause.map { " (\($0))" } ?? "")
  }
  public var toneNodeHasDevice: String {
    "the node runs and holds the device: no test tone"
  }
  public func toneStopTheNode(_ stop: String?, start: String?) -> String {
    "when nothing airs within 10 minutes: stop the node\(stop.map { " with “\($0)”" } ?? ""), run this again, then start the node\(start.map { " with “\($0)”" } ?? "")"
  }
  public var toneNodeUnknown: String {
    "the node could not be asked, so that it is not known whether the device is on air: no test tone"
  }
  public var toneInQuietHours: String {
    "it is in quiet hours, or would be: no test tone"
  }
  public func toneAfterQuietHours(_ moment: String) -> String {
    "try again after \(moment)"
  }
  public func toneAiringIsDue(_ title: String, at moment: String) -> String {
    "\(title) airs at \(moment): no test tone"
  }
  public var toneAfterTheAiring: String {
    "try again after that airing"
  }
  public func toneLengthIsOut(_ allowed: ClosedRange<Int>) -> String {
    "--seconds: \(allowed.lowerBound) to \(allowed.upperBound)"
  }
  public func toneBegins(_ device: String, seconds: Int) -> String {
    "sending a test tone to “\(device)”, left first, then right; seconds: \(seconds) …"
  }
  public func toneSent(to place: String, rate: Int, channels: Int, frames: Int64, of due: Int64) -> String {
    "sent to \(place): frames \(frames) of \(due), \(rate) Hz, channels: \(channels)"
  }
  public func tonePeaks(left: Double, right: Double) -> String {
    "  left 440 Hz, peak \(Decimals.text(left, digits: 1, separator: ".")) dBFS; right 550 Hz, peak \(Decimals.text(right, digits: 1, separator: ".")) dBFS"
  }
  public func tonePeakMono(_ peak: Double) -> String {
    "  one channel, 440 Hz then 550 Hz, peak \(Decimals.text(peak, digits: 1, separator: ".")) dBFS"
  }
  public var toneListen: String {
    "If the loudspeaker was silent: look at the mixer (“alsamixer”), the cable and the amplifier; Loa has sent it all."
  }
}
