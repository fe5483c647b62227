public import Dashboard

/// Whether a node answers, and what it says.
public enum NodeFacts: Sendable {
  case answers(NodeStatus)
  /// Whoever runs this may not speak to the node.
  case forbidden
  /// Nobody listens on the socket.
  case silent
  /// It listens and does not answer properly.
  case troubled(WireError)

  public var status: NodeStatus? {
    if case .answers(let status) = self { status } else { nil }
  }

  /// Whether it is certain that no node has the device.
  public var isStopped: Bool {
    if case .silent = self { true } else { false }
  }
}
