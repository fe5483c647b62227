import Foundation
import Testing
import VirtualCard

/// The program as it is built, on a virtual sound card that says at which instant each frame left it.
extension EndToEnd {
  @Suite struct OnAirTests {
    /// Far above what is reached (docs/performance.md), far below what anyone would notice: these tests share their machine.
    private static let wrongPlace: Int64 = 30_000_000

    @Test func anOrderedEditionLeavesTheCardAtItsPlannedInstantBitForBit() throws {
      let stage = try Stage(seconds: 5)
      let node = try stage.start()
      let start = try stage.play(inSeconds: 3)
      #expect(node.outcome(of: "lenh@") == "aired")
      node.send(SIGTERM)
      #expect(node.waitForEnd() == 0)

      let heard = try Hearing(stage.card)
      let frames = 5 * IndexedSound.rate
      #expect(heard.jumps.count == 0)
      #expect(heard.repeated == 0)
      #expect(heard.distinct.count >= frames - 2 * IndexedSound.edge)
      #expect(heard.errors(start: start).count { abs($0) >= Self.wrongPlace } == 0)

      let entry = try #require(try stage.entries().first)
      #expect(entry["outcome"] as? String == "aired")
      #expect(entry["framesPlayed"] as? Int == frames)
      #expect(entry["framesDue"] as? Int == frames)
      #expect((entry["gaps"] as? [Any])?.isEmpty == true)
      #expect(try stage.loa("log", "verify").status == 0)
    }

    /// Its own library reads the numbers, and they say what was aired.
    @Test func theNumbersForPrometheusSayWhatWasAired() throws {
      let stage = try Stage(seconds: 3)
      let node = try stage.start()
      _ = try stage.play(inSeconds: 2)
      #expect(node.outcome(of: "lenh@") == "aired")
      let page = stage.folder.appendingPathComponent("loa.prom")
      let numbers = try stage.loa("status", "--metrics")
      try Data(numbers.output.utf8).write(to: page)
      let script = """
        import json, sys
        from prometheus_client.parser import text_string_to_metric_families
        samples = [sample for family in text_string_to_metric_families(open(sys.argv[1]).read())
                   for sample in family.samples]
        print(json.dumps({" ".join([sample.name, *sample.labels.values()]): sample.value for sample in samples}))
        """
      let read = try ChildProcess.run(["/usr/bin/python3", "-c", script, page.path])
      #expect(read.status == 0, "\(read.complaints)")
      let samples = try JSONDecoder().decode([String: Double].self, from: Data(read.output.utf8))
      #expect(samples["loa_airings_total aired"] == 1)
      #expect(samples["loa_airings_total missed"] == 0)
      #expect(samples["loa_played_seconds_total"] == 3)
      #expect(samples["loa_start_error_seconds_count"] == 1)
      #expect(samples["loa_resident_memory_bytes"] ?? 0 > 1_000_000)
      node.send(SIGTERM)
      #expect(node.waitForEnd() == 0)
    }

    @Test func aSlotOfTheConfigAirsByItself() throws {
      let stage = try Stage(seconds: 3, slot: Stage.slot(inSeconds: 6))
      let node = try stage.start()
      #expect(node.outcome(of: "sap-toi@") == "aired")
      node.send(SIGTERM)
      node.waitForEnd()
      let entry = try #require(try stage.entries().first)
      #expect(entry["slot"] as? String == "sap-toi")
      #expect(entry["outcome"] as? String == "aired")
      #expect(try Hearing(stage.card).jumps.count == 0)
    }

