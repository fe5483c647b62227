public import Phrases

extension PlanReport {
  /// For a terminal: every verdict with its figure, its threshold and why, then the tables and charts.
  public func text(in language: Language) -> String {
    var content = content(in: language)
    let requirements = content.tables.first { $0.name == "yeu_cau" }
    content.tables.removeAll { $0.name == "yeu_cau" }
    var lines = [content.title, content.fields["ky_bao_cao"] ?? "", ""]
    content.title = ""
    for row in requirements?.rows ?? [] {
      let cells = row.map { cell in if case .text(let text) = cell { text } else { "" } }
      let (code, section, what, threshold, figure, verdict, why) = (
        cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]
      )
      lines.append("\(code)  \(verdict.uppercased())  \(section) \(what)")
      let measured = [figure, threshold].filter { !$0.isEmpty }.joined(separator: "; ")
      if !measured.isEmpty { lines.append("     \(measured)") }
      lines += ["     \(why)", ""]
    }
    return lines.joined(separator: "\n") + TextReport.text(content, in: language)
  }
}
