import Clocks
import Scheduling

/// The most that a manifest may hold. Far above what a province airs in a week, and far below what would hurt a small machine.
enum ManifestLimits {
  /// Of the whole, with its signature.
  static let bytes = 2 << 20
  static let airings = 2000
  static let itemsOfAnAiring = 16
  static let programmes = 64
  /// Of an id, in UTF-8 bytes.
  static let idBytes = 128
  /// Of a title or name, in UTF-8 bytes.
  static let titleBytes = 1000
  static let longest = Duration.hours(24)
  static let largestFile: Int64 = 4 << 30
  static let longestPeriod = Duration.days(31)
  /// 1970 to 2199: sums of an instant and any length within these limits stay within 64 bits.
  static let instants = WallTime(seconds: 0)..<WallTime(seconds: 7_258_118_400)
  /// There is always a next one.
  static let sequences: ClosedRange<Int64> = 1...(1 << 62)
  /// In dB, LUFS and dBTP: what a 24-bit file and a sane mixer can have, and some.
  static let gains = -120.0...40.0
  static let loudnesses = -200.0...40.0
  static let truePeaks = -400.0...40.0

  static func count(_ count: Int, most: Int, _ place: ManifestBreach.Place) throws(ManifestRefusal) {
    guard count <= most else { throw .limit(ManifestBreach(place, .tooMany(count, most: most))) }
  }
}

extension Manifest {
  /// Says no to a manifest that breaks any limit.
  func check() throws(ManifestRefusal) {
    func say(_ field: String, _ fault: ManifestBreach.Fault?) throws(ManifestRefusal) {
      if let fault { throw .limit(ManifestBreach(.manifest(field), fault)) }
    }
    try say("node", .id(node.text))
    try say("sequence", ManifestLimits.sequences.contains(sequence) ? nil : .outOfRange)
    for (field, instant) in [
      ("issuedAt", issuedAt), ("validUntil", validUntil), ("from", rundown.from), ("until", rundown.until),
    ] where !ManifestLimits.instants.contains(instant) {
      try say(field, .outOfRange)
    }
    // Nothing that is planned can fall behind its validity.
    try say("validUntil", issuedAt <= validUntil && rundown.until <= validUntil ? nil : .outOfRange)
    try say("validUntil", validUntil - issuedAt <= ManifestLimits.longestPeriod ? nil : .outOfRange)
    try say("until", rundown.from <= rundown.until ? nil : .outOfRange)
    try say("until", rundown.until - rundown.from <= ManifestLimits.longestPeriod ? nil : .outOfRange)

    try ManifestLimits.count(programmes.count, most: ManifestLimits.programmes, .manifest("programmes"))
    for (id, name) in programmes {
      try say("programmes.id", .id(id.text))
      try say("programmes.name", .title(name))
    }

    let airings = rundown.airings
    try ManifestLimits.count(airings.count, most: ManifestLimits.airings, .manifest("airings"))
    var ids: Set<AiringID> = []
    for (index, airing) in airings.enumerated() {
      try airing.check(number: index + 1)
      func say(_ field: String, _ fault: ManifestBreach.Fault) -> ManifestRefusal {
        .limit(ManifestBreach(.airing(number: index + 1, id: airing.id.text, field), fault))
      }
      guard (rundown.from..<rundown.until).contains(airing.plannedStart) else {
        throw say("plannedStart", .outsideThePeriod)
      }
      guard ids.insert(airing.id).inserted else { throw say("id", .twice) }
      if index > 0, !airings[index - 1].precedes(airing) { throw say("plannedStart", .outOfOrder) }
    }
  }
}

extension Airing {
  /// The order of a rundown.
  func precedes(_ other: Airing) -> Bool {
    if plannedStart != other.plannedStart { return plannedStart < other.plannedStart }
    if priority != other.priority { return priority > other.priority }
    return id < other.id
  }

  /// Says no to an airing that breaks any limit by itself.
  func check(number: Int) throws(ManifestRefusal) {
    func say(_ field: String, _ fault: ManifestBreach.Fault?) throws(ManifestRefusal) {
      guard let fault else { return }
      // An id that is at fault is not fit to be shown.
      let shown = field == "id" ? nil : id.text
      throw .limit(ManifestBreach(.airing(number: number, id: shown, field), fault))
    }
    func length(_ field: String, _ length: Duration) throws(ManifestRefusal) {
      try say(field, .zero <= length && length <= ManifestLimits.longest ? nil : .outOfRange)
    }

    try say("id", .id(id.text) ?? (isStandIn ? .reserved : nil))
    try say("slot", slot.flatMap { .id($0.text) })
    try say("programme", programme.flatMap { .id($0.text) })
    try say("edition", edition.flatMap { .id($0.text) })
    try say("title", editionTitle.flatMap { .title($0) })
    try say("orderedBy", orderedBy.flatMap { .title($0) })
    try say("makesUpFor", makesUpFor.flatMap { .id($0.text) })
    try say("plannedStart", ManifestLimits.instants.contains(plannedStart) ? nil : .outOfRange)
    try say("priority", priority == .fallback ? .reserved : nil)
    try length("allotted", allotted)
    switch whenLate {
    case .join, .skip: break
    case .restart(let within): try length("whenLate.within", within)
    }
    switch atEnd {
    case .cut(let fade): try length("atEnd.fade", fade)
    case .overrun(let upTo): try length("atEnd.upTo", upTo)
    }
    if case .moved(let to) = disposition { try say("disposition.to", .id(to.text)) }
    try say(
      "items",
      items.count <= ManifestLimits.itemsOfAnAiring
        ? nil : .tooMany(items.count, most: ManifestLimits.itemsOfAnAiring))
    for (index, item) in items.enumerated() {
      let place = "items[\(index)]"
      try say("\(place).sha256", item.media.isNamedByDigest ? nil : .noDigest)
      try say(
        "\(place).bytes", (0...ManifestLimits.largestFile).contains(item.media.bytes) ? nil : .outOfRange)
      try length("\(place).duration", item.media.duration)
      try say("\(place).gain", ManifestLimits.gains.contains(item.gain) ? nil : .outOfRange)
      if let loudness = item.media.loudness {
        try say("\(place).loudness", ManifestLimits.loudnesses.contains(loudness) ? nil : .outOfRange)
      }
      if let peak = item.media.truePeak {
        try say("\(place).truePeak", ManifestLimits.truePeaks.contains(peak) ? nil : .outOfRange)
      }
    }
  }
}

extension Media {
  /// 64 lower-case hexadecimal digits: also what keeps a name of a file from being a path.
  fileprivate var isNamedByDigest: Bool {
    sha256.utf8.count == 64
      && sha256.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}

extension ManifestBreach.Fault {
  fileprivate static func id(_ text: String) -> Self? {
    text.isEmpty ? .empty : .text(text, most: ManifestLimits.idBytes)
  }

  fileprivate static func title(_ text: String) -> Self? { .text(text, most: ManifestLimits.titleBytes) }

  private static func text(_ text: String, most: Int) -> Self? {
    if text.utf8.count > most { return .tooLong(most: most) }
    return text.unicodeScalars.contains(where: \.isControl) ? .controlCharacter : nil
  }
}

extension Unicode.Scalar {
  /// Nothing to be seen, and trouble for whoever prints it.
  var isControl: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
