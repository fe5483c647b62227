import Phrases

/// One walk through a template: gaps become texts, rows repeat, pictures are drawn; what has no answer is kept, all of it.
struct TemplateFilling {
  let content: ReportContent
  let wording: Wording
  private(set) var problems: [TemplateProblem] = []
  private var noted: Set<TemplateProblem> = []
  /// Of the part that is being filled.
  private(set) var pictures: [Picture] = []
  /// Of all parts: a picture of one size is drawn once, however often the template shows it.
  private var drawn: [Drawing: DrawnPicture] = [:]
  /// Of what is drawn, in square EMU.
  private var area = 0
  /// The row that `{{table.column}}` stands for at the moment.
  private var row: Row?

  struct Picture {
    /// The relationship that the drawing refers to.
    var relation: String
    var png: [UInt8]
    fileprivate var drawing: Drawing
  }

  fileprivate struct Drawing: Hashable {
    var name: String
    /// In EMU.
    var width: Int
    var height: Int
  }

  /// What all pictures of a template may take of paper, A4: more is a slip of the hand, and would keep the machine busy.
  static let pagesOfPictures = 10

  private struct Row {
    var table: ReportTable
    /// nil: the one row of a table that has none.
    var index: Int?
    var saidNothing = false
  }

  init(content: ReportContent, wording: Wording) {
    self.content = content
    self.wording = wording
  }

  mutating func beginPart() { pictures = [] }

  private mutating func note(_ problem: TemplateProblem) {
    if noted.insert(problem).inserted { problems.append(problem) }
  }

  mutating func fill(_ nodes: [Markup]) -> [Markup] {
    var result: [Markup] = []
    for node in nodes {
      guard case .element(let element) = node else {
        result.append(node)
        continue
      }
      switch element.name {
      case "w:tr": result += fill(row: element)
      case "w:p": result += fill(paragraph: element)
      case "w:drawing": result.append(.element(fill(drawing: element)))
      default:
        var filled = element
        filled.children = fill(element.children)
        result.append(.element(filled))
      }
    }
    return result
  }

  // MARK: Rows

  private mutating func fill(row element: Markup.Element) -> [Markup] {
    var tables: [String] = []
    for case .cell(let table, _)? in Self.placeholders(ofRow: element) where !tables.contains(table) {
      tables.append(table)
    }
    guard let name = tables.first, row == nil else {
      var filled = element
      filled.children = fill(element.children)
      return [.element(filled)]
    }
    guard tables.count == 1 else {
      note(.rowOfManyTables(tables))
      return []
    }
    guard let table = content.table(name) else {
      note(.unknownTable(name, known: content.tables.map(\.name).sorted()))
      return []
    }
    defer { row = nil }
    let indices: [Int?] = table.rows.isEmpty ? [nil] : table.rows.indices.map { $0 }
    return indices.enumerated().map { number, index in
      row = Row(table: table, index: index)
      var copy = number == 0 ? element : element.withoutIdentity
      copy.children = fill(copy.children)
      return .element(copy)
    }
  }

  /// Of the paragraphs of a row, but not of the tables within its cells.
  private static func placeholders(ofRow element: Markup.Element) -> [Placeholder?] {
    element.children.flatMap { child -> [Placeholder?] in
      guard let child = child.element, child.name != "w:tbl" else { return [] }
      if child.name == "w:p" { return Placeholder.all(in: child.ownText).found.map(\.placeholder) }
      return placeholders(ofRow: child)
    }
  }

  // MARK: Paragraphs

  private mutating func fill(paragraph element: Markup.Element) -> [Markup] {
    let text = element.ownText
    let (found, unclosed) = Placeholder.all(in: text)
    if let unclosed { note(.unclosed(unclosed)) }
    guard !found.isEmpty else {
      var same = element
      same.children = fill(element.children)
      return [.element(same)]
    }
    let answers = found.map { answer(to: $0, in: text) }
    // A section that ends with this paragraph must end once, and its picture be there once.
    let isAlone =
      found.count == 1 && text.isBlank(around: found[0].range) && !element.endsSection
      && !element.holdsPicture
    let lines = isAlone ? answers[0].split(separator: "\n", omittingEmptySubsequences: false) : []
    guard lines.count > 1 else { return [.element(filled(element, text, found, answers))] }
    return lines.enumerated().map { number, line in
      .element(
        filled(number == 0 ? element : element.withoutIdentity, text, found, [String(line)]))
    }
  }

  /// Where several runs share a placeholder, its text goes to the run that it begins in, with that run's letters.
  private mutating func filled(
    _ paragraph: Markup.Element, _ text: String, _ found: [Placeholder.Found], _ answers: [String]
  ) -> Markup.Element {
    var pieces: [String] = []
    var start = text.startIndex
    for length in paragraph.ownTextLengths {
      let end = text.utf8.index(start, offsetBy: length)
      var piece = ""
      var at = start
      for (one, answer) in zip(found, answers)
      where one.range.upperBound > start && one.range.lowerBound < end {
        if one.range.lowerBound >= at {
          piece += text[at..<one.range.lowerBound] + answer
        }
        at = max(at, min(one.range.upperBound, end))
      }
      if at < end { piece += text[at..<end] }
      pieces.append(piece)
      start = end
    }
    var next = pieces[...]
    var result = paragraph
    result.children = place(&next, in: paragraph.children)
    return result
  }

