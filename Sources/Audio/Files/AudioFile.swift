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
  /// throws. Its position is moved; a descriptor made by `dup` must not be used elsewhere at the same time.
  /// - Parameter path: only for messages.
  public init(descriptor: Int32, path: String) throws(AudioFileError) {
    let opened: (decoder: OpaquePointer, information: SF_INFO, format: AudioFormat)
    do throws(AudioFileError) {
      opened = try Self.decoder(of: descriptor, path: path)
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
    decoder = opened.decoder
    format = opened.format
    rate = Int(opened.information.samplerate)
    channels = Int(opened.information.channels)
    frames = opened.information.frames
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
    guard lseek(descriptor, 0, SEEK_SET) == 0,
      let fresh = Self.sndfile(descriptor, &information)
    else { return false }
    sf_close(decoder)
    decoder = fresh
    return information.channels == channels
  }

  /// A decoder that reads through us. libsndfile never holds the descriptor itself: where 1.2.0 refuses a file, it may close
  /// a descriptor that it was told to leave alone, and closing it once more would then close another thread's file.
  private static func sndfile(_ descriptor: Int32, _ information: inout SF_INFO) -> OpaquePointer? {
    var reading = SF_VIRTUAL_IO(
      get_filelen: { file in
        var status = stat()
        return fstat(AudioFile.descriptor(file), &status) == 0 ? sf_count_t(status.st_size) : -1
      },
      seek: { offset, origin, file in sf_count_t(lseek(AudioFile.descriptor(file), off_t(offset), origin)) },
      read: { bytes, count, file in
        guard let bytes else { return 0 }
        var done = 0
        while done < Int(count) {
          let more = Glibc.read(AudioFile.descriptor(file), bytes + done, Int(count) - done)
          if more < 0, errno == EINTR { continue }
          guard more > 0 else { break }
          done += more
        }
        return sf_count_t(done)
      },
      write: { _, _, _ in 0 },
      tell: { file in sf_count_t(lseek(AudioFile.descriptor(file), 0, SEEK_CUR)) })
    return sf_open_virtual(
      &reading, Int32(SFM_READ), &information, UnsafeMutableRawPointer(bitPattern: Int(descriptor) + 1))
  }

  /// The descriptor as it goes through C: one more, so that 0 is no null pointer.
  private static func descriptor(_ file: UnsafeMutableRawPointer?) -> Int32 {
    Int32(Int(bitPattern: file) - 1)
  }

  private static func decoder(
    of descriptor: Int32, path: String
  ) throws(AudioFileError) -> (decoder: OpaquePointer, information: SF_INFO, format: AudioFormat) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    guard status.st_size > 0 else { throw .empty(path: path) }

    var beginning = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &beginning, beginning.count, 0)
    guard count > 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(count < 0 ? errno : EIO)))
    }
    if case .refused(let format) = AudioFormat.Beginning(Array(beginning.prefix(count))) {
      throw .unsupported(path: path, format: format)
    }
    guard !RIFFChunks.haveAnEndlessList(descriptor, beginning: beginning) else {
      throw .damaged(path: path, detail: "LIST chunk")
    }

    // libsndfile takes a position other than 0 for a file embedded in another.
    guard lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    var information = SF_INFO()
    guard let decoder = sndfile(descriptor, &information) else {
      throw .damaged(path: path, detail: String(cString: sf_strerror(nil)).onOneLine)
    }
    do throws(AudioFileError) {
      return (decoder, information, try checked(information, path: path))
    } catch {
      sf_close(decoder)
      throw error
    }
  }

  private static func checked(_ information: SF_INFO, path: String) throws(AudioFileError) -> AudioFormat {
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
    guard information.frames <= hourLimit * 3600 * Int64(rate) else {
      throw .tooLong(path: path, hours: Double(information.frames) / Double(rate) / 3600)
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
