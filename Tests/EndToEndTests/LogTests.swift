import Foundation
import Glibc
import Testing

/// A small disk that is there as long as this is.
final class SmallDisk {
  private let folder: URL

  /// Whether this user may mount one.
  static let isPossible: Bool = {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "loa-disk-\(UUID().uuidString)")
    return (try? SmallDisk(at: folder, options: "size=64k")) != nil
  }()

  init(at folder: URL, options: String) throws {
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    guard try ChildProcess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.path]).status == 0
    else {
      throw NothingHappened(description: "no small disk could be mounted")
    }
  }

  private var ballast: String { folder.appendingPathComponent("ballast").path }

  /// Takes all the room that is left.
  func fill() {
    let file = open(ballast, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    for size in [65_536, 4_096, 1] {
      let zeros = [UInt8](repeating: 0, count: size)
      while write(file, zeros, size) == size {}
    }
  }

  func makeRoom() { unlink(ballast) }

  /// Makes it larger or smaller, such as to `600m`.
  func resize(to size: String) throws {
    guard try ChildProcess.run(["mount", "-o", "remount,size=\(size)", folder.path]).status == 0 else {
      throw NothingHappened(description: "the small disk could not be resized")
    }
  }

  deinit { _ = try? ChildProcess.run(["umount", "-l", folder.path]) }
}

extension EndToEnd {
  /// The airtime log of a running node, on disks that fail and for those who read it.
  @Suite struct LogTests {
    @Test(.enabled(if: SmallDisk.isPossible, "only root may mount a small disk"))
    func anAiringPlaysToItsEndOnAFullDiskAndIsInTheLogOnceThereIsRoom() throws {
      let stage = try Stage(seconds: 12)
      let disk = try SmallDisk(at: stage.folder.appendingPathComponent("state"), options: "size=4m")
      let node = try stage.start()
      _ = try stage.play(inSeconds: 2)
      try stage.waitUntilPlayed(seconds: 2)
      disk.fill()
      try stage.waitForAlarm("log-unwritable")
      #expect(node.outcome(of: "lenh@") != nil)
      let log = try stage.status()?["log"] as? [String: Any]
      #expect(log?.number("recordsWaiting") ?? 0 > 0)
      #expect(try stage.alarms().contains("log-unwritable"))
      let heard = try Hearing(stage.card)
      #expect(heard.distinct.count == 12 * IndexedSound.rate - 2 * IndexedSound.edge)
      #expect(heard.jumps.isEmpty)

      disk.makeRoom()
      try wait(for: "the log to be written") {
        let status = try stage.status()
        return (status?["log"] as? [String: Any])?.number("recordsWaiting") == 0
      }
      try wait(for: "the alarm to be over") { try !stage.alarms().contains("log-unwritable") }
      // As after a power cut: what is not on the disk by now is lost.
      node.send(SIGKILL)
      node.waitForEnd()
      let entry = try #require(try stage.entries().first)
      #expect(entry.text("outcome") == "aired")
      #expect(entry.number("framesPlayed") == 12 * IndexedSound.rate)
      #expect(entry["open"] as? Bool == false)
      #expect(try stage.loa("log", "verify").status == 0)
    }

    @Test(.enabled(if: SmallDisk.isPossible, "only root may mount a small disk"))
    func aStateFolderThatCanNotBeWrittenIsToldAtTheStart() throws {
      let stage = try Stage(seconds: 2)
      let disk = try SmallDisk(at: stage.folder.appendingPathComponent("state"), options: "ro,size=1m")
      stage.environment["LOA_LANG"] = "en"
      let node = try stage.start()
      #expect(node.waitForEnd() != 0)
      let said = node.lines.joined(separator: "\n")
      #expect(said.contains(stage.folder.appendingPathComponent("state").path), "\(said)")
      #expect(said.contains("airtime log"), "\(said)")
      #expect(said.contains("what to do:"), "\(said)")
      #expect(!said.contains("Fatal error"), "\(said)")
      withExtendedLifetime(disk) {}
    }

    /// One airing of two seconds.
    private func stageWithAnEntry() throws -> Stage {
      let stage = try Stage(seconds: 2)
      let node = try stage.start()
      _ = try stage.play(inSeconds: 2)
      #expect(node.outcome(of: "lenh@") != nil)
      #expect(stage.end(node) == 0)
      return stage
    }

