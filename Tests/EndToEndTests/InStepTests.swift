import Foundation
import Testing
import VirtualCard

extension EndToEnd {
  /// Two nodes play the same slot on cards whose clocks run apart.
  @Suite struct InStepTests {
    private static let seconds = 20

    @Test func twoNodesOnCardsThatDriftApartStayTogether() throws {
      let slot = Stage.slot(inSeconds: 12)
      let stages = try [100.0, -100].map { try Stage(seconds: Self.seconds, ppm: $0, slot: slot) }
      for stage in stages {
        try PositionTrack.writeSignal(
          seconds: Self.seconds, to: stage.folder.appendingPathComponent("\(Stage.edition).wav"))
      }
      let nodes = try stages.map { try $0.start() }
      for node in nodes { #expect(node.outcome(of: "sap-toi@") == "aired") }
      for (stage, node) in zip(stages, nodes) { #expect(stage.end(node) == 0) }

      let frames = Self.seconds * IndexedSound.rate
      var tracks: [PositionTrack] = []
      for stage in stages {
        let entry = try #require(try stage.entries().first)
        #expect(entry.text("outcome") == "aired")
        #expect(entry.number("framesPlayed") == frames)
        #expect(entry.number("framesDue") == frames)
        #expect(entry.missing.isEmpty)
        let start = try #require(entry.text("plannedStart").flatMap(Stage.nanoseconds))
        tracks.append(try PositionTrack(stage.card, start: start, seconds: Self.seconds))
      }
      for (track, name) in zip(tracks, ["+100 ppm", "-100 ppm"]) {
        let atStart = try #require(track.lead.first)
        print("\(name): \(atStart) ms ahead at the start; ms from the plan: \(Spread(track.lead))")
        print("\(name): largest jump \(track.largestJump) frames")
        #expect(abs(atStart) < 5)
        #expect(track.largestJump < 0.75, "no frame is dropped or repeated")
      }
      let apart = Spread(zip(tracks[0].lead, tracks[1].lead).map { $0 - $1 })
      print("two cards at +100 and -100 ppm, ms apart: \(apart)")
      #expect(apart.percentile(99) < 5)
    }
  }
}
