import Logging
import Platform
import Playout
import ServiceLifecycle

/// Tells the conductor at once when the wall clock is set.
struct ClockService: Service {
  let onAir: OnAir
  let logger: Logger

  func run() async throws {
    let steps = try ClockWatch.steps()
    for await step in steps.cancelOnGracefulShutdown() {
      logger.warning("clock stepped", metadata: ["seconds": "\(step.amount)"])
      onAir.post(.clockStepped(by: step.amount))
    }
  }
}
