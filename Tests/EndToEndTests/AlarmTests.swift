import Foundation
import Testing

extension EndToEnd {
  /// Who is told of trouble, and how.
  @Suite struct AlarmTests {
    @Test func aMissedAiringIsToldToTheCommandOfTheConfig() throws {
      let slot = Stage.slot(inSeconds: 8).replacingOccurrences(of: "15 min", with: "5 s")
        .replacingOccurrences(of: "repeat-last", with: "skip")
      let stage = try Stage(
        seconds: 2, slot: slot, more: "alarms: { command: [/bin/sh, thong-bao.sh, da-bao] }")
      let told = stage.folder.appendingPathComponent("da-bao").path
      // Each notice becomes a line, which is there as a whole or not at all.
      try stage.write(
        """
        notice=$(cat)
        printf '%s\\n' "$notice" >> "$1"

        """, to: "thong-bao.sh")
      let text = try String(contentsOfFile: stage.config, encoding: .utf8)
        .replacingOccurrences(of: "thong-bao.sh, da-bao", with: "\(stage.folder.path)/thong-bao.sh, \(told)")
      try stage.write(text, to: "loa.yaml")
      try FileManager.default.removeItem(at: stage.folder.appendingPathComponent("\(Stage.edition).wav"))

      let node = try stage.start()
      var notice: [String: Any] = [:]
      try wait(for: "the command to be told") {
        let lines = (try? String(contentsOfFile: told, encoding: .utf8)) ?? ""
        for line in lines.split(separator: "\n") {
          guard let json = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
            (json["alarm"] as? [String: Any])?.text("kind") == "missed"
          else { continue }
          notice = json
          return true
        }
        return false
      }
      stage.end(node)
      #expect(notice["isRaised"] as? Bool == true)
      #expect(notice.text("node") == "thu")
      #expect(notice.text("message")?.isEmpty == false)
      let alarm = try #require(notice["alarm"] as? [String: Any])
      #expect(alarm.text("subject")?.hasPrefix("sap-toi@") == true)
      for sentence in ["text", "remedy"] {
        let said = try #require(alarm[sentence] as? [String: Any])
        #expect(said.text("vi")?.isEmpty == false)
        #expect(said.text("en")?.isEmpty == false)
      }
      #expect(alarm["since"] as? Int64 ?? 0 > 0)

      let entry = try #require(try stage.entries().first)
      #expect(entry.text("outcome") == "missed")
      #expect(entry.text("cause") == "media")
    }
  }
}