    /// Cards fail in the middle of an airing; each comes back and the airing is rejoined where it is due.
    @Test(arguments: [VirtualCard.Command.unplug, .dead, .freeze, .stall, .xrun, .suspend])
    func anAiringIsRejoinedAtTheDueFrameAfter(_ fault: VirtualCard.Command) throws {
      let stage = try Stage(seconds: 14)
      let node = try stage.start()
      let start = try stage.play(inSeconds: 2)
      try stage.waitUntilPlayed(seconds: 2)
      try stage.card.obey(fault)
      try stage.waitUntilPlayed(seconds: 5, orWallClock: start + 6_000_000_000)
      try stage.card.obey(.ok)
      #expect(node.outcome(of: "lenh@") == "partial")
      node.send(SIGTERM)
      #expect(node.waitForEnd() == 0)

      let heard = try Hearing(stage.card)
      #expect(heard.repeated == 0)
      let last = try #require(heard.frames.last)
      #expect(last.index > 13 * IndexedSound.rate, "the end of the airing sounded")
      let lastError = last.instant - start - Int64(last.index) * 1_000_000_000 / Int64(IndexedSound.rate)
      #expect(abs(lastError) < Self.wrongPlace)

      let entry = try #require(try stage.entries().first)
      let gaps = try #require(entry["gaps"] as? [[String: Any]])
      let missing = gaps.compactMap { $0["frames"] as? Int }.reduce(0, +)
      let played = try #require(entry["framesPlayed"] as? Int)
      #expect(entry["outcome"] as? String == "partial")
      #expect(entry["cause"] as? String == "device")
      #expect(!gaps.isEmpty)
      #expect(played + missing == entry["framesDue"] as? Int)
      // What the log counts is what left the card, but for frames that died inside it unheard.
      #expect(played <= heard.distinct.count + 2 * IndexedSound.edge + IndexedSound.rate / 5)
      #expect(played >= heard.distinct.count - IndexedSound.rate / 5)
    }

    @Test func anAbsentCardIsWaitedForAndJoined() throws {
      let stage = try Stage(seconds: 14, slot: Stage.slot(inSeconds: 5))
      try stage.card.obey(.unplug)
      let node = try stage.start()
      #expect(node.line(containing: "device-lost") != nil)
      let planned = try #require(try stage.schedule().first?["start"] as? String)
      let start = try #require(Stage.nanoseconds(of: planned))
      try stage.waitUntilPlayed(seconds: 99, orWallClock: start + 3_000_000_000)
      try stage.card.obey(.ok)
      #expect(node.outcome(of: "sap-toi@") == "partial")
      node.send(SIGTERM)
      node.waitForEnd()
      let heard = try Hearing(stage.card)
      let errors = heard.errors(start: start)
      #expect(
        errors.allSatisfy { abs($0) < Self.wrongPlace }, "\(errors.min() ?? 0)...\(errors.max() ?? 0) ns")
      let entry = try #require(try stage.entries().first)
      #expect(entry["outcome"] as? String == "partial")
      #expect(entry["cause"] as? String == "device")
    }

    /// Law 6: a kill at any moment leaves a true entry, and the airing goes on at the frame that is due.
    @Test func twentyKillsInOneAiringLeaveATrueLog() throws {
      let stage = try Stage(seconds: 85, slot: Stage.slot(inSeconds: 5))
      var chance = SystemRandomNumberGenerator()
      var node = try stage.start()
      _ = node.line(containing: "ready")
      for _ in 0..<20 {
        // A moment at random, found by watching the card rather than by waiting.
        let pieces = Int.random(in: 20..<200, using: &chance)
        stage.watchCard(pieces: pieces)
        node.send(SIGKILL)
        node.waitForEnd()
        node = try stage.start()
        _ = node.line(containing: "ready")
      }
      #expect(node.outcome(of: "sap-toi@") == "partial")
      node.send(SIGTERM)
      node.waitForEnd()

      let heard = try Hearing(stage.card)
      #expect(heard.repeated == 0, "no frame sounds twice")
      let entries = try stage.entries()
      #expect(entries.count == 1)
      let entry = try #require(entries.first)
      let start = try #require(entry["plannedStart"] as? String)
      let planned = try #require(Stage.nanoseconds(of: start))
      let errors = heard.errors(start: planned)
      let astray = errors.count { abs($0) >= Self.wrongPlace }
      #expect(astray == 0, "of \(errors.count) frames, \(errors.min() ?? 0)...\(errors.max() ?? 0) ns")
      let gaps = try #require(entry["gaps"] as? [[String: Any]])
      let missing = gaps.compactMap { $0["frames"] as? Int }.reduce(0, +)
      let played = try #require(entry["framesPlayed"] as? Int)
      #expect(entry["outcome"] as? String == "partial")
      #expect(entry["cause"] as? String == "power")
      #expect(played + missing == entry["framesDue"] as? Int)
      #expect(played <= heard.distinct.count + 2 * IndexedSound.edge, "never more than sounded")
      #expect(try stage.loa("log", "verify").status == 0)
    }

    @Test func aBadReloadLeavesTheOldConfigOnAir() throws {
      let stage = try Stage(seconds: 3)
      let node = try stage.start()
      _ = node.line(containing: "ready")
      let good = try String(contentsOfFile: stage.config, encoding: .utf8)
      try stage.write(good.replacingOccurrences(of: "allotted", with: "alloted"), to: "loa.yaml")
      node.send(SIGHUP)
      #expect(node.line(containing: "alloted") != nil)
      #expect(node.line(containing: "refused") != nil)
      try stage.write(good, to: "loa.yaml")
      node.send(SIGHUP)
      #expect(node.line(containing: "config on air") != nil)
      node.send(SIGTERM)
      #expect(node.waitForEnd() == 0)
    }