    @Test func lookingAtTheLogWithoutANodeSaysItsRemarksInWordsAndWritesNothing() throws {
      let stage = try Stage(seconds: 2)
      let node = try stage.start()
      _ = node.line(containing: "ready")
      #expect(try stage.loa("confirm-clock", "--by", "Lan").status == 0)
      #expect(stage.end(node) == 0)
      let state = stage.folder.appendingPathComponent("state")
      func files() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: state.path) {
          files[name] = try Data(contentsOf: state.appendingPathComponent(name))
        }
        return files
      }
      let before = try files()
      for (language, words) in [
        ("en", "Lan confirmed that the clock was right"), ("vi", "Lan xác nhận đồng hồ đúng"),
      ] {
        stage.environment["LOA_LANG"] = language
        let answer = try stage.loa("log", "verify")
        #expect(answer.status == 0)
        #expect(answer.output.contains(words), "\(answer.output)")
      }
      _ = try stage.entries()
      #expect(try files() == before)
    }

    @Test func theTableIsWhatExcelReads() throws {
      let stage = try stageWithAnEntry()
      for (language, separator) in [("vi", ";"), ("en", ",")] {
        stage.environment["LOA_LANG"] = language
        let answer = try stage.loa(
          "log", "--from", "2020-01-01", "--to", "2099-12-31", "--csv")
        #expect(answer.status == 0)
        #expect(Array(answer.output.utf8.prefix(3)) == [0xEF, 0xBB, 0xBF], "a byte order mark, once")
        #expect(answer.output.unicodeScalars.filter { $0 == "\u{FEFF}" }.count == 1)
        let lines = answer.output.unicodeScalars.dropFirst().split(separator: "\n").map(String.init)
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.unicodeScalars.last == "\r" })
        let cells = lines.map { line in
          String(line.unicodeScalars.dropLast()).components(separatedBy: "\"\(separator)\"")
        }
        #expect(cells.map(\.count) == [21, 21])
        #expect(lines.allSatisfy { $0.hasPrefix("\"") })
        #expect(lines[1].contains("Bản tin thử"))
        #expect(lines[1].contains("\"0:00:02\""))
        #expect(!answer.output.contains("sep="))
      }
    }

    @Test func oneAiringIsShownWithEveryStation() throws {
      let stage = try stageWithAnEntry()
      let airing = try #require(try stage.entries().first?.text("airing"))
      func check() throws {
        let answer = try stage.loa("log", "--airing", airing, "--json")
        let json = try #require(
          try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
        #expect(json.text("schema") == "loa-airing-picture/1")
        let stations = try #require(json["stations"] as? [[String: Any]])
        #expect(stations.map { $0.text("station") } == ["thu"])
        #expect(stations.first?.text("evidence") == "played")
        #expect(stations.first?.number("framesPlayed") == 2 * IndexedSound.rate)
        stage.environment["LOA_LANG"] = "vi"
        let text = try stage.loa("log", "--airing", airing).output
        #expect(text.contains("Tổng cộng 1 đài: 1 đã phát đủ."), "\(text)")
        #expect(try stage.loa("log", "--airing", "khong-co@1").status != 0)
      }
      // Read from the folder, and asked of the node.
      try check()
      let node = try stage.start()
      try wait(for: "the node to answer") { try stage.status() != nil }
      try check()
      #expect(stage.end(node) == 0)
    }

    @Test func theLogForProgramsHasItsDocumentedKeys() throws {
      let stage = try stageWithAnEntry()
      let answer = try stage.loa("log", "--from", "2020-01-01", "--to", "2099-12-31", "--json")
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
      #expect(json.keys.sorted() == ["entries", "from", "schema", "through", "totals", "zone"])
      #expect(json.text("schema") == "loa-airtime-log/1")
      #expect(json.text("zone") == "Asia/Ho_Chi_Minh")
      let totals = try #require(json["totals"] as? [String: Any])
      #expect(totals.keys.sorted() == ["airings", "open", "outcomes", "secondsDue", "secondsPlayed"])
      #expect(totals.number("secondsPlayed") == 2)

      let entry = try #require((json["entries"] as? [[String: Any]])?.first)
      let documented = try Self.documentedKeys()
      #expect(documented.count > 25)
      #expect(Set(entry.keys).subtracting(documented).isEmpty)
      // Absent: no slot, nothing made up for, moved, substituted, corrected, remarked or wrong.
      let absent: Set = [
        "slot", "makesUpFor", "movedTo", "substitution", "cause", "note", "original", "corrections",
      ]
      #expect(documented.subtracting(entry.keys).subtracting(absent).isEmpty)
      #expect(entry.text("evidence") == "played")
      #expect((entry["items"] as? [[String: Any]])?.first?.text("sha256")?.count == 64)
    }

    /// The fields of an entry as `docs/airtime-log.md` lists them.
    private static func documentedKeys() throws -> Set<String> {
      let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("docs/airtime-log.md")
      let text = try String(contentsOf: page, encoding: .utf8)
      let section =
        text.components(separatedBy: "An entry:\n").last?.components(separatedBy: "\n## ").first ?? ""
      var keys: Set<String> = []
      for line in section.split(separator: "\n") where line.hasPrefix("| `") {
        let cell = line.dropFirst().prefix { $0 != "|" }
        for word in cell.matches(of: /`([a-zA-Z0-9]+)(\[\])?`/) { keys.insert(String(word.1)) }
      }
      return keys
    }
  }
}
