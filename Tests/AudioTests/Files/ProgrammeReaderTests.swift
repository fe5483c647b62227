import Audio
import AudioMaking
import Foundation
import Testing

@Suite struct ProgrammeReaderTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  private func item(
    _ name: String, _ samples: [Float], _ kind: Making.Kind = .wavFloat, rate: Int = 48_000, gain: Double = 0
  ) throws -> ProgrammeItem {
    try Making.file(folder.path(name), samples, kind, rate: rate)
    return ProgrammeItem(
      path: folder.path(name), gain: gain, duration: .seconds(Double(samples.count) / Double(rate)))
  }

  private func quiet(_ hertz: Double, seconds: Double) -> [Float] {
    // A whole number of periods, and never above −50 dBFS at an edge: nothing to fade.
    Making.sine(hertz, seconds: seconds, level: 0.1)
  }

  @Test func itemsFollowEachOtherWithoutAGapAndUntouched() throws {
    let parts = [quiet(50, seconds: 0.5), quiet(100, seconds: 1), quiet(200, seconds: 0.25)]
    let items = try parts.enumerated().map { try item("\($0).wav", $1) }
    let reader = ProgrammeReader(items: items, rate: 48_000, channels: 1)
    #expect(reader.totalFrames == 84_000)
    #expect(firstDifference(reader.readAll(), parts.flatMap { $0 }) == nil)
    #expect(reader.failures.isEmpty)
  }

  @Test func aLoudEdgeIsFadedOverThreeMillisecondsAndNothingElseIsTouched() throws {
    let loud = Making.sine(100, seconds: 0.5, level: 0.9, phase: .pi / 2)
    let reader = ProgrammeReader(
      items: [try item("a.wav", loud), try item("b.wav", loud.map { -$0 })], rate: 48_000, channels: 1)
    let samples = reader.readAll()
    let joined = loud + loud.map { -$0 }
    let step = largestStep(samples)
    // The steepest sample step of the sine itself is 0.012, of a fade over 144 frames from 0.9 0.010.
    #expect(step < 0.025)
    #expect(abs(samples[0]) < 0.001 && abs(samples[47_999]) < 0.001)
    #expect(firstDifference(Array(samples[144..<23_856]), Array(joined[144..<23_856])) == nil)
    #expect(firstDifference(Array(samples[24_144..<47_856]), Array(joined[24_144..<47_856])) == nil)
    #expect(samples[143] != joined[143])
  }

  @Test func itemsOfDifferentFormatsJoinWithoutAClick() throws {
    let items = [
      try item("a.wav", Making.sine(300, seconds: 0.4, rate: 44_100), rate: 44_100),
      try item("b.flac", Making.sine(300, seconds: 0.4), .flac),
      try item("c.mp3", Making.sine(300, seconds: 0.4, rate: 32_000, phase: 1), .mp3, rate: 32_000),
      try item("d.opus", Making.sine(300, seconds: 0.4, phase: 2), .opus),
    ]
    let samples = ProgrammeReader(items: items, rate: 48_000, channels: 1).readAll()
    let step = largestStep(samples)
    #expect(samples.count == 76_800)
    #expect(step < 0.04)
  }

  @Test func theCutFadesToSilenceAtTheEndOfTheDuration() throws {
    let tone = quiet(200, seconds: 2)
    let reader = ProgrammeReader(
      items: [try item("a.wav", tone)], rate: 48_000, channels: 1, duration: .seconds(1),
      fade: .milliseconds(500))
    let samples = reader.readAll()
    #expect(samples.count == 48_000)
    #expect(firstDifference(Array(samples[..<24_000]), Array(tone[..<24_000])) == nil)
    #expect(abs(samples[36_060] - tone[36_060] * 0.5) < 0.001)
    #expect(samples[47_900...].firstIndex { !(abs($0) < 0.001) } == nil)
  }

  @Test func itemsThatEndByThemselvesDoNotFade() throws {
    let tone = quiet(200, seconds: 1)
    let reader = ProgrammeReader(
      items: [try item("a.wav", tone)], rate: 48_000, channels: 1, duration: .seconds(1), fade: .seconds(1))
    #expect(firstDifference(reader.readAll(), tone) == nil)
  }

  @Test(arguments: [0, 1, 143, 5000, 23_999, 24_000, 24_001, 40_000, 59_000, 71_999])
  func aSeekGivesTheSamplesOfAStraightRead(frame: Int64) throws {
    let items = [
      try item("a.flac", Making.noise(frames: 24_000), .flac),
      try item("b.wav", Making.noise(frames: 22_050, seed: 2), rate: 44_100, gain: -3),
      try item("c.wav", Making.noise(frames: 48_000, seed: 3)),
    ]
    func reader(from: Int64 = 0) -> ProgrammeReader {
      ProgrammeReader(
        items: items, rate: 48_000, channels: 2, duration: .milliseconds(1500), fade: .milliseconds(300),
        from: from)
    }
    let straight = reader().readAll()
    let joined = reader(from: frame).readAll()
    #expect(joined.count == straight.count - Int(frame) * 2)
    #expect(difference(straight[(Int(frame) * 2)...], joined) < -90)
    let seeking = reader()
    _ = seeking.read(frames: 30_000)
    seeking.seek(to: frame)
    #expect(difference(straight[(Int(frame) * 2)...], seeking.readAll()) < -90)
  }

  @Test func anItemThatCanNotBeOpenedIsSilenceOfItsLengthAndIsReported() throws {
    let tone = quiet(200, seconds: 0.5)
    let missing = ProgrammeItem(path: folder.path("none.wav"), duration: .seconds(1))
    let reader = ProgrammeReader(
      items: [try item("a.wav", tone), missing, try item("c.wav", tone)], rate: 48_000, channels: 1)
    let silence = [Float](repeating: 0, count: 48_000)
    #expect(firstDifference(reader.readAll(), tone + silence + tone) == nil)
    #expect(reader.failures.map(\.item) == [1])
    #expect(reader.failures.map(\.frame) == [24_000])
    #expect(reader.failures.map(\.error) == [.missing(path: folder.path("none.wav"))])
  }

  @Test func anItemThatBreaksOffInTheMiddleLeavesTheNextOneInItsPlace() throws {
    let noise = Making.noise(frames: 96_000)
    let tone = quiet(200, seconds: 0.5)
    let broken = try item("a.flac", noise, .flac)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: broken.path))
    try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: broken.path))
    let reader = ProgrammeReader(
      items: [broken, try item("b.wav", tone)], rate: 48_000, channels: 1)
    let samples = reader.readAll()
    #expect(samples.count == 120_000)
    #expect(firstDifference(Array(samples[96_000...]), tone) == nil)
    #expect(samples[90_000..<96_000].firstIndex { !($0 == 0) } == nil)
    #expect(firstDifference(Array(samples[1000..<20_000]), Array(noise[1000..<20_000])) == nil)
    #expect(reader.failures.map(\.item) == [0])
    #expect(reader.failures.first?.error.code == "audio-ends-early")
  }

  /// libretime#756
  @Test func aFileReplacedWhileItPlaysDoesNoHarm() throws {
    let tone = quiet(200, seconds: 2)
    let planned = try item("a.wav", tone)
    let reader = ProgrammeReader(items: [planned], rate: 48_000, channels: 1)
    var samples = reader.read(frames: 10_000)
    try Making.file(folder.path("new.wav"), Making.noise(frames: 1000))
    try FileManager.default.removeItem(atPath: planned.path)
    try FileManager.default.moveItem(atPath: folder.path("new.wav"), toPath: planned.path)
    samples += reader.readAll()
    #expect(firstDifference(samples, tone) == nil)
    #expect(reader.failures.isEmpty)
  }

  @Test func aFileCutShortWhileItPlaysEndsInSilenceAndIsReported() throws {
    let tone = quiet(200, seconds: 2)
    let planned = try item("a.wav", tone)
    let reader = ProgrammeReader(items: [planned], rate: 48_000, channels: 1)
    var samples = reader.read(frames: 10_000)
    #expect(truncate(planned.path, 100_000) == 0)
    samples += reader.readAll()
    #expect(samples.count == 96_000)
    #expect(samples[48_000...].firstIndex { !($0 == 0) } == nil)
    #expect(reader.failures.map(\.error.code) == ["audio-ends-early"])
  }

  @Test func anItemOfAnotherLengthThanPlannedKeepsItsPlannedPlace() throws {
    let tone = quiet(200, seconds: 1)
    var long = try item("a.wav", tone)
    var short = try item("b.wav", tone)
    long.duration = .milliseconds(500)
    short.duration = .milliseconds(1500)
    let reader = ProgrammeReader(items: [long, short], rate: 48_000, channels: 1)
    let samples = reader.readAll()
    #expect(firstDifference(samples, tone[..<24_000] + tone + [Float](repeating: 0, count: 24_000)) == nil)
    #expect(reader.failures.map(\.error.code) == ["audio-length-differs", "audio-length-differs"])
  }

  @Test func theRoundingOfLengthsIsNoCut() throws {
    // 44,107 frames at 44,100 Hz are 48,007.62 at 48 kHz: three of them rounded one by one are a frame longer than their sum.
    let tone = Making.sine(200, seconds: 1, rate: 44_107, level: 0.1)
    let items = try (0..<3).map { try item("\($0).wav", tone, rate: 44_100) }
    let whole = items.reduce(Duration.zero) { $0 + $1.duration }
    let reader = ProgrammeReader(items: items, rate: 48_000, channels: 1, duration: whole, fade: .seconds(1))
    #expect(reader.totalFrames == 144_023)
    #expect(reader.failures.isEmpty)
    let samples = reader.readAll()
    #expect(samples.count == 144_023)
    #expect(try #require(samples[142_000..<143_000].max()) > 0.09)
  }
}

extension ProgrammeReader {
  /// Reads in blocks of odd sizes, as a decode thread might.
  func read(frames: Int) -> [Float] {
    var samples: [Float] = []
    var sizes = [1, 977, 4096, 333].makeIterator()
    var left = frames
    while left > 0 {
      var block = [Float](repeating: .nan, count: min(left, sizes.next() ?? 1931) * channels)
      let count = block.withUnsafeMutableBufferPointer { read(into: $0) }
      guard count > 0 else { break }
      samples += block[..<(count * channels)]
      left -= count
    }
    return samples
  }

  func readAll() -> [Float] { read(frames: .max) }
}
