import Clocks
import Phrases
import Scheduling
import Testing

@testable import Relay

@Suite struct LimitTests {
  /// What is made of a manifest after a change, by whoever reads it.
  private func breach(_ airing: Airing? = nil, _ change: (inout Manifest) -> Void) -> ManifestBreach? {
    var manifest = Made.manifest([airing ?? Made.airing("a", minutes: 0), Made.airing("b", minutes: 1)])
    #expect(throws: Never.self) { try Manifest(canonical: manifest.canonical) }
    change(&manifest)
    do throws(ManifestRefusal) {
      _ = try Manifest(canonical: manifest.canonical)
    } catch {
      if case .limit(let breach) = error { return breach }
      Issue.record("\(error)")
    }
    return nil
  }

  private func fault(_ field: String, _ change: (inout Airing) -> Void) -> ManifestBreach.Fault? {
    let breach = breach { change(&$0.rundown.airings[0]) }
    if let breach {
      #expect(breach.place == .airing(number: 1, id: field == "id" ? nil : "a", field))
    }
    return breach?.fault
  }

  private func item(_ field: String, _ change: (inout Item) -> Void) -> ManifestBreach.Fault? {
    fault("items[0].\(field)") { change(&$0.items[0]) }
  }

  @Test func whatIsAtALimitIsTaken() {
    let longest = String(repeating: "ạ", count: 42) + "ab"
    #expect(longest.utf8.count == 128)
    #expect(
      breach {
        $0.rundown.airings[0].id = AiringID(longest)
        $0.rundown.airings[0].editionTitle = String(repeating: "x", count: 1000)
        $0.rundown.airings[0].allotted = .hours(24)
        $0.rundown.airings[0].whenLate = .restart(within: .hours(24))
        $0.rundown.airings[0].items = (0..<16).map { Made.item($0) }
        $0.rundown.airings[0].items[0].media.bytes = 4 << 30
        $0.rundown.airings[0].items[0].media.duration = .hours(24)
        $0.rundown.airings[0].items[0].gain = 40
        $0.programmes = Dictionary(
          uniqueKeysWithValues: (0..<64).map { (ProgrammeID("\($0)"), "\($0)") })
      } == nil)
  }

  @Test func idsAreBounded() {
    let long = String(repeating: "x", count: 129)
    #expect(fault("id") { $0.id = AiringID(long) } == .tooLong(most: 128))
    #expect(fault("id") { $0.id = "" } == .empty)
    #expect(fault("id") { $0.id = "a\u{7}" } == .controlCharacter)
    #expect(fault("id") { $0.id = "du-phong:a" } == .reserved)
    #expect(fault("slot") { $0.slot = SlotID(long) } == .tooLong(most: 128))
    #expect(fault("programme") { $0.programme = "a\nb" } == .controlCharacter)
    #expect(fault("edition") { $0.edition = "" } == .empty)
    #expect(fault("disposition.to") { $0.disposition = .moved(to: "") } == .empty)
    #expect(breach { $0.node = "" }?.fault == .empty)
    #expect(breach { $0.programmes = ["\u{2028}": "x"] }?.fault == .controlCharacter)
  }

  @Test func textsAreBounded() {
    #expect(
      fault("title") { $0.editionTitle = String(repeating: "x", count: 1001) } == .tooLong(most: 1000))
    #expect(fault("title") { $0.editionTitle = "a\u{1B}[2J" } == .controlCharacter)
    #expect(
      breach { $0.programmes["a"] = String(repeating: "ạ", count: 334) }?.fault == .tooLong(most: 1000))
  }

  @Test func lengthsAreBounded() {
    let beyond = Duration.hours(24) + .nanoseconds(1)
    for length in [beyond, .nanoseconds(-1), .nanoseconds(Int64.max), .nanoseconds(Int64.min)] {
      #expect(fault("allotted") { $0.allotted = length } == .outOfRange)
      #expect(fault("whenLate.within") { $0.whenLate = .restart(within: length) } == .outOfRange)
      #expect(fault("atEnd.fade") { $0.atEnd = .cut(fade: length) } == .outOfRange)
      #expect(fault("atEnd.upTo") { $0.atEnd = .overrun(upTo: length) } == .outOfRange)
      #expect(item("duration") { $0.media.duration = length } == .outOfRange)
    }
  }

  @Test func filesAreBounded() {
    #expect(item("bytes") { $0.media.bytes = 4 << 30 + 1 } == .outOfRange)
    #expect(item("bytes") { $0.media.bytes = -1 } == .outOfRange)
    for name in [
      "", "../x", String(repeating: "A", count: 64), String(repeating: "a", count: 63),
      String(repeating: "g", count: 64), String(repeating: "a", count: 65),
      String(repeating: "0", count: 62) + "é",
    ] {
      #expect(item("sha256") { $0.media.sha256 = name } == .noDigest)
    }
    #expect(
      fault("items") { $0.items = (0..<17).map { Made.item($0) } } == .tooMany(17, most: 16))
  }

  @Test func levelsAreBounded() {
    #expect(item("gain") { $0.gain = 40.001 } == .outOfRange)
    #expect(item("gain") { $0.gain = -120.001 } == .outOfRange)
    #expect(item("loudness") { $0.media.loudness = 41 } == .outOfRange)
    #expect(item("truePeak") { $0.media.truePeak = -401 } == .outOfRange)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func whatIsNoNumberIsNotSigned(level: Double) throws {
    var manifest = Made.manifest([Made.airing("a", minutes: 0)])
    manifest.rundown.airings[0].items[0].gain = level
    let key = try #require(Made.key)
    #expect(throws: ManifestRefusal.self) { try SignedManifest(signing: manifest, with: key) }
  }

  @Test func aStandInIsNothingToHandDown() {
    #expect(fault("priority") { $0.priority = .fallback } == .reserved)
  }

  @Test func startsLieInThePeriod() {
    #expect(breach { $0.rundown.until = Made.five + .minutes(1) }?.fault == .outsideThePeriod)
    #expect(breach { $0.rundown.from = Made.five + .nanoseconds(1) }?.fault == .outsideThePeriod)
    #expect(breach { $0.rundown.from = $0.rundown.until - .days(31) - .seconds(1) }?.fault == .outOfRange)
    #expect(breach { $0.rundown.from = $0.rundown.until + .seconds(1) }?.fault == .outOfRange)
    #expect(breach { $0.validUntil = $0.rundown.until - .seconds(1) }?.fault == .outOfRange)
    #expect(breach { $0.validUntil = $0.issuedAt + .days(32) }?.fault == .outOfRange)
    for instant in [Int64.min, -1, 7_258_118_400_000_000_000, .max] {
      let wrong = WallTime(nanoseconds: instant)
      #expect(breach { $0.issuedAt = wrong }?.place == .manifest("issuedAt"))
      #expect(breach { $0.validUntil = wrong }?.place == .manifest("validUntil"))
      #expect(breach { $0.rundown.from = wrong }?.place == .manifest("from"))
      #expect(breach { $0.rundown.until = wrong }?.place == .manifest("until"))
      #expect(fault("plannedStart") { $0.plannedStart = wrong } == .outOfRange)
    }
  }

  @Test func idsAreUniqueAndAiringsInOrder() {
    #expect(breach { $0.rundown.airings[1].id = "a" }?.fault == .twice)
    #expect(breach { $0.rundown.airings.swapAt(0, 1) }?.fault == .outOfOrder)
    // Composed and decomposed are one id to whoever compares text.
    #expect(
      breach {
        $0.rundown.airings[0].id = "\u{1EA1}"
        $0.rundown.airings[1].id = "a\u{323}"
      }?.fault == .twice)
    #expect(breach { $0.sequence = 0 }?.place == .manifest("sequence"))
    #expect(breach { $0.sequence = .max }?.place == .manifest("sequence"))
  }

  @Test func numbersOfThingsAreBounded() {
    let airings = (0...2000).map { Made.airing(AiringID("\($0)"), minutes: $0) }
    #expect(breach { $0.rundown.airings = airings }?.fault == .tooMany(2001, most: 2000))
    #expect(breach { $0.rundown.airings = airings.dropLast() } == nil)
    #expect(
      breach {
        for number in 0...64 { $0.programmes[ProgrammeID("\(number)")] = "x" }
      }?.place == .manifest("programmes"))
  }

  @Test func nestingIsBounded() {
    let deep = Array(String(repeating: "[", count: 500_000).utf8)
    #expect(throws: ManifestRefusal.self) { try Manifest(canonical: deep) }
  }
}
