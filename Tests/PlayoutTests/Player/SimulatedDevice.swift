import Audio
import Clocks
import Synchronization

@testable import Playout

/// Time that stands still until a test moves it.
final class SimulatedTime: Sendable {
  private let nanoseconds = Atomic<Int64>(1_000_000_000)

  var now: MonotonicTime {
    get { MonotonicTime(nanoseconds: nanoseconds.load(ordering: .relaxed)) }
    set { nanoseconds.store(newValue.nanoseconds, ordering: .relaxed) }
  }
}

/// A sound card in simulated time, that keeps what left its DAC and when.
final class SimulatedDevice: SoundDevice, @unchecked Sendable {
  enum Fault { case none, absent, busy, frozen, unplugged, dead }

  let name = "simulated"
  let time: SimulatedTime
  let driftPPM: Double
  let granularity: Int64
  var fault = Fault.none
  var underrunOnce = false
  /// Samples of the left channel that left the DAC, each with its instant, where it was not zero.
  var heard: [(value: Int32, at: Double)] = []
  var keepsSound = true
  var opens = 0

  init(time: SimulatedTime, driftPPM: Double = 0, granularity: Int64 = 1) {
    self.time = time
    self.driftPPM = driftPPM
    self.granularity = granularity
  }

  func open(rate: Int, channels: Int, buffer: Duration) throws(OutputFailure) -> any AudioOutput {
    switch fault {
    case .absent, .unplugged: throw OutputFailure(kind: .absent, device: name, detail: "")
    case .busy: throw OutputFailure(kind: .busy, device: name, detail: "")
    case .dead: throw OutputFailure(kind: .serverGone, device: name, detail: "")
    case .none, .frozen: break
    }
    opens += 1
    let frames = Int(buffer.inSeconds * Double(rate))
    return SimulatedOutput(
      device: self, format: OutputFormat(sample: .s32, rate: rate, channels: channels, bufferFrames: frames))
  }
}

final class SimulatedOutput: AudioOutput {
  let format: OutputFormat
  private let device: SimulatedDevice
  private var held: [Int32] = []
  private var written: Int64 = 0
  private var left: Int64 = 0
  private var started: MonotonicTime?
  private var isDry = false

  init(device: SimulatedDevice, format: OutputFormat) {
    self.device = device
    self.format = format
  }

  private var framesPerNanosecond: Double { Double(format.rate) * (1 + device.driftPPM * 1e-6) / 1e9 }

  private func sound() {
    guard let started, !isDry, device.fault != .frozen else { return }
    let exact = Int64(Double(device.time.now.nanoseconds - started.nanoseconds) * framesPerNanosecond)
    let target = min(exact, written)
    while left < target {
      if device.keepsSound {
        let value = held[Int(left) % held.count]
        if value != 0 {
          device.heard.append(
            (value, Double(started.nanoseconds) + Double(left) / framesPerNanosecond))
        }
      }
      left += 1
    }
    if exact > written { isDry = true }
  }

  func status() -> OutputStatus {
    func answer(_ state: OutputStatus.State, _ delay: Int64 = 0) -> OutputStatus {
      OutputStatus(
        state: state, at: device.time.now, delay: Int(delay), available: format.bufferFrames - Int(delay))
    }
    switch device.fault {
    case .unplugged, .absent: return answer(.disconnected)
    case .dead: return answer(.failed(5))
    case .none, .busy, .frozen: break
    }
    sound()
    if device.underrunOnce {
      device.underrunOnce = false
      isDry = true
    }
    guard started != nil else { return answer(.prepared) }
    if isDry { return answer(.underrun) }
    return answer(.running, written - left + left % device.granularity)
  }

  func write(_ frames: UnsafeRawPointer, count: Int) -> Int {
    if device.fault == .dead { return -5 }
    if device.fault == .unplugged { return -19 }
    sound()
    if isDry { return -32 }
    if held.isEmpty { held = Array(repeating: 0, count: format.bufferFrames) }
    let taken = min(count, format.bufferFrames - Int(written - left))
    for frame in 0..<taken {
      held[Int(written) % held.count] =
        frames.load(fromByteOffset: frame * format.bytesPerFrame, as: Int32.self)
      written += 1
    }
    return taken
  }

