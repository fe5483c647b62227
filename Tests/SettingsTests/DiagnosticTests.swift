import Foundation
import Phrases
import Testing

@testable import Settings

@Suite struct Diagnostics {
  /// A line of the good config, what stands there instead, and the only diagnostic.
  @Test(arguments: [
    // Keys
    ("    every:", "    evry:", "13:5: error: unknown key “evry” in “slot”; did you mean “every”?"),
    (
      "    programme: cchc", "    first-time: cchc\n    programme: cchc",
      "11:5: error: unknown key “first-time” in “slot”; write one of: programme, rerun-of, first, at, every, monthly, rrule, exdate, rdate, allotted, valid, priority, late, holiday, missing, end"
    ),
    ("  name: Trung tâm\n", "", "2:3: error: “node” lacks “name”; add “name: Đài truyền thanh xã Mỹ Hòa”"),
    ("  code: ttvh-binh-minh", "  code:", "2:3: error: “node” lacks “code”; add “code: 29815”"),
    (
      "  name: Trung tâm", "  name: Trung tâm\n  code: b",
      "4:3: error: “code” is written twice; first on line 2; keep one of the two"
    ),
    (
      "    name: Cải cách hành chính", "    \"name\": A\n    name: B",
      "8:5: error: “name” is written twice; first on line 7; keep one of the two"
    ),
    (
      "  cchc-thu-tu:", "  Thứ Tư:",
      "10:3: error: “Thứ Tư” can not be a name that stays for ever; write “thu-tu”"
    ),
    (
      "  cchc-thu-tu:", "  lenh:",
      "10:3: error: the name “lenh” stands for commanded plays in the log; choose another name"
    ),
    (
      "    programme: cchc", "    programme: [cchc]",
      "11:16: error: a single value must stand here, not a list; write lower-case letters a–z, digits and hyphens, such as “cchc-thu-tu”"
    ),
    (
      "    programme: cchc", "    programme: { cchc: x }",
      "11:16: error: a single value must stand here, not keys with values; write lower-case letters a–z, digits and hyphens, such as “cchc-thu-tu”"
    ),
    // References
    (
      "    programme: cchc", "    programme: cchhc",
      "11:16: error: there is no programme “cchhc”; did you mean “cchc”?"
    ),
    (
      "    every:", "    rerun-of: cchc-thu-tu\n    every:",
      "13:15: error: there is no other slot “cchc-thu-tu”; write it in this file first"
    ),
    // Days and times
    ("2022-01-05 17:00", "05/01/2022 17:00", "12:12: error: “05/01/2022” is no day; write 2022-01-05"),
    (
      "2022-01-05 17:00", "2022-02-30 17:00",
      "12:12: error: there is no day 2022-02-30; write a day such as 2022-03-16"
    ),
    ("2022-01-05 17:00", "2022-01-05 17h", "12:23: error: “17h” is no time of day; write 17:00"),
    ("2022-01-05 17:00", "2022-01-05 5:15", "12:23: error: “5:15” is no time of day; write 05:15"),
    ("2022-01-05 17:00", "2022-01-05", "12:12: error: the time of day is missing; write “2022-01-05 17:00”"),
    (
      "2022-01-05 17:00", "2022-01-05 17:00\n    at: 17:00",
      "13:5: error: the time of day is written in “first” and in “at”; keep one of the two"
    ),
    (
      "2022-01-05 17:00", "2022-01-04 17:00",
      "12:12: error: the first day 2022-01-04 (Tuesday) is not one on which the slot recurs; write “2022-01-05 17:00”"
    ),
    // Recurrence
    ("wednesday", "wendesday", "13:12: error: “wendesday” is not known here; did you mean “wednesday”?"),
    ("every: wednesday", "every: []", "13:12: error: the list has too few entries; write at least 1"),
    (
      "every: wednesday", "every: wednesday\n    monthly: 5",
      "14:5: error: the recurrence is written in several ways: every, monthly; keep one of the two"
    ),
    (
      "every: wednesday", "monthly: last frday",
      "13:14: error: “last frday” is not known here; write “last friday”, “first monday”, “15” or “last day”"
    ),
    // Amounts
    ("15 min", "15", "14:15: error: “15” has no unit; write “15 h”, “15 min”, “15 s”"),
    (
      "15 min", "15 mins",
      "14:15: error: “15 mins” is no amount of time; write a number with its unit, such as “15 min”, “90 s” or “1 h 30 min”"
    ),
    ("15 min", "0 s", "14:15: error: “0 s” is too short or too long here; write a value from 1 s to 24 h"),
    // Policies
    (
      "every:", "late: restart\n    every:",
      "13:11: error: “restart” is not known here; write one of: join, skip, restart within 10 min"
    ),
    (
      "every:", "holiday: next-weak\n    every:",
      "13:14: error: “next-weak” is not known here; did you mean “next-week”?"
    ),
    (
      "every:", "missing: repeat\n    every:",
      "13:14: error: “repeat” is not known here; write one of: repeat-last, skip"
    ),
    (
      "every:", "end: { cut: {}, overrun: 5 s }\n    every:",
      "13:10: error: “end” must say one thing; write “cut”, “{ cut: { fade: 2 s } }” or “{ overrun: 60 s }”"
    ),
    (
      "every:", "valid: { from: 2022-05-01, until: 2022-04-01 }\n    every:",
      "13:39: error: ends on 2022-04-01, before it begins on 2022-05-01; change one of the two dates"
    ),
    (
      "every:", "valid: { until: 2021-12-31 }\n    every:",
      "13:12: warning: valid until 2021-12-31, before the first airing on 2022-01-05: nothing will air; change one of the two dates"
    ),
    // The rest
    (
      "Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Min",
      "4:14: error: there is no time zone “Asia/Ho_Chi_Min”; did you mean “Asia/Ho_Chi_Minh”?"
    ),
    (
      "Asia/Ho_Chi_Minh", "GMT+7",
      "4:14: error: there is no time zone “GMT+7”; write a zone such as Asia/Ho_Chi_Minh"
    ),
    (
      "programmes:", "audio: { rate: fast }\nprogrammes:",
      "5:16: error: “fast” does not fit here; write a whole number from 8000 to 192000"
    ),
    (
      "programmes:", "audio: { gain: loud }\nprogrammes:",
      "5:16: error: “loud” is no level in dB that can be used here; write a level from -60 to 12 dB"
    ),
    (
      "programmes:", "quiet-hours: 22h-5h\nprogrammes:",
      "5:14: error: “22h-5h” is no span of hours; write “22:00-05:00”"
    ),
    (
      "programmes:", "clock: { require-synchronised: maybe }\nprogrammes:",
      "5:32: error: “maybe” is not known here; write one of: yes, no"
    ),
    (
      "programmes:", "alarms: { disk-low: 500 }\nprogrammes:",
      "5:21: error: “500” is no amount of storage; write “500 MB” or “2 GB”"
    ),
    (
      "programmes:", "alarms: { command: bao-tin }\nprogrammes:",
      "5:20: error: a list must stand here; write “[a, b]”, or one line “- a” for each"
    ),
    (
      "programmes:", "node2: x\nprogrammes:",
      "5:1: error: unknown key “node2” in “config”; did you mean “node”?"
    ),
    (
      "programmes:", "holidays: ngay-nghi.yaml\nprogrammes:",
      "5:11: error: the file ngay-nghi.yaml can not be read (NotThere()); check the disk and the journal of the system"
    ),
    (
      "/srv/cchc", "~/cchc",
      "8:13: error: “~/cchc” begins with “~”, which a service does not know; write the whole path, or one relative to this file"
    ),
    // YAML itself
    (
      "  name: Trung tâm", "\tname: Trung tâm",
      "3:1: error: a tab stands where YAML wants spaces; indent with spaces"
    ),
    (
      "  name: Trung tâm", "  name: Trung tâm: số 1",
      "3:18: error: a second “: ” on this line; put the whole value in quotes"
    ),
    (
      "  name: Trung tâm", "  name: &tam Trung tâm",
      "3:9: error: YAML anchors and aliases (“&tam”) are not taken here; write the value itself; if it is text, put it in quotes"
    ),
    (
      "  name: Trung tâm", "  name: *tam",
      "3:9: error: YAML anchors and aliases (“*tam”) are not taken here; write the value itself; if it is text, put it in quotes"
    ),
    (
      "  name: Trung tâm", "  name: Trung\u{7} tâm",
      "3:14: error: the control character U+0007 may not stand here; delete this character"
    ),
  ])
  func aFaultIsNamedWithItsPlaceAndTheRemedy(line: String, fault: String, expected: String) {
    let range = ConfigText.good.range(of: line)
    #expect(range != nil)
    var text = ConfigText.good
    if let range { text.replaceSubrange(range, with: fault) }
    let (settings, diagnostics) = ConfigText.read(text)
    #expect((settings == nil) == diagnostics.haveErrors)
    #expect(ConfigText.said(diagnostics) == ["loa.yaml:" + expected])
  }

