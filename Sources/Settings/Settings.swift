public import Clocks
public import Compliance
public import Phrases
public import Scheduling

public import struct Foundation.TimeZone

/// A config file that has been read and found good.
public struct Settings: Sendable, Hashable {
  public var node: Node
  public var audio: Audio
  public var clock: Clock
  public var alarms: Alarms
  public var silenceGuard: SilenceGuard
  public var power: Power?
  /// Where everything lives that must survive: log, rundown. An absolute path, unless the config file was named by a
  /// relative one. Default: `/var/lib/loa`.
  public var stateDirectory: String
  /// The socket of the control API. Default: `/run/loa/api.sock`.
  public var socket: String
  /// An airing that starts later than this after its planned start counts as late. Default: 1 s; ours, no plan gives it.
  public var startTolerance: Duration
  /// Programmes, slots, quiet hours, holidays, loudness.
  public var schedule: Schedule
  /// What slots without a policy of their own air when an edition is missing; nil: nothing.
  public var fallback: String?
  /// The door for stations below this node; nil: it has none.
  public var relay: Relay?
  /// The stations below this node, as the unit lists them.
  public var stations: [Station]
  /// How this node relays an upstream node; nil: it does not.
  public var upstream: Upstream?
  /// The plans that airtime is judged against.
  public var plans: [Plan]
  /// Where in the config file slots and programmes are written.
  var slotPlaces: [SlotID: Place] = [:]
  var programmePlaces: [ProgrammeID: Place] = [:]
  var devicePlace: Place?

  public init(
    node: Node, audio: Audio = .init(), clock: Clock = .init(), alarms: Alarms = .init(),
    silenceGuard: SilenceGuard = .init(), power: Power? = nil,
    stateDirectory: String = Settings.defaultStateDirectory, socket: String = Settings.defaultSocket,
    startTolerance: Duration = .seconds(1), schedule: Schedule, fallback: String? = nil,
    relay: Relay? = nil, stations: [Station] = [], upstream: Upstream? = nil, plans: [Plan] = []
  ) {
    self.node = node
    self.audio = audio
    self.clock = clock
    self.alarms = alarms
    self.silenceGuard = silenceGuard
    self.power = power
    self.stateDirectory = stateDirectory
    self.socket = socket
    self.startTolerance = startTolerance
    self.schedule = schedule
    self.fallback = fallback
    self.relay = relay
    self.stations = stations
    self.upstream = upstream
    self.plans = plans
  }

  public static let defaultStateDirectory = "/var/lib/loa"
  public static let defaultSocket = "/run/loa/api.sock"
  /// Ours: nights are quiet unless the config says otherwise.
  public static let defaultQuietHours: [QuietHours] = {
    guard let from = CivilTime(hour: 22, minute: 0), let until = CivilTime(hour: 5, minute: 0) else {
      return []
    }
    return [QuietHours(from: from, until: until)]
  }()

  /// Where a slot is written in the config file, for findings about it.
  public func place(of slot: SlotID) -> (line: Int, column: Int)? {
    slotPlaces[slot].map { ($0.line, $0.column) }
  }

  /// Where a programme is written in the config file.
  public func place(of programme: ProgrammeID) -> (line: Int, column: Int)? {
    programmePlaces[programme].map { ($0.line, $0.column) }
  }

  /// Where the config file names the sound device, or has its `audio`; nil where it has neither.
  public var placeOfDevice: (line: Int, column: Int)? { devicePlace.map { ($0.line, $0.column) } }

  /// The folder of the socket.
  public var runtimeDirectory: String { FilePaths.directory(of: socket) }

  /// Who this node is.
  public struct Node: Sendable, Hashable {
    /// What other nodes and the log know it by; never changes.
    public var code: String
    public var name: String
    public var timeZone: TimeZone
    public var roles: Set<Role>
    /// The language of journal, alarms and status.
    public var language: Language

    public init(
      code: String, name: String, timeZone: TimeZone, roles: Set<Role> = [.producer],
      language: Language = .vietnamese
    ) {
      self.code = code
      self.name = name
      self.timeZone = timeZone
      self.roles = roles
      self.language = language
    }
  }

  /// What an organisation does with a programme.
  public enum Role: String, Sendable, Codable, CaseIterable {
    /// Makes editions and puts them on air.
    case producer
    /// Relays (tiếp âm) what a producer sends.
    case station
    /// Reads compliance of others.
    case supervisor
    /// Receives the reports.
    case authority
  }

