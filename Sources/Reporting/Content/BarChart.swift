/// How often something happened, bar by bar, against what was to be reached: airings per week, mostly.
public struct BarChart: Sendable, Hashable {
  public var name: String
  public var title: String
  /// What a bar counts: “Số lần phát”.
  public var measure: String
  public var bars: [Bar]
  /// Drawn across all bars; nil where nothing was to be reached.
  public var target: Target?

  public struct Bar: Sendable, Hashable {
    public var label: String
    public var value: Double

    public init(_ label: String, _ value: Double) {
      self.label = label
      self.value = value
    }
  }

  public struct Target: Sendable, Hashable {
    public var label: String
    public var value: Double

    public init(_ label: String, _ value: Double) {
      self.label = label
      self.value = value
    }
  }

  public init(name: String, title: String, measure: String, bars: [Bar], target: Target? = nil) {
    self.name = name
    self.title = title
    self.measure = measure
    self.bars = bars
    self.target = target
  }
}
