import Audio
import Clocks
import Synchronization

/// What the audio thread does, one turn at a time: it looks where the device stands, counts what has sounded, mixes
/// what is next into the free part of the device's buffer, and says when it wants to be woken.
///
/// It holds no clock and no thread: tests turn it with a simulated device and a time of their own.
final class Deck: @unchecked Sendable {
  struct Shape: Sendable {
    var rate: Int
    var channels: Int
    /// How much sound the device is to hold.
    var buffer: Duration = .milliseconds(250)
    /// Time between two turns while the device plays.
    var period: Duration = .milliseconds(45)
    /// Time between two turns while there is no device, or its clock is being learnt.
    var absentPeriod: Duration = .milliseconds(50)
    var settlingPeriod: Duration = .milliseconds(10)
    /// Silence that is put ahead of everything when the device starts.
    var lead: Duration = .milliseconds(80)
    var voices = 8
    /// Frames mixed at a time.
    var block = 1024
  }

  let shape: Shape
  let voices: [Voice]
  let orders: BoundedQueue<DeckOrder>
  let reports: BoundedQueue<DeckReport>
  let gauge: Gauge

  private let device: any SoundDevice
  private let now: @Sendable () -> MonotonicTime
  private var recovery: DeviceRecovery
  private var clock: DeviceClock
  private var format: OutputFormat?
  private var toldTrouble: TroubleCode?
  private var toldDrift = false
  private var lastTurn: MonotonicTime?
  private var turnCount: UInt64 = 0

  /// Frames since the start of the device: rendered, taken by the device, out of the DAC.
  private var rendered: Int64 = 0
  private var written: Int64 = 0
  private var left: Int64 = 0
  private var leftBefore: Int64 = 0
  /// What the device said last of the frames that had left it, and when that changed.
  private var pointer: Int64 = -1
  private var pointerMoved = MonotonicTime(nanoseconds: 0)
  private var hasStood = false
  private var stagedFrom = 0
  private var stagedCount = 0

  /// No working pointer moves in longer steps.
  private static let longestStep = Duration.milliseconds(120)

  private let mix: UnsafeMutablePointer<Float>
  private let planes: UnsafeMutablePointer<Float>
  private let stride: Int

  init(
    shape: Shape, device: any SoundDevice, rings: [FrameRing], gauge: Gauge,
    now: @escaping @Sendable () -> MonotonicTime
  ) {
    self.shape = shape
    self.device = device
    self.gauge = gauge
    self.now = now
    orders = BoundedQueue(capacity: 256)
    reports = BoundedQueue(capacity: 4096)
    voices = rings.enumerated().map { Voice(index: Int32($0), ring: $1, rate: shape.rate) }
    recovery = DeviceRecovery(now: now(), buffer: shape.buffer)
    clock = DeviceClock(rate: shape.rate)
    mix = .allocate(capacity: shape.block * shape.channels)
    mix.initialize(repeating: 0, count: shape.block * shape.channels)
    stride = shape.block + 2 * SincTable.taps
    planes = .allocate(capacity: stride * shape.channels)
    planes.initialize(repeating: 0, count: stride * shape.channels)
    _ = SincTable.shared
  }

  deinit {
    mix.deallocate()
    planes.deallocate()
  }

  /// One turn. Returns when to come again; nil where the session was taken, and nothing may be touched any more.
  func turn(_ session: Session) -> MonotonicTime? {
    let now = self.now()
    turnCount &+= 1
    gauge.turns.store(turnCount, ordering: .relaxed)
    gauge.lastTurn.store(now.nanoseconds, ordering: .releasing)
    takeOrders(now)
    let next: MonotonicTime?
    if let output = session.output {
      next = play(session, output, now)
    } else if recovery.isDue(at: now) {
      next = open(session, now)
    } else {
      passWithoutDevice(now)
      next = now + shape.absentPeriod
    }
    guard let next else { return nil }
    for voice in voices where !voice.isIdle { voice.report(now: now, put) }
    lastTurn = now
    return next
  }

  /// The thread that worked the deck hangs in the driver; another one takes over, with a session of its own.
  func takeOver(at now: MonotonicTime) {
    deviceIsLost(.frozen, now: now)
  }

  // MARK: The device

  private func open(_ session: Session, _ now: MonotonicTime) -> MonotonicTime? {
    let (device, shape) = (device, shape)
    let answer = session.call { () -> Result<any AudioOutput, OutputFailure> in
      do throws(OutputFailure) {
        return .success(try device.open(rate: shape.rate, channels: shape.channels, buffer: shape.buffer))
      } catch {
        return .failure(error)
      }
    }
    guard let answer else { return nil }
    switch answer {
    case .failure(let failure):
      recovery.lost(at: self.now())
      tell(trouble: DeviceRecovery.trouble(failure), now: now)
      passWithoutDevice(now)
      return now + shape.absentPeriod
    case .success(let output):
      session.output = output
      format = output.format
      session.makeStaging(for: output.format)
      recovery.opened(at: self.now())
      gauge.opens.wrappingAdd(1, ordering: .relaxed)
      gauge.bufferFrames.store(Int64(output.format.bufferFrames), ordering: .relaxed)
      return restart(session, output, now)
    }
  }

