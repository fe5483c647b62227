import Airtime
import Audio
import Clocks
import Dashboard
import Glibc
import Logging
import Media
import Phrases
import Platform
import Playout
import Scheduling
import ServiceLifecycle
import Settings
import UnixSignals

/// A node: its services, in the order in which they depend on each other.
struct Node {
  private let group: ServiceGroup
  private let programming: Programming
  private let onAir: OnAir

  /// Everything ends within five seconds of SIGTERM, whatever hangs.
  private static let gracefulEnd = Duration.seconds(4)
  private static let end = Duration.milliseconds(500)

  init(settings: Settings, configPath: String, logger: Logger) async throws {
    let language = settings.node.language
    let clock: @Sendable () -> ClockReading = { SystemClock.read() }
    try Self.makeDirectory(settings.stateDirectory)
    try Self.makeDirectory(settings.runtimeDirectory)

    let alarms = AlarmDesk(
      node: settings.node.code, command: settings.alarms.command, language: language, logger: logger)
    let log = try await AirtimeLog.open(directory: settings.stateDirectory) { clock().wall }
    for incident in log.incidents {
      await alarms.raise(
        Alarm(
          .logUnwritable, about: incident.code, text: incident.what, remedy: incident.remedy,
          since: clock().wall))
    }
    let player = Player(
      output: ALSADevice(name: settings.audio.device), rate: settings.audio.rate,
      channels: settings.audio.channels, buffer: settings.audio.buffer
    ) { cue, rate, channels in
      // What is decoded is what was approved, to the bit.
      ItemsSource(cue: cue, rate: rate, channels: channels, open: SealedFile.open)
    }
    let conductor = Conductor(
      node: .init(
        station: settings.node.code, software: Version.text, language: language,
        frameRate: settings.audio.rate),
      policy: settings.playoutPolicy, quiet: settings.schedule.quietTimes)
    onAir = OnAir(
      conductor: conductor, player: player, log: log, desk: alarms,
      adjustment: .init(gain: settings.audio.gain, lead: settings.audio.trim), logger: logger,
      clock: clock)
    programming = Programming(settings: settings, onAir: onAir, log: log, logger: logger)
    let notifier = ServiceNotifier()
    let desk = NodeDesk(
      configPath: configPath, programming: programming, onAir: onAir, log: log, alarms: alarms,
      notifier: notifier, logger: logger)

    // Shut down in reverse: first nobody may command any more, last the log is let go of.
    let services: [any Service] = [
      LogService(log: log),
      alarms,
      SoundService(player: player),
      onAir,
      ClockService(onAir: onAir, logger: logger),
      programming,
      Housekeeping(
        path: settings.stateDirectory, desk: alarms, megabytesWanted: settings.alarms.diskLow),
      ReloadOnHangup(desk: desk),
      ControlServer(socketPath: settings.socket, control: desk, logger: logger),
      Heartbeat(notifier: notifier, onAir: onAir, player: player, language: language, logger: logger),
    ]
    var configuration = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = Self.gracefulEnd
    configuration.maximumCancellationDuration = Self.end
    group = ServiceGroup(configuration: configuration)
  }

  func run() async throws {
    try await onAir.restore()
    await programming.renew()
    try await group.run()
  }

  private static func makeDirectory(_ path: String) throws {
    guard mkdir(path, 0o750) != 0, errno != EEXIST else { return }
    if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeDirectory(String(path[..<slash]))
      if mkdir(path, 0o750) == 0 || errno == EEXIST { return }
    }
    throw NodeError.directory(path, reason: String(cString: strerror(errno)))
  }
}

/// Why a node can not begin.
enum NodeError: OperatorError {
  case directory(String, reason: String)

  var code: String { "directory-not-made" }

  var what: Text {
    switch self {
    case .directory(let path, let reason): Text { $0.directoryNotMade(path, reason: reason) }
    }
  }

  var remedy: Text {
    switch self {
    case .directory(let path, _): Text { $0.makeDirectoryForService(path) }
    }
  }
}

/// Keeps the log open until everything that writes to it has ended.
private struct LogService: Service {
  let log: AirtimeLog

  func run() async throws {
    try? await gracefulShutdown()
    try await log.shutDown()
  }
}

/// SIGHUP, which is what `systemctl reload` sends, reads the config again.
private struct ReloadOnHangup: Service {
  let desk: NodeDesk

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
      _ = await desk.reload()
    }
  }
}

extension Settings {
  /// What the settings mean to the conductor.
  var playoutPolicy: Conductor.Policy {
    Conductor.Policy(
      tolerance: startTolerance,
      clock: Conductor.ClockPolicy(
        requireSynchronised: clock.requireSynchronised, holdover: clock.holdover),
      editionWarnings: alarms.editionMissing)
  }
}

extension Settings {
  /// What differs from other settings and takes effect only when the node starts anew, as the config file names it.
  func keysThatNeedARestart(since other: Settings) -> [String] {
    var keys: [String] = []
    if audio != other.audio { keys.append("audio") }
    if stateDirectory != other.stateDirectory { keys.append("state") }
    if socket != other.socket { keys.append("socket") }
    if node.code != other.node.code { keys.append("node.code") }
    if node.language != other.node.language { keys.append("node.language") }
    return keys
  }
}

extension Schedule {
  /// The quiet hours as instants.
  var quietTimes: Conductor.QuietTimes {
    let schedule = self
    return Conductor.QuietTimes { schedule.nextQuietTime(from: $0) }
  }
}
