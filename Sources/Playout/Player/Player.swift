public import Audio
import CLinux
public import Clocks
import Glibc
import Phrases
import Synchronization

/// Plays cues on one sound device: each frame at the instant it is due, whatever the device's clock does.
///
/// The device is open and runs on silence all the time. A device that is absent, fails or hangs is tried again for
/// ever; cues go on in time meanwhile, and what did not sound is reported as gaps.
public final class Player: Sendable {
  /// Everything that happens, in order. For one consumer.
  public let reports: AsyncStream<PlayerReport>

  private let device: any SoundDevice
  private let deck: Deck
  private let gauge = Gauge()
  private let rings: [FrameRing]
  private let makeSource: @Sendable (Cue, Int, Int) -> any FrameSource
  private let said: AsyncStream<PlayerReport>.Continuation
  private let control: Mutex<Control>
  private let isStopping = Atomic<Bool>(false)
  private let isRealtime = Atomic<Bool>(false)
  private let hasEnded = Atomic<Bool>(false)

  /// How long the audio thread may stay inside one call of the driver.
  private static let longestCall = Duration.seconds(2)
  private static let supervision = Duration.milliseconds(50)
  /// Above ordinary work, below what the kernel itself needs.
  private static let realtimePriority: Int32 = 20

  private struct Control {
    var desk: Desk
    var decoders: [Decoder?]
    var session = Session()
    var device = DeviceState.closed
    var rounds: UInt64 = 0
    var abandoned = 0
    var abandonedSinceRunning = 0
    var isStarted = false
  }

  /// The thread that decodes one cue.
  private final class Decoder: Sendable {
    let isCancelled = Atomic<Bool>(false)
    let hasEnded = Atomic<Bool>(false)
  }

  /// - Parameters:
  ///   - rate: frames a second of the device, and of all frame numbers in reports.
  ///   - buffer: how much sound the device holds; a commanded change is heard after about that long.
  public convenience init(
    output device: any SoundDevice, rate: Int = 48_000, channels: Int = 2,
    buffer: Duration = .milliseconds(250)
  ) {
    self.init(output: device, rate: rate, channels: channels, buffer: buffer) {
      ItemsSource(cue: $0, rate: $1, channels: $2)
    }
  }

