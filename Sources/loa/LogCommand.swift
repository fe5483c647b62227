import Airtime
import ArgumentParser
import Clocks
import Dashboard
import Glibc
import Phrases
import Platform
import Scheduling
import Settings

struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: Speech.say(\.logAbstract),
    subcommands: [LogListCommand.self, LogVerifyCommand.self, LogCorrectCommand.self],
    defaultSubcommand: LogListCommand.self)
}

struct LogListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Speech.say(\.logListAbstract))

  @OptionGroup var common: CommonOptions
  @OptionGroup var period: PeriodOptions

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.stationOption)))
  var station: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.airingOption)))
  var airing: String?

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.csvOption)))
  var csv = false

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      if let airing { return try await show(AiringID(airing), settings) }
      let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
      // A log is read backwards in time: one day, today, unless more is asked for.
      let days = try period.days(today: calendar.date(of: SystemClock.read().wall), length: 1)
      let query = LogQuery(
        from: calendar.startOfDay(days.first), until: calendar.endOfDay(days.last), station: station)
      let source = LogSource(settings, common)
      let entries = try await source.entries(query)
      let table = AirtimeLogTable(
        entries: entries, from: days.first, through: days.last, zone: calendar.timeZone,
        declarations: try await source.declarations(query), programmeNames: settings.schedule.programmeNames,
        stationNames: settings.stationNames)
      let text =
        json ? table.json() : csv ? table.csv(in: Speech.language) : table.text(in: Speech.language)
      Output.print(text)
    }
  }

  /// One airing at every station.
  private func show(_ airing: AiringID, _ settings: Settings) async throws {
    var picture = try await LogSource(settings, common).picture(of: airing)
    if let station { picture.rows.removeAll { $0.station.code != station } }
    let zone = settings.schedule.timeZone
    let text =
      json
      ? picture.json(zone: zone)
      : csv
        ? picture.csv(in: Speech.language, zone: zone)
        : picture.text(
          in: Speech.language, zone: zone, programmeNames: settings.schedule.programmeNames)
    Output.print(text)
  }
}

struct LogVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: Speech.say(\.logVerifyAbstract))

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      let result = try await LogSource(settings, common).verification()
      if json {
        print(try Output.json(result))
      } else if let fault = result.fault {
        let finding = fault.what.said(in: Speech.language)
        Speech.complain(Speech.say { $0.chainBroken(record: fault.number, finding: finding) })
      } else {
        print(Speech.say { $0.chainHolds(records: result.records) })
      }
      for station in result.stations where !json {
        let words = station.summary.said(in: Speech.language)
        if station.fault == nil { print(words) } else { Speech.complain(words) }
      }
      let zone = settings.schedule.timeZone
      for note in result.notes where !json {
        let what = note.what(in: zone).said(in: Speech.language)
        let moment = note.moment(in: zone)
        Output.print(Speech.say { $0.noteInTheLog(Int(note.number), at: moment, what) } + "\n")
      }
      if !result.isWhole { throw ExitCode.failure }
    }
  }
}

struct LogCorrectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct", abstract: Speech.say(\.logCorrectAbstract))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.airingArgument)))
  var airing: String

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.outcomeOption)))
  var outcome: Outcome?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.causeOption)))
  var cause: Cause?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.noteOption)))
  var note: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.byOption)))
  var by: String = nameOfThisPerson()

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reasonOption)))
  var reason: String

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      var changes: [Correction.Change] = []
      if let outcome { changes.append(.outcome(outcome)) }
      if let cause { changes.append(.cause(cause)) }
      if let note { changes.append(.note(note)) }
      let order = CorrectionOrder(
        airing: AiringID(airing), changes: changes, by: by, reason: reason)
      try await LogSource(settings, common).correct(order)
      print(Speech.say { $0.corrected(airing) })
    }
  }
}

/// Where the log is read: at the running node, else in its state directory.
private struct LogSource {
  private let settings: Settings
  private let client: ControlClient

