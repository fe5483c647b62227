import CSndfile
import Glibc

/// An open audio file: the owner of its descriptor and decoder.
///
/// The descriptor keeps the file that was opened: a file put in its place later is not seen. A file that is cut short while
/// open ends early.
public struct AudioFile: ~Copyable {
  static let channelLimit = 8
  static let rates = 8000...192_000
  /// The longest file taken: one day.
  static let hourLimit: Int64 = 24

  public let path: String
  public let format: AudioFormat
  /// Frames per second, 8,000...192,000.
  public let rate: Int
  /// 1...8.
  public let channels: Int
  /// The length that the file declares, in frames, > 0. A damaged file may end earlier.
  public let frames: Int64

  private let descriptor: Int32
  private let bytes: AudioBytes
  private var decoder: OpaquePointer

  public init(path: String) throws(AudioFileError) {
    try self.init(descriptor: try Self.open(path), path: path)
  }

  /// Opens a file for reading. The caller closes the descriptor, or hands it on.
  public static func open(_ path: String) throws(AudioFileError) -> Int32 {
    guard !path.utf8.contains(0) else { throw .missing(path: path) }
    // Not blocking: opening a pipe must not wait for a writer.
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let code = errno
      throw code == ENOENT || code == ENOTDIR
        ? .missing(path: path)
        : .unreadable(path: path, reason: String(cString: strerror(code)))
    }
    return descriptor
  }

  /// Takes over an open descriptor, so that what was examined is what is played, and closes it in the end, also if this
  /// throws. Its position is neither used nor moved.
  /// - Parameter path: only for messages.
  public init(descriptor: Int32, path: String) throws(AudioFileError) {
    let opened: Opened
    do throws(AudioFileError) {
      opened = try Opened(descriptor, path: path)
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
    bytes = opened.bytes
    decoder = opened.decoder
    format = opened.format
    rate = Int(opened.information.samplerate)
    channels = Int(opened.information.channels)
    frames = opened.frames
  }

  deinit {
    sf_close(decoder)
    close(descriptor)
  }

  /// Decodes interleaved samples, nominally −1...1, as they stand in the file (numbers that are none become 0, and none
  /// exceeds ±16).
  /// - Returns: the frames decoded; fewer than fit only at the end of the file or where it is damaged.
  public mutating func read(into samples: UnsafeMutableBufferPointer<Float>) -> Int {
    guard let base = samples.baseAddress else { return 0 }
    let wanted = samples.count / channels
    var done = 0
    while done < wanted {
      let count = sf_readf_float(decoder, base + done * channels, sf_count_t(wanted - done))
      guard count > 0 else { break }
      done += Int(count)
    }
    if format.isFloatingPoint {
      for index in 0..<done * channels where !(abs(base[index]) <= 16) {
        base[index] = base[index].isNaN ? 0 : (base[index] < 0 ? -16 : 16)
      }
    }
    return done
  }

  /// Goes to a frame, 0...frames. What is read from there equals a straight read: exactly for WAV, AIFF and FLAC, to
  /// within −90 dBFS for the others.
  /// - Returns: false if the decoder can not go there; nothing sensible can be read then.
  public mutating func seek(to frame: Int64) -> Bool {
    let target = min(max(frame, 0), frames)
    let start = format.needsRunUp ? max(0, target - Int64(rate)) : target
    if sf_seek(decoder, start, Int32(SF_SEEK_SET)) == start, skip(target - start) { return true }
    // A decoder that failed once (a seek in a damaged FLAC) fails for ever, and the seek table may be wrong: begin again
    // and read up to there.
    return reopen() && skip(target)
  }

  private mutating func skip(_ frames: Int64) -> Bool {
    let block = 4096
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: block * channels) { scratch in
      var left = frames
      while left > 0 {
        let count = sf_readf_float(decoder, scratch.baseAddress, min(left, Int64(block)))
        guard count > 0 else { return false }
        left -= count
      }
      return true
    }
  }

  private mutating func reopen() -> Bool {
    var information = SF_INFO()
    guard let fresh = bytes.decoder(&information) else { return false }
    sf_close(decoder)
    decoder = fresh
    return information.channels == channels
  }

  /// A file that was found to be one.
  private struct Opened {
    var bytes: AudioBytes
    var decoder: OpaquePointer
    var information: SF_INFO
    var format: AudioFormat
    var frames: Int64

    init(_ descriptor: Int32, path: String) throws(AudioFileError) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else {
        throw .unreadable(path: path, reason: String(cString: strerror(errno)))
      }
      guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
      guard status.st_size > 0 else { throw .empty(path: path) }

      let beginning = try Self.bytes(descriptor, at: 0, path: path)
      guard !beginning.isEmpty else { throw .unreadable(path: path, reason: String(cString: strerror(EIO))) }
      if case .refused(let format) = AudioFormat.Beginning(beginning) {
        throw .unsupported(path: path, format: format)
      }
      try Self.lookBehindTags(descriptor, beginning, path: path)
      var wave: WaveFile?
      if WaveFile.isOne(beginning) {
        wave = try WaveFile(descriptor, beginning: beginning, size: Int64(status.st_size), path: path)
      }

      bytes = AudioBytes(descriptor, wave)
      information = SF_INFO()
      guard let decoder = bytes.decoder(&information) else {
        throw .damaged(path: path, detail: String(cString: sf_strerror(nil)).onOneLine)
      }
      self.decoder = decoder
      frames = information.frames + (wave?.missingFrames ?? 0)
      do throws(AudioFileError) {
        format = try AudioFile.checked(information, frames: frames, path: path)
      } catch {
        sf_close(decoder)
        throw error
      }
    }

    /// The first 16 bytes from an offset on, or as many as there are.
    private static func bytes(
      _ descriptor: Int32, at offset: Int64, path: String
    ) throws(AudioFileError) -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: 16)
      let count = pread(descriptor, &bytes, bytes.count, off_t(offset))
      guard count >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
      return Array(bytes.prefix(count))
    }

    /// The decoder passes tags by, and then takes whatever it knows.
    private static func lookBehindTags(
      _ descriptor: Int32, _ beginning: [UInt8], path: String
    ) throws(AudioFileError) {
      var (offset, found) = (Int64(0), beginning)
      for _ in 0..<8 {
        guard let length = AudioFormat.Beginning.tagLength(found) else {
          guard offset == 0 || AudioFormat.Beginning.isTaken(afterTag: found) else {
            throw .unsupported(path: path, format: nil)
          }
          return
        }
        offset += length
        found = try bytes(descriptor, at: offset, path: path)
      }
      throw .unsupported(path: path, format: nil)
    }
  }

  private static func checked(
    _ information: SF_INFO, frames: Int64, path: String
  ) throws(AudioFileError) -> AudioFormat {
    guard let format = AudioFormat(sndfile: information.format) else {
      throw .unsupported(path: path, format: nil)
    }
    let channels = Int(information.channels)
    let rate = Int(information.samplerate)
    guard (1...channelLimit).contains(channels) else {
      throw .tooManyChannels(path: path, channels: channels)
    }
    guard rates.contains(rate) else { throw .strangeRate(path: path, rate: rate) }
    guard information.frames > 0 else { throw .empty(path: path) }
    guard frames <= hourLimit * 3600 * Int64(rate) else {
      throw .tooLong(path: path, hours: Double(frames) / Double(rate) / 3600)
    }
    guard information.seekable != 0 else { throw .damaged(path: path, detail: "not seekable") }
    return format
  }
}

extension AudioFile {
  public var duration: Duration { .frames(frames, rate: rate) }
  public var seconds: Double { Double(frames) / Double(rate) }
}

extension Duration {
  static func frames(_ frames: Int64, rate: Int) -> Duration {
    let (seconds, rest) = frames.quotientAndRemainder(dividingBy: Int64(rate))
    return .seconds(seconds) + .nanoseconds(rest * 1_000_000_000 / Int64(rate))
  }
}
