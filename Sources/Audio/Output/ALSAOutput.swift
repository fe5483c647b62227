import CALSA
import CLinux
import Clocks
import Glibc

/// A device of ALSA, by any PCM name: `default`, `plughw:1,0`, `dmix:…`, or one from `asound.conf`.
public struct ALSADevice: SoundDevice {
  public var name: String

  public init(name: String) {
    self.name = name
  }

  public func open(
    rate: Int, channels: Int, buffer: Duration
  ) throws(OutputFailure) -> any AudioOutput {
    try ALSAOutput(name: name, rate: rate, channels: channels, buffer: buffer)
  }
}

/// An opened playback handle of ALSA, non-blocking.
public final class ALSAOutput: AudioOutput {
  public let format: OutputFormat
  private let pcm: OpaquePointer
  private let statusBlock: OpaquePointer
  private var isClosed = false

  /// The order in which formats are tried: the first that the device takes without losing bits.
  private static let formats: [(snd_pcm_format_t, OutputFormat.Sample)] = [
    (SND_PCM_FORMAT_S32_LE, .s32), (SND_PCM_FORMAT_S24_LE, .s24), (SND_PCM_FORMAT_S24_3LE, .s24packed),
    (SND_PCM_FORMAT_S16_LE, .s16), (SND_PCM_FORMAT_FLOAT_LE, .float),
  ]

  public init(name: String, rate: Int, channels: Int, buffer: Duration) throws(OutputFailure) {
    calsa_silence()
    calsa_forget_message()
    var opened: OpaquePointer?
    let error = snd_pcm_open(&opened, name, SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK)
    guard error == 0, let pcm = opened else {
      throw Self.failure(name, errno: -error)
    }
    do {
      format = try Self.configure(pcm, name: name, rate: rate, channels: channels, buffer: buffer)
    } catch {
      snd_pcm_close(pcm)
      throw error
    }
    var block: OpaquePointer?
    guard snd_pcm_status_malloc(&block) == 0, let block else {
      snd_pcm_close(pcm)
      throw Self.failure(name, errno: ENOMEM)
    }
    self.pcm = pcm
    statusBlock = block
  }

  deinit {
    close()
    snd_pcm_status_free(statusBlock)
  }

  public func close() {
    guard !isClosed else { return }
    isClosed = true
    snd_pcm_close(pcm)
  }

  public func prepare() -> Int32 {
    snd_pcm_drop(pcm)
    return snd_pcm_prepare(pcm)
  }

  public func start() -> Int32 {
    snd_pcm_start(pcm)
  }

  public func write(_ frames: UnsafeRawPointer, count: Int) -> Int {
    let taken = snd_pcm_writei(pcm, frames, snd_pcm_uframes_t(count))
    return taken == -Int(EAGAIN) ? 0 : taken
  }

  public func status() -> OutputStatus {
    let before = linux_monotonic()
    let error = snd_pcm_status(pcm, statusBlock)
    let after = linux_monotonic()
    guard error == 0 else {
      return OutputStatus(
        state: Self.state(errno: -error), at: MonotonicTime(nanoseconds: after), delay: 0, available: 0)
    }
    var stamp = snd_htimestamp_t()
    snd_pcm_status_get_htstamp(statusBlock, &stamp)
    var instant = Int64(stamp.tv_sec) * 1_000_000_000 + Int64(stamp.tv_nsec)
    // Drivers that do not stamp give zero, and some give the wall clock whatever was asked for.
    if instant > after || instant < after - 1_000_000_000 { instant = before + (after - before) / 2 }
    return OutputStatus(
      state: Self.state(snd_pcm_status_get_state(statusBlock)),
      at: MonotonicTime(nanoseconds: instant),
      delay: snd_pcm_status_get_delay(statusBlock),
      available: Int(clamping: snd_pcm_status_get_avail(statusBlock)))
  }

  private static func state(_ state: snd_pcm_state_t) -> OutputStatus.State {
    switch state {
    case SND_PCM_STATE_RUNNING, SND_PCM_STATE_DRAINING, SND_PCM_STATE_PAUSED: .running
    case SND_PCM_STATE_PREPARED, SND_PCM_STATE_SETUP: .prepared
    case SND_PCM_STATE_XRUN: .underrun
    case SND_PCM_STATE_SUSPENDED: .suspended
    case SND_PCM_STATE_DISCONNECTED: .disconnected
    default: .failed(EBADFD)
    }
  }

