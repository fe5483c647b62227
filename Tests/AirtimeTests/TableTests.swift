import Clocks
import Foundation
import Phrases
import Scheduling
import Testing

@testable import Airtime

@Suite struct TableTests {
  /// A Wednesday at Bình Minh with something of everything.
  private static func table(days: Int = 1, stations: Bool = false) throws -> AirtimeLogTable {
    var entries: [LoggedEntry] = []
    func add(_ entry: AsRunEntry, corrections: [Correction] = [], isClosed: Bool = true) {
      let current = corrections.reduce(entry) { $1.applied(to: $0) }
      let number = Int64(entries.count * 2 + 1)
      entries.append(
        LoggedEntry(
          entry: current, original: entry, corrections: corrections, openedAs: number,
          closedAs: isClosed ? number + 1 : nil, isClosed: isClosed, checkpoint: nil))
    }
    add(entry(0, minutes: -12 * 60).ended(.aired))
    var partial = entry(1, minutes: -11 * 60).ended(.partial, .device, played: 150 * 48_000 + 24_000)
    partial.gaps = [
      Gap(at: partial.plannedStart + .seconds(60), frame: 60 * 48_000, frames: 24_000, cause: .device)
    ]
    partial.isRerun = true
    add(partial)
    add(entry(2, minutes: 0).ended(.late, .power))
    var stopped = entry(3, minutes: 30).ended(.interrupted, .operator, played: 48_000 * 61)
    stopped.commandedBy = "Nguyễn Văn A"
    stopped.note = "nhầm\nsố phát sóng"
    stopped.editionTitle = "=HYPERLINK(\"http://example.invalid\";\"Kỳ 12\")"
    stopped.programme = "thoi-su"
    if stations { stopped.station = "29818" }
    add(stopped)
    var moved = entry(4, minutes: 60).ended(.moved, .holiday)
    moved.edition = nil
    moved.editionTitle = nil
    add(moved)
    add(
      entry(5, minutes: 90).ended(.missed, .power),
      corrections: [
        Correction(
          changes: [.outcome(.partial), .cause(.network), .framesPlayed(48_000 * 75)], author: "Trần Thị B",
          reason: "nghe lại băng ghi âm", at: entry().plannedStart + .days(2))
      ])
    var open = entry(6, minutes: 120)
    open.startedAt = open.plannedStart
    open.framesPlayed = 48_000 * 12
    add(open, isClosed: false)
    if days > 1 { add(entry(7, minutes: 24 * 60).ended(.aired)) }
    let from = try #require(CivilDate("2022-03-16"))
    return AirtimeLogTable(
      entries: entries, from: from, through: from.adding(days: days - 1), zone: zone,
      programmeNames: ["cchc": "Cải cách hành chính"],
      stationNames: ["29770": "Phường Cái Vồn", "29818": "Xã Đông Thành"])
  }

  @Test func theTextOfADayInVietnamese() throws {
    try golden("day.vi.txt", Self.table().text(in: .vietnamese))
  }

  @Test func theTextOfADayInEnglish() throws { try golden("day.en.txt", Self.table().text(in: .english)) }

  @Test func theTextOfDaysAtTwoStations() throws {
    try golden("days.vi.txt", Self.table(days: 2, stations: true).text(in: .vietnamese))
  }

