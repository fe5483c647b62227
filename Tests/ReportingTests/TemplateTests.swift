import Phrases
import Scheduling
import Testing

@testable import Reporting

@Suite struct TemplateFillingTests {
  static let content = ReportContent(
    title: "Thử",
    fields: ["ten_dai": "Đài truyền thanh phường Cái Vồn", "nhan_xet": "Dòng một\nDòng hai", "trong": ""],
    tables: [
      ReportTable(
        name: "phat", title: "Phát sóng",
        columns: [
          .init("ngay", "Ngày", .date), .init("gio", "Giờ", .time(seconds: false)),
          .init("so_phut", "Số phút", .minutes(decimals: 1)), .init("ghi_chu", "Ghi chú"),
        ],
        rows: [
          [
            .date(CivilDate(dayNumber: 19067)),
            CivilTime(hour: 17, minute: 0).map(ReportTable.Cell.time) ?? .empty, .duration(.seconds(899)),
            "đủ",
          ],
          [.date(CivilDate(dayNumber: 19068)), .empty, .duration(.seconds(75)), "A & B < C"],
        ],
        totals: ["", "", .duration(.seconds(974)), ""]),
      ReportTable(name: "rong", title: "Rỗng", columns: [.init("ten", "Tên"), .init("so", "Số")], rows: []),
    ],
    barCharts: [
      BarChart(
        name: "bieu_do", title: "Số lần phát theo tuần", measure: "Số lần phát",
        bars: [.init("T1", 1), .init("T2", 0), .init("T3", 3)], target: .init("Chỉ tiêu", 1))
    ],
    heatMaps: [
      HeatMap(
        name: "ban_do", title: "Các đài theo tuần", measure: "Số lần phát", columns: ["T1", "T2"],
        rows: [.init("Cái Vồn", [1, 0]), .init("Đông Thạnh", [nil, 2])])
    ])

  private func fill(_ body: String, in language: Language = .vietnamese) throws -> [String] {
    try Outline.of(WordSample.template(body).filled(with: Self.content, in: language))
  }

  private func problems(_ body: String) throws -> [TemplateProblem] {
    let template = try WordSample.template(body)
    guard case .templateProblems(_, let problems)? = failure({ _ = try template.filled(with: Self.content) })
    else { return [] }
    return problems
  }

