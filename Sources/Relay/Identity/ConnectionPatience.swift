import Clocks

/// How long a connection may take over what it does, so that one that does it very slowly, on purpose or not, makes room.
///
/// Pure: told what happened and when, it says until when something must happen next.
struct ConnectionPatience: Sendable {
  struct Limits: Sendable {
    /// For the TLS handshake.
    var handshake: Duration = .seconds(10)
    /// For the first head of a request, and the next one after an answer, of whom we do not know.
    var strangerIdle: Duration = .seconds(15)
    /// The same for a station: longer than it lets a connection idle.
    var stationIdle: Duration = .seconds(75)
    /// For the body of a request: this…
    var body: Duration = .seconds(15)
    /// …and a second more for each so many bytes that came: 16 kbit/s, less than the poorest link that is of use.
    var bodyBytesPerSecond = 2048
    /// For one request, in bytes; a call may allow less.
    var largestBody = 4 << 20
  }

  private enum Doing: Sendable {
    case handshake
    case idle
    case reading(bytes: Int)
    /// The answer is being made: a long poll takes its time.
    case answering
  }

  let limits: Limits
  private var doing = Doing.handshake
  private var since: MonotonicTime
  private var isStation = false
  /// Requests whose head was read and that are not fully answered.
  private var unanswered = 0

  init(limits: Limits, at now: MonotonicTime) {
    self.limits = limits
    since = now
  }

  /// When the connection is to be closed if nothing more happens; nil: not at all.
  var deadline: MonotonicTime? {
    switch doing {
    case .handshake: since + limits.handshake
    case .idle: since + (isStation ? limits.stationIdle : limits.strangerIdle)
    case .reading(let bytes):
      since + limits.body + .milliseconds(bytes * 1000 / max(limits.bodyBytesPerSecond, 1))
    case .answering: nil
    }
  }

  mutating func handshakeCompleted(isStation: Bool, at now: MonotonicTime) {
    self.isStation = isStation
    doing = .idle
    since = now
  }

  mutating func headRead(at now: MonotonicTime) {
    unanswered += 1
    doing = .reading(bytes: 0)
    since = now
  }

  /// - Returns: Whether the body is within its limit.
  mutating func bodyRead(_ count: Int) -> Bool {
    guard case .reading(let bytes) = doing else { return true }
    doing = .reading(bytes: bytes + count)
    return bytes + count <= limits.largestBody
  }

  mutating func requestRead(at now: MonotonicTime) {
    guard case .reading = doing else { return }
    doing = unanswered > 0 ? .answering : .idle
    since = now
  }

  mutating func answered(at now: MonotonicTime) {
    unanswered = max(0, unanswered - 1)
    // Answered before its body was read: it must still come to its end.
    if case .reading = doing { return }
    guard unanswered == 0 else { return }
    doing = .idle
    since = now
  }
}

/// Whether what is sent is taken: a peer that reads nothing is found by the bytes that stay.
struct SendingPatience: Sendable {
  var limit: Duration
  private var pending = 0
  private var buffered = 0
  private var since: MonotonicTime?

  init(limit: Duration) { self.limit = limit }

  mutating func began(at now: MonotonicTime) {
    pending += 1
    if since == nil { since = now }
  }

  /// One of the writes is with the kernel, all of it.
  mutating func ended(at now: MonotonicTime) {
    pending = max(0, pending - 1)
    since = pending == 0 ? nil : now
  }

  /// How many bytes wait for the kernel at this moment: fewer than before is progress.
  mutating func waiting(_ bytes: Int, at now: MonotonicTime) {
    if bytes < buffered, since != nil { since = now }
    buffered = bytes
  }

  /// When to give up if nothing more is taken; nil where nothing waits.
  var deadline: MonotonicTime? { since.map { $0 + limit } }
}
