import Audio
import AudioMaking
import Foundation
import SeededRandom
import Testing

@Suite struct ProbeTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  /// EBU Tech 3341, case 1: a stereo sine of 1 kHz at −23 dBFS measures −23 LUFS.
  @Test func aStereoSineAtMinus23dBFSMeasuresMinus23LUFS() throws {
    let level = pow(10, -23.0 / 20)
    try Making.file(
      folder.path("a.wav"), Making.sine(1000, seconds: 10, channels: 2, level: level), channels: 2)
    let measured = try Probe.measure(path: folder.path("a.wav"))
    #expect(abs(try #require(measured.loudness) + 23) < 0.1)
    #expect(abs(try #require(measured.truePeak) + 23) < 0.1)
    #expect(measured.duration == .seconds(10))
    #expect(measured.clippedRuns == 0)
    #expect(abs(measured.offset) < 0.0001)
    #expect(measured.longestSilence.length < 0.001)
  }

  @Test func theGainToTheTargetBringsTheStreamToMinus23LUFS() throws {
    try Making.file(folder.path("a.wav"), Making.noise(frames: 240_000, channels: 2, level: 0.9), channels: 2)
    let before = try #require(try Probe.measure(path: folder.path("a.wav")).loudness)
    let reader = try ItemReader(path: folder.path("a.wav"), gain: -23 - before, rate: 48_000, channels: 2)
    try Making.file(folder.path("b.wav"), reader.readAll(), channels: 2)
    let after = try #require(try Probe.measure(path: folder.path("b.wav")).loudness)
    #expect(abs(before + 23) > 5)
    #expect(abs(after + 23) < 0.1)
  }

  /// AzuraCast#6353
  @Test func tenMinutesOfSilenceAtTheEndAreFound() throws {
    try Making.sparseWAV(
      folder.path("a.wav"), frames: 605 * 48_000,
      beginning: Making.sine(440, seconds: 5).map { Int16($0 * 32_767) })
    let measured = try Probe.measure(path: folder.path("a.wav"))
    #expect(abs(measured.finalSilence.start - 5) < 0.001)
    #expect(abs(measured.finalSilence.length - 600) < 0.001)
    #expect(measured.longestSilence == measured.finalSilence)
    #expect(measured.seconds == 605)
  }

  @Test func aSilenceInTheMiddleIsFoundAndIsNotTheEnd() throws {
    let tone = Making.sine(440, seconds: 1, level: 0.5, phase: 1)
    try Making.file(folder.path("a.wav"), tone + [Float](repeating: 0.0005, count: 96_000) + tone)
    let measured = try Probe.measure(path: folder.path("a.wav"))
    #expect(abs(measured.longestSilence.start - 1) < 0.001)
    #expect(abs(measured.longestSilence.length - 2) < 0.001)
    #expect(measured.finalSilence.length < 0.001)
  }

  @Test func clippingIsCountedByRunsAndItsFirstPlaceIsTold() throws {
    var samples = Making.sine(440, seconds: 2, channels: 2, level: 0.5)
    // Two samples in a row are a peak, three are a clip; the right channel alone counts.
    for frame in [1000, 1001, 48_000, 48_001, 48_002, 60_000, 60_001, 60_002, 60_003] {
      samples[frame * 2 + 1] = 1
    }
    try Making.file(folder.path("a.wav"), samples, .wav16, channels: 2)
    let measured = try Probe.measure(path: folder.path("a.wav"))
    #expect(measured.clippedRuns == 2)
    #expect(measured.firstClip == 1)
  }

  @Test func anOffsetIsMeasured() throws {
    try Making.file(folder.path("a.wav"), Making.sine(440, seconds: 1, level: 0.2).map { $0 - 0.1 })
    #expect(abs(try Probe.measure(path: folder.path("a.wav")).offset + 0.1) < 0.001)
  }

  @Test func digitalSilenceHasNoLoudnessAndNoPeak() throws {
    try Making.file(folder.path("a.wav"), [Float](repeating: 0, count: 48_000))
    let measured = try Probe.measure(path: folder.path("a.wav"))
    #expect(measured.loudness == nil && measured.truePeak == nil)
    #expect(measured.finalSilence == .init(start: 0, length: 1))
  }

  @Test func aMeasurementCanBeGivenUp() throws {
    try Making.file(folder.path("a.wav"), Making.sine(440, seconds: 2))
    var shares: [Double] = []
    #expect(throws: AudioFileError.cancelled(path: folder.path("a.wav"))) {
      try Probe.measure(path: folder.path("a.wav")) { share in
        shares.append(share)
        return share < 0.3
      }
    }
    #expect(shares.first == 0)
    #expect(shares == shares.sorted())
  }

  @Test func aFileThatBreaksOffIsMeasuredAsFarAsItGoes() throws {
    try Making.file(folder.path("a.flac"), Making.noise(frames: 96_000), .flac)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path("a.flac")))
    try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: folder.path("b.flac")))
    let measured = try Probe.measure(path: folder.path("b.flac"))
    #expect(!measured.isComplete)
    #expect(measured.declaredFrames == 96_000)
    #expect((40_000..<50_000).contains(measured.frames))
  }

  /// libretime#3160
  @Test func aNewlineInTheMetadataDoesNoHarm() throws {
    let noise = Making.noise(frames: 48_000)
    for kind in [Making.Kind.flac, .wav16, .vorbis, .mp3] {
      let path = folder.path("title.\(kind)")
      try Making.file(path, noise, kind, title: "Tin\nCCHC\r\n\u{1B}[31m\u{0}đỏ")
      #expect(try Probe.measure(path: path).frames == 48_000)
    }
  }

  /// A WAV file of 100 frames of one sample of 16 bits each.
  private func wave(before: [UInt8] = [], after: [UInt8] = [], dataSize: UInt32 = 200) -> [UInt8] {
    func chunk(_ name: String, _ size: UInt32, _ content: [UInt8]) -> [UInt8] {
      Array(name.utf8) + withUnsafeBytes(of: size.littleEndian, Array.init) + content
    }
    let format: [UInt8] = [1, 0, 1, 0, 0x80, 0xBB, 0, 0, 0, 0x77, 1, 0, 2, 0, 16, 0]
    return chunk("RIFF", 922, Array("WAVE".utf8)) + chunk("fmt ", 16, format) + before
      + chunk("data", dataSize, [UInt8](repeating: 1, count: 200)) + after
  }

  /// Found by fuzzing: libsndfile reads such lists for ever. They are no matter for the ear.
  @Test(.timeLimit(.minutes(1)), arguments: [UInt32.max - 8, UInt32.max, 0xFFFF_FF00])
  func aListOfTextsThatRunsBackwardsIsNotRead(size: UInt32) throws {
    var list =
      Array("LIST".utf8) + [40, 0, 0, 0] + Array("INFOINAM".utf8) + [14, 0, 0, 0]
      + Array("chuyen muc...\0".utf8)
    list += Array("ICxx".utf8) + withUnsafeBytes(of: size.littleEndian, Array.init) + Array("2022..".utf8)
    #expect(try Probe.fuzz(wave(before: list)).frames == 100)
    #expect(try Probe.fuzz(wave(after: list)).frames == 100)
    // Nor is one that stands where only libsndfile would look for it.
    let bytes = wave(before: Array("fact".utf8) + [0, 0, 0, 0, 200, 0, 32, 1] + list)
    #expect(throws: AudioFileError.damaged(path: "memory", detail: "no data chunk")) { try Probe.fuzz(bytes) }
    // An MP3 tag before it does not bring it back.
    let tagged = Array("ID3".utf8) + [3, 0, 0, 0, 0, 0, 2, 0, 0] + wave(before: list)
    #expect(throws: AudioFileError.unsupported(path: "memory", format: nil)) { try Probe.fuzz(tagged) }
  }

  /// What was still being copied, or came out of a broken upload, is not as long as it says.
  @Test func aWAVThatIsCutOffIsKnownToBeIncomplete() throws {
    let bytes = wave()
    let measured = try Probe.fuzz(Array(bytes.dropLast(60)))
    #expect(measured.frames == 70 && measured.declaredFrames == 100)
    #expect(try Probe.fuzz(bytes).isComplete)
  }

  @Test(arguments: [0, UInt32.max, 0x7FFF_F000, 0x8000_0000]) func aWAVThatWasWrittenIntoAPipeIsAsLongAsItIs(
    size: UInt32
  ) throws {
    let measured = try Probe.fuzz(wave(dataSize: size))
    #expect(measured.frames == 100 && measured.isComplete)
  }

  @Test(arguments: [true, false]) func anOddChunkIsPassedWithItsFillByteAndWithout(isFilled: Bool) throws {
    let odd = Array("note".utf8) + [3, 0, 0, 0] + Array("abc".utf8) + (isFilled ? [0] : [])
    #expect(try Probe.fuzz(wave(before: odd)).frames == 100)
  }

  @Test(arguments: Making.Kind.allCases)
  func damagedFilesAreAnsweredAndNeverCrash(kind: Making.Kind) throws {
    let path = folder.path("whole")
    try Making.file(path, Making.noise(frames: 6000, channels: 2), kind, channels: 2, title: "Tiêu đề")
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    var random = SeededChance(20_220_316)
    var answered = 0
    for round in 0..<150 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let limit = round.isMultiple(of: 3) ? bytes.count : min(bytes.count, 128)
        bytes[Int.random(in: 0..<limit, using: &random)] =
          [0, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random) ?? 0
      }
      if round.isMultiple(of: 5) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      if (try? Probe.fuzz(bytes)) != nil { answered += 1 }
    }
    #expect(try Probe.fuzz(whole).channels == 2)
    #expect(answered > 0)
  }
}
