public import Clocks

/// An airing (lần phát): one planned occurrence of a slot, or one commanded play.
public struct Airing: Sendable, Hashable, Codable {
  public var id: AiringID
  public var slot: SlotID?
  public var programme: ProgrammeID?
  /// When its first frame is to leave the device.
  public var plannedStart: WallTime
  /// The same in local time: what people were told.
  public var localStart: CivilDateTime
  public var allotted: Duration
  public var priority: Priority
  public var whenLate: LatePolicy
  public var atEnd: EndPolicy
  public var edition: EditionID?
  public var editionTitle: String?
  /// What is played, in order: signature tune, edition, closing. Empty where nothing is to be played.
  public var items: [Item]
  public var disposition: Disposition
  /// True for an airing that airs again what another slot aired (phát lại).
  public var isRerun: Bool
  /// Why the edition in `items` is not the one for the day: `repeat-last` or `filler`.
  public var substitution: Substitution?
  /// Its files are still on their way from the upstream node: nothing of it can be played yet.
  public var isUndelivered: Bool
  /// It comes from the upstream node (tiếp âm), not from this node's own schedule.
  public var isRelayed: Bool
  /// Who ordered it, here or at the upstream node, or took it off the air; nil for what a schedule says.
  public var orderedBy: String?
  /// The airing that this one repairs (phát bù); nil: it is none of these.
  public var makesUpFor: AiringID?

  public init(
    id: AiringID, slot: SlotID?, programme: ProgrammeID?, plannedStart: WallTime,
    localStart: CivilDateTime, allotted: Duration, priority: Priority = .normal,
    whenLate: LatePolicy = .join, atEnd: EndPolicy = .cut(fade: .seconds(2)),
    edition: EditionID? = nil, editionTitle: String? = nil, items: [Item] = [],
    disposition: Disposition = .air, isRerun: Bool = false, substitution: Substitution? = nil,
    isUndelivered: Bool = false, isRelayed: Bool = false, orderedBy: String? = nil,
    makesUpFor: AiringID? = nil
  ) {
    self.id = id
    self.slot = slot
    self.programme = programme
    self.plannedStart = plannedStart
    self.localStart = localStart
    self.allotted = allotted
    self.priority = priority
    self.whenLate = whenLate
    self.atEnd = atEnd
    self.edition = edition
    self.editionTitle = editionTitle
    self.items = items
    self.disposition = disposition
    self.isRerun = isRerun
    self.substitution = substitution
    self.isUndelivered = isUndelivered
    self.isRelayed = isRelayed
    self.orderedBy = orderedBy
    self.makesUpFor = makesUpFor
  }

  public enum Substitution: String, Sendable, Hashable, Codable {
    case repeatLast = "repeat-last"
    case filler
  }

  /// Whether it is to be played at all.
  public enum Disposition: Sendable, Hashable, Codable {
    case air
    /// It fell on a holiday and airs as this other airing.
    case moved(to: AiringID)
    case cancelled(CancelReason)
  }

  public enum CancelReason: String, Sendable, Hashable, Codable {
    /// The slot's policy for a holiday is `skip`.
    case holiday
    /// It would sound inside quiet hours and is no emergency.
    case quietHours = "quiet-hours"
    /// No approved edition, and the slot's policy is `skip`.
    case noEdition = "no-edition"
    /// Another airing has its time, by the rule for a station's own programmes and its upstream's.
    case clash
    /// A person took it back: a make-up airing, or anything at the upstream node.
    case stopped
  }

  /// The summed length of the items.
  public var contentDuration: Duration {
    items.reduce(.zero) { $0 + $1.media.duration }
  }

  /// How long it may sound: the items' length, limited by the allotted length and the end policy.
  public var dueDuration: Duration {
    let limit =
      switch atEnd {
      case .cut: allotted
      case .overrun(let upTo): allotted + upTo
      }
    return min(contentDuration, limit)
  }

  /// How long the last frames fade when the items are longer than `dueDuration`.
  public var fade: Duration {
    switch atEnd {
    case .cut(let fade): min(fade, dueDuration)
    case .overrun: min(.seconds(2), dueDuration)
    }
  }

  public var plannedEnd: WallTime { plannedStart + dueDuration }
}

/// One file of an airing.
public struct Item: Sendable, Hashable, Codable {
  public enum Role: String, Sendable, Hashable, Codable {
    case signature, edition, closing, filler, order
  }

  public var role: Role
  public var media: Media
  /// Gain in dB that brings it to the target loudness below the peak limit.
  public var gain: Double

  public init(role: Role, media: Media, gain: Double = 0) {
    self.role = role
    self.media = media
    self.gain = gain
  }
}
