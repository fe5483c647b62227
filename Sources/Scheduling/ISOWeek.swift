/// A week of ISO 8601: it begins on Monday, and week 1 is the one with the year's first Thursday.
public struct ISOWeek: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The year that the week belongs to; in the first and last days of a year not always the day's own.
  public let year: Int
  /// 1...52, or 53 in long years.
  public let number: Int

  /// The week that contains a day.
  public init(containing date: CivilDate) {
    let thursday = date.monday.adding(days: 3)
    year = thursday.year
    number = thursday.dayOfYear / 7 + (thursday.dayOfYear % 7 == 0 ? 0 : 1)
  }

  /// `2022-W11`.
  public var description: String { "\(year)-W\(number < 10 ? "0" : "")\(number)" }

  public static func < (a: ISOWeek, b: ISOWeek) -> Bool { (a.year, a.number) < (b.year, b.number) }
}

extension CivilDate {
  /// The Monday of the ISO week that contains this day.
  public var monday: CivilDate { adding(days: 1 - weekday.number) }

  public var isoWeek: ISOWeek { ISOWeek(containing: self) }

  /// 1...366.
  public var dayOfYear: Int {
    (1..<month).reduce(day) { $0 + Self.days(inMonth: $1, of: year) }
  }
}

extension Weekday {
  /// 1 for Monday ... 7 for Sunday (ISO 8601).
  public var number: Int {
    switch self {
    case .monday: 1
    case .tuesday: 2
    case .wednesday: 3
    case .thursday: 4
    case .friday: 5
    case .saturday: 6
    case .sunday: 7
    }
  }
}
