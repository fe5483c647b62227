import Foundation

/// The script `troubled-link` on the hub: stations that dial its address reach a node through it.
final class TroubledLink {
  private let process: ChildProcess
  private let control: URL

  init(on hosts: Hosts, port: Int, to target: String, folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    control = folder.appendingPathComponent("troubles")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("troubled-link")
    process = try ChildProcess(
      hosts.runOnHub + ["python3", script.path, "\(Hosts.hubAddress):\(port)", target, control.path])
    let ready = control.path + ".ready"
    try wait(for: "the troubled link to listen", atMost: 30) { FileManager.default.fileExists(atPath: ready) }
  }

  /// What it does from now on, in the words of the script.
  func be(_ words: String) throws { try Data((words + "\n").utf8).write(to: control, options: .atomic) }

  deinit {
    process.send(SIGKILL)
    process.waitForEnd()
  }
}
