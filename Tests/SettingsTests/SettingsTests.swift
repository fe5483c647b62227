import Clocks
import Foundation
import Phrases
import Scheduling
import Testing

@testable import Settings

@Suite struct SettingsValues {
  @Test func aShortConfigIsFilledWithTheDocumentedDefaults() throws {
    let (settings, diagnostics) = ConfigText.read(ConfigText.good)
    #expect(ConfigText.said(diagnostics) == [])
    let read = try #require(settings)
    #expect(read.node.code == "ttvh-binh-minh")
    #expect(read.node.roles == [.producer])
    #expect(read.node.language == .vietnamese)
    #expect(read.audio == Settings.Audio())
    #expect(read.audio.device == "default")
    #expect(read.audio.rate == 48_000)
    #expect(read.clock.requireSynchronised)
    #expect(read.clock.holdover == .hours(24))
    #expect(read.stateDirectory == "/var/lib/loa")
    #expect(read.socket == "/run/loa/api.sock")
    #expect(read.runtimeDirectory == "/run/loa")
    #expect(read.startTolerance == .seconds(1))
    #expect(read.alarms.editionMissing == [.hours(24), .hours(1)])
    #expect(read.fallback == nil)
    #expect(read.schedule.quietHours == Settings.defaultQuietHours)
    #expect(read.schedule.loudness == LoudnessTarget())
    let slot = try #require(read.schedule.slots.first)
    #expect(slot.id == "cchc-thu-tu")
    #expect(slot.first.description == "2022-01-05T17:00")
    #expect(slot.recurrence.rule == "FREQ=WEEKLY;BYDAY=WE")
    #expect(slot.allotted == .minutes(15))
    #expect(slot.whenLate == .join)
    #expect(slot.onHoliday == .keep)
    #expect(slot.whenMissing == .skip)
    #expect(slot.atEnd == .cut(fade: .seconds(2)))
  }

  @Test(arguments: [
    ("audio: { device: \"hw:1\", buffer: 1 s }", 18), ("audio:\n  buffer: 1 s\n  device: hw:1", 11),
    ("audio: { buffer: 1 s }", 8),
  ])
  func aFindingAboutTheSoundDeviceKnowsWhereItIsNamed(_ audio: String, _ column: Int) throws {
    let text = ConfigText.good + "\n" + audio + "\n"
    let settings = try #require(ConfigText.read(text).0)
    let place = try #require(settings.placeOfDevice)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let named = lines.lastIndex { $0.contains("device:") || $0.contains("audio:") } ?? 0
    #expect(place.line == named + 1)
    #expect(place.column == column)
    let without = try #require(ConfigText.read(ConfigText.good).0)
    #expect(without.placeOfDevice == nil)
  }

  @Test(
    arguments: [
      ("0 s", Duration.zero), ("90 min", .minutes(90)), ("30 days", .days(30)), ("31 days", nil),
      ("-1 s", nil),
      ("24", nil),
    ] as [(String, Duration?)])
  func theHoldoverOfTheClockIsADuration(text: String, expected: Duration?) {
    let (settings, diagnostics) = ConfigText.read(
      ConfigText.good.replacingOccurrences(
        of: "programmes:", with: "clock: { holdover: \(text) }\nprogrammes:"))
    #expect(settings?.clock.holdover == expected, "\(ConfigText.said(diagnostics))")
  }

  @Test func everyPolicyOfASlotReadsAsPlainWords() throws {
    func slot(_ lines: String...) throws -> Slot {
      let (settings, diagnostics) = ConfigText.read(
        ConfigText.good + lines.map { "    \($0)\n" }.joined())
      return try #require(settings?.schedule.slots.first, "\(ConfigText.said(diagnostics))")
    }
    #expect(try slot("late: skip").whenLate == .skip)
    #expect(try slot("late: restart within 10 min").whenLate == .restart(within: .minutes(10)))
    #expect(try slot("holiday: skip").onHoliday == .skip)
    #expect(try slot("holiday: day-before").onHoliday == .move(.dayBefore))
    #expect(try slot("holiday: next-week").onHoliday == .move(.nextWeek))
    #expect(try slot("missing: repeat-last").whenMissing == .repeatLast)
    #expect(try slot("missing: { filler: nhac.flac }").whenMissing == .filler("/etc/loa/nhac.flac"))
    #expect(try slot("end: cut").atEnd == .cut(fade: .seconds(2)))
    #expect(try slot("end: { cut: { fade: 5 s } }").atEnd == .cut(fade: .seconds(5)))
    #expect(try slot("end: { overrun: 60 s }").atEnd == .overrun(upTo: .seconds(60)))
    #expect(try slot("end: overrun 90 s").atEnd == .overrun(upTo: .seconds(90)))
    #expect(try slot("priority: emergency").priority == .emergency)
    let dated = try slot(
      "valid: { from: 2022-02-01, until: 2022-12-31 }", "exdate: 2022-05-04",
      "rdate: [2022-05-05, 2022-05-06 08:00]")
    #expect(dated.validFrom?.description == "2022-02-01")
    #expect(dated.validUntil?.description == "2022-12-31")
    #expect(dated.recurrence.exceptions.map(\.description) == ["2022-05-04"])
    #expect(dated.recurrence.additions.map(\.description) == ["2022-05-05T17:00", "2022-05-06T08:00"])
  }

