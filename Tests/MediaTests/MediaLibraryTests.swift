import Audio
import AudioMaking
import Foundation
import Media
import Phrases
import Scheduling
import Settings
import Testing

@Suite struct MediaLibraryTests {
  let folder: Folder
  let programme: Programme

  init() throws {
    folder = try Folder()
    try FileManager.default.createDirectory(atPath: folder.path("cchc"), withIntermediateDirectories: true)
    programme = Programme(id: "cchc", name: "Cải cách hành chính", folder: folder.path("cchc"))
  }

  private var library: MediaLibrary {
    MediaLibrary(programmes: [programme], cache: folder.path("media.json"))
  }

  private func audio(_ name: String, seconds: Double = 1, level: Double = 0.1) throws {
    try Making.tone(folder.path("cchc/\(name)"), seconds: seconds, level: level)
  }

  private func sidecar(_ name: String, _ lines: String...) throws {
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: folder.path("cchc/\(name)"), atomically: true, encoding: .utf8)
  }

  private func edition(_ name: String, more: String...) throws {
    try audio("\(name).wav")
    try sidecar(
      "\(name).yaml", (["title: Kỳ một", "week: 2022-W11", Self.approval] + more).joined(separator: "\n"))
  }

  private static let approval = "approved: { by: Nguyễn Văn A, at: 2022-03-14 08:00 }"

  @Test func anApprovedEditionIsFoundWithItsMeasurements() throws {
    try edition("2022-w11")
    let snapshot = library.scan()
    #expect(snapshot.problems.map(\.diagnostic.description) == [])
    let edition = try #require(snapshot.editions.first)
    #expect(edition.id == "cchc/2022-w11")
    #expect(edition.title == "Kỳ một")
    #expect(edition.approval?.by == "Nguyễn Văn A")
    #expect(edition.media.duration == .seconds(1))
    #expect(edition.media.sha256.count == 64)
    #expect(try abs(#require(edition.media.truePeak) + 20) < 0.1)
    #expect(snapshot.files[edition.media.path] == edition.media)
  }

  /// FIPS 180-2, appendix B.1.
  @Test func theHashIsSHA256OfTheBytes() throws {
    try Data("abc".utf8).write(to: URL(fileURLWithPath: folder.path("abc")))
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let sealed = ProgrammeItem(path: folder.path("abc"), duration: .zero, sha256: digest)
    let descriptor = try SealedFile.open(sealed)
    #expect(close(descriptor) == 0)
  }

  @Test func anEditionWhoseAudioIsNotTheApprovedOneDoesNotAir() throws {
    try edition("a")
    let hash = try #require(library.scan().editions.first?.media.sha256)
    try edition("a", more: "sha256: \(hash)")
    #expect(library.scan().editions.count == 1)
    try audio("a.wav", level: 0.2)
    let snapshot = library.scan()
    #expect(snapshot.editions.isEmpty)
    #expect(snapshot.problems.map(\.kind) == [.hashDiffers])
  }

  @Test func whatIsIncompleteUnapprovedOrUnreadableIsReported() throws {
    try audio("alone.wav")
    try sidecar("lonely.yaml", "title: T", "week: 2022-W11", Self.approval)
    try edition("broken")
    try Data("no sound".utf8).write(to: URL(fileURLWithPath: folder.path("cchc/broken.wav")))
    try audio("draft.wav")
    try sidecar("draft.yaml", "title: T", "week: 2022-W11")
    try edition("flawed")
    try sidecar("flawed.yaml", "titel: T")
    try edition("twice")
    try audio("twice.flac")
    let snapshot = library.scan()
    func kinds(_ name: String) -> Set<MediaProblem.Kind> {
      Set(snapshot.problems.filter { $0.diagnostic.file.contains("/\(name).") }.map(\.kind))
    }
    #expect(kinds("alone") == [.sidecarMissing])
    #expect(kinds("lonely") == [.audioMissing])
    #expect(kinds("broken") == [.audioUnreadable])
    #expect(kinds("draft") == [.notApproved])
    #expect(kinds("flawed") == [.sidecarFlawed])
    #expect(kinds("twice") == [.severalAudioFiles])
    #expect(snapshot.editions.filter { $0.approval != nil }.isEmpty)
  }

  @Test func anApprovalBySomeoneElseIsNone() throws {
    try edition("a")
    var strict = programme
    strict.approvers = ["Trần Thị B"]
    let snapshot = MediaLibrary(programmes: [strict]).scan()
    #expect(snapshot.editions.map(\.approval) == [nil])
    #expect(snapshot.problems.map(\.kind) == [.notApproved])
  }

  @Test func aLinkOutOfTheFolderIsNotFollowed() throws {
    try Making.tone(folder.path("elsewhere.wav"), seconds: 1, level: 0.1)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("cchc/a.wav"), withDestinationPath: folder.path("elsewhere.wav"))
    try sidecar("a.yaml", "title: T", "week: 2022-W11", Self.approval)
    try edition("b")
    try FileManager.default.removeItem(atPath: folder.path("cchc/b.yaml"))
    try "title: T".write(toFile: folder.path("secret"), atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("cchc/b.yaml"), withDestinationPath: folder.path("secret"))
    let snapshot = library.scan()
    #expect(snapshot.editions.isEmpty)
    #expect(snapshot.problems.map(\.kind) == [.leavesFolder, .leavesFolder])
  }

  /// libretime#3160
  @Test func aNewlineInATitleOrAFileNameDoesNoHarm() throws {
    try audio("a.wav")
    try sidecar("a.yaml", #"title: "Kỳ\nmột\u001b[31m""#, "week: 2022-W11", Self.approval)
    try audio("x\ny.wav")
    let snapshot = library.scan()
    #expect(snapshot.editions.allSatisfy { $0.title.unicodeScalars.allSatisfy { $0.value >= 32 } })
    #expect(snapshot.problems.contains { $0.kind == .strangeName })
    #expect(snapshot.problems.allSatisfy { !$0.diagnostic.said(in: .vietnamese).contains("\n") })
  }

  @Test func anUnchangedFileIsNotReadAgainAndAChangedOneIs() throws {
    try edition("a")
    try edition("b")
    func measured() -> [String] {
      var paths: [String] = []
      _ = library.scan { path, share in
        if share == 0, paths.last != path { paths.append(path) }
        return true
      }
      return paths.map { URL(fileURLWithPath: $0).lastPathComponent }
    }
    #expect(measured() == ["a.wav", "b.wav"])
    #expect(measured() == [])
    let before = library.scan()
    try audio("b.wav", level: 0.3)
    #expect(measured() == ["b.wav"])
    #expect(library.scan().files != before.files)
    #expect(library.scan().editions.first == before.editions.first)
  }

  @Test func aDamagedCacheIsMadeAnew() throws {
    try edition("a")
    let first = library.scan()
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder.path("media.json")))
    for bytes in [Data(), Data("{".utf8), Data(whole.prefix(whole.count / 2)), Data([0xFF, 0xFE, 0])] {
      try bytes.write(to: URL(fileURLWithPath: folder.path("media.json")))
      #expect(library.scan().editions == first.editions)
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path("media.json"))) == whole)
    }
  }

  @Test func aFileThatBreaksOffDoesNotAir() throws {
    try edition("a")
    try Making.tone(folder.path("whole.flac"), seconds: 3, level: 0.1, .flac)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path("whole.flac")))
    try FileManager.default.removeItem(atPath: folder.path("cchc/a.wav"))
    try bytes.prefix(bytes.count * 2 / 3).write(to: URL(fileURLWithPath: folder.path("cchc/a.flac")))
    let snapshot = library.scan()
    #expect(snapshot.editions.isEmpty)
    #expect(snapshot.problems.map(\.kind) == [.audioUnreadable])
    // And not from the cache either.
    #expect(library.scan().editions.isEmpty)
  }

  @Test func aMissingFolderOrSignatureIsReported() throws {
    let gone = Programme(id: "x", name: "X", folder: folder.path("none"), signature: folder.path("tune.wav"))
    let snapshot = MediaLibrary(programmes: [gone]).scan()
    #expect(snapshot.problems.map(\.kind) == [.audioUnreadable, .folderUnreadable])
  }

  @Test func aSignatureTuneInTheFolderNeedsNoSidecar() throws {
    try audio("nhac-hieu.wav")
    var signed = programme
    signed.signature = folder.path("cchc/nhac-hieu.wav")
    let snapshot = MediaLibrary(programmes: [signed]).scan()
    #expect(snapshot.problems.isEmpty)
    #expect(snapshot.files.keys.sorted() == [folder.path("cchc/nhac-hieu.wav")])
  }

  @Test func theFingerprintChangesWithAnyFileAndOnlyThen() throws {
    try edition("a")
    let before = library.fingerprint()
    #expect(library.fingerprint() == before)
    try sidecar("a.yaml", "title: Khác", "week: 2022-W11", Self.approval)
    let changed = library.fingerprint()
    #expect(changed != before)
    try audio("b.wav")
    #expect(library.fingerprint() != changed)
  }

  @Test func theCheckFindsLongEditionsSilenceAndClipping() throws {
    try edition("a")
    let tone = (0..<48_000).map { Float(sin(Double($0) / 20) * 0.1) }
    let clip: [Float] = (0..<12).flatMap { _ in [1, 1, 1, 0] as [Float] }
    try Making.file(
      folder.path("cchc/a.wav"), tone + clip + tone + [Float](repeating: 0, count: 48_000 * 6))
    let date = try #require(CivilDateTime("2022-03-16T17:00"))
    var schedule = Schedule(timeZone: .gmt, programmes: [programme])
    schedule.slots = [Slot(id: "s", programme: "cchc", first: date, allotted: .seconds(5))]
    let found = MediaCheck.diagnostics(library.scan(), schedule: schedule)
    let said = found.map { $0.said(in: .vietnamese) }
    #expect(said.count == 3)
    #expect(said.contains { $0.contains("kết thúc bằng 6,0 giây im lặng") })
    #expect(said.contains { $0.contains("12 chỗ, chỗ đầu tiên ở giây 1,0") })
    #expect(said.contains { $0.contains("khung giờ s chỉ dành 5,0 giây") })
    schedule.slots[0].allotted = .seconds(60)
    #expect(MediaCheck.diagnostics(library.scan(), schedule: schedule).count == 2)
  }

  @Test func aFileReplacedSinceItWasApprovedIsSilenceInThePlaceOfIts() throws {
    try edition("a")
    try edition("b")
    var items = library.scan().editions.map {
      ProgrammeItem(path: $0.media.path, duration: $0.media.duration, sha256: $0.media.sha256)
    }
    func failures() -> [String] {
      ProgrammeReader(items: items, rate: 48_000, channels: 1, open: SealedFile.open).failures.map {
        "\($0.item) \($0.error.code)"
      }
    }
    #expect(failures() == [])
    try audio("b.wav", level: 0.2)
    #expect(failures() == ["1 audio-replaced"])
    items[1].sha256 = nil
    #expect(failures() == [])
  }

  @Test func theReportSpeaksBothLanguages() throws {
    try Making.tone(folder.path("a.wav"), seconds: 1, level: 0.1)
    let report = try MediaReport(measuring: folder.path("a.wav"))
    let english = report.text(in: .english)
    let vietnamese = report.text(in: .vietnamese)
    #expect(english.contains("true peak        −20.0 dBTP"))
    #expect(english.contains("WAV, 32 bits, 48000 Hz, mono"))
    #expect(vietnamese.contains("đỉnh thực             −20,0 dBTP"))
    #expect(vietnamese.contains("thời lượng            1,0 giây"))
    #expect(try JSONDecoder().decode(MediaReport.self, from: Data(report.json().utf8)) == report)
  }
}
