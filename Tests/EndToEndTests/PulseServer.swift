import Foundation
import Glibc

/// A PulseAudio server of our own with a sink that sounds nowhere, at the pace of a sound card, and what it records.
final class PulseServer {
  private let folder: URL
  private var server: ChildProcess?
  private var recorder: ChildProcess?

  static let isInstalled = ["pulseaudio", "pactl", "parec"].allSatisfy { access("/usr/bin/\($0)", X_OK) == 0 }

  /// What a program that plays there finds in its environment.
  var environment: [String: String] {
    ["ALSA_CONFIG_PATH": folder.appendingPathComponent("asound.conf").path, "HOME": folder.path]
  }

  /// The name of the device in the config of a node.
  static let device = "radio"

  /// Where programs play, and where the tests listen and command.
  private var door: String { folder.appendingPathComponent("door").path }
  private var backDoor: String { folder.appendingPathComponent("back-door").path }

  init(in parent: URL) throws {
    folder = parent.appendingPathComponent("pulse")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try """
    </usr/share/alsa/alsa.conf>
    pcm.\(Self.device) { type pulse server "unix:\(door)" device radio }
    """.write(to: folder.appendingPathComponent("asound.conf"), atomically: true, encoding: .utf8)
    // Without norewinds the beginning of a recording is lost.
    try """
    load-module module-native-protocol-unix socket=\(backDoor) auth-anonymous=1
    load-module module-null-sink sink_name=radio norewinds=1 rate=48000 channels=2 format=s16le

    """.write(to: folder.appendingPathComponent("server.pa"), atomically: true, encoding: .utf8)
  }

  /// Starts the server, records what it sounds, and only then lets programs in.
  /// - Returns: the recording: raw, 48 kHz, two channels, 16 bits.
  func start(recording name: String) throws -> URL {
    server = try ChildProcess(
      [
        "pulseaudio", "-n", "-F", folder.appendingPathComponent("server.pa").path, "--daemonize=no",
        "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes", "--realtime=no",
        "--high-priority=no",
      ], environment: environment)
    try wait(for: "the sound server") { try control("list", "short", "sinks").output.contains("radio") }
    let recording = folder.appendingPathComponent(name)
    let file = open(recording.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    defer { close(file) }
    recorder = try ChildProcess(
      [
        "parec", "--server=unix:\(backDoor)", "-d", "radio.monitor", "--raw", "--format=s16le",
        "--rate=48000", "--channels=2", "--latency-msec=20",
      ], environment: environment, output: file)
    try wait(for: "the recording to begin") { Self.size(of: recording) > 0 }
    try wait(for: "the door to open") {
      try control("load-module", "module-native-protocol-unix", "socket=\(door)", "auth-anonymous=1").status
        == 0
    }
    return recording
  }

  /// Ends the server as a crash does, and the recording with it.
  func kill() {
    server?.send(SIGKILL)
    server?.waitForEnd()
    recorder?.waitForEnd(atMost: 5)
  }

  private func control(_ words: String...) throws -> ChildProcess.Answer {
    try ChildProcess.run(["pactl", "--server=unix:\(backDoor)"] + words, environment: environment)
  }

  static func size(of file: URL) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? 0
  }

  deinit {
    recorder?.send(SIGKILL)
    kill()
  }
}