  private mutating func place(_ pieces: inout ArraySlice<String>, in nodes: [Markup]) -> [Markup] {
    var result: [Markup] = []
    for node in nodes {
      guard case .element(var element) = node else {
        result.append(node)
        continue
      }
      switch element.name {
      case "w:t": result += Self.written(pieces.popFirst() ?? "", like: element)
      case "w:tab", "w:br", "w:cr":
        _ = pieces.popFirst()
        result.append(node)
      case "w:p": result += fill(paragraph: element)
      case "w:drawing": result.append(.element(fill(drawing: element)))
      case "w:pPr", "w:rPr": result.append(node)
      default:
        element.children = place(&pieces, in: element.children)
        result.append(.element(element))
      }
    }
    return result
  }

  /// Text of a run, with line breaks and tabs as Word has them.
  private static func written(_ text: String, like element: Markup.Element) -> [Markup] {
    var result: [Markup] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if number > 0 { result.append(.element(Markup.Element("w:br"))) }
      for (number, words) in line.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
        if number > 0 { result.append(.element(Markup.Element("w:tab"))) }
        var copy = element
        copy[attribute: "xml:space"] = "preserve"
        copy.children = words.isEmpty ? [] : [.text(String(words))]
        result.append(.element(copy))
      }
    }
    return result
  }

  private mutating func answer(to found: Placeholder.Found, in text: String) -> String {
    switch found.placeholder {
    case nil:
      note(.noName(String(text[found.range].prefix(60))))
      return ""
    case .field(let name): return field(name)
    case .cell(let table, let column): return cell(table, column)
    case .total(let table, let column): return total(table, column)
    }
  }

  private mutating func field(_ name: String) -> String {
    if let text = content.fields[name] { return text.replacing("\r\n", with: "\n") }
    if content.hasPicture(name) {
      note(.pictureAsText(name))
    } else {
      note(.unknownField(name, known: content.fields.keys.sorted()))
    }
    return ""
  }

  private mutating func cell(_ table: String, _ column: String) -> String {
    guard let row, row.table.name == table else {
      note(.outsideOfRow(Placeholder.cell(table: table, column: column).written))
      return ""
    }
    let position = position(of: column, in: row.table)
    guard let index = row.index else {
      // One word in the one row of an empty table, and not in the narrow column of numbers.
      guard !row.saidNothing, column != Placeholder.rowNumber else { return "" }
      self.row?.saidNothing = true
      return wording.language.phrases.tableIsEmpty
    }
    guard let position else { return column == Placeholder.rowNumber ? String(index + 1) : "" }
    return wording.cell(row.table.rows[index][position], row.table.columns[position].kind)
  }

  private mutating func total(_ name: String, _ column: String) -> String {
    guard let table = content.table(name) else {
      note(.unknownTable(name, known: content.tables.map(\.name).sorted()))
      return ""
    }
    guard let totals = table.totals else {
      note(.noTotals(table: name))
      return ""
    }
    return position(of: column, in: table).map { wording.cell(totals[$0], table.columns[$0].kind) } ?? ""
  }

  private mutating func position(of column: String, in table: ReportTable) -> Int? {
    let position = table.columns.firstIndex { $0.name == column }
    if position == nil, column != Placeholder.rowNumber {
      note(.unknownColumn(column, table: table.name, known: table.columns.map(\.name)))
    }
    return position
  }

  // MARK: Pictures

  private mutating func fill(drawing element: Markup.Element) -> Markup.Element {
    var result = element
    guard let name = element.pictureName else {
      result.children = fill(element.children)
      return result
    }
    guard let place = element.extent else { return result }
    let drawing = Drawing(name: name, width: place.width, height: place.height)
    guard let picture = picture(drawing) else { return result }
    let relation: String
    if let same = pictures.first(where: { $0.drawing == drawing }) {
      relation = same.relation
    } else {
      relation = "loaHinh\(pictures.count + 1)"
      pictures.append(Picture(relation: relation, png: picture.png, drawing: drawing))
    }
    result.show(relation, described: picture.description, height: picture.height)
    return result
  }

  private mutating func picture(_ drawing: Drawing) -> DrawnPicture? {
    if let picture = drawn[drawing] { return picture }
    let chart = content.barCharts.first { $0.name == drawing.name }
    let map = content.heatMaps.first { $0.name == drawing.name }
    guard chart != nil || map != nil else {
      note(.unknownPicture(drawing.name, known: content.pictureNames.sorted()))
      return nil
    }
    guard area < Self.pagesOfPictures * 7_560_000 * 10_692_000 else {
      note(.tooMuchOfPictures(pages: Self.pagesOfPictures))
      return nil
    }
    let picture =
      chart?.picture(width: drawing.width, height: drawing.height, wording)
      ?? map?.picture(width: drawing.width, wording)
    area += drawing.width * (picture?.height ?? 0)
    drawn[drawing] = picture
    return picture
  }
}

extension ReportContent {
  var pictureNames: [String] { barCharts.map(\.name) + heatMaps.map(\.name) }

  func hasPicture(_ name: String) -> Bool { pictureNames.contains(name) }
}

extension String {
  fileprivate func isBlank(around range: Range<String.Index>) -> Bool {
    self[..<range.lowerBound].allSatisfy(\.isWhitespace)
      && self[range.upperBound...].allSatisfy(\.isWhitespace)
  }
}
