extension BarChart {
  /// - Parameter width: In EMU, as the height.
  func picture(width: Int, height: Int, _ wording: Wording) -> DrawnPicture {
    let drawing = BarChartDrawing(
      chart: self, wording: wording, width: Double(width) / 12_700, height: Double(height) / 12_700)
    return DrawnPicture(png: drawing.png(), description: description(wording), height: height)
  }

  private func description(_ wording: Wording) -> String {
    let said = bars.prefix(60).map { "\($0.label): \(Self.short($0.value, wording))" }.joined(separator: "; ")
    let aim = target.map { " (\($0.label): \(Self.short($0.value, wording)))" } ?? ""
    return "\(title)\(aim). \(said)."
  }

  /// With a decimal only where there is one.
  static func short(_ value: Double, _ wording: Wording) -> String {
    wording.number(value, decimals: value == value.rounded() ? 0 : 1)
  }
}

extension Double {
  /// The next of 1, 2, 5, 10, 20, 50 … at or above it.
  var roundStep: Double {
    var step = 1.0
    while step < 1e12 {
      for factor in [1.0, 2, 5] where step * factor >= self { return step * factor }
      step *= 10
    }
    return step
  }
}

/// Where everything of a bar chart stands, in points.
private struct BarChartDrawing {
  let chart: BarChart
  let wording: Wording
  let width: Double
  let height: Double

  private static let letters = 8.0
  private let left = 30.0
  private let top = 24.0

  /// What can be drawn: no bar below zero, none without end.
  private func drawable(_ value: Double) -> Double { value.isFinite ? max(0, min(value, 1e12)) : 0 }

  func png() -> [UInt8] {
    let canvas = Canvas(width: width, height: height)
    let slot = (width - left - 4) / Double(max(1, chart.bars.count))
    let widest = chart.bars.map { canvas.width(of: $0.label, size: Self.letters) }.max() ?? 0
    let isUpright = widest > slot - 2
    let bottom = height - (isUpright ? min(widest, height * 0.4) + 8 : 16)
    let highest = max(1, chart.bars.map { drawable($0.value) }.max() ?? 1, drawable(chart.target?.value ?? 0))
    let step = (highest / 5).roundStep
    let scale = (bottom - top - 10) / ((highest / step).rounded(.up) * step)

    canvas.write(chart.measure, at: (0, 9), size: Self.letters, isBold: true)
    var mark = 0.0
    while mark * scale <= bottom - top {
      let y = bottom - mark * scale
      canvas.line(from: (left, y), to: (width, y), mark == 0 ? .ink : .faint)
      canvas.write(BarChart.short(mark, wording), at: (left - 4, y + 3), size: Self.letters, .right)
      mark += step
    }
    for (index, bar) in chart.bars.enumerated() {
      let x = left + 2 + Double(index) * slot
      let length = drawable(bar.value) * scale
      canvas.fill(
        Canvas.Box(x: x + slot * 0.15, y: bottom - length, width: slot * 0.7, height: length), .bar)
      let value = BarChart.short(bar.value, wording)
      if canvas.width(of: value, size: Self.letters) < slot {
        canvas.write(value, at: (x + slot / 2, bottom - length - 3), size: Self.letters, .center)
      }
      if isUpright {
        let label = canvas.fitted(bar.label, size: min(Self.letters, slot), into: height - bottom - 8)
        canvas.write(
          label, at: (x + slot / 2 + 3, bottom + 5), size: min(Self.letters, slot), .right, isUpright: true)
      } else {
        canvas.write(bar.label, at: (x + slot / 2, bottom + 11), size: Self.letters, .center)
      }
    }
    if let target = chart.target { draw(target, at: bottom - drawable(target.value) * scale, canvas) }
    return canvas.png()
  }

  /// Its words stand at the head of the picture: on the line they would hide bars.
  private func draw(_ target: BarChart.Target, at y: Double, _ canvas: borrowing Canvas) {
    canvas.line(from: (left, y), to: (width, y), .target, width: 1.2, isDashed: true)
    let words = "\(target.label): \(BarChart.short(target.value, wording))"
    let end = width - 2
    canvas.write(words, at: (end, 9), size: Self.letters, .right, .target)
    let start = end - canvas.width(of: words, size: Self.letters)
    canvas.line(from: (start - 22, 6.5), to: (start - 4, 6.5), .target, width: 1.2, isDashed: true)
  }
}
