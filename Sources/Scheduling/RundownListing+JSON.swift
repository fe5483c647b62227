import Clocks
import Foundation

extension RundownListing {
  /// The rundown as JSON, for programs. Keys are only ever added; times are RFC 3339 with the local offset, lengths seconds.
  ///
  /// | key | meaning |
  /// |---|---|
  /// | `from`, `until` | the period, half-open |
  /// | `timeZone` | IANA name of the zone of all local times |
  /// | `airings[].id` | slot and planned local start, for ever the same |
  /// | `airings[].slot`, `programme` | their ids; absent for a commanded play |
  /// | `airings[].start` | when its first frame leaves the device |
  /// | `airings[].localStart` | the start as people were told it |
  /// | `airings[].allottedSeconds` | the allotted length |
  /// | `airings[].priority` | `normal`, `priority`, `emergency` |
  /// | `airings[].status` | `air`, `moved`, `cancelled` |
  /// | `airings[].movedTo` | id of the replacement, where moved |
  /// | `airings[].replaces` | id of the airing that it replaces, where that is in the period |
  /// | `airings[].reason` | `holiday`, `quiet-hours`, `no-edition`, `clash`, `stopped`, where moved or cancelled |
  /// | `airings[].rerun` | whether it airs again what another slot aired |
  /// | `airings[].makesUpFor` | id of the airing that a make-up airing repairs |
  /// | `airings[].orderedBy` | who ordered it, or took it back; absent for what the schedule says |
  /// | `airings[].edition`, `title` | the edition, where there is one |
  /// | `airings[].substitution` | `repeat-last`, `filler`, where the edition is not the day's own |
  /// | `airings[].items[]` | `role`, `path`, `sha256`, `seconds`, `gain` (dB), in playing order |
  public func json() -> String {
    let origins = replacements
    let document = Document(
      from: stamp(rundown.from), until: stamp(rundown.until), timeZone: calendar.timeZone.identifier,
      airings: rundown.airings.map { airing in
        let (status, movedTo, reason) = airing.disposition.words
        return Document.Airing(
          id: airing.id, slot: airing.slot, programme: airing.programme,
          start: stamp(airing.plannedStart), localStart: airing.localStart,
          allottedSeconds: airing.allotted.inSeconds, priority: airing.priority, status: status,
          movedTo: movedTo, replaces: origins[airing.id]?.id, reason: reason, rerun: airing.isRerun,
          makesUpFor: airing.makesUpFor, orderedBy: airing.orderedBy,
          edition: airing.edition, title: airing.editionTitle, substitution: airing.substitution,
          items: airing.items.map { item in
            Document.Item(
              role: item.role, path: item.media.path, sha256: item.media.sha256,
              seconds: item.media.duration.inSeconds, gain: item.gain.isFinite ? item.gain : 0)
          })
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Every number is finite and every key a string, so that encoding has nothing to refuse.
    guard let data = try? encoder.encode(document) else { return "{}\n" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// RFC 3339: `2022-03-16T17:00:00+07:00`; milliseconds only where there are any.
  private func stamp(_ instant: WallTime) -> String {
    let local = calendar.civil(of: instant)
    let offset = calendar.offset(at: instant)
    let minutes = abs(offset) / 60
    let milliseconds = Int((instant.nanoseconds % 1_000_000_000 + 1_000_000_000) % 1_000_000_000) / 1_000_000
    let fraction = milliseconds == 0 ? "" : "." + String(String(1000 + milliseconds).dropFirst())
    let zone = "\(offset < 0 ? "-" : "+")\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
    return "\(local.date)T\(local.time.withSeconds)\(fraction)\(zone)"
  }

  private struct Document: Encodable {
    var from: String
    var until: String
    var timeZone: String
    var airings: [Airing]

    struct Airing: Encodable {
      var id: AiringID
      var slot: SlotID?
      var programme: ProgrammeID?
      var start: String
      var localStart: CivilDateTime
      var allottedSeconds: Double
      var priority: Priority
      var status: String
      var movedTo: AiringID?
      var replaces: AiringID?
      var reason: String?
      var rerun: Bool
      var makesUpFor: AiringID?
      var orderedBy: String?
      var edition: EditionID?
      var title: String?
      var substitution: Scheduling.Airing.Substitution?
      var items: [Item]
    }

    struct Item: Encodable {
      var role: Scheduling.Item.Role
      var path: String
      var sha256: String
      var seconds: Double
      var gain: Double
    }
  }
}

extension Airing.Disposition {
  fileprivate var words: (status: String, movedTo: AiringID?, reason: String?) {
    switch self {
    case .air: ("air", nil, nil)
    case .moved(let target): ("moved", target, Airing.CancelReason.holiday.rawValue)
    case .cancelled(let reason): ("cancelled", nil, reason.rawValue)
    }
  }
}

func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
