import Foundation
import VirtualCard

/// Where in a programme a card was, each fiftieth of a second.
struct PositionTrack {
  /// Milliseconds by which it was ahead of the plan.
  var lead: [Double] = []
  /// The largest change of position within 40 ms beyond what time passed, in frames.
  var largestJump = 0.0

  /// Writes a position signal whose edges are silent.
  static func writeSignal(seconds: Int, to url: URL) throws {
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

  /// - Parameter start: when the signal was planned to begin, in nanoseconds since 1970.
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
