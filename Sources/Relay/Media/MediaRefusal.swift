import Glibc
public import Phrases

/// Why a file of media is not taken, or not kept.
public struct MediaRefusal: OperatorError, Hashable {
  public enum Reason: Sendable, Hashable {
    /// What should be a SHA-256 is none; nothing was touched.
    case invalidName
    /// It is being written already.
    case busy
    /// The bytes are not those that were announced. They are deleted.
    case wrongContent(found: String)
    case wrongLength(expected: Int64, found: Int64)
    /// It was sound when it came and is not any more. It is deleted.
    case damaged
    /// It does not fit beside what is still due.
    case noRoom(bytes: Int64)
    /// The disk refuses.
    case disk(errno: Int32)
    /// It is not where it should be.
    case absent(path: String)
  }

  /// The file's name; as it was given where it is none.
  public var sha256: String
  public var reason: Reason

  public init(_ sha256: String, _ reason: Reason) {
    self.sha256 = sha256
    self.reason = reason
  }

  public var code: String {
    switch reason {
    case .invalidName: "media-name-invalid"
    case .busy: "media-busy"
    case .wrongContent: "media-wrong-content"
    case .wrongLength: "media-wrong-length"
    case .damaged: "media-damaged"
    case .noRoom: "media-no-room"
    case .disk: "media-disk-refuses"
    case .absent: "media-absent"
    }
  }

  public var what: Text {
    // Enough to find it, short enough to read.
    let name = String(sha256.prefix(12))
    return switch reason {
    case .invalidName: Text { $0.mediaNameIsInvalid(name) }
    case .busy: Text { $0.mediaIsBeingWritten(name) }
    case .wrongContent(let found): Text { $0.mediaContentIsWrong(name, found: String(found.prefix(12))) }
    case .wrongLength(let expected, let found):
      Text { $0.mediaLengthIsWrong(name, expected: expected, found: found) }
    case .damaged: Text { $0.mediaIsDamaged(name) }
    case .noRoom(let bytes): Text { $0.mediaHasNoRoom(name, bytes: bytes) }
    case .disk(let errno):
      Text { $0.mediaDiskRefuses(name, reason: String(cString: strerror(errno))) }
    case .absent(let path): Text { $0.mediaIsAbsent(name, path: path) }
    }
  }

  public var remedy: Text {
    switch reason {
    case .invalidName, .busy: Text { $0.reportTheBug }
    case .wrongContent, .wrongLength: Text { $0.mediaIsFetchedElsewhere }
    case .damaged: Text { $0.mediaIsFetchedAgain }
    case .noRoom: Text { $0.enlargeTheMediaBudget }
    case .disk: Text { $0.checkTheMediaDisk }
    case .absent: Text { $0.putTheMediaBack }
    }
  }

  /// Whether what came was wrong; otherwise it could not be kept.
  var isOfContent: Bool {
    if case .wrongContent = reason { true } else { false }
  }
}
