public import Foundation

/// What left a virtual card, and when.
public struct Recording {
  /// From this frame of the capture on, frames leave evenly from `instant` on.
  struct Run {
    var frame: Int
    var instant: Double
    /// How far the wall clock is ahead of the monotonic one at its beginning, in nanoseconds.
    var wallLead: Int64
    var framesPerSecond: Double
  }

  public let frames: Int
  public let channels: Int
  public let bytes: Data
  private let isWide: Bool
  private var runs: [Run] = []

  public init(of card: VirtualCard) throws {
    bytes = try Data(contentsOf: card.capture)
    channels = card.channels
    isWide = card.format != "S16_LE"
    frames = bytes.count / (channels * (isWide ? 4 : 2))
    for line in try String(contentsOf: card.log, encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.first == "run", words.count == 6, let frame = Int(words[1]), let start = Int64(words[2]),
        let wall = Int64(words[3]), let rate = Double(words[4]), let ppm = Double(words[5])
      else { continue }
      runs.append(
        Run(
          frame: frame, instant: Double(start), wallLead: wall - start,
          framesPerSecond: rate * (1 + ppm * 1e-6)))
    }
  }

  /// When a frame of the capture left the DAC, in monotonic nanoseconds.
  public func instant(of frame: Double) -> Double {
    guard let run = runs.last(where: { Double($0.frame) <= frame }) ?? runs.first else { return 0 }
    return run.instant + (frame - Double(run.frame)) / run.framesPerSecond * 1e9
  }

  /// The same in nanoseconds of the wall clock since 1970.
  public func wallInstant(of frame: Int) -> Int64 {
    guard let run = runs.last(where: { $0.frame <= frame }) ?? runs.first else { return 0 }
    return Int64(instant(of: Double(frame)).rounded()) + run.wallLead
  }

  /// The frame of the capture that left the DAC at a monotonic instant, if one did.
  public func frame(at instant: Double) -> Double? {
    guard let run = runs.last(where: { $0.instant <= instant }) else { return nil }
    let frame = Double(run.frame) + (instant - run.instant) * run.framesPerSecond / 1e9
    if let next = runs.first(where: { $0.instant > instant }), frame >= Double(next.frame) { return nil }
    return frame < Double(frames) ? frame : nil
  }

  /// A sample, with full scale at 1.
  public func sample(_ frame: Int, _ channel: Int) -> Double {
    let index = frame * channels + channel
    return bytes.withUnsafeBytes { raw in
      isWide
        ? Double(raw.loadUnaligned(fromByteOffset: index * 4, as: Int32.self)) / 2_147_483_648
        : Double(raw.loadUnaligned(fromByteOffset: index * 2, as: Int16.self)) / 32768
    }
  }

  /// A sample of a 16-bit card as it is.
  public func word(_ frame: Int, _ channel: Int) -> Int16 {
    bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: (frame * channels + channel) * 2, as: Int16.self)
    }
  }

  public func isSilent(_ frame: Int) -> Bool {
    (0..<channels).allSatisfy { sample(frame, $0) == 0 }
  }
}

/// A signal in which every stretch of ten milliseconds tells which frame it is: left a 500 Hz tone for the fraction,
/// right a ramp of two seconds for the whole.
public enum PositionSignal {
  public static let period = 96
  public static let ramp = 96_000

  public static func left(_ frame: Int64) -> Float {
    quantized(0.5 * cos(2 * .pi * Double(frame % Int64(period)) / Double(period)))
  }

  public static func right(_ frame: Int64) -> Float {
    quantized(Double(frame % Int64(ramp)) / Double(ramp) - 0.5)
  }

  /// To 16 bits, so that a card of 16 bits takes it unchanged.
  private static func quantized(_ value: Double) -> Float { Float((value * 32767).rounded() / 32768) }

  /// The frame of the signal that sounds at the middle of `count` frames of the recording from `first` on.
  ///
  /// - Parameter expected: within a second of the truth.
  public static func position(
    in recording: Recording, first: Int, count: Int = 480, expected: Double
  ) -> Double {
    var real = 0.0
    var imaginary = 0.0
    var coarse = 0.0
    let middle = Double(first) + Double(count - 1) / 2
    for frame in first..<first + count {
      let angle = 2 * .pi * (Double(frame) - middle) / Double(period)
      real += recording.sample(frame, 0) * cos(angle)
      imaginary += recording.sample(frame, 0) * sin(angle)
      coarse += recording.sample(frame, 1)
    }
    let ramp = Double(ramp)
    let rough = (coarse / Double(count) * 32768 / 32767 + 0.5) * ramp
    let whole = expected + wrapped(rough - expected, ramp)
    let fine = -atan2(imaginary, real) / (2 * .pi) * Double(period)
    return whole + wrapped(fine - whole, Double(period))
  }

  private static func wrapped(_ value: Double, _ period: Double) -> Double {
    value - (value / period).rounded() * period
  }
}

/// Percentiles of absolute values.
public struct Spread: CustomStringConvertible {
  public var sorted: [Double]

  public init(_ values: [Double]) {
    sorted = values.map(abs).sorted()
  }

  public func percentile(_ p: Double) -> Double {
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, Int((Double(sorted.count) * p / 100).rounded(.down)))]
  }

  public var description: String {
    let values = [50, 95, 99, 100].map { String(format: "%.3f", percentile($0)) }
    return "p50 \(values[0])  p95 \(values[1])  p99 \(values[2])  max \(values[3])  (n \(sorted.count))"
  }
}
