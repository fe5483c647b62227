import Glibc

/// The chunks of a WAV file, looked at before the decoder sees them.
enum RIFFChunks {
  /// A size from here on takes libsndfile (1.2.0, `wavlike_subchunk_parse`) back to where it was, for ever: it counts
  /// the bytes of a list in 32 bits. No list is so long, and such a size exceeds its list in any case.
  private static let endless: UInt32 = 0xFF00_0000
  /// Far more than a WAV file has.
  private static let most = 10_000

  /// Whether a list of texts (`LIST`, `INFO`) holds a part whose size is nonsense.
  static func haveAnEndlessList(_ descriptor: Int32, beginning: [UInt8]) -> Bool {
    guard ["RIFF", "RIFX", "RF64"].contains(where: { beginning.starts(with: $0.utf8) }) else { return false }
    let isBigEndian = beginning.starts(with: "RIFX".utf8)
    var offset: Int64 = 12
    for _ in 0..<most {
      guard let chunk = Chunk(descriptor, at: offset, isBigEndian) else { return false }
      let end = offset + 8 + chunk.paddedSize
      if chunk.name == "LIST" || chunk.name == "INFO" {
        var part = offset + 8
        for _ in 0..<most where part < end {
          guard let inner = Chunk(descriptor, at: part, isBigEndian) else { break }
          // These two stand alone, without a size.
          if inner.name == "INFO" || inner.name == "adtl" {
            part += 4
            continue
          }
          if inner.size >= endless { return true }
          part += 8 + inner.paddedSize
        }
      }
      offset = end
    }
    return false
  }

  private struct Chunk {
    var name: String
    var size: UInt32
    var paddedSize: Int64 { Int64(size) + Int64(size & 1) }

    /// Nil at the end of the file.
    init?(_ descriptor: Int32, at offset: Int64, _ isBigEndian: Bool) {
      var bytes = [UInt8](repeating: 0, count: 8)
      guard pread(descriptor, &bytes, 8, off_t(offset)) == 8 else { return nil }
      name = String(decoding: bytes[..<4], as: UTF8.self)
      let size = bytes[4...].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      self.size = isBigEndian ? size.byteSwapped : size
    }
  }
}
