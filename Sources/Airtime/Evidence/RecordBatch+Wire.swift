import Canonical
import Clocks

extension RecordBatch {
  static let format = "loa-records-1"

  /// The wire form.
  public var canonical: [UInt8] {
    get throws {
      var values: [JSONValue] = []
      for record in records { values.append(try record.value) }
      return JSONValue.members([
        "format": .text(Self.format), "previous": .text(records.first?.previous.hexadecimal),
        "records": .list(values), "signature": .text(signature.hexadecimal), "station": .text(station),
      ]).canonical
    }
  }

  /// Reads the wire form and refuses anything else: another spelling, an unknown field, a record whose hash is not its
  /// own, a hole, a broken link, more than the limits. The signature is not checked here.
  /// - Throws: `EvidenceError.malformed`.
  public init(canonical bytes: [UInt8]) throws {
    do {
      try self.init(reading: bytes)
    } catch {
      throw EvidenceError.malformed(why: error.description)
    }
  }

  private init(reading bytes: [UInt8]) throws(NotCanonical) {
    guard bytes.count <= Self.mostBytesOfOne else { throw NotCanonical(why: "the batch is too large") }
    let value = try JSONValue(canonical: bytes)
    try value.has(only: ["format", "previous", "records", "signature", "station"])
    let batch = try BodyReader(value)
    guard try batch.text("format") == Self.format else { throw NotCanonical(why: "format: unknown") }
    guard case .object(let members) = value, case .list(let list) = members["records"] else {
      throw NotCanonical(why: "records: a list expected")
    }
    guard (1...Self.mostRecords).contains(list.count) else {
      throw NotCanonical(why: "records: 1 to \(Self.mostRecords) expected")
    }
    guard list.count == 1 || bytes.count <= Self.mostBytes else {
      throw NotCanonical(why: "the batch is too large")
    }
    let signature = try batch.bytes("signature")
    guard (1...256).contains(signature.count) else {
      throw NotCanonical(why: "signature: of no length that any has")
    }
    let station = try batch.needed("station", batch.text("station"))
    guard (1...64).contains(station.utf8.count), station.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      throw NotCanonical(why: "station: no code")
    }
    var previous = try batch.hash("previous")
    var records: [Record] = []
    records.reserveCapacity(list.count)
    for value in list {
      let record = try Record(value, previous: previous)
      if let last = records.last, record.number != last.number + 1 {
        throw NotCanonical(why: "record \(record.number): it does not follow \(last.number)")
      }
      if record.number == 1, record.previous != LogHead.none.hash {
        throw NotCanonical(why: "record 1: something stands before it")
      }
      records.append(record)
      previous = record.hash
    }
    self.init(station: station, records: records, signature: signature)
  }
}

extension RecordBatch.Record {
  var value: JSONValue {
    get throws(NotCanonical) {
      .members([
        "airing": .text(airing), "body": try JSONValue(canonical: body), "hash": .text(hash.hexadecimal),
        "kind": .text(kind), "number": .integer(number), "planned": .instant(planned),
        "programme": .text(programme), "recordedAt": .instant(recordedAt), "station": .text(station),
      ])
    }
  }

  private static let members: Set = [
    "airing", "body", "hash", "kind", "number", "planned", "programme", "recordedAt", "station",
  ]

  init(_ value: JSONValue, previous: [UInt8]) throws(NotCanonical) {
    try value.has(only: Self.members)
    let reader = try BodyReader(value)
    guard case .object(let members) = value, let content = members["body"], case .object = content else {
      throw NotCanonical(why: "body: an object expected")
    }
    let number = try reader.needed("number", reader.integer("number"))
    guard (1...(1 << 62)).contains(number) else { throw NotCanonical(why: "number: \(number) is none") }
    let kind = try reader.needed("kind", reader.text("kind"))
    guard (1...32).contains(kind.utf8.count),
      kind.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") })
    else { throw NotCanonical(why: "kind: no word") }
    self.init(
      number: number, kind: kind,
      recordedAt: try reader.needed("recordedAt", reader.instant("recordedAt")),
      station: try reader.name("station"), airing: try reader.name("airing"),
      planned: try reader.instant("planned"), programme: try reader.name("programme"),
      body: content.canonical, previous: previous, hash: try reader.hash("hash"))
    guard ownHash == hash else { throw NotCanonical(why: "record \(number): its hash is not its own") }
  }
}

extension JSONValue {
  /// Refuses members that this form does not have: two readers must not see different things in the same bytes.
  fileprivate func has(only known: Set<String>) throws(NotCanonical) {
    guard case .object(let members) = self else { throw NotCanonical(why: "an object expected") }
    if let key = members.keys.first(where: { !known.contains($0) }) {
      throw NotCanonical(why: "\(key): unknown")
    }
  }
}

extension BodyReader {
  /// Bytes in lower-case hexadecimal.
  fileprivate func bytes(_ key: String) throws(NotCanonical) -> [UInt8] {
    let text = try needed(key, text(key))
    guard let bytes = [UInt8].bytes(hexadecimal: text), bytes.hexadecimal == text else {
      throw NotCanonical(why: "\(key): lower-case hexadecimal expected")
    }
    return bytes
  }

  fileprivate func hash(_ key: String) throws(NotCanonical) -> [UInt8] {
    let hash = try bytes(key)
    guard hash.count == 32 else { throw NotCanonical(why: "\(key): 32 bytes expected") }
    return hash
  }

  /// Text that a database keeps as it is: SQLite ends text at a zero byte.
  fileprivate func name(_ key: String) throws(NotCanonical) -> String? {
    let text = try text(key)
    if text?.utf8.contains(0) == true { throw NotCanonical(why: "\(key): a zero byte") }
    return text
  }
}
