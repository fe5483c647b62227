import Foundation
import Phrases
import Scheduling
import Testing

@testable import Reporting

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
