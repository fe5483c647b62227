import CSndfile
import Glibc

/// The bytes that a decoder reads: those of an open file as they are, or of a WAV file those of its plain form.
///
/// libsndfile never holds the descriptor itself: where 1.2.0 refuses a file, it may close a descriptor that it was told to
/// leave alone, and closing it once more would then close another thread's file. Used by one decoder at a time.
final class AudioBytes {
  private let descriptor: Int32
  /// Before the bytes of the file.
  private let head: [UInt8]
  /// The bytes of the file that are taken; nil: all, as many as there are at the time.
  private let part: Range<Int64>?
  private var position: Int64 = 0

  init(_ descriptor: Int32, _ wave: WaveFile?) {
    self.descriptor = descriptor
    head = wave?.head ?? []
    part = wave?.samples
  }

  private var count: Int64 {
    if let part { return Int64(head.count) + Int64(part.count) }
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int64(status.st_size) : -1
  }

  private func seek(_ offset: Int64, _ origin: Int32) -> Int64 {
    let base = origin == SEEK_SET ? 0 : origin == SEEK_CUR ? position : count
    let (target, overflow) = base.addingReportingOverflow(offset)
    guard !overflow, target >= 0 else { return -1 }
    position = target
    return target
  }

  private func read(into bytes: UnsafeMutableRawBufferPointer) -> Int {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
      var more = 0
      if position < head.count {
        more = min(rest.count, head.count - Int(position))
        head.withUnsafeBytes { rest.copyMemory(from: .init(rebasing: $0[Int(position)...].prefix(more))) }
      } else {
        let offset = position - Int64(head.count) + (part?.lowerBound ?? 0)
        let wanted = part.map { min(Int64(rest.count), max(0, $0.upperBound - offset)) } ?? Int64(rest.count)
        more = pread(descriptor, rest.baseAddress, Int(wanted), off_t(offset))
        if more < 0, errno == EINTR { continue }
      }
      guard more > 0 else { break }
      done += more
      position += Int64(more)
    }
    return done
  }

  /// A decoder from the beginning, which must not outlive these bytes; nil: they are refused, and `sf_strerror(nil)` says
  /// why.
  func decoder(_ information: inout SF_INFO) -> OpaquePointer? {
    position = 0
    var reading = SF_VIRTUAL_IO(
      get_filelen: { AudioBytes.of($0)?.count ?? -1 },
      seek: { offset, origin, source in AudioBytes.of(source)?.seek(offset, origin) ?? -1 },
      read: { bytes, count, source in
        guard count > 0 else { return 0 }
        return sf_count_t(AudioBytes.of(source)?.read(into: .init(start: bytes, count: Int(count))) ?? 0)
      },
      write: { _, _, _ in 0 },
      tell: { AudioBytes.of($0)?.position ?? -1 })
    return sf_open_virtual(
      &reading, Int32(SFM_READ), &information, Unmanaged.passUnretained(self).toOpaque())
  }

  private static func of(_ source: UnsafeMutableRawPointer?) -> AudioBytes? {
    source.map { Unmanaged<AudioBytes>.fromOpaque($0).takeUnretainedValue() }
  }
}
