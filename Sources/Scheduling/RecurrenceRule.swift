/// A recurrence rule of RFC 5545 (section 3.3.10) that has been checked part by part.
///
/// Everything is local civil time. Refused, each with its reason: frequencies below a day, parts and values that the RFC
/// does not know or that do not go together, rules that can never occur, and what no radio needs and could keep the
/// program busy (more than 144 occurrences a day, COUNT above 10,000).
public struct RecurrenceRule: Sendable, Hashable, CustomStringConvertible {
  public enum Frequency: String, Sendable, Hashable, CaseIterable {
    case daily = "DAILY"
    case weekly = "WEEKLY"
    case monthly = "MONTHLY"
    case yearly = "YEARLY"
  }

  /// The last moment on which an occurrence may fall, inclusive.
  enum Until: Sendable, Hashable {
    case date(CivilDate)
    case local(CivilDateTime)
    /// Seconds since 1970 in UTC (`UNTIL=...Z`).
    case utc(CivilDateTime)
  }

  public let frequency: Frequency
  /// The rule in normal form: upper case, parts in a fixed order, lists sorted.
  public let description: String
  let count: Int?
  let until: Until?
  /// What the engine is given: without UNTIL, which is applied to what comes out.
  let engineRule: String

  static let mostOccurrencesADay = 144
  static let highestCount = 10_000

  /// Reads and checks a rule such as `FREQ=WEEKLY;BYDAY=WE`; a leading `RRULE:` may stand before it.
  public init(_ text: String) throws(RecurrenceProblem) {
    var parts = try RulePart.split(text)
    guard let frequencyText = parts.removeValue(forKey: .freq) else { throw .noFrequency }
    guard let frequency = Frequency(rawValue: frequencyText) else {
      if ["SECONDLY", "MINUTELY", "HOURLY"].contains(frequencyText) {
        throw .belowADay(frequencyText)
      }
      throw .badValue(part: "FREQ", value: frequencyText, allowed: "DAILY, WEEKLY, MONTHLY, YEARLY")
    }
    let untilText = parts.removeValue(forKey: .until)
    if parts[.count] != nil, untilText != nil { throw .notTogether("COUNT", "UNTIL") }

    var checked: [RulePart: String] = [:]
    var lists: [RulePart: [Int]] = [:]
    for (part, value) in parts {
      switch part {
      case .freq, .until: break
      case .interval, .count:
        let most = part == .count ? Self.highestCount : 32_767
        let number = try part.number(value, in: 1...most)
        checked[part] = String(number)
        lists[part] = [number]
      case .wkst:
        guard RuleDay.names.contains(value) else {
          throw .badValue(part: "WKST", value: value, allowed: RuleDay.names.joined(separator: ", "))
        }
        checked[part] = value
      case .byday:
        break
      default:
        let numbers = try part.numbers(value)
        lists[part] = numbers
        checked[part] = numbers.map(String.init).joined(separator: ",")
      }
    }

    let days = try parts[.byday].map { text throws(RecurrenceProblem) in try RuleDay.list(text) }
    if let days { checked[.byday] = days.map(\.description).joined(separator: ",") }
    try Self.checkCompany(of: Set(parts.keys), days: days ?? [], frequency: frequency, lists: lists)
    guard Self.hasADay(lists) else { throw .neverOccurs }
    let times = [RulePart.byhour, .byminute, .bysecond].reduce(1) { $0 * max(1, lists[$1]?.count ?? 1) }
    guard times <= Self.mostOccurrencesADay else {
      throw .tooManyADay(times, most: Self.mostOccurrencesADay)
    }

    self.frequency = frequency
    self.count = lists[.count]?.first
    self.until = try untilText.map { text throws(RecurrenceProblem) in try Self.until(text) }
    let rest = RulePart.allCases.compactMap { part in checked[part].map { "\(part.name)=\($0)" } }
    self.engineRule = (["FREQ=\(frequency.rawValue)"] + rest).joined(separator: ";")
    self.description = engineRule + (untilText.map { ";UNTIL=\($0)" } ?? "")
  }

