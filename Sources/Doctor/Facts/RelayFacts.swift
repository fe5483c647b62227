public import Clocks

/// The way to the upstream node.
public struct LinkFacts: Sendable {
  /// What came of a call to one of the upstream node's addresses.
  public struct Call: Sendable {
    public var address: String
    /// Nil: it answered.
    public var trouble: Trouble?

    public init(address: String, trouble: Trouble? = nil) {
      self.address = address
      self.trouble = trouble
    }
  }

  /// The upstream node's code; nil: this node has not joined one, or its keys may not be read.
  public var upstream: String?
  public var hasJoined: Bool
  /// What the running node says; nil: none answers.
  public var isUp: Bool?
  public var calls: [Call]
  public var certificateExpires: WallTime?
  public var filesHeld: Int
  public var filesWanted: Int
  public var at: WallTime

  public init(
    upstream: String? = nil, hasJoined: Bool = true, isUp: Bool? = nil, calls: [Call] = [],
    certificateExpires: WallTime? = nil, filesHeld: Int = 0, filesWanted: Int = 0, at: WallTime
  ) {
    self.upstream = upstream
    self.hasJoined = hasJoined
    self.isUp = isUp
    self.calls = calls
    self.certificateExpires = certificateExpires
    self.filesHeld = filesHeld
    self.filesWanted = filesWanted
    self.at = at
  }
}

/// The door for the stations below.
public struct DoorFacts: Sendable, Hashable {
  public var address: String
  /// Whether somebody answers there; nil: no node runs.
  public var isOpen: Bool?
  /// Stations that have joined.
  public var enrolled: Int
  /// Of them, those that are not connected, by name.
  public var silent: [String]

  public init(address: String, isOpen: Bool?, enrolled: Int = 0, silent: [String] = []) {
    self.address = address
    self.isOpen = isOpen
    self.enrolled = enrolled
    self.silent = silent
  }
}
