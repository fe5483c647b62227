public import Audio
import Foundation
import Glibc
public import Phrases

/// What `loa media` prints of a file.
public struct MediaReport: Sendable, Hashable, Codable {
  public var path: String
  /// Lower-case hexadecimal SHA-256 of the file's bytes.
  public var sha256: String
  public var measurement: AudioMeasurement

  public init(path: String, sha256: String, measurement: AudioMeasurement) {
    self.path = path
    self.sha256 = sha256
    self.measurement = measurement
  }

  /// Hashes and measures a file.
  public init(
    measuring path: String, progress: (Double) -> Bool = { _ in true }
  ) throws(AudioFileError) {
    let descriptor = try AudioFile.open(path)
    let file = try AudioFile(descriptor: descriptor, path: path)
    guard let sha256 = ContentHash.sha256(descriptor: descriptor) else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    self.init(path: path, sha256: sha256, measurement: try Probe.measure(file, progress: progress))
  }

  /// A few lines for a person.
  public func text(in language: Language) -> String {
    let words = language.phrases
    let m = measurement
    let rows: [(String, String)] = [
      (
        words.measuredFormat,
        words.formatLine(m.format.container.rawValue, bits: m.format.bits, rate: m.rate, channels: m.channels)
      ),
      (words.measuredLength, words.seconds(m.seconds)),
      (words.measuredLoudness, m.loudness.map { words.level($0, unit: "LUFS") } ?? words.notMeasurable),
      (words.measuredTruePeak, m.truePeak.map { words.level($0, unit: "dBTP") } ?? words.notMeasurable),
      (
        words.measuredSilence,
        m.longestSilence.length < 0.1
          ? words.noneFound
          : words.silenceLine(
            length: m.longestSilence.length, at: m.longestSilence.start,
            atEnd: m.longestSilence == m.finalSilence)
      ),
      (
        words.measuredClipping,
        m.firstClip.map { words.clippingLine(runs: m.clippedRuns, at: $0) } ?? words.noneFound
      ),
      (words.measuredOffset, words.percent(m.offset * 100)),
      (words.measuredHash, sha256),
    ]
    let width = rows.map(\.0.count).max() ?? 0
    let lines = rows.map { name, value in
      "  " + name + String(repeating: " ", count: width - name.count + 2) + value
    }
    return ([path.onOneLine] + lines).joined(separator: "\n")
  }

  /// The same for a program: keys sorted, lengths in seconds.
  public func json() -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
