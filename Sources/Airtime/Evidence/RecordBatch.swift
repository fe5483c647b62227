import Canonical
public import Clocks

/// Records of a station's own log on their way up, signed with the station's key.
///
/// The signature is over the last record's number and hash; since each hash covers the one before, that covers
/// everything from record 1 on. `docs/relay-evidence.md` describes the wire form.
public struct RecordBatch: Sendable, Hashable {
  /// The code of the station that hands them up.
  public let station: String
  /// In order, without a hole, each following the one before; at least one.
  public let records: [Record]
  /// Over `message`.
  public let signature: [UInt8]

  /// One record as it stands in the station's log.
  public struct Record: Sendable, Hashable {
    /// 1, 2, 3 …
    public let number: Int64
    /// Kept as the word it is: a newer station may know kinds that this version does not.
    public let kind: String
    public let recordedAt: WallTime
    public let station: String?
    public let airing: String?
    public let planned: WallTime?
    public let programme: String?
    /// In canonical form.
    public let body: [UInt8]
    /// The hash of the record before; 32 zero bytes in record 1.
    public let previous: [UInt8]
    public let hash: [UInt8]
  }

  /// How many records one batch may have.
  public static let mostRecords = 512
  /// How many bytes the wire form of a batch may have.
  public static let mostBytes = 1 << 20
  /// The same for a batch of a single record: one with very many gaps must not stay behind for ever.
  public static let mostBytesOfOne = 8 << 20

  /// The record that the signature names.
  var head: LogHead {
    LogHead(number: records.last?.number ?? 0, hash: records.last?.hash ?? LogHead.none.hash)
  }

  /// What the station signs.
  public var message: [UInt8] { Self.message(station: station, head) }

  static func message(station: String, _ head: LogHead) -> [UInt8] {
    Array("loa-records-1\n\(station)\n\(head.number)\n\(head.hash.hexadecimal)\n".utf8)
  }
}

extension RecordBatch.Record {
  /// The hash that belongs to this content.
  var ownHash: [UInt8] {
    ChainHash.of(
      previous: previous, number: number, recordedAt: recordedAt, planned: planned, kind: kind,
      station: station, airing: airing, programme: programme, body: body)
  }
}
