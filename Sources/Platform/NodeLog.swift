import Clocks
import Foundation
import Glibc
public import Logging
import Synchronization

/// Where the node's log goes: structured records to the journal when systemd runs the service, readable lines on
/// standard error otherwise.
public enum NodeLog {
  /// For `LoggingSystem.bootstrap`: `JOURNAL_STREAM` says whether standard error is the journal.
  public static func handler() -> @Sendable (String) -> any LogHandler {
    if standardErrorIsJournal(ProcessInfo.processInfo.environment), let journal = Journal(at: Journal.address)
    {
      return { JournalLogHandler(label: $0, journal: journal) }
    }
    return { TextLogHandler(label: $0) }
  }

  /// Whether standard error is the stream that systemd connected to the journal, and not something it was
  /// redirected to since.
  static func standardErrorIsJournal(
    _ environment: [String: String], descriptor: Int32 = STDERR_FILENO
  ) -> Bool {
    guard let stream = environment["JOURNAL_STREAM"] else { return false }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return false }
    return stream == "\(status.st_dev):\(status.st_ino)"
  }
}

/// The journal's socket, shared by all loggers.
final class Journal: Sendable {
  static let address = "/run/systemd/journal/socket"

  private let socket: DatagramSocket
  /// Records that the journal did not take since it last took one.
  private let lost = Mutex(0)

  /// Nil when there is no such address. Whether a journal listens shows when a record is sent.
  init?(at address: String) {
    // A stalled journal must not stall the node: a record that cannot be taken at once is counted and dropped.
    guard let socket = DatagramSocket(to: address, patience: .zero) else { return nil }
    self.socket = socket
  }

  func send(_ record: JournalRecord) {
    var record = record
    let missing = lost.withLock { $0 }
    if missing > 0 { record.add("LOA_LOST_RECORDS", "\(missing)") }
    if socket.send(record.bytes) {
      lost.withLock { $0 -= missing }
    } else {
      lost.withLock { $0 += 1 }
    }
  }
}

/// Log records as records of the journal: each metadata value is a field of its own, so that
/// `journalctl LOA_AIRING=…` finds it.
struct JournalLogHandler: LogHandler {
  let label: String
  let journal: Journal
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  var logLevel: Logger.Level = .info

  init(label: String, journal: Journal) {
    self.label = label
    self.journal = journal
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let values = metadata.with(event.metadata, of: metadataProvider)
    var record = JournalRecord()
    record.add("MESSAGE", values.isEmpty ? "\(event.message)" : "\(event.message) \(values.line)")
    record.add("PRIORITY", "\(event.level.syslogPriority)")
    record.add("SYSLOG_IDENTIFIER", "loa")
    record.add("LOA_LOGGER", label)
    record.add("CODE_FILE", event.file)
    record.add("CODE_LINE", "\(event.line)")
    record.add("CODE_FUNC", event.function)
    for (key, value) in values.sorted(by: { $0.key < $1.key }) {
      record.add("LOA_" + key, "\(value)")
    }
    journal.send(record)
  }
}

/// Log records as lines for a person: local time, level, words.
struct TextLogHandler: LogHandler {
  let label: String
  let write: @Sendable (String) -> Void
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  var logLevel: Logger.Level = .info

  init(label: String, write: @escaping @Sendable (String) -> Void = TextLogHandler.standardError) {
    self.label = label
    self.write = write
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let values = metadata.with(event.metadata, of: metadataProvider)
    let words = values.isEmpty ? "\(event.message)" : "\(event.message) \(values.line)"
    write("\(Self.localTime()) \(event.level.column) \(Self.oneLine(words))\n")
  }

  @Sendable static func standardError(_ line: String) {
    // One write for one line, so that lines of several threads do not mix.
    let bytes = Array(line.utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }

  /// A line break in a title or a file name would forge a second record.
  static func oneLine(_ words: String) -> String {
    words.contains(where: \.isNewline)
      ? words.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: "⏎")
      : words
  }

  /// `16/03/2022 17:00:00.250` in the machine's time zone.
  private static func localTime() -> String {
    let wall = SystemClock.read().wall.nanoseconds
    var seconds = time_t(wall / 1_000_000_000)
    var local = tm()
    localtime_r(&seconds, &local)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let milliseconds = "\(1_000 + wall / 1_000_000 % 1_000)".dropFirst()
    return "\(two(local.tm_mday))/\(two(local.tm_mon + 1))/\(local.tm_year + 1900) "
      + "\(two(local.tm_hour)):\(two(local.tm_min)):\(two(local.tm_sec)).\(milliseconds)"
  }
}

extension Logger.Level {
  /// As `syslog(3)` counts: 3 error … 7 debug.
  var syslogPriority: Int {
    switch self {
    case .critical: 2
    case .error: 3
    case .warning: 4
    case .notice: 5
    case .info: 6
    case .debug, .trace: 7
    }
  }

  fileprivate var column: String {
    rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
  }
}

extension Logger.Metadata {
  /// With what the provider and the record itself add; the record has the last word.
  fileprivate func with(
    _ own: Logger.Metadata?, of provider: Logger.MetadataProvider?
  ) -> Logger.Metadata {
    var all = self
    if let provider { all.merge(provider.get()) { $1 } }
    if let own { all.merge(own) { $1 } }
    return all
  }

  /// `airing=cchc-thu-tu@2022-03-16T17:00 outcome=aired`
  fileprivate var line: String {
    sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }
}
