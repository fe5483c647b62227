import Canonical
public import Clocks
public import Scheduling

/// A correction (đính chính) of a closed entry: what is said to be true instead, by whom and why.
/// The original stays in the log.
public struct Correction: Sendable, Hashable, Codable {
  /// One field and what it is to show.
  public enum Change: Sendable, Hashable, Codable {
    case outcome(Outcome)
    case cause(Cause?)
    case startedAt(WallTime?)
    case endedAt(WallTime?)
    case framesPlayed(Int64)
    case edition(EditionID?, title: String?)
    case note(String?)
  }

  public var changes: [Change]
  /// The name of who corrects.
  public var author: String
  public var reason: String
  /// When it was entered.
  public var at: WallTime

  public init(changes: [Change], author: String, reason: String, at: WallTime) {
    self.changes = changes
    self.author = author
    self.reason = reason
    self.at = at
  }

  func applied(to entry: AsRunEntry) -> AsRunEntry {
    var entry = entry
    for change in changes {
      switch change {
      case .outcome(let outcome): entry.outcome = outcome
      case .cause(let cause): entry.cause = cause
      case .startedAt(let instant): entry.startedAt = instant
      case .endedAt(let instant): entry.endedAt = instant
      case .framesPlayed(let frames): entry.framesPlayed = frames
      case .edition(let edition, let title):
        entry.edition = edition
        entry.editionTitle = title
      case .note(let note): entry.note = note
      }
    }
    return entry
  }
}

extension Correction {
  /// The body of a `corrected` record: a field that is emptied stands in `cleared`.
  var body: JSONValue {
    var fields: [String: JSONValue] = [:]
    var cleared: Set<String> = []
    func set(_ key: String, _ value: JSONValue?) {
      fields[key] = value
      if value == nil { cleared.insert(key) } else { cleared.remove(key) }
    }
    for change in changes {
      switch change {
      case .outcome(let outcome): set("outcome", .text(outcome.rawValue))
      case .cause(let cause): set("cause", .text(cause?.rawValue))
      case .startedAt(let instant): set("startedAt", .instant(instant))
      case .endedAt(let instant): set("endedAt", .instant(instant))
      case .framesPlayed(let frames): set("framesPlayed", .integer(frames))
      case .edition(let edition, let title):
        set("edition", .text(edition?.text))
        set("title", .text(title))
      case .note(let note): set("note", .text(note))
      }
    }
    return .members([
      "author": .text(author),
      "cleared": cleared.isEmpty ? nil : .list(cleared.sorted().map { .text($0) }),
      "fields": .object(fields),
      "reason": .text(reason),
    ])
  }

  init(body value: JSONValue, at: WallTime) throws(NotCanonical) {
    let body = try BodyReader(value)
    let fields = try body.needed("fields", body.object("fields"))
    let cleared = try Self.cleared(in: value)
    func names(_ key: String) -> Bool { fields.has(key) || cleared.contains(key) }
    var changes: [Change] = []
    if names("outcome") {
      changes.append(
        .outcome(try fields.needed("outcome", fields.word("outcome", Outcome.self))))
    }
    if names("cause") { changes.append(.cause(try fields.word("cause", Cause.self))) }
    if names("startedAt") { changes.append(.startedAt(try fields.instant("startedAt"))) }
    if names("endedAt") { changes.append(.endedAt(try fields.instant("endedAt"))) }
    if names("framesPlayed") {
      changes.append(
        .framesPlayed(try fields.needed("framesPlayed", fields.frames("framesPlayed"))))
    }
    if names("edition") || names("title") {
      changes.append(
        .edition(try fields.text("edition").map { EditionID($0) }, title: try fields.text("title")))
    }
    if names("note") { changes.append(.note(try fields.text("note"))) }
    self.init(
      changes: changes, author: try body.needed("author", body.text("author")),
      reason: try body.needed("reason", body.text("reason")), at: at)
  }

  private static func cleared(in value: JSONValue) throws(NotCanonical) -> Set<String> {
    guard case .object(let members) = value, let list = members["cleared"] else { return [] }
    guard case .list(let names) = list else {
      throw NotCanonical(why: "cleared: a list expected", offset: nil)
    }
    var cleared: Set<String> = []
    for name in names {
      guard case .text(let name) = name else {
        throw NotCanonical(why: "cleared: text expected", offset: nil)
      }
      cleared.insert(name)
    }
    return cleared
  }
}
