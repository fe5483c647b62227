import Clocks
import Scheduling

/// Which cue is in which voice: takes orders for cues and turns them into orders for the deck. Pure.
struct Desk: Sendable {
  enum Action: Sendable, Equatable {
    /// Start decoding this cue into the ring of the voice, from a frame on, then give the deck the order.
    case load(voice: Int, Cue, CueSheet)
    case order(voice: Int, kind: DeckOrder.Kind, CueSheet, frames: Int64)
    /// The cue was stopped before it came near.
    case endedUnheard(Cue.ID)
    /// The cue is over: stop decoding.
    case unload(voice: Int)
  }

  private enum Slot: Sendable {
    case free
    case loaded(Cue)
    /// Its decoder has been told to end and has not ended yet.
    case ending
  }

  private var waiting: [Cue] = []
  private var slots: [Slot]
  private let rate: Int

  /// How long before its start a cue takes a voice and its decoder begins.
  static let horizon = Duration.seconds(15)

  init(voices: Int, rate: Int) {
    slots = Array(repeating: .free, count: voices)
    self.rate = rate
  }

  mutating func arm(_ cue: Cue, now: MonotonicTime) -> [Action] {
    guard !isKnown(cue.id) else { return [] }
    let place = waiting.firstIndex { $0.start > cue.start } ?? waiting.endIndex
    waiting.insert(cue, at: place)
    return tick(now: now)
  }

  mutating func retime(_ id: Cue.ID, start: MonotonicTime, now: MonotonicTime) -> [Action] {
    if let index = waiting.firstIndex(where: { $0.id == id }) {
      var cue = waiting.remove(at: index)
      cue.start = start
      return arm(cue, now: now)
    }
    guard let (voice, cue) = loaded(id) else { return [] }
    var moved = cue
    moved.start = start
    slots[voice] = .loaded(moved)
    return [.order(voice: voice, kind: .retime, sheet(moved), frames: 0)]
  }

  mutating func stop(_ id: Cue.ID, fade: Duration) -> [Action] {
    if let index = waiting.firstIndex(where: { $0.id == id }) {
      waiting.remove(at: index)
      return [.endedUnheard(id)]
    }
    guard let (voice, cue) = loaded(id) else { return [] }
    return [.order(voice: voice, kind: .stop, sheet(cue), frames: fade.frames(at: rate))]
  }

  /// Gives voices to the cues that are near, the nearest first.
  mutating func tick(now: MonotonicTime) -> [Action] {
    var actions: [Action] = []
    while let cue = waiting.first, cue.start - now <= Self.horizon {
      guard let voice = slots.firstIndex(where: { if case .free = $0 { true } else { false } }) else { break }
      waiting.removeFirst()
      slots[voice] = .loaded(cue)
      actions.append(.load(voice: voice, cue, sheet(cue)))
    }
    return actions
  }

  /// The deck is done with the cue in this voice.
  mutating func over(voice: Int) -> [Action] {
    guard case .loaded = slots[voice] else { return [] }
    slots[voice] = .ending
    return [.unload(voice: voice)]
  }

  /// The decoder of this voice has ended.
  mutating func unloaded(voice: Int, now: MonotonicTime) -> [Action] {
    guard case .ending = slots[voice] else { return [] }
    slots[voice] = .free
    return tick(now: now)
  }

  /// The cues that are armed or sounding.
  var cues: [Cue.ID] {
    waiting.map(\.id)
      + slots.compactMap { slot in if case .loaded(let cue) = slot { cue.id } else { nil } }
  }

  private func isKnown(_ id: Cue.ID) -> Bool { cues.contains(id) }

  private func loaded(_ id: Cue.ID) -> (Int, Cue)? {
    for (voice, slot) in slots.enumerated() {
      if case .loaded(let cue) = slot, cue.id == id { return (voice, cue) }
    }
    return nil
  }

  private func sheet(_ cue: Cue) -> CueSheet {
    let end = cue.duration.frames(at: rate)
    return CueSheet(
      cue: cue.id.number, start: cue.start.nanoseconds,
      from: min(max(0, cue.from.frames(at: rate)), end), end: end)
  }
}
