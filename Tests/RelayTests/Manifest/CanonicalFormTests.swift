import Canonical
import Clocks
import Phrases
import Scheduling
import Testing

@testable import Relay

@Suite struct CanonicalFormTests {
  @Test(arguments: [UInt64](1...60)) func aManifestComesBackAsItWent(seed: UInt64) throws {
    var chance = ManifestChance(seed)
    let manifest = Made.random(&chance)
    let bytes = manifest.canonical
    let again = try Manifest(canonical: bytes)
    #expect(again == manifest)
    #expect(again.canonical == bytes)
  }

  @Test func everyFieldThatAConductorNeedsIsCarried() throws {
    var airing = Made.airing("cchc@2022-03-16T17:00", minutes: 0)
    let plain = Made.manifest([airing]).canonical
    let changes: [(inout Airing) -> Void] = [
      { $0.id = "x" }, { $0.slot = nil }, { $0.programme = nil }, { $0.plannedStart += .nanoseconds(1) },
      { $0.localStart = Made.local(Made.five + .seconds(1)) }, { $0.allotted += .nanoseconds(1) },
      { $0.priority = .emergency }, { $0.whenLate = .restart(within: .seconds(1)) },
      { $0.atEnd = .overrun(upTo: .zero) }, { $0.edition = nil }, { $0.editionTitle = "" },
      { $0.disposition = .cancelled(.clash) }, { $0.isRerun = true }, { $0.substitution = .filler },
      { $0.orderedBy = "Lan" }, { $0.makesUpFor = "cchc@2022-03-09T17:00" },
      { $0.items[0].role = .closing }, { $0.items[0].gain = 0.001 }, { $0.items[0].media.bytes += 1 },
      { $0.items[0].media.sha256 = Made.digest(2) }, { $0.items[0].media.duration += .nanoseconds(1) },
      { $0.items[0].media.loudness = -23 }, { $0.items[0].media.truePeak = -1 },
    ]
    for (index, change) in changes.enumerated() {
      var changed = airing
      change(&changed)
      let bytes = Made.manifest([changed]).canonical
      #expect(bytes != plain, "change \(index) is not carried")
      #expect(try Manifest(canonical: bytes).rundown.airings == [changed])
    }
    airing.items[0].media.path = "/var/lib/loa/media"
    #expect(Made.manifest([airing]).canonical == plain, "a path is nobody else's business")
  }

  @Test func onlyAMakeUpAiringSaysWhatItMakesUpFor() throws {
    var airing = Made.airing("phat-bu:cchc@2022-03-16T17:00", minutes: 0)
    let plain = String(decoding: Made.manifest([airing]).canonical, as: UTF8.self)
    #expect(!plain.contains("makesUpFor"))
    airing.makesUpFor = "cchc@2022-03-09T17:00"
    let said = String(decoding: Made.manifest([airing]).canonical, as: UTF8.self)
    #expect(
      said
        == plain.replacing(
          #""localStart":"2022-03-16T17:00","#,
          with: #""localStart":"2022-03-16T17:00","makesUpFor":"cchc@2022-03-09T17:00","#))
    // It is an id like any other.
    airing.makesUpFor = AiringID(String(repeating: "x", count: 129))
    #expect(throws: ManifestRefusal.self) { try Manifest(canonical: Made.manifest([airing]).canonical) }
  }

  @Test(arguments: [
    "", "{}", "[]", "null", "{\"format\":1}", "x",
  ]) func whatIsNoManifestIsMalformed(text: String) {
    #expect(throws: ManifestRefusal.self) { try Manifest(canonical: Array(text.utf8)) }
  }

  private func refusal(_ change: (inout String) -> Void) -> ManifestRefusal? {
    var text = String(decoding: Made.manifest([Made.airing("a", minutes: 0)]).canonical, as: UTF8.self)
    let before = text
    change(&text)
    #expect(text != before)
    do throws(ManifestRefusal) {
      _ = try Manifest(canonical: Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test func aMemberThatIsNotKnownIsRefusedAndNotLost() {
    let expected = ManifestRefusal.malformed(why: "it holds members that are not known")
    #expect(refusal { $0.replace("\"until\"", with: "\"unless\":1,\"until\"") } == expected)
    #expect(refusal { $0.replace("\"title\"", with: "\"tale\":1,\"title\"") } == expected)
    #expect(refusal { $0.replace("\"role\"", with: "\"path\":\"/etc\",\"role\"") } == expected)
    #expect(
      refusal { $0.replace("{\"kind\":\"join\"}", with: "{\"kind\":\"join\",\"within\":1}") } == expected)
  }

  @Test func aFormatToComeIsNamed() {
    #expect(refusal { $0.replace("\"format\":1", with: "\"format\":2") } == .unknownFormat(2))
  }

  @Test func aFieldThatIsMissingOrOfTheWrongKindIsNamedWithItsAiring() {
    #expect(
      refusal { $0.replace("\"rerun\":false,", with: "") } == .malformed(why: "airings[0].rerun: missing"))
    #expect(
      refusal { $0.replace("\"bytes\":1000000", with: "\"bytes\":\"1\"") }
        == .malformed(why: "airings[0].items[0].bytes: a whole number expected"))
    #expect(
      refusal { $0.replace("\"priority\":\"normal\"", with: "\"priority\":\"top\"") }
        == .malformed(why: "airings[0].priority: the word top is not known"))
    #expect(
      refusal { $0.replace("2022-03-16T17:00", with: "2022-03-16T25:00") }
        == .malformed(why: "airings[0].localStart: it is no local time"))
  }

  @Test func programmesThatAreNotInOrderAreRefused() {
    var manifest = Made.manifest([])
    manifest.programmes = ["a": "1", "b": "2"]
    let text = String(decoding: manifest.canonical, as: UTF8.self)
    let a = #"{"id":"a","name":"1"}"#
    let b = #"{"id":"b","name":"2"}"#
    #expect(text.contains("[\(a),\(b)]"))
    for wrong in ["[\(b),\(a)]", "[\(a),\(a)]"] {
      var changed = text
      changed.replace("[\(a),\(b)]", with: wrong)
      #expect(throws: ManifestRefusal.self) { try Manifest(canonical: Array(changed.utf8)) }
    }
  }

  /// Whatever is done to the bytes, they are refused or are the one spelling of what they say.
  @Test(arguments: [UInt64](1...12)) func mutatedManifestsAreAnsweredAndNeverCrash(seed: UInt64) {
    var chance = ManifestChance(seed)
    let base = Made.random(&chance, airings: 3).canonical
    let pieces: [[UInt8]] = ["\"", "\\", "{", "}", "[", "]", ",", ":", "-", "9223372036854775807", "-1"].map {
      Array($0.utf8)
    }
    for _ in 0..<800 {
      var bytes = base
      for _ in 0..<Int.random(in: 1...3, using: &chance) {
        let at = Int.random(in: 0..<bytes.count, using: &chance)
        switch Int.random(in: 0..<4, using: &chance) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &chance)
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(contentsOf: pieces.randomElement(using: &chance) ?? [], at: at)
        default: bytes[at] = UInt8(ascii: "0") + UInt8.random(in: 0...9, using: &chance)
        }
      }
      bytes.withUnsafeBytes { Manifest.fuzz($0) }
    }
  }
}