  /// What an errno of a call on the running device means.
  public static func state(errno: Int32) -> OutputStatus.State {
    switch errno {
    case EPIPE: .underrun
    case ESTRPIPE: .suspended
    case ENODEV: .disconnected
    default: .failed(errno)
    }
  }

  private static func configure(
    _ pcm: OpaquePointer, name: String, rate: Int, channels: Int, buffer: Duration
  ) throws(OutputFailure) -> OutputFormat {
    var hardware: OpaquePointer?
    var software: OpaquePointer?
    guard snd_pcm_hw_params_malloc(&hardware) == 0, snd_pcm_sw_params_malloc(&software) == 0,
      let hardware, let software
    else { throw failure(name, errno: ENOMEM) }
    defer {
      snd_pcm_hw_params_free(hardware)
      snd_pcm_sw_params_free(software)
    }
    func check(_ result: Int32, _ step: String) throws(OutputFailure) {
      guard result < 0 else { return }
      let why = "\(step): \(String(cString: snd_strerror(result)))"
      if result == -EINVAL { throw OutputFailure(kind: .unsupported, device: name, detail: why) }
      throw failure(name, errno: -result, step: step)
    }
    try check(snd_pcm_hw_params_any(pcm, hardware), "hw_params_any")
    try check(
      snd_pcm_hw_params_set_access(pcm, hardware, SND_PCM_ACCESS_RW_INTERLEAVED), "access interleaved")
    guard
      let (code, sample) = formats.first(where: {
        snd_pcm_hw_params_test_format(pcm, hardware, $0.0) == 0
      })
    else {
      throw OutputFailure(kind: .unsupported, device: name, detail: "no sample format S16, S24, S32 or FLOAT")
    }
    try check(snd_pcm_hw_params_set_format(pcm, hardware, code), "format")
    try check(snd_pcm_hw_params_set_channels(pcm, hardware, UInt32(channels)), "\(channels) channels")
    try check(snd_pcm_hw_params_set_rate(pcm, hardware, UInt32(rate), 0), "\(rate) Hz")
    var bufferTime = UInt32(clamping: buffer.wholeNanoseconds / 1000)
    try check(snd_pcm_hw_params_set_buffer_time_near(pcm, hardware, &bufferTime, nil), "buffer")
    var periodTime = bufferTime / 8
    try check(snd_pcm_hw_params_set_period_time_near(pcm, hardware, &periodTime, nil), "period")
    try check(snd_pcm_hw_params(pcm, hardware), "hw_params")

    var frames = snd_pcm_uframes_t()
    try check(snd_pcm_hw_params_get_buffer_size(hardware, &frames), "buffer size")
    try check(snd_pcm_sw_params_current(pcm, software), "sw_params_current")
    var boundary = snd_pcm_uframes_t()
    try check(snd_pcm_sw_params_get_boundary(software, &boundary), "boundary")
    // Only `start` starts it.
    try check(snd_pcm_sw_params_set_start_threshold(pcm, software, boundary), "start threshold")
    try check(snd_pcm_sw_params_set_tstamp_mode(pcm, software, SND_PCM_TSTAMP_ENABLE), "timestamps")
    // Old drivers and plugins know no other clock than the one they have: `status` copes with a wrong stamp.
    _ = snd_pcm_sw_params_set_tstamp_type(pcm, software, SND_PCM_TSTAMP_TYPE_MONOTONIC)
    try check(snd_pcm_sw_params(pcm, software), "sw_params")
    return OutputFormat(sample: sample, rate: rate, channels: channels, bufferFrames: Int(frames))
  }

  private static func failure(_ name: String, errno: Int32, step: String = "open") -> OutputFailure {
    let kind: OutputFailure.Kind =
      switch errno {
      case ENOENT, ENODEV, ENXIO: .absent
      case EBUSY: .busy
      case EACCES, EPERM: .denied
      case ECONNREFUSED, ECONNRESET: .serverGone
      default: .failed
      }
    let said = String(cString: calsa_last_message())
    let reason = "\(step): \(String(cString: snd_strerror(-errno)))"
    return OutputFailure(kind: kind, device: name, detail: said.isEmpty ? reason : "\(reason) (\(said))")
  }
}