  init(_ settings: Settings, _ common: CommonOptions) {
    self.settings = settings
    client = common.client(settings)
  }

  func entries(_ query: LogQuery) async throws -> [LoggedEntry] {
    guard !client.isNodeRunning else { return try await client.log(query) }
    return try await reading {
      try await $0.entries(from: query.from, until: query.until, station: query.station)
    }
  }

  func declarations(_ query: LogQuery) async throws -> [Declaration] {
    guard !client.isNodeRunning else { return try await client.declarations(query) }
    return try await reading {
      try await $0.declarations(from: query.from, until: query.until, station: query.station)
    }
  }

  func picture(of airing: AiringID) async throws -> AiringPicture {
    guard !client.isNodeRunning else { return try await client.picture(of: airing) }
    let own = AiringPicture.Station(code: settings.node.code, name: settings.node.name)
    return try await reading { log in
      let others = try await log.stationsHeard().map { AiringPicture.Station(code: $0, name: $0) }
      return try await log.picture(of: airing, stations: [own] + others)
    }
  }

  func verification() async throws -> Verification {
    guard !client.isNodeRunning else { return try await client.verifyLog() }
    return try await reading { try await $0.verify() }
  }

  func correct(_ order: CorrectionOrder) async throws {
    guard !client.isNodeRunning else { return try await client.correct(order) }
    let station = settings.node.code
    try await writing {
      try await $0.correct(
        airing: order.airing, station: station, changes: order.changes, author: order.by,
        reason: order.reason)
    }
  }

  private func reading<Value: Sendable>(_ work: (AirtimeLog) async throws -> Value) async throws -> Value {
    _ = try facts()
    return try await using(AirtimeLog.openForReading(directory: settings.stateDirectory), work)
  }

  /// The log belongs to the service's user. Written by another, root above all, it would leave files behind that the service
  /// can not write.
  private func writing<Value: Sendable>(_ work: (AirtimeLog) async throws -> Value) async throws -> Value {
    if let facts = try facts(), facts.st_uid != geteuid() {
      let owner = getpwuid(facts.st_uid).map { String(cString: $0.pointee.pw_name) }
      throw LogUnreachable.notYours(path, owner: owner ?? "\(facts.st_uid)")
    }
    return try await using(
      AirtimeLog.open(directory: settings.stateDirectory) { SystemClock.read().wall }, work)
  }

  private func using<Value: Sendable>(
    _ log: AirtimeLog, _ work: (AirtimeLog) async throws -> Value
  ) async throws -> Value {
    do {
      let value = try await work(log)
      try await log.shutDown()
      return value
    } catch {
      try? await log.shutDown()
      throw error
    }
  }

  private var path: String { settings.stateDirectory + "/airtime.sqlite" }

  /// Nil where they may not be seen.
  private func facts() throws -> stat? {
    var facts = stat()
    if stat(path, &facts) == 0 { return facts }
    guard errno == EACCES else { throw LogUnreachable.noLog(path) }
    return nil
  }
}

/// Why the log can not be reached while no node runs.
private enum LogUnreachable: OperatorError {
  case noLog(String)
  case notYours(String, owner: String)

  var code: String {
    switch self {
    case .noLog: "no-log"
    case .notYours: "log-not-yours"
    }
  }

  var what: Text {
    switch self {
    case .noLog(let path): Text { $0.noLogYet(path) }
    case .notYours(let path, let owner): Text { $0.logBelongsTo(path, owner: owner) }
    }
  }

  var remedy: Text {
    switch self {
    case .noLog: Text { $0.startTheNode }
    case .notYours(_, let owner): Text { $0.startTheNodeOrBe(owner: owner) }
    }
  }
}

extension Settings {
  /// What people call this node and the stations below it.
  fileprivate var stationNames: [String: String] {
    var names = Dictionary(stations.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    names[node.code] = node.name
    return names
  }
}
