public import Phrases

/// Why an audio file can not be used, or not to its end.
public enum AudioFileError: OperatorError, Hashable {
  case missing(path: String)
  /// The system refuses: `reason` is its word for it.
  case unreadable(path: String, reason: String)
  /// A folder, a pipe, a device.
  case notAFile(path: String)
  /// A format that is not decoded here, by its name (`AAC/M4A`), or nil if it is no known audio format.
  case unsupported(path: String, format: String?)
  /// The right format, but its bytes make no sense: `detail` is the decoder's word for it.
  case damaged(path: String, detail: String)
  case empty(path: String)
  case tooManyChannels(path: String, channels: Int)
  case strangeRate(path: String, rate: Int)
  /// Longer than a day.
  case tooLong(path: String, hours: Double)
  /// Decoding stopped at a point (seconds) before the end that the file itself declares.
  case endsEarly(path: String, at: Double, of: Double)
  /// The file is not as long (seconds) as it was when it was planned.
  case lengthDiffers(path: String, planned: Double, found: Double)
  /// The bytes are not those that were approved.
  case replaced(path: String)
  /// The caller no longer wanted the answer.
  case cancelled(path: String)

  public var path: String {
    switch self {
    case .missing(let path), .unreadable(let path, _), .notAFile(let path), .unsupported(let path, _),
      .damaged(let path, _), .empty(let path), .tooManyChannels(let path, _), .strangeRate(let path, _),
      .tooLong(let path, _), .endsEarly(let path, _, _), .lengthDiffers(let path, _, _),
      .replaced(let path), .cancelled(let path):
      path
    }
  }

  public var code: String {
    switch self {
    case .missing: "audio-missing"
    case .unreadable: "audio-unreadable"
    case .notAFile: "audio-not-a-file"
    case .unsupported: "audio-unsupported"
    case .damaged: "audio-damaged"
    case .empty: "audio-empty"
    case .tooManyChannels: "audio-channels"
    case .strangeRate: "audio-rate"
    case .tooLong: "audio-too-long"
    case .endsEarly: "audio-ends-early"
    case .lengthDiffers: "audio-length-differs"
    case .replaced: "audio-replaced"
    case .cancelled: "audio-cancelled"
    }
  }

  public var what: Text {
    let path = path.onOneLine
    return switch self {
    case .missing: Text { $0.audioFileMissing(path) }
    case .unreadable(_, let reason): Text { $0.audioFileUnreadable(path, reason: reason) }
    case .notAFile: Text { $0.audioPathIsNoFile(path) }
    case .unsupported(_, let format?): Text { $0.audioFormatUnsupported(path, format: format) }
    case .unsupported(_, nil): Text { $0.audioFormatUnknown(path) }
    case .damaged(_, let detail): Text { $0.audioFileDamaged(path, detail: detail) }
    case .empty: Text { $0.audioFileEmpty(path) }
    case .tooManyChannels(_, let channels):
      Text { $0.audioFileChannels(path, channels: channels, limit: AudioFile.channelLimit) }
    case .strangeRate(_, let rate): Text { $0.audioFileRate(path, rate: rate) }
    case .tooLong(_, let hours): Text { $0.audioFileTooLong(path, hours: hours) }
    case .endsEarly(_, let at, let of): Text { $0.audioFileEndsEarly(path, at: at, of: of) }
    case .lengthDiffers(_, let planned, let found):
      Text { $0.audioFileLengthDiffers(path, planned: planned, found: found) }
    case .replaced: Text { $0.audioFileReplaced(path) }
    case .cancelled: Text { $0.audioFileCancelled(path) }
    }
  }

  public var remedy: Text {
    switch self {
    case .missing: Text { $0.putTheAudioFileThere }
    case .unreadable: Text { $0.letTheServiceReadTheAudioFile }
    case .notAFile: Text { $0.nameAnAudioFile }
    case .unsupported: Text { $0.convertToFLACOrMP3 }
    case .damaged, .endsEarly: Text { $0.exportTheAudioFileAgain }
    case .empty: Text { $0.exportTheAudioFileAgain }
    case .tooManyChannels, .strangeRate: Text { $0.exportInStereoAt48000 }
    case .tooLong: Text { $0.splitTheAudioFile }
    case .lengthDiffers, .replaced: Text { $0.leaveAPlannedFileAlone }
    case .cancelled: Text { $0.measureAgain }
    }
  }
}

extension String {
  /// The same text with control characters and line ends made visible, so that no file name or tag can break a line of a
  /// log, a table or a terminal.
  package var onOneLine: String {
    guard unicodeScalars.contains(where: \.breaksALine) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.breaksALine {
        text += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Unicode.Scalar {
  fileprivate var breaksALine: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    // Bidirectional overrides and isolates reorder the rest of a line.
    case .format: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    default: false
    }
  }
}
