import Phrases

extension HeatMap {
  /// As high as its rows need, up to a page of A4; what rows then remain, it says.
  /// - Parameter width: In EMU.
  func picture(width: Int, _ wording: Wording) -> DrawnPicture {
    let drawing = HeatMapDrawing(self, width: Double(width) / 12_700, wording)
    return DrawnPicture(
      png: drawing.png(), description: description(wording), height: Int(drawing.height * 12_700))
  }

  private func description(_ wording: Wording) -> String {
    let grades = rows.indices.flatMap { row in columns.indices.map { grade(value(row: row, column: $0)) } }
    let counts = Grade.legend.map { grade in
      "\(grade.said(wording)): \(grades.count { $0 == grade })"
    }
    return "\(title). \(counts.joined(separator: ", "))."
  }
}

extension HeatMap.Grade {
  /// From good to bad.
  static let legend: [HeatMap.Grade] = [.reached, .below, .none, .unknown]

  func said(_ wording: Wording) -> String {
    let phrases = wording.language.phrases
    return switch self {
    case .reached: phrases.legendReached
    case .below: phrases.legendBelow
    case .none: phrases.legendNothing
    case .unknown: phrases.legendUnknown
    }
  }
}

/// Where everything of a heat map stands, in points.
private struct HeatMapDrawing {
  let map: HeatMap
  let wording: Wording
  let width: Double
  /// Rows that have a place.
  let shown: Int
  let top: Double
  private let rowHeight: Double
  /// Of the names of rows.
  private let nameSize: Double

  private static let foot = 26.0
  /// A4 without its margins and a heading.
  private static let highest = 640.0
  private static let letters = 8.0

  init(_ map: HeatMap, width: Double, _ wording: Wording) {
    self.map = map
    self.wording = wording
    self.width = width
    let longest = map.columns.map(\.count).max() ?? 0
    // Headings stand upright where they are long, half a letter's height a character.
    top = longest <= 2 ? 26 : min(84, 18 + Double(longest) * 5)
    // Many rows are lower, but not so low that a name cannot be read any more.
    let space = Self.highest - top - Self.foot
    rowHeight = min(15, max(9, space / Double(max(1, map.rows.count))))
    nameSize = min(Self.letters, rowHeight - 2.5)
    let room = Int(space / rowHeight)
    shown = map.rows.count <= room ? map.rows.count : room - 1
  }

  var hasMore: Bool { shown < map.rows.count }

  var height: Double { top + Double(max(1, shown) + (hasMore ? 1 : 0)) * rowHeight + Self.foot }

  func png() -> [UInt8] {
    let canvas = Canvas(width: width, height: height)
    let widest = map.rows.prefix(shown).map { canvas.width(of: $0.label, size: nameSize) }.max() ?? 0
    let left = min(widest + 8, width * 0.32)
    let cell = (width - left - 1) / Double(max(1, map.columns.count))
    canvas.write(map.measure, at: (0, 9), size: Self.letters, isBold: true)
    for (column, label) in map.columns.enumerated() {
      let middle = left + (Double(column) + 0.5) * cell
      if top > 26 {
        canvas.write(
          canvas.fitted(label, size: 7.5, into: top - 18), at: (middle + 2.6, top - 4), size: 7.5,
          isUpright: true)
      } else {
        canvas.write(label, at: (middle, top - 4), size: min(7.5, cell * 0.7), .center)
      }
    }
    for row in 0..<shown { draw(row, left, cell, canvas) }
    if hasMore {
      canvas.write(
        wording.language.phrases.andMoreRows(map.rows.count - shown),
        at: (left, top + Double(shown) * rowHeight + 8), size: Self.letters)
    }
    legend(canvas, left)
    return canvas.png()
  }

  private func draw(_ row: Int, _ left: Double, _ cell: Double, _ canvas: borrowing Canvas) {
    let y = top + Double(row) * rowHeight
    let base = y + rowHeight * 0.7
    let label = canvas.fitted(map.rows[row].label, size: nameSize, into: left - 6)
    canvas.write(label, at: (0, base), size: nameSize)
    for column in map.columns.indices {
      let value = map.value(row: row, column: column)
      let shade = Shade.of(map.grade(value))
      let box = Canvas.Box(x: left + Double(column) * cell, y: y, width: cell, height: rowHeight)
      canvas.fill(box, shade)
      canvas.frame(box, .paper)
      let text = value.map { BarChart.short($0, wording) } ?? "–"
      let size = min(7.5, cell * 0.7, rowHeight * 0.7)
      guard canvas.width(of: text, size: size) < cell - 1 else { continue }
      canvas.write(text, at: (box.x + cell / 2, base), size: size, .center, shade.ink)
    }
  }

  private func legend(_ canvas: borrowing Canvas, _ left: Double) {
    var x = left
    let y = height - 14
    for grade in HeatMap.Grade.legend {
      let words =
        grade == .reached
        ? "\(grade.said(wording)) (≥ \(BarChart.short(map.target, wording)))"
        : grade.said(wording)
      let box = Canvas.Box(x: x, y: y, width: 9, height: 9)
      canvas.fill(box, Shade.of(grade))
      canvas.frame(box, .faint)
      canvas.write(words, at: (x + 13, y + 8), size: Self.letters)
      x += 13 + canvas.width(of: words, size: Self.letters) + 16
    }
  }
}
