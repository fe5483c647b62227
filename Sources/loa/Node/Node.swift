import Airtime
import Audio
import Backup
import Clocks
import Dashboard
import Glibc
import Logging
import Media
import Phrases
import Platform
import Playout
import Relay
import Scheduling
import ServiceLifecycle
import Settings
import UnixSignals

/// A node: its services, in the order in which they depend on each other.
struct Node {
  private let group: ServiceGroup
  private let programming: Programming
  private let onAir: OnAir
  private let uplink: Uplink?
  private let manifests: ManifestDesk?
  /// No other node, and no restore, comes near the state while this one runs.
  private let lock: FolderLock

  /// Everything ends within five seconds of SIGTERM, whatever hangs.
  private static let gracefulEnd = Duration.seconds(4)
  private static let end = Duration.milliseconds(500)

  init(settings: Settings, configPath: String, logger: Logger) async throws {
    let language = settings.node.language
    let linkClock = SharedLinkClock()
    let clock: @Sendable () -> ClockReading
    if let limit = settings.upstream?.clockLimit {
      // A station whose own clock is not synchronised follows the upstream node's, where that is known well enough.
      clock = {
        let own = SystemClock.read()
        return own.following(linkClock.estimate(at: own.monotonic), within: limit)
      }
    } else {
      clock = { SystemClock.read() }
    }
    try Self.makeDirectory(settings.stateDirectory)
    try Self.makeDirectory(settings.runtimeDirectory)
    guard let lock = try FolderLock.take(settings.stateDirectory) else {
      throw NodeError.stateInUse(settings.stateDirectory)
    }
    self.lock = lock
    try RestoreJournal.finish(in: settings.stateDirectory)

    let alarms = AlarmDesk(node: settings.node.code, language: language, logger: logger) { clock().wall }
    await alarms.set(settings.alarmChannels)
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
    programming = Programming(settings: settings, onAir: onAir, log: log, clock: clock, logger: logger)
    uplink = try await Self.uplink(
      settings, log: log, alarms: alarms, linkClock: linkClock, clock, onAir, programming, logger)
    let door = try await Self.door(settings, log: log, alarms: alarms, clock, onAir, logger)
    manifests = door?.manifests
    let notifier = ServiceNotifier()
    let desk = NodeDesk(
      configPath: configPath, programming: programming, onAir: onAir, log: log, alarms: alarms,
      relay: RelayDesk(door: door, uplink: uplink, clock: clock),
      makeUpDesk: MakeUpDesk(programming: programming, onAir: onAir, log: log, clock: clock),
      notifier: notifier, clock: clock,
      logger: logger)

    // Shut down in reverse: first nobody may command any more, behind the sound the power goes off, last the log is let go of.
    var services: [any Service] = [LogService(log: log), alarms]
    if let power = settings.power {
      services.append(
        PowerService(
          means: power.means, policy: .init(before: power.before, after: power.after), onAir: onAir,
          alarms: alarms, log: log, language: language, logger: logger, clock: clock))
    }
    services += [
      SoundService(player: player),
      onAir,
      ClockService(onAir: onAir, logger: logger),
      programming,
      Housekeeping(
        path: settings.stateDirectory, desk: alarms, megabytesWanted: settings.alarms.diskLow),
    ]
    if let uplink { services += [uplink.fetcher, uplink] }
    if let door { services.append(door) }
    services += [
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
    defer { withExtendedLifetime(lock) {} }
    try await onAir.restore()
    try await uplink?.restore()
    try await programming.restoreMakeUps()
    await programming.connect(uplink: uplink, manifests: manifests)
    await programming.renew()
    try await group.run()
  }

  /// The way to the upstream node, where the config asks for one.
  private static func uplink(
    _ settings: Settings, log: AirtimeLog, alarms: AlarmDesk, linkClock: SharedLinkClock,
    _ clock: @escaping @Sendable () -> ClockReading, _ onAir: OnAir, _ programming: Programming,
    _ logger: Logger
  ) async throws -> Uplink? {
    guard let upstream = settings.upstream else { return nil }
    // Keys lie beside the media.
    try makeDirectory(settings.stateDirectory + "/relay", mode: 0o700)
    let store = try await MediaStore.open(settings.stateDirectory + "/relay/media")
    let fetcher = MediaFetcher(
      store: store, sources: [],
      limits: .init(budget: Int64(upstream.disk) * 1_000_000, kilobitsPerSecond: upstream.bandwidth))
    let surroundings = Uplink.Surroundings(
      stateDirectory: settings.stateDirectory, node: StationCode(settings.node.code), software: Version.text,
      clockLimit: upstream.clockLimit, clock: clock,
      ownClock: { SystemClock.read() }, clockState: { await onAir.status().clock.state },
      changed: { await programming.renew() })
    return Uplink(
      surroundings, log: log, alarms: alarms, store: store, fetcher: fetcher, mirrors: upstream.mirrors,
      linkClock: linkClock, logger: logger)
  }

  /// The door for the stations below, where the config asks for one.
  private static func door(
    _ settings: Settings, log: AirtimeLog, alarms: AlarmDesk, _ clock: @escaping @Sendable () -> ClockReading,
    _ onAir: OnAir, _ logger: Logger
  ) async throws -> StationDoor? {
    guard let relay = settings.relay else { return nil }
    let directory = settings.stateDirectory + "/relay"
    try makeDirectory(directory, mode: 0o700)
    let code = StationCode(settings.node.code)
    let authority = try Authority.open(stateDirectory: settings.stateDirectory, node: code)
    let registry = try await StationRegistry.open(stateDirectory: settings.stateDirectory)
    let enrolment = Enrolment(authority: authority, registry: registry, clock: clock)
    let manifests = ManifestDesk(node: code, key: authority.manifestKey, file: directory + "/manifest")
    return StationDoor(
      enrolment: enrolment, manifests: manifests, log: log, alarms: alarms,
      listen: (relay.listen.host, relay.listen.port), clock: clock, trustsClock: { onAir.trustsClock },
      logger: logger)
  }

  private static func makeDirectory(_ path: String, mode: mode_t = 0o750) throws {
    guard mkdir(path, mode) != 0, errno != EEXIST else { return }
    if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeDirectory(String(path[..<slash]))
      if mkdir(path, mode) == 0 || errno == EEXIST { return }
    }
    throw NodeError.directory(path, reason: String(cString: strerror(errno)))
  }
}

