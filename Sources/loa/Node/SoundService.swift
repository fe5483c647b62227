import Playout
import ServiceLifecycle

/// Keeps the sound device open and running for as long as the node lives.
struct SoundService: Service {
  let player: Player

  func run() async throws {
    player.start()
    try? await gracefulShutdown()
    await player.shutdown()
  }
}
