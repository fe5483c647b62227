public import Clocks

/// A sound device that can be opened.
///
/// Opening may take long, or never return where a driver hangs: call it only on a thread that may be given up.
public protocol SoundDevice: Sendable {
  /// As the config file names it.
  var name: String { get }

  /// Opens the device for `rate` frames a second of `channels` channels, ready for `prepare`.
  ///
  /// - Parameter buffer: how much sound the device is to hold; it may give somewhat less or more.
  func open(rate: Int, channels: Int, buffer: Duration) throws(OutputFailure) -> any AudioOutput
}

/// An opened sound device. One thread uses it.
///
/// No method waits for the device to play; none allocates memory of ours.
public protocol AudioOutput: AnyObject {
  var format: OutputFormat { get }

  /// Where the device stands now.
  func status() -> OutputStatus

  /// Hands `count` frames in `format` to the device. Returns how many it took, or a negative errno.
  func write(_ frames: UnsafeRawPointer, count: Int) -> Int

  /// Makes the device ready to take frames from frame 0; what it held is dropped. 0 or a negative errno.
  func prepare() -> Int32

  /// Lets it play what it holds. 0 or a negative errno.
  func start() -> Int32

  /// Gives the device back. Nothing else may be called after.
  func close()
}

/// How a device takes its frames: interleaved, little-endian.
public struct OutputFormat: Sendable, Hashable {
  public enum Sample: Sendable, Hashable, CaseIterable {
    case s16
    /// 24 bits in the low bytes of 32.
    case s24
    /// 24 bits in three bytes.
    case s24packed
    case s32
    case float
  }

  public var sample: Sample
  public var rate: Int
  public var channels: Int
  /// How many frames the device can hold.
  public var bufferFrames: Int

  public init(sample: Sample, rate: Int, channels: Int, bufferFrames: Int) {
    self.sample = sample
    self.rate = rate
    self.channels = channels
    self.bufferFrames = bufferFrames
  }

  public var bytesPerFrame: Int {
    switch sample {
    case .s16: 2 * channels
    case .s24packed: 3 * channels
    case .s24, .s32, .float: 4 * channels
    }
  }
}

/// Where a device stood at one instant.
public struct OutputStatus: Sendable, Hashable {
  public enum State: Sendable, Hashable {
    /// Not started yet.
    case prepared
    case running
    /// It ran out of frames and stopped.
    case underrun
    case suspended
    /// It is no longer there.
    case disconnected
    /// It answers with this (positive) errno.
    case failed(Int32)
  }

  public var state: State
  /// When `delay` was true.
  public var at: MonotonicTime
  /// Frames written that have not left the DAC yet.
  public var delay: Int
  /// Frames that can be written now.
  public var available: Int

  public init(state: State, at: MonotonicTime, delay: Int, available: Int) {
    self.state = state
    self.at = at
    self.delay = delay
    self.available = available
  }
}
