import Audio
import Glibc
import SeededRandom
import Testing

@testable import Playout

@Suite struct RenderTests {
  /// Interpolates `count` frames of a one-channel signal at a rate, from `fraction` on.
  private func interpolated(
    count: Int, fraction: Double, step: Double, signal: (Int) -> Float
  ) -> [Float] {
    let length = Int(Double(count) * step) + 2 * SincTable.taps
    let planes = (0..<length).map { signal($0 - SincTable.centre) }
    var mix = [Float](repeating: 0, count: count)
    planes.withUnsafeBufferPointer { planes in
      mix.withUnsafeMutableBufferPointer { mix in
        addInterpolated(
          planes: planes.baseAddress!, stride: length, channels: 1, table: SincTable.shared.coefficients,
          phases: 256,
          fraction: fraction, step: step, count: count, envelope: Envelope(), mix: mix.baseAddress!)
      }
    }
    return mix
  }

  @Test func atAWholePositionTheInterpolatorGivesBackTheSamplesBitForBit() {
    var generator = SeededChance(7)
    let noise = (0..<4000).map { _ in Float.random(in: -1...1, using: &generator) }
    let out = interpolated(count: 3000, fraction: 0, step: 1) { $0 < 0 ? 0 : noise[$0] }
    #expect(out == Array(noise[..<3000]))
  }

  @Test(arguments: [200e-6, -200e-6, 500e-6])
  func aToneStaysCleanWhileTheRateIsCorrected(correction: Double) {
    let frequency = 1000.0 / 48_000
    let count = 48_000
    let out = interpolated(count: count, fraction: 0.3, step: 1 + correction) {
      Float(0.9 * sin(2 * .pi * frequency * Double($0)))
    }
    // What remains after the tone itself is taken out.
    var error = 0.0
    for frame in 0..<count {
      let ideal = 0.9 * sin(2 * .pi * frequency * (0.3 + Double(frame) * (1 + correction)))
      error += (Double(out[frame]) - ideal) * (Double(out[frame]) - ideal)
    }
    let ratio = 10 * log10(error / (0.405 * Double(count)))
    #expect(ratio < -80, "THD+N is \(ratio) dB")
  }

  @Test func sixteenBitsComeOutAsTheyWentIn() {
    let values = (-32768...32767).map { Int16($0) }
    let mix = values.map { Float($0) / 32768 }
    var out = [Int16](repeating: 0, count: values.count)
    out.withUnsafeMutableBytes { convert(mix, count: mix.count, to: .s16, into: $0.baseAddress!) }
    #expect(out == values)
  }

  @Test func twentyFourBitsComeOutAsTheyWentIn() {
    let values = stride(from: Int32(-8_388_608), through: 8_388_607, by: 997).map { $0 } + [8_388_607]
    let mix = values.map { Float($0) / 8_388_608 }
    var out = [Int32](repeating: 0, count: values.count)
    out.withUnsafeMutableBytes { convert(mix, count: mix.count, to: .s24, into: $0.baseAddress!) }
    #expect(out == values)
    out.withUnsafeMutableBytes { convert(mix, count: mix.count, to: .s32, into: $0.baseAddress!) }
    #expect(out == values.map { $0 << 8 })
  }

  @Test func whatFallsBetweenTwoValuesBecomesTheNearer() {
    let mix: [Float] = [0.6, 0.4, -0.6, -0.4, 0.5, 1.49995].map { $0 / 32768 }
    var out = [Int16](repeating: 9, count: mix.count)
    out.withUnsafeMutableBytes { convert(mix, count: mix.count, to: .s16, into: $0.baseAddress!) }
    #expect(out == [1, 0, -1, 0, 1, 1])
  }

  @Test func whatIsTooLoudStaysAtFullScaleAndWhatIsNoNumberIsSilent() {
    let mix: [Float] = [2, -2, .infinity, -.infinity, .nan, 1]
    var narrow = [Int16](repeating: 0, count: mix.count)
    narrow.withUnsafeMutableBytes { convert(mix, count: mix.count, to: .s16, into: $0.baseAddress!) }
    #expect(narrow == [32767, -32768, 32767, -32768, 0, 32767])
    var wide = [Int32](repeating: 0, count: mix.count)
    wide.withUnsafeMutableBytes { convert(mix, count: mix.count, to: .s32, into: $0.baseAddress!) }
    #expect(wide == [2_147_483_520, .min, 2_147_483_520, .min, 0, 2_147_483_520])
  }

  @Test func onACardKnownToDriftTheRateIsRightFromTheFirstFrame() {
    var servo = PositionServo(rate: 48_000)
    servo.begin(stretch: 150e-6)
    #expect(abs(servo.step(error: 0, stretch: 150e-6, frames: 1024) - 1.00015) < 1e-9)
    var exact = PositionServo(rate: 48_000)
    exact.begin(stretch: 4e-6)
    #expect(exact.step(error: 0, stretch: 4e-6, frames: 1024) == 1)
  }

  @Test func theServoLeavesSmallErrorsAloneAndNeverChangesTheRateByMoreThanItsLimit() {
    var servo = PositionServo(rate: 48_000)
    #expect(servo.step(error: 11, stretch: 5e-6, frames: 1024) == 1)
    var error = 480.0
    var steps: [Double] = []
    for _ in 0..<2_000 {
      let step = servo.step(error: error, stretch: 200e-6, frames: 1024)
      steps.append(step)
      error += 1024 * (1 + 200e-6 - step)
    }
    #expect(steps.allSatisfy { abs($0 - 1) <= PositionServo.limit + 1e-12 })
    #expect(
      zip(steps, steps.dropFirst()).allSatisfy { abs($0 - $1) <= PositionServo.slew * 1024 / 48_000 + 1e-9 })
    #expect(abs(error) < 1)
  }
}
