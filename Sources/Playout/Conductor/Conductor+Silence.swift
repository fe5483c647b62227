import Clocks
import Phrases
import Scheduling

extension Conductor {
  /// When what goes out counts as silence, and what is done then.
  public struct SilencePolicy: Sendable, Hashable {
    /// Sound whose mean level stays below this is none, in dBFS.
    public var below: Double
    /// For so long before it is an alarm.
    public var lasting: Duration
    /// The rest of the airing's time is given to the fallback, if there is one.
    public var goesToFallback: Bool

    public init(below: Double = -60, lasting: Duration = .seconds(20), goesToFallback: Bool = false) {
      self.below = below
      self.lasting = lasting
      self.goesToFallback = goesToFallback
    }
  }

  /// Takes what was given to the device of a cue so far.
  mutating func measure(_ cue: Cue.ID, _ sum: SoundSum, _ now: ClockReading) {
    guard let id = owners[cue], var performance = book[id]?.performance else { return }
    let heard = sum.since(performance.soundOfCue)
    performance.soundOfCue = sum
    performance.entry.level = (performance.soundBefore + sum).level
    let change = performance.silence.hear(heard, policy.silence, rate: deviceRate)
    book[id]?.performance = performance
    switch change {
    case .began: fallSilent(id, now)
    case .ended: clear(.silence, id.text)
    case nil: break
    }
  }

  private mutating func fallSilent(_ id: AiringID, _ now: ClockReading) {
    guard let standing = book[id] else { return }
    let airing = standing.airing
    let (name, start) = (name(airing), start(airing))
    let (seconds, level) = (policy.silence.lasting.inSeconds, policy.silence.below)
    raise(
      Alarm(
        .silence, about: id.text,
        text: Text { $0.nothingIsAudible(name, start, seconds: seconds, below: level) },
        remedy: Text { $0.listenToTheFile }, since: now.wall))

    guard policy.silence.goesToFallback, !fallback.isEmpty, airing.priority > .fallback,
      airing.priority < .emergency, case .sounding(let cue)? = standing.performance?.state
    else { return }
    let turn = now.monotonic + policy.fade + Self.timeToChange
    let rest = cue.start + cue.duration - turn
    guard rest >= policy.shortestPiece else { return }
    stop(id, cue, .cut(.media), fade: policy.fade, now)
    let order = Order(
      standIn(for: airing, at: now.wall(at: turn), allotted: rest), by: say { $0.silenceGuard },
      isAtOnce: true)
    guard book[order.airing.id] == nil, entered[order.airing.id] == nil else { return }
    take(order, now)
  }

  /// For the player to end one thing and to make the other ready.
  private static let timeToChange = Duration.seconds(1)

  /// The fallback, again and again until the time of the silent airing is over.
  private func standIn(for airing: Airing, at start: WallTime, allotted: Duration) -> Airing {
    let length = max(fallback.reduce(.zero) { $0 + $1.media.duration }, .seconds(1))
    let times = min(1000, Int((allotted.inSeconds / length.inSeconds).rounded(.up)))
    return Airing(
      id: AiringID("im-lang:" + airing.id.text), slot: nil, programme: nil, plannedStart: start,
      localStart: airing.localStart.adding(seconds: (start - airing.plannedStart).components.seconds),
      allotted: allotted, priority: .fallback,
      whenLate: .restart(within: .seconds(10)),
      items: Array(repeating: fallback, count: times).flatMap(\.self))
  }
}

/// How long there has been nothing to hear in an airing.
struct SilenceWatch: Sendable {
  enum Change: Sendable { case began, ended }

  /// Frames since something was heard.
  private var stretch: Int64 = 0
  private var isSilent = false
  /// Frames of all stretches that were long enough for an alarm.
  private(set) var silentFrames: Int64 = 0

  /// - Parameter rate: frames a second.
  mutating func hear(_ sound: SoundSum, _ policy: Conductor.SilencePolicy, rate: Int) -> Change? {
    guard let level = sound.level else { return nil }
    guard level.mean < policy.below else {
      defer { (stretch, isSilent) = (0, false) }
      return isSilent ? .ended : nil
    }
    stretch += sound.frames
    if isSilent {
      silentFrames += sound.frames
      return nil
    }
    guard Duration.frames(stretch, at: rate) >= policy.lasting else { return nil }
    isSilent = true
    silentFrames += stretch
    return .began
  }
}
