import Canonical
import Clocks
import Scheduling

public import struct Foundation.TimeZone

extension AiringPicture {
  /// The name and version of the form. A new field leaves it; a field that goes or means another thing raises it.
  static let jsonSchema = "loa-airing-picture/1"

  /// For other programs: stable, the same in every language, described in `docs/airtime-log.md`. Keys are sorted.
  public func json(zone: TimeZone) -> String {
    let local = LocalTime(zone)
    let outcomes = Outcome.allCases.map { outcome in
      (outcome.rawValue, JSONValue.integer(rows.count { $0.outcome == outcome }))
    }
    let evidence = Evidence.allCases.map { evidence in
      (evidence.rawValue, JSONValue.integer(rows.count { $0.evidence == evidence }))
    }
    return JSONValue.members([
      "schema": .text(Self.jsonSchema),
      "zone": .text(zone.identifier),
      "airing": .text(subject.airing.text),
      "plannedStart": .text(local.precise(subject.plannedStart)),
      "programme": .text(subject.programme?.text),
      "title": .text(subject.title),
      "files": .list(subject.files.map { .text($0) }),
      "stations": .list(rows.map { $0.value(local) }),
      "totals": .members([
        "stations": .integer(rows.count),
        "noReport": .integer(rows.count { $0.entry == nil }),
        "open": .integer(rows.count { $0.entry?.isClosed == false }),
        "outcomes": .object(Dictionary(outcomes) { first, _ in first }),
        "evidence": .object(Dictionary(evidence) { first, _ in first }),
        "declared": .integer(rows.count { !$0.declarations.isEmpty }),
      ]),
    ]).indented
  }
}

extension AiringPicture.Row {
  fileprivate func value(_ local: LocalTime) -> JSONValue {
    let entry = entry.map { logged in
      let day = local.date(logged.entry.plannedStart)
      return AirtimeLogTable(entries: [], from: day, through: day, zone: local.zone).value(logged)
    }
    return .members([
      "station": .text(station.code),
      "name": .text(station.name),
      "reported": .flag(entry != nil),
      "evidence": .text(evidence.rawValue),
      "outcome": .text(outcome?.rawValue),
      "cause": .text(self.entry?.entry.cause?.rawValue),
      // Nanoseconds are millionths of a millisecond; three decimals of it are kept.
      "offsetMilliseconds": offset.map { .decimal(thousandths: $0 / 1000) },
      "framesPlayed": self.entry.map { .integer($0.entry.framesPlayed) },
      "framesDue": self.entry.map { .integer($0.entry.framesDue) },
      "share": share.map { .decimal(thousandths: Int64($0)) },
      "gaps": self.entry.map { .integer($0.entry.gaps.count) },
      "filesHeld": .integer(filesHeld),
      "deliveredAt": .text(deliveredAt.map { local.precise($0) }),
      "declarations": .list(declarations.map { $0.value(local) }),
      "entry": entry,
    ])
  }
}

extension Declaration {
  func value(_ local: LocalTime) -> JSONValue {
    .members([
      "airing": .text(airing.text), "at": .text(local.precise(at)), "by": .text(by),
      "note": .text(note), "number": number.map { .integer($0) }, "outcome": .text(outcome.rawValue),
      "plannedStart": .text(local.precise(planned)), "programme": .text(programme?.text),
      "station": .text(station),
    ])
  }
}
