public import Clocks
public import Scheduling

/// What should be on air now: a pure state machine. Events in, actions out.
///
/// It holds no clock, file, socket or thread. Every event comes with a reading of the clocks; what is to be done is
/// returned in the order in which it is to be done.
public struct Conductor: Sendable {
  let node: Node
  var policy: Policy
  var quiet: QuietTimes

  public init(node: Node, policy: Policy = Policy(), quiet: QuietTimes) {
    self.node = node
    self.policy = policy
    self.quiet = quiet
  }

  public mutating func handle(_ event: Event, at now: ClockReading) -> [Action] {
    []
  }

  public func status(at now: ClockReading) -> Status {
    Status(
      at: now.wall, now: nil, interrupted: [], next: [],
      clock: .init(state: .untrusted, isSynchronised: now.isSynchronised),
      device: .init(state: "closed"), alarms: [])
  }
}