  /// - Parameter source: makes the frames of a cue, at a rate and for so many channels; called on a thread that may block.
  public init(
    output device: any SoundDevice, rate: Int, channels: Int, buffer: Duration = .milliseconds(250),
    source: @escaping @Sendable (_ cue: Cue, _ rate: Int, _ channels: Int) -> any FrameSource
  ) {
    self.device = device
    makeSource = source
    let shape = Deck.Shape(rate: rate, channels: channels, buffer: buffer)
    // Some five seconds at 48 kHz.
    let frames = 1 << (Int.bitWidth - (rate * 3).leadingZeroBitCount)
    rings = (0..<shape.voices).map { _ in FrameRing(capacity: frames, channels: channels) }
    deck = Deck(shape: shape, device: device, rings: rings, gauge: gauge) {
      MonotonicTime(nanoseconds: linux_monotonic())
    }
    (reports, said) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(65_536))
    control = Mutex(
      Control(
        desk: Desk(voices: shape.voices, rate: rate),
        decoders: Array(repeating: nil, count: shape.voices)))
  }

  /// Opens the device and keeps it playing.
  public func start() {
    let session: Session? = control.withLock {
      guard !$0.isStarted else { return nil }
      $0.isStarted = true
      return $0.session
    }
    guard let session else { return }
    said.yield(.device(.opening))
    startAudioThread(session)
    Thread.start("loa-player") { self.supervise() }
  }

  /// Plays the cue from its start; where that has passed, from the frame that is due.
  public func arm(_ cue: Cue) {
    control.withLock { control in
      let actions = control.desk.arm(cue, now: now)
      perform(actions, &control)
    }
  }

  /// Moves the start of a cue of which nothing has sounded yet. A cue that sounds stays as it is.
  public func retime(_ id: Cue.ID, start: MonotonicTime) {
    control.withLock { control in
      let actions = control.desk.retime(id, start: start, now: now)
      perform(actions, &control)
    }
  }

  /// Ends a cue; what sounds of it fades out over `fade`.
  public func stop(_ id: Cue.ID, fade: Duration = .milliseconds(50)) {
    control.withLock { control in
      let actions = control.desk.stop(id, fade: fade)
      perform(actions, &control)
    }
  }

  public var state: PlayerState {
    let (deviceState, rounds, abandoned, lost) = control.withLock {
      ($0.device, $0.rounds, $0.abandoned, $0.abandonedSinceRunning)
    }
    let (peak, meanSquare) = gauge.level
    let rate = deck.shape.rate
    return PlayerState(
      deviceName: device.name, device: deviceState, rate: rate, channels: deck.shape.channels,
      driftPPM: gauge.driftPPM, bufferFrames: Int(gauge.bufferFrames.load(ordering: .relaxed)),
      bufferedFrames: Int(gauge.buffered.load(ordering: .relaxed)),
      underruns: Int(gauge.underruns.load(ordering: .relaxed)),
      opens: Int(gauge.opens.load(ordering: .relaxed)),
      framesOut: gauge.left.load(ordering: .relaxed),
      peak: 20 * log10(Double(peak)), level: 10 * log10(Double(meanSquare)),
      positionError: .nanoseconds(Int64(gauge.positionError / Double(rate) * 1e9)),
      turns: gauge.turns.load(ordering: .relaxed), rounds: rounds,
      lastTurn: MonotonicTime(nanoseconds: gauge.lastTurn.load(ordering: .acquiring)),
      abandonedThreads: abandoned, threadsLost: lost, isRealtime: isRealtime.load(ordering: .relaxed))
  }

  /// Closes the device and ends the reports. Waits at most two seconds: a driver that hangs is left behind.
  public func shutdown() async {
    isStopping.store(true, ordering: .releasing)
    let isStarted = control.withLock { $0.isStarted }
    for _ in 0..<200 where isStarted && !hasEnded.load(ordering: .acquiring) {
      try? await Task.sleep(for: .milliseconds(10))
    }
    said.finish()
  }

  // MARK: Threads

  private var now: MonotonicTime { MonotonicTime(nanoseconds: linux_monotonic()) }

  private func startAudioThread(_ session: Session) {
    Thread.start("loa-audio") { [self] in
      isRealtime.store(linux_thread_realtime(Self.realtimePriority) == 0, ordering: .relaxed)
      while !isStopping.load(ordering: .acquiring) {
        guard let next = deck.turn(session) else {
          // Given up while the driver held it: only the device handle is still ours.
          session.output?.close()
          session.hasEnded.store(true, ordering: .releasing)
          return
        }
        linux_sleep_until(next.nanoseconds)
      }
      if let output = session.output { _ = session.call { output.close() } }
      session.hasEnded.store(true, ordering: .releasing)
    }
  }

  private func supervise() {
    while true {
      let stopping = isStopping.load(ordering: .acquiring)
      control.withLock { control in
        control.rounds &+= 1
        relay(&control)
        let actions = control.desk.tick(now: now)
        perform(actions, &control)
        for (voice, decoder) in control.decoders.enumerated() {
          guard let decoder, decoder.hasEnded.load(ordering: .acquiring) else { continue }
          control.decoders[voice] = nil
          let actions = control.desk.unloaded(voice: voice, now: now)
          perform(actions, &control)
        }
        if !stopping { replaceHungThread(&control) }
      }
      if stopping, control.withLock({ $0.session.hasEnded.load(ordering: .acquiring) }) { break }
      linux_sleep_until((now + Self.supervision).nanoseconds)
    }
    control.withLock { control in
      relay(&control)
      for decoder in control.decoders { decoder?.isCancelled.store(true, ordering: .releasing) }
    }
    hasEnded.store(true, ordering: .releasing)
  }

  private func replaceHungThread(_ control: inout Control) {
    let last = MonotonicTime(nanoseconds: gauge.lastTurn.load(ordering: .acquiring))
    guard last.nanoseconds > 0, now - last > Self.longestCall, control.session.abandon() else { return }
    control.abandoned += 1
    control.abandonedSinceRunning += 1
    deck.takeOver(at: now)
    let session = Session()
    control.session = session
    startAudioThread(session)
  }

  private func decode(_ cue: Cue, voice: Int, from: Int64, decoder: Decoder) {
    let ring = rings[voice]
    let (rate, channels) = (deck.shape.rate, deck.shape.channels)
    Thread.start("loa-decode") { [self] in
      defer { decoder.hasEnded.store(true, ordering: .releasing) }
      let feed = FrameFeed(source: makeSource(cue, rate, channels), ring: ring, from: from)
      while !decoder.isCancelled.load(ordering: .acquiring), !isStopping.load(ordering: .acquiring) {
        let work = feed.work { said.yield(.itemFailed(cue.id, item: $0.item, why: $0.why)) }
        if case .idle = work { linux_sleep_until((now + .milliseconds(50)).nanoseconds) }
      }
    }
  }

  // MARK: Orders and reports

  private func perform(_ actions: [Desk.Action], _ control: inout Control) {
    for action in actions {
      switch action {
      case .load(let voice, let cue, let sheet):
        let due = Int64((now - cue.start).inSeconds * Double(deck.shape.rate))
        let from = max(0, max(sheet.from, due) - Int64(SincTable.taps))
        rings[voice].reset(from: from)
        let decoder = Decoder()
        control.decoders[voice] = decoder
        decode(cue, voice: voice, from: from, decoder: decoder)
        _ = deck.orders.put(DeckOrder(kind: .load, voice: Int32(voice), sheet: sheet))
      case .order(let voice, let kind, let sheet, let frames):
        _ = deck.orders.put(DeckOrder(kind: kind, voice: Int32(voice), sheet: sheet, frames: frames))
      case .endedUnheard(let id):
        said.yield(.ended(id, played: 0, at: now, .stopped))
      case .unload(let voice):
        control.decoders[voice]?.isCancelled.store(true, ordering: .releasing)
      }
    }
  }

  private func relay(_ control: inout Control) {
    while let report = deck.reports.take() {
      let id = Cue.ID(report.cue)
      let at = MonotonicTime(nanoseconds: report.at)
      switch report.kind {
      case .started:
        said.yield(.started(id, frame: report.frame, at: at))
      case .progress:
        said.yield(.progress(id, played: report.frames, through: report.frame, at: at))
        said.yield(.sounded(id, report.sound))
      case .gap:
        said.yield(
          .gap(id, frame: report.frame, frames: report.frames, at: at, cause: report.cause.cause))
      case .completed, .stopped:
        said.yield(.sounded(id, report.sound))
        said.yield(
          .ended(
            id, played: report.frames, at: at, report.kind == .completed ? .completed : .stopped))
        let actions = control.desk.over(voice: Int(report.voice))
        perform(actions, &control)
      case .deviceClosed:
        tell(.closed, &control)
      case .deviceOpening:
        tell(.opening, &control)
      case .deviceRunning:
        control.abandonedSinceRunning = 0
        tell(
          .running(
            name: device.name, rate: deck.shape.rate,
            driftPPM: report.driftPPM.isNaN ? nil : report.driftPPM), &control)
      case .deviceLost:
        tell(.lost(name: device.name, why: report.trouble.trouble), &control)
      }
    }
  }

  private func tell(_ state: DeviceState, _ control: inout Control) {
    control.device = state
    said.yield(.device(state))
  }
}
