import Clocks
import GRDB
public import Phrases

import struct Foundation.Data

/// What a check of the whole log found.
public struct Verification: Sendable, Hashable, Codable {
  /// How many records were read and found right.
  public var records: Int64
  /// The first thing that is wrong; nil: the log is whole.
  public var fault: Fault?
  /// What Loa itself has noted of losses and changes, the first hundred.
  public var notes: [LogNote]
  /// The chains that stations handed up, by station and chain.
  public var stations: [ChainVerification] = []

  /// Whether nothing is wrong, here or with a station's chain.
  public var isWhole: Bool { fault == nil && stations.allSatisfy { $0.fault == nil } }

  /// Something wrong with a record.
  public struct Fault: Sendable, Hashable, Codable {
    public enum Kind: Sendable, Hashable, Codable {
      /// Its content is not what its hash was made of.
      case altered
      /// It is not there.
      case missing
      /// It was written as another record.
      case reordered(belongsAt: Int64)
      /// It is whole, but does not follow the record before it: that one was replaced.
      case unlinked
      /// The log ends before it, though records up to `lastKnown` were written.
      case truncated(lastKnown: Int64)
      /// It is not the record that the head file names.
      case headDiffers
      /// The head file is gone or unreadable; the end of the log can not be told.
      case headMissing
      /// An airing was opened and is neither closed nor known as open.
      case openingLost
    }

    /// The number of the record.
    public var number: Int64
    public var kind: Kind

    public var what: Text {
      let number = Int(number)
      return switch kind {
      case .altered: Text { $0.recordIsAltered(number) }
      case .missing: Text { $0.recordIsMissing(number) }
      case .reordered(let place): Text { $0.recordIsReordered(number, belongsAt: Int(place)) }
      case .unlinked: Text { $0.recordIsUnlinked(number) }
      case .truncated(let last): Text { $0.logIsTruncated(lastKnown: Int(last), found: number - 1) }
      case .headDiffers: Text { $0.logHeadDiffers(number) }
      case .headMissing: Text { $0.logHeadIsMissing("airtime.head") }
      case .openingLost: Text { $0.openAiringsAreLost }
      }
    }
  }
}

extension AirtimeLog {
  /// Reads every record and finds the first that is altered, missing or out of its place, and an end cut off; so also in
  /// what stations handed up.
  ///
  /// It reads a snapshot while the log goes on being written, in constant memory.
  /// - Parameter signatures: Checks the last signature over a station's chain. Without it they are not checked.
  public func verify(signatures: @escaping SignatureCheck = { _, _, _ in nil }) async throws -> Verification {
    // The file first: the log may grow between the two, but never shrink.
    let found = headFile.read()
    return try await onReader { db in
      var verification = try Self.verify(db, head: found)
      verification.stations = try Self.verifyStations(db, signatures)
      return verification
    }
  }

  static let columns =
    "number, recorded_at, planned, previous, hash, kind, station, airing, programme, body"

  private static func verify(_ db: Database, head found: HeadFile.Found) throws -> Verification {
    var records: Int64 = 0
    var last = LogHead.none
    var notes: [LogNote] = []
    var open = 0
    let named: LogHead? = if case .line(let line) = found { line.head } else { nil }
    func verdict(_ number: Int64, _ kind: Verification.Fault.Kind) -> Verification {
      Verification(records: records, fault: .init(number: number, kind: kind), notes: notes)
    }
    var chain = ChainHash()
    let rows = try Row.fetchCursor(db, sql: "SELECT \(columns) FROM record ORDER BY number")
    while let row = try rows.next() {
      let expected = last.number + 1
      guard let number = Int64.fromDatabaseValue(row[0]), number == expected else {
        return verdict(expected, .missing)
      }
      let (isWhole, follows, hash) = try read(row, as: number, after: last, &chain)
      guard isWhole else {
        if let place = try place(of: row, insteadOf: number, db) {
          return verdict(number, .reordered(belongsAt: place))
        }
        return verdict(number, .altered)
      }
      guard follows else { return verdict(number, .unlinked) }
      if number == named?.number, hash != named?.hash { return verdict(number, .headDiffers) }
      last = LogHead(number: number, hash: hash)
      records += 1
      switch try row.withUnsafeData(atIndex: 5, { $0.flatMap { LogRecord.Kind(bytes: $0) } }) {
      case .opened: open += 1
      case .closed: open -= 1
      case .note where notes.count < 100:
        if let at = Int64.fromDatabaseValue(row[1]), let body = [UInt8].fromDatabaseValue(row[9]),
          let note = LogNote(number: number, at: WallTime(nanoseconds: at), body: body),
          note.code != nil
        {
          notes.append(note)
        }
      default: break
      }
    }
    switch found {
    case .line(let line) where line.head.number > last.number:
      return verdict(last.number + 1, .truncated(lastKnown: line.head.number))
    case .line: break
    case .absent where last.number == 0: break
    case .absent, .unreadable: return verdict(last.number, .headMissing)
    }
    let kept = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM checkpoint") ?? 0
    if kept != open { return verdict(last.number, .openingLost) }
    return Verification(records: records, fault: nil, notes: notes)
  }

  /// Whether a row's hash is that of its content, and whether it follows the record before it.
  static func read(
    _ row: Row, as number: Int64, after last: LogHead, _ chain: inout ChainHash
  ) throws -> (isWhole: Bool, follows: Bool, hash: [UInt8]) {
    let follows = try row.withUnsafeData(atIndex: 3) { previous in
      chain.begin(
        previous: previous ?? Data(), number: number,
        recordedAt: Int64.fromDatabaseValue(row[1]) ?? 0, planned: Int64.fromDatabaseValue(row[2]))
      return previous?.elementsEqual(last.hash) == true
    }
    for column in 5...9 {
      try row.withUnsafeData(atIndex: column) { chain.add(bytes: $0) }
    }
    let hash = try row.withUnsafeData(atIndex: 4) { $0.map { [UInt8]($0) } ?? [] }
    return (chain.matches(hash), follows, hash)
  }

  /// The number under which a row is whole, if there is one among the numbers in use: it was moved from there.
  private static func place(of row: Row, insteadOf number: Int64, _ db: Database) throws -> Int64? {
    var chain = ChainHash()
    let highest = try Int64.fetchOne(db, sql: "SELECT MAX(number) FROM record") ?? 0
    for candidate in stride(from: 1, through: highest + 1, by: 1) where candidate != number {
      if try read(row, as: candidate, after: .none, &chain).isWhole { return candidate }
    }
    return nil
  }
}

extension LogRecord.Kind {
  init?(bytes: Data) {
    self.init(rawValue: String(decoding: bytes, as: UTF8.self))
  }
}