  @Test(arguments: [
    ("every: thứ tư", "2022-01-05", "FREQ=WEEKLY;BYDAY=WE"),
    ("every: Thu-Tu", "2022-01-05", "FREQ=WEEKLY;BYDAY=WE"),
    ("every: t4", "2022-01-05", "FREQ=WEEKLY;BYDAY=WE"),
    ("every: [mon, thu]", "2022-01-06", "FREQ=WEEKLY;BYDAY=MO,TH"),
    ("every: [chủ nhật, thứ 2]", "2022-01-09", "FREQ=WEEKLY;BYDAY=MO,SU"),
    ("every: day", "2022-01-05", "FREQ=DAILY"),
    ("every: working-day", "2022-01-05", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("monthly: last friday", "2022-01-28", "FREQ=MONTHLY;BYDAY=-1FR"),
    ("monthly: thứ sáu cuối", "2022-01-28", "FREQ=MONTHLY;BYDAY=-1FR"),
    ("monthly: thứ hai đầu tiên", "2022-01-03", "FREQ=MONTHLY;BYDAY=1MO"),
    ("monthly: third tuesday", "2022-01-18", "FREQ=MONTHLY;BYDAY=3TU"),
    ("monthly: 15", "2022-01-15", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ("monthly: last day", "2022-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "2022-01-05", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
  ])
  func aRecurrenceInPlainWordsBecomesARule(line: String, first: String, rule: String) throws {
    let text = ConfigText.good.replacingOccurrences(of: "every: wednesday", with: line)
      .replacingOccurrences(of: "2022-01-05 17:00", with: "\(first) 17:00")
    let (settings, diagnostics) = ConfigText.read(text)
    #expect(ConfigText.said(diagnostics) == [])
    #expect(settings?.schedule.slots.first?.recurrence.rule == rule)
  }

  @Test func slotsAndProgrammesKnowWhereTheyAreWritten() throws {
    let settings = try #require(ConfigText.read(ConfigText.good).0)
    let slot = try #require(settings.place(of: SlotID("cchc-thu-tu")))
    let programme = try #require(settings.place(of: ProgrammeID("cchc")))
    #expect(slot == (10, 3))
    #expect(programme == (6, 3))
    #expect(settings.place(of: SlotID("x")) == nil)
  }

  @Test func theTimeOfDayMayStandApart() throws {
    let text = ConfigText.good.replacingOccurrences(of: "2022-01-05 17:00", with: "2022-01-05\n    at: 05:15")
    #expect(ConfigText.read(text).0?.schedule.slots.first?.first.description == "2022-01-05T05:15")
  }

  @Test func aRerunTakesProgrammeAndLengthFromItsOriginal() throws {
    let text =
      ConfigText.good
        + """
          phat-lai:
            rerun-of: cchc-thu-tu
            first: 2022-01-06 05:15
            every: thursday

        """.replacingOccurrences(of: "  phat-lai", with: "  phat-lai")
    let (settings, diagnostics) = ConfigText.read(text)
    #expect(ConfigText.said(diagnostics) == [])
    let slot = try #require(settings?.schedule.slots.last)
    #expect(slot.rerunOf == "cchc-thu-tu")
    #expect(slot.programme == "cchc")
    #expect(slot.allotted == .minutes(15))
  }

  @Test func theFallbackIsTheUsualFillerOfSlots() throws {
    let settings = ConfigText.read("fallback: nhac.flac\n" + ConfigText.good).0
    #expect(settings?.fallback == "/etc/loa/nhac.flac")
    #expect(settings?.schedule.slots.first?.whenMissing == .filler("/etc/loa/nhac.flac"))
  }

  @Test func relativePathsCountFromTheFolderOfTheConfig() throws {
    let text = ConfigText.good.replacingOccurrences(of: "/srv/cchc", with: "../Audio/./cchc")
    #expect(ConfigText.read(text).0?.schedule.programmes.first?.folder == "/etc/Audio/cchc")
  }

  @Test func scalarsAreTextAndNeverGuessed() throws {
    let text = ConfigText.good.replacingOccurrences(of: "name: Trung tâm", with: "name: no")
      .replacingOccurrences(of: "code: ttvh-binh-minh", with: "code: 0123")
    let settings = try #require(ConfigText.read(text).0)
    #expect(settings.node.name == "no")
    #expect(settings.node.code == "0123")
  }

  @Test func theSilenceGuardIsReadAndNeedsAFallbackToGoTo() throws {
    let guarded = "silence-guard: { below: -50 dBFS, for: 10 s, then: fallback }\n"
    let (settings, diagnostics) = ConfigText.read(guarded + "fallback: nhac.flac\n" + ConfigText.good)
    #expect(ConfigText.said(diagnostics) == [])
    #expect(settings?.silenceGuard == .init(below: -50, lasting: .seconds(10), action: .fallback))
    #expect(ConfigText.read(ConfigText.good).0?.silenceGuard == .init())
    #expect(
      ConfigText.said(ConfigText.read(guarded + ConfigText.good).1) == [
        "loa.yaml:1:1: error: `silence-guard` is to go to the fallback, but there is none; "
          + "name an audio file in `fallback`, or write `then: alarm`"
      ])
  }

  @Test func alarmsGoToAWebAddressAndByLetter() throws {
    func read(_ alarms: String) -> (Settings.Alarms?, [String]) {
      let (settings, diagnostics) = ConfigText.read("alarms: { \(alarms) }\n" + ConfigText.good)
      return (settings?.alarms, ConfigText.said(diagnostics))
    }
    let (alarms, said) = read(
      "webhook: { url: https://b.example/loa, token-file: /etc/loa/token }, "
        + "e-mail: { server: smtps://mail.example:465, user: loa, password-file: /etc/loa/mail, "
        + "from: loa@b.example, to: [a@b.example, c.d@e.example] }")
    #expect(said == [])
    #expect(alarms?.webhook == .init(url: "https://b.example/loa", tokenFile: "/etc/loa/token"))
    #expect(
      alarms?.mail
        == .init(
          server: "smtps://mail.example:465", user: "loa", passwordFile: "/etc/loa/mail",
          from: "loa@b.example", to: ["a@b.example", "c.d@e.example"]))
    let mail = "from: loa@b.example, to: a@b.example"
    for (wrong, words) in [
      ("webhook: { url: ftp://b.example }", "“ftp://b.example”"),
      ("webhook: { token-file: /t }", "lacks “url”"),
      ("e-mail: { server: mail.example, \(mail) }", "“mail.example” is no mail server"),
      ("e-mail: { server: smtp://a.example, from: nobody, to: a@b.example }", "“nobody” is no mail address"),
      (
        "e-mail: { server: smtp://a.example, from: a@b.example, to: [\"a@b\\nBcc: c@d\"] }",
        "is no mail address"
      ),
      ("e-mail: { server: smtp://a.example, from: a@b.example, to: [] }", "to"),
    ] {
      let (alarms, said) = read(wrong)
      #expect(alarms == nil && said.count == 1 && said[0].contains(words), "\(said)")
    }
  }

  @Test func powerIsSwitchedByCommandsOrByALine() throws {
    func read(_ power: String) -> (Settings.Power?, [String]) {
      let (settings, diagnostics) = ConfigText.read("power: \(power)\n" + ConfigText.good)
      return (settings?.power, ConfigText.said(diagnostics))
    }
    let (commands, none) = read(
      "{ on: [/usr/local/bin/ampli, on], off: [/usr/local/bin/ampli, off], before: 1 min }")
    #expect(none == [])
    #expect(
      commands
        == .init(
          .commands(on: ["/usr/local/bin/ampli", "on"], off: ["/usr/local/bin/ampli", "off"]),
          before: .minutes(1)))
    #expect(
      read("{ gpio: { chip: /dev/gpiochip0, line: 17, active-low: yes } }").0
        == .init(.gpio(chip: "/dev/gpiochip0", line: 17, isActiveLow: true)))
    for wrong in [
      "{ on: [/bin/true] }", "{}", "{ on: [a], off: [b], gpio: { chip: /dev/gpiochip0, line: 1 } }",
    ] {
      let (power, said) = read(wrong)
      #expect(power == nil)
      #expect(said.count == 1 && said[0].contains("`power` needs `on` and `off`, or `gpio` instead"))
    }
  }

  @Test func holidaysComeFromTheirFileAndFromTheConfig() throws {
    let list = "holidays:\n  - { from: 2022-01-31, until: 2022-02-01, name: Tết }\n"
    let text = "holidays: [ngay-nghi.yaml, { date: 2022-01-01, name: Tết Dương lịch }]\n" + ConfigText.good
    var asked: [String] = []
    let (settings, diagnostics) = Settings.read(text: text, file: "loa.yaml", directory: "/etc/loa") {
      asked.append($0)
      return Array(list.utf8)
    }
    #expect(ConfigText.said(diagnostics) == [])
    #expect(asked == ["/etc/loa/ngay-nghi.yaml"])
    #expect(
      settings?.schedule.holidays.map(\.date.description) == ["2022-01-01", "2022-01-31", "2022-02-01"])
  }

  @Test func aFaultInTheHolidaysFileStandsInThatFile() throws {
    let (settings, diagnostics) = Settings.read(
      text: "holidays: ngay-nghi.yaml\n" + ConfigText.good, file: "Config/loa.yaml"
    ) { _ in Array("holidays:\n  - { date: 2022-02-30, name: Tết }\n".utf8) }
    #expect(settings == nil)
    #expect(
      ConfigText.said(diagnostics) == [
        "Config/ngay-nghi.yaml:2:13: error: there is no day 2022-02-30; write a day such as 2022-03-16"
      ])
  }
}

