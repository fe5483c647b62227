import Foundation
import Testing
import VirtualCard

extension EndToEnd {
  /// Two stations relay one edition on cards whose clocks run apart.
  @Suite(.enabled(if: Hosts.arePossible, "only root may make hosts"))
  struct InStepRelayTests {
    /// A minute says whether they stay together; three are for the figures that are published.
    private static let seconds = ProcessInfo.processInfo.environment["LOA_MEASURE"] == nil ? 60 : 180

    @Test func twoStationsOnCardsThatDriftApartStayTogetherWithoutOneFrameDroppedOrRepeated() throws {
      let scene = try RelayScene(seconds: 1, stations: [100, -100])
      try PositionTrack.writeSignal(
        seconds: Self.seconds, to: scene.centre.folder.appendingPathComponent("thu/so-1.wav"))
      try scene.start()
      let (airing, start) = try scene.play(inSeconds: 8)
      let codes = scene.stations.map(\.code)
      let entries = try scene.waitForEvidence(of: airing, from: codes, atMost: Self.seconds + 60)
      let frames = Self.seconds * IndexedSound.rate
      #expect(entries.count == 2)
      for entry in entries {
        #expect(entry.text("outcome") == "aired")
        #expect(entry.number("framesPlayed") == frames)
        #expect(entry.number("framesDue") == frames)
        #expect(entry.missing.isEmpty)
      }
      let tracks = try scene.stations.map {
        try PositionTrack($0.card, start: start, seconds: Self.seconds)
      }
      for (track, name) in zip(tracks, ["+100 ppm", "-100 ppm"]) {
        print("station at \(name): ms from the plan: \(Spread(track.lead)); jump \(track.largestJump) frames")
        #expect(track.largestJump < 0.75, "no frame is dropped or repeated")
      }
      let apart = Spread(zip(tracks[0].lead, tracks[1].lead).map { $0 - $1 })
      print("two stations at +100 and -100 ppm over \(Self.seconds) s, ms apart: \(apart)")
      // Half a millisecond is what is promised and measured on a quiet machine; tests share theirs.
      #expect(apart.percentile(99) < 5)
    }
  }
}