  @Test func theWholeFileMayBeWrong() {
    func said(_ text: String) -> [String] { ConfigText.said(ConfigText.read(text).1) }
    #expect(said("") == ["loa.yaml:1:1: error: the file is empty; begin with the sample in docs/config.md"])
    #expect(
      said("xin chào").first
        == "loa.yaml:1:1: error: “config” takes keys with values, not a single value or a list; write its keys below it, indented, as “key: value”"
    )
    #expect(
      said(ConfigText.good + "---\nnode: {}\n").first?.contains("a second YAML document begins here") == true)
    #expect(
      said(String(repeating: "# dài\n", count: 200_000)).first?.contains("larger than 1024 KiB") == true)
    #expect(
      said(String(repeating: "[", count: 40)).first
        == "loa.yaml:1:33: error: nested more than 32 levels deep; make it smaller")
    #expect(
      said(String(repeating: "- ", count: 60) + "x").first?.contains("nested more than 32 levels deep")
        == true)
    #expect(
      said("a: [" + String(repeating: "1,", count: 150_000) + "]").first?.contains("more than 100000 values")
        == true)
  }

  @Test func bytesThatAreNotUTF8AreNamedWhereTheyStand() {
    let (sidecar, diagnostics) = Sidecar.read(bytes: Array("title: a\nweek: ".utf8) + [0xFF], file: "a.yaml")
    #expect(sidecar == nil)
    #expect(
      ConfigText.said(diagnostics) == [
        "a.yaml:2:7: error: the text is not UTF-8 from here on; save the file with the encoding UTF-8"
      ])
  }

  @Test func anAliasBombIsRefusedWithoutUnfoldingIt() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    text += "? *a40\n: x\n? *a39\n: x\n"
    let (settings, diagnostics) = ConfigText.read(text)
    #expect(settings == nil)
    #expect(ConfigText.said(diagnostics).contains { $0.contains("anchors and aliases (“&a0”)") })
  }

  @Test func thousandsOfProblemsAreCutShort() {
    let text = (0..<5_000).map { "k\($0): x\n" }.joined()
    let diagnostics = ConfigText.read(text).1
    #expect(diagnostics.count == Limits.diagnostics + 1)
    #expect(diagnostics.contains { $0.severity == .note })
  }

  @Test func aFileThatIsNotThereSaysSo() {
    let (settings, diagnostics) = Settings.load(path: "/nonexistent/loa.yaml")
    #expect(settings == nil)
    #expect(
      ConfigText.said(diagnostics) == [
        "/nonexistent/loa.yaml:1:1: error: the file /nonexistent/loa.yaml is not there; check the path; relative paths count from the folder of the config file"
      ])
    #expect(ConfigText.said(Settings.load(path: "/").1).first?.contains("is no ordinary file") == true)
  }

  @Test(arguments: [Language.vietnamese, .english])
  func aConfigFullOfFaultsIsAnsweredAsInTheGoldenFile(language: Language) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
    let text = try String(contentsOf: folder.appendingPathComponent("faults.yaml"), encoding: .utf8)
    let (settings, diagnostics) = Settings.read(text: text, file: "faults.yaml", directory: "/etc/loa") { _ in
      throw FileTrouble.absent
    }
    #expect(settings == nil)
    #expect(diagnostics.count >= 15)
    let said = ConfigText.said(diagnostics, in: language).joined(separator: "\n") + "\n"
    let golden = folder.appendingPathComponent("faults.\(language.rawValue).txt")
    if ProcessInfo.processInfo.environment["LOA_WRITE_GOLDEN"] == "1" {
      try said.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(said == (try String(contentsOf: golden, encoding: .utf8)))
  }

  @Test(arguments: [
    ("thứ-tư", "thu-tu"), ("Đông Thạnh", "dong-thanh"), ("quiet_hours", "quiet-hours"), ("ＡＢＣ", "ａｂｃ"),
  ])
  func foldingTakesAwayMarksAndCase(text: String, folded: String) {
    #expect(Nearest.folded(text) == folded)
  }

  @Test func theNearestWordIsProposedOnlyWhenItIsNear() {
    #expect(Nearest.suggestion(for: "strat", among: ["start", "stop"]) == "start")
    #expect(Nearest.suggestion(for: "khung-giờ", among: ["khung-gio"]) == "khung-gio")
    #expect(Nearest.suggestion(for: "banana", among: ["start", "stop"]) == nil)
    #expect(Nearest.suggestion(for: "x", among: ["y"]) == nil)
    #expect(Nearest.distance(Array("abcd"), Array("acbd")) == 1)
  }
}
