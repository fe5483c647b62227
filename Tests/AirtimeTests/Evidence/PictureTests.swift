import Clocks
import Foundation
import Phrases
import Scheduling
import Testing

@testable import Airtime

/// One airing over all stations, with every grade of evidence and nothing counted for more than it is.
@Suite struct PictureTests {
  private static let files = entry().items.map(\.sha256)
  private static let stations = [
    AiringPicture.Station(code: "29770", name: "Phường Cái Vồn"),
    AiringPicture.Station(code: "29818", name: "Xã Đông Thành"),
    AiringPicture.Station(code: "29809", name: "Xã Đông Thạnh"),
    AiringPicture.Station(code: "29806", name: "Xã Thuận An"),
    AiringPicture.Station(code: "29812", name: "Xã Đông Bình"),
    AiringPicture.Station(code: "29815", name: "Xã Mỹ Hòa"),
    AiringPicture.Station(code: "29813", name: "Phường Đông Thuận"),
  ]

  private static func logged(_ entry: AsRunEntry, corrections: [Correction] = [], isClosed: Bool = true)
    -> LoggedEntry
  {
    LoggedEntry(
      entry: corrections.reduce(entry) { $1.applied(to: $0) }, original: entry, corrections: corrections,
      openedAs: 1, closedAs: isClosed ? 2 : nil, isClosed: isClosed, checkpoint: nil)
  }

  private static func declaration(
    _ code: String, _ outcome: Outcome, _ number: Int64, by: String = "Trần Thị B",
    note: String = "nghe tại loa ấp 2"
  ) -> Declaration {
    Declaration(
      airing: entry().airing, station: code, planned: entry().plannedStart, programme: "cchc",
      outcome: outcome,
      by: by, note: note, at: entry().plannedStart + .hours(20), number: number)
  }

  /// Something of everything.
  private static func picture() -> AiringPicture {
    var aired = entry().ended(.aired)
    aired.startedAt = aired.plannedStart + .microseconds(412)
    var partial = entry().at("29818").ended(.partial, .device, played: 150 * 48_000 + 47_000)
    partial.startedAt = partial.plannedStart - .microseconds(1_250)
    partial.gaps = [
      Gap(at: partial.plannedStart + .seconds(60), frame: 60 * 48_000, frames: 1000, cause: .device)
    ]
    let late = entry().at("29809").ended(.late, .power)
    let missed = entry().at("29806").ended(.missed, .power)
    var open = entry().at("29815")
    open.startedAt = open.plannedStart
    open.framesPlayed = 48_000 * 12
    func deliveries(_ code: String, _ count: Int) -> [Delivery] {
      files.prefix(count).map { Delivery(station: code, sha256: $0, at: entry().plannedStart - .hours(9)) }
    }
    return AiringPicture(
      of: AiringPicture.Subject(entry()), stations: stations,
      entries: [aired, partial, late, missed, open].map { logged($0, isClosed: $0.outcome != nil) },
      deliveries: deliveries("29818", 2) + deliveries("29806", 2) + deliveries("29812", 2)
        + deliveries("29813", 1),
      declarations: [
        declaration("29812", .missed, 5), declaration("29812", .aired, 6, by: "Lê Văn C", note: "=1+1"),
        declaration("29999", .aired, 7),
      ])
  }

  private static let names: [ProgrammeID: String] = ["cchc": "Cải cách hành chính"]

  @Test func theTextInVietnamese() throws {
    let text = Self.picture().text(in: .vietnamese, zone: zone, programmeNames: Self.names)
    try golden("airing.vi.txt", Array(text.utf8))
  }

  @Test func theTextInEnglish() throws {
    let text = Self.picture().text(in: .english, zone: zone, programmeNames: Self.names)
    try golden("airing.en.txt", Array(text.utf8))
  }

  @Test func theJSON() throws { try golden("airing.json", Array(Self.picture().json(zone: zone).utf8)) }

  @Test func theSpreadsheet() throws {
    try golden("airing.vi.csv", Array(Self.picture().csv(in: .vietnamese, zone: zone).utf8))
    #expect(Self.picture().csv(in: .english, zone: zone).contains("\"'=1+1\""))
  }

  @Test func eachStationHasTheEvidenceThatThereIs() {
    let evidence = Dictionary(
      uniqueKeysWithValues: Self.picture().rows.map { ($0.station.code, $0.evidence) })
    #expect(
      evidence == [
        "29770": .played, "29818": .played, "29809": .played, "29806": .delivered, "29812": .delivered,
        "29815": .played, "29813": .scheduled, "29999": .scheduled,
      ])
  }

  @Test func aDeclarationIsNeverCountedAsPlayed() throws {
    let row = try #require(Self.picture().rows.first { $0.station.code == "29812" })
    #expect(row.declaration?.outcome == .aired)
    #expect(row.outcome == nil && row.offset == nil && row.share == nil)
    #expect(row.evidence != .declared && row.evidence != .played)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(Self.picture().json(zone: zone).utf8)) as? [String: Any])
    let totals = try #require(json["totals"] as? [String: Any])
    #expect((totals["outcomes"] as? [String: Int])?["aired"] == 1)
    #expect((totals["evidence"] as? [String: Int])?["played"] == 4)
    #expect(totals["declared"] as? Int == 2)
  }

  @Test func aCorrectedEntryIsAPersonsWord() throws {
    let correction = Correction(
      changes: [.outcome(.aired)], author: "A", reason: "B", at: entry().plannedStart)
    let picture = AiringPicture(
      of: AiringPicture.Subject(entry()), stations: [],
      entries: [Self.logged(entry().ended(.missed, .power), corrections: [correction])],
      deliveries: Self.files.map { Delivery(station: station, sha256: $0, at: entry().plannedStart) })
    #expect(picture.rows.map(\.evidence) == [.declared])
  }

  @Test func aShareIsFullOnlyWhereNothingIsMissing() {
    func share(_ played: Int64, of due: Int64) -> Int? {
      var entry = entry().ended(.partial, .device, played: 1)
      entry.framesPlayed = played
      entry.framesDue = due
      return AiringPicture(of: .init(entry), stations: [], entries: [Self.logged(entry)]).rows.first?.share
    }
    #expect(share(1_000_000, of: 1_000_000) == 1000)
    #expect(share(999_999, of: 1_000_000) == 999)
    #expect(share(5, of: 0) == nil)
    #expect(share(7, of: 5) == 1000)
    #expect(share((1 << 50) - 1, of: 1 << 50) == 999)
  }

  @Test func theOrderOfGradesKnowsNoPlaceForAWord() {
    let grades: [Evidence] = [.scheduled, .delivered, .played, .heard]
    for (index, grade) in grades.enumerated() {
      for (other, another) in grades.enumerated() {
        #expect(grade.isWeaker(than: another) == (index < other))
      }
      #expect(!grade.isWeaker(than: .declared) && !Evidence.declared.isWeaker(than: grade))
    }
  }

  @Test func aPictureCrossesTheWire() throws {
    let picture = Self.picture()
    #expect(try JSONDecoder().decode(AiringPicture.self, from: JSONEncoder().encode(picture)) == picture)
  }

  @Test func anAiringWithoutStationsSaysSo() {
    let picture = AiringPicture(of: AiringPicture.Subject(entry()), stations: [])
    #expect(picture.text(in: .vietnamese, zone: zone).hasSuffix("Không biết đài nào phát lần này.\n"))
  }
}
