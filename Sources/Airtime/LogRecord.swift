import Clocks
import Crypto

/// One link of the chain: something entered in the log, for ever.
struct LogRecord: Sendable, Hashable {
  /// What a record says.
  enum Kind: String, Sendable, CaseIterable {
    /// The intent to air, before the first frame. Body: the entry.
    case opened
    /// How it ended. Body: the entry.
    case closed
    /// Opened and closed in one: missed, moved, cancelled. Body: the entry.
    case entered
    /// A correction of a closed entry. Body: author, reason, fields.
    case corrected
    /// What an officer says of an airing at a station without our software. Body: `by`, `note`, `outcome`.
    case declared
    /// Something a reader of the log should know. Body: `text`, and `by` where a person said it.
    case note
  }

  /// The columns of a record apart from its place in the chain.
  struct Content: Sendable, Hashable {
    var kind: Kind
    /// The wall clock when it was entered.
    var recordedAt: WallTime
    var station: String?
    var airing: String?
    /// Planned start and programme, for looking up; only in `opened` and `entered` records.
    var planned: WallTime?
    var programme: String?
    /// In canonical form.
    var body: [UInt8]
  }

  /// 1, 2, 3 …: no number is ever left out.
  var number: Int64
  /// The hash of the record before; 32 zero bytes in record 1.
  var previous: [UInt8]
  var content: Content
  var hash: [UInt8]

  init(_ content: Content, after head: LogHead) {
    self.content = content
    number = head.number + 1
    previous = head.hash
    hash = ChainHash.of(
      previous: previous, number: number, recordedAt: content.recordedAt, planned: content.planned,
      kind: content.kind.rawValue, station: content.station, airing: content.airing,
      programme: content.programme, body: content.body)
  }
}

/// The end of the chain.
struct LogHead: Sendable, Hashable {
  var number: Int64
  var hash: [UInt8]

  /// The head of a log without records.
  static let none = LogHead(number: 0, hash: [UInt8](repeating: 0, count: 32))
}

/// SHA-256 over one record. Its input is written down in `docs/airtime-log.md`; it is the same for ever.
struct ChainHash {
  private var input: [UInt8] = []

  /// Marks the input as a record of this form, so that no other bytes can pass for one.
  static let mark: StaticString = "loa-airtime-record-1\n"

  static func of(
    previous: [UInt8], number: Int64, recordedAt: WallTime, planned: WallTime?, kind: String,
    station: String?, airing: String?, programme: String?, body: [UInt8]
  ) -> [UInt8] {
    var chain = ChainHash()
    chain.begin(
      previous: previous, number: number, recordedAt: recordedAt.nanoseconds,
      planned: planned?.nanoseconds)
    chain.add(kind)
    chain.add(station)
    chain.add(airing)
    chain.add(programme)
    chain.add(bytes: body)
    return chain.finish()
  }

  mutating func begin(previous: some Collection<UInt8>, number: Int64, recordedAt: Int64, planned: Int64?) {
    input.removeAll(keepingCapacity: true)
    input.append(
      contentsOf: UnsafeBufferPointer(start: Self.mark.utf8Start, count: Self.mark.utf8CodeUnitCount))
    input.append(contentsOf: previous)
    add(number)
    add(recordedAt)
    if let planned {
      input.append(1)
      add(planned)
    } else {
      input.append(0)
    }
  }

  private mutating func add(_ number: Int64) {
    withUnsafeBytes(of: number.bigEndian) { input.append(contentsOf: $0) }
  }

  private mutating func add(length: UInt32) {
    withUnsafeBytes(of: length.bigEndian) { input.append(contentsOf: $0) }
  }

  /// A text with its length in bytes before it; an absent one is only the length 2³² − 1.
  mutating func add(_ text: String?) {
    guard let text else { return add(length: .max) }
    add(length: UInt32(truncatingIfNeeded: text.utf8.count))
    input.append(contentsOf: text.utf8)
  }

  mutating func add(bytes: (some Collection<UInt8>)?) {
    guard let bytes else { return add(length: .max) }
    add(length: UInt32(truncatingIfNeeded: bytes.count))
    input.append(contentsOf: bytes)
  }

  func finish() -> [UInt8] {
    Array(SHA256.hash(data: input))
  }

  func matches(_ hash: some Collection<UInt8>) -> Bool {
    SHA256.hash(data: input).elementsEqual(hash)
  }
}
