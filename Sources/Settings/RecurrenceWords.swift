import Phrases
import Scheduling

/// Weekdays as people write them.
enum WeekdayWords {
  /// The word that we propose first, then the others.
  static func names(of day: Weekday) -> [String] {
    let english = [day.rawValue, String(day.rawValue.prefix(3))]
    return switch day {
    case .monday: english + ["thứ hai", "thu-hai", "thứ 2", "t2"]
    case .tuesday: english + ["thứ ba", "thu-ba", "thứ 3", "t3"]
    case .wednesday: english + ["thứ tư", "thu-tu", "thứ 4", "t4"]
    case .thursday: english + ["thứ năm", "thu-nam", "thứ 5", "t5"]
    case .friday: english + ["thứ sáu", "thu-sau", "thứ 6", "t6"]
    case .saturday: english + ["thứ bảy", "thu-bay", "thứ 7", "t7"]
    case .sunday: english + ["chủ nhật", "chu-nhat", "cn"]
    }
  }

  static let days: [String: Weekday] = {
    var table: [String: Weekday] = [:]
    for day in Weekday.allCases {
      for name in names(of: day) { table[Nearest.folded(name)] = day }
    }
    return table
  }()

  static func day(_ word: String) -> Weekday? { days[Nearest.folded(word)] }

  static let proposals = Weekday.allCases.map(\.rawValue)
}

/// `every: wednesday`, `every: [mon, thu]`, `every: day`, `every: working-day`.
struct EveryWords: Sendable {
  var days: Set<Weekday>

  var recurrence: Recurrence { days.count == 7 ? .daily : .weekly(on: days) }

  private static let sets: [(words: [String], days: Set<Weekday>)] = [
    (["day", "ngày", "hằng ngày"], Set(Weekday.allCases)),
    (["working-day", "ngày làm việc"], [.monday, .tuesday, .wednesday, .thursday, .friday]),
    (["weekend", "cuối tuần"], [.saturday, .sunday]),
  ]

  private static let words = sets.flatMap(\.words) + Weekday.allCases.flatMap(WeekdayWords.names)

  static let form = Form<Set<Weekday>>(
    scalar: .object(["enum": .strings(words)]),
    expected: Expected { $0.oneOf(["day", "working-day"] + WeekdayWords.proposals) }
  ) { text, place, reading in
    let folded = Nearest.folded(text)
    if let day = WeekdayWords.days[folded] { return [day] }
    if let set = sets.first(where: { $0.words.contains { Nearest.folded($0) == folded } }) { return set.days }
    let known = ["day", "working-day", "weekend"] + WeekdayWords.proposals
    let suggestion =
      Nearest.suggestion(for: text, among: known) ?? Nearest.suggestion(for: text, among: words)
    reading.error(
      at: place, Text { $0.notOneOf(text.shortened) },
      Text { phrases in suggestion.map { phrases.didYouMean($0) } ?? phrases.writeOneOf(known) })
    return nil
  }.list(orOne: true, atLeast: 1).map { sets in EveryWords(days: sets.reduce(into: []) { $0.formUnion($1) }) }
}

/// `monthly: last friday`, `monthly: 15`, `monthly: last day`, `monthly: thứ sáu cuối`.
struct MonthlyWords: Sendable {
  enum Day: Sendable, Hashable {
    case weekday(MonthlyOrdinal, Weekday)
    case number(Int)
    case last
  }

  var day: Day

  var recurrence: Recurrence {
    switch day {
    case .weekday(let ordinal, let weekday): .monthly(ordinal, weekday)
    case .number(let number): .monthly(day: number)
    case .last: .monthly(day: -1)
    }
  }

  func contains(_ date: CivilDate) -> Bool {
    let length = CivilDate.days(inMonth: date.month, of: date.year)
    switch day {
    case .number(let number): return date.day == number
    case .last: return date.day == length
    case .weekday(.last, let weekday): return date.weekday == weekday && date.day + 7 > length
    case .weekday(let ordinal, let weekday):
      let index = [MonthlyOrdinal.first, .second, .third, .fourth].firstIndex(of: ordinal) ?? 0
      return date.weekday == weekday && (date.day - 1) / 7 == index
    }
  }

  static let form = Form<MonthlyWords>(
    scalar: .object([
      "type": .strings(["string", "integer"]),
      "pattern": .string(
        "^([0-9]{1,2}|day [0-9]{1,2}|last day|(first|second|third|fourth|last) [^0-9].*|[^0-9].*(đầu|đầu tiên|cuối|cuối cùng))$"
      ),
    ]),
    expected: Expected { $0.expectedMonthly }
  ) { text, place, reading in
    if let words = read(text) { return words }
    reading.error(at: place, Text { $0.notOneOf(text.shortened) }, Text { $0.write($0.expectedMonthly) })
    return nil
  }

  static func read(_ text: String) -> MonthlyWords? {
    var words = Nearest.folded(text).split(separator: "-").map(String.init)
    guard let first = words.first, words.count <= 5 else { return nil }
    if words.count <= 2, first == "day" || first == "ngay" || words.count == 1 {
      if let number = words.last.flatMap(Int.init), (1...31).contains(number) {
        return .init(day: .number(number))
      }
    }
    if words == ["last", "day"] || words == ["ngay", "cuoi"] { return .init(day: .last) }
    var ordinal = MonthlyOrdinal(rawValue: first)
    if ordinal != nil {
      words.removeFirst()
    } else {
      if let end = words.last, ["tien", "cung"].contains(end) { words.removeLast() }
      switch words.popLast() {
      case "dau": ordinal = .first
      case "cuoi": ordinal = .last
      default: return nil
      }
    }
    guard let ordinal, let weekday = WeekdayWords.day(words.joined(separator: "-")) else { return nil }
    return .init(day: .weekday(ordinal, weekday))
  }
}
