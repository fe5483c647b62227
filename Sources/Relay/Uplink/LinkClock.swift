public import Clocks

/// How the upstream node's clock stands to this one, out of exchanges over the link.
///
/// Each exchange bounds the difference by half its round trip; the tightest of the last minutes counts. Nothing here
/// assumes that both ways take equally long: the bound holds however unequal they are.
public struct LinkClock: Sendable {
  /// One question for the time, and its answer.
  public struct Exchange: Sendable, Hashable {
    public var sent: MonotonicTime
    public var received: MonotonicTime
    /// What the upstream node's clock showed when it answered.
    public var upstream: WallTime
    /// How far that may itself be wrong, as the upstream node says.
    public var upstreamBound: Duration
    /// Whether the upstream node trusts its clock.
    public var isTrusted: Bool

    public init(
      sent: MonotonicTime, received: MonotonicTime, upstream: WallTime, upstreamBound: Duration = .zero,
      isTrusted: Bool = true
    ) {
      self.sent = sent
      self.received = received
      self.upstream = upstream
      self.upstreamBound = upstreamBound
      self.isTrusted = isTrusted
    }

    var roundTrip: Duration { received - sent }

    func upstreamTime(at now: MonotonicTime) -> WallTime {
      upstream + (now - received) + roundTrip / 2
    }

    func bound(at now: MonotonicTime) -> Duration {
      roundTrip / 2 + upstreamBound + (now - received) / LinkClock.driftDivisor
    }
  }

  /// The upstream node's time as far as it is known.
  public struct Estimate: Sendable, Hashable {
    public var wall: WallTime
    /// The error is no larger than this.
    public var bound: Duration
    public var isTrusted: Bool
    /// The bound as it was when the exchange was made; what it has grown by since is drift that may have come.
    public var boundWhenMeasured: Duration

    /// - Parameter measured: nil: `bound`.
    public init(wall: WallTime, bound: Duration, isTrusted: Bool, boundWhenMeasured measured: Duration? = nil)
    {
      self.wall = wall
      self.bound = bound
      self.isTrusted = isTrusted
      boundWhenMeasured = measured ?? bound
    }

    /// How far this clock is ahead of the upstream node's.
    public func offset(of reading: ClockReading) -> Duration { reading.wall - wall }
  }

  /// Two cheap crystals drift apart by no more than 1 in 5,000 (200 ppm).
  static let driftDivisor = 5000
  private static let kept = 16
  /// An exchange that took longer says nothing that is worth keeping.
  private static let longest = Duration.seconds(5)

  private var exchanges: [Exchange] = []

  public init() {}

  public mutating func note(_ exchange: Exchange) {
    guard exchange.roundTrip >= .zero, exchange.roundTrip <= Self.longest, exchange.upstreamBound >= .zero
    else {
      return
    }
    // The upstream clock was stepped, or it was another machine: what was known before says nothing any more.
    exchanges.removeAll { old in
      let apart = old.upstreamTime(at: exchange.received) - exchange.upstreamTime(at: exchange.received)
      let allowed = old.bound(at: exchange.received) + exchange.bound(at: exchange.received)
      return apart > allowed || apart < .zero - allowed
    }
    exchanges.append(exchange)
    guard exchanges.count > Self.kept else { return }
    let now = exchange.received
    let worst = exchanges.indices.dropLast().max {
      exchanges[$0].bound(at: now) < exchanges[$1].bound(at: now)
    }
    if let worst { exchanges.remove(at: worst) }
  }

  /// Nil before the first exchange.
  public func estimate(at now: MonotonicTime) -> Estimate? {
    let best = exchanges.min { $0.bound(at: now) < $1.bound(at: now) }
    return best.map {
      Estimate(
        wall: $0.upstreamTime(at: now), bound: $0.bound(at: now),
        isTrusted: exchanges.last?.isTrusted == true,
        boundWhenMeasured: $0.bound(at: $0.received))
    }
  }
}

extension ClockReading {
  /// A reading by the upstream node's time, where the own clock is not synchronised and that was measured well enough.
  ///
  /// When the link is gone for long, drift makes it uncertain; still it is worth more than a clock that nobody sets, and
  /// going back to that one would be a step. Then it counts as not synchronised any more, for the holdover to judge.
  public func following(_ upstream: LinkClock.Estimate?, within limit: Duration) -> ClockReading {
    guard !isSynchronised, let upstream, upstream.isTrusted, upstream.boundWhenMeasured <= limit else {
      return self
    }
    return ClockReading(
      wall: upstream.wall, monotonic: monotonic, isSynchronised: upstream.bound <= limit,
      maximumError: upstream.bound, isFromUpstream: true)
  }
}
