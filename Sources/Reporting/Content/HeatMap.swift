/// Many rows by many columns of one measure, to be seen at a glance: stations × weeks, mostly.
public struct HeatMap: Sendable, Hashable {
  public var name: String
  public var title: String
  /// What a cell counts: “Số lần phát”.
  public var measure: String
  public var columns: [String]
  public var rows: [Row]
  /// From here on a cell is good; nothing at all is bad, what lies between is too little.
  public var target: Double

  public struct Row: Sendable, Hashable {
    public var label: String
    /// One for each column; nil where nothing is known.
    public var values: [Double?]

    public init(_ label: String, _ values: [Double?]) {
      self.label = label
      self.values = values
    }
  }

  public init(
    name: String, title: String, measure: String, columns: [String], rows: [Row], target: Double = 1
  ) {
    self.name = name
    self.title = title
    self.measure = measure
    self.columns = columns
    self.rows = rows
    self.target = target
  }

  /// How a value stands to the target.
  enum Grade: CaseIterable { case unknown, none, below, reached }

  func grade(_ value: Double?) -> Grade {
    guard let value, !value.isNaN else { return .unknown }
    return value >= target ? .reached : value <= 0 ? .none : .below
  }

  func value(row: Int, column: Int) -> Double? {
    column < rows[row].values.count ? rows[row].values[column] : nil
  }
}