  func prepare() -> Int32 {
    switch device.fault {
    case .unplugged, .absent: return -19
    case .dead: return -5
    case .none, .busy, .frozen: break
    }
    (written, left, started, isDry) = (0, 0, nil, false)
    return 0
  }

  func start() -> Int32 {
    started = device.time.now
    return 0
  }

  func close() {}
}

/// Frames whose left sample is their own number (plus one, so that none is silent), right sample the same.
final class CountingSource: FrameSource {
  let totalFrames: Int64
  var failures: [SourceFailure] = []
  private let channels: Int
  private var position: Int64 = 0

  init(totalFrames: Int64, channels: Int = 2) {
    self.totalFrames = totalFrames
    self.channels = channels
  }

  func read(into samples: UnsafeMutableBufferPointer<Float>) -> Int {
    let count = Int(min(Int64(samples.count / channels), totalFrames - position))
    for frame in 0..<max(0, count) {
      for channel in 0..<channels {
        samples[frame * channels + channel] = Self.value(position + Int64(frame))
      }
    }
    position += Int64(max(0, count))
    return max(0, count)
  }

  func seek(to frame: Int64) { position = frame }

  /// 24 bits hold frame numbers up to 8 million.
  static func value(_ frame: Int64) -> Float { Float(frame + 1) / 8_388_608 }
  static func frame(of sample: Int32) -> Int64 { Int64(sample) / 256 - 1 }
}

/// A deck, its decoders and its device, all turned by one hand.
final class Bench {
  let time = SimulatedTime()
  let device: SimulatedDevice
  let deck: Deck
  let gauge = Gauge()
  var session = Session()
  let rate: Int
  var reports: [DeckReport] = []
  /// While true the decoders do no work.
  var decodersSleep = false
  private let rings: [FrameRing]
  private var feeds: [Int: FrameFeed] = [:]
  private var nextTurn: MonotonicTime

  init(rate: Int = 48_000, driftPPM: Double = 0, granularity: Int64 = 1, voices: Int = 4) {
    self.rate = rate
    device = SimulatedDevice(time: time, driftPPM: driftPPM, granularity: granularity)
    rings = (0..<voices).map { _ in FrameRing(capacity: 1 << 17, channels: 2) }
    let time = time
    deck = Deck(
      shape: Deck.Shape(rate: rate, channels: 2, voices: voices), device: device, rings: rings,
      gauge: gauge, now: { time.now })
    nextTurn = time.now
  }

  @discardableResult
  func arm(
    voice: Int = 0, cue: UInt64 = 1, start: MonotonicTime, from: Int64 = 0, frames: Int64,
    source: CountingSource? = nil
  ) -> CueSheet {
    let source = source ?? CountingSource(totalFrames: frames)
    let due = Int64((time.now - start).inSeconds * Double(rate))
    let first = max(0, max(from, due) - 32)
    rings[voice].reset(from: first)
    feeds[voice] = FrameFeed(source: source, ring: rings[voice], from: first)
    let sheet = CueSheet(cue: cue, start: start.nanoseconds, from: from, end: frames)
    _ = deck.orders.put(DeckOrder(kind: .load, voice: Int32(voice), sheet: sheet))
    return sheet
  }

  func order(_ kind: DeckOrder.Kind, voice: Int = 0, sheet: CueSheet, frames: Int64 = 0) {
    _ = deck.orders.put(DeckOrder(kind: kind, voice: Int32(voice), sheet: sheet, frames: frames))
  }

  /// Lets time go by.
  func run(_ duration: Duration, late: Duration = .zero) {
    let end = time.now + duration
    while nextTurn < end {
      time.now = max(time.now, nextTurn)
      turn()
      nextTurn = max(nextTurn, time.now) + late
    }
    time.now = max(time.now, end)
  }

  private func turn() {
    if !decodersSleep {
      for feed in feeds.values {
        while case .more = feed.work(failed: { _ in }) {}
      }
    }
    if let next = deck.turn(session) { nextTurn = next }
    while let report = deck.reports.take() { reports.append(report) }
  }

  func reports(_ kind: DeckReport.Kind) -> [DeckReport] { reports.filter { $0.kind == kind } }

  var framesHeard: [Int64] { device.heard.map { CountingSource.frame(of: $0.value) } }
}
