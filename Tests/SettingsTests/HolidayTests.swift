import Phrases
import Scheduling
import Testing

@testable import Settings

@Suite struct Holidays {
  @Test(arguments: [
    (
      "{ date: 2022-04-31, name: a }",
      "2:13: error: there is no day 2022-04-31; write a day such as 2022-03-16"
    ),
    ("{ date: 2022-04-11 }", "2:5: error: “holiday” lacks “name”; add “name: Tết Dương lịch”"),
    (
      "{ name: a }",
      "2:5: error: a holiday is one day or one span of days; write “date: 2022-04-11”, or “from: 2022-01-31” with “until: 2022-02-04”"
    ),
    (
      "{ from: 2022-01-31, name: a }",
      "2:5: error: a holiday is one day or one span of days; write “date: 2022-04-11”, or “from: 2022-01-31” with “until: 2022-02-04”"
    ),
    (
      "{ date: 2022-01-30, from: 2022-01-31, until: 2022-02-01, name: a }",
      "2:5: error: a holiday is one day or one span of days; write “date: 2022-04-11”, or “from: 2022-01-31” with “until: 2022-02-04”"
    ),
    (
      "{ from: 2022-02-04, until: 2022-01-31, name: a }",
      "2:32: error: ends on 2022-01-31, before it begins on 2022-02-04; change one of the two dates"
    ),
    (
      "{ from: 2022-01-01, until: 2022-12-31, name: a }",
      "2:32: error: longer than 31 days; change one of the two dates"
    ),
    (
      "{ date: 2022-04-11, nam: a }",
      "2:5: error: “holiday” lacks “name”; add “name: Tết Dương lịch”\nngay-nghi.yaml:2:25: error: unknown key “nam” in “holiday”; did you mean “name”?"
    ),
    (
      "2022-04-11",
      "2:5: error: “holiday” takes keys with values, not a single value or a list; write its keys below it, indented, as “key: value”"
    ),
  ])
  func aFaultyHolidayIsNamedWithItsPlace(entry: String, expected: String) {
    let (days, diagnostics) = HolidayList.read(text: "holidays:\n  - \(entry)\n", file: "ngay-nghi.yaml")
    #expect(days == nil)
    #expect(ConfigText.said(diagnostics).joined(separator: "\n") == "ngay-nghi.yaml:" + expected)
  }

  @Test func aDayListedTwiceCountsOnceAndIsPointedOut() {
    let text = """
      holidays:
        - { date: 2022-02-01, name: Tết }
        - { from: 2022-01-31, until: 2022-02-02, name: Nghỉ Tết }
      """
    let (days, diagnostics) = HolidayList.read(text: text, file: "ngay-nghi.yaml")
    #expect(days?.map(\.date.description) == ["2022-01-31", "2022-02-01", "2022-02-02"])
    #expect(days?.map(\.name) == ["Nghỉ Tết", "Tết", "Nghỉ Tết"])
    #expect(
      ConfigText.said(diagnostics) == [
        "ngay-nghi.yaml:3:5: warning: 2022-02-01 is listed twice; first on line 2; keep one of the two"
      ])
  }
}
