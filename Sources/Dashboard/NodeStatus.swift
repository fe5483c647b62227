public import Playout
public import Scheduling

/// What a running node says of itself: now, next, device, clock, disk, alarms.
///
/// On the wire: instants are nanoseconds since 1970 (`at`, `startedAt`), local times are ISO 8601 without zone.
public struct NodeStatus: Sendable, Codable {
  public var node: Node
  /// The clock on the wall there.
  public var localTime: CivilDateTime
  /// What the conductor knows: now, next, clock, device.
  public var playout: Conductor.Status
  public var disk: Disk?
  public var log: Log
  /// The link to the upstream node; nil: this node relays nobody.
  public var upstream: UpstreamStatus?
  /// The stations below this node; nil: it has no door for any.
  public var stations: [StationStatus]?
  /// The alarms that stand, oldest first.
  public var alarms: [Alarm]
  /// The newest alarm, also after it was cleared.
  public var lastAlarm: Alarm?

  public struct Node: Sendable, Codable, Hashable {
    public var code: String
    public var name: String
    public var version: String
    public var config: String

    public init(code: String, name: String, version: String, config: String) {
      self.code = code
      self.name = name
      self.version = version
      self.config = config
    }
  }

  public struct Disk: Sendable, Codable, Hashable {
    public var path: String
    public var bytesFree: Int64
    public var bytesTotal: Int64

    public init(path: String, bytesFree: Int64, bytesTotal: Int64) {
      self.path = path
      self.bytesFree = bytesFree
      self.bytesTotal = bytesTotal
    }
  }

  public struct Log: Sendable, Codable, Hashable {
    public var path: String
    /// Records that wait in memory for the disk.
    public var recordsWaiting: Int

    public init(path: String, recordsWaiting: Int) {
      self.path = path
      self.recordsWaiting = recordsWaiting
    }
  }

  public init(
    node: Node, localTime: CivilDateTime, playout: Conductor.Status, disk: Disk?, log: Log,
    upstream: UpstreamStatus? = nil, stations: [StationStatus]? = nil, alarms: [Alarm], lastAlarm: Alarm?
  ) {
    self.node = node
    self.localTime = localTime
    self.playout = playout
    self.disk = disk
    self.log = log
    self.upstream = upstream
    self.stations = stations
    self.alarms = alarms
    self.lastAlarm = lastAlarm
  }
}
