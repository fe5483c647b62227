import CSndfile

/// How the samples of a file are stored.
public struct AudioFormat: Sendable, Hashable, Codable {
  public enum Container: String, Sendable, Hashable, Codable {
    case wav = "WAV"
    case aiff = "AIFF"
    case flac = "FLAC"
    case oggVorbis = "Ogg Vorbis"
    case opus = "Opus"
    case mp3 = "MP3"
  }

  public var container: Container
  /// Bits of a stored sample; nil where the format has no such thing (Vorbis, Opus, MP3).
  public var bits: Int?
  /// Samples are stored as floating-point numbers, and may be anything at all.
  public var isFloatingPoint: Bool

  /// Nil for formats that are not taken.
  init?(sndfile format: Int32) {
    let subtype = Int(format) & SF_FORMAT_SUBMASK
    switch Int(format) & SF_FORMAT_TYPEMASK {
    case SF_FORMAT_WAV, SF_FORMAT_WAVEX, SF_FORMAT_RF64,
      SF_FORMAT_W64:
      container = .wav
    case SF_FORMAT_AIFF: container = .aiff
    case SF_FORMAT_FLAC: container = .flac
    case SF_FORMAT_OGG:
      container = subtype == SF_FORMAT_OPUS ? .opus : .oggVorbis
    case SF_FORMAT_MPEG: container = .mp3
    default: return nil
    }
    isFloatingPoint =
      subtype == SF_FORMAT_FLOAT || subtype == SF_FORMAT_DOUBLE
      || container == .oggVorbis || container == .opus || container == .mp3
    bits =
      switch subtype {
      case SF_FORMAT_PCM_S8, SF_FORMAT_PCM_U8: 8
      case SF_FORMAT_PCM_16: 16
      case SF_FORMAT_PCM_24: 24
      case SF_FORMAT_PCM_32, SF_FORMAT_FLOAT: 32
      case SF_FORMAT_DOUBLE: 64
      default: nil
      }
  }

  /// Whether a seek in the file needs a run-up before the decoder gives the same samples as in a straight read.
  var needsRunUp: Bool {
    switch container {
    case .wav, .aiff, .flac: false
    case .oggVorbis, .opus, .mp3: true
    }
  }

  /// What a file begins with, for formats whose bytes are handed to the decoder; others are named as well as possible.
  enum Beginning {
    case taken
    case refused(String?)

    init(_ bytes: [UInt8]) {
      func at(_ offset: Int, _ word: String) -> Bool {
        bytes.count >= offset + word.utf8.count && bytes[offset...].starts(with: word.utf8)
      }
      if at(0, "RIFF") || at(0, "RIFX") || at(0, "RF64") {
        self = at(8, "WAVE") ? .taken : .refused(at(8, "AVI ") ? "AVI" : nil)
      } else if at(0, "FORM") {
        self = at(8, "AIFF") || at(8, "AIFC") ? .taken : .refused(nil)
      } else if at(0, "riff") || at(0, "fLaC") || at(0, "OggS") || at(0, "ID3") {
        self = .taken
      } else if at(4, "ftyp") {
        self = .refused("AAC/M4A")
      } else if at(0, "ADIF") {
        self = .refused("AAC")
      } else if bytes.starts(with: [0x30, 0x26, 0xB2, 0x75]) {
        self = .refused("WMA")
      } else if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
        self = .refused("Matroska/WebM")
      } else if at(0, "#!AMR") {
        self = .refused("AMR")
      } else if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] & 0xE0 == 0xE0 {
        // Eleven bits of synchronisation, then the layer; ADTS is the same with layer 0.
        self = bytes[1] & 0x06 == 0 ? .refused("AAC") : .taken
      } else {
        self = .refused(nil)
      }
    }

    /// How many bytes a tag (ID3v2) at the beginning takes; nil: there is none.
    static func tagLength(_ bytes: [UInt8]) -> Int64? {
      guard bytes.count >= 10, bytes.starts(with: "ID3".utf8) else { return nil }
      let content = bytes[6..<10].reduce(Int64(0)) { $0 << 7 | Int64($1 & 0x7F) }
      let footer: Int64 = bytes[5] & 0x10 == 0 ? 0 : 10
      return 10 + content + footer
    }

    /// Whether what follows a tag may be handed to the decoder: it would look for every format that it knows.
    static func isTaken(afterTag bytes: [UInt8]) -> Bool {
      guard let first = bytes.first, first != 0 else { return true }
      if bytes.starts(with: "fLaC".utf8) || bytes.starts(with: "OggS".utf8) { return true }
      if first == 0xFF, case .taken = Beginning(bytes) { return true }
      return false
    }
  }
}
