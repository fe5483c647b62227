import Clocks
import Phrases
import Scheduling

extension Conductor {
  mutating func raise(_ alarm: Alarm, again: Bool = false) {
    guard again || alarms[alarm.key] == nil else { return }
    alarms[alarm.key] = alarm
    actions.append(.raise(alarm))
  }

  mutating func clear(_ kind: Alarm.Kind, _ subject: String) {
    let key = Alarm.Key(kind, subject)
    guard alarms.removeValue(forKey: key) != nil else { return }
    actions.append(.clear(key))
  }

  func name(_ airing: Airing) -> String {
    airing.editionTitle ?? airing.slot?.text ?? airing.id.text
  }

  /// `17:00 16/03/2022`
  func start(_ airing: Airing) -> String {
    "\(airing.localStart.time) \(airing.localStart.date.vietnamese)"
  }

  /// For how long an alarm about a single airing stays, unless the slot airs well before.
  private static let memory = Duration.days(7)

  mutating func raiseOutcome(_ entry: AsRunEntry, _ airing: Airing, _ now: ClockReading) {
    forgetOldAlarms(now)
    let name = name(airing)
    let start = start(airing)
    let cause = entry.cause?.rawValue ?? ""
    let played = Int(entry.framesPlayed / Int64(entry.frameRate))
    let due = Int(entry.framesDue / Int64(entry.frameRate))
    let owed = airing.canBeMadeUp ? airing.makesUpFor ?? airing.id : nil
    let remedy = Text { $0.remedy(forCause: cause, makeUpFor: owed?.text) }
    switch entry.outcome {
    case .missed:
      raise(
        Alarm(
          .missed, about: airing.id.text,
          text: Text { $0.airingWasMissed(name, start, $0.cause(code: cause)) },
          remedy: remedy, since: now.wall))
    case .partial:
      raise(
        Alarm(
          .partial, about: airing.id.text,
          text: Text { $0.airingWasNotComplete(name, start, played: played, of: due, $0.cause(code: cause)) },
          remedy: remedy, since: now.wall))
    case .interrupted where entry.cause != .operator:
      raise(
        Alarm(
          .partial, about: airing.id.text,
          text: Text { $0.airingWasBrokenOff(name, start, played: played, of: due, $0.cause(code: cause)) },
          remedy: remedy, since: now.wall))
    case .aired:
      guard let slot = airing.slot else { break }
      let prefix = "\(slot)@"
      for key in alarms.keys where key.kind != .editionMissing {
        // Of the slot's own airings, and of make-up airings of theirs.
        // An airing of silence is in full on time, too.
        guard key != Alarm.Key(.silence, airing.id.text) else { continue }
        guard key.subject.hasPrefix(prefix) || key.subject.contains(":\(prefix)") else { continue }
        clear(key.kind, key.subject)
      }
    case .late, .interrupted, .moved, .cancelled, nil: break
    }
  }

  private mutating func forgetOldAlarms(_ now: ClockReading) {
    for (key, alarm) in alarms where now.wall - alarm.since > Self.memory {
      switch key.kind {
      case .missed, .late, .partial, .silence, .mediaFailed, .clash: clear(key.kind, key.subject)
      case .deviceLost, .powerFailed, .clockUntrusted, .editionMissing, .diskLow, .logUnwritable,
        .upstreamLost,
        .clockApart,
        .refusedFromUpstream, .stationSilent, .evidenceRefused, .test:
        break
      }
    }
  }

  mutating func raiseLate(_ standing: Standing, _ lateness: Duration, _ now: ClockReading) {
    let name = name(standing.airing)
    let start = start(standing.airing)
    let seconds = Int(lateness.components.seconds)
    let cause = (standing.heldBecause ?? .system).rawValue
    raise(
      Alarm(
        .late, about: standing.airing.id.text,
        text: Text { $0.airingBeganLate(name, start, seconds: seconds, $0.cause(code: cause)) },
        remedy: Text { $0.remedy(forCause: cause, makeUpFor: nil) }, since: now.wall))
  }

