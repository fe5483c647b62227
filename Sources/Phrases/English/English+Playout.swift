extension English {
  public func cause(code: String) -> String {
    switch code {
    case "power": "the node was off"
    case "network": "no connection"
    case "device": "the sound device"
    case "media": "the audio file"
    case "clock": "the clock"
    case "operator": "an operator's order"
    case "pre-empted": "a broadcast of higher priority"
    case "holiday": "a holiday"
    case "quiet-hours": "quiet hours"
    case "clash": "another airing at the same time"
    case "system": "the node could not keep up"
    default: code
    }
  }

  public func airingWasMissed(_ name: String, _ start: String, _ cause: String) -> String {
    "\(name), planned for \(start), did not air: \(cause)"
  }
  public func airingBeganLate(_ name: String, _ start: String, seconds: Int, _ cause: String) -> String {
    "\(name), planned for \(start), began \(seconds) s late: \(cause)"
  }
  public func airingWasNotComplete(
    _ name: String, _ start: String, played: Int, of due: Int, _ cause: String
  ) -> String {
    "\(name), planned for \(start), was not complete (\(played) of \(due) s): \(cause)"
  }
  public func airingWasBrokenOff(
    _ name: String, _ start: String, played: Int, of due: Int, _ cause: String
  ) -> String {
    "\(name), planned for \(start), was broken off after \(played) of \(due) s: \(cause)"
  }
  public func editionIsMissing(_ name: String, _ start: String) -> String {
    "\(name), planned for \(start), has no approved edition yet"
  }
  public func editionIsMissingAndReplaced(_ name: String, _ start: String) -> String {
    "\(name), planned for \(start), has no approved edition yet; its replacement will air"
  }
  public func itemCanNotBePlayed(_ name: String, item: Int, _ why: String) -> String {
    "file \(item) of \(name) can not be played: \(why)"
  }
  public func nothingIsAudible(_ name: String, _ start: String, seconds: Double, below level: Double)
    -> String
  {
    "\(name), planned for \(start): nothing to be heard for \(Self.number(seconds, digits: 0)) s (below \(self.level(level, unit: "dBFS")))"
  }
  public func airingsClash(_ name: String, _ start: String, with other: String) -> String {
    "\(name), planned for \(start), waits: \(other) has the air"
  }
  public func deviceIsLost(_ name: String, _ trouble: String) -> String {
    "sound device \(name) can not be used: \(trouble)"
  }
  public var clockIsNotSynchronised: String {
    "the clock is not synchronised; automatic play is held"
  }
  public func clockIsBehind(seconds: Int) -> String {
    "the clock shows \(seconds) s less than the last known time; automatic play is held"
  }
  public func deviceTrouble(code: String) -> String {
    switch code {
    case "absent": "it is not there"
    case "busy": "another program holds it"
    case "denied": "no permission"
    case "unplugged": "it was unplugged"
    case "frozen": "it takes sound but its clock stands still"
    case "server-gone": "its sound server is gone"
    case "unsupported": "it does not support the format"
    default: "it failed"
    }
  }

  public func remedy(forCause code: String, makeUpFor airing: String?) -> String {
    let first: String? =
      switch code {
      case "power": "check the power supply"
      case "device": "check the sound card and the amplifier's cable (loa status)"
      case "media": "replace the audio file and check it with loa check"
      case "clock": "check the time service (timedatectl)"
      case "clash", "quiet-hours": "move the slot in the config file (loa check names free times)"
      case "system": "look into the journal (journalctl -u loa)"
      default: nil
      }
    let both = [first, airing.map(scheduleMakeUpAiring)].compactMap(\.self)
    return both.isEmpty ? "see loa log" : both.joined(separator: ", then ")
  }
  public func scheduleMakeUpAiring(_ airing: String) -> String {
    "schedule a make-up airing: loa make-up \(airing)"
  }
  public var bringTheEdition: String {
    "put the audio file and its sidecar into the programme's folder and have it approved"
  }
  public var replaceTheFile: String { "replace the file and check it with loa check" }
  public var listenToTheFile: String {
    "listen to the file that is on air; if it is silent, stop it (loa stop) and replace it"
  }
  public var channelCommand: String { "the alarm command" }
  public var channelWebhook: String { "the alarm webhook" }
  public var channelMail: String { "alarm e-mail" }
  public func channelFails(_ channel: String, _ why: String) -> String {
    "\(channel) fails and is tried again: \(why)"
  }
  public func channelWorksAgain(_ channel: String, dropped: Int) -> String {
    "\(channel) works again" + (dropped > 0 ? "; \(dropped) notices were not told" : "")
  }
  public func letterSubject(node: String, first: String, more: Int) -> String {
    "[Loa \(node)] \(first)" + (more > 0 ? " (+\(more))" : "")
  }
  public func secretIsUnreadable(_ file: String) -> String { "no secret can be read from \(file)" }
  public var writeTheSecret: String {
    "write it as the only line of the file and let the service's user read it (chown loa, chmod 600)"
  }
  public func letterIsNotWritten(_ file: String) -> String { "the letter could not be written to \(file)" }
  public func powerIsNotOn(_ why: String) -> String {
    "the amplifier could not be switched on: \(why)"
  }
  public func powerIsNotOff(_ why: String) -> String {
    "the amplifier could not be switched off: \(why)"
  }
  public var switchPowerOnByHand: String {
    "switch it on by hand now, then look at `power` in the config file"
  }
  public var switchPowerOffByHand: String {
    "switch it off by hand, then look at `power` in the config file"
  }
  public var silenceGuard: String { "silence guard" }
  public var moveOneOfTheSlots: String {
    "move one of the two, or give one a higher priority (loa check names free times)"
  }
  public func remedy(forDeviceTrouble code: String) -> String {
    switch code {
    case "absent":
      "plug in or switch on the sound card, compare the device in the config with aplay -L; the node resumes by itself"
    case "unplugged": "plug the sound card in again; the node resumes by itself"
    case "busy": "end the program that holds the card (fuser -v /dev/snd/*)"
    case "denied": "put the service's user into group audio, and have no PrivateDevices= in the unit"
    case "frozen": "unplug the card and plug it in again"
    case "server-gone": "start the sound server; the node resumes by itself"
    case "unsupported": "choose another device or rate in the config file"
    default: "check the card and its cable; the node tries again by itself"
    }
  }
  public var synchroniseOrConfirmTheClock: String {
    "connect the node to its time service, or set the clock right and confirm it"
  }

  public func makeUpAiringProposed(_ airing: String) -> String {
    "a make-up airing is proposed: loa make-up \(airing)"
  }
  public func noteStopped(_ reason: String) -> String { "stopped: \(reason)" }
  public func noteMoved(to airing: String) -> String { "airs as \(airing)" }
  public func noteSilence(seconds: Int) -> String { "silent for \(seconds) s" }
  public var noteNodeStopped: String { "the node was shut down" }
  public var noteWithdrawn: String { "taken out of the schedule" }
  public var noteNoEdition: String { "no approved edition" }
  public var noteLogOfThisTimeLost: String {
    "unknown whether it aired: the log of this time is lost, the node was restored from a backup"
  }

  public var quietHoursForbidIt: String {
    "it would sound in quiet hours, when nothing but an emergency may"
  }
  public var orderItAfterQuietHours: String {
    "order it for after the quiet hours; only a real emergency may have priority emergency"
  }
  public var nothingIsOnAir: String { "nothing is on air" }
  public func noSuchAiring(_ id: String) -> String { "no airing \(id) is ahead or on air" }
  public var lookAtStatusAndSchedule: String { "see loa status and loa schedule" }
  public func airingIsAlreadyOrdered(_ id: String) -> String { "airing \(id) exists already" }
  public var orderItOnlyOnce: String { "see loa status; give a new order its own time" }
  public var nothingToPlay: String { "the order names nothing to play" }
  public var nameAnEditionOrFile: String { "name an edition or an audio file" }
  public var nodeIsShuttingDown: String { "the node is shutting down" }
  public var orderItAgainAfterTheStart: String { "order it again once the node is up" }
}
