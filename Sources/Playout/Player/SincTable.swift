import Glibc

/// The coefficients of a windowed-sinc interpolator: `taps` for each of `phases` fractions of a frame, and for the
/// fraction one at the end, so that two neighbouring rows can always be blended.
///
/// Row 0 is exactly the frame itself: at a whole position the output is bit-identical to the input.
struct SincTable: @unchecked Sendable {
  static let taps = 32
  static let phases = 256
  /// The tap that is the frame at the whole part of the position.
  static let centre = taps / 2 - 1

  /// `(phases + 1) * taps` coefficients, made once and kept for the life of the process.
  let coefficients: UnsafePointer<Float>

  static let shared = SincTable()

  private init() {
    let rows = Self.phases + 1
    let table = UnsafeMutablePointer<Float>.allocate(capacity: rows * Self.taps)
    for row in 0..<rows {
      let fraction = Double(row) / Double(Self.phases)
      var values = [Double](repeating: 0, count: Self.taps)
      for tap in 0..<Self.taps {
        let distance = Double(tap - Self.centre) - fraction
        values[tap] = Self.sinc(distance) * Self.kaiser(distance / Double(Self.taps / 2))
      }
      // A constant must come out as the same constant at every phase.
      let sum = values.reduce(0, +)
      for tap in 0..<Self.taps { table[row * Self.taps + tap] = Float(values[tap] / sum) }
    }
    coefficients = UnsafePointer(table)
  }

  private static func sinc(_ x: Double) -> Double {
    if x == 0 { return 1 }
    // Sines of multiples of pi are not exactly zero in floating point; here they have to be.
    if x == x.rounded() { return 0 }
    return sin(.pi * x) / (.pi * x)
  }

  /// Kaiser window, beta 9: stop band about −90 dB.
  private static func kaiser(_ x: Double) -> Double {
    guard abs(x) < 1 else { return 0 }
    let beta = 9.0
    return bessel(beta * (1 - x * x).squareRoot()) / bessel(beta)
  }

  /// Modified Bessel function of the first kind, order zero.
  private static func bessel(_ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for k in 1...60 {
      term *= (x / 2 / Double(k)) * (x / 2 / Double(k))
      sum += term
    }
    return sum
  }
}
