import Glibc

/// A WAV file as the decoder gets it: a plain head made from what was read here, and then the samples as they lie in the
/// file.
///
/// libsndfile never sees the other chunks. Its own reader of them (1.2.0) goes back to where it was, for ever, over a list
/// of texts with a size that makes no sense.
struct WaveFile {
  /// `RIFF`, `fmt `, `fact` where there is one, and the beginning of `data`.
  var head: [UInt8]
  /// Where the samples lie, in bytes.
  var samples: Range<Int64>
  /// Frames that the file declares and does not have: it was cut off. 0 for codings whose frames are not of one size.
  var missingFrames: Int64

  /// Far more than a WAV file has.
  private static let mostChunks = 10_000
  private static let formatSizes = 14...1024
  /// From here on (2 GB) a size that exceeds the file stands for one that was not known: recorders and converters that write
  /// into a pipe leave 0x7FFFF000, 0x80000000 and the like.
  private static let unknown: UInt32 = 0x7FFF_0000

  static func isOne(_ beginning: [UInt8]) -> Bool {
    ["RIFF", "RIFX", "RF64"].contains { beginning.starts(with: $0.utf8) }
  }

  /// - Parameter size: of the file, in bytes.
  /// - Throws: `AudioFileError.damaged`: the description of the samples, or the samples, are not there.
  init(_ descriptor: Int32, beginning: [UInt8], size: Int64, path: String) throws(AudioFileError) {
    let isBigEndian = beginning.starts(with: "RIFX".utf8)
    var offset: Int64 = 12
    var format: [UInt8] = []
    var fact: [UInt8] = []
    /// Of an RF64 file, whose chunks may be longer than 32 bits tell.
    var longDataSize: Int64?
    for _ in 0..<Self.mostChunks {
      guard let chunk = Chunk(descriptor, at: offset, isBigEndian) else { break }
      let content = offset + 8
      switch chunk.name {
      case "fmt ":
        guard Self.formatSizes.contains(Int(chunk.size)),
          let bytes = Self.bytes(descriptor, at: content, count: Int(chunk.size))
        else { throw .damaged(path: path, detail: "fmt chunk") }
        format = bytes
      case "fact":
        fact = Self.bytes(descriptor, at: content, count: 4) ?? []
      case "ds64":
        let sizes = Self.bytes(descriptor, at: content, count: 16) ?? []
        longDataSize = sizes.count == 16 ? Int64(clamping: Self.number(sizes[8...], false)) : nil
      case "data":
        guard !format.isEmpty else { throw .damaged(path: path, detail: "no fmt chunk") }
        let there = max(0, size - content)
        let isUnknown = chunk.size == .max || (chunk.size >= Self.unknown && Int64(chunk.size) > there)
        let declared = isUnknown ? longDataSize : Int64(chunk.size)
        // Who wrote it into a pipe, or was cut off from power, could not know its size.
        let length = declared.map { $0 > 0 ? min($0, there) : there } ?? there
        samples = content..<content + length
        head = Self.head(isBigEndian, format: format, fact: fact, length: length)
        missingFrames = Self.frames(declared.map { max(0, $0 - there) } ?? 0, format: format, isBigEndian)
        return
      default: break
      }
      offset = content + Int64(chunk.size) + Int64(chunk.size & 1)
      // Some writers leave out the byte that makes a size even.
      if chunk.size & 1 == 1, Chunk(descriptor, at: offset, isBigEndian)?.isNamed == false { offset -= 1 }
    }
    throw .damaged(path: path, detail: "no data chunk")
  }

  private static func head(_ isBigEndian: Bool, format: [UInt8], fact: [UInt8], length: Int64) -> [UInt8] {
    func number(_ value: some FixedWidthInteger) -> [UInt8] {
      withUnsafeBytes(of: isBigEndian ? value.bigEndian : value.littleEndian, Array.init)
    }
    var chunks = Array("fmt ".utf8) + number(UInt32(format.count)) + format
    if format.count % 2 == 1 { chunks.append(0) }
    if fact.count == 4 { chunks += Array("fact".utf8) + number(UInt32(4)) + fact }
    chunks += Array("data".utf8)
    let whole = 4 + Int64(chunks.count) + 4 + length
    if let whole = UInt32(exactly: whole), let length = UInt32(exactly: length) {
      return Array(isBigEndian ? "RIFX".utf8 : "RIFF".utf8) + number(whole) + Array("WAVE".utf8) + chunks
        + number(length)
    }
    let sizes = number(whole + 36) + number(length) + number(Int64(0)) + number(UInt32(0))
    return Array("RF64".utf8) + number(UInt32.max) + Array("WAVEds64".utf8) + number(UInt32(28)) + sizes
      + chunks
      + number(UInt32.max)
  }

  /// How many frames so many bytes are; 0 where that can not be told from the size.
  private static func frames(_ bytes: Int64, format: [UInt8], _ isBigEndian: Bool) -> Int64 {
    let coding = number(format[..<2], isBigEndian)
    let frameSize = Int64(number(format[12..<14], isBigEndian))
    // Whole numbers, floating point, A-law and µ-law, and the longer description of the same.
    return [1, 3, 6, 7, 0xFFFE].contains(coding) && frameSize > 0 ? bytes / frameSize : 0
  }

  private static func bytes(_ descriptor: Int32, at offset: Int64, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return pread(descriptor, &bytes, count, off_t(offset)) == count ? bytes : nil
  }

  private static func number(_ bytes: ArraySlice<UInt8>, _ isBigEndian: Bool) -> UInt64 {
    (isBigEndian ? Array(bytes) : bytes.reversed()).reduce(0) { $0 << 8 | UInt64($1) }
  }

  private struct Chunk {
    var name: String
    var size: UInt32
    /// Whether the name is one: four printable characters.
    var isNamed: Bool

    /// Nil at the end of the file.
    init?(_ descriptor: Int32, at offset: Int64, _ isBigEndian: Bool) {
      guard let bytes = WaveFile.bytes(descriptor, at: offset, count: 8) else { return nil }
      name = String(decoding: bytes[..<4], as: UTF8.self)
      size = UInt32(WaveFile.number(bytes[4...], isBigEndian))
      isNamed = bytes[..<4].allSatisfy { (0x20...0x7E).contains($0) }
    }
  }
}
