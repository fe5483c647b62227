public import Scheduling

/// A table of a report. Rows hold as many cells as there are columns: what is missing is empty, what is too much goes.
public struct ReportTable: Sendable, Hashable {
  /// What templates and programs call it.
  public let name: String
  /// What people call it.
  public let title: String
  public let columns: [Column]
  public let rows: [[Cell]]
  /// The row at the foot, if there is one.
  public let totals: [Cell]?

  public init(
    name: String, title: String, columns: [Column], rows: [[Cell]], totals: [Cell]? = nil
  ) {
    func fitted(_ row: [Cell]) -> [Cell] {
      Array(row.prefix(columns.count)) + Array(repeating: .empty, count: max(0, columns.count - row.count))
    }
    self.name = name
    self.title = title
    self.columns = columns
    self.rows = rows.map(fitted)
    self.totals = totals.map(fitted)
  }

  public struct Column: Sendable, Hashable {
    public var name: String
    public var title: String
    public var kind: Kind

    public init(_ name: String, _ title: String, _ kind: Kind = .text) {
      self.name = name
      self.title = title
      self.kind = kind
    }
  }

  /// How the cells of a column are written.
  public enum Kind: Sendable, Hashable {
    case text
    /// Digits after the decimal mark: 0...3.
    case number(decimals: Int)
    /// A duration, written in minutes; digits as above.
    case minutes(decimals: Int)
    /// A duration to the second, with its hours: `0:14:58`.
    case duration
    case date
    /// A time of day: to the minute (`17 giờ 00`), or to the second (`17:00:03`).
    case time(seconds: Bool)
  }

  public enum Cell: Sendable, Hashable {
    case empty
    case text(String)
    case number(Double)
    case duration(Duration)
    case date(CivilDate)
    case time(CivilTime)
  }
}

extension ReportTable.Kind {
  /// Numbers stand at the right, so that their digits stand below each other.
  var isNumeric: Bool {
    switch self {
    case .number, .minutes, .duration: true
    case .text, .date, .time: false
    }
  }

  var decimals: Int {
    switch self {
    case .number(let decimals), .minutes(let decimals): min(max(decimals, 0), 3)
    case .text, .duration, .date, .time: 0
    }
  }
}

extension ReportTable.Cell: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  public init(stringLiteral text: String) { self = .text(text) }
  public init(integerLiteral number: Int) { self = .number(Double(number)) }
}
