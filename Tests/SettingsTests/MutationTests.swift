import Foundation
import Testing

@testable import Settings

@Suite struct Mutations {
  /// A small generator with a seed, so that a failure can be repeated.
  struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(max(1, sides)))
    }
  }

  static let scraps: [[UInt8]] =
    [
      "&a ", "*a", "? ", ": ", "- ", "[", "]", "{", "}", "\"", "'", "|\n", ">-\n", "#", "\t", "\r\n", "---\n",
      "...\n",
      "!!binary ", "%YAML 1.2\n", "<<: *a\n", "\u{FEFF}", "\u{85}", "\u{2028}", "đ", "thứ tư", "2022-02-30",
      "99:99",
      "-9223372036854775808", "9223372036854775807 h", "1e999", "0x", "~", "null", "FREQ=", "\\x", "\u{0}",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], Array(repeating: 0x5B, count: 100)]

  static func mutated(_ sample: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var bytes = sample
    for _ in 0...dice.roll(4) {
      let at = dice.roll(bytes.count + 1)
      switch dice.roll(5) {
      case 0: bytes.insert(contentsOf: scraps[dice.roll(scraps.count)], at: at)
      case 1: bytes.removeSubrange(at..<min(bytes.count, at + dice.roll(12)))
      case 2 where at < bytes.count: bytes[at] = UInt8(dice.roll(256))
      case 3:
        let from = dice.roll(bytes.count + 1)
        bytes.insert(contentsOf: bytes[from..<min(bytes.count, from + dice.roll(60))], at: at)
      default: bytes.removeSubrange(at..<(dice.roll(10) == 0 ? bytes.count : min(bytes.count, at + 1)))
      }
    }
    return bytes
  }

  @Test func damagedFilesAreAnsweredAndNeverCrash() throws {
    let config = Array(try String(contentsOfFile: ConfigText.sample("loa.yaml"), encoding: .utf8).utf8)
    let list = Array(
      try String(contentsOfFile: ConfigText.sample("ngay-nghi.yaml"), encoding: .utf8).utf8.prefix(900))
    let sidecar = Array(Sidecars.good.utf8)
    var dice = Dice(state: 20_220_105)
    var refused = 0
    for _ in 0..<1_000 {
      let bytes = (Self.mutated(config, &dice), Self.mutated(list, &dice), Self.mutated(sidecar, &dice))
      bytes.0.withUnsafeBytes(Fuzzing.config)
      bytes.1.withUnsafeBytes(Fuzzing.holidays)
      bytes.2.withUnsafeBytes(Fuzzing.sidecar)
      let (read, diagnostics) = Sidecar.read(bytes: bytes.2, file: "a.yaml")
      #expect((read == nil) == diagnostics.haveErrors)
      if read == nil { refused += 1 }
    }
    #expect(refused > 200)
  }
}
