/// What a file turned out to be when it was decoded from its first to its last frame.
public struct AudioMeasurement: Sendable, Hashable, Codable {
  public var format: AudioFormat
  /// Frames per second.
  public var rate: Int
  public var channels: Int
  /// Frames that could be decoded.
  public var frames: Int64
  /// Frames that the file declares; more than `frames` where it breaks off.
  public var declaredFrames: Int64
  /// Integrated loudness in LUFS (EBU R 128); nil for silence or less than 0.4 s.
  public var loudness: Double?
  /// Loudness range in LU (EBU Tech 3342); nil where there is none to tell.
  public var loudnessRange: Double?
  /// True peak in dBTP (ITU-R BS.1770, oversampled); nil for digital silence.
  public var truePeak: Double?
  /// The longest stretch in which no sample exceeds −60 dBFS.
  public var longestSilence: Stretch
  /// The silence at the end; its length is 0 where sound goes on to the last frame.
  public var finalSilence: Stretch
  /// Runs of three samples or more at full scale, in any channel.
  public var clippedRuns: Int
  /// Where the first of them begins, in seconds.
  public var firstClip: Double?
  /// The largest mean of a channel, −1...1: sound without an offset has 0.
  public var offset: Double

  /// A part of the file, in seconds.
  public struct Stretch: Sendable, Hashable, Codable {
    public var start: Double
    public var length: Double

    public init(start: Double, length: Double) {
      self.start = start
      self.length = length
    }
  }

  public var duration: Duration { .frames(frames, rate: rate) }
  public var seconds: Double { Double(frames) / Double(rate) }
  public var isComplete: Bool { frames == declaredFrames }
}
