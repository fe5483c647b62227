import Canonical
import Clocks
import Scheduling

extension Manifest {
  var body: JSONValue {
    .members([
      "airings": .list(rundown.airings.map(\.body)),
      "format": .integer(Self.format),
      "from": .instant(rundown.from),
      "issuedAt": .instant(issuedAt),
      "node": .text(node.text),
      "programmes": .list(
        programmes.sorted { $0.key < $1.key }.map {
          .members(["id": .text($0.key.text), "name": .text($0.value)])
        }),
      "sequence": .integer(sequence),
      "until": .instant(rundown.until),
      "validUntil": .instant(validUntil),
    ])
  }

  /// Its one spelling: what is signed.
  public var canonical: [UInt8] { body.canonical }

  /// Reads bytes that are the one spelling of a manifest within all limits, and nothing else.
  ///
  /// Whoever signed them is for `SignedManifest.open` to find out.
  public init(canonical bytes: [UInt8]) throws(ManifestRefusal) {
    guard bytes.count <= ManifestLimits.bytes else { throw .tooLarge(bytes: bytes.count) }
    do {
      try self.init(body: BodyReader(JSONValue(canonical: bytes)))
    } catch let refusal as ManifestRefusal {
      throw refusal
    } catch {
      throw .malformed(why: "\(error)")
    }
    try check()
    guard canonical == bytes else { throw .malformed(why: "it holds members that are not known") }
  }

  private init(body: BodyReader) throws {
    let format = try body.needed("format", body.integer("format"))
    guard format == Self.format else { throw ManifestRefusal.unknownFormat(format) }
    let entries = try body.needed("airings", body.objects("airings"))
    // Before much is made of them.
    try ManifestLimits.count(entries.count, most: ManifestLimits.airings, .manifest("airings"))
    var airings: [Airing] = []
    airings.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() {
      do {
        airings.append(try Airing(body: entry))
      } catch {
        throw NotCanonical(why: "airings[\(index)].\(error.why)", offset: error.offset)
      }
    }
    var programmes: [ProgrammeID: String] = [:]
    var last: ProgrammeID?
    for entry in try body.needed("programmes", body.objects("programmes")) {
      let id = ProgrammeID(try entry.needed("id", entry.text("id")))
      if let last, !(last < id) { throw NotCanonical(why: "programmes: they are not in order") }
      last = id
      programmes[id] = try entry.needed("name", entry.text("name"))
    }
    self.init(
      node: StationCode(try body.needed("node", body.text("node"))),
      sequence: try body.needed("sequence", body.integer("sequence")),
      issuedAt: try body.needed("issuedAt", body.instant("issuedAt")),
      validUntil: try body.needed("validUntil", body.instant("validUntil")),
      rundown: Rundown(
        from: try body.needed("from", body.instant("from")),
        until: try body.needed("until", body.instant("until")), airings: airings),
      programmes: programmes)
  }
}