@Suite struct Sidecars {
  static let good = """
    title: Một cửa điện tử
    number: 11
    week: 2022-W11
    topics: [b2, g]
    audiences: doanh-nghiep-nguoi-dan
    source-unit: Phòng Nội vụ
    url: https://binhminh.vinhlong.gov.vn/cchc
    approved: { by: Nguyễn Văn A, at: 2022-03-14 09:30 }

    """

  @Test func aSidecarSaysWhatTheEditionIs() throws {
    let (sidecar, diagnostics) = Sidecar.read(text: Self.good, file: "2022-w11.yaml")
    #expect(ConfigText.said(diagnostics) == [])
    let read = try #require(sidecar)
    #expect(read.number == "11")
    #expect(read.target == .week(monday: try #require(CivilDate("2022-03-14"))))
    #expect(read.topics == ["b2", "g"])
    #expect(read.audiences == ["doanh-nghiep-nguoi-dan"])
    #expect(read.approval?.by == "Nguyễn Văn A")
    #expect(read.approval?.at.description == "2022-03-14T09:30")
  }

  @Test(arguments: [
    ("2020-W53", "2020-12-28"), ("2021-W01", "2021-01-04"), ("2022-W52", "2022-12-26"),
    ("2026-w01", "2025-12-29"),
  ])
  func aWeekIsAnISOWeek(week: String, monday: String) throws {
    #expect(WeekText.monday(of: week)?.description == monday)
  }

