import CSndfile
import Foundation

/// Files made for a test: mono, 48 kHz.
enum Making {
  struct NotWritten: Error { let reason: String }

  static func tone(_ path: String, seconds: Double, level: Double, flac: Bool = false) throws {
    let frames = Int(seconds * 48_000)
    try file(
      path, (0..<frames).map { Float(level * sin(2 * .pi * 440 * Double($0) / 48_000)) }, flac: flac)
  }

  static func file(_ path: String, _ samples: [Float], flac: Bool = false) throws {
    var information = SF_INFO()
    information.samplerate = 48_000
    information.channels = 1
    information.format = Int32(flac ? SF_FORMAT_FLAC | SF_FORMAT_PCM_16 : SF_FORMAT_WAV | SF_FORMAT_FLOAT)
    guard let handle = sf_open(path, Int32(SFM_WRITE), &information) else {
      throw NotWritten(reason: String(cString: sf_strerror(nil)))
    }
    defer { sf_close(handle) }
    guard sf_write_float(handle, samples, sf_count_t(samples.count)) == samples.count else {
      throw NotWritten(reason: "short write")
    }
  }
}

/// A new folder that is gone when the last reference to it is.
final class Folder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("loa-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ name: String) -> String { "\(path)/\(name)" }
}
