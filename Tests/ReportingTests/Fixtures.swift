import Foundation
import Phrases
import Scheduling
import Testing

@testable import Reporting

/// A generator with a seed, so that a failing case can be had again (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A folder of one test, gone with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/loa-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
}

enum Checkout {
  static let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func template(_ name: String) -> String {
    url.appendingPathComponent("Config/templates/\(name)").path
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(path), encoding: .utf8)
  }
}

/// A text that was looked at once. `LOA_WRITE_GOLDEN=1` writes it anew; a reviewer then sees the difference.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Golden/\(name)")
  if ProcessInfo.processInfo.environment["LOA_WRITE_GOLDEN"] == "1" {
    try text.write(to: golden, atomically: true, encoding: .utf8)
  }
  #expect(text == (try String(contentsOf: golden, encoding: .utf8)), sourceLocation: sourceLocation)
}

func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

func time(_ text: String) throws -> CivilTime { try #require(CivilTime(text)) }

/// What `body` throws, if it is an error of this room.
func failure(_ body: () throws -> Void) -> ReportingError? {
  do {
    try body()
    return nil
  } catch {
    return error as? ReportingError
  }
}
