import Phrases
import Testing

@testable import Settings

@Suite struct YAMLPlaces {
  static func read(_ text: String) -> (value: YAMLValue?, said: [String]) {
    let reading = Reading(file: "a.yaml")
    let value = YAMLText.read(text, reading)
    return (value, reading.diagnostics.map { $0.said(in: .english) })
  }

  static func entry(_ key: String, in text: String) -> YAMLValue.Entry? {
    guard case .table(let entries)? = read(text).value?.content else { return nil }
    return entries.first { $0.key == key }
  }

  @Test(arguments: [
    "a: 1\nb: 2\n", "a: 1\r\nb: 2\r\n", "\u{FEFF}a: 1\nb: 2\n", "a: 1\rb: 2\r", "đ: ế\nb: 2\n",
  ])
  func placesAreTheSameWithEveryLineEndAndByteOrderMark(text: String) {
    let entry = Self.entry("b", in: text)
    #expect(entry?.place == Place(line: 2, column: 1))
    #expect(entry?.value.place == Place(line: 2, column: 4))
  }

  @Test(arguments: [
    "a: \"R &B, *x\"", "a: 'it''s &x'", "a: Văn hóa & Thể thao", "a: 5 *2", "a: |\n  &x\n  *y\n",
    "a: x # &y *z",
    "a: \"nhiều\n  &dòng\"", "? a\n: b&c*d", "a: [\"&x\", '*y', z&]",
  ])
  func anAmpersandOrStarInsideTextIsText(text: String) {
    #expect(Self.read(text).said == [])
  }

  @Test(arguments: [
    ("a: &x 1", "1:4"), ("- &x\n- *x", "1:3"), ("{a: [b, *x]}", "1:9"), ("{\"a\":&x 1}", "1:6"),
    ("&x a: 1", "1:1"),
    ("a: !t &x 1", "1:7"), ("--- &x\na: 1", "1:5"), ("- a: |\n    text\n  b: &x 1", "3:6"),
    ("? &x a\n: 1", "1:3"),
    ("a: 'x'\nb: *x", "2:4"),
  ])
  func anAnchorOrAliasIsFoundWhereverItStands(text: String, place: String) {
    #expect(Self.read(text).said.first?.hasPrefix("a.yaml:\(place): error: YAML anchors and aliases") == true)
  }

  @Test func aRepeatedKeyDoesNotHideOtherKeys() {
    let (value, said) = Self.read("a: 1\nb: 2\na: 3\nb: 4\na: 5\nc: 6\n")
    #expect(said.count == 3)
    #expect(said.allSatisfy { $0.contains("is written twice") })
    guard case .table(let entries)? = value?.content else {
      Issue.record("no table")
      return
    }
    #expect(entries.map(\.key) == ["a", "b", "c"])
  }

  @Test(arguments: [("a: ~", true), ("a: null", true), ("a:", true), ("a: '~'", false), ("a: \"\"", false)])
  func onlyUnquotedEmptinessIsNothing(text: String, isNothing: Bool) {
    #expect(Self.entry("a", in: text)?.value.isNothing == isNothing)
  }
}

@Suite struct Paths {
  @Test(arguments: [
    ("x", "/etc/loa", "/etc/loa/x"), ("../x", "/etc/loa", "/etc/x"), ("/a/./b//c", "/etc", "/a/b/c"),
    ("../../../x", "/etc", "/x"), ("../x", "Config", "x"), ("../../x", "Config", "../x"),
    (".", "Config", "Config"),
  ])
  func aPathIsSeenFromItsFolder(path: String, folder: String, whole: String) {
    #expect(FilePaths.resolve(path, from: folder) == whole)
  }
}

@Suite struct AmountsOfTime {
  @Test(arguments: [
    ("15 min", 900.0), ("1 h 30 min", 5400), ("90s", 90), ("200 ms", 0.2), ("15 phút", 900),
    ("2 giờ 5 giây", 7205),
    ("1.5 h", 5400), ("-3 ms", -0.003), ("2 days", 172_800),
  ])
  func anAmountOfTimeIsReadWithItsUnits(text: String, seconds: Double) {
    guard case .duration(let duration) = DurationWords.read(text) else {
      Issue.record("\(text)")
      return
    }
    #expect(abs(duration / .seconds(1) - seconds) < 1e-9)
  }

  @Test(arguments: [
    "", "min", "15 fortnights", "1.2.3 s", "99999999999999999999 h", "1 h 30", "--1 s", "1.0001 s",
    "9223372036854775807 d",
  ])
  func whatIsNoAmountOfTimeIsRefused(text: String) {
    #expect(DurationWords.read(text) == .unreadable)
  }
}
