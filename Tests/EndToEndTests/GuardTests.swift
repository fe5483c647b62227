import Foundation
import Testing
import VirtualCard

extension EndToEnd {
  /// What stands around the sound: silence is noticed, and the amplifier has power in time.
  @Suite struct GuardTests {
    /// Samples of silence, and of a tone at −20 dBFS on both sides.
    private static func sound(silentSeconds: Int, toneSeconds: Int) -> [Int16] {
      let amplitude = 32768 * pow(10, -17.0 / 20)
      let tone = (0..<toneSeconds * IndexedSound.rate).flatMap { frame -> [Int16] in
        let value = Int16(amplitude * sin(Double(frame) * 2 * .pi * 440 / Double(IndexedSound.rate)))
        return [value, value]
      }
      return [Int16](repeating: 0, count: silentSeconds * IndexedSound.rate * 2) + tone
    }

    @Test func aSilentEditionGivesWayToTheFallback() throws {
      let stage = try Stage(
        seconds: 1,
        more: "silence-guard: { for: 2 s, then: fallback }\nfallback: nhac.wav")
      try IndexedSound.writeWAV(
        Self.sound(silentSeconds: 10, toneSeconds: 2),
        to: stage.folder.appendingPathComponent("\(Stage.edition).wav"))
      try IndexedSound.writeWAV(
        Self.sound(silentSeconds: 0, toneSeconds: 3), to: stage.folder.appendingPathComponent("nhac.wav"))
      let node = try stage.start()
      _ = try stage.play(inSeconds: 3)
      #expect(node.outcome(of: "lenh@") == "partial")
      #expect(node.outcome(of: "im-lang:") == "aired")
      stage.end(node)

      let entries = try stage.entries()
      let silent = try #require(entries.first { $0.text("airing")?.hasPrefix("lenh@") == true })
      #expect(silent.text("cause") == "media")
      #expect(silent.text("note")?.contains("silent for") == true)
      #expect((silent["level"] as? [String: Any])?["meanDBFS"] as? Double == -120)
      let music = try #require(entries.first { $0.text("airing")?.hasPrefix("im-lang:") == true })
      let level = try #require(music["level"] as? [String: Any])
      #expect(abs((level["meanDBFS"] as? Double ?? 0) - -20) < 1)
      #expect(abs((level["peakDBFS"] as? Double ?? 0) - -17) < 0.3)
      // 12 s less the 2 s of silence, what it took to notice, and the change.
      let seconds = music["secondsPlayed"] as? Int ?? 0
      #expect((7...10).contains(seconds))

      // The card heard it: a tone where the edition would have been silent.
      let recording = try Recording(of: stage.card)
      let loud = (0..<recording.frames).count { abs(Int(recording.word($0, 0))) > 1000 }
      #expect(loud > 6 * IndexedSound.rate)
    }

    /// What switches the amplifier of a stage, and when it was told to.
    private struct Amplifier {
      let stage: Stage
      private let told: String

      /// Switching it off fails for as long as this file is there.
      var jam: String { told + ".jammed" }

      init(seconds: Int) throws {
        stage = try Stage(
          seconds: seconds,
          more: "power: { on: [/bin/sh, TOOL, on], off: [/bin/sh, TOOL, off], before: 3 s, after: 1 s }")
        let tool = stage.folder.appendingPathComponent("ampli.sh").path
        told = stage.folder.appendingPathComponent("ampli").path
        try stage.write(
          """
          printf '%s %s\\n' "$1" "$(date +%s%N)" >> '\(told)'
          if [ "$1" = off ] && [ -e '\(told).jammed' ]; then echo 'relay is stuck' >&2; exit 3; fi

          """, to: "ampli.sh")
        let text = try String(contentsOfFile: stage.config, encoding: .utf8)
        try stage.write(text.replacingOccurrences(of: "TOOL", with: tool), to: "loa.yaml")
      }

      /// At which nanoseconds since 1970.
      func turns() -> [(word: String, at: Int64)] {
        ((try? String(contentsOfFile: told, encoding: .utf8)) ?? "").split(separator: "\n").compactMap {
          let words = $0.split(separator: " ")
          return words.count == 2 ? Int64(words[1]).map { (String(words[0]), $0) } ?? nil : nil
        }
      }
    }

    @Test func theAmplifierIsOnAroundAnAiringAndAFailureIsTold() throws {
      let amplifier = try Amplifier(seconds: 2)
      let stage = amplifier.stage
      let node = try stage.start()
      try wait(for: "the first setting of the switch") { amplifier.turns().map(\.word) == ["off"] }
      try Data().write(to: URL(fileURLWithPath: amplifier.jam))
      let start = try stage.play(inSeconds: 6)
      #expect(node.outcome(of: "lenh@") == "aired")
      try wait(for: "the alarm") { try stage.loa("status").output.contains("relay is stuck") }
      try FileManager.default.removeItem(atPath: amplifier.jam)
      try wait(for: "the alarm to be over") { try !stage.loa("status").output.contains("relay is stuck") }
      stage.end(node)

      let order = amplifier.turns()
      #expect(order.prefix(2).map(\.word) == ["off", "on"])
      #expect(order.dropFirst(2).count >= 2 && order.dropFirst(2).allSatisfy { $0.word == "off" })
      let on = try #require(order.dropFirst().first)
      #expect(on.at < start && on.at > start - 3_600_000_000)
      #expect(try #require(order.dropFirst(2).first).at > start + 2_900_000_000)
      #expect(try stage.loa("log").output.contains("remark: the amplifier could not be switched off"))
      #expect(try stage.loa("log", "verify").status == 0)
    }

    @Test func theAmplifierGoesOffBehindTheSoundWhenTheNodeEnds() throws {
      let amplifier = try Amplifier(seconds: 60)
      let stage = amplifier.stage
      let node = try stage.start()
      _ = try stage.play(inSeconds: 5)
      try stage.waitUntilPlayed(seconds: 1)
      #expect(stage.end(node) == 0)

      let order = amplifier.turns()
      #expect(order.map(\.word).suffix(2) == ["on", "off"])
      let recording = try Recording(of: stage.card)
      let last = try #require((0..<recording.frames).last { !recording.isSilent($0) })
      #expect(try #require(order.last).at > recording.wallInstant(of: last))
    }
  }
}
