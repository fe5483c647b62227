import CLibical
import Clocks
import Foundation
import Phrases
import Scheduling
import Testing

@Suite struct ListingTests {
  private func listing() throws -> RundownListing {
    let plan = try schedule(
      [
        slot("cchc", first: "2022-01-04T17:00", .monthly(.first, .tuesday), onHoliday: .move(.dayAfter)),
        slot("sang", first: "2022-02-02T05:00", minutes: 2, priority: .priority, rerunOf: "cchc"),
        slot("nham", first: "2022-02-02T03:15"),
      ], quiet: [QuietHours(from: time("22:00"), until: time("04:45"))], holidays: ["2022-02-01"])
    let editions = [
      try edition("05", for: .date(day("2022-02-01"))), try edition("01", for: .date(day("2022-01-04"))),
    ]
    return RundownListing(try plan.days("2022-02-01", "2022-02-02", editions: editions), of: plan)
  }

  @Test func theTableSpeaksVietnamese() throws {
    #expect(
      try listing().table(in: .vietnamese) == """
        Thứ Ba 01/02/2022 (nghỉ: Tết Nguyên đán)
          17:00  15 phút  Cải cách hành chính         ngày nghỉ, chuyển sang Thứ Tư 02/02/2022 17:00

        Thứ Tư 02/02/2022
          03:15  15 phút  Cải cách hành chính         không phát: giờ yên tĩnh
          05:00  2 phút   Cải cách hành chính  Kỳ 01  ưu tiên; phát lại
          17:00  15 phút  Cải cách hành chính  Kỳ 05  thay cho Thứ Ba 01/02/2022 17:00

        """)
  }

  @Test func theTableSpeaksEnglish() throws {
    #expect(
      try listing().table(in: .english) == """
        Tuesday 01/02/2022 (holiday: Tết Nguyên đán)
          17:00  15 min  Cải cách hành chính         holiday, moved to Wednesday 02/02/2022 17:00

        Wednesday 02/02/2022
          03:15  15 min  Cải cách hành chính         cancelled: quiet hours
          05:00  2 min   Cải cách hành chính  Kỳ 01  priority; rerun
          17:00  15 min  Cải cách hành chính  Kỳ 05  in place of Tuesday 01/02/2022 17:00

        """)
  }

  @Test func anEmptyRundownSaysSo() throws {
    let plan = try schedule([])
    let empty = RundownListing(.empty, of: plan)
    #expect(empty.table(in: .vietnamese) == "Không có lần phát nào.\n")
    #expect(empty.json().contains("\"airings\" : ["))
  }

  @Test func numbersForPeopleHaveTheirLanguagesDecimalSign() {
    #expect(Vietnamese().decimal(2.5, places: 1) == "2,5")
    #expect(English().decimal(2.5, places: 1) == "2.5")
    #expect(Vietnamese().length(seconds: 3750) == "1 giờ 2 phút 30 giây")
    #expect(Vietnamese().length(seconds: 0) == "0 giây")
    #expect((1...7).map(Vietnamese().weekday).last == "Chủ nhật")
  }

  @Test func theJSONHasTheDocumentedKeys() throws {
    let object = try JSONSerialization.jsonObject(with: Data(try listing().json().utf8))
    let document = try #require(object as? [String: Any])
    #expect(document["from"] as? String == "2022-02-01T00:00:00+07:00")
    #expect(document["until"] as? String == "2022-02-03T00:00:00+07:00")
    #expect(document["timeZone"] as? String == vietnam)
    let airings = try #require(document["airings"] as? [[String: Any]])
    #expect(airings.map { $0["status"] as? String } == ["moved", "cancelled", "air", "air"])
    #expect(airings[0]["movedTo"] as? String == "cchc@2022-02-02T17:00")
    #expect(airings[0]["reason"] as? String == "holiday")
    #expect(airings[1]["reason"] as? String == "quiet-hours")
    #expect(airings[3]["replaces"] as? String == "cchc@2022-02-01T17:00")
    #expect(airings[3]["start"] as? String == "2022-02-02T17:00:00+07:00")
    #expect(airings[3]["localStart"] as? String == "2022-02-02T17:00")
    #expect(airings[3]["allottedSeconds"] as? Double == 900)
    #expect(airings[2]["rerun"] as? Bool == true)
    let items = try #require(airings[3]["items"] as? [[String: Any]])
    #expect(items.map { $0["role"] as? String } == ["edition"])
    #expect(items[0]["seconds"] as? Double == 60)
  }

  @Test func theCalendarIsReadBackByAnIndependentParser() throws {
    var plan = try schedule([slot("a", first: "2022-03-16T17:00")])
    plan.programmes[0].name =
      "Một cửa; \"liên thông\", và \\ những \u{7}chuyện khác\nkể dài cho đủ bảy mươi lăm byte"
    var special = try edition("x", for: .date(day("2022-03-16")))
    special.title = String(repeating: "Thủ tục, ", count: 30) + "hết"
    let text = RundownListing(try plan.days("2022-03-16", "2022-03-16", editions: [special]), of: plan)
      .iCalendar(node: "Bình Minh", stamp: try instant("2022-03-01T00:00:00Z"), in: .vietnamese)
    #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n"))
    #expect(text.hasSuffix("END:VCALENDAR\r\n"))
    for line in text.components(separatedBy: "\r\n") {
      #expect(line.utf8.count <= 75)
      #expect(!line.contains("\n"))
    }
    let root = try #require(icalparser_parse_string(text))
    defer { icalcomponent_free(root) }
    #expect(icalcomponent_count_errors(root) == 0)
    let event = try #require(icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT))
    let name = plan.programmes[0].name.replacingOccurrences(of: "\u{7}", with: " ").replacingOccurrences(
      of: "\n", with: " ")
    let summary = try #require(icalcomponent_get_summary(event))
    #expect(
      String(cString: summary).replacingOccurrences(of: "\n", with: " ") == "\(name): \(special.title)")
    #expect(String(cString: icaltime_as_ical_string(icalcomponent_get_dtstart(event))) == "20220316T100000Z")
    #expect(String(cString: icaltime_as_ical_string(icalcomponent_get_dtend(event))) == "20220316T101500Z")
    #expect(String(cString: icalcomponent_get_uid(event)) == "a@2022-03-16T17:00@Bình Minh")
  }
}
