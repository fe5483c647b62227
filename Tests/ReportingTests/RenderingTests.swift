import Foundation
import Phrases
import Testing

@testable import Reporting

@Suite(.serialized, .enabled(if: Office.has("soffice") && Office.has("pdftotext"))) struct RenderingTests {
  /// Every piece of Vietnamese in a content, word by word: lines break where the page wants.
  private static func words(of content: ReportContent) -> Set<String> {
    let wording = Wording(.vietnamese)
    var texts = Array(content.fields.values)
    for table in content.tables {
      for row in table.rows + [table.totals ?? []] {
        texts += zip(row, table.columns).map { wording.cell($0, $1.kind) }
      }
    }
    return Set(texts.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) })
  }

  private static func said(_ pdf: String) async throws -> String {
    try await Office.run(["pdftotext", "-layout", pdf, "-"]).precomposedStringWithCanonicalMapping
  }

  @Test(arguments: [("bao-cao-dai", 3), ("tong-hop", 3), ("so-nhat-ky", 3), ("lich-tuan", 1)])
  func theOfficeShowsEveryWordOnAsManyPagesAsWereLookedAt(template: String, pages: Int) async throws {
    let content = try #require(SampleReports.all.first { $0.template == template }?.content)
    let folder = try TemporaryFolder()
    let document = try DocxTemplate(contentsOf: Checkout.template("\(template).docx")).filled(with: content)
    let pdf = try await PDF.convert(document, named: "\(template).docx") { try await Office.run($0) }
    let kept = ProcessInfo.processInfo.environment["LOA_KEEP_PAGES"] ?? folder.path
    try DocumentFile.write(document, to: "\(kept)/\(template).docx")
    try DocumentFile.write(pdf, to: "\(kept)/\(template).pdf")

    let facts = try await Office.run(["pdfinfo", "\(kept)/\(template).pdf"])
    #expect(facts.contains(/Pages: +(\d+)/.ignoresCase()))
    let count = facts.firstMatch(of: /Pages: +(\d+)/).flatMap { Int($0.output.1) }
    #expect(count == pages)
    // A cell narrower than a word breaks the word: its letters then stand on two lines.
    let text = try await Self.said("\(kept)/\(template).pdf")
    #expect(!text.contains("{{") && !text.contains("}}"))
    let missing = Self.words(of: content).filter { !text.contains($0) }
    #expect(missing.isEmpty, "\(missing.sorted())")
    // Sentences, wherever their lines were broken: a hyphen at the end of a line pdftotext takes for one of its own.
    func running(_ text: String) -> String {
      text.split { $0.isWhitespace || $0 == "-" }.joined(separator: " ")
    }
    let flowing = running(
      try await Office.run(["pdftotext", "\(kept)/\(template).pdf", "-"])
        .precomposedStringWithCanonicalMapping)
    for sentence in content.fields.values.flatMap({ $0.split(separator: "\n") }) {
      #expect(flowing.contains(running(String(sentence))), "\(sentence)")
    }
  }

  @Test func withoutTheOfficeTheRemedyIsSaid() {
    #expect(PDF.path(of: "no-such-office") == nil)
    #expect(PDF.path(of: "sh") != nil)
  }

  @Test func aProgramThatFailsAndOneThatMakesNothingAreSaid() async throws {
    await #expect(
      throws: ReportingError.notConverted(path: "a.docx", why: BilingualText(Text(verbatim: "Stopped()")))
    ) {
      struct Stopped: Error {}
      _ = try await PDF.convert([1], named: "a.docx") { _ in throw Stopped() }
    }
    await #expect(
      throws: ReportingError.notConverted(path: "a.docx", why: BilingualText(Text { $0.officeMadeNothing }))
    ) {
      _ = try await PDF.convert([1], named: "a.docx") { _ in }
    }
  }
}
