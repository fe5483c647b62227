import Foundation

extension English {
  public func weekday(_ number: Int) -> String {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return names.indices.contains(number - 1) ? names[number - 1] : ""
  }

  public func length(seconds: Double) -> String {
    let whole = Int(min(max(seconds.rounded(), 0), 1e9))
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    let parts = [
      hours > 0 ? "\(hours) h" : nil, minutes > 0 ? "\(minutes) min" : nil,
      rest > 0 || whole == 0 ? "\(rest) s" : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: " ")
  }

  public func decimal(_ number: Double, places: Int) -> String {
    String(format: "%.\(min(max(places, 0), 9))f", number)
  }

  public var ruleIsUnreadable: String { "the recurrence rule can not be read" }
  public var ruleHasNoFrequency: String { "the recurrence rule has no FREQ" }
  public func ruleHasUnknownPart(_ part: String) -> String {
    "the recurrence rule has a part that is not supported: \(part)"
  }
  public func ruleRepeatsPart(_ part: String) -> String { "\(part) stands twice in the recurrence rule" }
  public func ruleIsBelowADay(_ frequency: String) -> String {
    "FREQ=\(frequency) repeats within a day, which a slot can not"
  }
  public func ruleHasBadValue(_ part: String, _ value: String) -> String {
    "\(value) is no value for \(part)"
  }
  public func ruleHasContradiction(_ a: String, _ b: String) -> String { "\(a) and \(b) exclude each other" }
  public func ruleHasPartOutOfPlace(_ part: String, _ frequency: String) -> String {
    "\(part) can not stand with FREQ=\(frequency)"
  }
  public var ruleHasPositionOfNothing: String { "BYSETPOS has no days to choose from" }
  public func ruleIsTooDense(_ number: Int, _ most: Int) -> String {
    "the rule makes \(number) airings a day; \(most) is the most"
  }
  public var ruleNeverOccurs: String { "the rule asks for a day that no year has" }
  public func recurrenceWordIsUnknown(_ word: String) -> String { "“\(word)” is not understood" }
  public func writeARuleLike(_ example: String) -> String { "write it like \(example)" }
  public func useAKnownRulePart(_ suggestion: String?) -> String {
    if let suggestion { return "did you mean \(suggestion)?" }
    return "use FREQ, INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYWEEKNO, BYYEARDAY, BYSETPOS, "
      + "BYHOUR, BYMINUTE, BYSECOND, WKST"
  }
  public var writeEachPartOnce: String { "write each part once" }
  public func writeTimesOfDay(_ example: String) -> String { "list the times of day: \(example)" }
  public func allowedAre(_ values: String) -> String { "allowed: \(values)" }
  public func keepOnlyOneOf(_ a: String, _ b: String) -> String { "keep only \(a) or \(b)" }
  public func takeOutPartOrChangeFrequency(_ part: String) -> String {
    "take out \(part), or change FREQ"
  }
  public var useFewerTimesOfDay: String { "write fewer values in BYHOUR, BYMINUTE, BYSECOND" }
  public var chooseADayThatExists: String {
    "choose a day that exists; the last day of a month is BYMONTHDAY=-1"
  }
  public func useAKnownRecurrenceWord(_ suggestion: String?) -> String {
    if let suggestion { return "did you mean “\(suggestion)”?" }
    return "write day, workday, weekend, monday … sunday; for a month, such as last friday, first monday, 15"
  }

  public func slotsClash(
    _ keeps: String, _ yields: String, minutes: Double, first: String, count: Int
  ) -> String {
    let often = count > 1 ? "\(count) times, first \(first)" : first
    let overlap = decimal(minutes, places: minutes == minutes.rounded() ? 0 : 1)
    return keeps == yields
      ? "airings of slot \(keeps) overlap each other by \(overlap) min (\(often))"
      : "slot \(yields) overlaps slot \(keeps) by \(overlap) min (\(often))"
  }
  public func moveSlot(_ slot: String, to times: [String], everyTime: Bool) -> String {
    if times.isEmpty { return "shorten \(slot) or move it to another day: this day has no room" }
    let list = times.joined(separator: ", ")
    return everyTime
      ? "move \(slot) to \(list) (free each time)"
      : "move \(slot) to \(list) (free on the first day at least)"
  }
  public func slotIsInQuietHours(_ slot: String, first: String, count: Int) -> String {
    "slot \(slot) falls into quiet hours and does not air (\(count) times, first \(first))"
  }
  public var moveOutOfQuietHours: String {
    "move the slot out of the quiet hours; check its time for a typing error"
  }
  public func editionIsMissing(_ programme: String, at moment: String) -> String {
    "programme \(programme) has no approved edition for \(moment)"
  }
  public func deliverEdition(week: String, date: String, otherwise: String) -> String {
    "deliver and approve an edition for week \(week) or for \(date); otherwise \(otherwise)"
  }
  public func otherwiseRepeats(_ title: String) -> String { "“\(title)” airs again" }
  public var otherwiseFiller: String { "the filler airs" }
  public var otherwiseSilence: String { "nothing airs" }

  public var noAirings: String { "No airings." }
  public func listedHoliday(_ name: String) -> String { "holiday: \(name)" }
  public func listedAsMoved(to moment: String) -> String { "holiday, moved to \(moment)" }
  public func listedAsReplacement(of moment: String) -> String { "in place of \(moment)" }
  public func listedAsCancelledByHoliday(_ name: String?) -> String {
    "cancelled: holiday" + (name.map { " (\($0))" } ?? "")
  }
  public var listedAsCancelledByClash: String { "cancelled: another airing has its time" }
  public var listedAsStopped: String { "stopped by the upstream node" }
  public var listedAsCancelledByQuietHours: String { "cancelled: quiet hours" }
  public var listedAsCancelledWithoutEdition: String { "cancelled: no approved edition" }
  public var listedAsRerun: String { "rerun" }
  public var listedAsRepeatLast: String { "no new edition, repeats the last" }
  public var listedAsFiller: String { "no new edition, plays the filler" }
  public var listedAsPriority: String { "priority" }
  public var listedAsEmergency: String { "emergency" }
  public func listedAtClock(_ time: String) -> String { "the clocks change: airs at \(time)" }
  public var listedWithoutProgramme: String { "(order)" }
  public func calendarName(_ node: String) -> String { "Broadcast schedule of \(node)" }
}
