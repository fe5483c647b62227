import Clocks
import Phrases
import Scheduling
import Testing

/// The examples of RFC 5545, section 3.8.5.3, in America/New_York as printed there.
@Suite struct RecurrenceRFCTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var rule: String
    var first: String
    /// `1997-09:2,9;10:1` — months with days, all expected starts on the days `from` first `through` last.
    var expected: String
    var through: String
    var exceptions: [String] = []

    var testDescription: String { "\(rule) from \(first)" }
  }

  static let examples: [Example] = [
    Example(
      rule: "FREQ=DAILY;COUNT=10", first: "1997-09-02", expected: "1997-09:2,3,4,5,6,7,8,9,10,11",
      through: "1999-12-31"),
    Example(
      rule: "FREQ=DAILY;INTERVAL=2", first: "1997-09-02",
      expected: "1997-09:2,4,6,8,10,12,14,16,18,20,22,24,26,28,30;1997-10:2,4", through: "1997-10-05"),
    Example(
      rule: "FREQ=DAILY;INTERVAL=10;COUNT=5", first: "1997-09-02", expected: "1997-09:2,12,22;1997-10:2,12",
      through: "1999-12-31"),
    Example(
      rule: "FREQ=WEEKLY;COUNT=10", first: "1997-09-02",
      expected: "1997-09:2,9,16,23,30;1997-10:7,14,21,28;1997-11:4", through: "1999-12-31"),
    Example(
      rule: "FREQ=WEEKLY;UNTIL=19971224T000000Z", first: "1997-09-02",
      expected: "1997-09:2,9,16,23,30;1997-10:7,14,21,28;1997-11:4,11,18,25;1997-12:2,9,16,23",
      through: "1999-12-31"),
    Example(
      rule: "FREQ=WEEKLY;INTERVAL=2;WKST=SU", first: "1997-09-02",
      expected: "1997-09:2,16,30;1997-10:14,28;1997-11:11,25;1997-12:9,23;1998-01:6,20;1998-02:3,17",
      through: "1998-02-28"),
    Example(
      rule: "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", first: "1997-09-02",
      expected: "1997-09:2,4,9,11,16,18,23,25,30;1997-10:2", through: "1999-12-31"),
    Example(
      rule: "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", first: "1997-09-02",
      expected: "1997-09:2,4,9,11,16,18,23,25,30;1997-10:2", through: "1999-12-31"),
    Example(
      rule: "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR", first: "1997-09-01",
      expected: "1997-09:1,3,5,15,17,19,29;1997-10:1,3,13,15,17,27,29,31;1997-11:10,12,14,24,26,28;"
        + "1997-12:8,10,12,22", through: "1999-12-31"),
    Example(
      rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", first: "1997-09-02",
      expected: "1997-09:2,4,16,18,30;1997-10:2,14,16", through: "1999-12-31"),
    Example(
      rule: "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", first: "1997-09-05",
      expected: "1997-09:5;1997-10:3;1997-11:7;1997-12:5;1998-01:2;1998-02:6;1998-03:6;1998-04:3;"
        + "1998-05:1;1998-06:5", through: "1999-12-31"),
    Example(
      rule: "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", first: "1997-09-05",
      expected: "1997-09:5;1997-10:3;1997-11:7;1997-12:5", through: "1999-12-31"),
    Example(
      rule: "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", first: "1997-09-07",
      expected: "1997-09:7,28;1997-11:2,30;1998-01:4,25;1998-03:1,29;1998-05:3,31", through: "1999-12-31"),
    Example(
      rule: "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", first: "1997-09-22",
      expected: "1997-09:22;1997-10:20;1997-11:17;1997-12:22;1998-01:19;1998-02:16", through: "1999-12-31"),
    Example(
      rule: "FREQ=MONTHLY;BYMONTHDAY=-3", first: "1997-09-28",
      expected: "1997-09:28;1997-10:29;1997-11:28;1997-12:29;1998-01:29;1998-02:26", through: "1998-02-28"),
    Example(
      rule: "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", first: "1997-09-02",
      expected: "1997-09:2,15;1997-10:2,15;1997-11:2,15;1997-12:2,15;1998-01:2,15", through: "1999-12-31"),
    Example(
      rule: "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", first: "1997-09-30",
      expected: "1997-09:30;1997-10:1,31;1997-11:1,30;1997-12:1,31;1998-01:1,31;1998-02:1",
      through: "1999-12-31"),
    Example(
      rule: "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", first: "1997-09-10",
      expected: "1997-09:10,11,12,13,14,15;1999-03:10,11,12,13", through: "2001-12-31"),
    Example(
      rule: "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", first: "1997-09-02",
      expected: "1997-09:2,9,16,23,30;1997-11:4,11,18,25;1998-01:6,13,20,27;1998-03:3,10,17,24,31",
      through: "1998-04-30"),
    Example(
      rule: "FREQ=YEARLY;COUNT=10;BYMONTH=6,7", first: "1997-06-10",
      expected: "1997-06:10;1997-07:10;1998-06:10;1998-07:10;1999-06:10;1999-07:10;2000-06:10;2000-07:10;"
        + "2001-06:10;2001-07:10", through: "2006-12-31"),
    Example(
      rule: "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", first: "1997-03-10",
      expected: "1997-03:10;1999-01:10;1999-02:10;1999-03:10;2001-01:10;2001-02:10;2001-03:10;2003-01:10;"
        + "2003-02:10;2003-03:10", through: "2006-12-31"),
    Example(
      rule: "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", first: "1997-01-01",
      expected: "1997-01:1;1997-04:10;1997-07:19;2000-01:1;2000-04:9;2000-07:18;2003-01:1;2003-04:10;"
        + "2003-07:19;2006-01:1", through: "2006-12-31"),
    Example(
      rule: "FREQ=YEARLY;BYDAY=20MO", first: "1997-05-19", expected: "1997-05:19;1998-05:18;1999-05:17",
      through: "1999-12-31"),
    Example(
      rule: "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", first: "1997-05-12",
      expected: "1997-05:12;1998-05:11;1999-05:17", through: "1999-12-31"),
    Example(
      rule: "FREQ=YEARLY;BYMONTH=3;BYDAY=TH", first: "1997-03-13",
      expected: "1997-03:13,20,27;1998-03:5,12,19,26;1999-03:4,11,18,25", through: "1999-12-31"),
    Example(
      rule: "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", first: "1997-06-05",
      expected: "1997-06:5,12,19,26;1997-07:3,10,17,24,31;1997-08:7,14,21,28;1998-06:4,11,18,25;"
        + "1998-07:2,9,16,23,30;1998-08:6,13,20,27", through: "1998-12-31"),
    Example(
      rule: "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", first: "1997-09-02",
      expected: "1998-02:13;1998-03:13;1998-11:13;1999-08:13;2000-10:13", through: "2000-12-31",
      exceptions: ["1997-09-02"]),
    Example(
      rule: "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", first: "1997-09-13",
      expected: "1997-09:13;1997-10:11;1997-11:8;1997-12:13;1998-01:10;1998-02:7;1998-03:7;1998-04:11;"
        + "1998-05:9;1998-06:13", through: "1998-06-30"),
    Example(
      rule: "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", first: "1996-11-05",
      expected: "1996-11:5;2000-11:7;2004-11:2", through: "2005-12-31"),
    Example(
      rule: "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", first: "1997-09-04",
      expected: "1997-09:4;1997-10:7;1997-11:6", through: "1999-12-31"),
    Example(
      rule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", first: "1997-09-29",
      expected: "1997-09:29;1997-10:30;1997-11:27;1997-12:30;1998-01:29;1998-02:26;1998-03:30",
      through: "1998-03-31"),
    Example(
      rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", first: "1997-08-05",
      expected: "1997-08:5,10,19,24", through: "1999-12-31"),
    Example(
      rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", first: "1997-08-05",
      expected: "1997-08:5,17,19,31", through: "1999-12-31"),
    Example(
      rule: "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", first: "2007-01-15",
      expected: "2007-01:15,30;2007-02:15;2007-03:15,30", through: "2009-12-31"),
  ]

  @Test(arguments: examples)
  func anExampleOfTheRFCGivesTheDaysPrintedThere(_ example: Example) throws {
    let found = try starts(
      example.rule, first: example.first + "T09:00", through: example.through,
      exceptions: example.exceptions)
    let expected = example.expected.split(separator: ";").flatMap { month in
      let sides = month.split(separator: ":")
      return sides[1].split(separator: ",").map { "\(sides[0])-\($0.count == 1 ? "0" : "")\($0)T09:00" }
    }
    #expect(found == expected)
  }

  @Test func everyDayUntilChristmasIsEveryDayUntilTheTwentyThird() throws {
    let found = try starts(
      "FREQ=DAILY;UNTIL=19971224T000000Z", first: "1997-09-02T09:00", through: "1999-01-01")
    #expect(found.count == 113)
    #expect(found.last == "1997-12-23T09:00")
  }

  @Test(arguments: [
    "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
    "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
  ])
  func everyDayInJanuaryForThreeYearsIncludesTheLast(_ rule: String) throws {
    let found = try starts(rule, first: "1998-01-01T09:00", through: "2002-12-31")
    #expect(found.count == 93)
    #expect(found.allSatisfy { $0.contains("-01-") })
    #expect(found.last == "2000-01-31T09:00")
  }

  @Test func everyTwentyMinutesOfTheDayIsListedAsTimesOfDay() throws {
    let found = try starts(
      "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40", first: "1997-09-02T09:00",
      through: "1997-09-03")
    #expect(found.count == 48)
    #expect(found[1] == "1997-09-02T09:20")
    #expect(found[23] == "1997-09-02T16:40")
    #expect(found[24] == "1997-09-03T09:00")
  }

  @Test(arguments: [
    "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
    "FREQ=MINUTELY;INTERVAL=90;COUNT=4", "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
    "FREQ=SECONDLY",
  ])
  func frequenciesBelowADayAreRefusedWithTheReason(_ rule: String) throws {
    let problem = try #require(throws: RecurrenceProblem.self) { try RecurrenceRule(rule) }
    #expect(problem.code == "rrule-below-a-day")
    #expect(problem.what.said(in: .vietnamese).contains("LY"))
  }

  private func starts(
    _ rule: String, first: String, through: String, exceptions: [String] = []
  ) throws -> [String] {
    _ = try RecurrenceRule(rule)
    let days = try exceptions.map { try day($0) }
    let plan = try schedule(
      [slot("rfc", first: first, Recurrence(rule: rule, exceptions: days))], in: "America/New_York")
    return try plan.starts("1996-01-01", "2005-12-31").filter { $0 < through + "U" }
      + (through > "2005-12-31" ? try plan.starts("2006-01-01", through) : [])
  }
}
