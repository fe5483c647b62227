import Foundation
import VirtualCard

/// The plugin of the virtual sound card, built once for all tests.
enum CardPlugin {
  static let url: Result<URL, any Error> = Result {
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("VirtualCard")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("loa-virtual-card-\(ProcessInfo.processInfo.processIdentifier)")
    let make = Process()
    make.executableURL = URL(fileURLWithPath: "/usr/bin/make")
    make.arguments = ["-s", "-C", source.path, "OUT=\(folder.path)"]
    try make.run()
    make.waitUntilExit()
    guard make.terminationStatus == 0 else { throw CocoaError(.fileReadUnknown) }
    return folder.appendingPathComponent("libasound_module_pcm_loacard.so")
  }
}

extension VirtualCard {
  /// How much of what it sounded has reached the disk, in bytes.
  var bytesCaptured: Int {
    (try? FileManager.default.attributesOfItem(atPath: capture.path)[.size] as? Int) ?? 0
  }
}
