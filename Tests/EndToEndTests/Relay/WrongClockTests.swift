import CLinux
import Foundation
import Testing
import VirtualCard

extension EndToEnd {
  /// A station whose own clock is wrong, as libfaketime shows it to the program; the sound card and the kernel's
  /// monotonic clock go on as they are.
  @Suite(
    .enabled(
      if: WrongClock.isPossible, "libfaketime is missing, or a time service keeps this machine's clock"))
  struct WrongClockTests {
    @Test(arguments: [WrongClock.twoMinutesBehind, .twoMinutesAhead, .backIn2020])
    func aStationWhoseOwnClockIsWrongFollowsTheCentresAndAirsAtTheRightInstant(_ wrong: WrongClock) throws {
      let length = 4
      let scene = try RelayScene(seconds: length, stations: [0])
      let station = scene.stations[0]
      try station.requireSynchronisedClock()
      try wrong.apply(to: station)
      try scene.start()
      try wait(for: "the station to follow the Centre's time") { try station.clockState() == "upstream" }
      let offset = try #require(try station.upstream()?.clockOffset)
      #expect(abs(offset / 1000 - Double(wrong.seconds)) < 1, "status says how wrong it is")
      try wait(for: "the alarm that its clock is wrong") { try station.alarmKinds().contains("clock-apart") }

      let (airing, start) = try scene.play(inSeconds: 8)
      let entry = try #require(try scene.waitForEvidence(of: airing, from: [station.code]).first)
      #expect(entry.text("outcome") == "aired")
      #expect(entry.missing.isEmpty)
      #expect(
        (entry["clock"] as? [String: Any])?.text("state") == "upstream", "the log says which clock it was")
      let planned = try #require(entry.text("plannedStart").flatMap(Stage.nanoseconds))
      #expect(planned == start)
      // What left the card is stamped by the wrong clock too.
      let heard = try Hearing(station.card)
      let late = heard.errors(start: start + wrong.seconds * 1_000_000_000)
      #expect(heard.distinct.count >= length * IndexedSound.rate - 2 * IndexedSound.edge)
      #expect(heard.jumps.isEmpty)
      let (least, most) = (try #require(late.min()), try #require(late.max()))
      print("own clock \(wrong.seconds) s off: \(Double(least) / 1e6)...\(Double(most) / 1e6) ms late")
      #expect(least > -100_000_000 && most < 100_000_000)
    }

    @Test func aClockThatGoesWrongIsAlarmedAndTheAlarmEndsWhenItIsSetRight() throws {
      let scene = try RelayScene(seconds: 1, stations: [0])
      let station = scene.stations[0]
      let shown = scene.folder.appendingPathComponent("clock")
      try WrongClock.show(0, in: shown)
      station.environment.merge(WrongClock.environment(showing: shown)) { $1 }
      try scene.start()
      try wait(for: "the clocks to be compared") { try station.upstream()?.clockOffset != nil }
      #expect(try !station.alarmKinds().contains("clock-apart"))
      try WrongClock.show(-120, in: shown)
      try wait(for: "the alarm") { try station.alarmKinds().contains("clock-apart") }
      try WrongClock.show(0, in: shown)
      try wait(for: "the end of the alarm") { try !station.alarmKinds().contains("clock-apart") }
    }
  }
}

/// How a station's own clock is wrong.
struct WrongClock: Sendable, CustomStringConvertible {
  /// Its time minus the true one.
  var seconds: Int64

  var description: String { "\(seconds) s" }

  static let twoMinutesBehind = WrongClock(seconds: -120)
  static let twoMinutesAhead = WrongClock(seconds: 120)
  /// 1 February 2020, at whatever time of day.
  static var backIn2020: WrongClock {
    let days = Int64(Date().timeIntervalSince1970 - 1_580_515_200) / 86_400
    return WrongClock(seconds: -days * 86_400)
  }

  private static let library =
    ["x86_64", "aarch64"].map { "/usr/lib/\($0)-linux-gnu/faketime/libfaketimeMT.so.1" }
    .first { FileManager.default.fileExists(atPath: $0) }

  /// A clock that a time service keeps is trusted by itself, whatever it shows.
  static var isPossible: Bool {
    var state = linux_clock_state()
    return library != nil && geteuid() == 0 && linux_clock_state_read(&state) == 0 && state.synchronised == 0
  }

  func apply(to node: RelayedNode) throws {
    let file = node.folder.appendingPathComponent("clock")
    try Self.show(seconds, in: file)
    node.environment.merge(Self.environment(showing: file)) { $1 }
  }

  static func show(_ seconds: Int64, in file: URL) throws {
    try Data("\(seconds >= 0 ? "+" : "")\(seconds)\n".utf8).write(to: file, options: .atomic)
  }

  static func environment(showing file: URL) -> [String: String] {
    [
      "LD_PRELOAD": library ?? "", "FAKETIME_TIMESTAMP_FILE": file.path, "FAKETIME_NO_CACHE": "1",
      "DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_RESET": "1",
    ]
  }
}

extension RelayedNode {
  fileprivate func requireSynchronisedClock() throws {
    let file = folder.appendingPathComponent("loa.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try write(text.replacing("require-synchronised: no", with: "require-synchronised: yes"), to: "loa.yaml")
  }

  private func statusFields() throws -> [String: Any] {
    let answer = try loa("status", "--json")
    return try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any] ?? [:]
  }

  fileprivate func clockState() throws -> String? {
    let playout = try statusFields()["playout"] as? [String: Any]
    return (playout?["clock"] as? [String: Any])?.text("state")
  }

  fileprivate func alarmKinds() throws -> [String] {
    (try statusFields()["alarms"] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String }
  }
}
