import Foundation
import Testing
import VirtualCard

extension EndToEnd {
  /// Two nodes play the same slot on cards whose clocks run apart.
  @Suite struct InStepTests {
    private static let seconds = 20

    /// A position signal whose edges are silent.
    private static func writeSignal(to url: URL) throws {
      let frames = seconds * IndexedSound.rate
      var samples: [Int16] = []
      samples.reserveCapacity(frames * 2)
      for frame in 0..<frames {
        let isEdge = frame < IndexedSound.edge || frame >= frames - IndexedSound.edge
        for value in [PositionSignal.left(Int64(frame)), PositionSignal.right(Int64(frame))] {
          samples.append(isEdge ? 0 : Int16((value * 32768).rounded()))
        }
      }
      try IndexedSound.writeWAV(samples, to: url)
    }

    /// Where in the programme a card was, each fiftieth of a second.
    private struct Track {
      /// Milliseconds by which it was ahead of the plan.
      var lead: [Double] = []
      /// The largest change of position within 40 ms beyond what time passed, in frames.
      var largestJump = 0.0

      init(_ card: VirtualCard, start: Int64, seconds: Int) throws {
        let recording = try Recording(of: card)
        let wallLead =
          Double(recording.wallInstant(of: recording.frames - 1))
          - recording.instant(of: Double(recording.frames - 1))
        let began = Double(start) - wallLead
        for step in 5..<(seconds * 50 - 5) {
          let instant = began + Double(step) * 20e6
          guard let frame = recording.frame(at: instant) else {
            throw NothingHappened(description: "the card was silent at \(Double(step) / 50) s")
          }
          let first = Int(frame) - 240
          let expected = (recording.instant(of: Double(first) + 239.5) - began) * 48e-6
          // Where the ramp begins again its mean says nothing.
          let inRamp = expected.truncatingRemainder(dividingBy: Double(PositionSignal.ramp))
          guard (500..<Double(PositionSignal.ramp) - 500).contains(inRamp) else { continue }
          let position = PositionSignal.position(in: recording, first: first, expected: expected)
          lead.append((position - expected) / 48)
        }
        for (a, b) in zip(lead, lead.dropFirst(2)) { largestJump = max(largestJump, abs(b - a) * 48) }
      }
    }

    @Test func twoNodesOnCardsThatDriftApartStayTogether() throws {
      let slot = Stage.slot(inSeconds: 12)
      let stages = try [100.0, -100].map { try Stage(seconds: Self.seconds, ppm: $0, slot: slot) }
      for stage in stages {
        try Self.writeSignal(to: stage.folder.appendingPathComponent("\(Stage.edition).wav"))
      }
      let nodes = try stages.map { try $0.start() }
      for node in nodes { #expect(node.outcome(of: "sap-toi@") == "aired") }
      for (stage, node) in zip(stages, nodes) { #expect(stage.end(node) == 0) }

      let frames = Self.seconds * IndexedSound.rate
      var tracks: [Track] = []
      for stage in stages {
        let entry = try #require(try stage.entries().first)
        #expect(entry.text("outcome") == "aired")
        #expect(entry.number("framesPlayed") == frames)
        #expect(entry.number("framesDue") == frames)
        #expect(entry.missing.isEmpty)
        let start = try #require(entry.text("plannedStart").flatMap(Stage.nanoseconds))
        tracks.append(try Track(stage.card, start: start, seconds: Self.seconds))
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
