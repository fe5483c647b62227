import Clocks
public import Playout
import Scheduling

/// The numbers of a node in the text form of Prometheus (exposition format 0.0.4), for `GET /v1/metrics`.
///
/// Names and units follow its naming rules: base units, `_total` for what only grows.
public struct Metrics: Sendable {
  /// The whole text, a line each, every family with its help and type.
  public let text: String

  /// - Parameter memory: Resident bytes of the process, where they are known.
  public init(_ status: NodeStatus, _ tally: AirtimeTally, memory: Int64?) {
    var page = MetricsPage()
    page.add("loa_build_info", .gauge, "Always 1; its labels say which node and version this is.") {
      $0.add(1, ["node": status.node.code, "version": status.node.version])
    }
    page.add(tally)
    page.add(status.playout)
    page.add(
      "loa_log_records_waiting", .gauge, "Records of the airtime log that wait in memory for the disk."
    ) {
      $0.add(Double(status.log.recordsWaiting))
    }
    if let disk = status.disk {
      page.add("loa_disk_free_bytes", .gauge, "Space left for the state directory.") {
        $0.add(Double(disk.bytesFree))
      }
    }
    if let memory {
      page.add("loa_resident_memory_bytes", .gauge, "Resident memory of the process.") {
        $0.add(Double(memory))
      }
    }
    page.add("loa_alarm", .gauge, "1 for each alarm that stands.") { family in
      for alarm in status.alarms {
        family.add(1, ["kind": alarm.kind.rawValue, "subject": alarm.subject])
      }
    }
    if let upstream = status.upstream { page.add(upstream) }
    if let stations = status.stations { page.add(stations) }
    text = page.text
  }
}

extension MetricsPage {
  fileprivate mutating func add(_ tally: AirtimeTally) {
    add("loa_airings_total", .counter, "Airings since the start, by outcome.") { family in
      for outcome in Outcome.allCases {
        family.add(Double(tally.airings[outcome] ?? 0), ["outcome": outcome.rawValue])
      }
    }
    add("loa_played_seconds_total", .counter, "Seconds of airings that left the sound device.") {
      $0.add(tally.secondsPlayed)
    }
    add("loa_gaps_total", .counter, "Interruptions within airings, by cause.") { family in
      for cause in Cause.allCases { family.add(Double(tally.gaps[cause] ?? 0), ["cause": cause.rawValue]) }
    }
    add(
      "loa_missing_seconds_total", .counter, "Seconds of airings that were due and did not sound, by cause."
    ) {
      for cause in Cause.allCases { $0.add(tally.secondsMissing[cause] ?? 0, ["cause": cause.rawValue]) }
    }
    let name = "loa_start_error_seconds"
    add(name, .histogram, "How far from its planned start an airing began, whichever way.") { family in
      for (bound, count) in zip(AirtimeTally.startErrorBounds, tally.startsWithin) {
        family.add(Double(count), ["le": MetricsPage.number(bound)], suffix: "_bucket")
      }
      family.add(Double(tally.starts), ["le": "+Inf"], suffix: "_bucket")
      family.add(tally.startErrorSum, suffix: "_sum")
      family.add(Double(tally.starts), suffix: "_count")
    }
  }

  fileprivate mutating func add(_ playout: Conductor.Status) {
    add("loa_on_air", .gauge, "1 while something sounds.") { $0.add(playout.now == nil ? 0 : 1) }
    if let next = playout.next.first {
      add("loa_next_airing_timestamp_seconds", .gauge, "When the next airing is planned, since 1970.") {
        $0.add(Double(next.airing.plannedStart.nanoseconds) / 1e9)
      }
    }
    add("loa_device_running", .gauge, "1 while the sound device runs.") {
      $0.add(playout.device.state == "running" ? 1 : 0, ["device": playout.device.name ?? ""])
    }
    if let drift = playout.device.driftPPM {
      add("loa_device_drift_ratio", .gauge, "How much faster than the wall clock the device runs.") {
        $0.add(drift / 1e6)
      }
    }
    add("loa_clock_synchronised", .gauge, "1 while the clock is kept right by a time service.") {
      $0.add(playout.clock.isSynchronised ? 1 : 0)
    }
    add("loa_clock_trusted", .gauge, "1 while the schedule may play by this clock.") {
      $0.add(playout.clock.state == .untrusted ? 0 : 1)
    }
    if let bound = playout.clock.bound {
      add("loa_clock_error_bound_seconds", .gauge, "Bound of the clock's error.") { $0.add(bound) }
    }
  }

  fileprivate mutating func add(_ upstream: UpstreamStatus) {
    add("loa_upstream_up", .gauge, "1 while the upstream node is heard.") { $0.add(upstream.isUp ? 1 : 0) }
    add(
      "loa_upstream_records_waiting", .gauge,
      "Records of the log that the upstream node has not acknowledged."
    ) {
      $0.add(Double(upstream.recordsWaiting))
    }
    add("loa_upstream_media_missing", .gauge, "Files of the manifest that are not here yet.") {
      $0.add(Double(max(0, upstream.wanted - upstream.held)))
    }
    if let offset = upstream.clockOffset {
      add(
        "loa_upstream_clock_offset_seconds", .gauge, "By how much this clock is ahead of the upstream node's."
      ) {
        $0.add(offset / 1000)
      }
    }
    if let expires = upstream.certificateExpires {
      add(
        "loa_certificate_expires_timestamp_seconds", .gauge,
        "When this station's certificate expires, since 1970."
      ) {
        $0.add(Double(expires.nanoseconds) / 1e9)
      }
    }
  }

  fileprivate mutating func add(_ stations: [StationStatus]) {
    add("loa_stations", .gauge, "Stations below this node, by state.") { family in
      for state in StationStatus.State.allCases {
        family.add(Double(stations.count { $0.state == state }), ["state": state.rawValue])
      }
    }
    add("loa_stations_connected", .gauge, "Stations that are connected.") {
      $0.add(Double(stations.count { $0.isConnected }))
    }
    add("loa_station_up", .gauge, "1 while an enrolled station is connected.") { family in
      for station in stations where station.state == .enrolled {
        family.add(station.isConnected ? 1 : 0, ["station": station.code])
      }
    }
  }
}

/// A page of metric families in the text form.
struct MetricsPage {
  enum Kind: String {
    case counter, gauge, histogram
  }

  struct Family {
    fileprivate let name: String
    fileprivate var lines = ""

    mutating func add(_ value: Double, _ labels: KeyValuePairs<String, String> = [:], suffix: String = "") {
      let written = labels.map { "\($0.key)=\"\(MetricsPage.escaped($0.value))\"" }.joined(separator: ",")
      lines += "\(name)\(suffix)\(written.isEmpty ? "" : "{\(written)}") \(MetricsPage.number(value))\n"
    }
  }

  private(set) var text = ""

  /// A family without a sample is left out.
  mutating func add(_ name: String, _ kind: Kind, _ help: String, _ fill: (inout Family) -> Void) {
    var family = Family(name: name)
    fill(&family)
    guard !family.lines.isEmpty else { return }
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n\(family.lines)"
  }

  /// In the shortest form that reads back as the same number.
  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
  }

  fileprivate static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
