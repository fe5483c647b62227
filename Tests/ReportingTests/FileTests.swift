import Foundation
import Glibc
import Testing

@testable import Reporting

@Suite struct DocumentFileTests {
  @Test func aFileIsReplacedWholeAndReadableByAllAndNothingIsLeftBeside() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/báo cáo.docx"
    let mask = umask(0o077)
    defer { umask(mask) }
    try DocumentFile.write([1, 2, 3], to: path)
    try DocumentFile.write([4], to: path)
    #expect(folder.names == ["báo cáo.docx"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([4]))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
    #expect(mode == 0o644)
  }

  @Test func nothingIsWrittenOverAFolderOrWithoutOne() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/a", withIntermediateDirectories: false)
    #expect(
      failure { try DocumentFile.write([1], to: folder.path + "/a") }
        == .unwritable(path: folder.path + "/a", errno: EISDIR))
    #expect(
      failure { try DocumentFile.write([1], to: folder.path + "/a/") }
        == .unwritable(path: folder.path + "/a/", errno: EISDIR))
    #expect(
      failure { try DocumentFile.write([1], to: folder.path + "/b/c") }
        == .unwritable(path: folder.path + "/b/c", errno: ENOENT))
    #expect(folder.names == ["a"])
  }

  @Test func aFailureLeavesTheFormerFile() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a"
    try DocumentFile.write([1], to: path)
    let error = failure {
      try DocumentFile.make(path) { draft throws(ReportingError) in
        _ = FileManager.default.createFile(atPath: draft, contents: Data([2]))
        throw .unwritable(path: path, errno: ENOSPC)
      }
    }
    #expect(error == .unwritable(path: path, errno: ENOSPC))
    #expect(folder.names == ["a"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([1]))
  }

  @Test func toneMarksInNamesAreComposed() throws {
    let folder = try TemporaryFolder()
    try DocumentFile.write(
      [1], to: folder.path + "/" + "Đông Thạnh ầ.csv".decomposedStringWithCanonicalMapping)
    #expect(folder.names.first.map { Array($0.utf8) } == Array("Đông Thạnh ầ.csv".utf8))
  }

  @Test(arguments: [
    ("Báo cáo 6 tháng đầu năm 2022 – phường Cái Vồn", "Báo cáo 6 tháng đầu năm 2022 – phường Cái Vồn.docx"),
    ("../16/03/2022: “Sổ”?", "-16-03-2022- “Sổ”-.docx"), (" .. ", "-.docx"), ("a\nb", "a-b.docx"),
    (String(repeating: "ố", count: 300), String(repeating: "ố", count: 65) + ".docx"),
  ])
  func namesAreMadeOfWords(words: String, name: String) {
    #expect(DocumentFile.name(words, ending: ".docx") == name)
  }
}
