import Clocks
public import Phrases
import Playout
public import Scheduling

extension NodeStatus {
  /// The status as a person reads it on a terminal.
  public func page(in language: Language) -> String {
    let words = language.phrases
    var rows: [(label: String, value: String)] = []
    rows.append((words.labelNow, playout.now.map { $0.line(words) } ?? words.silence))
    for (index, ahead) in playout.next.prefix(5).enumerated() {
      rows.append((index == 0 ? words.labelNext : "", ahead.line(words)))
    }
    if playout.next.isEmpty { rows.append((words.labelNext, words.statusNothingAhead)) }
    rows.append((words.labelDevice, playout.device.line(words)))
    rows.append((words.labelClock, playout.clock.line(words)))
    if let disk {
      let gigabytes = Double(disk.bytesFree) / 1e9
      rows.append((words.labelDisk, words.diskLine(path: disk.path, gigabytesFree: gigabytes)))
    }
    rows.append((words.labelLog, words.logLine(path: log.path, waiting: log.recordsWaiting)))
    if let upstream { rows.append((words.labelUpstream, upstream.line(words))) }
    if let stations {
      let enrolled = stations.filter { $0.state == .enrolled }
      rows.append(
        (
          words.labelStations,
          words.stationsLine(
            connected: enrolled.count(where: \.isConnected), enrolled: enrolled.count,
            current: enrolled.count(where: \.isCurrent))
        ))
    }
    if alarms.isEmpty { rows.append((words.labelAlarms, words.none)) }
    for (index, alarm) in alarms.enumerated() {
      let sentence = "\(alarm.text.said(in: language)); \(alarm.remedy.said(in: language))"
      rows.append((index == 0 ? words.labelAlarms : "", sentence))
    }
    let width = rows.map(\.label.count).max() ?? 0
    let header = words.statusHeader(
      name: node.name, day: localTime.date.vietnamese, time: localTime.time.withSeconds,
      version: node.version)
    let lines = rows.map { row in
      "  \(row.label)\(String(repeating: " ", count: width - row.label.count))  \(row.value)"
    }
    return ([header] + lines).joined(separator: "\n")
  }
}

extension Airing {
  /// What people call it.
  public var title: String { editionTitle ?? edition?.text ?? programme?.text ?? id.text }
}

extension Conductor.Status.OnAir {
  fileprivate func line(_ words: any Phrases) -> String {
    words.onAirLine(
      title: airing.title, elapsed: elapsed.inSeconds, remaining: remaining.inSeconds, gaps: gaps)
  }
}

extension Conductor.Status.Ahead {
  fileprivate func line(_ words: any Phrases) -> String {
    let makesUp = airing.makesUpFor.map { words.listedAsMakeUp(for: words.airing($0)) }
    let state = [makesUp, heldBecause.map { words.held($0.rawValue) } ?? (isArmed ? words.armed : nil)]
    return words.nextLine(
      day: airing.localStart.date.vietnamese, time: airing.localStart.time.description,
      title: airing.title, state: state.compactMap(\.self).joined(separator: "; "))
  }
}

extension Conductor.Status.Device {
  fileprivate func line(_ words: any Phrases) -> String {
    switch state {
    case "running": words.deviceRunning(name: name ?? "?", rate: rate ?? 0, driftPPM: driftPPM)
    case "lost": words.deviceLost(name: name ?? "?", trouble: trouble?.rawValue ?? "?")
    case "opening": words.deviceOpening
    default: words.deviceClosed
    }
  }
}

extension Conductor.Status.Clock {
  fileprivate func line(_ words: any Phrases) -> String {
    let word =
      switch state {
      case .trusted: words.clockTrusted
      case .unchecked: words.clockUnchecked
      case .upstream: words.clockFromUpstream
      case .confirmed: words.clockConfirmedByPerson
      case .untrusted: words.clockUntrusted
      }
    return words.clockLine(state: word, boundMilliseconds: bound.map { $0 * 1000 })
  }
}
