import Clocks
import Foundation
import Phrases
import Playout
import Scheduling
import Testing

@testable import Dashboard

/// Numbers for Prometheus.
@Suite struct MetricsTests {
  private static func entry(
    _ outcome: Outcome, startedAfter error: Double? = nil, gaps: [Gap] = [], seconds: Int64 = 60
  ) throws -> AsRunEntry {
    let local = try #require(CivilDateTime("2022-03-16T17:00"))
    let planned = WallTime(seconds: 1_647_424_800)
    return AsRunEntry(
      airing: AiringID(slot: "thu-tu", at: local), station: "29770", slot: "thu-tu", programme: "cchc",
      edition: nil, editionTitle: nil, isRerun: false, substitution: nil, items: [], priority: .normal,
      plannedStart: planned, localStart: local, allotted: .seconds(60),
      startedAt: error.map { planned + .nanoseconds(Int64($0 * 1e9)) }, endedAt: nil,
      framesPlayed: seconds * 48_000, framesDue: 60 * 48_000, frameRate: 48_000, gaps: gaps,
      outcome: outcome, cause: outcome == .aired ? nil : .device, clock: .init(state: .trusted),
      commandedBy: nil, note: nil, software: "test")
  }

  private static func status() throws -> NodeStatus {
    var conductor = Conductor(
      node: .init(station: "29770", software: "test", language: .english, frameRate: 48_000), quiet: .none)
    let now = ClockReading(
      wall: WallTime(seconds: 1_647_424_800), monotonic: MonotonicTime(nanoseconds: 1), isSynchronised: true)
    let trouble = Conductor.Event.player(.device(.running(name: "loa \"1\"", rate: 48_000, driftPPM: 12.5)))
    _ = conductor.handle(trouble, at: now)
    let local = try #require(CivilDateTime("2022-03-17T17:00"))
    let next = Airing(
      id: AiringID(slot: "thu-tu", at: local), slot: "thu-tu", programme: "cchc",
      plannedStart: WallTime(seconds: 1_647_511_200), localStart: local, allotted: .seconds(60))
    let ahead = Rundown(from: now.wall, until: now.wall + .hours(48), airings: [next])
    _ = conductor.handle(.rundown(ahead), at: now)
    var playout = conductor.status(at: now)
    playout.clock.bound = 0.002
    var upstream = UpstreamStatus(node: "29769")
    upstream.isUp = true
    (upstream.held, upstream.wanted, upstream.recordsWaiting) = (3, 5, 7)
    (upstream.clockOffset, upstream.certificateExpires) = (-1.5, WallTime(seconds: 1_700_000_000))
    var station = StationStatus(code: "29815", name: "Xã Mỹ Hòa", state: .enrolled)
    station.isConnected = true
    return NodeStatus(
      node: .init(code: "29770", name: "Trung tâm", version: "1.0", config: "/etc/loa/loa.yaml"),
      localTime: local, playout: playout,
      disk: .init(path: "/", bytesFree: 123_456_789_012, bytesTotal: 1 << 40),
      log: .init(path: "/l", recordsWaiting: 2), upstream: upstream,
      stations: [station, StationStatus(code: "29816", name: "Xã", state: .listed)],
      alarms: [
        Alarm(
          .deviceLost, about: "a\\b\n\"c\"", text: Text { _ in "" }, remedy: Text { _ in "" }, since: now.wall
        )
      ],
      lastAlarm: nil)
  }

  private static func full() throws -> String {
    var tally = AirtimeTally()
    tally.count(try entry(.aired, startedAfter: -0.000_02))
    tally.count(try entry(.late, startedAfter: 30))
    tally.count(
      try entry(
        .partial, startedAfter: 20,
        gaps: [.init(at: WallTime(seconds: 0), frame: 0, frames: 20 * 48_000, cause: .device)], seconds: 40))
    tally.count(try entry(.missed, seconds: 0))
    return Metrics(try status(), tally, memory: 50_000_000).text
  }

  @Test func whatWasAiredIsCountedByOutcomeSecondsAndCause() throws {
    let lines = try Self.full().split(separator: "\n").map(String.init)
    for line in [
      #"loa_airings_total{outcome="aired"} 1"#, #"loa_airings_total{outcome="missed"} 1"#,
      "loa_played_seconds_total 160", #"loa_gaps_total{cause="device"} 1"#,
      #"loa_missing_seconds_total{cause="device"} 20"#, #"loa_missing_seconds_total{cause="power"} 0"#,
      #"loa_start_error_seconds_bucket{le="0.0005"} 1"#, #"loa_start_error_seconds_bucket{le="10"} 1"#,
      #"loa_start_error_seconds_bucket{le="60"} 2"#, #"loa_start_error_seconds_bucket{le="+Inf"} 2"#,
      "loa_start_error_seconds_count 2", "loa_disk_free_bytes 123456789012",
      #"loa_alarm{kind="device-lost",subject="a\\b\n\"c\""} 1"#, #"loa_device_running{device="loa \"1\""} 1"#,
      "loa_next_airing_timestamp_seconds 1647511200", "loa_upstream_clock_offset_seconds -0.0015",
      "loa_upstream_media_missing 2", #"loa_stations{state="enrolled"} 1"#, "loa_stations_connected 1",
      #"loa_station_up{station="29815"} 1"#, "loa_resident_memory_bytes 50000000",
    ] { #expect(lines.contains(line), "\(line)") }
  }

  @Test func everyFamilyIsDescribedOnceBeforeItsSamples() throws {
    var described: [String] = []
    for line in try Self.full().split(separator: "\n") {
      let words = line.split(separator: " ")
      if line.hasPrefix("# TYPE ") {
        described.append(String(words[2]))
      } else if !line.hasPrefix("#") {
        let name = line.prefix { $0 != "{" && $0 != " " }
        let family = try #require(described.last)
        #expect(name == family || ["_bucket", "_sum", "_count"].contains { name == family + $0 }, "\(line)")
      }
    }
    #expect(Set(described).count == described.count)
  }

  /// Rules and dashboard must not ask for what no node says.
  @Test(arguments: ["loa-alerts.yaml", "grafana-loa.json"])
  func samplesAskOnlyForWhatThereIs(file: String) throws {
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(
      contentsOf: checkout.appendingPathComponent("Config/monitoring/\(file)"), encoding: .utf8)
    let page = try Self.full()
    let names = Set(text.matches(of: /\bloa_[a-z_]+/).map { String($0.output) })
    #expect(names.count > 8)
    for name in names { #expect(page.contains("\n\(name)"), "\(name)") }
    if file.hasSuffix("json") {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
    }
  }
}
