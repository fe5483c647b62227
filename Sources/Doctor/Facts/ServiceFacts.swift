/// What systemd says of the node's unit.
public struct ServiceFacts: Sendable, Hashable {
  /// `loa`, or `loa@NAME`.
  public var unit: String
  public var isInstalled: Bool
  /// `active`, `inactive`, `failed`, `activating` …
  public var state: String
  /// Why it ended last: `success`, `exit-code`, `watchdog` …
  public var result: String
  public var isEnabled: Bool
  /// How often systemd has started it again by itself.
  public var restarts: Int
  public var pid: Int?
  public var user: String?
  public var groups: [String]
  /// The highest real-time priority that its threads may have; nil: not known.
  public var realtimeLimit: Int?
  /// Whether `/home` is hidden from it.
  public var hidesHome: Bool

  public init(
    unit: String, isInstalled: Bool = true, state: String = "active", result: String = "success",
    isEnabled: Bool = true, restarts: Int = 0, pid: Int? = nil, user: String? = nil, groups: [String] = [],
    realtimeLimit: Int? = 50, hidesHome: Bool = true
  ) {
    self.unit = unit
    self.isInstalled = isInstalled
    self.state = state
    self.result = result
    self.isEnabled = isEnabled
    self.restarts = restarts
    self.pid = pid
    self.user = user
    self.groups = groups
    self.realtimeLimit = realtimeLimit
    self.hidesHome = hidesHome
  }

  /// What of the unit is asked for.
  static let properties = [
    "LoadState", "ActiveState", "Result", "UnitFileState", "NRestarts", "MainPID", "User",
    "SupplementaryGroups", "LimitRTPRIO", "ProtectHome",
  ]

  /// How systemd is asked.
  public static func question(about unit: String) -> [String] {
    ["systemctl", "show", unit, "--property=\(properties.joined(separator: ","))"]
  }

  /// - Parameter answer: lines `Key=value` of `systemctl show`. Nil where it is none.
  public init?(unit: String, answer: String) {
    var values: [Substring: String] = [:]
    for line in answer.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { values[parts[0]] = String(parts[1]) }
    }
    guard let loaded = values["LoadState"], let state = values["ActiveState"] else { return nil }
    self.unit = unit
    isInstalled = loaded != "not-found"
    self.state = state
    result = values["Result"] ?? ""
    // A template's instance, or a unit that was made by hand, may have no such state.
    isEnabled = !["disabled", "masked"].contains(values["UnitFileState"] ?? "")
    restarts = values["NRestarts"].flatMap { Int($0) } ?? 0
    pid = values["MainPID"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    user = values["User"].flatMap { $0.isEmpty ? nil : $0 }
    groups = (values["SupplementaryGroups"] ?? "").split(separator: " ").map(String.init)
    realtimeLimit = values["LimitRTPRIO"].flatMap { $0 == "infinity" ? 99 : Int($0) }
    hidesHome = !["", "no"].contains(values["ProtectHome"] ?? "")
  }

  /// The unit that runs a config file; nil: none of ours.
  public static func unit(ofConfig path: String) -> String? {
    guard path.hasPrefix("/etc/loa/"), path.hasSuffix(".yaml") else { return nil }
    let name = path.dropFirst("/etc/loa/".count).dropLast(".yaml".count)
    guard !name.isEmpty, !name.contains("/") else { return nil }
    return name == "loa" ? "loa" : "loa@\(name)"
  }
}
