import Clocks

/// One cue on the audio thread: where it stands, what of it is on its way to the DAC, what of it was lost.
///
/// Every frame from the first that was due is counted exactly once: as played, when it has left the DAC, or as part of
/// a gap.
final class Voice {
  enum Phase: Sendable, Equatable {
    case idle
    /// Nothing sounds now: the start is ahead, or frames are missing.
    case waiting
    case sounding
    /// All that is to sound has been rendered; what is on its way is still counted.
    case draining(stopped: Bool)
  }

  /// Frames of the cue on their way through the device.
  struct Span: BitwiseCopyable {
    var device: Int64
    var deviceCount: Int64
    var frame: Int64
    var count: Int64
    /// Frames before `frame` that were due and are missing.
    var gap: Int64 = 0
    var gapCause: GapCause = .device
  }

  let index: Int32
  let ring: FrameRing
  private(set) var phase = Phase.idle
  private(set) var sheet = CueSheet(cue: 0, start: 0, from: 0, end: 0)

  /// The first frame neither rendered nor given up.
  private var next: Int64 = 0
  private var position: Int64 = 0
  private var fraction = 0.0
  private var servo: PositionServo
  private var envelope = Envelope()
  private var gapCause: GapCause?
  private var hasRendered = false
  /// Until then a cue that was armed late may still miss its first frames without a gap being counted.
  private var graceUntil = MonotonicTime(nanoseconds: 0)

  private let spans: UnsafeMutablePointer<Span>
  private var firstSpan = 0
  private var spanCount = 0
  private static let mostSpans = 256

  /// Of the block that was rendered last.
  private var framesOfBlock = 0
  private var sum = SoundSum()

  private var played: Int64 = 0
  private var through: Int64 = 0
  private var hasStarted = false
  private var lastProgress = MonotonicTime(nanoseconds: 0)

  private let rate: Double
  private let fadeFrames: Int
  private let jumpFrames: Double
  private let endTolerance: Int64

  init(index: Int32, ring: FrameRing, rate: Int) {
    self.index = index
    self.ring = ring
    self.rate = Double(rate)
    servo = PositionServo(rate: rate)
    spans = .allocate(capacity: Self.mostSpans)
    fadeFrames = rate / 200
    jumpFrames = Double(rate) * 0.010
    endTolerance = Int64(rate / 50)
  }

  deinit { spans.deallocate() }

  var isIdle: Bool { phase == .idle }
  /// How far the sounding position is from the due one was at the last block, in frames; zero while nothing sounds.
  private(set) var error = 0.0

  /// The frame that is due at an instant, with its fraction.
  private func due(at instant: MonotonicTime) -> Double {
    Double(instant.nanoseconds - sheet.start) * 1e-9 * rate
  }

  // MARK: Orders

  /// - Parameter reach: the earliest instant at which a frame rendered now can sound.
  func load(_ sheet: CueSheet, now: MonotonicTime, reach: MonotonicTime) {
    self.sheet = sheet
    phase = .waiting
    next = max(sheet.from, Int64(due(at: now).rounded(.up)))
    let isLate = due(at: reach) > Double(sheet.from)
    graceUntil = isLate ? now + .seconds(1) : MonotonicTime(nanoseconds: 0)
    fraction = 0
    envelope = Envelope()
    gapCause = nil
    hasRendered = false
    hasStarted = false
    sum = SoundSum()
    played = 0
    through = next
    error = 0
    firstSpan = 0
    spanCount = 0
    lastProgress = now
  }

  func retime(start: Int64) {
    guard phase == .waiting, !hasRendered else { return }
    sheet.start = start
    next = sheet.from
    through = next
    gapCause = nil
  }

  /// - Parameter fade: frames over which it falls silent.
  func stop(fade: Int64, now: MonotonicTime) {
    switch phase {
    case .sounding:
      guard envelope.leaveStep == 0 else { return }
      envelope.leaveStep = -1 / Float(max(fade, Int64(fadeFrames)))
    case .waiting:
      // What was due until now and did not sound is a gap; what comes after is no longer due.
      sheet.end = min(sheet.end, max(next, Int64(due(at: now).rounded(.down))))
      if gapCause == nil { sheet.end = next }
      phase = .draining(stopped: true)
    case .idle, .draining:
      break
    }
  }

  // MARK: Rendering

