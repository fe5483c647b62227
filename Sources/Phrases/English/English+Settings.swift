extension English {
  public var severityError: String { "error" }
  public var severityWarning: String { "warning" }
  public var severityNote: String { "note" }
  public func write(_ example: String) -> String { "write \(example)" }
  public func didYouMean(_ word: String) -> String { "did you mean “\(word)”?" }
  public func writeOneOf(_ words: [String]) -> String { "write one of: \(words.joined(separator: ", "))" }
  public func writeBetween(_ least: String, _ most: String) -> String {
    "write a value from \(least) to \(most)"
  }
  public func writeAtLeast(_ count: Int) -> String { "write at least \(count)" }
  public func addKey(_ key: String, example: String?) -> String { "add “\(key): \(example ?? "…")”" }
  public var repairTheseFirst: String { "repair these first, then check again" }
  public var splitOrShorten: String { "make it smaller" }
  public var removeCharacter: String { "delete this character" }
  public var writeValueOut: String { "write the value itself; if it is text, put it in quotes" }
  public var seeSampleConfig: String { "begin with the sample in docs/config.md" }
  public var keepOneOfThem: String { "keep one of the two" }
  public var keepOneDocument: String { "delete the line “---” and what follows it" }
  public var writeWordAsKey: String { "write “key: value”" }
  public var writeAsList: String { "write “[a, b]”, or one line “- a” for each" }
  public var writeNamesAsKeys: String { "write a name and a colon, and its keys indented below" }
  public var writeKeysAndValues: String { "write its keys below it, indented, as “key: value”" }
  public var writeOnOneLine: String { "write it on one line" }
  public var writeWholePath: String { "write the whole path, or one relative to this file" }
  public var writeWeekOrDate: String { "write “week: 2022-W11” or “date: 2022-03-16”" }
  public var writeApproval: String {
    "once it is approved, write “approved: { by: NAME, at: 2022-03-14 09:30 }”"
  }
  public var saveAsUTF8: String { "save the file with the encoding UTF-8" }
  public var expectedText: String { "a line of text" }
  public var expectedIdentifier: String {
    "lower-case letters a–z, digits and hyphens, such as “cchc-thu-tu”"
  }
  public var expectedPath: String { "a path" }
  public var expectedWebAddress: String { "an address that begins with https://" }
  public var expectedHash: String { "the 64 hexadecimal digits that sha256sum prints" }
  public var expectedSize: String { "“500 MB” or “2 GB”" }
  public var expectedDuration: String { "a number with its unit, such as “15 min”, “90 s” or “1 h 30 min”" }
  public var expectedDate: String { "a day such as 2022-03-16" }
  public var expectedTime: String { "a time such as 17:00 or 05:15" }
  public var expectedDateAndTime: String { "a day and a time, such as 2022-01-05 17:00" }
  public var expectedWeek: String { "a week such as 2022-W11" }
  public func oneOf(_ words: [String]) -> String { "one of: \(words.joined(separator: ", "))" }
  public func wholeNumber(_ least: Int, _ most: Int) -> String { "a whole number from \(least) to \(most)" }
  public func level(_ unit: String, _ least: Int, _ most: Int) -> String {
    "a level from \(least) to \(most) \(unit)"
  }
  public func fileTooBig(_ kibibytes: Int) -> String { "the file is larger than \(kibibytes) KiB" }
  public var silenceGuardWithoutFallback: String {
    "`silence-guard` is to go to the fallback, but there is none"
  }
  public var expectedMailServer: String { "a mail server such as smtps://mail.example:465" }
  public func notAMailServer(_ text: String) -> String { "“\(text)” is no mail server" }
  public var expectedMailAddress: String { "a mail address such as truc@binhminh.example" }
  public func notAMailAddress(_ text: String) -> String { "“\(text)” is no mail address" }
  public var powerIsSwitchedNoWay: String { "`power` needs `on` and `off`, or `gpio` instead of them" }
  public var chooseCommandsOrGPIO: String {
    "write `on: [program, argument]` and `off: [program, argument]`, or `gpio: { chip: /dev/gpiochip0, line: 17 }`"
  }
  public var nameAFallback: String { "name an audio file in `fallback`, or write `then: alarm`" }
  public var fileIsEmpty: String { "the file is empty" }
  public var notUTF8: String { "the text is not UTF-8 from here on" }
  public func controlCharacter(_ code: String) -> String {
    "the control character \(code) may not stand here"
  }
  public func nestedTooDeep(_ levels: Int) -> String { "nested more than \(levels) levels deep" }
  public func tooManyValues(_ count: Int) -> String { "more than \(count) values in one file" }
  public func tooManyItems(_ count: Int) -> String { "more than \(count) entries" }
  public func tooManyProblems(_ count: Int) -> String {
    "more than \(count) problems; the rest is not shown"
  }
  public func referenceRefused(_ name: String) -> String {
    "YAML anchors and aliases (“\(name)”) are not taken here"
  }
  public var severalDocuments: String { "a second YAML document begins here" }
  public func duplicateKey(_ key: String, firstLine: Int) -> String {
    "“\(key)” is written twice; first on line \(firstLine)"
  }
  public var keyIsNoWord: String { "a key must be a word" }
  public func unknownKey(_ key: String, table: String) -> String { "unknown key “\(key)” in “\(table)”" }
  public func missingKey(_ key: String, table: String) -> String { "“\(table)” lacks “\(key)”" }
  public func tableExpected(_ table: String) -> String {
    "“\(table)” takes keys with values, not a single value or a list"
  }
  public var namedTableExpected: String { "names with keys below them must stand here" }
  public var listExpected: String { "a list must stand here" }
  public var listIsEmpty: String { "the list has too few entries" }
  public var listNotExpected: String { "a single value must stand here, not a list" }
  public var tableNotExpected: String { "a single value must stand here, not keys with values" }
  public var valueIsMissing: String { "the value is missing" }
  public func notOneOf(_ word: String) -> String { "“\(word)” is not known here" }
  public func notAnIdentifier(_ text: String) -> String {
    "“\(text)” can not be a name that stays for ever"
  }
  public func notAWholeNumber(_ text: String) -> String { "“\(text)” does not fit here" }
  public func notASize(_ text: String) -> String { "“\(text)” is no amount of storage" }
  public func notALevel(_ text: String, _ unit: String) -> String {
    "“\(text)” is no level in \(unit) that can be used here"
  }
  public func notADuration(_ text: String) -> String { "“\(text)” is no amount of time" }
  public func durationWithoutUnit(_ number: String) -> String { "“\(number)” has no unit" }
  public func durationOutOfRange(_ text: String) -> String { "“\(text)” is too short or too long here" }
  public func notADate(_ text: String) -> String { "“\(text)” is no day" }
  public func noSuchDay(_ text: String) -> String { "there is no day \(text)" }
  public func notATime(_ text: String) -> String { "“\(text)” is no time of day" }
  public var timeIsMissing: String { "the time of day is missing" }
  public func notAWeek(_ text: String) -> String { "“\(text)” is no week of the calendar" }
  public func notAHash(_ text: String) -> String { "“\(text)” is no SHA-256" }
  public func notAWebAddress(_ text: String) -> String { "“\(text)” is no web address" }
  public func textTooLong(_ count: Int) -> String { "the text is longer than \(count) characters" }
  public var textHasLineBreak: String { "the text breaks over several lines" }
  public func pathWithTilde(_ path: String) -> String {
    "“\(path)” begins with “~”, which a service does not know"
  }
  public var weekAndDate: String { "an edition is meant for a week or for a day, not for both" }
  public var noWeekNorDate: String { "it is not said which week or day the edition is for" }
  public var editionHasNoApproval: String { "the edition is not approved and will not air" }
  public var expectedTimeZone: String { "a zone such as Asia/Ho_Chi_Minh" }
  public var expectedQuietHours: String { "“22:00-05:00”, or “none”" }
  public var expectedRule: String { "a rule such as FREQ=WEEKLY;BYDAY=WE" }
  public var expectedMonthly: String { "“last friday”, “first monday”, “15” or “last day”" }
  public func unknownTimeZone(_ name: String) -> String { "there is no time zone “\(name)”" }
  public func notQuietHours(_ text: String) -> String { "“\(text)” is no span of hours" }
  public func socketPathTooLong(_ bytes: Int) -> String {
    "the path of a socket may not be longer than \(bytes) bytes"
  }
  public func unknownProgramme(_ id: String) -> String { "there is no programme “\(id)”" }
  public func unknownSlot(_ id: String) -> String { "there is no other slot “\(id)”" }
  public func rerunOfRerun(_ id: String) -> String { "“\(id)” is itself a rerun" }
  public func nameTheOriginal(_ slots: [String]) -> String {
    "name a slot that airs editions for the first time: \(slots.joined(separator: ", "))"
  }
  public func rerunOfOtherProgramme(_ slot: String, _ programme: String) -> String {
    "“\(slot)” airs the programme “\(programme)”; a rerun airs the same"
  }
  public var writeItFirst: String { "write it in this file first" }
  public func slotNameIsTaken(_ id: String) -> String {
    "the name “\(id)” stands for commanded plays in the log"
  }
  public var chooseAnotherName: String { "choose another name" }
  public func severalRecurrences(_ keys: [String]) -> String {
    "the recurrence is written in several ways: \(keys.joined(separator: ", "))"
  }
  public var timeIsWrittenTwice: String { "the time of day is written in “first” and in “at”" }
  public func firstDoesNotFit(_ date: String, _ weekday: String) -> String {
    "the first day \(date) (\(weekday)) is not one on which the slot recurs"
  }
  public func slotIsNeverValid(_ until: String, _ first: String) -> String {
    "valid until \(until), before the first airing on \(first): nothing will air"
  }
  public func endsBeforeItBegins(_ until: String, _ from: String) -> String {
    "ends on \(until), before it begins on \(from)"
  }
  public var changeOneOfTheDates: String { "change one of the two dates" }
  public var endIsUnclear: String { "“end” must say one thing" }
  public var writeCutOrOverrun: String { "write “cut”, “{ cut: { fade: 2 s } }” or “{ overrun: 60 s }”" }
  public func holidayTwice(_ date: String, firstLine: Int) -> String {
    "\(date) is listed twice; first on line \(firstLine)"
  }
  public var holidayHasNoDay: String { "a holiday is one day or one span of days" }
  public var writeDateOrSpan: String {
    "write “date: 2022-04-11”, or “from: 2022-01-31” with “until: 2022-02-04”"
  }
  public func holidayTooLong(_ days: Int) -> String { "longer than \(days) days" }
  public func fileIsAbsent(_ path: String) -> String { "the file \(path) is not there" }
  public func fileIsDenied(_ path: String) -> String { "the file \(path) may not be read by this user" }
  public func pathIsNoFile(_ path: String) -> String { "\(path) is no ordinary file" }
  public func fileIsUnreadable(_ path: String, _ why: String) -> String {
    "the file \(path) can not be read (\(why))"
  }
  public var checkThePath: String {
    "check the path; relative paths count from the folder of the config file"
  }
  public var letLoaRead: String { "let the user of the service read it: chmod a+r" }
  public var checkTheDisk: String { "check the disk and the journal of the system" }
}
