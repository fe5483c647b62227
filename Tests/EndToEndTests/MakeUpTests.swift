import Foundation
import Glibc
import Testing

extension EndToEnd {
  /// An airing that was missed is made up for, and log and report say so.
  @Suite struct MakeUpTests {
    private static let zone = TimeZone(identifier: "Asia/Ho_Chi_Minh") ?? .gmt

    private static func local(_ format: String, inSeconds seconds: Double = 0) -> String {
      let formatter = DateFormatter()
      formatter.calendar = Calendar(identifier: .gregorian)
      formatter.locale = Locale(identifier: "en_US_POSIX")
      formatter.timeZone = zone
      formatter.dateFormat = format
      return formatter.string(from: Date().addingTimeInterval(seconds))
    }

    /// A node that was off when its one airing was due, and runs again.
    private func stageThatMissedAnAiring() throws -> (stage: Stage, node: RunningNode, airing: String) {
      let stage = try Stage(
        seconds: 2, slot: Stage.slot(inSeconds: 8).replacingOccurrences(of: "15 min", with: "5 s"),
        more: "plan: ke-hoach.yaml")
      try stage.write(Stage.plan, to: "ke-hoach.yaml")
      // Of this week, by local days.
      try stage.write(
        """
        title: Bản tin thử
        date: \(Self.local("yyyy-MM-dd", inSeconds: 8))
        approved: { by: Người duyệt, at: 2022-01-04 08:00 }
        """, to: "thu/so-1.yaml")
      // Some hours of the day in which nothing may sound, far from now.
      let from = Self.local("HH:00", inSeconds: 6 * 3600)
      let until = Self.local("HH:00", inSeconds: 8 * 3600)
      let text = try String(contentsOfFile: stage.config, encoding: .utf8)
      try stage.write(
        text.replacingOccurrences(of: "quiet-hours: none", with: "quiet-hours: \(from)-\(until)"),
        to: "loa.yaml")
      let before = try stage.start()
      _ = before.line(containing: "ready")
      let planned = try #require(try stage.schedule().first)
      let start = try #require(planned.text("start").flatMap(Stage.nanoseconds))
      before.send(SIGKILL)
      before.waitForEnd()
      try wait(untilWallClock: start, plusSeconds: 3)
      let node = try stage.start()
      #expect(node.outcome(of: "sap-toi@") == "missed")
      return (stage, node, try #require(planned.text("id")))
    }

    private func object(_ answer: ChildProcess.Answer) throws -> [String: Any] {
      try #require(
        try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any],
        "\(answer.complaints)")
    }

    private func target(_ stage: Stage) throws -> [String: Any] {
      let today = Self.local("yyyy-MM-dd")
      let answer = try stage.loa("report", "--period", "\(today)..\(today)", "--json")
      let verdicts = try object(answer)["verdicts"] as? [[String: Any]] ?? []
      return try #require(verdicts.first { $0.text("part") == "target" })
    }

