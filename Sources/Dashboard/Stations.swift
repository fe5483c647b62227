public import Clocks

/// Let a station join.
public struct StationOrder: Sendable, Codable, Hashable {
  /// The unit's official code.
  public var code: String
  /// Nil: as the config file names it.
  public var name: String?
  public var by: String

  public init(code: String, name: String? = nil, by: String) {
    self.code = code
    self.name = name
    self.by = by
  }
}

/// What a station is given to join with.
public struct JoinCodeAnswer: Sendable, Codable, Hashable {
  public var code: String
  public var name: String
  /// To be typed or pasted at the station: `loa station join …`. It works once.
  public var joinCode: String
  public var expires: WallTime

  public init(code: String, name: String, joinCode: String, expires: WallTime) {
    self.code = code
    self.name = name
    self.joinCode = joinCode
    self.expires = expires
  }
}

/// Let a station go.
public struct RevokeOrder: Sendable, Codable, Hashable {
  public var code: String
  public var by: String
  public var reason: String?

  public init(code: String, by: String, reason: String? = nil) {
    self.code = code
    self.by = by
    self.reason = reason
  }
}

/// Join this node to an upstream node.
public struct JoinOrder: Sendable, Codable, Hashable {
  public var joinCode: String
  public var by: String

  public init(joinCode: String, by: String) {
    self.joinCode = joinCode
    self.by = by
  }
}

/// Where this node belongs now.
public struct JoinAnswer: Sendable, Codable, Hashable {
  /// The upstream node's code.
  public var upstream: String
  /// This node's own code, as the upstream node knows it.
  public var station: String
  public var certificateExpires: WallTime

  public init(upstream: String, station: String, certificateExpires: WallTime) {
    self.upstream = upstream
    self.station = station
    self.certificateExpires = certificateExpires
  }
}

/// One station below this node.
public struct StationStatus: Sendable, Codable, Hashable {
  public enum State: String, Sendable, Codable, CaseIterable {
    /// In the config file only.
    case listed
    /// It has a join code and has not come yet.
    case invited
    case enrolled
    case revoked
  }

  public var code: String
  public var name: String
  public var state: State
  public var isConnected = false
  public var lastContact: WallTime?
  public var address: String?
  public var software: String?
  /// The sequence of the manifest that it follows.
  public var manifest: Int64?
  /// Whether that is the newest.
  public var isCurrent = false
  /// Files of the manifest that it holds, of so many.
  public var held: Int?
  public var wanted: Int?
  /// Milliseconds by which its clock is ahead of this node's, and the bound of that.
  public var clockOffset: Double?
  public var clockBound: Double?
  public var certificateExpires: WallTime?
  public var contact: String?
  public var lastRefusal: String?

  public init(code: String, name: String, state: State) {
    self.code = code
    self.name = name
    self.state = state
  }
}

/// The link to the upstream node, as this node's status shows it.
public struct UpstreamStatus: Sendable, Codable, Hashable {
  /// The upstream node's code; nil: this node has not joined one yet.
  public var node: String?
  public var isUp = false
  public var lastHeard: WallTime?
  public var manifest: Int64?
  public var manifestIssued: WallTime?
  public var held = 0
  public var wanted = 0
  /// Milliseconds by which this clock is ahead of the upstream node's, and the bound of that.
  public var clockOffset: Double?
  public var clockBound: Double?
  /// Records of the airtime log that are not acknowledged yet.
  public var recordsWaiting: Int64 = 0
  public var certificateExpires: WallTime?

  public init(node: String? = nil) {
    self.node = node
  }
}

/// What `loa publish` lays out for mirrors.
public struct MirrorContents: Sendable, Codable, Hashable {
  /// The signed manifest.
  public var manifest: [UInt8]
  /// Where the media that it names lie, by hash.
  public var files: [String: String]

  public init(manifest: [UInt8], files: [String: String]) {
    self.manifest = manifest
    self.files = files
  }
}
