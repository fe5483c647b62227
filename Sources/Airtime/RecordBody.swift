import Canonical
import Clocks
import Scheduling

extension Gap {
  var body: JSONValue {
    .members([
      "at": .instant(at), "cause": .text(cause.rawValue), "frame": .integer(frame),
      "frames": .integer(frames),
    ])
  }

  init(body: BodyReader) throws(NotCanonical) {
    self.init(
      at: try body.needed("at", body.instant("at")),
      frame: try body.needed("frame", body.frames("frame")),
      frames: try body.needed("frames", body.frames("frames")),
      cause: try body.needed("cause", body.word("cause", Cause.self)))
  }

  static func list(_ body: BodyReader) throws(NotCanonical) -> [Gap] {
    var gaps: [Gap] = []
    for gap in try body.objects("gaps") ?? [] { gaps.append(try Gap(body: gap)) }
    return gaps
  }
}

extension AsRunEntry {
  /// The entry as the body of an `opened`, `closed` or `entered` record.
  ///
  /// Loudness and gain are kept to a thousandth of an LU or dB, the bound of the clock's error to a nanosecond.
  var body: JSONValue {
    .members([
      "airing": .text(airing.text),
      "allotted": .integer(allotted.wholeNanoseconds),
      "cause": .text(cause?.rawValue),
      "clock": .members([
        "bound": clock.bound.flatMap { $0.magnitude < 1e9 ? .integer(Int64(($0 * 1e9).rounded())) : nil },
        "state": .text(clock.state.rawValue),
      ]),
      "commandedBy": .text(commandedBy),
      "edition": .text(edition?.text),
      "endedAt": .instant(endedAt),
      "frameRate": .integer(frameRate),
      "framesDue": .integer(framesDue),
      "framesPlayed": .integer(framesPlayed),
      "gaps": .list(gaps.map(\.body)),
      "items": .list(
        items.map {
          .members([
            "gain": .level($0.gain) ?? .integer(0), "loudness": .level($0.loudness),
            "role": .text($0.role.rawValue), "sha256": .text($0.sha256),
          ])
        }),
      // Left out where nothing was measured, as in records from before levels were.
      "level": level.map { .members(["mean": .level($0.mean), "peak": .level($0.peak)]) },
      "localStart": .text(localStart.description),
      // Each left out where there is none, as in records from before it was known.
      "makesUpFor": .text(makesUpFor?.text),
      "movedTo": .text(movedTo?.text),
      "note": .text(note),
      "outcome": .text(outcome?.rawValue),
      "plannedStart": .instant(plannedStart),
      "priority": .text(priority.rawValue),
      "programme": .text(programme?.text),
      // Left out where it is false, as in records from before there was a relay.
      "relayed": isRelayed ? .flag(true) : nil,
      "rerun": .flag(isRerun),
      "slot": .text(slot?.text),
      "software": .text(software),
      "startedAt": .instant(startedAt),
      "station": .text(station),
      "substitution": .text(substitution?.rawValue),
      "title": .text(editionTitle),
    ])
  }

  init(body: BodyReader) throws(NotCanonical) {
    let clock = try body.needed("clock", body.object("clock"))
    var items: [PlayedItem] = []
    for item in try body.needed("items", body.objects("items")) {
      items.append(
        PlayedItem(
          role: try item.needed("role", item.word("role", Item.Role.self)),
          sha256: try item.needed("sha256", item.text("sha256")),
          loudness: try item.level("loudness"),
          gain: try item.needed("gain", item.level("gain"))))
    }
    var level: SoundLevel?
    if let measured = try body.object("level") {
      level = SoundLevel(
        mean: try measured.needed("mean", measured.level("mean")),
        peak: try measured.needed("peak", measured.level("peak")))
    }
    let start = try body.needed("localStart", body.text("localStart"))
    guard let localStart = CivilDateTime(start), localStart.description == start else {
      throw NotCanonical(why: "localStart: \(start) is no local time", offset: nil)
    }
    let rate = try body.needed("frameRate", body.integer("frameRate"))
    guard (1...10_000_000).contains(rate) else {
      throw NotCanonical(why: "frameRate: \(rate) is no rate", offset: nil)
    }
    self.init(
      airing: AiringID(try body.needed("airing", body.text("airing"))),
      station: try body.needed("station", body.text("station")),
      slot: try body.text("slot").map { SlotID($0) },
      programme: try body.text("programme").map { ProgrammeID($0) },
      edition: try body.text("edition").map { EditionID($0) },
      editionTitle: try body.text("title"),
      isRerun: try body.needed("rerun", body.flag("rerun")),
      substitution: try body.word("substitution", Airing.Substitution.self),
      items: items,
      priority: try body.needed("priority", body.word("priority", Priority.self)),
      plannedStart: try body.needed("plannedStart", body.instant("plannedStart")),
      localStart: localStart,
      allotted: .nanoseconds(try body.needed("allotted", body.integer("allotted"))),
      startedAt: try body.instant("startedAt"),
      endedAt: try body.instant("endedAt"),
      framesPlayed: try body.needed("framesPlayed", body.frames("framesPlayed")),
      framesDue: try body.needed("framesDue", body.frames("framesDue")),
      frameRate: Int(rate),
      gaps: try Gap.list(body),
      outcome: try body.word("outcome", Outcome.self),
      cause: try body.word("cause", Cause.self),
      clock: ClockStamp(
        state: try clock.needed("state", clock.word("state", ClockStamp.State.self)),
        bound: try clock.integer("bound").map { Double($0) / 1e9 }),
      commandedBy: try body.text("commandedBy"),
      note: try body.text("note"),
      software: try body.needed("software", body.text("software")),
      isRelayed: try body.flag("relayed") ?? false,
      makesUpFor: try body.text("makesUpFor").map { AiringID($0) },
      movedTo: try body.text("movedTo").map { AiringID($0) }, level: level)
  }
}
