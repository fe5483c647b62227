public import Clocks
public import Phrases
public import Scheduling

/// Why no test tone may sound now. Silence is safer than a wrong sound: there is no way around it.
public enum ToneRefusal: OperatorError, Hashable {
  /// The node has the device; `unit` is its service.
  case nodeRuns(unit: String?)
  /// It can not be told whether a node has the device.
  case nodeUnknown
  case quietHours(until: CivilDateTime)
  case airingDue(String, at: CivilDateTime)

  /// Ours: the tone is over, and the node started again, before an airing that is further away.
  public static let margin = Duration.minutes(2)

  /// - Parameters:
  ///   - next: the next airing that sounds, with its title.
  ///   - length: of the tone.
  public static func of(
    node: NodeFacts, service: ServiceFacts?, schedule: Schedule, next: (title: String, airing: Airing)?,
    length: Duration, now: WallTime
  ) -> ToneRefusal? {
    switch node {
    case .answers: return .nodeRuns(unit: service?.unit)
    case .forbidden, .troubled: return .nodeUnknown
    case .silent: break
    }
    if let service, ["active", "activating", "reloading", "deactivating"].contains(service.state) {
      return .nodeRuns(unit: service.unit)
    }
    let end = now + length
    if let quiet = schedule.nextQuietTime(from: now), quiet.lowerBound < end {
      let calendar = CivilCalendar(timeZone: schedule.timeZone)
      return .quietHours(until: calendar.civil(of: quiet.upperBound))
    }
    if let next, next.airing.plannedStart < end + margin {
      return .airingDue(next.title, at: next.airing.localStart)
    }
    return nil
  }

  public var code: String {
    switch self {
    case .nodeRuns: "node-has-the-device"
    case .nodeUnknown: "node-unknown"
    case .quietHours: "quiet-hours"
    case .airingDue: "airing-due"
    }
  }

  public var what: Text {
    switch self {
    case .nodeRuns: Text { $0.toneNodeHasDevice }
    case .nodeUnknown: Text { $0.toneNodeUnknown }
    case .quietHours: Text { $0.toneInQuietHours }
    case .airingDue(let title, let local): Text { $0.toneAiringIsDue(title, at: $0.moment(local)) }
    }
  }

  public var remedy: Text {
    switch self {
    case .nodeRuns(let unit):
      Text {
        $0.toneStopTheNode(
          unit.map { "sudo systemctl stop \($0)" }, start: unit.map { "sudo systemctl start \($0)" })
      }
    case .nodeUnknown: .command("sudo loa doctor --sound")
    case .quietHours(let end): Text { $0.toneAfterQuietHours($0.moment(end)) }
    case .airingDue: Text { $0.toneAfterTheAiring }
    }
  }
}
