import Audio
import Clocks
import Phrases
import Testing

@Suite struct ALSAOutputTests {
  @Test func aDeviceThatIsNotThereIsCalledAbsentWithItsRemedy() {
    #expect {
      _ = try ALSADevice(name: "no-such-device").open(
        rate: 48_000, channels: 2, buffer: .milliseconds(250))
    } throws: { error in
      guard let failure = error as? OutputFailure else { return false }
      return failure.kind == .absent && failure.code == "device-absent"
        && failure.what.said(in: .english).contains("no-such-device")
        && failure.remedy.said(in: .vietnamese).contains("aplay -L")
    }
  }

  @Test func theNullDeviceTakesFramesInTheWidestFormat() throws {
    let output = try ALSADevice(name: "null").open(
      rate: 48_000, channels: 2, buffer: .milliseconds(250))
    #expect(output.format.sample == .s32)
    #expect(output.format.rate == 48_000)
    #expect(output.format.bytesPerFrame == 8)
    #expect(output.prepare() == 0)
    let silence = [UInt8](repeating: 0, count: 8 * 480)
    #expect(silence.withUnsafeBytes { output.write($0.baseAddress!, count: 480) } == 480)
    output.close()
    output.close()
  }

  @Test func everyKindOfFailureHasItsWordsInBothLanguages() {
    for kind in OutputFailure.Kind.allCases {
      let failure = OutputFailure(kind: kind, device: "hw:7", detail: "detail")
      for language in Language.allCases {
        #expect(failure.what.said(in: language).contains("hw:7"))
        #expect(!failure.remedy.said(in: language).isEmpty)
      }
    }
  }
}