  /// The sound device.
  public struct Audio: Sendable, Hashable {
    /// Any ALSA PCM name.
    public var device: String
    /// Frames a second.
    public var rate: Int
    public var channels: Int
    /// How much sound the device holds ahead.
    public var buffer: Duration
    /// In dB, over everything.
    public var gain: Double
    /// How much earlier sound goes to the device to make up for a delay behind it (an exciter, a loudspeaker line).
    public var trim: Duration

    public init(
      device: String = "default", rate: Int = 48_000, channels: Int = 2,
      buffer: Duration = .milliseconds(200),
      gain: Double = 0, trim: Duration = .zero
    ) {
      self.device = device
      self.rate = rate
      self.channels = channels
      self.buffer = buffer
      self.gain = gain
      self.trim = trim
    }
  }

  /// When the wall clock is trusted.
  public struct Clock: Sendable, Hashable {
    /// Whether the schedule waits until a time service keeps the clock.
    public var requireSynchronised: Bool
    /// For how long a clock that a time service kept, and that was not stepped since, is still trusted when the
    /// service is gone; zero: not at all.
    public var holdover: Duration
    /// A jump of the wall clock up to this is no step.
    public var stepTolerance: Duration

    public init(
      requireSynchronised: Bool = true, holdover: Duration = .hours(24),
      stepTolerance: Duration = .milliseconds(500)
    ) {
      self.requireSynchronised = requireSynchronised
      self.holdover = holdover
      self.stepTolerance = stepTolerance
    }
  }

  /// What is done where an airing turns out silent.
  public struct SilenceGuard: Sendable, Hashable {
    public enum Action: String, Sendable, Hashable, CaseIterable {
      case alarm
      /// An alarm, and `fallback` in the rest of the airing's time.
      case fallback
    }

    /// What stays below this level counts as silence, in dBFS.
    public var below: Double
    /// For so long.
    public var lasting: Duration
    public var action: Action

    public init(below: Double = -60, lasting: Duration = .seconds(20), action: Action = .alarm) {
      self.below = below
      self.lasting = lasting
      self.action = action
    }
  }

  /// What switches the amplifier or transmitter, and when.
  public struct Power: Sendable, Hashable {
    public enum Means: Sendable, Hashable {
      /// Programs and their arguments.
      case commands(on: [String], off: [String])
      /// A line of a chip such as `/dev/gpiochip0`.
      case gpio(chip: String, line: Int, isActiveLow: Bool)
    }

    public var means: Means
    /// How long before an airing it is switched on, and off behind it.
    public var before: Duration
    public var after: Duration

    public init(_ means: Means, before: Duration = .seconds(30), after: Duration = .seconds(60)) {
      self.means = means
      self.before = before
      self.after = after
    }
  }

  /// A web address that is told of alarms.
  public struct Webhook: Sendable, Hashable {
    public var url: String
    /// A file that holds a bearer token.
    public var tokenFile: String?

    public init(url: String, tokenFile: String? = nil) {
      self.url = url
      self.tokenFile = tokenFile
    }
  }

  /// Who gets letters about alarms, and by which server.
  public struct Mail: Sendable, Hashable {
    /// `smtps://host:port`, or `smtp://host:port` (STARTTLS).
    public var server: String
    public var user: String?
    public var passwordFile: String?
    public var from: String
    public var to: [String]

    public init(
      server: String, user: String? = nil, passwordFile: String? = nil, from: String, to: [String]
    ) {
      self.server = server
      self.user = user
      self.passwordFile = passwordFile
      self.from = from
      self.to = to
    }
  }

  /// Who is told, and when.
  public struct Alarms: Sendable, Hashable {
    /// A program and its arguments; the alarm comes as JSON on its standard input. Empty: none.
    public var command: [String]
    public var webhook: Webhook?
    public var mail: Mail?
    /// How long before an airing a missing edition raises an alarm; longest first.
    public var editionMissing: [Duration]
    /// Free space in the state directory, in MB, below which an alarm is raised; 0: never.
    public var diskLow: Int

    public init(
      command: [String] = [], webhook: Webhook? = nil, mail: Mail? = nil,
      editionMissing: [Duration] = [.hours(24), .hours(1)], diskLow: Int = 500
    ) {
      self.command = command
      self.webhook = webhook
      self.mail = mail
      self.editionMissing = editionMissing
      self.diskLow = diskLow
    }
  }
}
