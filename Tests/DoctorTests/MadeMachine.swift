import Foundation

/// A machine made of files: what would be `/proc`, `/etc` and `/dev`.
final class MadeMachine {
  let root: String

  init(_ files: [String: String], links: [String: String] = [:]) throws {
    root = FileManager.default.temporaryDirectory.path + "/loa-doctor-" + UUID().uuidString
    for (path, text) in files {
      try folder(of: path)
      try Data(text.utf8).write(to: URL(fileURLWithPath: root + path))
    }
    for (path, target) in links {
      try folder(of: path)
      try FileManager.default.createSymbolicLink(atPath: root + path, withDestinationPath: target)
    }
  }

  private func folder(of path: String) throws {
    let folder = URL(fileURLWithPath: root + path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }
}
