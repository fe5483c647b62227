import Foundation
import Testing

extension EndToEnd {
  /// A sound server in the place of a card: what leaves it, and what its end in the middle does.
  @Suite(.enabled(if: PulseServer.isInstalled, "PulseAudio is not installed (.ci/install-packages)"))
  struct PulseTests {
    /// With a second of sound in the device: the machine of a test has other work as well.
    private func stage(seconds: Int) throws -> (Stage, PulseServer) {
      let stage = try Stage(seconds: seconds, device: "\(PulseServer.device), buffer: 1 s")
      let server = try PulseServer(in: stage.folder)
      stage.environment = server.environment
      return (stage, server)
    }

    @Test func everySampleOfAnEditionLeavesTheSoundServerAsItIsInTheFile() throws {
      let seconds = 4
      let (stage, server) = try stage(seconds: seconds)
      let recording = try server.start(recording: "recording")
      let node = try stage.start()
      // A server that is kept from its work is wrong about its position, and who follows it plays a little faster or
      // slower for a while: so there is more than one go.
      var isExact = false
      for _ in 0..<6 where !isExact {
        let before = PulseServer.size(of: recording) / 4
        _ = try stage.play(inSeconds: 3)
        #expect(node.outcome(of: "lenh@") == "aired")
        try wait(for: "the recording to catch up") {
          try Capture(of: recording, from: before).isOverForASecond
        }
        isExact = try Self.hasEverySample(Capture(of: recording, from: before), seconds: seconds)
      }
      #expect(isExact)
      #expect(stage.end(node) == 0)

      let entries = try stage.entries()
      for entry in entries {
        #expect(entry.text("outcome") == "aired")
        #expect(entry.number("framesPlayed") == seconds * IndexedSound.rate)
        #expect(entry.number("framesDue") == seconds * IndexedSound.rate)
        #expect(entry.missing.isEmpty)
      }
      #expect(!entries.isEmpty)
    }

    private static func hasEverySample(_ capture: Capture, seconds: Int) -> Bool {
      guard let first = capture.frames.first else { return false }
      let start = first.frame - first.index
      let expected = IndexedSound.samples(seconds: seconds)
      return start >= 0 && capture.samples.prefix(start * 2).allSatisfy { $0 == 0 }
        && capture.samples.dropFirst(start * 2).starts(with: expected)
        && capture.samples.dropFirst(start * 2 + expected.count).allSatisfy { $0 == 0 }
    }

    @Test func afterTheSoundServerWasKilledTheAiringIsRejoinedAtTheDueFrameAndTheGapIsInTheLog() throws {
      let (stage, server) = try stage(seconds: 16)
      let before = try server.start(recording: "before")
      let node = try stage.start()
      let start = try stage.play(inSeconds: 4)
      try stage.waitUntilPlayed(seconds: 3)
      server.kill()
      #expect(node.line(containing: "device-lost") != nil)
      try stage.waitUntilPlayed(seconds: 99, orWallClock: start + 7_000_000_000)
      let after = try server.start(recording: "after")
      try wait(for: "the rest to sound") { try Capture(of: after).sounding != nil }
      let (instant, frame) = (Date(), PulseServer.size(of: after) / 4)
      #expect(node.outcome(of: "lenh@") == "partial")
      #expect(stage.end(node) == 0)
      server.kill()

      let entry = try #require(try stage.entries().first)
      #expect(entry.text("outcome") == "partial")
      #expect(entry.text("cause") == "device")
      let due = 16 * IndexedSound.rate
      let played = try #require(entry.number("framesPlayed"))
      #expect(entry.number("framesDue") == due)
      #expect(Set(entry.missing.keys) == ["device"])
      #expect(played + (entry.missing["device"] ?? 0) == due)
      let gaps = try #require(entry["gaps"] as? [[String: Any]])
      let gapBegins = try #require(gaps.first?.number("frame"))
      let gapEnds = gapBegins + (entry.missing["device"] ?? 0)
      let last = try #require(gaps.last)
      // A device that is lost once more while it opens is a second entry that follows at once.
      #expect(
        last.number("frame").flatMap { from in last.number("frames").map { from + $0 } } == gapEnds, "\(gaps)"
      )

      let (first, second) = (try Capture(of: before), try Capture(of: after))
      for capture in [first, second] {
        #expect(capture.longestSilence < IndexedSound.rate / 50, "no hole but the one")
        #expect(capture.wander < IndexedSound.rate / 50, "all in its place")
      }
      // What was still in the server when it died can not be told to the frame; where sound begins again, it can, but for
      // its fading in.
      let lost = try #require(first.soundedIndices?.upperBound)
      let rejoined = try #require(second.soundedIndices)
      #expect(abs(gapBegins - lost) < IndexedSound.rate, "lost at \(lost), in the log at \(gapBegins)")
      #expect(abs(gapEnds - rejoined.lowerBound) < IndexedSound.rate / 20, "\(gapEnds) in the log")
      #expect(abs(due - rejoined.upperBound) < IndexedSound.rate / 50, "the end sounded")
      // An airing that went on where it was lost would be seconds behind.
      let placeThen = rejoined.lowerBound + frame - (second.sounding?.lowerBound ?? 0)
      let dueThen = (instant.timeIntervalSince1970 - Double(start) / 1e9) * Double(IndexedSound.rate)
      #expect(abs(Double(placeThen) - dueThen) < Double(IndexedSound.rate), "\(placeThen), due \(dueThen)")
    }
  }
}