  /// Which parts may stand beside which: RFC 5545, section 3.3.10, the table after "BYxxx rule parts".
  private static func checkCompany(
    of parts: Set<RulePart>, days: [RuleDay], frequency: Frequency, lists: [RulePart: [Int]]
  ) throws(RecurrenceProblem) {
    func refuse(_ part: RulePart, unless allowed: Set<Frequency>) throws(RecurrenceProblem) {
      guard parts.contains(part), !allowed.contains(frequency) else { return }
      throw .notWithFrequency(part: part.name, frequency: frequency.rawValue)
    }
    try refuse(.bymonthday, unless: [.daily, .monthly, .yearly])
    try refuse(.byyearday, unless: [.yearly])
    try refuse(.byweekno, unless: [.yearly])
    // Within a day or a week a position says nothing that BYHOUR or BYDAY could not say, and the engine ignores it.
    try refuse(.bysetpos, unless: [.monthly, .yearly])
    let choosing: Set<RulePart> = [
      .bymonth, .byweekno, .byyearday, .bymonthday, .byday, .byhour, .byminute, .bysecond,
    ]
    if parts.contains(.bysetpos), parts.isDisjoint(with: choosing) { throw .positionOfNothing }

    guard let ordinal = days.first(where: { $0.ordinal != 0 }) else { return }
    guard frequency == .monthly || frequency == .yearly else {
      throw .notWithFrequency(part: "BYDAY=\(ordinal)", frequency: frequency.rawValue)
    }
    if parts.contains(.byweekno) { throw .notTogether("BYDAY=\(ordinal)", "BYWEEKNO") }
    if parts.contains(.bymonthday) { throw .notTogether("BYDAY=\(ordinal)", "BYMONTHDAY") }
    let most = frequency == .monthly || parts.contains(.bymonth) ? 5 : 53
    if let far = days.first(where: { abs($0.ordinal) > most }) {
      throw .badValue(part: "BYDAY", value: "\(far)", allowed: "-\(most)...\(most)")
    }
  }

  /// Whether any day of a common or a leap year has the asked month, day of the month and day of the year at once.
  private static func hasADay(_ lists: [RulePart: [Int]]) -> Bool {
    let (months, monthDays, yearDays) = (lists[.bymonth], lists[.bymonthday], lists[.byyearday])
    if months == nil, monthDays == nil, yearDays == nil { return true }
    for (year, length) in [(2023, 365), (2024, 366)] {
      guard var date = CivilDate(year: year, month: 1, day: 1) else { continue }
      for dayOfYear in 1...length {
        let daysInMonth = CivilDate.days(inMonth: date.month, of: year)
        if months?.contains(date.month) ?? true,
          monthDays?.contains(where: { $0 == date.day || $0 == date.day - daysInMonth - 1 }) ?? true,
          yearDays?.contains(where: { $0 == dayOfYear || $0 == dayOfYear - length - 1 }) ?? true
        {
          return true
        }
        date = date.adding(days: 1)
      }
    }
    return false
  }

  private static func until(_ text: String) throws(RecurrenceProblem) -> Until {
    let digits = Array(text.utf8)
    func number(_ from: Int, _ length: Int) -> Int? {
      var value = 0
      for digit in digits[from..<from + length] {
        guard (48...57).contains(digit) else { return nil }
        value = value * 10 + Int(digit - 48)
      }
      return value
    }
    let problem = RecurrenceProblem.badValue(
      part: "UNTIL", value: text, allowed: "20221231, 20221231T170000, 20221231T100000Z")
    guard [8, 15, 16].contains(digits.count), let year = number(0, 4), let month = number(4, 2),
      let day = number(6, 2), let date = CivilDate(year: year, month: month, day: day)
    else { throw problem }
    if digits.count == 8 { return .date(date) }
    guard digits[8] == UInt8(ascii: "T"), let hour = number(9, 2), let minute = number(11, 2),
      let second = number(13, 2), let time = CivilTime(hour: hour, minute: minute, second: second)
    else { throw problem }
    if digits.count == 15 { return .local(CivilDateTime(date, time)) }
    guard digits[15] == UInt8(ascii: "Z") else { throw problem }
    return .utc(CivilDateTime(date, time))
  }
}