/// Why a node can not begin.
enum NodeError: OperatorError {
  case directory(String, reason: String)
  case stateInUse(String)

  var code: String {
    switch self {
    case .directory: "directory-not-made"
    case .stateInUse: "state-in-use"
    }
  }

  var what: Text {
    switch self {
    case .directory(let path, let reason): Text { $0.directoryNotMade(path, reason: reason) }
    case .stateInUse(let path): Text { $0.nodeRunsOnState(path) }
    }
  }

  var remedy: Text {
    switch self {
    case .directory(let path, _): Text { $0.makeDirectoryForService(path) }
    case .stateInUse: Text { $0.stopTheOtherNode }
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
      editionWarnings: alarms.editionMissing,
      silence: Conductor.SilencePolicy(
        below: silenceGuard.below, lasting: silenceGuard.lasting,
        goesToFallback: silenceGuard.action == .fallback))
  }
}

extension Settings {
  /// By which ways people are told of alarms.
  var alarmChannels: AlarmDesk.Channels {
    AlarmDesk.Channels(
      command: alarms.command.isEmpty ? nil : CommandChannel(alarms.command),
      webhook: alarms.webhook.map { WebhookChannel(url: $0.url, tokenFile: $0.tokenFile) },
      mail: alarms.mail.map {
        MailChannel(
          .init(server: $0.server, user: $0.user, passwordFile: $0.passwordFile, from: $0.from, to: $0.to),
          language: node.language)
      })
  }
}

extension Settings {
  /// What differs from other settings and takes effect only when the node starts anew, as the config file names it.
  func keysThatNeedARestart(since other: Settings) -> [String] {
    var keys: [String] = []
    if power != other.power { keys.append("power") }
    if audio != other.audio { keys.append("audio") }
    if stateDirectory != other.stateDirectory { keys.append("state") }
    if socket != other.socket { keys.append("socket") }
    if relay != other.relay { keys.append("relay") }
    if upstream != other.upstream { keys.append("upstream") }
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
