import Clocks
import Compliance
import Scheduling

/// The year 2022 as it might have been: on air each Wednesday at 17:00 and again on Thursday at 05:15, with these faults.
///
/// - Week 5: Wednesday is Tết; moved to Saturday, 5 February.
/// - Week 11: no power at the Centre; made up for on Friday.
/// - Week 19: no edition, and nothing made up.
/// - Week 23: five minutes late. Week 33: two fifths of it. Week 40: only an officer's word.
/// - Xã Mỹ Hòa (29815) was without power in July; xã Đông Thạnh (29809) never reported; xã Đông Thành (29818) had the files
///   of March and never said that it played them; xã Thuận An (29806) declared April; phường Đông Thuận (29813) played
///   half of each airing in August.
struct MadeYear {
  static let stations = ["29770", "29771", "29813", "29806", "29809", "29812", "29815", "29818"]

  var facts: [AirtimeFact] = []
  var editions: [EditionFact] = []
  var reports: [ReceivedReport] = []

  init() throws {
    let first = try day("2022-01-05")
    let topics = ["a", "b1", "b2", "b3", "b4", "b6", "c", "d", "dd", "g"]
    let audiences = ["lanh-dao", "cong-chuc-hanh-chinh", "doanh-nghiep-nguoi-dan"]
    let tags = ["y-kien", "bieu-duong", "huong-dan-dvc", "cntt", "dat-dai", "phan-anh-kien-nghi"]
    let units = ["noi-vu", "van-phong", "vhtt"]
    for index in 0..<52 {
      let wednesday = first.adding(days: index * 7)
      let week = wednesday.isoWeek.number
      let edition = EditionID("cchc/2022-w\(week < 10 ? "0" : "")\(week)")
      editions.append(
        EditionFact(
          id: edition, title: "Kỳ \(week)", topics: [topics[index % topics.count]],
          audiences: [audiences[index % 3]], tags: [tags[index % tags.count]], sourceUnit: units[index % 3],
          url: index % 2 == 0 ? "https://binhminh.example/\(week)" : nil,
          planID: week == 30 ? nil : "kh-cchc-2022-binhminh"))
      try addWeek(week, wednesday, edition)
    }
    for (index, name) in ["cai-von", "thanh-phuoc", "dong-thuan", "thuan-an"].enumerated() {
      reports.append(.init(organisation: name, period: "2022-H1", on: try day("2022-06-1\(6 + index)")))
    }
    reports.append(.init(organisation: "dong-binh", period: "2022-H1", on: try day("2022-06-30")))
    reports.append(.init(organisation: "vhtt", period: "2022-H1", on: try day("2022-06-22")))
  }

  private mutating func addWeek(_ week: Int, _ wednesday: CivilDate, _ edition: EditionID) throws {
    let first = try AirtimeFact.aired(at: "\(wednesday)T17:00", edition: edition)
    let rerun = try AirtimeFact.aired(
      "cchc-phat-lai", at: "\(wednesday.adding(days: 1))T05:15", edition: edition, isRerun: true)
    switch week {
    case 5:
      let saturday = try AirtimeFact.aired(at: "2022-02-05T17:00", edition: edition)
      add(
        first.missed(.holiday).changed {
          $0.outcome = .moved
          $0.movedTo = saturday.airing
        })
      relay(saturday)
      add(rerun.missed(.holiday).changed { $0.outcome = .cancelled })
      return
    case 11:
      relay(first, atCentre: first.missed(.power))
      relay(rerun)
      relay(
        try AirtimeFact.aired("lenh", at: "2022-03-18T17:00", edition: edition).changed {
          $0.makesUpFor = first.airing
        })
      return
    case 19:
      add(first.changed { $0.edition = nil }.missed(.media))
      add(rerun.changed { $0.edition = nil }.missed(.media))
      return
    case 23:
      relay(
        first,
        atCentre: first.changed {
          $0.startedAt = $0.plannedStart + .minutes(5)
          $0.outcome = .late
          $0.cause = .system
        })
    case 33: relay(first, atCentre: first.partial(0.4))
    case 40: relay(first, atCentre: first.declaredOnly())
    default: relay(first)
    }
    relay(rerun)
  }

  private mutating func add(_ fact: AirtimeFact) { facts.append(fact) }

  /// Stations play their own copy on the clock: what befalls the Centre does not befall them.
  private mutating func relay(_ fact: AirtimeFact, atCentre own: AirtimeFact? = nil) {
    add(own ?? fact)
    for station in Self.stations {
      let there = fact.changed {
        $0.station = station
        $0.isRelayed = true
      }
      switch (station, fact.localStart.date.month) {
      case ("29809", _): continue
      case ("29815", 7): add(there.missed(.power))
      case ("29818", 3):
        add(
          there.missed(.network).changed {
            $0.outcome = nil
            $0.evidence = .delivered
          })
      case ("29806", 4): add(there.declaredOnly())
      case ("29813", 8): add(there.partial(0.5))
      default: add(there)
      }
    }
  }
}
