import Foundation
import Glibc
import Testing

extension EndToEnd {
  /// What `docs/operate.md` tells people to type.
  @Suite struct OperatingTests {
    @Test func everyCommandOfThePageWorks() throws {
      let commands = try Self.commands()
      #expect(commands.count > 30)
      let (stage, node, airing) = try stageAfterAnInterruption()
      var spelled = 0
      for words in commands {
        if words.first == "sudo" {
          spelled += 1
          try checkSpelling(Array(words.dropFirst()))
          continue
        }
        let known = words.dropFirst().map { Self.here($0, stage, airing) }
        // It looks at files and needs no config.
        let answer = try known.first == "media" ? LoaBinary.run(known) : stage.loa(known)
        #expect(answer.status == 0, "\(words): \(answer.output)\(answer.complaints)")
      }
      #expect(spelled > 8)
      #expect(stage.end(node) == 0)
      let by = try stage.entries().compactMap { $0.text("commandedBy") }
      #expect(by.contains("Nguyễn Văn A"))
      #expect(FileManager.default.fileExists(atPath: stage.folder.path + "/bao-cao.xlsx"))
    }

    /// Of a command that needs root, or a Centre: there is such a command, with such options.
    private func checkSpelling(_ words: [String]) throws {
      guard words.first == "loa" else {
        #expect(["systemctl", "journalctl", "timedatectl", "apt-get"].contains(words.first), "\(words)")
        return
      }
      let names = words.dropFirst().prefix { $0.allSatisfy { $0.isLowercase && $0.isASCII } }
      let help = try LoaBinary.run(Array(names) + ["--help"])
      #expect(help.status == 0, "\(words)")
      for option in words where option.hasPrefix("--") {
        #expect(help.output.contains(option) || names == ["log"], "\(words): \(option)")
      }
    }

    /// A node whose one airing was stopped: it is there to be made up for and corrected.
    private func stageAfterAnInterruption() throws -> (Stage, RunningNode, String) {
      let stage = try Stage(
        seconds: 20, slot: Stage.slot(inSeconds: 12).replacing("15 min", with: "30 s"),
        more: "plan: ke-hoach.yaml")
      try stage.write(Stage.plan, to: "ke-hoach.yaml")
      let node = try stage.start()
      try wait(for: "the node to answer") { try stage.status() != nil }
      try stage.waitUntilPlayed(seconds: 1)
      #expect(try stage.loa("stop").status == 0)
      _ = node.outcome(of: "sap-toi@")
      try wait(for: "the entry to be closed") { try stage.entries().first?["open"] as? Bool == false }
      return (stage, node, try #require(stage.entries().first?.text("airing")))
    }

    /// What the page names as an example, as it is called here.
    private static func here(_ word: String, _ stage: Stage, _ airing: String) -> String {
      let folder = stage.folder.path
      if word == "cchc-thu-tu@2022-03-16T17:00" { return airing }
      if word == "cchc/2022-w11" { return Stage.edition }
      if word.hasPrefix("/etc/loa/audio/") { return folder + "/thu/so-1.wav" }
      if word.hasPrefix("/media/usb/") { return folder + "/" + word.dropFirst("/media/usb/".count) }
      return word == "bao-cao.xlsx" ? folder + "/" + word : word
    }

    /// The lines in the page's boxes, in words, without the remarks behind them.
    private static func commands() throws -> [[String]] {
      let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("docs/operate.md")
      var isInside = false
      var commands: [[String]] = []
      for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") {
        if line.hasPrefix("```") { isInside.toggle() } else if isInside { commands.append(words(of: line)) }
      }
      return commands
    }

    private static func words(of line: Substring) -> [String] {
      var words: [String] = []
      var word = ""
      var isQuoted = false
      for letter in line {
        if letter == "#", !isQuoted, word.isEmpty { break }
        if letter == "\"" {
          isQuoted.toggle()
        } else if letter == " ", !isQuoted {
          if !word.isEmpty { words.append(word) }
          word = ""
        } else {
          word.append(letter)
        }
      }
      return word.isEmpty ? words : words + [word]
    }
  }
}
