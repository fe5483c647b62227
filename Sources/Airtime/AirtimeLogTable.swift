import Clocks
public import Phrases
public import Scheduling

public import struct Foundation.TimeZone

/// A day or a period of the log as a person wants to see it: on a terminal, in Excel, or read by a program.
///
/// `docs/airtime-log.md` describes the CSV and the JSON.
public struct AirtimeLogTable: Sendable {
  public var entries: [LoggedEntry]
  public var from: CivilDate
  /// The last day, included.
  public var through: CivilDate
  public var zone: TimeZone
  /// What was declared of airings in these days, shown beside the entries and counted nowhere.
  public var declarations: [Declaration]
  /// The remarks that were entered in these days.
  public var notes: [LogNote]
  /// The names of programmes; one without a name shows its id.
  public var programmeNames: [ProgrammeID: String]
  /// The names of stations by their codes; one without a name shows its code.
  public var stationNames: [String: String]

  public init(
    entries: [LoggedEntry], from: CivilDate, through: CivilDate, zone: TimeZone,
    declarations: [Declaration] = [], notes: [LogNote] = [], programmeNames: [ProgrammeID: String] = [:],
    stationNames: [String: String] = [:]
  ) {
    self.entries = entries
    self.from = from
    self.through = through
    self.zone = zone
    self.declarations = declarations
    self.notes = notes
    self.programmeNames = programmeNames
    self.stationNames = stationNames
  }

  var local: LocalTime { LocalTime(zone) }

  func programme(of entry: AsRunEntry) -> String {
    guard let id = entry.programme else { return "" }
    return programmeNames[id] ?? id.text
  }

  func station(of entry: AsRunEntry) -> String { stationName(entry.station) }

  func stationName(_ code: String) -> String { stationNames[code] ?? code }

  /// What `entries` add up to.
  struct Totals: Sendable, Hashable {
    var airings = 0
    var outcomes: [Outcome: Int] = [:]
    var open = 0
    /// Whole seconds, each airing rounded down.
    var secondsPlayed: Int64 = 0
    var secondsDue: Int64 = 0
  }

  /// No station can hand up so much that a sum of it leaves 64 bits.
  private static func counted(_ seconds: Int64) -> Int64 { min(max(seconds, 0), 1 << 40) }

  var totals: Totals {
    var totals = Totals()
    for entry in entries.map(\.entry) {
      totals.airings += 1
      if let outcome = entry.outcome {
        totals.outcomes[outcome, default: 0] += 1
      } else {
        totals.open += 1
      }
      totals.secondsPlayed += Self.counted(entry.secondsPlayed)
      totals.secondsDue += Self.counted(entry.countedSecondsDue)
    }
    return totals
  }
}

extension AsRunEntry {
  private func seconds(_ frames: Int64) -> Int64 { frameRate > 0 ? frames / Int64(frameRate) : 0 }

  var secondsPlayed: Int64 { seconds(framesPlayed) }

  var secondsDue: Int64 { seconds(framesDue) }

  /// An airing that was moved or cancelled owes nothing.
  var countedSecondsDue: Int64 { outcome == .moved || outcome == .cancelled ? 0 : secondsDue }
}

extension Evidence {
  func phrase(_ phrases: any Phrases) -> String {
    switch self {
    case .scheduled: phrases.evidenceScheduled
    case .delivered: phrases.evidenceDelivered
    case .played: phrases.evidencePlayed
    case .heard: phrases.evidenceHeard
    case .declared: phrases.evidenceDeclared
    }
  }

  /// The words for people.
  public var text: Text { Text { phrase($0) } }
}

extension LoggedEntry {
  /// What stands behind the outcome of this entry.
  public var evidence: Evidence {
    let isDeclared = corrections.contains { correction in
      correction.changes.contains {
        switch $0 {
        case .outcome, .framesPlayed, .startedAt, .endedAt: true
        case .cause, .edition, .note: false
        }
      }
    }
    if isDeclared { return .declared }
    return entry.startedAt != nil && entry.framesPlayed > 0 ? .played : .scheduled
  }
}

extension Outcome {
  func phrase(_ phrases: any Phrases) -> String {
    switch self {
    case .aired: phrases.outcomeAired
    case .partial: phrases.outcomePartial
    case .late: phrases.outcomeLate
    case .missed: phrases.outcomeMissed
    case .interrupted: phrases.outcomeInterrupted
    case .moved: phrases.outcomeMoved
    case .cancelled: phrases.outcomeCancelled
    }
  }

  /// The word for people.
  public var text: Text { Text { phrase($0) } }
}

extension Cause {
  func phrase(_ phrases: any Phrases) -> String {
    switch self {
    case .power: phrases.causePower
    case .network: phrases.causeNetwork
    case .device: phrases.causeDevice
    case .media: phrases.causeMedia
    case .clock: phrases.causeClock
    case .operator: phrases.causeOperator
    case .preempted: phrases.causePreempted
    case .holiday: phrases.causeHoliday
    case .quietHours: phrases.causeQuietHours
    case .clash: phrases.causeClash
    case .system: phrases.causeSystem
    }
  }

  /// The word for people.
  public var text: Text { Text { phrase($0) } }
}

/// `2:31`, `1:02:31`.
func clockLength(_ seconds: Int64) -> String {
  let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
  return minutes < 60
    ? "\(minutes):\(two(Int(rest)))" : "\(minutes / 60):\(two(Int(minutes % 60))):\(two(Int(rest)))"
}
