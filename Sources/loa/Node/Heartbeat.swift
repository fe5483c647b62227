import Clocks
import Dashboard
import Logging
import Phrases
import Platform
import Playout
import Scheduling
import ServiceLifecycle

/// Tells systemd that the node is up, what it does, and that it lives (`LifeSigns`).
struct Heartbeat: Service {
  let notifier: ServiceNotifier
  let onAir: OnAir
  let player: Player
  let language: Language
  let logger: Logger

  /// How often the status line is renewed where there is no watchdog to feed.
  private static let pace = Duration.seconds(5)

  func run() async throws {
    let words = language.phrases
    let ahead = await onAir.status().next.count
    notifier.ready(status: words.nodeIsReady(airings: ahead))
    logger.notice("\(words.nodeIsReady(airings: ahead))")
    let pause = notifier.watchdogInterval.map { min($0 / 4, Self.pace) } ?? Self.pace
    var signs = LifeSigns()
    while !Task.isShuttingDownGracefully {
      if signs.isAlive(look()) { notifier.watchdog() }
      notifier.status(await line(words))
      do {
        try await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
      } catch {
        break
      }
    }
    notifier.stopping(status: words.nodeStops)
    logger.notice("\(words.nodeStops)")
  }

  private func look() -> LifeSigns.Look {
    let sound = player.state
    return LifeSigns.Look(
      beats: onAir.beats, turns: sound.turns, rounds: sound.rounds, threadsLost: sound.threadsLost)
  }

  private func line(_ words: any Phrases) async -> String {
    let status = await onAir.status()
    if let now = status.now {
      return words.statusNow(now.airing.title, remainingSeconds: now.remaining.inSeconds)
    }
    guard let next = status.next.first?.airing else { return words.statusNothingAhead }
    return words.statusNext(
      next.title, day: next.localStart.date.vietnamese, time: next.localStart.time.description)
  }
}
