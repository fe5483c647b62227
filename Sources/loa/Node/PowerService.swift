import Airtime
import Clocks
import Logging
import Phrases
import Platform
import Playout
import Scheduling
import ServiceLifecycle
import Settings

/// Switches the amplifier or transmitter as `PowerSwitch` says, by a command or a line of a GPIO chip.
struct PowerService: Service {
  let means: Settings.Power.Means
  let policy: PowerSwitch.Policy
  let onAir: OnAir
  let alarms: AlarmDesk
  let log: AirtimeLog
  let language: Language
  let logger: Logger
  let clock: @Sendable () -> ClockReading

  private static let pace = Duration.milliseconds(250)
  /// A command that has not come back by then has failed.
  private static let patience = Duration.seconds(10)
  /// Of the service's end, which is soon.
  private static let patienceAtTheEnd = Duration.seconds(2)

  func run() async throws {
    var power = PowerSwitch(policy)
    let line = line
    while !Task.isShuttingDownGracefully {
      let status = await onAir.status()
      for action in power.look(isOnAir: status.isOnAir, next: status.timeToNext, now: clock().monotonic) {
        guard case .turn(let on) = action else { continue }
        let failure = await turn(on, line, Self.patience)
        await tell(power.switched(failure, now: clock()))
      }
      do {
        try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pace) }
      } catch {
        break
      }
    }
    guard power.isToBeTurnedOffAtTheEnd else { return }
    // Not cancelled with the service: where another one hangs, power goes off all the same.
    let off = Task { await turn(false, line, Self.patienceAtTheEnd) }
    if let failure = await off.value {
      logger.error("\(language.phrases.powerIsNotOff(failure.said(in: language)))")
    }
  }

  private var line: GPIOLine? {
    guard case .gpio(let chip, let number, let isActiveLow) = means else { return nil }
    return GPIOLine(chip: chip, number: UInt32(number), isActiveLow: isActiveLow)
  }

  /// - Returns: why it did not work.
  private func turn(_ on: Bool, _ line: GPIOLine?, _ patience: Duration) async -> Text? {
    logger.info("power", metadata: ["on": "\(on)"])
    do {
      switch means {
      case .commands(let onCommand, let offCommand):
        _ = try await ProcessRunner(timeLimit: patience).run(on ? onCommand : offCommand)
      case .gpio: try await line?.set(on)
      }
      return nil
    } catch let failure as any OperatorError {
      return failure.what
    } catch {
      return Text(verbatim: "\(error)")
    }
  }

  private func tell(_ actions: [PowerSwitch.Action]) async {
    for action in actions {
      switch action {
      case .turn: break
      case .raise(let alarm): await alarms.raise(alarm)
      case .clear(let key): await alarms.clear(key)
      case .note(let what): try? await log.note(what.said(in: language), by: nil)
      }
    }
  }
}

extension Conductor.Status {
  /// Something sounds, or the player has it and its time has come.
  fileprivate var isOnAir: Bool { now != nil || next.contains { $0.isArmed && $0.airing.plannedStart <= at } }

  /// How long until the next airing begins that nothing holds.
  fileprivate var timeToNext: Duration? {
    next.first { $0.heldBecause == nil && $0.airing.plannedStart > at }.map { $0.airing.plannedStart - at }
  }
}
