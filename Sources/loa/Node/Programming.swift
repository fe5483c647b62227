import Airtime
import Clocks
import Dispatch
import Foundation
import Glibc
import Logging
import Media
import Phrases
import Platform
import Playout
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
  private var fingerprint: String?
  private var builtAt: MonotonicTime?

  /// How far the rundown reaches ahead.
  static let reach = Duration.days(8)
  /// How often the folders are looked at.
  private static let pace = Duration.seconds(5)
  /// The rundown is made anew after this long in any case, for the days to come.
  private static let renewal = Duration.minutes(10)
  /// How far back what aired is known to reruns and repeats.
  private static let memory = Duration.days(60)

  init(settings: Settings, onAir: OnAir, log: AirtimeLog, logger: Logger) {
    self.settings = settings
    self.onAir = onAir
    self.log = log
    self.logger = logger
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
    let now = SystemClock.read().monotonic
    let library = settings.library
    let current = await Blocking.run { library.fingerprint() }
    if current == fingerprint, let builtAt, now - builtAt < Self.renewal { return }
    await renew()
  }

  /// Scans the folders and gives the conductor a new rundown.
  func renew() async {
    let (settings, library) = (settings, settings.library)
    let (current, snapshot) = await Blocking.run { (library.fingerprint(), library.scan()) }
    report(snapshot.problems, before: media.problems)
    media = snapshot
    fingerprint = current
    let now = SystemClock.read()
    builtAt = now.monotonic
    let from = await onAir.settledThrough ?? now.wall
    let history = await aired(since: from - Self.memory)
    let rundown = settings.schedule.rundown(
      from: min(from, now.wall), until: now.wall + Self.reach, editions: snapshot.editions,
      files: snapshot.files, history: history)
    onAir.post(.rundown(rundown))
  }

  /// Any other period, for people who look.
  func rundown(from: WallTime, until: WallTime) async -> Rundown {
    settings.schedule.rundown(
      from: from, until: until, editions: media.editions, files: media.files,
      history: await aired(since: from - Self.memory))
  }

  private func aired(since: WallTime) async -> AiredHistory {
    let entries = try? await log.entries(from: since, until: WallTime(nanoseconds: .max))
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
  static func rundown(of settings: Settings, from: WallTime, until: WallTime) async -> Rundown {
    let snapshot = await Blocking.run { settings.libraryForLooking.scan() }
    return settings.schedule.rundown(
      from: from, until: until, editions: snapshot.editions, files: snapshot.files)
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
