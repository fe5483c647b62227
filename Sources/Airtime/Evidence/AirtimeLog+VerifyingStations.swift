import GRDB

extension AirtimeLog {
  /// Whether a signature is of a station's key; nil where that key is not known.
  public typealias SignatureCheck =
    @Sendable (_ station: String, _ message: [UInt8], _ signature: [UInt8]) -> Bool?

  /// Every chain of every station, in constant memory.
  static func verifyStations(_ db: Database, _ signatures: SignatureCheck) throws -> [ChainVerification] {
    let senders = try String.fetchAll(
      db,
      sql: """
        SELECT sender FROM handed_series UNION SELECT sender FROM handed_record ORDER BY sender
        """)
    return try senders.flatMap { sender in
      let chains = try db.handedSeries(of: sender)
      // Records without their chain are as good as none.
      if chains.isEmpty {
        return [
          ChainVerification(
            station: sender, chain: 1, shared: 0, records: 0,
            fault: .init(number: 1, kind: .signatureMissing), isSignatureChecked: false)
        ]
      }
      return try chains.map { try verify($0, of: chains, db, signatures) }
    }
  }

  private static func verify(
    _ chain: HandedSeries, of chains: [HandedSeries], _ db: Database, _ signatures: SignatureCheck
  ) throws -> ChainVerification {
    var result = ChainVerification(
      station: chain.sender, chain: chain.series, shared: chain.shared, records: 0, fault: nil,
      isSignatureChecked: false)
    func verdict(_ number: Int64, _ kind: ChainVerification.Fault.Kind) -> ChainVerification {
      result.fault = .init(number: number, kind: kind)
      return result
    }
    guard let shared = try db.hash(ofRecord: chain.shared, in: chain, of: chains) else {
      return verdict(chain.shared, .missing)
    }
    var last = LogHead(number: chain.shared, hash: shared)
    var hasher = ChainHash()
    let seal = try Row.fetchOne(
      db, sql: "SELECT number, hash, signature FROM handed_seal WHERE sender = ? AND series = ?",
      arguments: [chain.sender, chain.series])
    let signed = seal.flatMap { Int64.fromDatabaseValue($0[0]) }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(columns) FROM handed_record WHERE sender = ? AND series = ? ORDER BY number
        """, arguments: [chain.sender, chain.series])
    while let row = try rows.next() {
      let expected = last.number + 1
      guard let number = Int64.fromDatabaseValue(row[0]), number == expected else {
        return verdict(expected, .missing)
      }
      let (isWhole, follows, hash) = try read(row, as: number, after: last, &hasher)
      guard isWhole else { return verdict(number, .altered) }
      guard follows else { return verdict(number, .unlinked) }
      last = LogHead(number: number, hash: hash)
      result.records += 1
    }
    guard let seal, let signed, let signature = [UInt8].fromDatabaseValue(seal[2]) else {
      return verdict(last.number, .signatureMissing)
    }
    guard last.number >= signed else { return verdict(last.number + 1, .truncated) }
    // What follows the signed record was put there without the station.
    guard last.number == signed else { return verdict(signed + 1, .notSigned) }
    guard [UInt8].fromDatabaseValue(seal[1]) == last.hash else { return verdict(signed, .notSigned) }
    let message = RecordBatch.message(station: chain.sender, last)
    if let isRight = signatures(chain.sender, message, signature) {
      result.isSignatureChecked = true
      if !isRight { return verdict(signed, .signatureWrong) }
    }
    return result
  }
}
