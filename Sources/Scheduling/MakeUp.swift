public import Clocks

/// A make-up airing (phát bù) that a person ordered: it repairs an airing that did not air in full.
///
/// The schedule file stays the source of everything else. What is ordered is kept in the state directory, and stands in the
/// rundown as an airing beside those of the slots.
public struct MakeUp: Sendable, Hashable, Codable {
  /// Of its own airing, for ever: see `MakeUpLedger.id`.
  public var id: AiringID
  /// The airing that it repairs.
  public var missed: AiringID
  public var slot: SlotID?
  public var programme: ProgrammeID?
  /// What the missed airing was for.
  public var edition: EditionID
  public var isRerun: Bool
  public var substitution: Airing.Substitution?
  public var start: WallTime
  public var localStart: CivilDateTime
  public var allotted: Duration
  /// Never an emergency: quiet hours hold.
  public var priority: Priority
  public var whenLate: LatePolicy
  public var atEnd: EndPolicy
  /// Who ordered it, why, and when.
  public var by: String
  public var reason: String?
  public var orderedAt: WallTime
  /// Nil: it stands.
  public var cancellation: Cancellation?

  /// Who took it back, why, and when.
  public struct Cancellation: Sendable, Hashable, Codable {
    public var by: String
    public var reason: String?
    public var at: WallTime

    public init(by: String, reason: String? = nil, at: WallTime) {
      self.by = by
      self.reason = reason
      self.at = at
    }
  }

  public init(
    id: AiringID, missed: AiringID, slot: SlotID?, programme: ProgrammeID?, edition: EditionID,
    isRerun: Bool = false, substitution: Airing.Substitution? = nil, start: WallTime,
    localStart: CivilDateTime, allotted: Duration, priority: Priority = .normal,
    whenLate: LatePolicy = .join, atEnd: EndPolicy = .cut(fade: .seconds(2)), by: String,
    reason: String? = nil, orderedAt: WallTime, cancellation: Cancellation? = nil
  ) {
    self.id = id
    self.missed = missed
    self.slot = slot
    self.programme = programme
    self.edition = edition
    self.isRerun = isRerun
    self.substitution = substitution
    self.start = start
    self.localStart = localStart
    self.allotted = allotted
    self.priority = priority
    self.whenLate = whenLate
    self.atEnd = atEnd
    self.by = by
    self.reason = reason
    self.orderedAt = orderedAt
    self.cancellation = cancellation
  }

  public var isCancelled: Bool { cancellation != nil }
}

/// Every make-up airing that was ordered, as long as anything still depends on it.
public struct MakeUpLedger: Sendable, Hashable, Codable {
  /// Ordered by start, then id.
  public private(set) var makeUps: [MakeUp]

  public init(_ makeUps: [MakeUp] = []) {
    self.makeUps = makeUps.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
  }

  public subscript(id: AiringID) -> MakeUp? { makeUps.first { $0.id == id } }

  /// One that is to repair this airing: not taken back, its time is not over, and the log does not say yet how it ended.
  /// - Parameter settled: those of which the log says how they ended.
  public func standing(for missed: AiringID, at now: WallTime, settled: Set<AiringID>) -> MakeUp? {
    makeUps.first {
      $0.missed == missed && !$0.isCancelled && now < $0.start + $0.allotted && !settled.contains($0.id)
    }
  }

  /// A name for a make-up airing: `phat-bu:` and what the airing of the slot at that time would be called. A slot's id has no
  /// colon, so that it is nobody else's name. Where that time was ordered and taken back before: `phat-bu-2:` and so on.
  /// - Parameter isTaken: whether the log knows an airing of this name.
  public func id(for missed: AiringID, at localStart: CivilDateTime, isTaken: (AiringID) -> Bool) -> AiringID
  {
    let slot = missed.text.lastIndex(of: "@").map { missed.text[..<$0] } ?? Substring(missed.text)
    var number = 1
    while true {
      let id = AiringID("phat-bu\(number == 1 ? "" : "-\(number)"):\(slot)@\(localStart)")
      if self[id] == nil, !isTaken(id) { return id }
      number += 1
    }
  }

  /// Puts one in.
  /// - Parameter settled: see `standing`.
  /// - Throws: `.alreadyMadeUp` where another is to repair the same airing, `.clash` where another has the time.
  public mutating func add(_ makeUp: MakeUp, settled: Set<AiringID> = []) throws(MakeUpRefusal) {
    if let other = standing(for: makeUp.missed, at: makeUp.orderedAt, settled: settled) {
      throw .alreadyMadeUp(makeUp.missed, by: other.id, at: other.localStart)
    }
    let end = makeUp.start + makeUp.allotted
    if let other = makeUps.first(where: {
      !$0.isCancelled && $0.start < end && makeUp.start < $0.start + $0.allotted
    }) {
      throw .clash(with: other.id, title: nil, at: other.localStart, free: [])
    }
    self = MakeUpLedger(makeUps + [makeUp])
  }

  /// Takes one back whose time has not come.
  /// - Throws: `.unknown`, `.notAhead`.
  public mutating func cancel(_ id: AiringID, _ cancellation: MakeUp.Cancellation) throws(MakeUpRefusal) {
    guard let index = makeUps.firstIndex(where: { $0.id == id }) else { throw .unknown(id) }
    guard !makeUps[index].isCancelled, makeUps[index].start > cancellation.at else { throw .notAhead(id) }
    makeUps[index].cancellation = cancellation
  }

  /// Takes out again what could not be kept.
  public mutating func remove(_ id: AiringID) { makeUps.removeAll { $0.id == id } }

  /// Puts one back as it was.
  public mutating func restore(_ makeUp: MakeUp) {
    self = MakeUpLedger(makeUps.filter { $0.id != makeUp.id } + [makeUp])
  }

  /// Lets go of those planned before an instant: the log has them.
  public mutating func forget(before instant: WallTime) { makeUps.removeAll { $0.start < instant } }
}
