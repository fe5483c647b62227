import Airtime
import Audio
import Clocks
import Dashboard
import Logging
import Media
import Phrases
import Platform
import Playout
import Relay
import Scheduling
import Settings

/// Answers the control API.
actor NodeDesk: NodeControl {
  private let configPath: String
  private let programming: Programming
  private let onAir: OnAir
  private let log: AirtimeLog
  private let alarms: AlarmDesk
  private let relay: RelayDesk
  private let makeUpDesk: MakeUpDesk
  private let notifier: ServiceNotifier
  private let clock: @Sendable () -> ClockReading
  private let logger: Logger

  /// An order for now gets this long to be decoded.
  private static let readiness = Duration.seconds(1)
  /// One that stations play too gets this long to reach them.
  private static let leadForStations = Duration.seconds(5)
  /// An order may name a moment that has just passed.
  private static let justNow = Duration.seconds(2)

  init(
    configPath: String, programming: Programming, onAir: OnAir, log: AirtimeLog, alarms: AlarmDesk,
    relay: RelayDesk, makeUpDesk: MakeUpDesk, notifier: ServiceNotifier,
    clock: @escaping @Sendable () -> ClockReading, logger: Logger
  ) {
    self.configPath = configPath
    self.programming = programming
    self.onAir = onAir
    self.log = log
    self.alarms = alarms
    self.relay = relay
    self.makeUpDesk = makeUpDesk
    self.notifier = notifier
    self.clock = clock
    self.logger = logger
  }

  func status() async -> NodeStatus {
    let settings = await programming.settings
    let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
    let directory = settings.stateDirectory
    let space = try? FreeSpace(at: directory)
    return NodeStatus(
      node: .init(
        code: settings.node.code, name: settings.node.name, version: Version.text, config: configPath),
      localTime: calendar.civil(of: clock().wall), playout: await onAir.status(),
      disk: space.map { .init(path: directory, bytesFree: $0.available, bytesTotal: $0.total) },
      log: .init(path: log.path, recordsWaiting: log.recordsWaiting),
      upstream: await relay.uplink?.status().forPeople, stations: await relay.stations(settings),
      alarms: await alarms.active,
      lastAlarm: await alarms.last)
  }

  func metrics() async -> String {
    Metrics(await status(), await onAir.tally, memory: ProcessMemory.resident).text
  }

  func schedule(from: WallTime, until: WallTime) async -> Rundown {
    await programming.rundown(from: from, until: until)
  }

  func log(_ query: LogQuery) async throws -> [LoggedEntry] {
    try await log.entries(from: query.from, until: query.until, station: query.station)
  }

  func notes(_ query: LogQuery) async throws -> [LogNote] {
    try await log.notes(from: query.from, until: query.until)
  }

  func declarations(_ query: LogQuery) async throws -> [Declaration] {
    try await log.declarations(from: query.from, until: query.until, station: query.station)
  }

  func picture(of airing: AiringID) async throws -> AiringPicture {
    try await log.picture(
      of: airing, planned: await planned(airing).map { AiringPicture.Subject($0) },
      stations: await stationsToCarry)
  }

  func declare(_ order: DeclarationOrder) async throws {
    let planned = await planned(order.airing)
    let known = try? await log.picture(of: order.airing).subject
    let calendar = CivilCalendar(timeZone: await programming.settings.schedule.timeZone)
    guard
      let start = planned?.plannedStart ?? known?.plannedStart
        ?? order.airing.localStart.flatMap({ calendar.instant(of: $0) })
    else { throw EvidenceError.unknownAiring(order.airing) }
    try await log.declare(
      airing: order.airing, station: order.station, planned: start,
      programme: planned?.programme ?? known?.programme, outcome: order.outcome, by: order.by,
      note: order.note, at: clock().wall)
  }

  /// The stations that should carry an airing: those that ever handed up records.
  private var stationsToCarry: [AiringPicture.Station] {
    get async {
      let settings = await programming.settings
      let node = settings.node
      let known = (await relay.stations(settings) ?? []).filter { $0.state != .revoked }
      let codes = Set((try? await log.stationsHeard()) ?? []).subtracting(known.map(\.code))
      return [AiringPicture.Station(code: node.code, name: node.name)]
        + known.map { AiringPicture.Station(code: $0.code, name: $0.name) }
        + codes.sorted().map { AiringPicture.Station(code: $0, name: $0) }
    }
  }

  /// The airing by the plan, if it is there.
  private func planned(_ airing: AiringID) async -> Airing? {
    guard let day = airing.localStart?.date else { return nil }
    let calendar = CivilCalendar(timeZone: await programming.settings.schedule.timeZone)
    let rundown = await programming.rundown(from: calendar.startOfDay(day), until: calendar.endOfDay(day))
    return rundown.airings.first { $0.id == airing }
  }

  func verifyLog() async throws -> Verification {
    let registry = relay.door?.registry
    return try await log.verify { station, message, signature in
      registry?.isFormerSignature(signature, of: message, by: StationCode(station)) ?? nil
    }
  }

  func correct(_ order: CorrectionOrder) async throws {
    let station = await programming.settings.node.code
    try await log.correct(
      airing: order.airing, station: station, changes: order.changes, author: order.by,
      reason: order.reason)
  }

  func note(_ order: NoteOrder) async throws { try await log.note(order.text, by: order.by) }

  func register(_ order: ReportOrder) async throws {
    try await log.register(
      ReportReceipt(
        organisation: order.organisation, period: order.period, sha256: order.sha256,
        fileName: order.fileName, by: order.by, at: clock().wall))
  }

  func play(_ order: PlayOrder) async throws -> PlayAnswer {
    let settings = await programming.settings
    let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
    let now = clock().wall
    let goesToStations = relay.door != nil && (order.toStations ?? (order.priority == .emergency))
    let start = order.at ?? now + (goesToStations ? Self.leadForStations : Self.readiness)
    guard start > now - Self.justNow else {
      let then = calendar.civil(of: start)
      throw PlayError.past(day: then.date.vietnamese, time: then.time.withSeconds)
    }
    let content = try await content(of: order, settings)
    let duration = content.items.reduce(Duration.zero) { $0 + $1.media.duration }
    let local = calendar.civil(of: start)
    // Under its own name at the stations, where another order of the same second may be known.
    let name = goesToStations ? "lenh-\(settings.node.code)" : "lenh"
    let airing = Airing(
      id: AiringID("\(name)@\(local.date)T\(local.time.withSeconds)"), slot: nil,
      programme: content.edition?.programme, plannedStart: start, localStart: local,
      allotted: duration, priority: order.priority, whenLate: .restart(within: .minutes(10)),
      atEnd: .cut(fade: .zero), edition: content.edition?.id, editionTitle: content.title,
      items: content.items)
    let answer = await onAir.order(
      .play(Conductor.Order(airing, by: order.by, isAtOnce: order.at == nil)))
    switch answer {
    case .accepted(let airing):
      if goesToStations {
        var below = airing
        below.orderedBy = order.by
        below.whenLate = .join
        await programming.handDown(below)
      }
      return PlayAnswer(
        airing: airing.id, plannedStart: airing.plannedStart, localStart: airing.localStart,
        seconds: duration.inSeconds)
    case .refused(let refusal): throw refusal
    case .stopped, .clockConfirmed: throw Conductor.Refusal.nothingToPlay
    }
  }

  func stop(_ order: StopOrder) async throws -> StopAnswer {
    let before = await onAir.status()
    switch await onAir.order(.stop(by: order.by, reason: order.reason, fade: nil)) {
    case .stopped(let airings):
      // Those who relay this node stop with it, also where it began only just now.
      let onAir = ([before.now].compactMap(\.self) + before.interrupted).map(\.airing)
      let known = onAir + before.next.map(\.airing)
      await programming.takeBack(known.filter { airings.contains($0.id) }, by: order.by)
      return StopAnswer(stopped: airings)
    case .refused(.nothingOnAir): return StopAnswer(stopped: [])
    case .refused(let refusal): throw refusal
    case .accepted, .clockConfirmed: return StopAnswer(stopped: [])
    }
  }

  func makeUps() async throws -> [MakeUpStatus] { try await makeUpDesk.list() }

  func proposeMakeUp(for airing: AiringID) async throws -> MakeUpProposal {
    try await makeUpDesk.propose(for: airing)
  }

  func makeUp(_ order: MakeUpOrder) async throws -> MakeUpAnswer { try await makeUpDesk.schedule(order) }

  func cancelMakeUp(_ order: MakeUpCancellation) async throws { try await makeUpDesk.cancel(order) }

  func confirmClock(by person: String) async throws {
    if case .refused(let refusal) = await onAir.order(.confirmClock(by: person)) { throw refusal }
    try await log.confirmTime(clock().wall, by: person)
    // What a wrong clock had put behind us is ahead again.
    await programming.renew()
  }

  func reload() async -> ReloadAnswer {
    notifier.reloading()
    let path = configPath
    let (settings, diagnostics) = await Blocking.run { Settings.load(path: path) }
    let language = await programming.settings.node.language
    for diagnostic in diagnostics { logger.warning("\(diagnostic.said(in: language))") }
    let findings = diagnostics.map { diagnostic in
      BilingualText(
        Text {
          $0.choose(vietnamese: diagnostic.said(in: .vietnamese), english: diagnostic.said(in: .english))
        })
    }
    guard let settings, !diagnostics.haveErrors else {
      let words = language.phrases.configRefused(path)
      logger.error("\(words)")
      notifier.ready(status: words)
      return ReloadAnswer(isAccepted: false, findings: findings)
    }
    let before = await programming.settings
    onAir.post(.policy(settings.playoutPolicy))
    onAir.post(.quiet(settings.schedule.quietTimes))
    await alarms.set(settings.alarmChannels)
    await programming.adopt(settings)
    let words = settings.node.language.phrases.configLoaded(path)
    logger.notice("\(words)")
    notifier.ready(status: words)
    let unchanged = settings.keysThatNeedARestart(since: before)
    guard !unchanged.isEmpty else { return ReloadAnswer(isAccepted: true, findings: findings) }
    let warning = Text { $0.restartNeeded(unchanged.joined(separator: ", ")) }
    logger.warning("\(warning.said(in: settings.node.language))")
    return ReloadAnswer(isAccepted: true, findings: findings + [BilingualText(warning)])
  }

  func addStation(_ order: StationOrder) async throws -> JoinCodeAnswer {
    try await relay.add(order, programming.settings)
  }

  func stations() async throws -> [StationStatus] {
    guard let stations = await relay.stations(programming.settings) else { throw RelayOrderError.noDoor }
    return stations
  }

  func revokeStation(_ order: RevokeOrder) async throws { try await relay.revoke(order) }

  func join(_ order: JoinOrder) async throws -> JoinAnswer { try await relay.join(order) }

  func publication() async throws -> MirrorContents { try await relay.publication() }

  private struct Content {
    var items: [Item]
    var edition: Edition?
    var title: String
  }

  /// What an order names: an approved edition with its programme's signature tune and closing, or a file.
  private func content(of order: PlayOrder, _ settings: Settings) async throws -> Content {
    let media = await programming.media
    let loudness = settings.schedule.loudness
    func item(_ media: Scheduling.Media, _ role: Item.Role) -> Item {
      Item(role: role, media: media, gain: loudness.gain(for: media))
    }
    if let edition = media.editions.first(where: { $0.id == EditionID(order.what) }) {
      guard edition.approval != nil else { throw PlayError.notApproved(order.what) }
      let programme = settings.schedule.programmes.first { $0.id == edition.programme }
      let signature = programme?.signature.flatMap { media.files[$0] }
      let closing = programme?.closing.flatMap { media.files[$0] }
      let items =
        (signature.map { [item($0, .signature)] } ?? []) + [item(edition.media, .edition)]
        + (closing.map { [item($0, .closing)] } ?? [])
      return Content(items: items, edition: edition, title: edition.title)
    }
    let path = order.what
    guard path.hasPrefix("/") else { throw PlayError.notFound(path) }
    let scan = await Blocking.run { MediaLibrary(programmes: [], files: [path]).scan() }
    guard let file = scan.files[path] else {
      guard let problem = scan.problems.first?.diagnostic else { throw PlayError.notFound(path) }
      throw PlayError.unplayable(what: problem.what, remedy: problem.remedy)
    }
    return Content(
      items: [item(file, .order)], edition: nil,
      title: path.split(separator: "/").last.map(String.init) ?? path)
  }
}

/// Why an order can not be carried out.
enum PlayError: OperatorError {
  case notFound(String)
  case notApproved(String)
  case unplayable(what: Text, remedy: Text)
  case past(day: String, time: String)

  var code: String {
    switch self {
    case .notFound: "no-such-edition"
    case .notApproved: "not-approved"
    case .unplayable: "unplayable"
    case .past: "time-is-past"
    }
  }

  var what: Text {
    switch self {
    case .notFound(let name): Text { $0.noSuchEditionOrFile(name) }
    case .notApproved(let name): Text { $0.editionNotApproved(name) }
    case .unplayable(let what, _): what
    case .past(let day, let time): Text { $0.momentIsPast(day: day, time: time) }
    }
  }

  var remedy: Text {
    switch self {
    case .notFound: Text { $0.namePathOrEdition }
    case .notApproved: Text { $0.approveInSidecar }
    case .unplayable(_, let remedy): remedy
    case .past: Text { $0.nameALaterMoment }
    }
  }
}
