import Foundation
import Testing
import VirtualCard

@testable import Audio

/// `loa doctor` as it is built, with a node and without.
extension EndToEnd {
  @Suite struct DoctorTests {
    struct Found: Decodable {
      struct Finding: Decodable {
        var area: String
        var severity: String
        var code: String
        var what: [String: String]
        var remedy: [String: String]?
      }
      var faults: Int
      var warnings: Int
      var findings: [Finding]

      func codes(_ severity: String) -> Set<String> {
        Set(findings.filter { $0.severity == severity }.map(\.code))
      }
    }

    private func doctor(_ stage: Stage, status: Int32) throws -> Found {
      let answer = try stage.loa("doctor", "--json")
      #expect(answer.status == status, "\(answer.output)\(answer.complaints)")
      return try JSONDecoder().decode(Found.self, from: Data(answer.output.utf8))
    }

    /// Every file of the state directory: its content and when it was last changed. SQLite's index of what is not yet in
    /// the database (`-shm`) is whose turn it is to read, and no part of the state.
    private func state(of stage: Stage) throws -> [String: String] {
      let folder = stage.folder.appendingPathComponent("state")
      var files: [String: String] = [:]
      let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
      for name in [""] + names where !name.hasSuffix("-shm") {
        let path = folder.path + "/" + name
        let facts = try FileManager.default.attributesOfItem(atPath: path)
        let changed = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        let bytes =
          facts[.type] as? FileAttributeType == .typeRegular
          ? try Data(contentsOf: URL(fileURLWithPath: path)) : Data()
        files[name] = "\(changed) \(bytes.base64EncodedString())"
      }
      return files
    }

    @Test func aNodeThatIsReadyHasNoFault() throws {
      let stage = try Stage(seconds: 2, slot: Stage.slot(inSeconds: 3_600))
      let node = try stage.start()
      try wait(for: "the device") {
        ((try stage.status()?["playout"] as? [String: Any])?["device"] as? [String: Any])?.text("state")
          == "running"
      }
      let found = try doctor(stage, status: 0)
      #expect(found.faults == 0)
      let expected: Set = ["config-good", "node-answers", "device-runs", "permissions-good", "next-airing"]
      #expect(found.codes("good").isSuperset(of: expected))
      let page = try LoaBinary.run(
        ["doctor", "--config", stage.config, "--lang", "vi"], environment: stage.environment)
      #expect(page.status == 0)
      #expect(page.output.contains("thiết bị âm thanh\n  [ok] nút đang phát ra thiết bị “card” ở 48000 Hz"))

      // The node has the card: no tone, and the card heard nothing but silence.
      let tone = try stage.loa("doctor", "--sound")
      #expect(tone.status == 1)
      #expect(tone.complaints.contains("the node runs and holds the device: no test tone"))
      #expect(stage.end(node) == 0)
      let heard = try Recording(of: stage.card)
      #expect((0..<heard.frames).allSatisfy(heard.isSilent))
    }

    /// Killed while it wrote, the node leaves the log with all that lies beside it.
    @Test func aStoppedNodeIsAFaultAndItsStateStaysAsItIs() throws {
      let stage = try Stage(seconds: 2, slot: Stage.slot(inSeconds: 3_600))
      let node = try stage.start()
      _ = try stage.play(inSeconds: 2)
      try wait(for: "the entry") { try stage.entries().contains { $0.text("outcome") == "aired" } }
      node.send(SIGKILL)
      node.waitForEnd()

      let before = try state(of: stage)
      #expect(before["airtime.sqlite"] != nil)
      let found = try doctor(stage, status: 1)
      #expect(try state(of: stage) == before)
      #expect(
        found.codes("fault") == ["node-silent"] || found.codes("fault") == ["node-silent", "clock-not-kept"])
      #expect(found.codes("good").isSuperset(of: ["device-opens", "next-airing", "last-aired", "disk-good"]))
      let silent = try #require(found.findings.first { $0.code == "node-silent" })
      #expect(silent.remedy?["vi"] == "loa run --config \(stage.config)")
    }

    @Test func badMediaAndOpenFoldersAreFoundBeforeAirTime() throws {
      let stage = try Stage(seconds: 2, slot: Stage.slot(inSeconds: 3_600))
      try FileManager.default.createDirectory(
        at: stage.folder.appendingPathComponent("state"), withIntermediateDirectories: true)
      chmod(stage.folder.path + "/state", 0o777)
      try stage.write("no audio at all", to: "thu/so-1.wav")
      let found = try doctor(stage, status: 1)
      #expect(found.codes("fault").contains("edition-missing"))
      #expect(found.codes("warning").contains("state-open"))
      #expect(try state(of: stage).keys.sorted() == [""])
    }

