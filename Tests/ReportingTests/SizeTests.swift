import Foundation
import Phrases
import Scheduling
import Testing

@testable import Reporting

/// A province instead of a town.
@Suite struct SizeTests {
  private static let many: HeatMap = {
    var map = SampleReports.heat
    map.rows = (1...300).map {
      .init("Đài truyền thanh xã số \($0)", Array(repeating: Double($0 % 3), count: 53))
    }
    map.columns = (1...53).map { "Tuần \($0)" }
    return map
  }()

  @Test func aPictureOfManyStationsStaysOnAPageAndSaysWhatIsLeftOut() {
    let picture = Self.many.picture(width: 5_616_000, Wording(.vietnamese))
    // A4 without its margins, in EMU.
    #expect(picture.height < 257 * 36_000)
    #expect(picture.height > 200 * 36_000)
    #expect(picture.description.contains("đạt: 5300"))
    if let folder = ProcessInfo.processInfo.environment["LOA_KEEP_PAGES"] {
      try? DocumentFile.write(picture.png, to: folder + "/many.png")
    }
  }

  @Test func picturesOfNothingAndOfTheImpossibleAreDrawn() {
    let wording = Wording(.english)
    let charts = [
      BarChart(name: "b", title: "", measure: "", bars: []),
      BarChart(
        name: "b", title: "", measure: "",
        bars: [.init("", .nan), .init("x", -.infinity), .init("y", .infinity)]),
      BarChart(name: "b", title: "", measure: "", bars: [.init("x", -3)], target: .init("t", .nan)),
      BarChart(
        name: "b", title: "", measure: "",
        bars: (0..<400).map { .init(String(repeating: "dài ", count: 40) + "\($0)", Double($0)) }),
    ]
    for chart in charts {
      #expect(chart.picture(width: 100_000, height: 100_000, wording).png.starts(with: [0x89, 0x50]))
      #expect(chart.picture(width: 20_116_800, height: 20_116_800, wording).png.starts(with: [0x89, 0x50]))
    }
    let maps = [
      HeatMap(name: "h", title: "", measure: "", columns: [], rows: []),
      HeatMap(name: "h", title: "", measure: "", columns: ["x"], rows: [.init("", [.nan]), .init("", [])]),
      HeatMap(
        name: "h", title: "", measure: "", columns: Array(repeating: "cột", count: 2000),
        rows: [.init("đài", [1])]),
    ]
    for map in maps { #expect(map.picture(width: 100_000, wording).png.starts(with: [0x89, 0x50])) }
  }

  @Test func aLogBookOfManyRowsIsFilledToTheEnd() throws {
    let table = try #require(SampleReports.logBook.table("nhat_ky"))
    let rows = (0..<60).flatMap { _ in table.rows }
    var content = SampleReports.logBook
    content.tables = [
      ReportTable(
        name: table.name, title: table.title, columns: table.columns, rows: rows, totals: table.totals)
    ]
    let filled = try DocxTemplate(contentsOf: Checkout.template("so-nhat-ky.docx")).filled(with: content)
    let lines = try Outline.of(filled)
    #expect(lines.count { $0.contains("Cải cách hành chính") } == 2160)
    #expect(lines.contains { $0.hasPrefix("| 2160 |") })
  }

  @Test func aValueThatIsNoNumberIsNeitherReachedNorMissed() {
    #expect(SampleReports.heat.grade(.nan) == .unknown)
    #expect(
      [nil, 0, 1, 2, 3].map { SampleReports.heat.grade($0) } == [.unknown, .none, .below, .reached, .reached])
  }
}