    @Test func stoppingEndsCleanlyAndClosesTheLog() throws {
      let stage = try Stage(seconds: 20)
      let node = try stage.start()
      _ = try stage.play(inSeconds: 2)
      try stage.waitUntilPlayed(seconds: 1)
      node.send(SIGTERM)
      #expect(node.waitForEnd() == 0)
      let entry = try #require(try stage.entries().first)
      #expect(entry["open"] as? Bool == false)
      #expect(entry["outcome"] as? String == "interrupted")
    }

    @Test func aSecondNodeOnTheSameStateIsRefused() throws {
      let stage = try Stage(seconds: 3)
      let node = try stage.start()
      _ = node.line(containing: "ready")
      let second = try stage.start()
      #expect(second.waitForEnd() != 0)
      #expect(node.isRunning)
      node.send(SIGTERM)
      node.waitForEnd()
    }

    @Test func anUnapprovedEditionIsNotPlayed() throws {
      let stage = try Stage(seconds: 3)
      try stage.write("title: Chưa duyệt\ndate: 2022-01-05\n", to: "thu/so-1.yaml")
      let node = try stage.start()
      _ = node.line(containing: "ready")
      let answer = try stage.loa("play", Stage.edition)
      #expect(answer.status == 1)
      #expect(answer.complaints.contains("not approved"))
      node.send(SIGTERM)
      node.waitForEnd()
    }

    @Test func checkNamesEveryProblemAndFails() throws {
      let stage = try Stage(seconds: 3)
      let good = try stage.loa("check")
      #expect(good.status == 0, "\(good.output)\(good.complaints)")
      let text = try String(contentsOfFile: stage.config, encoding: .utf8)
      try stage.write(
        text.replacingOccurrences(of: "allotted", with: "alloted")
          .replacingOccurrences(of: "time-zone: Asia/Ho_Chi_Minh", with: "time-zone: Asia/Hanoi"),
        to: "loa.yaml")
      let bad = try stage.loa("check")
      #expect(bad.status == 1)
      #expect(bad.output.contains("loa.yaml:1:"))
      #expect(bad.output.contains("allotted"))
      #expect(bad.output.contains("Asia/Hanoi"))
    }

    @Test func checkNamesADeviceThatDoesNotOpenWhereItIsWritten() throws {
      let stage = try Stage(seconds: 3, device: "khong-co")
      let answer = try stage.loa("check")
      #expect(answer.status == 1)
      #expect(answer.output.contains("loa.yaml:2:18: error: "), "\(answer.output)")
      #expect(answer.output.contains("khong-co"))
    }

    @Test func aBrokenConfigDoesNotLockTheOfficerOut() throws {
      let stage = try Stage(seconds: 20)
      let node = try stage.start()
      _ = try stage.play(inSeconds: 2)
      try stage.waitUntilPlayed(seconds: 1)
      let text = try String(contentsOfFile: stage.config, encoding: .utf8)
      try stage.write(text.replacingOccurrences(of: "allotted", with: "alloted"), to: "loa.yaml")
      let answer = try stage.loa("stop", "--by", "Duty officer")
      #expect(answer.status == 0)
      #expect(answer.output.contains("lenh@"))
      #expect(answer.complaints.contains("loa check"))
      #expect(node.outcome(of: "lenh@") == "interrupted")
      node.send(SIGTERM)
      node.waitForEnd()
    }

    @Test func aMomentThatIsPastIsRefused() throws {
      let stage = try Stage(seconds: 3)
      let node = try stage.start()
      _ = node.line(containing: "ready")
      let answer = try stage.loa("play", Stage.edition, "--at", "2022-03-16T17:00")
      #expect(answer.status == 1)
      #expect(answer.complaints.contains("past"))
      node.send(SIGTERM)
      node.waitForEnd()
      #expect(try stage.entries().isEmpty)
    }

    @Test func withoutANodeTheCommandsSayHowToStartIt() throws {
      let stage = try Stage(seconds: 3)
      let answer = try stage.loa("status")
      #expect(answer.status == 1)
      #expect(answer.complaints.contains("systemctl start loa"))
    }
  }
}
