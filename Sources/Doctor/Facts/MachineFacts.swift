/// The mixer of the device's card.
public struct MixerFacts: Sendable, Hashable {
  public struct Control: Sendable, Hashable {
    /// As `amixer` names it: `Master`.
    public var name: String
    /// 0…100, the loudest channel's; nil: it has no volume.
    public var percent: Int?
    /// Nil: it has no switch.
    public var isMuted: Bool?

    public init(name: String, percent: Int? = nil, isMuted: Bool? = nil) {
      self.name = name
      self.percent = percent
      self.isMuted = isMuted
    }

    var isSilent: Bool { isMuted == true || percent == 0 }
  }

  public var card: Int
  /// Nil: whoever runs this may not read it.
  public var controls: [Control]?

  public init(card: Int, controls: [Control]?) {
    self.card = card
    self.controls = controls
  }
}

/// The clock, and who keeps it.
public struct ClockFacts: Sendable, Hashable {
  public enum Keeper: String, Sendable, Hashable, CaseIterable {
    case timesyncd = "systemd-timesyncd"
    case chrony
    case ntpd
  }

  public var isSynchronised: Bool
  /// How wrong it may be, where the kernel knows.
  public var bound: Duration?
  public var keeper: Keeper?
  public var isRequired: Bool
  /// What the node makes of it; nil: no node answers.
  public var nodeState: String?
  /// The zone of the config file, and how far it is from UTC now, in seconds.
  public var zone: String
  public var zoneOffset: Int
  /// The machine's; nil: not known.
  public var systemZone: String?
  public var systemZoneOffset: Int?

  public init(
    isSynchronised: Bool, bound: Duration? = nil, keeper: Keeper? = nil, isRequired: Bool = true,
    nodeState: String? = nil, zone: String = "Asia/Ho_Chi_Minh", zoneOffset: Int = 25_200,
    systemZone: String? = nil, systemZoneOffset: Int? = nil
  ) {
    self.isSynchronised = isSynchronised
    self.bound = bound
    self.keeper = keeper
    self.isRequired = isRequired
    self.nodeState = nodeState
    self.zone = zone
    self.zoneOffset = zoneOffset
    self.systemZone = systemZone
    self.systemZoneOffset = systemZoneOffset
  }
}

/// The file system of the state directory.
public struct DiskFacts: Sendable, Hashable {
  public var path: String
  /// Bytes.
  public var free: Int64
  public var isReadOnly: Bool
  /// How many more files it takes; nil: it has no such limit.
  public var filesFree: Int64?
  /// In MB, as in `alarms.disk-low`; 0: never.
  public var wanted: Int

  public init(path: String, free: Int64, isReadOnly: Bool = false, filesFree: Int64? = nil, wanted: Int = 500)
  {
    self.path = path
    self.free = free
    self.isReadOnly = isReadOnly
    self.filesFree = filesFree
    self.wanted = wanted
  }
}

/// Who may read and write what the service needs.
public struct PermissionFacts: Sendable {
  /// A folder that is to be read, and the first folder on the way that does not let the service's user in.
  public struct Folder: Sendable, Hashable {
    public var path: String
    public var closedAt: String?
    /// It lies under `/home`, which the service does not see.
    public var isHidden: Bool

    public init(path: String, closedAt: String? = nil, isHidden: Bool = false) {
      self.path = path
      self.closedAt = closedAt
      self.isHidden = isHidden
    }
  }

  public var user: String
  public var stateDirectory: String
  /// Nil: it is not there.
  public var owner: String?
  /// The permission bits of the state directory.
  public var mode: UInt32
  public var folders: [Folder]
  /// What is wrong with the keys.
  public var keys: [Trouble]
  /// Whoever runs this may not look at the keys.
  public var keysUnseen: Bool

  public init(
    user: String, stateDirectory: String, owner: String?, mode: UInt32 = 0o750, folders: [Folder] = [],
    keys: [Trouble] = [], keysUnseen: Bool = false
  ) {
    self.user = user
    self.stateDirectory = stateDirectory
    self.owner = owner
    self.mode = mode
    self.folders = folders
    self.keys = keys
    self.keysUnseen = keysUnseen
  }
}