  @Test(arguments: ["2022-W53", "2022-W00", "2022-11", "2022W11", "22-W11"])
  func aWeekThatTheYearDoesNotHaveIsRefused(week: String) {
    #expect(WeekText.monday(of: week) == nil)
  }

  @Test func anUnapprovedEditionIsReadWithAWarning() throws {
    let text = Self.good.split(separator: "\n").filter { !$0.hasPrefix("approved") }.joined(separator: "\n")
    let (sidecar, diagnostics) = Sidecar.read(text: text, file: "a.yaml")
    #expect(sidecar?.approval == nil)
    #expect(sidecar != nil)
    #expect(diagnostics.map(\.severity) == [.warning])
  }

  @Test(arguments: [
    (
      "week: 2022-W11", "week: 2022-W54",
      "a.yaml:3:7: error: “2022-W54” is no week of the calendar; write a week such as 2022-W11"
    ),
    (
      "number: 11", "date: 2022-03-16",
      "a.yaml:2:1: error: an edition is meant for a week or for a day, not for both; keep one of the two"
    ),
    (
      "url: https", "url: ftp",
      "a.yaml:7:6: error: “ftp://binhminh.vinhlong.gov.vn/cchc” is no web address; write an address that begins with https://"
    ),
    (
      "at: 2022-03-14 09:30", "at: 2022-03-14",
      "a.yaml:8:35: error: the time of day is missing; write “2022-03-14 08:00”"
    ),
    (
      "number: 11", "sha256: abc",
      "a.yaml:2:9: error: “abc” is no SHA-256; write the 64 hexadecimal digits that sha256sum prints"
    ),
    ("topics:", "topic:", "a.yaml:4:1: error: unknown key “topic” in “sidecar”; did you mean “topics”?"),
    (
      "title: Một cửa điện tử", "title:",
      "a.yaml:1:1: error: “sidecar” lacks “title”; add “title: Một cửa điện tử”"
    ),
  ])
  func aFaultyLineIsNamedWithItsPlace(line: String, fault: String, expected: String) {
    let text = Self.good.replacingOccurrences(of: line, with: fault)
    let (sidecar, diagnostics) = Sidecar.read(text: text, file: "a.yaml")
    #expect(sidecar == nil)
    let said = ConfigText.said(diagnostics)
    #expect(said == [expected])
  }
}