  /// From frame 0: a little silence, then the clock has to be learnt anew before anything can be placed.
  private func restart(_ session: Session, _ output: any AudioOutput, _ now: MonotonicTime) -> MonotonicTime?
  {
    leftBefore += left
    rendered = 0
    written = 0
    left = 0
    stagedCount = 0
    stagedFrom = 0
    pointer = -1
    pointerMoved = now
    hasStood = false
    clock = clock.restarted()
    guard let format, let staging = session.staging else { return now + shape.absentPeriod }
    let lead = min(format.bufferFrames / 2, Int(shape.lead.inSeconds * Double(shape.rate)))
    staging.initializeMemory(as: UInt8.self, repeating: 0, count: lead * format.bytesPerFrame)
    let answer = session.call { () -> Int in
      let prepared = output.prepare()
      guard prepared >= 0 else { return Int(prepared) }
      let taken = output.write(staging, count: lead)
      guard taken > 0 else { return taken }
      let started = output.start()
      return started < 0 ? Int(started) : taken
    }
    guard let answer else { return nil }
    guard answer > 0 else {
      return lose(session, DeviceRecovery.trouble(errno: Int32(clamping: -answer)), now)
    }
    rendered = Int64(answer)
    written = Int64(answer)
    let started = self.now()
    recovery.restarted(at: started)
    passWithoutDevice(now)
    return started + shape.settlingPeriod
  }

  private func play(_ session: Session, _ output: any AudioOutput, _ now: MonotonicTime) -> MonotonicTime? {
    guard let status = session.call({ output.status() }) else { return nil }
    let wasLate = isOwnDelay(now)
    if status.state == .running {
      observe(frame: written - Int64(status.delay), at: status.at)
    } else if status.state == .underrun, clock.isSettled, clock.frame(at: now) >= written {
      // It ran dry: all that was written has sounded.
      left = written
    }
    account()
    switch recovery.observed(status, left: left, now: now) {
    case .carryOn:
      break
    case .restart:
      gauge.underruns.wrappingAdd(1, ordering: .relaxed)
      gauge.isRunning.store(false, ordering: .relaxed)
      for voice in voices { voice.loseDevice(cause: wasLate ? .system : .device) }
      return restart(session, output, now)
    case .lose(let trouble):
      return lose(session, trouble, now)
    }
    gauge.buffered.store(Int64(status.delay), ordering: .relaxed)
    guard clock.isSettled else {
      passWithoutDevice(now)
      return keepSilent(session, output, status, now)
    }
    tellRunning(now)
    render(session, free: status.available - stagedCount, now)
    return write(session, output, now, next: wake(after: now))
  }

  /// A pointer that stands still says nothing of the clock; one that stood still for long and moves again is a device
  /// that had stopped meanwhile, and its clock starts anew.
  private func observe(frame: Int64, at instant: MonotonicTime) {
    if frame == pointer {
      if instant - pointerMoved > Self.longestStep { hasStood = true }
      return
    }
    if hasStood {
      clock = clock.restarted()
      hasStood = false
    }
    pointer = frame
    pointerMoved = instant
    clock.observe(frame: frame, at: instant)
    left = max(left, min(written, frame))
  }

  /// While its clock is being learnt the device gets just enough silence to go on.
  private func keepSilent(
    _ session: Session, _ output: any AudioOutput, _ status: OutputStatus, _ now: MonotonicTime
  ) -> MonotonicTime? {
    let least = Int(shape.lead.inSeconds / 2 * Double(shape.rate))
    guard stagedCount == 0, status.delay < least, let format, let staging = session.staging else {
      return now + shape.settlingPeriod
    }
    let count = min(least, status.available, session.stagingFrames)
    staging.initializeMemory(as: UInt8.self, repeating: 0, count: count * format.bytesPerFrame)
    rendered += Int64(count)
    stagedFrom = 0
    stagedCount = count
    return write(session, output, now, next: now + shape.settlingPeriod)
  }

  private func write(
    _ session: Session, _ output: any AudioOutput, _ now: MonotonicTime, next: MonotonicTime
  ) -> MonotonicTime? {
    guard stagedCount > 0, let format, let staging = session.staging else { return next }
    let (from, count) = (stagedFrom, stagedCount)
    guard
      let taken = session.call({ output.write(staging + from * format.bytesPerFrame, count: count) })
    else { return nil }
    guard taken >= 0 else {
      // An underrun or suspend shows in the next status; anything else means that the device is gone.
      let state = ALSAOutput.state(errno: Int32(clamping: -taken))
      if state == .underrun || state == .suspended { return now + shape.settlingPeriod }
      let trouble: TroubleCode =
        state == .disconnected ? .unplugged : DeviceRecovery.trouble(errno: Int32(clamping: -taken))
      return lose(session, trouble, now)
    }
    written += Int64(taken)
    stagedFrom += taken
    stagedCount -= taken
    return stagedCount > 0 ? now + shape.settlingPeriod : next
  }

