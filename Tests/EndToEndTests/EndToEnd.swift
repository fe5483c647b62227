import Foundation
import Testing

/// Tests of the program as it is built that wait and measure: one at a time.
@Suite(.serialized, .timeLimit(.minutes(20)))
enum EndToEnd {}

/// What did not come about in time.
struct NothingHappened: Error, CustomStringConvertible {
  var description: String
}

/// Waits until something is so. The limit is there only so that a test ends.
func wait(
  for what: String, atMost seconds: Int = 120, until isSo: () throws -> Bool
) throws {
  let limit = ContinuousClock.now + .seconds(seconds)
  while try !isSo() {
    guard ContinuousClock.now < limit else {
      throw NothingHappened(description: "waited in vain for \(what)")
    }
    usleep(20_000)
  }
}

extension Stage {
  /// What `loa status --json` says; nil while no node answers.
  func status() throws -> [String: Any]? {
    let answer = try loa("status", "--json")
    guard answer.status == 0 else { return nil }
    return try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
  }

  /// The kinds of the alarms that stand.
  func alarms() throws -> [String] {
    (try status()?["alarms"] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String }
  }

  func waitForAlarm(_ kind: String) throws {
    try wait(for: "the alarm \(kind)") { try alarms().contains(kind) }
  }

  /// Ends a node as systemd does.
  @discardableResult
  func end(_ node: RunningNode) -> Int32 {
    node.send(SIGTERM)
    return node.waitForEnd()
  }
}

extension [String: Any] {
  func text(_ key: String) -> String? { self[key] as? String }
  func number(_ key: String) -> Int? { self[key] as? Int }

  /// Frames of an entry that are missing, by cause.
  var missing: [String: Int] {
    (self["gaps"] as? [[String: Any]] ?? []).reduce(into: [:]) { sums, gap in
      sums[gap.text("cause") ?? "?", default: 0] += gap.number("frames") ?? 0
    }
  }
}