    @Test func whatTheNodeWasOffForIsMadeUpForAndLogAndReportSaySo() throws {
      var (stage, node, airing) = try stageThatMissedAnAiring()

      // Without a time, times are proposed.
      let proposal = try object(try stage.loa("make-up", airing, "--json"))
      #expect(proposal.text("outcome") == "missed" && proposal.text("cause") == "power")
      #expect(proposal.text("edition") == Stage.edition)
      #expect((proposal["times"] as? [Any])?.count == 5)
      #expect(proposal.text("lastDay") != nil)
      let words = try stage.loa("make-up", airing)
      #expect(words.status == 0)
      #expect(words.output.contains("loa make-up \(airing) --at "), "\(words.output)")

      // Refusals, each with its reason, and nothing is ordered by them.
      func refused(_ arguments: String...) throws -> String {
        let answer = try stage.loa(["make-up"] + arguments)
        #expect(answer.status == 1 && answer.output.isEmpty, "\(arguments): \(answer.output)")
        return answer.complaints
      }
      #expect(try refused(airing, "--at", "2022-03-16T17:00").contains("past"))
      #expect(try refused(airing, "--at", "2090-03-16T17:00").contains("too far"))
      let silence = Self.local("yyyy-MM-dd'T'HH:30", inSeconds: 6 * 3600)
      let quiet = try refused(airing, "--at", silence)
      #expect(quiet.contains("quiet hours") && quiet.contains("choose a free time nearby"), "\(quiet)")
      #expect(try refused("sap-toi@2022-01-01T17:00").contains("has no airing"))
      #expect(try refused("cancel", "phat-bu:khong-co@2022-01-01T17:00").contains("no make-up airing"))
      _ = try stage.loa("play", Stage.edition, "--at", "+3m")
      let clash = try refused(airing, "--at", "+3m")
      #expect(clash.contains("clashes with") && clash.contains("lenh@"), "\(clash)")

      // One that is taken back ends in the log as such; its time may be had again.
      let later = Self.local("yyyy-MM-dd'T'HH:mm", inSeconds: 3600)
      let first = try object(try stage.loa("make-up", airing, "--at", later, "--by", "Lan", "--json"))
      let taken = try #require(first.text("airing"))
      #expect(taken == "phat-bu:sap-toi@\(later)")
      #expect(try refused(airing).contains(taken), "one is ahead")
      #expect(try stage.loa("make-up", "cancel", taken, "--by", "Minh", "--reason", "mưa").status == 0)
      let cancelled = try #require(try stage.entries().first { $0.text("airing") == taken })
      #expect(cancelled.text("outcome") == "cancelled" && cancelled.text("commandedBy") == "Minh")
      #expect(cancelled.text("makesUpFor") == airing)
      let second = try object(try stage.loa("make-up", airing, "--at", later, "--json"))
      #expect(second.text("airing") == "phat-bu-2:sap-toi@\(later)")
      #expect(try stage.loa("make-up", "cancel", "phat-bu-2:sap-toi@\(later)").status == 0)

      // Ordered, and the node is killed at once.
      let order = try stage.loa(
        "make-up", airing, "--at", "+12s", "--by", "Lan", "--reason", "mất điện", "--json")
      let makeUp = try #require(try object(order).text("airing"))
      node.send(SIGKILL)
      node.waitForEnd()
      func listed() throws -> [String: Any]? { try stage.schedule().first { $0.text("id") == makeUp } }
      #expect(try listed()?.text("makesUpFor") == airing, "also where no node runs")
      node = try stage.start()
      _ = node.line(containing: "ready")
      #expect(try listed()?.text("makesUpFor") == airing)
      #expect(try listed()?.text("status") == "air")
      #expect(try stage.loa("schedule").output.contains("make-up airing for"))
      #expect(node.outcome(of: makeUp) == "aired")

      let entry = try #require(try stage.entries().first { $0.text("airing") == makeUp })
      #expect(entry.text("makesUpFor") == airing && entry.text("commandedBy") == "Lan")
      #expect(entry.number("framesPlayed") == 2 * IndexedSound.rate)
      #expect(try stage.loa("log").output.contains("makes up for \(airing)"))
      #expect(try refused(airing).contains(makeUp), "it is made up for")
      #expect(try stage.loa("make-up", "list").output.contains(makeUp))

      let verdict = try target(stage)
      #expect(verdict.number("figure") == 1 && verdict["proof"] as? [String] == [makeUp], "\(verdict)")
      let why = verdict["why"] as? [String: Any]
      #expect(why?.text("en")?.contains("1 repaired by a make-up airing") == true, "\(verdict)")
      #expect(try stage.loa("log", "verify").status == 0)
      #expect(stage.end(node) == 0)
      // Who ordered it and why stands in the chain.
      let log = try Data(contentsOf: stage.folder.appendingPathComponent("state/airtime.sqlite"))
      #expect(log.range(of: Data("make-up airing \(makeUp) ordered for \(airing): mất điện".utf8)) != nil)
    }

    @Test func withoutANodeItSaysHowToStartIt() throws {
      let stage = try Stage(seconds: 1)
      let answer = try stage.loa("make-up", "sap-toi@2022-01-01T17:00")
      #expect(answer.status == 1)
      #expect(answer.complaints.contains("systemctl start loa"))
    }
  }
}
