import Audio
import Foundation

/// What is known of files that were read before: one file in the state directory, replaced as a whole. It can always be made
/// anew, so one that does not make sense is dropped.
struct MeasurementCache: Equatable {
  struct Entry: Hashable, Codable {
    var identity: FileIdentity
    var sha256: String
    var measurement: AudioMeasurement
  }

  var entries: [String: Entry] = [:]

  /// Raised when measuring changes, so that old measurements are not taken for new ones.
  private static let version = 1

  private struct Document: Codable {
    var version: Int
    var entries: [String: Entry]
  }

  init() {}

  /// What the file holds; empty if it is absent, unreadable, altered or of another version.
  init(reading path: String) {
    guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)),
      let document = try? JSONDecoder().decode(Document.self, from: bytes),
      document.version == Self.version
    else { return }
    entries = document.entries
  }

  /// - Returns: false if it could not be kept; the next scan then measures again.
  func write(to path: String) -> Bool {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let bytes = try? encoder.encode(Document(version: Self.version, entries: entries)) else {
      return false
    }
    return (try? bytes.write(to: URL(fileURLWithPath: path), options: .atomic)) != nil
  }

  /// The measurement of the same bytes under another name.
  func measurement(of sha256: String) -> AudioMeasurement? {
    entries.values.first { $0.sha256 == sha256 }?.measurement
  }
}
