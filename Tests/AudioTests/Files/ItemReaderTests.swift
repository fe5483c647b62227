import Audio
import AudioMaking
import Foundation
import Phrases
import Testing

@Suite struct ItemReaderTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  @Test(arguments: [Making.Kind.wav16, .wav24, .wavFloat, .flac], [1, 2])
  func aLosslessFileAtItsOwnRateIsReadBitForBit(kind: Making.Kind, channels: Int) throws {
    let samples = Making.noise(frames: 20_000, channels: channels)
    try Making.file(folder.path("a"), samples, kind, rate: 44_100, channels: channels)
    let reader = try ItemReader(path: folder.path("a"), rate: 44_100, channels: channels)
    #expect(reader.totalFrames == 20_000)
    #expect(firstDifference(reader.readAll(), samples) == nil)
    reader.seek(toFrame: 12_345)
    #expect(firstDifference(reader.readAll(), samples[(12_345 * channels)...]) == nil)
  }

  @Test(arguments: [8000, 22_050, 32_000, 44_100, 48_000, 96_000], [44_100, 48_000])
  func theLengthAfterResamplingIsExact(rate: Int, output: Int) throws {
    for frames in [1, 2, 1001, 30_011] {
      try Making.file(folder.path("a.wav"), Making.noise(frames: frames), rate: rate)
      let reader = try ItemReader(path: folder.path("a.wav"), rate: output, channels: 1)
      let expected = (Double(frames) * Double(output) / Double(rate)).rounded()
      #expect(reader.totalFrames == Int64(expected))
      #expect(reader.readAll().count == Int(expected))
    }
  }

  @Test func aResampledSineIsTheSineAtTheNewRate() throws {
    try Making.file(folder.path("a.wav"), Making.sine(997, seconds: 2, rate: 44_100), rate: 44_100)
    let samples = try ItemReader(path: folder.path("a.wav"), rate: 48_000, channels: 1).readAll()
    let sine = Making.sine(997, seconds: 2)
    #expect(samples.count == sine.count)
    #expect(difference(samples[4800..<91_200], sine[4800..<91_200]) < -100)
  }

  /// A gapless MP3 (and Opus, and Vorbis) is exactly as long as what was encoded, and in its place.
  @Test(arguments: [Making.Kind.mp3, .opus, .vorbis])
  func aLossyFileIsGapless(kind: Making.Kind) throws {
    let sine = Making.sine(440, seconds: 1.2345)
    try Making.file(folder.path("a"), sine, kind)
    let samples = try ItemReader(path: folder.path("a"), rate: 48_000, channels: 1).readAll()
    #expect(samples.count == sine.count)
    #expect(difference(samples[4800..<50_000], sine[4800..<50_000]) < -20)
  }

  @Test(arguments: Making.Kind.allCases, [44_100, 48_000])
  func aSeekGivesTheSamplesOfAStraightRead(kind: Making.Kind, output: Int) throws {
    let rate = kind == .opus ? 48_000 : 44_100
    let sound = zip(Making.sine(330, seconds: 6, rate: rate), Making.noise(frames: rate * 6, level: 0.1))
      .map { $0 + $1 }
    try Making.file(folder.path("a"), sound, kind, rate: rate)
    let straight = try ItemReader(path: folder.path("a"), rate: output, channels: 1).readAll()
    let reader = try ItemReader(path: folder.path("a"), rate: output, channels: 1)
    for frame in [200_000, 1, 99_999, 143, 48_000, straight.count - 1, 0, straight.count] {
      reader.seek(toFrame: Int64(frame))
      #expect(
        difference(straight[frame...].prefix(9000), reader.read(frames: 9000)) < -90, "\(kind) \(frame)")
      #expect(reader.failure == nil)
    }
  }

  @Test func monoIsHeardOnBothSidesAndStereoBecomesItsMean() throws {
    let mono = Making.noise(frames: 5000)
    try Making.file(folder.path("mono.wav"), mono)
    let doubled = try ItemReader(path: folder.path("mono.wav"), rate: 48_000, channels: 2).readAll()
    #expect(firstDifference(doubled, mono.flatMap { [$0, $0] }) == nil)

    let stereo = Making.noise(frames: 5000, channels: 2)
    try Making.file(folder.path("stereo.wav"), stereo, channels: 2)
    let mixed = try ItemReader(path: folder.path("stereo.wav"), rate: 48_000, channels: 1).readAll()
    let mean = stride(from: 0, to: 10_000, by: 2).map { (stereo[$0] + stereo[$0 + 1]) / 2 }
    #expect(firstDifference(mixed, mean) == nil)
  }

  @Test(arguments: 3...8)
  func manyChannelsAreMixedDownWithoutPassingFullScale(channels: Int) throws {
    try Making.file(
      folder.path("a.wav"), [Float](repeating: 1, count: 480 * channels), channels: channels)
    for output in 1...2 {
      let samples = try ItemReader(path: folder.path("a.wav"), rate: 48_000, channels: output).readAll()
      #expect(samples.count == 480 * output)
      #expect(samples.allSatisfy { $0 > 0.5 && $0 < 1.000_01 })
    }
  }

  @Test func aGainOfSixDecibelsDoublesEverySample() throws {
    let noise = Making.noise(frames: 1000)
    try Making.file(folder.path("a.wav"), noise)
    let samples = try ItemReader(
      path: folder.path("a.wav"), gain: 20 * log10(2), rate: 48_000, channels: 1
    ).readAll()
    #expect(difference(samples, noise.map { $0 * 2 }) < -120)
  }

  @Test func samplesThatAreNoNumbersAreSilence() throws {
    try Making.file(folder.path("a.wav"), [0.1, .nan, .infinity, -.infinity, 1e30, 0.2])
    let samples = try ItemReader(path: folder.path("a.wav"), rate: 48_000, channels: 1).readAll()
    #expect(samples == [0.1, 0, 16, -16, 16, 0.2])
  }

  /// libretime#2046
  @Test func aFileOf560MegabytesCostsNoMemory() throws {
    try Making.sparseWAV(folder.path("long.wav"), frames: 280_000_000)
    let reader = try ItemReader(path: folder.path("long.wav"), rate: 44_100, channels: 2)
    _ = reader.read(frames: 44_100)
    let before = try residentBytes()
    // The whole of it in a debug build would take minutes: a second here and there, and a minute at a stretch.
    for part in 1..<20 {
      reader.seek(toFrame: reader.totalFrames * Int64(part) / 20)
      for _ in 0..<5 { _ = reader.read(frames: 8820) }
    }
    for _ in 0..<300 { _ = reader.read(frames: 8820) }
    #expect(try residentBytes() - before < 24_000_000)
    #expect(reader.totalFrames == 257_250_000)
  }

  @Test func whatCanNotBePlayedIsRefusedWithARemedy() throws {
    func code(_ name: String, _ bytes: [UInt8]) throws -> String {
      try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
      return try failure(folder.path(name)).code
    }
    #expect(try failure(folder.path("none.wav")).code == "audio-missing")
    #expect(try failure(folder.path("a\u{0}b.wav")).code == "audio-missing")
    #expect(try failure(folder.path).code == "audio-not-a-file")
    #expect(try failure("/dev/null").code == "audio-not-a-file")
    #expect(try code("empty.wav", []) == "audio-empty")
    #expect(try code("text.mp3", Array("Đây không phải âm thanh".utf8)) == "audio-unsupported")
    #expect(try code("header.flac", Array("fLaC".utf8)) == "audio-damaged")
    #expect(
      try code("song.m4a", [0, 0, 0, 32] + Array("ftypM4A ".utf8) + [0, 0, 0, 0]) == "audio-unsupported")

    let song = try failure(folder.path("song.m4a"))
    #expect(song.remedy.said(in: .english) == "convert it to FLAC or MP3")
    #expect(song.remedy.said(in: .vietnamese) == "chuyển tệp sang FLAC hoặc MP3")
    #expect(song.what.said(in: .english).hasSuffix("song.m4a is AAC/M4A, which can not be played"))
  }

  @Test func absurdChannelsAndRatesAreRefused() throws {
    try Making.file(folder.path("wide.wav"), [Float](repeating: 0, count: 900), channels: 9)
    try Making.file(folder.path("slow.wav"), [Float](repeating: 0, count: 900), rate: 4000)
    try Making.file(folder.path("fast.wav"), [Float](repeating: 0, count: 900), rate: 384_000)
    try Making.file(folder.path("none.wav"), [])
    #expect(
      try failure(folder.path("wide.wav")) == .tooManyChannels(path: folder.path("wide.wav"), channels: 9))
    #expect(try failure(folder.path("slow.wav")) == .strangeRate(path: folder.path("slow.wav"), rate: 4000))
    #expect(
      try failure(folder.path("fast.wav")) == .strangeRate(path: folder.path("fast.wav"), rate: 384_000))
    #expect(try failure(folder.path("none.wav")) == .empty(path: folder.path("none.wav")))
  }

  @Test func aPipeDoesNotHoldUpTheReader() throws {
    #expect(mkfifo(folder.path("pipe.wav"), 0o600) == 0)
    #expect(try failure(folder.path("pipe.wav")) == .notAFile(path: folder.path("pipe.wav")))
  }

  private func failure(_ path: String) throws -> AudioFileError {
    do throws(AudioFileError) {
      _ = try AudioFile(path: path)
    } catch {
      return error
    }
    throw Making.NotWritten(reason: "\(path) was taken")
  }

  private func residentBytes() throws -> Int {
    let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    return (Int(fields[1]) ?? 0) * Int(getpagesize())
  }
}

extension ItemReader {
  func read(frames: Int) -> [Float] {
    var samples: [Float] = []
    var sizes = [1, 1001, 4096].makeIterator()
    var left = frames
    while left > 0 {
      var block = [Float](repeating: .nan, count: min(left, sizes.next() ?? 2500) * channels)
      let count = block.withUnsafeMutableBufferPointer { read(into: $0) }
      guard count > 0 else { break }
      samples += block[..<(count * channels)]
      left -= count
    }
    return samples
  }

  func readAll() -> [Float] { read(frames: .max) }
}