  /// The mixing desk that a voice renders into: one block of device frames.
  struct Block {
    var device: Int64
    var count: Int
    var clock: DeviceClock
    var now: MonotonicTime
    var mix: UnsafeMutablePointer<Float>
    var planes: UnsafeMutablePointer<Float>
    var stride: Int
  }

  func render(_ block: Block) {
    framesOfBlock = 0
    guard phase == .waiting || phase == .sounding else { return }
    let due = due(at: block.clock.instant(of: block.device))
    if phase == .sounding { rejoinIfFarOff(block, due: due) }
    var offset = 0
    if phase == .waiting { offset = join(block, due: due) }
    if phase == .sounding { sound(block, due: due, offset: offset) }
    if phase == .waiting, due >= Double(sheet.end) { phase = .draining(stopped: false) }
    ring.release(before: wantedFrom(due))
  }

  /// The device does not play: time goes by all the same.
  func pass(now: MonotonicTime) {
    guard phase == .waiting else { return }
    let due = due(at: now)
    if due > Double(next), gapCause == nil { gapCause = .device }
    if due >= Double(sheet.end) { phase = .draining(stopped: false) }
    ring.release(before: wantedFrom(due))
  }

  private func wantedFrom(_ due: Double) -> Int64 {
    let place = phase == .sounding ? position : max(next, Int64(max(0, due)))
    // What is on its way through the device may be wanted again, if the device loses it.
    return max(0, place - Int64(SincTable.taps) - Int64(rate / 2))
  }

  /// Beyond what a rate change can mend in reasonable time it goes to the due frame at once: what is skipped is a gap;
  /// where it is ahead it falls silent until the next frame is due, for no frame sounds twice.
  private func rejoinIfFarOff(_ block: Block, due: Double) {
    let error = due - Double(position) - fraction
    guard abs(error) > jumpFrames else { return }
    var leaving = envelope
    leaving.leave = 1
    leaving.leaveStep = -1 / Float(fadeFrames)
    let count = min(fadeFrames, block.count)
    if covers(position, count: count) { add(block, offset: 0, count: count, step: 1, envelope: leaving) }
    next = position
    if error > 0 { gapCause = gapCause ?? .device }
    phase = .waiting
    self.error = 0
  }

  /// Looks whether the next frame can sound within this block. Returns the frame of the block where it does.
  private func join(_ block: Block, due: Double) -> Int {
    let stretch = 1 + block.clock.stretch
    var target = next
    if let hole = ring.hole(at: target), due + Double(block.count) * stretch > Double(target) {
      target = hole.upperBound
      gapCause = gapCause ?? .media
    }
    guard due + Double(block.count) * stretch > Double(target), target < sheet.end else { return 0 }
    // To the nearest frame: one that is due half a frame ago still counts as due now.
    var frame = max(target, Int64(due.rounded()))
    if let hole = ring.hole(at: frame) {
      frame = hole.upperBound
      gapCause = gapCause ?? .media
    }
    guard frame < sheet.end else { return 0 }
    let offset = max(0, Int(((Double(frame) - due) / stretch).rounded()))
    guard offset < block.count else { return 0 }

    guard covers(frame, count: block.count - offset) else {
      if let end = ring.knownEnd, frame >= end {
        gapCause = gapCause ?? .media
        if sheet.end - end <= endTolerance, next >= end { sheet.end = end }
      } else if due > Double(next) {
        if gapCause == nil, block.now >= graceUntil { gapCause = .system }
        askJumpIfFarOff(frame)
      }
      return 0
    }
    if gapCause == nil, !hasRendered, block.now < graceUntil { next = frame }
    let isCleanStart = frame == next && frame == 0
    envelope.join = isCleanStart ? 1 : 0
    envelope.joinStep = isCleanStart ? 0 : 1 / Float(fadeFrames)
    position = frame
    fraction = 0
    servo = PositionServo(rate: Int(rate))
    servo.begin(stretch: block.clock.driftUncertaintyPPM < 3 ? block.clock.stretch : nil)
    phase = .sounding
    return offset
  }

  /// Has the decoder go to the due frame where that will not come into the ring by itself soon.
  private func askJumpIfFarOff(_ frame: Int64) {
    let valid = ring.valid
    guard !valid.isEmpty else { return }
    let lead = Int64(rate / 2)
    let isFarBehind = frame > valid.upperBound + Int64(ring.capacity)
    let isFarAhead = frame + lead + lead / 4 < valid.lowerBound
    // Half a second ahead: the decoder needs time to get there.
    if isFarBehind || isFarAhead { ring.askJump(to: frame + lead) }
  }

