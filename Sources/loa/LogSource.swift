import Airtime
import Backup
import Clocks
import Dashboard
import Glibc
import Phrases
import Platform
import Scheduling
import Settings

/// Where the log is read: at the running node, else in its state directory.
struct LogSource {
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

  func notes(_ query: LogQuery) async throws -> [LogNote] {
    guard !client.isNodeRunning else { return try await client.notes(query) }
    return try await reading { try await $0.notes(from: query.from, until: query.until) }
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

  func declare(_ order: DeclarationOrder, planned: CivilDateTime?, programme: ProgrammeID?) async throws {
    guard !client.isNodeRunning else { return try await client.declare(order) }
    let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
    guard let local = planned ?? order.airing.localStart else {
      throw EvidenceError.unknownAiring(order.airing)
    }
    try await writing {
      try await $0.declare(
        airing: order.airing, station: order.station, planned: calendar.instant(of: local),
        programme: programme, outcome: order.outcome, by: order.by, note: order.note,
        at: SystemClock.read().wall)
    }
  }

  func note(_ order: NoteOrder) async throws {
    guard !client.isNodeRunning else { return try await client.note(order) }
    try await writing { try await $0.note(order.text, by: order.by) }
  }

  func register(_ order: ReportOrder) async throws {
    guard !client.isNodeRunning else { return try await client.register(order) }
    let receipt = ReportReceipt(
      organisation: order.organisation, period: order.period, sha256: order.sha256,
      fileName: order.fileName, by: order.by, at: SystemClock.read().wall)
    try await writing { try await $0.register(receipt) }
  }

  /// Reads it where it lies, beside the node that writes it: long periods are too much for the control socket.
  func reading<Value: Sendable>(_ work: (AirtimeLog) async throws -> Value) async throws -> Value {
    _ = try facts()
    return try await AirtimeLog.openForReading(directory: settings.stateDirectory).use(work)
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

  /// The log belongs to the service's user. Written by another, root above all, it would leave files behind that the service
  /// can not write.
  private func writing<Value: Sendable>(_ work: (AirtimeLog) async throws -> Value) async throws -> Value {
    if let facts = try facts(), facts.st_uid != geteuid() {
      let owner = getpwuid(facts.st_uid).map { String(cString: $0.pointee.pw_name) }
      throw LogUnreachable.notYours(path, owner: owner ?? "\(facts.st_uid)")
    }
    return try await AirtimeLog.open(directory: settings.stateDirectory) { SystemClock.read().wall }.use(work)
  }

  private var path: String { settings.stateDirectory + "/airtime.sqlite" }

  /// Nil where they may not be seen.
  private func facts() throws -> stat? {
    guard !RestoreJournal.isPending(in: settings.stateDirectory) else {
      throw BackupError.restoreBrokenOff(settings.stateDirectory)
    }
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
  var stationNames: [String: String] {
    var names = Dictionary(stations.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    names[node.code] = node.name
    return names
  }
}
