/// What a report says, before it is a document: named texts, tables and pictures. Every writer of this room (Word,
/// Excel, CSV, JSON, terminal) takes the same content; none of them knows where it came from.
///
/// Names are what templates refer to: small Latin letters, digits and underscores. `docs/templates.md` lists those
/// of the templates that come with Loa.
public struct ReportContent: Sendable, Hashable {
  /// For people: the heading on a terminal and in the properties of a workbook.
  public var title: String
  /// Texts by name, for `{{name}}`. A line feed begins a new line or, where the placeholder has a paragraph for
  /// itself, a new paragraph.
  public var fields: [String: String]
  public var tables: [ReportTable]
  public var barCharts: [BarChart]
  public var heatMaps: [HeatMap]

  public init(
    title: String, fields: [String: String] = [:], tables: [ReportTable] = [], barCharts: [BarChart] = [],
    heatMaps: [HeatMap] = []
  ) {
    self.title = title
    self.fields = fields
    self.tables = tables
    self.barCharts = barCharts
    self.heatMaps = heatMaps
  }

  public func table(_ name: String) -> ReportTable? { tables.first { $0.name == name } }
}
