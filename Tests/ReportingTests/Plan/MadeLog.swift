import Airtime
import Clocks
import Compliance
import Foundation
import Phrases
import Scheduling
import Testing

@testable import Reporting

/// A real airtime log of March 2022: the Centre airs each Wednesday at 17:00, three stations relay it.
///
/// - 9 March: no power at the Centre; the stations play their own copies.
/// - Station 1 misses the 16th. Station 2 has no software: an officer declares the 2nd and the 23rd. Station 3 holds the file
///   of the 2nd and never says a word.
struct MadeLog {
  let folder: TemporaryFolder
  let log: AirtimeLog
  let zone: TimeZone
  let calendar: CivilCalendar
  static let asOf = "2022-04-01"

  static let plan = Plan(
    id: "kh", title: "Kế hoạch tuyên truyền năm 2022", place: "Bình Minh",
    from: CivilDate(dayNumber: 18_993), until: CivilDate(dayNumber: 19_357), programmes: ["cchc"],
    organisations: [
      Organisation(id: "tt", name: "Trung tâm Văn hóa", code: "ttvh", roles: [.producer]),
      Organisation(id: "vhtt", name: "Phòng Văn hóa và Thông tin", roles: [.supervisor]),
      Organisation(id: "ubnd", name: "Ủy ban nhân dân thị xã", roles: [.authority]),
      Organisation(id: "mot", name: "Phường Cái Vồn", code: "29770", roles: [.station]),
      Organisation(id: "hai", name: "Xã Đông Thạnh", code: "29809", roles: [.station]),
      Organisation(id: "ba", name: "Xã Đông Thành", code: "29818", roles: [.station]),
    ],
    topics: [Plan.Topic(.init(id: "a", name: "Quan điểm, chủ trương", source: "II.1.a"))],
    audiences: [.init(id: "dan", name: "Người dân", source: "II.2.c")],
    requirements: [
      Requirement(
        id: "R01", sources: ["III.1.1"], quote: "Định kỳ hàng tuần hoặc tháng",
        kind: .cadence(
          .init(floor: .init(Based(1, .plan), a: .month), target: .init(Based(1, .plan), a: .week)))),
      Requirement(id: "R02", sources: ["III.1.1"], quote: "thực hiện tiếp âm", kind: .relay(.init())),
      Requirement(
        id: "R03", sources: ["IV.1"], quote: "Định kỳ 6 tháng, năm báo cáo",
        kind: .reports(.init(by: .stations, to: "vhtt", periods: [.halfYear], dueDays: Based(5, .default)))),
    ], cutoff: .calendar)

  static let editions = [
    EditionFact(id: "cchc/w09", title: "Kỳ 9", topics: ["a"], audiences: ["dan"], tags: ["tin"]),
    EditionFact(id: "cchc/w11", title: "Kỳ 11", topics: ["a"], tags: ["bai"]),
  ]

  init() async throws {
    folder = try TemporaryFolder()
    zone = try #require(CivilCalendar.timeZone(named: "Asia/Ho_Chi_Minh"))
    calendar = CivilCalendar(timeZone: zone)
    log = try await AirtimeLog.open(directory: folder.path) { WallTime(seconds: 1_648_800_000) }
    for (index, date) in ["2022-03-02", "2022-03-09", "2022-03-16", "2022-03-23", "2022-03-30"].enumerated() {
      let isDark = date == "2022-03-09"
      try await log.record(entry(date, 9 + index, at: "ttvh", played: isDark ? 0 : 1))
      try await log.record(entry(date, 9 + index, at: "29770", played: date == "2022-03-16" ? 0 : 1))
    }
    let first = try airing("2022-03-02")
    try await log.note(
      delivered: [Self.hash(9)], to: "29818", at: calendar.instant(of: try local("2022-03-01")))
    for date in ["2022-03-02", "2022-03-23"] {
      try await log.declare(
        airing: airing(date), station: "29809", planned: calendar.instant(of: local(date)), programme: "cchc",
        outcome: .aired, by: "Nguyễn Văn An", note: "trực tại đài", at: WallTime(seconds: 1_648_000_000))
    }
    // What an officer says did not sound is no airing.
    try await log.declare(
      airing: first, station: "29818", planned: calendar.instant(of: local("2022-03-02")), programme: "cchc",
      outcome: .missed, by: "Trần Thị Bé", note: "loa hỏng", at: WallTime(seconds: 1_648_000_000))
  }

