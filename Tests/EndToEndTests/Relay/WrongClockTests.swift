import Foundation
import Testing
import VirtualCard

extension EndToEnd {
  /// Stations whose own clock is wrong; the sound card and the monotonic clock go on as they are.
  @Suite(.enabled(if: Hosts.arePossible, "only root may make hosts"))
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
      try wait(for: "the alarm that its clock is wrong") { try station.alarms().contains("clock-apart") }

      let (airing, start) = try scene.play(inSeconds: 8)
      let entry = try #require(try scene.waitForEvidence(of: airing, from: [station.code]).first)
      #expect(entry.text("outcome") == "aired")
      #expect(entry.missing.isEmpty)
      #expect(
        (entry["clock"] as? [String: Any])?.text("state") == "upstream", "the log says which clock it was")
      let planned = try #require(entry.text("plannedStart").flatMap(Stage.nanoseconds))
      #expect(planned / 1000 == start / 1000, "the log gives microseconds")
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
      try WrongClock.give(station, clockOf: shown)
      try scene.start()
      try wait(for: "the clocks to be compared") { try station.upstream()?.clockOffset != nil }
      #expect(try !station.alarms().contains("clock-apart"))
      try WrongClock.show(-120, in: shown)
      try wait(for: "the alarm") { try station.alarms().contains("clock-apart") }
      try WrongClock.show(0, in: shown)
      try wait(for: "the end of the alarm") { try !station.alarms().contains("clock-apart") }
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

  /// What shows a program the wrong time, built once for all tests.
  private static let library = Result<String, any Error> {
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Support/WrongClock/wrong_clock.c")
    let library = FileManager.default.temporaryDirectory
      .appendingPathComponent("loa-wrong-clock-\(ProcessInfo.processInfo.processIdentifier).so").path
    let built = try ChildProcess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", library, source.path])
    guard built.status == 0 else { throw NothingHappened(description: built.complaints) }
    return library
  }

  func apply(to node: RelayedNode) throws {
    let file = node.folder.appendingPathComponent("wrong-by")
    try Self.show(seconds, in: file)
    try Self.give(node, clockOf: file)
  }

  static func give(_ node: RelayedNode, clockOf file: URL) throws {
    node.environment["LD_PRELOAD"] = try library.get()
    node.environment["WRONG_CLOCK"] = file.path
  }

  /// Changes it at once, also for a program that runs.
  static func show(_ seconds: Int64, in file: URL) throws {
    let bytes = withUnsafeBytes(of: seconds * 1_000_000_000) { Data($0) }
    guard FileManager.default.fileExists(atPath: file.path) else { return try bytes.write(to: file) }
    let open = try FileHandle(forWritingTo: file)
    try open.write(contentsOf: bytes)
    try open.close()
  }
}

extension RelayedNode {
  fileprivate func requireSynchronisedClock() throws {
    let file = folder.appendingPathComponent("loa.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try write(text.replacing("require-synchronised: no", with: "require-synchronised: yes"), to: "loa.yaml")
  }

  fileprivate func clockState() throws -> String? {
    let playout = try status()["playout"] as? [String: Any]
    return (playout?["clock"] as? [String: Any])?.text("state")
  }
}
