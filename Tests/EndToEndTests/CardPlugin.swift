import Foundation
import VirtualCard

/// The plugin of the virtual sound card, built once for all tests; that of its mixer lies beside it.
enum CardPlugin {
  static let url: Result<URL, any Error> = Result {
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("VirtualCard")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("loa-virtual-card-\(ProcessInfo.processInfo.processIdentifier)")
    let make = try ChildProcess.run(["make", "-s", "-C", source.path, "OUT=\(folder.path)"])
    guard make.status == 0 else { throw NothingHappened(description: make.complaints) }
    return folder.appendingPathComponent("libasound_module_pcm_loacard.so")
  }
}

extension VirtualCard {
  /// How much of what it sounded has reached the disk, in bytes.
  var bytesCaptured: Int {
    (try? FileManager.default.attributesOfItem(atPath: capture.path)[.size] as? Int) ?? 0
  }
}