  @Test func theRemarksOfTwoAiringsOfOneMinuteAreToldApartByTheirSeconds() throws {
    var entries: [LoggedEntry] = []
    for seconds in [0, 7, 41] {
      var played = entry(seconds).ended(.aired)
      played.plannedStart = entry().plannedStart + .seconds(seconds)
      played.commandedBy = "Lan \(seconds)"
      entries.append(
        LoggedEntry(
          entry: played, original: played, corrections: [], openedAs: 1, closedAs: 2, isClosed: true,
          checkpoint: nil))
    }
    let day = try #require(CivilDate("2022-03-16"))
    let table = AirtimeLogTable(entries: entries, from: day, through: day, zone: zone)
    let remarks = table.text(in: .english).split(separator: "\n").filter { $0.contains("ordered by") }
    #expect(
      remarks == [
        "  17:00  ordered by Lan 0", "  17:00:07  ordered by Lan 7", "  17:00:41  ordered by Lan 41",
      ])
  }

  @Test func remarksStandUnderTheirDayWithWhoMadeThem() throws {
    let day = try #require(CivilDate("2022-03-16"))
    let at = entry().plannedStart
    let notes = [
      LogNote(number: 7, at: at, code: nil, text: "thay ampli\ndưới mưa", by: "Lan"),
      LogNote(number: 8, at: at + .seconds(7), code: nil, text: "không bật được ampli", by: nil),
    ]
    let table = AirtimeLogTable(entries: [], from: day, through: day, zone: zone, notes: notes)
    let lines = table.text(in: .vietnamese).split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.hasSuffix("  ghi chú: thay ampli dưới mưa (Lan)") })
    #expect(lines.contains { $0.hasSuffix(":07  ghi chú: không bật được ampli") })
    let json = try JSONSerialization.jsonObject(with: Data(table.json().utf8)) as? [String: Any]
    let read = try #require(json?["notes"] as? [[String: Any]])
    #expect(read.map { $0["by"] as? String } == ["Lan", nil])
    #expect(read[0]["text"] as? String == "thay ampli\ndưới mưa")
  }

  @Test func theSpreadsheetInVietnamese() throws {
    try golden("day.vi.csv", Self.table().csv(in: .vietnamese))
  }

  @Test func theSpreadsheetInEnglish() throws { try golden("day.en.csv", Self.table().csv(in: .english)) }

  @Test func theJSONOfADay() throws { try golden("day.json", Self.table().json()) }

  @Test func theJSONIsReadByOthers() throws {
    let json = try Self.table().json()
    let read = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(read["schema"] as? String == "loa-airtime-log/1")
    let entries = try #require(read["entries"] as? [[String: Any]])
    #expect(entries.first?["plannedStart"] as? String == "2022-03-16T05:00:00.000000+07:00")
    #expect(entries.first?["framesPlayed"] as? Int == 151 * 48_000)
  }

  @Test func aCorrectedOutcomeIsAPersonsWordAndNoLongerEvidenceOfTheDevice() throws {
    var logged = try #require(try Self.table().entries.first)
    #expect(logged.evidence == .played)
    let at = entry().plannedStart
    logged.corrections = [Correction(changes: [.note("x"), .cause(nil)], author: "A", reason: "B", at: at)]
    #expect(logged.evidence == .played)
    logged.corrections.append(Correction(changes: [.outcome(.late)], author: "A", reason: "B", at: at))
    #expect(logged.evidence == .declared)
  }

  @Test func aDayWithoutAiringsSaysSo() throws {
    let day = try #require(CivilDate("2022-03-16"))
    let table = AirtimeLogTable(entries: [], from: day, through: day, zone: zone)
    #expect(table.text(in: .vietnamese).hasSuffix("Không có lần phát nào.\n"))
    #expect(table.text(in: .vietnamese).hasPrefix("Nhật ký phát sóng – Thứ Tư, 16/03/2022\n"))
    #expect(table.text(in: .english).hasSuffix("No airings.\n"))
  }

  @Test func theSpreadsheetStartsWithAByteOrderMarkAndTheSeparatorOfTheCountry() throws {
    let vietnamese = try Self.table().csv(in: .vietnamese)
    #expect(Array(vietnamese.utf8.prefix(3)) == [0xEF, 0xBB, 0xBF])
    #expect(vietnamese.contains("\"Ngày\";\"Giờ theo lịch\""))
    #expect(try Self.table().csv(in: .english).contains("\"Date\",\"Planned\""))
    #expect(try Self.table().csv(in: .vietnamese, separator: "\t").contains("\"Ngày\"\t\"Giờ theo lịch\""))
  }

  @Test(arguments: [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u{200B}=1", "\u{FEFF}=1", "=\u{301}1", "＝1",
    "|cmd", "%0A", "\n=1",
  ])
  func nothingFromOutsideIsComputedByASpreadsheet(text: String) throws {
    var table = try Self.table()
    table.entries = Array(table.entries.prefix(1))
    table.entries[0].entry.note = text
    let csv = table.csv(in: .english)
    let expected = Array(",\"'\(text)\",".utf8)
    #expect(Data(csv.utf8).range(of: Data(expected)) != nil)
  }

  @Test func aCellWithQuotesAndLineBreaksStaysOneCell() throws {
    var table = try Self.table()
    table.entries = Array(table.entries.prefix(1))
    table.entries[0].entry.note = "a\"b\r\nc,d;e"
    #expect(table.csv(in: .english).unicodeScalars.map(String.init).joined().contains("\"a\"\"b\r\nc,d;e\""))
  }

  @Test(arguments: [
    ("Thứ Tư", 6), ("Thu\u{31B}\u{301} Tu\u{31B}", 6), ("日本", 4), ("a\u{200B}b", 2), ("", 0), ("📻", 2),
    ("한", 2),
  ])
  func widthIsCountedAsATerminalShowsIt(text: String, width: Int) {
    #expect(text.terminalWidth == width)
  }

  @Test func columnsStandUnderEachOtherWhateverTheFormOfTheLetters() throws {
    var table = try Self.table()
    table.programmeNames = ["cchc": "Cải cách hành chính".decomposedStringWithCanonicalMapping]
    let widths = table.text(in: .vietnamese).split(separator: "\n").filter {
      $0.hasPrefix("05:00") || $0.hasPrefix("06:00")
    }
    .compactMap { line in line.range(of: "đếm").map { String(line[..<$0.lowerBound]).terminalWidth } }
    #expect(widths.count == 2 && Set(widths).count == 1)
  }

  @Test func everyErrorSpeaksBothLanguages() {
    struct Underlying: Error {}
    let errors: [AirtimeError] = [
      .unwritable(path: "/p", .diskFull, kept: 3, underlying: nil),
      .damaged(path: "/p", kept: 0, underlying: nil),
      .setAside(path: "/p", as: "q"), .newerSchema(path: "/p"), .foreign(path: "/p"),
      .cannotOpen(path: "/p", .denied, underlying: nil), .truncated(lastKnown: 9, found: 8),
      .headDiffers(number: 3), .headMissing(path: "/p"), .enteredTwice("a", station: "s"),
      .closedTwice("a", station: "s"), .notOpen("a", station: "s"), .stillOpen("a", station: "s"),
      .noEntry("a", station: "s"), .incomplete("a", station: "s"), .emptyCorrection,
      .unreadableRecord(number: 4, why: "w"), .backupExists(path: "/p"),
      .backupFailed(path: "/p", underlying: Underlying()), .failed(underlying: Underlying()),
    ]
    #expect(Set(errors.map(\.code)).count == errors.count)
    for error in errors {
      for text in [error.what, error.remedy] {
        #expect(text.said(in: .vietnamese) != text.said(in: .english))
        #expect(!text.said(in: .vietnamese).isEmpty)
      }
    }
  }

  private func golden(_ name: String, _ text: String, at location: SourceLocation = #_sourceLocation) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Golden/\(name)")
    if ProcessInfo.processInfo.environment["LOA_WRITE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: file)
    }
    let wanted = try Data(contentsOf: file)
    #expect(Data(text.utf8) == wanted, "\(text)", sourceLocation: location)
  }
}
