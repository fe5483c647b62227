public import NIOCore
public import Phrases

/// Where media can be fetched from: the parent or a mirror. Nothing it says is believed: length and hash are checked.
public protocol MediaSource: Sendable {
  /// What it is called in reports and alarms; the same source has the same name for ever.
  var name: String { get }

  /// Begins a transfer.
  ///
  /// Returns once the source has answered. Cancelling the task ends the transfer, also while the body is read.
  /// - Parameters:
  ///   - sha256: 64 lower-case hexadecimal digits.
  ///   - offset: The first byte wanted.
  /// - Throws: `MediaSourceFailure`.
  func open(sha256: String, from offset: Int64) async throws -> MediaAnswer
}

/// What a source sends.
public struct MediaAnswer: Sendable {
  /// Bytes of the whole file, as far as the source says so.
  public var total: Int64?
  /// Where the body begins in the file. Before the offset wanted where the source does not know ranges: then the
  /// bytes between are to be dropped.
  public var start: Int64
  /// Throws `MediaSourceFailure` where it breaks off.
  public var body: any AsyncSequence<ByteBuffer, any Error> & Sendable

  public init(total: Int64?, start: Int64, body: any AsyncSequence<ByteBuffer, any Error> & Sendable) {
    self.total = total
    self.start = start
    self.body = body
  }
}

/// Why a source did not deliver.
public struct MediaSourceFailure: OperatorError, Hashable {
  public enum Reason: Sendable, Hashable {
    /// No connection, or it broke; the system's words.
    case unreachable(String)
    /// It answers, but does not have the file.
    case absent
    case status(Int)
    /// It sends elsewhere. That is not followed: a source is what the operator named.
    case redirected(Int)
    /// Its file has another length than the manifest says.
    case wrongLength(expected: Int64, found: Int64)
    /// It sent another part than was asked for, or encoded bytes.
    case wrongPart
    /// The body ended early.
    case truncated(held: Int64, of: Int64)
    /// Next to nothing came for so many seconds.
    case stalled(seconds: Int)
    /// More than a manifest can have.
    case tooLarge(limit: Int)
  }

  public var source: String
  public var reason: Reason

  public init(_ source: String, _ reason: Reason) {
    self.source = source
    self.reason = reason
  }

  public var code: String {
    switch reason {
    case .unreachable: "source-unreachable"
    case .absent: "source-lacks-file"
    case .status: "source-refuses"
    case .redirected: "source-redirects"
    case .wrongLength: "source-wrong-length"
    case .wrongPart: "source-wrong-part"
    case .truncated: "source-truncates"
    case .stalled: "source-stalled"
    case .tooLarge: "source-too-large"
    }
  }

  public var what: Text {
    let source = source
    return switch reason {
    case .unreachable(let why): Text { $0.sourceIsUnreachable(source, reason: why) }
    case .absent: Text { $0.sourceLacksTheFile(source) }
    case .status(let status): Text { $0.sourceRefuses(source, status: status) }
    case .redirected(let status): Text { $0.sourceRedirects(source, status: status) }
    case .wrongLength(let expected, let found):
      Text { $0.sourceHasAnotherLength(source, expected: expected, found: found) }
    case .wrongPart: Text { $0.sourceSendsAnotherPart(source) }
    case .truncated(let held, let total): Text { $0.sourceTruncates(source, held: held, of: total) }
    case .stalled(let seconds): Text { $0.sourceStalled(source, seconds: seconds) }
    case .tooLarge(let limit): Text { $0.sourceSendsTooMuch(source, limit: limit) }
    }
  }

  public var remedy: Text {
    switch reason {
    case .unreachable, .stalled: Text { $0.checkTheLinkToTheSource }
    case .absent: Text { $0.publishToTheMirror }
    case .status: Text { $0.readTheLogOfTheSource }
    case .redirected: Text { $0.nameTheFinalAddress }
    case .wrongLength, .wrongPart, .truncated, .tooLarge: Text { $0.checkTheProxyAndTheMirror }
    }
  }

  /// Whether the source works and only this file is the matter.
  var isOfFile: Bool {
    switch reason {
    case .absent, .wrongLength: true
    default: false
    }
  }
}