/// A part of a rule, in the order of the normal form.
private enum RulePart: String, CaseIterable, Hashable {
  case freq, interval, bymonth, byweekno, byyearday, bymonthday, byday, byhour, byminute, bysecond, bysetpos
  case wkst, count, until

  var name: String { rawValue.uppercased() }

  static func split(_ text: String) throws(RecurrenceProblem) -> [RulePart: String] {
    guard text.utf8.count <= 4096, text.utf8.allSatisfy({ (32...126).contains($0) }) else {
      throw .unreadable
    }
    var rule = Substring(text.uppercased().filter { $0 != " " })
    if rule.hasPrefix("RRULE:") { rule = rule.dropFirst(6) }
    if rule.hasSuffix(";") { rule = rule.dropLast() }
    var parts: [RulePart: String] = [:]
    for piece in rule.split(separator: ";", omittingEmptySubsequences: false) {
      let sides = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else { throw .unreadable }
      let name = String(sides[0])
      guard let part = RulePart(rawValue: name.lowercased()) else {
        throw .unknownPart(name, suggestion: Spelling.nearest(to: name, in: allCases.map(\.name)))
      }
      guard parts.updateValue(String(sides[1]), forKey: part) == nil else { throw .repeated(name) }
    }
    return parts
  }

  func number(_ text: String, in range: ClosedRange<Int>) throws(RecurrenceProblem) -> Int {
    guard text.utf8.count <= 6, let number = Int(text), range.contains(number) else {
      throw .badValue(
        part: name, value: text, allowed: "\(range.lowerBound)...\(range.upperBound)")
    }
    return number
  }

  /// The values of a list, sorted, each once.
  func numbers(_ text: String) throws(RecurrenceProblem) -> [Int] {
    let (range, signed): (ClosedRange<Int>, Bool) =
      switch self {
      case .bymonth: (1...12, false)
      case .bymonthday: (1...31, true)
      case .byyearday, .bysetpos: (1...366, true)
      case .byweekno: (1...53, true)
      case .byhour: (0...23, false)
      default: (0...59, false)
      }
    var values: Set<Int> = []
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = String(piece)
      guard piece.utf8.count <= 5, let value = Int(words), signed || !words.hasPrefix("-"),
        range.contains(abs(value))
      else {
        let allowed = "\(signed ? "±" : "")\(range.lowerBound)...\(range.upperBound)"
        throw .badValue(part: name, value: words, allowed: allowed)
      }
      values.insert(value)
    }
    return values.sorted()
  }
}

/// One entry of BYDAY: a weekday, and which of them in the month or year (0: every one, −1: the last).
private struct RuleDay: Hashable, CustomStringConvertible {
  static let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

  var ordinal: Int
  var weekday: Int

  var description: String { (ordinal == 0 ? "" : String(ordinal)) + Self.names[weekday] }

  static func list(_ text: String) throws(RecurrenceProblem) -> [RuleDay] {
    var days: Set<RuleDay> = []
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      let number = piece.dropLast(2)
      let ordinal = number.isEmpty ? 0 : (number.utf8.count <= 3 ? Int(number) : nil)
      guard let weekday = names.firstIndex(of: String(piece.suffix(2))), let ordinal,
        number.isEmpty || (1...53).contains(abs(ordinal))
      else {
        throw .badValue(part: "BYDAY", value: String(piece), allowed: "MO ... SU, 1MO, -1FR")
      }
      days.insert(RuleDay(ordinal: ordinal, weekday: weekday))
    }
    return days.sorted { ($0.ordinal, $0.weekday) < ($1.ordinal, $1.weekday) }
  }
}
