/// Which weekday of a month.
public enum MonthlyOrdinal: String, Sendable, CaseIterable {
  case first, second, third, fourth, last

  var number: Int {
    switch self {
    case .first: 1
    case .second: 2
    case .third: 3
    case .fourth: 4
    case .last: -1
    }
  }
}

extension Recurrence {
  /// Every day.
  public static let daily = Recurrence(rule: "FREQ=DAILY")

  /// Monday to Friday.
  public static let workingDays = Recurrence.weekly(on: [.monday, .tuesday, .wednesday, .thursday, .friday])

  /// Every week on these days; with none, on the weekday of the slot's first day.
  public static func weekly(on days: Set<Weekday>) -> Recurrence {
    guard !days.isEmpty else { return Recurrence(rule: "FREQ=WEEKLY") }
    let names = Weekday.allCases.filter(days.contains).map(\.ruleName).joined(separator: ",")
    return Recurrence(rule: "FREQ=WEEKLY;BYDAY=\(names)")
  }

  /// Every month on, say, its last Friday.
  public static func monthly(_ ordinal: MonthlyOrdinal, _ weekday: Weekday) -> Recurrence {
    Recurrence(rule: "FREQ=MONTHLY;BYDAY=\(ordinal.number)\(weekday.ruleName)")
  }

  /// Every month on this day of the month, 1...31; −1 is the last day. Months without the day have no occurrence.
  public static func monthly(day: Int) -> Recurrence {
    Recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=\(day)")
  }

  /// The words that `every` knows, first its own and then the days.
  public static let everyWords = ["day", "workday", "weekend"] + Weekday.allCases.map(\.rawValue)

  /// What `every: wednesday`, `every: [mon, thu]`, `every: day` and `every: workday` mean. Days may be shortened to three
  /// letters or two.
  public static func every(_ words: [String]) throws(RecurrenceProblem) -> Recurrence {
    var days: Set<Weekday> = []
    for word in words {
      switch plain(word) {
      case "day", "daily": days.formUnion(Weekday.allCases)
      case "workday", "weekday", "workdays", "weekdays":
        days.formUnion([.monday, .tuesday, .wednesday, .thursday, .friday])
      case "weekend": days.formUnion([.saturday, .sunday])
      case let day: days.insert(try weekday(day, written: word))
      }
    }
    guard !days.isEmpty else { throw .unknownWord("", suggestion: nil) }
    return days.count == 7 ? .daily : .weekly(on: days)
  }

  /// What `monthly: last friday`, `monthly: first monday`, `monthly: 15` and `monthly: last day` mean.
  public static func monthly(words: String) throws(RecurrenceProblem) -> Recurrence {
    let parts = plain(words).split(separator: " ").map(String.init)
    if parts.count == 1, let day = Int(parts[0]) {
      guard (1...31).contains(day) else {
        throw .badValue(part: "monthly", value: words, allowed: "1...31")
      }
      return .monthly(day: day)
    }
    guard parts.count == 2 else { throw .unknownWord(words, suggestion: nil) }
    guard let ordinal = MonthlyOrdinal(rawValue: parts[0]) else {
      throw .unknownWord(
        parts[0], suggestion: Spelling.nearest(to: parts[0], in: MonthlyOrdinal.allCases.map(\.rawValue)))
    }
    if parts[1] == "day" {
      switch ordinal {
      case .last: return .monthly(day: -1)
      case .first: return .monthly(day: 1)
      default: throw .unknownWord(words, suggestion: nil)
      }
    }
    return .monthly(ordinal, try weekday(parts[1], written: parts[1]))
  }

  private static func plain(_ words: String) -> String {
    words.lowercased().split(separator: " ").joined(separator: " ")
  }

  private static func weekday(_ word: String, written: String) throws(RecurrenceProblem) -> Weekday {
    let found = Weekday.allCases.filter { day in
      word == day.rawValue || (2...4).contains(word.count) && day.rawValue.hasPrefix(word)
    }
    guard found.count == 1 else {
      throw .unknownWord(written, suggestion: Spelling.nearest(to: word, in: everyWords))
    }
    return found[0]
  }
}

extension Weekday {
  /// As RFC 5545 writes it: `MO`.
  var ruleName: String { String(rawValue.prefix(2)).uppercased() }
}
