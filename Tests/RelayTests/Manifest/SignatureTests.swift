import Clocks
import Crypto
import Foundation
import Phrases
import Scheduling
import Testing

@testable import Relay

@Suite struct SignatureTests {
  private let key: Curve25519.Signing.PrivateKey
  private let signed: SignedManifest
  private let manifest = Made.manifest([Made.airing("cchc@2022-03-16T17:00", minutes: 0)])

  init() throws {
    key = try #require(Made.key)
    signed = try SignedManifest(signing: manifest, with: key)
  }

  private func refusal(
    _ bytes: [UInt8], key: Curve25519.Signing.PublicKey? = nil, node: StationCode = Made.centre
  ) -> ManifestRefusal? {
    do throws(ManifestRefusal) {
      _ = try SignedManifest.open(bytes, trusting: key ?? self.key.publicKey, from: node)
      return nil
    } catch {
      return error
    }
  }

  @Test func whatIsSignedOpensWithTheKeyOfItsNode() throws {
    #expect(try SignedManifest.open(signed.bytes, trusting: key.publicKey, from: Made.centre) == manifest)
  }

  @Test func everyFlippedBitIsRefused() {
    for index in signed.bytes.indices {
      for bit in 0..<8 {
        var bytes = signed.bytes
        bytes[index] ^= 1 << bit
        if refusal(bytes) == nil { Issue.record("bit \(bit) of byte \(index) may be flipped") }
      }
    }
  }

  @Test func everyTruncationAndEveryAdditionIsRefused() {
    for count in 0..<signed.bytes.count { #expect(refusal(Array(signed.bytes.prefix(count))) != nil) }
    for byte in [UInt8](0...255) { #expect(refusal(signed.bytes + [byte]) != nil) }
    #expect(refusal(signed.bytes + signed.bytes) != nil)
  }

  @Test func anotherKeyIsRefused() {
    #expect(
      refusal(signed.bytes, key: Curve25519.Signing.PrivateKey().publicKey) == .wrongSignature)
  }

  @Test func theSignatureOfAnotherManifestIsRefused() throws {
    let other = try SignedManifest(signing: Made.manifest([]), with: key)
    let mixed = signed.bytes.prefix(104) + other.bytes.dropFirst(104)
    #expect(refusal(Array(mixed)) == .wrongSignature)
  }

  @Test func aSignatureOverTheBareFormIsNone() throws {
    // Whatever else the key may sign one day, it can not be passed off as a manifest.
    let bare = try key.signature(for: manifest.canonical).base64EncodedString()
    #expect(refusal(Array("loa-manifest-1 \(bare)\n".utf8) + manifest.canonical) == .wrongSignature)
  }

  @Test func aManifestOfAnotherNodeWithTheSameKeyIsRefused() {
    #expect(refusal(signed.bytes, node: "29770") == .wrongNode(expected: "29770", found: Made.centre))
  }

  @Test func whatIsNotSignedIsCalledUnsigned() {
    #expect(refusal([]) == .unsigned)
    #expect(refusal(manifest.canonical) == .unsigned)
    #expect(refusal(Array("<html>502 Bad Gateway</html>".utf8)) == .unsigned)
    #expect(refusal(Array("loa-manifest-1 \n".utf8) + manifest.canonical) == .unsigned)
  }

  @Test func aFormatToComeIsNamed() {
    #expect(refusal(Array("loa-manifest-2 x\n".utf8)) == .unknownFormat(2))
  }

  @Test func moreThanTwoMebibytesAreNotEvenLookedAt() {
    let bytes = signed.bytes + [UInt8](repeating: 32, count: 2 << 20)
    #expect(refusal(bytes) == .tooLarge(bytes: bytes.count))
  }

  @Test func whatEveryStationWouldRefuseIsNotSigned() {
    var wrong = manifest
    wrong.rundown.airings[0].items[0].media.sha256 = "../../etc/passwd"
    #expect(throws: ManifestRefusal.self) { try SignedManifest(signing: wrong, with: key) }
  }

  @Test func everyRefusalIsSaidInBothLanguagesWithARemedy() {
    let breach = ManifestBreach(.airing(number: 3, id: "a", "items[0].gain"), .outOfRange)
    let refusals: [ManifestRefusal] = [
      .tooLarge(bytes: 5), .malformed(why: "x"), .unsigned, .wrongSignature,
      .wrongNode(expected: "1", found: "2"), .unknownFormat(2), .replayed(held: 2, offered: 1),
      .expired(validUntil: Made.five, ago: .hours(3)), .fromTheFuture(issuedAt: Made.five, ahead: .days(2)),
      .limit(breach),
    ]
    #expect(Set(refusals.map(\.code)).count == refusals.count)
    for refusal in refusals {
      for language in Language.allCases {
        #expect(!refusal.what.said(in: language).isEmpty && !refusal.remedy.said(in: language).isEmpty)
      }
    }
    #expect(
      ManifestRefusal.limit(breach).what.said(in: .vietnamese)
        == "lịch phát do cấp trên gửi xuống vượt giới hạn: lần phát a, items[0].gain: ngoài phạm vi cho phép")
    #expect(
      refusals[7].what.said(in: .english) == "the rundown that was offered has not been valid for 3 h")
  }
}

@Suite struct VectorTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  private static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: path)))
  }

  /// What `Vectors/first` says, as a value.
  static let first: Manifest = {
    var airing = Made.airing("cchc@2022-03-16T17:00", minutes: 0, seconds: 150, allotted: 900)
    airing.atEnd = .overrun(upTo: .seconds(30))
    airing.whenLate = .restart(within: .minutes(10))
    airing.items[0].media.loudness = -18.25
    airing.items[0].media.truePeak = -0.5
    airing.items[0].gain = -4.75
    var moved = Made.airing("thang@2022-03-17T17:00", minutes: 1440, priority: .priority)
    moved.slot = "thang"
    moved.disposition = .moved(to: "thang@2022-03-18T17:00")
    moved.items = []
    moved.edition = nil
    moved.editionTitle = nil
    return Manifest(
      node: "29000", sequence: 1_647_421_200_000, issuedAt: Made.five - .hours(1),
      validUntil: Made.five - .hours(1) + .days(8),
      rundown: Rundown(
        from: Made.five - .hours(1), until: Made.five - .hours(1) + .days(7), airings: [airing, moved]),
      programmes: ["cchc": "Cải cách hành chính"])
  }()

  @Test func theVectorIsSpelledAndSignedAsItIsWrittenDown() throws {
    let key = try #require(Made.key)
    let written = try Self.bytes("Vectors/first.manifest")
    let signed = try SignedManifest(signing: Self.first, with: key)
    #expect(String(decoding: signed.bytes, as: UTF8.self) == String(decoding: written, as: UTF8.self))
    #expect(try SignedManifest.open(written, trusting: key.publicKey, from: "29000") == Self.first)
  }

  @Test func theDocumentShowsTheVector() throws {
    let document = String(
      decoding: try Self.bytes("../../../docs/relay-protocol.md"), as: UTF8.self)
    let vector = String(decoding: try Self.bytes("Vectors/first.manifest"), as: UTF8.self)
    for line in vector.split(separator: "\n") { #expect(document.contains(line)) }
    let key = try #require(Made.key)
    #expect(document.contains(Data(key.publicKey.rawRepresentation).base64EncodedString()))
  }
}
