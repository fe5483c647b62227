import Canonical

/// What a parent answers to a batch of records.
public struct Receipt: Sendable, Hashable {
  /// Every record up to this number is held and synced, as far as the batch tells which chain is meant. The station goes on
  /// after it (`AirtimeLog.position(after:)`); 0 asks for all from the beginning.
  public var acknowledged: Int64
  /// The last record of the chain that is held, and its hash: the station may go on after it if that is its own record.
  public var held: Head
  /// How many records of the batch were new.
  public var stored: Int
  /// Nothing of the batch was taken because it follows no record that is held.
  public var isRefused: Bool
  /// What the parent's officers should know; each raises an alarm there and stands as a note in the parent's log.
  public var incidents: [EvidenceError]

  public struct Head: Sendable, Hashable {
    public var number: Int64
    public var hash: [UInt8]

    init(_ head: LogHead) {
      number = head.number
      hash = head.hash
    }
  }
}

extension Receipt {
  /// The wire form, without the incidents: those are the parent's business.
  public var canonical: [UInt8] {
    JSONValue.members([
      "acknowledged": .integer(acknowledged), "hash": .text(held.hash.hexadecimal),
      "held": .integer(held.number), "refused": .flag(isRefused), "stored": .integer(stored),
    ]).canonical
  }

  /// - Throws: `EvidenceError.malformed`.
  public init(canonical bytes: [UInt8]) throws {
    do {
      let body = try BodyReader(JSONValue(canonical: bytes))
      acknowledged = try body.needed("acknowledged", body.integer("acknowledged"))
      let hash = [UInt8].bytes(hexadecimal: try body.needed("hash", body.text("hash")))
      held = Head(
        LogHead(number: try body.needed("held", body.integer("held")), hash: try body.needed("hash", hash)))
      stored = Int(clamping: try body.needed("stored", body.integer("stored")))
      isRefused = try body.needed("refused", body.flag("refused"))
      incidents = []
    } catch {
      throw EvidenceError.malformed(why: error.description)
    }
  }
}