  private static func hash(_ week: Int) -> String { String(repeating: week == 9 ? "9" : "a", count: 64) }

  func local(_ date: String) throws -> CivilDateTime { try #require(CivilDateTime("\(date)T17:00")) }

  func airing(_ date: String) throws -> AiringID { AiringID(slot: "thu-tu", at: try local(date)) }

  private func entry(_ date: String, _ week: Int, at station: String, played: Int64) throws -> AsRunEntry {
    let local = try local(date)
    let planned = calendar.instant(of: local)
    let frames: Int64 = 48_000 * 300
    return AsRunEntry(
      airing: try airing(date), station: station, slot: "thu-tu", programme: "cchc",
      edition: EditionID("cchc/w\(week < 10 ? "0" : "")\(week)"), editionTitle: "Kỳ \(week)", isRerun: false,
      substitution: nil, items: [.init(role: .edition, sha256: Self.hash(week), loudness: -23, gain: 0)],
      priority: .normal, plannedStart: planned, localStart: local, allotted: .seconds(600),
      startedAt: played > 0 ? planned : nil, endedAt: played > 0 ? planned + .seconds(300) : nil,
      framesPlayed: frames * played, framesDue: frames, frameRate: 48_000, gaps: [],
      outcome: played > 0 ? .aired : .missed, cause: played > 0 ? nil : .power,
      clock: ClockStamp(state: .trusted, bound: 0.001), commandedBy: nil, note: nil, software: "0",
      isRelayed: station != "ttvh")
  }

  /// The Centre makes up on the 11th for the 9th and on the 18th for the 16th; station 1 relays both.
  func recordMakeUps(outcome: Outcome = .aired) async throws {
    for (date, week, on) in [("2022-03-09", 10, "2022-03-11"), ("2022-03-16", 11, "2022-03-18")] {
      for station in ["ttvh", "29770"] {
        var entry = try entry(on, week, at: station, played: outcome == .aired ? 1 : 0)
        entry.airing = AiringID("phat-bu:thu-tu@\(try local(on))")
        entry.outcome = outcome
        entry.makesUpFor = try airing(date)
        try await log.record(entry)
      }
    }
  }

  func assessment(_ period: String = "2022-03", station: String? = nil) async throws -> Assessment {
    let receipts = try await log.reportReceipts()
    return try await Assessment.of(
      Self.plan, over: try #require(ReportPeriod(period, cutoff: .calendar)), station: station,
      asOf: try day(Self.asOf), log: log, zone: zone, editions: Self.editions,
      reports: receipts.map {
        ReceivedReport(organisation: $0.organisation, period: $0.period, on: calendar.date(of: $0.at))
      })
  }

  func report(_ period: String = "2022-03", station: String? = nil) async throws -> PlanReport {
    let assessment = try await assessment(period, station: station)
    var letterhead = Self.plan.letterhead(
      of: station == nil ? nil : assessment.stations.first, on: try day(Self.asOf))
    letterhead.signer = "Thủ trưởng đơn vị"
    return PlanReport(
      assessment, letterhead: letterhead, madeAt: try #require(CivilDateTime("2022-04-01T08:00")),
      programmeNames: ["cchc": "Cải cách hành chính"])
  }

  func logBook() async throws -> LogBook {
    let (from, through) = (try day("2022-03-01"), try day("2022-03-31"))
    return LogBook(
      entries: try await log.entries(from: from, through: through, in: zone),
      declarations: try await log.declarations(
        from: calendar.startOfDay(from), until: calendar.endOfDay(through)), from: from, through: through,
      zone: zone, letterhead: Self.plan.letterhead(of: nil, on: from),
      programmeNames: ["cchc": "Cải cách hành chính"], stationNames: ["29770": "Phường Cái Vồn"],
      madeAt: try #require(CivilDateTime("2022-04-01T08:00")))
  }
}
