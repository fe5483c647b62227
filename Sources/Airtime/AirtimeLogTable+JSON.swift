import Canonical
import Clocks
import Scheduling

import struct Foundation.TimeZone

extension AirtimeLogTable {
  /// The name and version of the form. A new field leaves it; a field that goes or means another thing raises it.
  static let jsonSchema = "loa-airtime-log/1"

  /// For other programs: stable, the same in every language, described in `docs/airtime-log.md`. Keys are sorted.
  public func json() -> String {
    let totals = totals
    let outcomes = Outcome.allCases.map { ($0.rawValue, JSONValue.integer(totals.outcomes[$0] ?? 0)) }
    return JSONValue.members([
      "schema": .text(Self.jsonSchema),
      "zone": .text(zone.identifier),
      "from": .text(from.description),
      "through": .text(through.description),
      "entries": .list(entries.map(value)),
      "declarations": declarations.isEmpty ? nil : .list(declarations.map { $0.value(local) }),
      "notes": notes.isEmpty
        ? nil
        : .list(
          notes.map {
            .members([
              "number": .integer($0.number), "at": .text(local.precise($0.at)), "code": .text($0.code),
              "text": .text($0.text), "by": .text($0.by),
            ])
          }),
      "totals": .members([
        "airings": .integer(totals.airings), "open": .integer(totals.open),
        "outcomes": .object(Dictionary(outcomes) { first, _ in first }),
        "secondsPlayed": .integer(totals.secondsPlayed), "secondsDue": .integer(totals.secondsDue),
      ]),
    ]).indented
  }

  func value(_ logged: LoggedEntry) -> JSONValue {
    guard case .object(var members) = value(logged.entry) else { return .object([:]) }
    members["evidence"] = .text(logged.evidence.rawValue)
    members["open"] = .flag(!logged.isClosed)
    members["openedAs"] = logged.openedAs.map { .integer($0) }
    members["closedAs"] = logged.closedAs.map { .integer($0) }
    if !logged.corrections.isEmpty {
      members["original"] = value(logged.original)
      var standing = logged.original
      members["corrections"] = .list(
        logged.corrections.map { correction in
          standing = correction.applied(to: standing)
          return .members([
            "at": .text(local.precise(correction.at)), "author": .text(correction.author),
            "reason": .text(correction.reason),
            "outcome": .text(standing.outcome?.rawValue), "cause": .text(standing.cause?.rawValue),
          ])
        })
    }
    return .object(members)
  }

  private func value(_ entry: AsRunEntry) -> JSONValue {
    .members([
      "airing": .text(entry.airing.text),
      "station": .text(entry.station),
      "slot": .text(entry.slot?.text),
      "programme": .text(entry.programme?.text),
      "edition": .text(entry.edition?.text),
      "title": .text(entry.editionTitle),
      "rerun": .flag(entry.isRerun),
      "makesUpFor": .text(entry.makesUpFor?.text),
      "movedTo": .text(entry.movedTo?.text),
      "substitution": .text(entry.substitution?.rawValue),
      "priority": .text(entry.priority.rawValue),
      "localStart": .text(entry.localStart.description),
      "plannedStart": .text(local.precise(entry.plannedStart)),
      "allottedSeconds": .decimal(thousandths: entry.allotted.wholeNanoseconds / 1_000_000),
      "startedAt": .text(entry.startedAt.map { local.precise($0) }),
      "endedAt": .text(entry.endedAt.map { local.precise($0) }),
      "framesPlayed": .integer(entry.framesPlayed),
      "framesDue": .integer(entry.framesDue),
      "frameRate": .integer(entry.frameRate),
      "secondsPlayed": .integer(entry.secondsPlayed),
      "secondsDue": .integer(entry.secondsDue),
      "gaps": .list(
        entry.gaps.map {
          .members([
            "at": .text(local.precise($0.at)), "frame": .integer($0.frame),
            "frames": .integer($0.frames), "cause": .text($0.cause.rawValue),
          ])
        }),
      "level": entry.level.map {
        .members([
          "meanDBFS": .decimal($0.mean),
          "peakDBFS": .decimal($0.peak),
        ])
      },
      "items": .list(
        entry.items.map {
          .members([
            "role": .text($0.role.rawValue), "sha256": .text($0.sha256),
            "loudness": .decimal($0.loudness),
            "gain": .decimal($0.gain),
          ])
        }),
      "outcome": .text(entry.outcome?.rawValue),
      "cause": .text(entry.cause?.rawValue),
      "clock": .members([
        "state": .text(entry.clock.state.rawValue),
        "boundMilliseconds": .decimal(entry.clock.bound.map { $0 * 1000 }),
      ]),
      "commandedBy": .text(entry.commandedBy),
      "note": .text(entry.note),
      "software": .text(entry.software),
    ])
  }
}
