import Foundation
import Glibc
import Testing

extension EndToEnd {
  /// What is put on air stands in the reports, beside a running node and without one.
  @Suite struct ReportTests {
    @Test func oneCommandReportsWhatWasPutOnAirInEveryFormat() throws {
      let stage = try Stage(seconds: 2, more: "plan: ke-hoach.yaml")
      try stage.write(Self.plan, to: "ke-hoach.yaml")
      try FileManager.default.copyItem(
        at: Self.checkout.appendingPathComponent("Config/templates"),
        to: stage.folder.appendingPathComponent("templates"))
      #expect(try stage.loa("check", "--no-sound").complaints.contains("ke-hoach") == false)
      let node = try stage.start()
      _ = try stage.play(inSeconds: 1)
      try wait(for: "the entry to be closed") { try stage.entries().first?["open"] as? Bool == false }

      // While the node runs.
      let year = Calendar(identifier: .gregorian).component(.year, from: Date())
      let period = "\(year - 1)-12-01..\(year + 1)-01-31"
      let answer = try stage.loa("report", "--period", period, "--json")
      #expect(answer.status == 0, "\(answer.complaints)")
      let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
      let verdicts = json?["verdicts"] as? [[String: Any]] ?? []
      let aired = try #require(verdicts.first { $0.text("part") == "target" })
      #expect(aired.number("figure") == 1, "one week has a new edition")
      let airing = try #require(stage.entries().first?.text("airing"))
      #expect(aired["proof"] as? [String] == [airing])
      let explained = try stage.loa("report", "--period", period, "--explain", "r01", "--lang", "en")
      #expect(explained.output.contains(airing))

      #expect(try stage.loa("log", "note", "Loa khu phố 3 bị rè", "--by", "Lan").status == 0)
      let received = try stage.loa("report", "received", "90001", "\(year)-H1", stage.config, "--by", "Lan")
      #expect(received.status == 0, "\(received.complaints)")
      // The placeholder slot of the stage is planned for that day.
      let book = stage.folder.appendingPathComponent("sổ tay.csv")
      try Data(
        "\u{FEFF}ngày;giờ;đài;người trực\n07/01/2099;17 giờ 00;Xã Một;Lan\n07/01/2099;18:00;90001;Lan\n".utf8
      ).write(to: book)
      for entered in [1, 0] {
        let imported = try stage.loa("log", "import", book.path, "--lang", "en")
        #expect(imported.output.hasPrefix("\(entered) declarations entered; \(1 - entered) were there"))
        #expect(imported.complaints.contains("sổ tay.csv:3:") && imported.status == 1)
      }
      node.send(SIGTERM)
      #expect(node.waitForEnd() == 0)

      // And without it.
      for (arguments, name, magic) in [
        (["report", "--period", period], "tổng hợp.docx", "PK"),
        (["report", "--period", period, "--station", "90001"], "báo cáo.docx", "PK"),
        (["report", "--period", period], "phụ lục.xlsx", "PK"),
        (["report", "--period", period], "báo cáo.pdf", "%PDF"),
        (["report", "--period", period], "bảng.csv", "\u{FEFF}"),
        (["report", "--period", period], "báo cáo.txt", ""),
      ] {
        let file = stage.folder.appendingPathComponent(name)
        let answer = try stage.loa(arguments + ["-o", file.path])
        #expect(answer.status == 0, "\(name): \(answer.complaints)")
        let bytes = try Data(contentsOf: file)
        #expect(bytes.count > 100 && bytes.starts(with: Data(magic.utf8)), "\(name)")
      }
      for (arguments, name) in [
        (["log", "--book"], "sổ.docx"), (["schedule", "--sheet"], "lịch.docx"),
      ] {
        let file = stage.folder.appendingPathComponent(name)
        #expect(try stage.loa(arguments + [file.path]).status == 0, "\(name)")
        #expect(try Data(contentsOf: file).starts(with: Data("PK".utf8)))
      }
      #expect(try stage.loa("log", "verify").status == 0)
    }

    @Test func whatIsAskedForWronglyIsAnsweredWithWhatWouldBeRight() throws {
      let stage = try Stage(seconds: 1, more: "plan: ke-hoach.yaml")
      try stage.write(Self.plan, to: "ke-hoach.yaml")
      for (arguments, remedy) in [
        (["--period", "2022-H3"], "2022-H1"), (["--station", "29770"], "90001"),
        (["--explain", "R99"], "R01"), (["--plan", "khac"], "kh-thu"), (["-o", "a.docx"], "no airtime log"),
      ] {
        let answer = try stage.loa(["report"] + arguments)
        #expect(answer.status == 1, "\(arguments)")
        #expect(answer.complaints.contains(remedy), "\(arguments): \(answer.complaints)")
      }
    }

    private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()

    private static let plan = """
      id: kh-thu
      title: Kế hoạch thử
      from: 2020-01-01
      until: 2099-12-31
      programmes: thu
      organisations:
        tt: { name: Trung tâm thử, code: thu, roles: producer }
        phong: { name: Phòng thử, roles: supervisor }
        mot: { name: Xã Một, code: "90001", roles: station }
      requirements:
        - id: R01
          source: III.1
          quote: hàng tuần
          kind: cadence
          floor: { editions: 1, per: month, basis: plan }
          target: { editions: 1, per: week, basis: default }
        - id: R02
          source: III.1
          quote: tiếp âm
          kind: relay
          evidence: { value: played, basis: default }
        - id: R03
          source: IV.1
          quote: báo cáo
          kind: reports
          by: stations
          to: phong
          periods: half-year

      """
  }
}
