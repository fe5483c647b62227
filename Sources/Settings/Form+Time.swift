import Clocks
import Phrases
import Scheduling

extension Form where Value == Duration {
  /// An amount of time with its units: `15 min`, `1 h 30 min`, `90 s`, `200 ms`, `15 phút`.
  static func duration(_ range: ClosedRange<Duration>) -> Form {
    let bounds = (DurationWords.written(range.lowerBound), DurationWords.written(range.upperBound))
    return Form(
      scalar: .pattern(DurationWords.pattern), expected: Expected { $0.expectedDuration }
    ) { text, place, reading in
      switch DurationWords.read(text) {
      case .duration(let duration) where range.contains(duration): return duration
      case .duration:
        reading.error(
          at: place, Text { $0.durationOutOfRange(text.shortened) },
          Text { $0.writeBetween(bounds.0, bounds.1) })
      case .withoutUnit(let number):
        let proposals = DurationWords.proposals(for: number, within: range)
        reading.error(
          at: place, Text { $0.durationWithoutUnit(number) },
          Text { $0.write(proposals.isEmpty ? $0.expectedDuration : proposals) })
      case .unreadable:
        reading.error(
          at: place, Text { $0.notADuration(text.shortened) }, Text { $0.write($0.expectedDuration) })
      }
      return nil
    }
  }
}

/// Amounts of time as people write them.
enum DurationWords {
  enum Result: Equatable {
    case duration(Duration)
    /// A bare number: nobody can tell minutes from seconds.
    case withoutUnit(String)
    case unreadable
  }

  static let pattern = "^-?[0-9]+([.][0-9]+)? ?[^0-9 .]+( [0-9]+([.][0-9]+)? ?[^0-9 .]+)*$"

  static func read(_ text: String) -> Result {
    var rest = Substring(text.trimmedBlanks)
    guard rest.utf8.count <= 64 else { return .unreadable }
    let isNegative = rest.hasPrefix("-") || rest.hasPrefix("−")
    if isNegative { rest.removeFirst() }
    var total: Int64 = 0
    var parts = 0
    while !rest.isEmpty {
      let number = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
      rest = rest.dropFirst(number.count).drop { $0 == " " }
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count).drop { $0 == " " }
      if !number.isEmpty, unit.isEmpty, rest.isEmpty, parts == 0 { return .withoutUnit(String(number)) }
      guard let nanoseconds = Self.nanoseconds[Nearest.folded(String(unit))],
        let amount = thousandths(number)
      else { return .unreadable }
      let (product, overflow) = amount.multipliedReportingOverflow(by: nanoseconds / 1000)
      let (sum, sumOverflow) = total.addingReportingOverflow(product)
      guard !overflow, !sumOverflow else { return .unreadable }
      total = sum
      parts += 1
    }
    return parts > 0 ? .duration(.nanoseconds(isNegative ? -total : total)) : .unreadable
  }

  /// The same number with each of the units that make sense: `“15 min”, “15 s”`.
  static func proposals(for number: String, within range: ClosedRange<Duration>) -> String {
    let written = ["h", "min", "s", "ms"].map { "\(number) \($0)" }.filter {
      if case .duration(let duration) = read($0) { range.contains(duration) } else { false }
    }
    return written.map { "“\($0)”" }.joined(separator: ", ")
  }

  /// The shortest way to write it: `15 min`, `1 h 30 min`.
  static func written(_ duration: Duration) -> String {
    var rest = abs(duration.wholeNanoseconds / 1_000_000)
    var parts: [String] = []
    for (unit, milliseconds) in [("h", Int64(3_600_000)), ("min", 60_000), ("s", 1000), ("ms", 1)] {
      let (count, remainder) = rest.quotientAndRemainder(dividingBy: milliseconds)
      if count > 0 { parts.append("\(count) \(unit)") }
      rest = remainder
    }
    return (duration < .zero ? "-" : "") + (parts.isEmpty ? "0 s" : parts.joined(separator: " "))
  }

  private static func thousandths(_ number: Substring) -> Int64? {
    let halves = number.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(halves.count), let whole = Int64(halves[0]), whole <= 1_000_000_000 else {
      return nil
    }
    guard halves.count == 2 else { return whole * 1000 }
    let digits = halves[1]
    guard (1...3).contains(digits.utf8.count), let part = Int64(digits) else { return nil }
    return whole * 1000 + part * [100, 10, 1][digits.utf8.count - 1]
  }

  private static let nanoseconds: [String: Int64] = {
    var table: [String: Int64] = [:]
    for (length, names) in [
      (Int64(1_000_000), ["ms", "millisecond", "milliseconds", "mili-giay"]),
      (1_000_000_000, ["s", "sec", "second", "seconds", "giay"]),
      (60_000_000_000, ["min", "minute", "minutes", "phut"]),
      (3_600_000_000_000, ["h", "hour", "hours", "gio"]),
      (86_400_000_000_000, ["d", "day", "days", "ngay"]),
    ] {
      for name in names { table[name] = length }
    }
    return table
  }()
}