    @Test(arguments: [(VirtualCard.Command.busy, "device-busy"), (.denied, "device-denied")])
    func aCardThatDoesNotOpenIsAFault(_ command: VirtualCard.Command, _ code: String) throws {
      let stage = try Stage(seconds: 2)
      try stage.card.obey(command)
      #expect(try doctor(stage, status: 1).codes("fault").contains(code))
      let tone = try stage.loa("doctor", "--sound", "--seconds", "2", "--json")
      #expect(tone.status == 1)
      let report = try JSONSerialization.jsonObject(with: Data(tone.output.utf8)) as? [String: Any]
      #expect(report?.number("framesPlayed") == 0)
      #expect(report?["remedy"] != nil)
    }

    @Test func aCardThatIsNotThereIsAFaultAndADeviceOnNoCardIsNone() throws {
      let absent = try Stage(seconds: 2, device: "\"hw:97\"")
      let faults = try doctor(absent, status: 1).codes("fault")
      #expect(!faults.isDisjoint(with: ["no-sound-card", "card-absent"]))
      let nowhere = try doctor(try Stage(seconds: 2, device: "\"null\""), status: 1)
      #expect(
        !nowhere.findings.contains { $0.area == "mixer" || ($0.area == "device" && $0.severity == "fault") })
    }

    @Test func aConfigWithErrorsIsTheFirstThingSaid() throws {
      let stage = try Stage(seconds: 2, more: "nonsense: yes")
      let answer = try stage.loa("doctor")
      #expect(answer.status == 1)
      #expect(
        answer.output.contains(
          "[X]  the config \(stage.config) is refused; errors: 1\n      → loa check --config"))
    }

    @Test func theToneSoundsLeftThenRightAndSaysSo() throws {
      let stage = try Stage(seconds: 2)
      let answer = try stage.loa("doctor", "--sound", "--seconds", "4")
      #expect(answer.status == 0, "\(answer.output)\(answer.complaints)")
      #expect(
        answer.output == """
          sent to “card”: frames 192000 of 192000, 48000 Hz, channels: 2
            left 440 Hz, peak −20.0 dBFS; right 550 Hz, peak −20.0 dBFS
          If the loudspeaker was silent: look at the mixer (“alsamixer”), the cable and the amplifier; Loa has sent it all.

          """)
      let heard = try Recording(of: stage.card)
      let sounding = (0..<heard.frames).filter { !heard.isSilent($0) }
      let first = try #require(sounding.first)
      let last = try #require(sounding.last)
      #expect(abs(last - first - 4 * 48_000) < 100)
      for second in 0..<4 {
        // Away from the edges, where both are silent.
        let frames = first + second * 48_000 + 100..<first + (second + 1) * 48_000 - 100
        let peaks = [0, 1].map { side in frames.map { abs(heard.sample($0, side)) }.max() ?? 0 }
        #expect(abs(peaks[second % 2] - 0.1) < 0.001)
        #expect(peaks[1 - second % 2] == 0)
      }
    }

    /// As ALSA tells it of a card, with controls for left and right.
    @Test func aMixersControlsAreReadAsTheyStand() throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: "loa-mixer-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      var cards = try VirtualCards(folder: folder, plugin: CardPlugin.url.get())
      try cards.addMixer(
        """
        volume 80 40 Master
        switch 0 0 Master
        switch 0 1 Headphone
        volume 0 0 PCM

        """)
      #expect(
        CardMixer.controls(ofCard: 1) == [
          .init(name: "Master", percent: 80, isMuted: true), .init(name: "Headphone", isMuted: false),
          .init(name: "PCM", percent: 0),
        ])
      try FileManager.default.removeItem(at: folder.appending(path: "controls"))
      #expect(CardMixer.controls(ofCard: 1) == nil)
    }

    @Test func noToneShortlyBeforeAnAiring() throws {
      let stage = try Stage(seconds: 2, slot: Stage.slot(inSeconds: 90))
      let answer = try stage.loa("doctor", "--sound", "--seconds", "2")
      #expect(answer.status == 1)
      #expect(answer.complaints.contains(": no test tone\n  what to do: try again after that airing"))
      #expect(stage.card.bytesCaptured == 0)
      #expect(try stage.loa("doctor", "--sound", "--seconds", "1000").status == 64)
    }
  }
}