  @Test func aFieldIsFilledAlsoWhereWordSplitItOverRuns() throws {
    #expect(
      try fill(
        WordSample.paragraph("Tại {{ten_dai}}, đã phát.")
          + WordSample.paragraph("Tại {", "{ten_", "dai}", "}, đã ", "phát.")
          + WordSample.paragraph("{{ Ten_Dai }}"))
        == [
          "Tại Đài truyền thanh phường Cái Vồn, đã phát.", "Tại Đài truyền thanh phường Cái Vồn, đã phát.",
          "Đài truyền thanh phường Cái Vồn",
        ])
  }

  @Test func theSplitFieldHasTheLettersOfTheRunItBeginsIn() throws {
    let body = """
      <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{{ten_</w:t></w:r><w:proofErr/><w:r><w:t>dai}}, vâng</w:t></w:r></w:p>
      """
    let filled = try ZipArchive(reading: WordSample.template(body).filled(with: Self.content))
    let text = String(decoding: filled["word/document.xml"] ?? [], as: UTF8.self)
    #expect(
      text.contains(
        "<w:b/></w:rPr><w:t xml:space=\"preserve\">Đài truyền thanh phường Cái Vồn</w:t></w:r><w:proofErr/>"))
    #expect(text.contains("<w:t xml:space=\"preserve\">, vâng</w:t>"))
  }

  @Test func linesOfAFieldBecomeParagraphsWhereItStandsAloneAndLineBreaksElsewhere() throws {
    #expect(
      try fill(WordSample.paragraph("{{nhan_xet}}") + WordSample.paragraph("Rằng: {{nhan_xet}}"))
        == ["Dòng một", "Dòng hai", "Rằng: Dòng một⏎Dòng hai"])
  }

  @Test func aPictureBesideAFieldOfManyLinesIsThereOnce() throws {
    let drawing = WordSample.picture("Quốc huy").dropFirst("<w:p>".count)
    #expect(
      try fill("<w:p><w:r><w:t>{{nhan_xet}}</w:t></w:r>" + drawing) == ["Dòng một⏎Dòng hai [hình: Quốc huy]"])
  }

  @Test func anEmptyFieldLeavesItsParagraph() throws {
    #expect(try fill(WordSample.paragraph("{{trong}}") + WordSample.paragraph("sau")) == ["", "sau"])
  }

  @Test func aRowRepeatsForEachRowOfItsTableAndTheTotalsStandBelow() throws {
    let table = WordSample.table(
      ["TT", "Ngày", "Giờ", "Phút", "Ghi chú"],
      ["{{phat.stt}}", "{{phat.ngay}}", "{{phat.gio}}", "{{phat.so_phut}}", "{{phat.ghi_chu}}"],
      ["", "Cộng", "", "{{phat.cong.so_phut}}", ""])
    #expect(
      try fill(table) == [
        "| TT | Ngày | Giờ | Phút | Ghi chú |", "| 1 | 16/03/2022 | 17 giờ 00 | 15,0 | đủ |",
        "| 2 | 17/03/2022 |  | 1,3 | A & B < C |", "|  | Cộng |  | 16,2 |  |",
      ])
    #expect(try fill(table, in: .english)[1] == "| 1 | 16/03/2022 | 17:00 | 15.0 | đủ |")
  }

  @Test func anEmptyTableSaysSoInItsOneRow() throws {
    #expect(
      try fill(WordSample.table(["{{rong.stt}}", "{{rong.ten}}", "{{rong.so}}"])) == ["|  | Không có |  |"])
  }

  @Test func picturesAreDrawnAndDescribed() throws {
    let template = try WordSample.template(
      WordSample.picture("{{bieu_do}}") + WordSample.picture("{{ban_do}}") + WordSample.picture("Quốc huy"))
    let filled = try template.filled(with: Self.content)
    #expect(
      try Outline.of(filled) == [
        "[hình: Số lần phát theo tuần (Chỉ tiêu: 1). T1: 1; T2: 0; T3: 3.]",
        "[hình: Các đài theo tuần. đạt: 2, chưa đủ: 0, không có: 1, không có số liệu: 1.]",
        "[hình: Quốc huy]",
      ])
    let archive = try ZipArchive(reading: filled)
    let pictures = archive.parts.filter { $0.name.hasPrefix("word/media/") }
    #expect(pictures.count == 2)
    for picture in pictures { #expect(picture.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])) }
    #expect(String(decoding: archive["[Content_Types].xml"] ?? [], as: UTF8.self).contains("image/png"))
    let relations = String(decoding: archive["word/_rels/document.xml.rels"] ?? [], as: UTF8.self)
    for picture in pictures { #expect(relations.contains(picture.name.dropFirst(5))) }
  }

  @Test func aPictureOfOneSizeIsDrawnOnceHoweverOftenItIsShown() throws {
    let shown = String(repeating: WordSample.picture("{{bieu_do}}"), count: 300)
    let other = WordSample.picture("{{bieu_do}}", width: 2_700_000, height: 2_400_000)
    let archive = try ZipArchive(reading: WordSample.template(shown + other).filled(with: Self.content))
    #expect(archive.parts.count { $0.name.hasPrefix("word/media/") } == 2)
    let document = String(decoding: archive["word/document.xml"] ?? [], as: UTF8.self)
    #expect(document.ranges(of: "r:embed=\"loaHinh1\"").count == 300)
    #expect(document.ranges(of: "r:embed=\"loaHinh2\"").count == 1)
  }

  @Test func picturesThatTakeTooMuchPaperAreRefused() throws {
    let side = 20_116_800
    let large = (0..<60).map { WordSample.picture("{{bieu_do}}", width: side - $0, height: side) }
    let template = try WordSample.template(large.joined())
    let error = #expect(throws: ReportingError.self) { try template.filled(with: Self.content) }
    #expect(error == .templateProblems(path: "mau.docx", [.tooMuchOfPictures(pages: 10)]))
    _ = try WordSample.template(large[0]).filled(with: Self.content)
  }

  @Test func theSameContentGivesTheSameBytes() throws {
    let template = try WordSample.template(
      WordSample.paragraph("{{ten_dai}}") + WordSample.picture("{{ban_do}}"))
    #expect(try template.filled(with: Self.content) == template.filled(with: Self.content))
  }

  @Test func whatTheOfficeWroteStaysAsItWas() throws {
    let body = """
      <w:p w:rsidR="00A1"><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t xml:space="preserve"> Giữ &amp; nguyên </w:t>\
      </w:r><!-- lời bàn --><w:fldSimple w:instr=" PAGE "/></w:p>
      """
    let filled = try ZipArchive(reading: WordSample.template(body).filled(with: Self.content))
    #expect(String(decoding: filled["word/document.xml"] ?? [], as: UTF8.self).contains(body))
  }

  @Test func everyProblemIsSaidAtOnceInBothLanguages() throws {
    let body =
      WordSample.paragraph("{{ten_dài}} {{bieu_do}} {{a.b.c}} {{phat.ngay}}")
      + WordSample.table(
        ["{{phat.ngày}}", "{{phat.gio}}"], ["{{phat.gio}}", "{{rong.ten}}"], ["{{khac.ten}}"],
        ["{{rong.cong.so}}"])
      + WordSample.picture("{{ten_dai}}") + WordSample.paragraph("{{ten_dai")
    #expect(
      try problems(body).map { $0.said(English()) } == [
        "nothing is named {{ten_dài}}",
        "{{bieu_do}} is a picture: insert any picture and give it this name as its Alt Text",
        "“{{a.b.c}}” is no name", "{{phat.ngay}} has to stand in a row of a table",
        "the table “phat” has no column “ngày”",
        "a row repeats for one table only, but one names “phat”, “rong”",
        "no table is named “khac”", "the table “rong” has no totals", "no picture is named {{ten_dai}}",
        "}} is missing after “{{ten_dai”",
      ])
    let error = ReportingError.templateProblems(path: "mau.docx", try problems(body))
    try expectGolden(
      Language.allCases.map { "\(error.what.said(in: $0))\n\(error.remedy.said(in: $0))\n" }.joined(
        separator: "\n"),
      "template-problems.txt")
  }

  @Test func controlCharactersFromOutsideDoNotSpoilTheDocument() throws {
    var content = Self.content
    content.fields["ten_dai"] = "a\u{0}b\u{1B}[31m\u{FFFE}c\td"
    let filled = try WordSample.template(WordSample.paragraph("{{ten_dai}}")).filled(with: content)
    #expect(try Outline.of(filled) == ["ab[31mc\td"])
  }

  @Test func headersAndFootersAreFilledToo() throws {
    var archive = WordSample.archive(WordSample.paragraph("thân"))
    archive["word/footer1.xml"] = Array(
      "<w:ftr xmlns:w=\"urn:w\">\(WordSample.paragraph("{{ten_dai}}"))</w:ftr>".utf8)
    let filled = try DocxTemplate(archive.packed(), path: "mau.docx").filled(with: Self.content)
    #expect(try Outline.of(filled, part: "word/footer1.xml") == ["Đài truyền thanh phường Cái Vồn"])
  }
}
