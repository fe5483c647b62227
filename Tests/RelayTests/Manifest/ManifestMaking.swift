import Clocks
import Crypto
import Foundation
import Scheduling

@testable import Relay

/// The same numbers for the same seed (SplitMix64).
struct ManifestChance: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func happens(_ one: Int, in many: Int) -> Bool { Int.random(in: 0..<many, using: &self) < one }

  mutating func length(upTo most: Duration) -> Duration {
    .nanoseconds(Int64.random(in: 0...most.wholeNanoseconds, using: &self))
  }
}

/// Manifests to test with.
enum Made {
  /// Wednesday 2022-03-16, 17:00 at Ho Chi Minh City.
  static let five = WallTime(seconds: 1_647_424_800)
  static let centre: StationCode = "29000"
  /// The bytes 0, 1 … 31: of the test vectors, and of nothing else.
  static let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Array(0..<32))

  static func digest(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 64 - digits.utf8.count) + digits
  }

  static func local(_ instant: WallTime) -> CivilDateTime {
    CivilCalendar(timeZone: CivilCalendar.timeZone(named: "Asia/Ho_Chi_Minh") ?? .gmt).civil(of: instant)
  }

  static func item(_ number: Int = 1, seconds: Int = 600) -> Item {
    Item(
      role: .edition,
      media: Media(path: "", sha256: digest(number), bytes: 1_000_000, duration: .seconds(seconds)))
  }

  /// An airing so many minutes from five o'clock.
  static func airing(
    _ id: AiringID, minutes: Int, seconds: Int = 600, allotted: Int? = nil, priority: Priority = .normal,
    whenLate: LatePolicy = .join, atEnd: EndPolicy = .cut(fade: .seconds(2)), item: Int = 1
  ) -> Airing {
    let start = five + .minutes(minutes)
    return Airing(
      id: id, slot: "cchc", programme: "cchc", plannedStart: start, localStart: local(start),
      allotted: .seconds(allotted ?? seconds), priority: priority, whenLate: whenLate, atEnd: atEnd,
      edition: "cchc/2022-w11", editionTitle: "Kỳ 11", items: [self.item(item, seconds: seconds)])
  }

  static func rundown(_ airings: [Airing], from: WallTime = five - .hours(1), days: Int = 8) -> Rundown {
    Rundown(from: from, until: from + .days(days), airings: airings.sorted { $0.precedes($1) })
  }

  static func manifest(_ airings: [Airing], sequence: Int64 = 1_647_424_800_000, at now: WallTime = five)
    -> Manifest
  {
    Manifest(
      node: centre, sequence: sequence, issuedAt: now, validUntil: now + .days(8),
      rundown: rundown(airings, from: now - .hours(1), days: 7), programmes: ["cchc": "Cải cách hành chính"])
  }

  /// Any manifest within the limits.
  static func random(_ chance: inout ManifestChance, airings most: Int = 25) -> Manifest {
    func word(_ most: Int, _ chance: inout ManifestChance) -> String {
      let letters = Array("abcxyz0189-@:/ \"\\ĐạếờỮ🔊\u{1EA1}a\u{323}")
      let count = Int.random(in: 1...most, using: &chance)
      return String((0..<count).map { _ in letters.randomElement(using: &chance) ?? "a" })
    }
    let issued = five + .nanoseconds(Int64.random(in: -1 << 50...1 << 50, using: &chance))
    let from = issued - chance.length(upTo: .hours(30))
    let until = issued + chance.length(upTo: .days(7))
    var airings: [AiringID: Airing] = [:]
    for number in 0..<Int.random(in: 0...most, using: &chance) {
      let airing = randomAiring("\(number)" + word(12, &chance), from..<until, &chance)
      airings[airing.id] = airing
    }
    var programmes: [ProgrammeID: String] = [:]
    for _ in 0..<Int.random(in: 0...5, using: &chance) {
      programmes[ProgrammeID(word(8, &chance))] = word(40, &chance)
    }
    return Manifest(
      node: StationCode(word(6, &chance)), sequence: Int64.random(in: 1...1 << 62, using: &chance),
      issuedAt: issued, validUntil: until + chance.length(upTo: .days(20)),
      rundown: Rundown(from: from, until: until, airings: airings.values.sorted { $0.precedes($1) }),
      programmes: programmes)
  }

  static func randomAiring(_ name: String, _ period: Range<WallTime>, _ chance: inout ManifestChance)
    -> Airing
  {
    let start =
      period.lowerBound + chance.length(upTo: period.upperBound - period.lowerBound - .nanoseconds(1))
    var airing = Airing(
      id: AiringID(name), slot: chance.happens(3, in: 4) ? SlotID(name + "s") : nil,
      programme: chance.happens(3, in: 4) ? "cchc" : nil, plannedStart: start, localStart: local(start),
      allotted: chance.length(upTo: .hours(24)))
    airing.priority = Priority.ofPeople.randomElement(using: &chance) ?? .normal
    airing.whenLate =
      [.join, .skip, .restart(within: chance.length(upTo: .hours(24)))].randomElement(using: &chance) ?? .join
    airing.atEnd =
      [.cut(fade: chance.length(upTo: .seconds(9))), .overrun(upTo: chance.length(upTo: .hours(24)))]
      .randomElement(using: &chance) ?? airing.atEnd
    airing.disposition =
      [
        .air, .air, .air, .moved(to: "khác"), .cancelled(.holiday), .cancelled(.quietHours),
        .cancelled(.noEdition), .cancelled(.clash),
      ].randomElement(using: &chance) ?? .air
    airing.edition = chance.happens(1, in: 2) ? "cchc/2022-w11" : nil
    airing.editionTitle = chance.happens(1, in: 2) ? "Kỳ \"11\" – \\ thử" : nil
    airing.isRerun = chance.happens(1, in: 3)
    airing.makesUpFor = chance.happens(1, in: 4) ? "cchc@2022-03-09T17:00" : nil
    airing.substitution = [nil, .filler, .repeatLast].randomElement(using: &chance) ?? nil
    func level(_ range: ClosedRange<Int>, _ chance: inout ManifestChance) -> Double {
      Double(Int.random(in: range, using: &chance)) / 1000
    }
    airing.items = (0..<Int.random(in: 0...4, using: &chance)).map { _ in
      Item(
        role: [.signature, .edition, .closing, .filler, .order].randomElement(using: &chance) ?? .edition,
        media: Media(
          path: "", sha256: digest(Int.random(in: 0...1 << 40, using: &chance)),
          bytes: Int64.random(in: 0...4 << 30, using: &chance), duration: chance.length(upTo: .hours(24)),
          loudness: chance.happens(1, in: 2) ? level(-200_000...40_000, &chance) : nil,
          truePeak: chance.happens(1, in: 2) ? level(-400_000...40_000, &chance) : nil),
        gain: level(-120_000...40_000, &chance))
    }
    return airing
  }
}
