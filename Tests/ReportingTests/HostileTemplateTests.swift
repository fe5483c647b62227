import Phrases
import SeededRandom
import Testing

@testable import Reporting

@Suite struct HostileTemplateTests {
  private func fault(_ bytes: [UInt8]) -> DocumentFault? {
    guard
      case .noWordDocument("mau.docx", let fault)? = failure({ _ = try DocxTemplate(bytes, path: "mau.docx") }
      )
    else { return nil }
    return fault
  }

  private func fault(document: String) throws -> DocumentFault? {
    var archive = WordSample.archive("")
    archive["word/document.xml"] = Array(document.utf8)
    return fault(try archive.packed())
  }

  @Test(arguments: [
    Array("không phải zip".utf8), Array("PK\u{3}\u{4}".utf8), [UInt8](repeating: 0, count: 9000),
  ])
  func whatIsNoArchiveIsRefused(bytes: [UInt8]) throws {
    guard case .noArchive = fault(bytes) else {
      Issue.record("\(String(describing: fault(bytes)))")
      return
    }
  }

  @Test func everyTruncationIsRefused() throws {
    let whole = try WordSample.archive(WordSample.paragraph("{{ten_dai}}")).packed()
    for length in whole.indices { #expect(fault(Array(whole[..<length])) != nil, "\(length)") }
  }

  @Test func anArchiveWithoutADocumentIsRefused() throws {
    #expect(fault([]) == .partMissing("[Content_Types].xml"))
    #expect(
      fault(
        try ZipArchive(parts: [.init(name: "[Content_Types].xml", bytes: Array(WordSample.types.utf8))])
          .packed())
        == .partMissing("word/document.xml"))
    #expect(
      fault(try ZipArchive(parts: [.init(name: "word/document.xml", bytes: [])]).packed())
        == .partMissing("[Content_Types].xml"))
  }

  @Test func aBombIsRefusedBeforeItIsUnpacked() throws {
    var archive = WordSample.archive("")
    archive["word/media/bom.bin"] = [UInt8](repeating: 0, count: 65 << 20)
    let bytes = try archive.packed()
    #expect(bytes.count < 1 << 20)
    #expect(fault(bytes) == .tooLarge(limit: 64 << 20))
  }

  @Test func thousandsOfPartsAreRefused() throws {
    let parts = (0..<1001).map { ZipArchive.Part(name: "p\($0)", bytes: []) }
    #expect(fault(try ZipArchive(parts: parts).packed()) == .tooManyParts(1001))
  }

  @Test func tooLargeAFileIsRefused() throws {
    let limit = DocxTemplate.sizeLimit
    #expect(
      failure { _ = try DocxTemplate([UInt8](repeating: 0, count: limit + 1), path: "mau.docx") }
        == .templateTooLarge(path: "mau.docx", limit: limit))
  }

  @Test func entitiesAreNeverExpandedNorFetched() throws {
    let bomb = """
      <?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">\
      <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><w:document xmlns:w="urn:w"><w:t x="&c;">&c;</w:t></w:document>
      """
    let theft = """
      <!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="urn:w">&a;</w:document>
      """
    let outside = """
      <!DOCTYPE w:document SYSTEM "http://192.0.2.1/x.dtd"><w:document xmlns:w="urn:w"/>
      """
    for document in [bomb, theft, outside] {
      #expect(try fault(document: document) == .partBroken("word/document.xml", "DOCTYPE"))
    }
    guard case .partBroken = try fault(document: "<w:document xmlns:w='urn:w'>&a;</w:document>") else {
      Issue.record("an entity that nobody declared")
      return
    }
  }

  @Test(arguments: [
    "", "chữ", "<w:document", "<w:document xmlns:w='urn:w'><w:body></w:document>", "<a/><b/>",
    "<w:tbl xmlns:w='urn:w'/>",
    "<w:document xmlns:w='urn:w' a='1' a='2'/>", "<w:document xmlns:w='urn:w'>&#0;</w:document>",
    "<?xml version='1.0' encoding='UTF-16'?>\u{0}",
    String(repeating: "<a>", count: 5000) + String(repeating: "</a>", count: 5000),
  ])
  func brokenXMLIsRefused(document: String) throws {
    guard case .partBroken("word/document.xml", _) = try fault(document: document) else {
      Issue.record("\(document.prefix(80))")
      return
    }
  }

  @Test func aMissingFileAndAFolderAreSaid() {
    guard case .templateUnreadable? = failure({ _ = try DocxTemplate(contentsOf: "/nonexistent/mau.docx") }),
      case .templateUnreadable? = failure({ _ = try DocxTemplate(contentsOf: "/") })
    else {
      Issue.record("not refused")
      return
    }
  }

  @Test func errorsHaveWordsInBothLanguages() throws {
    let faults: [DocumentFault] = [
      .noArchive("Not a zip archive"), .partTwice("word/document.xml"), .partMissing("word/document.xml"),
      .tooManyParts(1001), .tooLarge(limit: 64 << 20), .partBroken("word/document.xml", "DOCTYPE"),
    ]
    let errors: [ReportingError] =
      faults.map { .noWordDocument(path: "mau.docx", $0) } + [
        .templateUnreadable(path: "mau.docx", errno: 2), .templateTooLarge(path: "mau.docx", limit: 16 << 20),
        .unwritable(path: "bao-cao.docx", errno: 28),
        .documentNotMade(path: "bao-cao.docx", why: DocumentFault.noArchive("Malloc failure").bilingual),
        .noConverter(command: "soffice"),
        .notConverted(path: "bao-cao.docx", why: DocumentFault.noArchive("?").bilingual),
      ]
    var said = ""
    for language in Language.allCases {
      for error in errors {
        said += "\(error.code): \(error.what.said(in: language)); \(error.remedy.said(in: language))\n"
      }
    }
    try expectGolden(said, "errors.txt")
  }

  /// Bytes changed, taken away and put in, in the package and in the document: an answer or an error, never an end.
  @Test(arguments: 0..<6 as Range<UInt64>)
  func mutatedTemplatesNeverEndTheProgram(seed: UInt64) throws {
    var random = SeededChance(seed)
    let body =
      WordSample.paragraph("{{ten_", "dai}}", " và {{nhan_xet}}") + WordSample.paragraph("{{nhan_xet}}")
      + WordSample.table(["{{phat.stt}}", "{{phat.ngay}}"], ["", "{{phat.cong.so_phut}}"])
      + WordSample.picture("{{ban_do}}")
    let document = Array(WordSample.document(body).utf8)
    let package = try WordSample.archive(body).packed()
    for turn in 0..<400 {
      var bytes: [UInt8]
      if turn.isMultiple(of: 2) {
        var archive = WordSample.archive("")
        archive["word/document.xml"] = Self.mutated(document, &random)
        bytes = try archive.packed()
      } else {
        bytes = Self.mutated(package, &random)
      }
      guard let template = try? DocxTemplate(bytes, path: "mau.docx") else { continue }
      _ = template.names
      guard let filled = try? template.filled(with: TemplateFillingTests.content) else { continue }
      // What was filled must be a document again.
      _ = try DocxTemplate(filled, path: "day.docx")
    }
  }

  private static func mutated(_ bytes: [UInt8], _ random: inout SeededChance) -> [UInt8] {
    var result = bytes
    let pieces = ["{{", "}}", "<w:p>", "</w:p>", "<w:tr>", "&amp;", ".", "<w:t>", "ấ", "<w:drawing>", "/>"]
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      guard !result.isEmpty else { break }
      let at = Int.random(in: result.indices, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: result[at] = UInt8.random(in: 0...255, using: &random)
      case 1: result.removeSubrange(at..<min(result.count, at + Int.random(in: 1...40, using: &random)))
      case 2: result.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: at)
      case 3:
        let end = min(result.count, at + Int.random(in: 1...60, using: &random))
        result.insert(contentsOf: Array(result[at..<end]), at: at)
      default: result.swapAt(at, Int.random(in: result.indices, using: &random))
      }
    }
    return result
  }
}