  mutating func raiseMediaFailed(_ airing: Airing, item: Int, _ why: Text, _ now: ClockReading) {
    let name = name(airing)
    raise(
      Alarm(
        .mediaFailed, about: airing.id.text,
        text: Text { $0.itemCanNotBePlayed(name, item: item + 1, why.said(by: $0)) },
        remedy: Text { $0.replaceTheFile }, since: now.wall))
  }

  mutating func raiseClash(_ airing: Airing, with other: AiringID, _ now: ClockReading) {
    let name = name(airing)
    let start = start(airing)
    let holder = book[other].map { self.name($0.airing) } ?? other.text
    raise(
      Alarm(
        .clash, about: airing.id.text, text: Text { $0.airingsClash(name, start, with: holder) },
        remedy: Text { $0.moveOneOfTheSlots }, since: now.wall))
  }

  /// The alarm stands from the first loss on; it is raised again with the new words where the trouble is another one.
  mutating func raiseDeviceLost(_ name: String, _ why: DeviceTrouble, _ now: ClockReading) {
    let isAnother = deviceTrouble != why
    deviceTrouble = why
    let since = alarms[Alarm.Key(.deviceLost, "device")]?.since ?? now.wall
    raise(
      Alarm(
        .deviceLost, about: "device",
        text: Text { $0.deviceIsLost(name, $0.deviceTrouble(code: why.rawValue)) },
        remedy: Text { $0.remedy(forDeviceTrouble: why.rawValue) }, since: since), again: isAnother)
  }

  mutating func raiseClockAlarm(isBehind: Bool, _ now: ClockReading) {
    let behind = Int(((clock.lastKnown ?? now.wall) - now.wall).components.seconds)
    raise(
      Alarm(
        .clockUntrusted, about: node.station,
        text: Text { isBehind ? $0.clockIsBehind(seconds: behind) : $0.clockIsNotSynchronised },
        remedy: Text { $0.synchroniseOrConfirmTheClock }, since: now.wall))
  }

  /// A file of what was only just ordered is on its way; nobody need be told.
  private static let timeToArrive = Duration.seconds(20)

  /// Says at the chosen times before an airing that its edition is not there; takes it back once it is.
  mutating func warnOfMissingEditions(_ now: ClockReading) {
    guard hasRundown, clock.isTrusted, let longest = policy.editionWarnings.max() else { return }
    for id in order {
      guard let standing = book[id] else { continue }
      let airing = standing.airing
      let ahead = airing.plannedStart - now.wall
      if ahead > longest {
        look(at: now.monotonic + (ahead - longest), now)
        break
      }
      guard standing.lacksEdition else {
        if warned.removeValue(forKey: id) != nil { clear(.editionMissing, id.text) }
        continue
      }
      guard ahead > .zero else { continue }
      let stage = policy.editionWarnings.count { ahead <= $0 }
      if let next = policy.editionWarnings.filter({ $0 < ahead }).max() {
        look(at: now.monotonic + (ahead - next), now)
      }
      guard stage > warned[id] ?? 0 else { continue }
      if airing.isUndelivered, now.monotonic - standing.addedAt < Self.timeToArrive {
        look(at: standing.addedAt + Self.timeToArrive, now)
        continue
      }
      warned[id] = stage
      let name = airing.slot?.text ?? airing.id.text
      let start = start(airing)
      let isReplaced = !airing.items.isEmpty
      let isUndelivered = airing.isUndelivered
      raise(
        Alarm(
          .editionMissing, about: id.text,
          text: Text {
            isUndelivered
              ? $0.editionIsOnItsWay(name, start)
              : isReplaced ? $0.editionIsMissingAndReplaced(name, start) : $0.editionIsMissing(name, start)
          },
          remedy: Text { isUndelivered ? $0.lookAtTheLink : $0.bringTheEdition }, since: now.wall),
        again: true)
    }
  }
}

extension Airing {
  /// Neither what only filled the time, nor a file that was ordered once.
  fileprivate var canBeMadeUp: Bool { priority > .fallback && programme != nil }
}