extension Form where Value == CivilDate {
  static let date = Form(
    scalar: .pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), expected: Expected { $0.expectedDate }
  ) { text, place, reading in
    if let date = CivilDate(text.trimmedBlanks) { return date }
    reading.refuseDate(text, at: place)
    return nil
  }
}

extension Form where Value == CivilTime {
  static let time = Form(
    scalar: .pattern("^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$"), expected: Expected { $0.expectedTime }
  ) { text, place, reading in
    if let time = CivilTime(text.trimmedBlanks) { return time }
    reading.refuseTime(text, at: place)
    return nil
  }
}

/// A day, or a day with a time.
struct DateAndTime: Sendable {
  var date: CivilDate
  var time: CivilTime?
}

extension Form where Value == DateAndTime {
  static let dateAndTime = Form(
    scalar: .pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$"),
    expected: Expected { $0.expectedDateAndTime }
  ) { text, place, reading in
    let trimmed = text.trimmedBlanks
    let parts = trimmed.split(maxSplits: 1, omittingEmptySubsequences: true) { $0 == " " || $0 == "T" }
    guard let first = parts.first else { return nil }
    guard let date = CivilDate(String(first)) else {
      reading.refuseDate(String(first), at: place)
      return nil
    }
    guard parts.count == 2 else { return DateAndTime(date: date) }
    let timeText = String(parts[1]).trimmedBlanks
    guard let time = CivilTime(timeText) else {
      let offset = trimmed.unicodeScalars.count - String(parts[1]).unicodeScalars.count
      reading.refuseTime(timeText, at: Place(line: place.line, column: place.column + offset))
      return nil
    }
    return DateAndTime(date: date, time: time)
  }
}

extension Reading {
  fileprivate func refuseDate(_ text: String, at place: Place) {
    let proposal = CivilWords.date(text)
    let looksRight = CivilWords.hasDateShape(text)
    error(
      at: place, Text { looksRight ? $0.noSuchDay(text) : $0.notADate(text.shortened) },
      Text { $0.write(proposal.map { "\($0)" } ?? $0.expectedDate) })
  }

  fileprivate func refuseTime(_ text: String, at place: Place) {
    let proposal = CivilWords.time(text)
    error(
      at: place, Text { $0.notATime(text.shortened) },
      Text { $0.write(proposal.map { "\($0)" } ?? $0.expectedTime) })
  }
}

/// Dates and times in other spellings: never taken, only understood well enough to say what to write.
enum CivilWords {
  /// `16/3/2022`, `16-03-2022`, `2022/3/16`.
  static func date(_ text: String) -> CivilDate? {
    let parts = text.split { "/-. ".contains($0) }.map(String.init)
    guard parts.count == 3, parts.allSatisfy({ $0.utf8.count <= 4 }) else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    return parts[0].utf8.count == 4
      ? CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
      : CivilDate(year: numbers[2], month: numbers[1], day: numbers[0])
  }

  static func hasDateShape(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [4, 2, 2] && parts.allSatisfy { Int($0) != nil }
  }

  /// `5:15`, `17h`, `17h05`, `17 giờ 5`, `5 pm`.
  static func time(_ text: String) -> CivilTime? {
    let folded = Nearest.folded(text)
    guard folded.utf8.count <= 16 else { return nil }
    let numbers = folded.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
    guard (1...2).contains(numbers.count) else { return nil }
    let words = folded.split { !$0.isLetter }.map(String.init)
    guard words.allSatisfy({ ["h", "g", "gio", "phut", "p", "am", "pm"].contains($0) }) else { return nil }
    let isAfternoon = words.contains("pm") && numbers[0] < 12
    return CivilTime(hour: numbers[0] + (isAfternoon ? 12 : 0), minute: numbers.count == 2 ? numbers[1] : 0)
  }
}
