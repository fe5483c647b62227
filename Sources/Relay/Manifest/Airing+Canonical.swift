import Canonical
import Clocks
import Scheduling

/// Everything that a station's conductor needs. Times and lengths are in nanoseconds, levels in thousandths.
extension Airing {
  var body: JSONValue {
    .members([
      "allotted": .integer(allotted.wholeNanoseconds),
      "atEnd": atEnd.body,
      "disposition": disposition.body,
      "edition": .text(edition?.text),
      "id": .text(id.text),
      "items": .list(items.map(\.body)),
      "localStart": .text(localStart.description),
      "makesUpFor": .text(makesUpFor?.text),
      "orderedBy": .text(orderedBy),
      "plannedStart": .instant(plannedStart),
      "priority": .text(priority.rawValue),
      "programme": .text(programme?.text),
      "rerun": .flag(isRerun),
      "slot": .text(slot?.text),
      "substitution": .text(substitution?.rawValue),
      "title": .text(editionTitle),
      "whenLate": whenLate.body,
    ])
  }

  init(body: BodyReader) throws(NotCanonical) {
    let start = try body.needed("localStart", body.text("localStart"))
    guard let localStart = CivilDateTime(start), localStart.description == start else {
      throw NotCanonical(why: "localStart: it is no local time")
    }
    var items: [Item] = []
    for (index, item) in try body.needed("items", body.objects("items")).enumerated() {
      do throws(NotCanonical) {
        items.append(try Item(body: item))
      } catch {
        throw NotCanonical(why: "items[\(index)].\(error.why)", offset: error.offset)
      }
    }
    self.init(
      id: AiringID(try body.needed("id", body.text("id"))),
      slot: try body.text("slot").map { SlotID($0) },
      programme: try body.text("programme").map { ProgrammeID($0) },
      plannedStart: try body.needed("plannedStart", body.instant("plannedStart")),
      localStart: localStart,
      allotted: try body.needed("allotted", body.length("allotted")),
      priority: try body.needed("priority", body.word("priority", Priority.self)),
      whenLate: try LatePolicy(body: body.needed("whenLate", body.object("whenLate"))),
      atEnd: try EndPolicy(body: body.needed("atEnd", body.object("atEnd"))),
      edition: try body.text("edition").map { EditionID($0) },
      editionTitle: try body.text("title"),
      items: items,
      disposition: try Disposition(body: body.needed("disposition", body.object("disposition"))),
      isRerun: try body.needed("rerun", body.flag("rerun")),
      substitution: try body.word("substitution", Substitution.self),
      orderedBy: try body.text("orderedBy"),
      makesUpFor: try body.text("makesUpFor").map { AiringID($0) })
  }
}

extension Item {
  var body: JSONValue {
    .members([
      "bytes": .integer(media.bytes),
      "duration": .integer(media.duration.wholeNanoseconds),
      "gain": .level(gain),
      "loudness": .level(media.loudness),
      "role": .text(role.rawValue),
      "sha256": .text(media.sha256),
      "truePeak": .level(media.truePeak),
    ])
  }

  init(body: BodyReader) throws(NotCanonical) {
    self.init(
      role: try body.needed("role", body.word("role", Role.self)),
      media: Media(
        path: "", sha256: try body.needed("sha256", body.text("sha256")),
        bytes: try body.needed("bytes", body.integer("bytes")),
        duration: try body.needed("duration", body.length("duration")),
        loudness: try body.level("loudness"), truePeak: try body.level("truePeak")),
      gain: try body.needed("gain", body.level("gain")))
  }
}

extension LatePolicy {
  private enum Kind: String { case join, restart, skip }

  fileprivate var body: JSONValue {
    switch self {
    case .join: .kind(Kind.join)
    case .restart(let within): .kind(Kind.restart, "within", .integer(within.wholeNanoseconds))
    case .skip: .kind(Kind.skip)
    }
  }

  fileprivate init(body: BodyReader) throws(NotCanonical) {
    switch try body.needed("kind", body.word("kind", Kind.self)) {
    case .join: self = .join
    case .restart: self = .restart(within: try body.needed("within", body.length("within")))
    case .skip: self = .skip
    }
  }
}

extension EndPolicy {
  private enum Kind: String { case cut, overrun }

  fileprivate var body: JSONValue {
    switch self {
    case .cut(let fade): .kind(Kind.cut, "fade", .integer(fade.wholeNanoseconds))
    case .overrun(let upTo): .kind(Kind.overrun, "upTo", .integer(upTo.wholeNanoseconds))
    }
  }

  fileprivate init(body: BodyReader) throws(NotCanonical) {
    switch try body.needed("kind", body.word("kind", Kind.self)) {
    case .cut: self = .cut(fade: try body.needed("fade", body.length("fade")))
    case .overrun: self = .overrun(upTo: try body.needed("upTo", body.length("upTo")))
    }
  }
}

extension Airing.Disposition {
  private enum Kind: String { case air, moved, cancelled }

  fileprivate var body: JSONValue {
    switch self {
    case .air: .kind(Kind.air)
    case .moved(let to): .kind(Kind.moved, "to", .text(to.text))
    case .cancelled(let reason): .kind(Kind.cancelled, "reason", .text(reason.rawValue))
    }
  }

  fileprivate init(body: BodyReader) throws(NotCanonical) {
    switch try body.needed("kind", body.word("kind", Kind.self)) {
    case .air: self = .air
    case .moved: self = .moved(to: AiringID(try body.needed("to", body.text("to"))))
    case .cancelled:
      self = .cancelled(try body.needed("reason", body.word("reason", Airing.CancelReason.self)))
    }
  }
}

extension JSONValue {
  /// One case of several, with what belongs to it.
  fileprivate static func kind(
    _ kind: some RawRepresentable<String>, _ key: String? = nil, _ value: JSONValue? = nil
  ) -> JSONValue {
    var members: [String: JSONValue] = ["kind": .text(kind.rawValue)]
    if let key { members[key] = value }
    return .object(members)
  }
}

extension BodyReader {
  fileprivate func length(_ key: String) throws(NotCanonical) -> Duration? {
    try integer(key).map { .nanoseconds($0) }
  }
}
