public import Airtime
public import Clocks
public import Logging
import Phrases
import Scheduling
public import ServiceLifecycle
import Synchronization

/// Carries out what the conductor decides. One loop takes events in order; nothing in it waits for a disk, a device or a
/// person, except that an airing's intent is given a moment to reach the disk before the airing is armed.
public actor OnAir: Service {
  private var conductor: Conductor
  private let player: any CuePlayer
  private let scribe: LogScribe
  private let log: AirtimeLog
  private let desk: AlarmDesk
  private let adjustment: Adjustment
  private let logger: Logger
  private let clock: @Sendable () -> ClockReading
  /// What was aired since the start.
  public private(set) var tally = AirtimeTally()
  private let stream: AsyncStream<Message>
  private let messages: AsyncStream<Message>.Continuation
  private let wakes: AsyncStream<MonotonicTime>
  private let wakeWishes: AsyncStream<MonotonicTime>.Continuation
  private var isFinished = false
  private let beatCount = Atomic<UInt64>(0)
  private let tickWaits = Atomic<Bool>(false)
  private let clockTrust = Atomic<Bool>(false)

  /// What stands between what was planned and what the device is given.
  public struct Adjustment: Sendable, Hashable {
    /// In dB, over everything.
    public var gain: Double
    /// How much earlier sound goes to the device, for what delays it behind the device.
    public var lead: Duration

    public init(gain: Double = 0, lead: Duration = .zero) {
      self.gain = gain
      self.lead = lead
    }

    func adjusted(_ cue: Cue) -> Cue {
      var cue = cue
      cue.start = cue.start - lead
      for index in cue.items.indices { cue.items[index].gain += gain }
      return cue
    }
  }

  private struct Message: Sendable {
    var event: Conductor.Event
    var reply: (@Sendable (Conductor.Answer) -> Void)?
  }

  /// Time passes for the conductor at least this often, so that a step of the clock is seen soon.
  private static let pulse: Duration = .milliseconds(250)
  /// How long an intent may take to reach the disk before the airing goes ahead without.
  private static let patienceWithDisk: Duration = .seconds(3)

  public init(
    conductor: Conductor, player: any CuePlayer, log: AirtimeLog, desk: AlarmDesk,
    adjustment: Adjustment = Adjustment(), logger: Logger,
    clock: @escaping @Sendable () -> ClockReading
  ) {
    self.conductor = conductor
    self.player = player
    self.log = log
    self.desk = desk
    self.adjustment = adjustment
    self.logger = logger
    self.clock = clock
    scribe = LogScribe(log: log, desk: desk, clock: clock)
    (stream, messages) = AsyncStream.makeStream()
    (wakes, wakeWishes) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Grows with every event that was dealt with: the watchdog looks at it.
  public nonisolated var beats: UInt64 { beatCount.load(ordering: .relaxed) }

  /// Whether the conductor trusted the clock when it last looked.
  public nonisolated var trustsClock: Bool { clockTrust.load(ordering: .relaxed) }

  /// The commanded airings without an outcome.
  public var orders: [Conductor.Order] { conductor.orders }

  public func status() -> Conductor.Status { conductor.status(at: clock()) }

  /// Tells the conductor something. Events are dealt with in the order in which they are posted.
  public nonisolated func post(_ event: Conductor.Event) {
    messages.yield(Message(event: event))
  }

  /// Gives an order and waits for the answer.
  public nonisolated func order(_ command: Conductor.Command) async -> Conductor.Answer {
    await withCheckedContinuation { continuation in
      let message = Message(event: .command(command), reply: { continuation.resume(returning: $0) })
      if case .terminated = messages.yield(message) {
        continuation.resume(returning: .refused(.shuttingDown))
      }
    }
  }

  /// Gives the conductor what outlived the last run. Call it once, before `run`.
  public func restore() async throws {
    let memory: Conductor.Memory? = try await log.kept(as: Keepsake.memory)
    let rundown: Rundown? = try await log.kept(as: Keepsake.rundown)
    let open = try await log.openEntries().map(\.entry)
    // Where the clock had run ahead, airings still to come have their entries already.
    let since =
      memory.map { min($0.settledThrough, clock().wall) - Conductor.longestAiring }
      ?? WallTime(nanoseconds: .min)
    let entered = try await log.ownEntries(from: since, until: WallTime(nanoseconds: .max))
    await handle(
      Message(
        event: .restored(
          Conductor.Restored(
            memory: memory, rundown: rundown, open: open,
            entered: Set(entered.map(\.entry.airing)),
            logRestoredAt: try await log.restoredAt))))
  }

  /// From which instant on the first rundown must reach, so that nothing that fell due while the node was off is lost.
  public var settledThrough: WallTime? { conductor.status(at: clock()).settledThrough }

  public func run() async throws {
    async let writing: Void = scribe.run()
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.hear() }
      group.addTask { await self.pulsate() }
      group.addTask { await self.wake() }
      await withGracefulShutdownHandler {
        await conduct()
      } onGracefulShutdown: {
        self.post(.shutdown(by: nil, reason: nil))
      }
      group.cancelAll()
    }
    scribe.finish()
    await writing
  }

  private func conduct() async {
    for await message in stream {
      guard !isFinished else {
        message.reply?(.refused(.shuttingDown))
        continue
      }
      await handle(message)
      if isFinished { messages.finish() }
    }
  }

  private func hear() async {
    for await report in player.reports {
      post(.player(report))
    }
  }

  private func pulsate() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: Self.pulse)
      tick()
    }
  }

  /// Serves the conductor's wishes to be woken before the next pulse.
  private func wake() async {
    for await instant in wakes {
      let pause = instant - clock().monotonic
      guard pause < Self.pulse else { continue }
      if pause > .zero { try? await Task.sleep(for: pause) }
      tick()
    }
  }

  /// One tick at a time: a loop that is held up is not flooded when it goes on.
  private nonisolated func tick() {
    guard !tickWaits.exchange(true, ordering: .relaxed) else { return }
    post(.tick)
  }

  private func handle(_ message: Message) async {
    if case .tick = message.event { tickWaits.store(false, ordering: .relaxed) }
    if case .rundown(let rundown) = message.event { scribe.write(.keep(rundown)) }
    var answer = message.reply
    for action in conductor.handle(message.event, at: clock()) {
      switch action {
      case .open(let entry):
        if await !scribe.write(.open(entry), waitingUpTo: Self.patienceWithDisk) {
          await desk.raise(
            Alarm(
              .logUnwritable, about: log.path, text: Text { $0.logIsSlow },
              remedy: Text { $0.lookAtTheDisk }, since: clock().wall))
        }
      case .checkpoint(let entry): scribe.write(.checkpoint(entry))
      case .close(let entry):
        logger.info("\(entry.airing): \(entry.outcome?.rawValue ?? "-")", metadata: entry.metadata)
        tally.count(entry)
        scribe.write(.close(entry))
      case .record(let entry):
        logger.info("\(entry.airing): \(entry.outcome?.rawValue ?? "-")", metadata: entry.metadata)
        tally.count(entry)
        scribe.write(.record(entry))
      case .remember(let memory): scribe.write(.remember(memory))
      case .arm(let cue): player.arm(adjustment.adjusted(cue))
      case .retime(let id, let start): player.retime(id, start: start - adjustment.lead)
      case .stop(let id, let fade): player.stop(id, fade: fade)
      case .raise(let alarm): await desk.raise(alarm)
      case .clear(let key): await desk.clear(key)
      case .answer(let words):
        answer?(words)
        answer = nil
      case .finished: isFinished = true
      case .wake(let instant): wakeWishes.yield(instant)
      }
    }
    // Every order is answered, even one that the conductor has no word for.
    answer?(.refused(.nothingToPlay))
    clockTrust.store(conductor.trustsClock, ordering: .relaxed)
    beatCount.wrappingAdd(1, ordering: .relaxed)
  }
}

extension AsRunEntry {
  /// What the journal keeps beside the sentence.
  fileprivate var metadata: Logger.Metadata {
    [
      "airing": "\(airing)", "outcome": "\(outcome?.rawValue ?? "open")",
      "cause": "\(cause?.rawValue ?? "-")",
      "frames": "\(framesPlayed)/\(framesDue)", "gaps": "\(gaps.count)",
    ]
  }
}