  private func lose(_ session: Session, _ trouble: TroubleCode, _ now: MonotonicTime) -> MonotonicTime? {
    if let output = session.output {
      session.output = nil
      guard session.call({ output.close() }) != nil else { return nil }
    }
    deviceIsLost(trouble, now: now)
    passWithoutDevice(now)
    return now + shape.absentPeriod
  }

  private func deviceIsLost(_ trouble: TroubleCode, now: MonotonicTime) {
    leftBefore += left
    left = 0
    rendered = 0
    written = 0
    stagedCount = 0
    clock = clock.restarted()
    recovery.lost(at: now)
    gauge.isRunning.store(false, ordering: .relaxed)
    for voice in voices { voice.loseDevice(cause: .device) }
    tell(trouble: trouble, now: now)
  }

  private func passWithoutDevice(_ now: MonotonicTime) {
    for voice in voices where !voice.isIdle { voice.pass(now: now) }
  }

  /// Wakes are spread by a few milliseconds, so that a pointer that moves in steps is seen at all phases of a step.
  private func wake(after now: MonotonicTime) -> MonotonicTime {
    let spread = Int64((turnCount &* 0x9E37_79B9_7F4A_7C15) >> 42)
    return now + shape.period - .nanoseconds(spread)
  }

  /// Whether it was this thread that came too late, rather than the device that stopped.
  private func isOwnDelay(_ now: MonotonicTime) -> Bool {
    guard let lastTurn, format != nil else { return false }
    let held = Double(written - left) / Double(shape.rate)
    return (now - lastTurn).inSeconds > held && (now - lastTurn) > shape.period * 2
  }

  // MARK: Mixing

  private func render(_ session: Session, free: Int, _ now: MonotonicTime) {
    guard let format, let staging = session.staging, stagedCount == 0 else { return }
    var room = min(free, session.stagingFrames)
    let total = room
    guard total > 0 else { return }
    var peak: Float = 0
    var squares: Float = 0
    var error = 0.0
    stagedFrom = 0
    while room > 0 {
      let count = min(room, shape.block)
      let samples = count * shape.channels
      mix.update(repeating: 0, count: samples)
      let block = Voice.Block(
        device: rendered, count: count, clock: clock, now: now, mix: mix, planes: planes, stride: stride)
      for voice in voices where !voice.isIdle {
        voice.render(block)
        if abs(voice.error) > abs(error) { error = voice.error }
      }
      var highest: Float = 0
      var energy: Float = 0
      measure(mix, count: samples, peak: &highest, squares: &energy)
      for voice in voices where !voice.isIdle { voice.meter(squares: energy, peak: highest) }
      peak = max(peak, highest)
      squares += energy
      convert(
        mix, count: samples, to: format.sample, into: staging + stagedCount * format.bytesPerFrame)
      rendered += Int64(count)
      stagedCount += count
      room -= count
    }
    gauge.level = (peak, squares / Float(total * shape.channels))
    gauge.positionError = error
  }

  private func account() {
    gauge.left.store(leftBefore + left, ordering: .relaxed)
    for voice in voices where !voice.isIdle { voice.account(left: left, clock: clock, report: put) }
  }

  // MARK: Orders and reports

  private func takeOrders(_ now: MonotonicTime) {
    while let order = orders.take() {
      let voice = voices[Int(order.voice)]
      switch order.kind {
      case .load:
        let isPlaying = format != nil && clock.isSettled && rendered > 0
        let reach = isPlaying ? clock.instant(of: rendered) : now
        voice.load(order.sheet, now: now, reach: max(reach, now) + .milliseconds(100))
      case .retime:
        if voice.sheet.cue == order.sheet.cue { voice.retime(start: order.sheet.start) }
      case .stop:
        if voice.sheet.cue == order.sheet.cue { voice.stop(fade: order.frames, now: now) }
      }
    }
  }

  private func put(_ report: DeckReport) {
    // Half of the queue is kept for what must not be lost.
    if report.kind == .progress, reports.fullness > 0.5 { return }
    _ = reports.put(report)
  }

  private func tell(trouble: TroubleCode, now: MonotonicTime) {
    guard toldTrouble != trouble else { return }
    toldTrouble = trouble
    toldDrift = false
    put(DeckReport(kind: .deviceLost, at: now.nanoseconds, trouble: trouble))
  }

  private func tellRunning(_ now: MonotonicTime) {
    let wasRunning = gauge.isRunning.exchange(true, ordering: .relaxed)
    let knowsDrift = clock.driftUncertaintyPPM < 5
    if knowsDrift { gauge.driftPPM = clock.driftPPM }
    guard !wasRunning || (knowsDrift && !toldDrift) else { return }
    toldTrouble = nil
    toldDrift = knowsDrift
    put(
      DeckReport(
        kind: .deviceRunning, at: now.nanoseconds, driftPPM: knowsDrift ? clock.driftPPM : .nan))
  }
}