  private func sound(_ block: Block, due: Double, offset: Int) {
    let stretch = block.clock.stretch
    var wanted = block.count - offset
    let dueHere = due + Double(offset) * (1 + stretch)
    error = dueHere - Double(position) - fraction
    servo.allow(noise: block.clock.noiseDeviation)
    let step = servo.step(error: error, stretch: stretch, frames: wanted)
    var limit = sheet.end
    var endsEarly = false
    if let hole = ring.hole(at: position) { limit = min(limit, hole.lowerBound) }
    if let hole = ring.nextHole(after: position) { limit = min(limit, hole) }
    if let end = ring.knownEnd, end < limit {
      if sheet.end - end <= endTolerance { sheet.end = end } else { endsEarly = true }
      limit = end
    }
    let toLimit = Int(((Double(limit - position) - fraction) / step).rounded(.up))
    wanted = min(wanted, max(0, toLimit))
    if envelope.leaveStep < 0 {
      wanted = min(wanted, Int((envelope.leave / -envelope.leaveStep).rounded(.up)))
    }
    var starved = false
    if !covers(position, count: wanted) {
      starved = true
      wanted = min(wanted, max(0, Int(ring.valid.upperBound - position) - SincTable.taps - 2))
      if !covers(position, count: wanted) { wanted = 0 }
    }
    if wanted > 0 {
      var shape = envelope
      if starved {
        // The decoder is behind: no click where the sound breaks off.
        shape.leave = 1
        shape.leaveStep = -1 / Float(wanted)
      }
      let from = position
      add(block, offset: offset, count: wanted, step: step, envelope: shape)
      framesOfBlock = wanted
      advance(by: wanted, step: step)
      if position > limit {
        position = limit
        fraction = 0
      }
      record(
        Span(
          device: block.device + Int64(offset), deviceCount: Int64(wanted), frame: from,
          count: position - from, gap: from - next, gapCause: gapCause ?? .system))
      next = position
      gapCause = nil
      hasRendered = true
      envelope.join = min(1, envelope.join + envelope.joinStep * Float(wanted))
      envelope.leave += envelope.leaveStep * Float(wanted)
    }
    if envelope.leaveStep < 0, starved || envelope.leave <= 1e-6 {
      sheet.end = position
      phase = .draining(stopped: true)
    } else if position >= sheet.end {
      phase = .draining(stopped: false)
    } else if starved {
      phase = .waiting
      gapCause = .system
    } else if position >= limit {
      phase = .waiting
      gapCause = endsEarly || ring.hole(at: position) != nil ? .media : .system
    }
  }

  /// Whether `count` device frames from `frame` on, at any rate the servo may choose, can be rendered.
  private func covers(_ frame: Int64, count: Int) -> Bool {
    let valid = ring.valid
    guard frame >= valid.lowerBound, frame < valid.upperBound else { return false }
    let last = frame + Int64(count) + Int64(count / 1000) + Int64(SincTable.taps)
    if let end = ring.knownEnd, end <= valid.upperBound { return true }
    return min(last, sheet.end) <= valid.upperBound
  }

  private func add(_ block: Block, offset: Int, count: Int, step: Double, envelope: Envelope) {
    let channels = ring.channels
    let mix = block.mix + offset * channels
    if step == 1, fraction == 0 {
      let valid = ring.valid
      let there = min(count, Int(clamping: valid.upperBound - position))
      addExact(
        ring: ring.samples, mask: ring.mask, channels: channels, position: position, count: there,
        envelope: envelope, mix: mix)
      return
    }
    let length = Int(fraction + Double(count) * step) + SincTable.taps + 1
    gather(
      ring: ring.samples, mask: ring.mask, channels: channels,
      position: position - Int64(SincTable.centre), count: min(length, block.stride), valid: ring.valid,
      planes: block.planes, stride: block.stride)
    addInterpolated(
      planes: block.planes, stride: block.stride, channels: channels,
      table: SincTable.shared.coefficients, phases: Double(SincTable.phases), fraction: fraction, step: step,
      count: count,
      envelope: envelope, mix: mix)
  }

  private func advance(by count: Int, step: Double) {
    if step == 1 {
      position += Int64(count)
      return
    }
    let total = fraction + Double(count) * step
    let whole = total.rounded(.down)
    position += Int64(whole)
    fraction = total - whole
  }

  // MARK: Counting

