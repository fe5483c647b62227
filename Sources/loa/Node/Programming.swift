import Airtime
import Clocks
import Dispatch
import Foundation
import Glibc
import Logging
import Media
import Phrases
import Playout
import Relay
import Scheduling
import ServiceLifecycle
import Settings

/// Turns what the people wrote and what lies in the folders into the rundown, again whenever either changes.
actor Programming: Service {
  private(set) var settings: Settings
  private(set) var media = MediaSnapshot()
  private let onAir: OnAir
  private let log: AirtimeLog
  private let logger: Logger
  private let clock: @Sendable () -> ClockReading
  private var fingerprint: String?
  private var builtAt: MonotonicTime?
  private var isRenewing = false
  private var isStale = false
  /// Where programmes come from beside the config file; nil: from nowhere.
  private var uplink: Uplink?
  /// Where the rundown is handed down; nil: nobody is below.
  private var manifests: ManifestDesk?
  /// What was ordered for the stations below, too, and is not over.
  private var handedDown: [Airing] = []
  /// The make-up airings that were ordered.
  private(set) var makeUps = MakeUpLedger()

  /// How far the rundown reaches ahead.
  static let reach = Duration.days(8)
  /// How often the folders are looked at.
  private static let pace = Duration.seconds(5)
  /// The rundown is made anew after this long in any case, for the days to come.
  private static let renewal = Duration.minutes(10)
  /// How far back what aired is known to reruns and repeats.
  private static let memory = Duration.days(60)

  init(
    settings: Settings, onAir: OnAir, log: AirtimeLog, clock: @escaping @Sendable () -> ClockReading,
    logger: Logger
  ) {
    self.settings = settings
    self.onAir = onAir
    self.log = log
    self.logger = logger
    self.clock = clock
  }

  func run() async throws {
    while !Task.isShuttingDownGracefully {
      do {
        try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pace) }
      } catch {
        return
      }
      await renewIfNeeded()
    }
  }

  /// Takes new settings and puts them on air.
  func adopt(_ settings: Settings) async {
    self.settings = settings
    await renew()
  }

  private func renewIfNeeded() async {
    let now = clock().monotonic
    let library = settings.library
    let current = await Blocking.run { library.fingerprint() }
    if current == fingerprint, let builtAt, now - builtAt < Self.renewal { return }
    await renew()
  }

  /// Whom this node relays, and to whom it hands down.
  func connect(uplink: Uplink?, manifests: ManifestDesk?) {
    self.uplink = uplink
    self.manifests = manifests
  }

  /// Scans the folders and gives the conductor a new rundown; once more where something changed meanwhile.
  func renew() async {
    isStale = true
    guard !isRenewing else { return }
    isRenewing = true
    defer { isRenewing = false }
    while isStale {
      isStale = false
      await makeRundown()
    }
  }

  private func makeRundown() async {
    let (settings, library) = (settings, settings.library)
    let (current, snapshot) = await Blocking.run { (library.fingerprint(), library.scan()) }
    report(snapshot.problems, before: media.problems)
    media = snapshot
    fingerprint = current
    onAir.post(.fallback(fallback))
    let now = clock()
    builtAt = now.monotonic
    let from = await onAir.settledThrough ?? now.wall
    let history = await aired(since: from - Self.memory)
    let own = settings.schedule.rundown(
      from: min(from, now.wall), until: now.wall + Self.reach, editions: snapshot.editions,
      files: snapshot.files, history: history, makeUps: makeUps.makeUps)
    let rundown = await merged(own, now: now.wall)
    onAir.post(.rundown(rundown))
    await handDown(rundown, now: now.wall)
  }

  /// The own airings and those of the upstream node.
  private func merged(_ own: Rundown, now: WallTime) async -> Rundown {
    guard let uplink, let upstream = settings.upstream else { return own }
    return StationRundown.merged(
      own: own, manifest: await uplink.manifest, now: now, path: { uplink.path(of: $0) },
      rule: upstream.clash == .own ? .own : .upstream,
      fallback: fallback)
  }

  /// What sounds where something else is missing.
  private var fallback: [Item] {
    let filler = settings.fallback.flatMap { media.files[$0] }
    let loudness = settings.schedule.loudness
    return filler.map { [Item(role: .filler, media: $0, gain: loudness.gain(for: $0))] } ?? []
  }

  /// Gives the stations below what this node itself will air.
  private func handDown(_ rundown: Rundown, now: WallTime) async {
    guard let manifests else { return }
    handedDown.removeAll { $0.plannedEnd + Self.afterglow < now }
    var below = StationRundown.handedDown(from: rundown)
    below.airings.removeAll { airing in handedDown.contains { $0.id == airing.id } }
    var files: [String: String] = [:]
    for item in (below.airings + handedDown).flatMap(\.items) where !item.media.path.isEmpty {
      files[item.media.sha256] = item.media.path
    }
    var names = Dictionary(
      settings.schedule.programmes.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    names.merge(await uplink?.manifest?.programmes ?? [:]) { own, _ in own }
    do {
      try await manifests.offer(below, orders: handedDown, programmes: names, files: files, now: now)
    } catch {
      logger.error("the manifest could not be kept: \(error)")
    }
  }

  /// An order stays known to stations a little beyond its end, so that one that was stopped is not taken for one that was
  /// never there.
  private static let afterglow = Duration.seconds(30)

  /// Has the stations below play an order too.
  func handDown(_ airing: Airing) async {
    handedDown.append(airing)
    await renew()
  }

  /// Takes airings off the air at the stations below, which relay what this node airs.
  func takeBack(_ airings: [Airing], by person: String) async {
    guard manifests != nil, !airings.isEmpty else { return }
    handedDown.removeAll { known in airings.contains { $0.id == known.id } }
    for var airing in airings {
      airing.disposition = .cancelled(.stopped)
      airing.orderedBy = person
      handedDown.append(airing)
    }
    await renew()
  }

  /// Any other period, for people who look.
  func rundown(from: WallTime, until: WallTime) async -> Rundown {
    let history = await aired(since: from - Self.memory)
    return settings.schedule.rundown(
      from: from, until: until, editions: media.editions, files: media.files, history: history,
      makeUps: makeUps.makeUps)
  }

  /// What wants the air in a period: the own airings, those of the upstream node as far as they are known, and orders.
  func wanted(from: WallTime, until: WallTime) async -> [Airing] {
    let planned = await merged(await rundown(from: from, until: until), now: clock().wall)
    return planned.airings + (await onAir.orders).map(\.airing)
  }

  // MARK: - Make-up airings

  /// What is kept of them in the state directory.
  private static let keepsake = "make-ups"
  /// How long they are known after their time. A plan lets at most 60 days pass before one that repairs.
  private static let memoryOfMakeUps = Duration.days(62)

  /// Takes up the make-up airings that outlived the last run. Call it before the first `renew`.
  func restoreMakeUps() async throws { makeUps = try await Self.makeUps(in: log) }

  private static func makeUps(in log: AirtimeLog) async throws -> MakeUpLedger {
    try await log.kept(as: keepsake) ?? MakeUpLedger()
  }

  /// Puts a make-up airing into the rundown, once it is on the disk.
  /// - Parameter settled: see `MakeUpLedger.standing`.
  /// - Throws: `MakeUpRefusal`; what the log throws where it can not be kept, and then it is forgotten.
  func add(_ makeUp: MakeUp, settled: Set<AiringID>) async throws {
    if onAir.trustsClock {
      let through = min(await onAir.settledThrough ?? makeUp.orderedAt, makeUp.orderedAt)
      makeUps.forget(before: through - Self.memoryOfMakeUps)
    }
    try makeUps.add(makeUp, settled: settled)
    do {
      try await keepMakeUps()
    } catch {
      makeUps.remove(makeUp.id)
      throw error
    }
    await renew()
  }

  /// Takes back a make-up airing whose time has not come.
  /// - Throws: as `add`; where that can not be kept, it stands.
  func cancel(_ id: AiringID, _ cancellation: MakeUp.Cancellation) async throws {
    let before = makeUps[id]
    try makeUps.cancel(id, cancellation)
    do {
      try await keepMakeUps()
    } catch {
      if let before { makeUps.restore(before) }
      throw error
    }
  }

  /// Keeps them as they are, once more where they changed meanwhile: the last state is what stays.
  private func keepMakeUps() async throws {
    var kept: MakeUpLedger
    repeat {
      kept = makeUps
      try await log.keep(kept, as: Self.keepsake)
    } while kept != makeUps
  }

  private func aired(since: WallTime) async -> AiredHistory {
    let entries = try? await log.ownEntries(from: since, until: WallTime(nanoseconds: .max))
    return AiredHistory((entries ?? []).map(\.entry))
  }

  /// Says in the journal what is newly wrong in the folders.
  private func report(_ problems: [MediaProblem], before: [MediaProblem]) {
    let language = settings.node.language
    let known = Set(before.map { $0.diagnostic.said(in: language) })
    for problem in problems {
      let words = problem.diagnostic.said(in: language)
      if !known.contains(words) { logger.warning("\(words)") }
    }
  }

  /// The rundown of a period without a running node.
  /// - Parameter library: where the media are looked for; nil: in the library for looking.
  static func rundown(
    of settings: Settings, from: WallTime, until: WallTime, library: MediaLibrary? = nil
  ) async -> Rundown {
    let library = library ?? settings.libraryForLooking
    let snapshot = await Blocking.run { library.scan() }
    return settings.schedule.rundown(
      from: from, until: until, editions: snapshot.editions, files: snapshot.files,
      makeUps: await makeUps(keptIn: settings.stateDirectory).makeUps)
  }

  /// None where there is no log yet, or it may not be read.
  private static func makeUps(keptIn directory: String) async -> MakeUpLedger {
    guard let log = try? await AirtimeLog.openForReading(directory: directory) else { return MakeUpLedger() }
    let kept = try? await makeUps(in: log)
    try? await log.shutDown()
    return kept ?? MakeUpLedger()
  }
}

extension Settings {
  /// The folders and files that the settings name.
  var library: MediaLibrary {
    MediaLibrary(schedule, fallback: fallback, cache: stateDirectory + "/media.json")
  }

  /// The same for a command that may be run by anyone: the cache is the service's own.
  var libraryForLooking: MediaLibrary {
    var facts = stat()
    let isOurs = stat(stateDirectory, &facts) == 0 && facts.st_uid == geteuid()
    return isOurs ? library : MediaLibrary(schedule, fallback: fallback)
  }
}
