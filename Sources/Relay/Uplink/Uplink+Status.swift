public import Clocks

extension Uplink {
  /// The link as people and the control API see it.
  public struct Status: Sendable {
    /// Nil: this node has not joined an upstream node yet.
    public var upstream: StationCode?
    public var isUp = false
    public var lastHeard: WallTime?
    public var manifest: (sequence: Int64, issuedAt: WallTime)?
    /// Files of the manifest that are here, of so many.
    public var held = 0
    public var wanted = 0
    /// How far the own clock is ahead of the upstream node's.
    public var clockOffset: Duration?
    public var clockBound: Duration?
    public var recordsWaiting: Int64 = 0
    public var certificateExpires: WallTime?
  }

  public func status() async -> Status {
    let wishes = wishes
    let own = surroundings.ownClock()
    let estimate = linkClock.estimate(at: own.monotonic)
    let waiting = await recordsWaiting
    return Status(
      upstream: membership?.parent, isUp: watch.isUp, lastHeard: lastHeard,
      manifest: keeper.held.map { ($0.sequence, $0.issuedAt) },
      held: wishes.count { store.path(of: $0.sha256) != nil }, wanted: wishes.count,
      clockOffset: estimate?.offset(of: own), clockBound: estimate?.bound, recordsWaiting: waiting,
      certificateExpires: membership?.certificateHolds.upperBound)
  }

  /// Where a file of the manifest lies on this machine; nil: it is not here yet.
  public nonisolated func path(of hash: String) -> String? { store.path(of: hash) }
}
