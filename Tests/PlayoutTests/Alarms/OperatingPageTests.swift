import Foundation
import Playout
import Testing

@Suite struct OperatingPageTests {
  /// Whoever is told of an alarm finds it in `docs/operate.md`, and none that there is not.
  @Test func thePageExplainsEachAlarm() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/operate.md")
    let explained = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("| `") }.compactMap {
        $0.split(separator: "`").dropFirst().first.map(String.init)
      }
    #expect(explained == Alarm.Kind.allCases.map(\.rawValue))
  }
}
