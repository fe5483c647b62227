public import Clocks
public import Phrases

/// When the amplifier or transmitter is to have power: a pure state machine. It is told what is on air and what comes, and
/// says what is to be switched.
///
/// Power is there from `Policy.before` before an airing until `Policy.after` behind it. What could not be switched is tried
/// again for as long as it is wanted. How the switch stands at the start is not known, so it is set once in any case.
public struct PowerSwitch: Sendable {
  public struct Policy: Sendable, Hashable {
    public var before: Duration
    public var after: Duration

    public init(before: Duration = .seconds(30), after: Duration = .seconds(60)) {
      self.before = before
      self.after = after
    }
  }

  public enum Action: Sendable {
    /// Switch, and tell by `switched` what came of it. Nothing else is asked for until then.
    case turn(on: Bool)
    case raise(Alarm)
    /// For the log: the trouble begins.
    case note(Text)
    case clear(Alarm.Key)
  }

  private struct Trouble {
    var on: Bool
    var failures: Int
    var retryAt: MonotonicTime
  }

  private let policy: Policy
  /// How the switch stands; nil: that is not known.
  private var isOn: Bool?
  /// What is being switched to.
  private var turning: Bool?
  private var trouble: Trouble?
  /// When something sounded, or was just about to.
  private var lastNeeded: MonotonicTime?

  public init(_ policy: Policy) {
    self.policy = policy
  }

  /// - Parameters:
  ///   - isOnAir: Something sounds, or the player holds it for its moment.
  ///   - next: How long until the next airing begins; nil: none is known.
  public mutating func look(isOnAir: Bool, next: Duration?, now: MonotonicTime) -> [Action] {
    let isNeeded = isOnAir || next.map { $0 <= policy.before } ?? false
    if isNeeded { lastNeeded = now }
    let wanted = isNeeded || lastNeeded.map { now - $0 < policy.after } ?? false
    guard turning == nil, isOn != wanted else { return [] }
    if let trouble, trouble.on == wanted, now < trouble.retryAt { return [] }
    turning = wanted
    return [.turn(on: wanted)]
  }

  /// - Parameter failure: Why it did not work, in words; nil: it did.
  public mutating func switched(_ failure: Text?, now: ClockReading) -> [Action] {
    guard let on = turning else { return [] }
    turning = nil
    guard let failure else {
      isOn = on
      trouble = nil
      return [.clear(Self.key)]
    }
    // It may have worked in part.
    isOn = nil
    let failures = (trouble?.on == on ? trouble?.failures ?? 0 : 0) + 1
    trouble = Trouble(on: on, failures: failures, retryAt: now.monotonic + Self.pause(after: failures))
    let what = Text { on ? $0.powerIsNotOn(failure.said(by: $0)) : $0.powerIsNotOff(failure.said(by: $0)) }
    let alarm = Alarm(
      Self.key.kind, about: Self.key.subject, text: what,
      remedy: Text { on ? $0.switchPowerOnByHand : $0.switchPowerOffByHand }, since: now.wall)
    return failures == 1 ? [.note(what), .raise(alarm)] : [.raise(alarm)]
  }

  /// As the node ends, power is not left on for want of anybody to switch it off.
  public var isToBeTurnedOffAtTheEnd: Bool { isOn != false }

  /// 2 s, 4 s, 8 s … at most a minute.
  static func pause(after failures: Int) -> Duration { .seconds(min(60, 1 << min(failures, 6))) }

  private static let key = Alarm.Key(.powerFailed, "power")
}
