public import Foundation

/// Virtual sound cards of one process, described in an `asound.conf` of their own.
///
/// Make them before the first device is opened: ALSA reads `ALSA_CONFIG_PATH` from then on.
public struct VirtualCards {
  public let folder: URL
  private let plugin: URL
  private var devices: [String] = []

  /// - Parameter plugin: `libasound_module_pcm_loacard.so`, as the Makefile here builds it.
  public init(folder: URL, plugin: URL) throws {
    self.folder = folder
    self.plugin = plugin
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  public var configuration: URL { folder.appending(path: "asound.conf") }

  /// Adds a card whose clock runs `ppm` too fast.
  ///
  /// - Parameters:
  ///   - granularity: the pointer moves in steps of so many frames.
  ///   - jitter: the pointer is up to so many microseconds old.
  public mutating func add(
    _ name: String, ppm: Double = 0, granularity: Int = 1, jitter: Int = 0, format: String = "S16_LE",
    rate: Int = 48_000, channels: Int = 2, captureLimit: Int = 0
  ) throws -> VirtualCard {
    let card = VirtualCard(name: name, folder: folder, format: format, channels: channels)
    devices.append(
      """
      pcm.\(name) {
        type loacard
        rate \(rate)
        channels \(channels)
        format \(format)
        ppm \(ppm)
        granularity \(granularity)
        jitter_us \(jitter)
        capture_limit \(captureLimit)
        control "\(card.control.path)"
        capture "\(card.capture.path)"
        log "\(card.log.path)"
      }
      """)
    for file in [card.control, card.capture, card.log] { try? FileManager.default.removeItem(at: file) }
    try card.obey(.ok)
    try configure()
    return card
  }

  /// Every card of the machine gets a mixer of these controls.
  /// - Parameter controls: lines, as the README has them.
  public mutating func addMixer(_ controls: String) throws {
    let file = folder.appending(path: "controls")
    try controls.write(to: file, atomically: true, encoding: .utf8)
    let mixer = plugin.deletingLastPathComponent().appending(path: "libasound_module_ctl_loamixer.so")
    devices.append(
      """
      ctl_type.loamixer { lib "\(mixer.path)" }
      ctl.!hw { @args [ CARD ]  @args.CARD { type string  default "0" }  type loamixer  controls "\(file.path)" }
      """)
    try configure()
  }

  private func configure() throws {
    let text =
      """
      </usr/share/alsa/alsa.conf>
      pcm_type.loacard { lib "\(plugin.path)" }
      \(devices.joined(separator: "\n"))

      """
    try text.write(to: configuration, atomically: true, encoding: .utf8)
    setenv("ALSA_CONFIG_PATH", configuration.path, 1)
  }
}

/// One virtual card.
public struct VirtualCard: Sendable {
  public let name: String
  public let control: URL
  public let capture: URL
  public let log: URL
  public let format: String
  public let channels: Int

  init(name: String, folder: URL, format: String, channels: Int) {
    self.name = name
    self.format = format
    self.channels = channels
    control = folder.appending(path: "\(name).control")
    capture = folder.appending(path: "\(name).raw")
    log = folder.appending(path: "\(name).log")
  }

  public enum Command: String, Sendable {
    /// Behaves.
    case ok
    case unplug, busy, denied, freeze, stall, dead
    /// Once, at the next look at the device.
    case xrun, suspend
  }

  public func obey(_ command: Command) throws {
    try command.rawValue.write(to: control, atomically: true, encoding: .utf8)
  }
}