  /// What the block came to in which this voice was heard. Cues follow one another, so that it is this voice's.
  func meter(squares: Float, peak: Float) {
    guard framesOfBlock > 0 else { return }
    sum =
      sum
      + SoundSum(frames: Int64(framesOfBlock), energy: Double(squares) / Double(ring.channels), peak: peak)
  }

  private func record(_ span: Span) {
    if spanCount > 0 {
      let last = spans + (firstSpan + spanCount - 1) % Self.mostSpans
      let isSeamless =
        span.gap == 0 && last.pointee.device + last.pointee.deviceCount == span.device
        && last.pointee.frame + last.pointee.count == span.frame
      let isPlain = span.count == span.deviceCount && last.pointee.count == last.pointee.deviceCount
      if isSeamless, isPlain || spanCount == Self.mostSpans {
        last.pointee.deviceCount += span.deviceCount
        last.pointee.count += span.count
        return
      }
    }
    guard spanCount < Self.mostSpans else { return }
    (spans + (firstSpan + spanCount) % Self.mostSpans).initialize(to: span)
    spanCount += 1
  }

  /// Counts what has left the DAC.
  ///
  /// - Parameter left: frames since the device's start that have left it.
  func account(left: Int64, clock: DeviceClock, report: (DeckReport) -> Void) {
    while spanCount > 0 {
      let span = spans + firstSpan
      guard left > span.pointee.device else { return }
      let at = clock.instant(of: span.pointee.device).nanoseconds
      if !hasStarted {
        hasStarted = true
        report(
          DeckReport(kind: .started, voice: index, cue: sheet.cue, frame: span.pointee.frame, at: at))
      }
      if span.pointee.gap > 0 {
        reportGap(before: span.pointee.frame, frames: span.pointee.gap, cause: span.pointee.gapCause, report)
        span.pointee.gap = 0
      }
      let out = min(left - span.pointee.device, span.pointee.deviceCount)
      let frames =
        out == span.pointee.deviceCount
        ? span.pointee.count : out * span.pointee.count / span.pointee.deviceCount
      played += frames
      through = span.pointee.frame + frames
      if out == span.pointee.deviceCount {
        firstSpan = (firstSpan + 1) % Self.mostSpans
        spanCount -= 1
      } else {
        span.pointee.device += out
        span.pointee.deviceCount -= out
        span.pointee.frame += frames
        span.pointee.count -= frames
        return
      }
    }
  }

  /// What had not left the DAC is lost with the device.
  func loseDevice(cause: GapCause) {
    error = 0
    let hadSpans = spanCount > 0
    let lostCause = hadSpans ? spans[firstSpan].gap > 0 ? spans[firstSpan].gapCause : cause : cause
    firstSpan = 0
    spanCount = 0
    switch phase {
    case .sounding:
      if envelope.leaveStep < 0 {
        sheet.end = through
        phase = .draining(stopped: true)
      } else {
        phase = .waiting
      }
      next = through
      gapCause = lostCause
    case .draining(let stopped):
      guard hadSpans else { break }
      next = through
      if stopped {
        sheet.end = through
      } else {
        phase = .waiting
        gapCause = lostCause
      }
    case .waiting:
      if hadSpans {
        next = through
        gapCause = lostCause
      }
    case .idle:
      break
    }
  }

  /// Says how far it is, and when it is over.
  func report(now: MonotonicTime, _ report: (DeckReport) -> Void) {
    if case .draining(let stopped) = phase, spanCount == 0 {
      if sheet.end > next {
        reportGap(before: sheet.end, frames: sheet.end - next, cause: gapCause ?? .device, report)
      }
      phase = .idle
      report(
        DeckReport(
          kind: stopped ? .stopped : .completed, voice: index, cue: sheet.cue, frames: played,
          at: now.nanoseconds, sound: sum))
      return
    }
    guard hasStarted, phase != .idle, now - lastProgress >= .milliseconds(500) else { return }
    lastProgress = now
    report(
      DeckReport(
        kind: .progress, voice: index, cue: sheet.cue, frame: through, frames: played,
        at: now.nanoseconds, sound: sum))
  }

  private func reportGap(
    before frame: Int64, frames: Int64, cause: GapCause, _ report: (DeckReport) -> Void
  ) {
    let first = frame - frames
    let at = sheet.start + Int64((Double(first) / rate * 1e9).rounded())
    report(
      DeckReport(
        kind: .gap, voice: index, cue: sheet.cue, frame: first, frames: frames, at: at, cause: cause))
  }
}
