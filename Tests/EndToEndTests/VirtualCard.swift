import Foundation

/// The virtual sound card of `Tests/VirtualCard`, set up in a folder of its own.
struct VirtualCard {
  let folder: URL
  let name: String

  private var capture: URL { folder.appendingPathComponent("\(name).raw") }
  private var diary: URL { folder.appendingPathComponent("\(name).log") }
  private var control: URL { folder.appendingPathComponent("\(name).control") }
  private var configuration: URL { folder.appendingPathComponent("\(name).conf") }

  /// The plugin, built once for all tests.
  private static let plugin: Result<URL, any Error> = Result {
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

  init(in folder: URL, name: String = "card", ppm: Double = 0) throws {
    self.folder = folder
    self.name = name
    let plugin = try Self.plugin.get()
    let text = """
      </usr/share/alsa/alsa.conf>
      pcm_type.loacard { lib "\(plugin.path)" }
      pcm.\(name) {
        type loacard
        rate 48000
        channels 2
        format S16_LE
        ppm \(ppm)
        control "\(control.path)"
        capture "\(capture.path)"
        log "\(diary.path)"
      }
      """
    try Data(text.utf8).write(to: configuration)
  }

  var environment: [String: String] { ["ALSA_CONFIG_PATH": configuration.path] }

  /// What the card does from now on: `unplug`, `plug`, `freeze`, `thaw`, `busy`, `dead`, `stall`, `xrun`, …
  func command(_ words: String) throws {
    try Data((words + "\n").utf8).write(to: control, options: .atomic)
  }

  /// How much of what it sounded has reached the disk.
  var bytesCaptured: Int {
    (try? FileManager.default.attributesOfItem(atPath: capture.path)[.size] as? Int) ?? 0
  }

  /// Frames that left the card, each with the wall-clock instant in nanoseconds at which it did.
  func sounded() throws -> [SoundedFrame] {
    let bytes = try Data(contentsOf: capture)
    let samples = bytes.withUnsafeBytes { Array($0.bindMemory(to: Int16.self)) }
    let runs = try String(contentsOf: diary, encoding: .utf8).split(separator: "\n")
      .compactMap { Run(line: $0.split(separator: " ")) }
    var frames: [SoundedFrame] = []
    frames.reserveCapacity(samples.count / 2)
    var current = 0
    for frame in 0..<(samples.count / 2) {
      while current + 1 < runs.count, runs[current + 1].firstFrame <= frame { current += 1 }
      guard runs.indices.contains(current) else { break }
      frames.append(
        SoundedFrame(
          instant: runs[current].instant(of: frame), run: current, left: samples[2 * frame],
          right: samples[2 * frame + 1]))
    }
    return frames
  }

  /// A stretch in which the card's clock ran.
  private struct Run {
    var firstFrame: Int
    var wall: Int64
    var framesPerNanosecond: Double

    init?(line: [Substring]) {
      guard line.count == 6, line[0] == "run", let first = Int(line[1]), let wall = Int64(line[3]),
        let rate = Double(line[4]), let ppm = Double(line[5])
      else { return nil }
      firstFrame = first
      self.wall = wall
      framesPerNanosecond = rate * (1 + ppm * 1e-6) / 1e9
    }

    func instant(of frame: Int) -> Int64 {
      wall + Int64((Double(frame - firstFrame) / framesPerNanosecond).rounded())
    }
  }
}

struct SoundedFrame {
  /// Wall clock, nanoseconds since 1970.
  var instant: Int64
  /// Which stretch of the card's clock it belongs to.
  var run: Int
  var left: Int16
  var right: Int16
}
