import Foundation
import Glibc
import Testing
import VirtualCard

extension EndToEnd {
  /// `loa backup` and `loa restore` as they are built.
  @Suite struct BackupTests {
    @Test func aBackupTakenWhileOnAirIsWholeAndDisturbsNothing() throws {
      let stage = try Stage(seconds: 10)
      stage.end(try stage.started())
      // Forty megabytes more: the copy takes a while.
      try Self.sql(
        stage,
        """
        CREATE TABLE ballast (x BLOB);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
        INSERT INTO ballast SELECT randomblob(1000000) FROM n;
        """)
      let node = try stage.started()
      _ = try stage.play(inSeconds: 3)
      try stage.waitUntilPlayed(seconds: 1)
      let answer = try stage.loa("backup", stage.file)
      #expect(answer.status == 0, "\(answer.complaints)")
      #expect(answer.output.contains("secret keys"), "\(answer.output)")
      let now = try stage.status()?["playout"] as? [String: Any]
      #expect(now?["now"] != nil, "it was on air from the beginning to the end of the backup")
      #expect(node.outcome(of: "lenh@") == "aired")
      #expect(stage.end(node) == 0)

      let heard = try Hearing(stage.card)
      #expect(heard.jumps.isEmpty && heard.repeated == 0)
      #expect(heard.distinct.count >= 10 * IndexedSound.rate - 2 * IndexedSound.edge)
      let entry = try #require(try stage.entries().last)
      #expect(entry.text("outcome") == "aired")
      #expect((entry["gaps"] as? [Any])?.isEmpty == true)

      let verified = try stage.loa("backup", "--verify", stage.file)
      #expect(verified.status == 0, "\(verified.complaints)")
      let place = stage.folder.appendingPathComponent("elsewhere").path
      let restored = try stage.loa("restore", stage.file, "--state", place)
      #expect(restored.status == 0, "\(restored.complaints)")
      try stage.use(state: "elsewhere")
      #expect(try stage.loa("log", "verify").status == 0)
      let known = try #require(try stage.entries().last)
      #expect(known.text("outcome") == "partial" && known.text("cause") == "system")
      #expect(known.text("note")?.contains("restored from a backup") == true)
      let played = try #require(known.number("framesPlayed"))
      #expect(played >= IndexedSound.rate && played <= 10 * IndexedSound.rate)
      #expect(played + known.missing.values.reduce(0, +) == known.number("framesDue"))
    }

    /// On a machine that has nothing: from one file.
    @Test func aNodeIsPutOnANewMachineWithItsConfigAndItsSound() throws {
      let stage = try Stage(
        seconds: 2,
        slot:
          "  xa: { programme: thu, first: 2099-01-07 17:00, allotted: 15 min, missing: { filler: nen.wav } }")
      let folder = stage.folder
      try FileManager.default.copyItem(
        at: folder.appending(path: "thu/so-1.wav"), to: folder.appending(path: "nen.wav"))
      let node = try stage.started()
      _ = try stage.play(inSeconds: 2)
      #expect(node.outcome(of: "lenh@") == "aired")
      #expect(try stage.loa("backup", stage.file, "--with-media").status == 0)
      #expect(stage.end(node) == 0)

      let machine = folder.appending(path: "new", directoryHint: .isDirectory)
      let restored = try stage.loa(
        "restore", stage.file, "--state", machine.appending(path: "state").path, "--config-to", machine.path)
      #expect(restored.status == 0, "\(restored.complaints)")
      for name in ["loa.yaml", "nen.wav", "thu/so-1.wav", "thu/so-1.yaml"] {
        let (old, new) = (folder.appending(path: name), machine.appending(path: name))
        #expect(try Data(contentsOf: old) == Data(contentsOf: new), "\(name)")
      }
      let config = machine.appending(path: "loa.yaml").path
      #expect(try LoaBinary.run(["check", "--config", config], environment: stage.environment).status == 0)
      let log = try LoaBinary.run(["log", "verify", "--config", config], environment: stage.environment)
      #expect(log.status == 0, "\(log.complaints)")
    }

    /// What aired between the backup and the restore is neither forgotten nor taken for something it is not known to be.
    @Test func whatWasDueSinceTheBackupIsEnteredAsUnknown() throws {
      let stage = try Stage(seconds: 2, slot: Stage.slot(inSeconds: 25))
      let node = try stage.started()
      #expect(try stage.loa("backup", stage.file).status == 0)
      let refused = try stage.loa("restore", stage.file)
      #expect(refused.status == 1 && refused.complaints.contains("a node runs"), "\(refused.complaints)")
      // Also one whose socket is not where the config says.
      let lock = try stage.loa("restore", stage.file, "--state", stage.state)
      #expect(lock.status == 1 && lock.complaints.contains("a node runs"), "\(lock.complaints)")
      #expect(node.outcome(of: "sap-toi@") == "aired")
      #expect(stage.end(node) == 0)
      #expect(try stage.entries().map { $0.text("outcome") } == ["aired"])

      let restored = try stage.loa("restore", stage.file)
      #expect(restored.status == 0, "\(restored.complaints)")
      #expect(try stage.entries().isEmpty)
      let again = try stage.start()
      #expect(again.outcome(of: "sap-toi@") == "missed")
      #expect(stage.end(again) == 0)
      let entry = try #require(try stage.entries().first)
      #expect(entry.text("cause") == "system" && entry.text("evidence") == "scheduled")
      #expect(entry.text("note")?.contains("unknown whether it aired") == true, "\(entry)")
      let verified = try stage.loa("log", "verify")
      #expect(verified.status == 0)
      #expect(verified.output.contains("restored from the backup of"), "\(verified.output)")
    }

    @Test func twoNodesNeverShareAState() throws {
      let stage = try Stage(seconds: 2)
      stage.environment["LOA_LANG"] = "en"
      let node = try stage.started()
      let config = try String(contentsOfFile: stage.config, encoding: .utf8)
      try stage.write(config.replacing("api.sock", with: "other.sock"), to: "other.yaml")
      let other = try RunningNode(
        config: stage.folder.appendingPathComponent("other.yaml").path, environment: stage.environment)
      #expect(other.waitForEnd() != 0)
      #expect(other.lines.contains { $0.contains("a node runs") }, "\(other.lines)")
      #expect(stage.end(node) == 0)
    }

    // MARK: - Killed anywhere

    @Test func aBackupThatIsKilledAnywhereLeavesTheOldOneOrTheNew() throws {
      let stage = try Stage(seconds: 2)
      stage.end(try stage.started())
      #expect(try stage.loa("backup", stage.file).status == 0)
      let before = try Self.contents(stage.state)
      let kills = try SuddenDeath.everywhere(
        step: 3, run: [LoaBinary.url.path, "backup", stage.file, "--force", "--config", stage.config],
        environment: stage.environment
      ) { number in
        let answer = try stage.loa("backup", "--verify", stage.file)
        #expect(answer.status == 0, "killed at change \(number): \(answer.complaints)")
      }
      #expect(kills > 15)
      #expect(!FileManager.default.fileExists(atPath: stage.file + ".part"))
      #expect(try Self.contents(stage.state) == before)
    }

    @Test func aRestoreThatIsKilledAnywhereLeavesTheOldStateOrTheNew() throws {
      let stage = try Stage(seconds: 2)
      stage.end(try stage.started())
      try stage.write("a key", to: "state/key")
      for folder in ["relay", "relay/authority"] {
        try FileManager.default.createDirectory(
          atPath: stage.state + "/" + folder, withIntermediateDirectories: true)
      }
      try stage.write("old key", to: "state/relay/authority/authority.json")
      #expect(try stage.loa("backup", stage.file).status == 0)
      try stage.write("new key", to: "state/relay/authority/authority.json")
      #expect(try stage.loa("log", "note", "after the backup").status == 0)
      let model = stage.folder.appendingPathComponent("model").path
      try FileManager.default.copyItem(atPath: stage.state, toPath: model)
      let former = try stage.records()
      func key() throws -> String {
        try String(contentsOfFile: stage.state + "/relay/authority/authority.json", encoding: .utf8)
      }
      var seen: [String: Int] = [:]
      let kills = try SuddenDeath.everywhere(
        run: [LoaBinary.url.path, "restore", stage.file, "--config", stage.config],
        environment: stage.environment,
        prepare: {
          try FileManager.default.removeItem(atPath: stage.state)
          try FileManager.default.copyItem(atPath: model, toPath: stage.state)
        },
        judge: { number in
          let answer = try stage.loa("log", "verify")
          if answer.status != 0 {
            seen["between", default: 0] += 1
            #expect(answer.complaints.contains("broken off"), "change \(number): \(answer.complaints)")
            let backup = try stage.loa("backup", stage.file + "2")
            #expect(backup.complaints.contains("broken off"), "change \(number): \(backup.complaints)")
            if number.isMultiple(of: 4) {
              // The node itself goes on from here.
              let node = try stage.started()
              #expect(stage.end(node) == 0)
            } else {
              #expect(try stage.loa("restore", stage.file).status == 0, "change \(number)")
            }
            #expect(try stage.loa("log", "verify").output.contains("restored from"), "change \(number)")
            #expect(try key() == "old key")
          } else if answer.output.contains("restored from") {
            seen["new", default: 0] += 1
            #expect(try key() == "old key")
          } else {
            seen["old", default: 0] += 1
            #expect(try stage.records() == former && key() == "new key", "change \(number)")
            #expect(try stage.loa("restore", stage.file).status == 0, "change \(number)")
            #expect(try stage.loa("log", "verify").output.contains("restored from"), "change \(number)")
          }
        })
      print("restore killed \(kills) times: \(seen)")
      #expect(seen["old"] ?? 0 > 10 && seen["between"] ?? 0 > 5 && seen["new"] ?? 0 > 0)
    }

    // MARK: - No room

    @Test func aBackupThatTheDiskDoesNotTakeLeavesNothing() throws {
      let stage = try Stage(seconds: 2)
      try Self.writer("measure", stage.state, "500")
      // The system refuses the byte after the 64 kB.
      let answer = try ChildProcess.run(
        [
          "bash", "-c", "trap '' XFSZ; ulimit -f 64; exec \"$@\"", "-", LoaBinary.url.path, "backup",
          stage.file,
          "--config", stage.config,
        ], environment: stage.environment.merging(["LOA_LANG": "en"]) { $1 })
      #expect(answer.status == 1)
      #expect(answer.complaints.contains("can not be written"), "\(answer.complaints)")
      #expect(answer.complaints.contains("what to do:"), "\(answer.complaints)")
      let left = try FileManager.default.contentsOfDirectory(atPath: stage.folder.path)
      #expect(!left.contains { $0.hasPrefix("backup") }, "\(left)")
    }

    @Test(.enabled(if: SmallDisk.isPossible, "only root may mount a small disk"))
    func aDiskThatIsTooSmallIsToldBeforeAnythingIsWritten() throws {
      let stage = try Stage(seconds: 2)
      try Self.writer("measure", stage.state, "500")
      #expect(try stage.loa("backup", stage.file).status == 0)
      let place = stage.folder.appendingPathComponent("small")
      let disk = try SmallDisk(at: place, options: "size=1m")
      for command in [
        ["backup", place.path + "/b"], ["restore", stage.file, "--state", place.path + "/state"],
      ] {
        let answer = try stage.loa(command)
        #expect(answer.status == 1 && answer.complaints.contains("MB free"), "\(answer.complaints)")
      }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: place.path).filter { $0 != "state" }.isEmpty)
      withExtendedLifetime(disk) {}
    }

    // MARK: - Versions

    @Test func anOlderLoaRefusesANewerLogAndLeavesItAsItIs() throws {
      let stage = try Stage(seconds: 2)
      stage.environment["LOA_LANG"] = "en"
      try Self.writer("measure", stage.state, "5")
      try Self.sql(stage, "INSERT INTO grdb_migrations VALUES ('99: what this program does not know')")
      let before = try Self.contents(stage.state)
      #expect(before.count == 2)
      for command in [
        ["log"], ["log", "verify"], ["log", "note", "x"], ["backup", stage.file],
      ] {
        let answer = try stage.loa(command)
        #expect(answer.status == 1, "\(command)")
        #expect(answer.complaints.contains("newer version of Loa"), "\(command): \(answer.complaints)")
        #expect(answer.complaints.contains("what to do:"), "\(command): \(answer.complaints)")
      }
      let node = try stage.start()
      #expect(node.waitForEnd() == 1)
      #expect(node.lines.contains { $0.contains("newer version of Loa") }, "\(node.lines)")
      // SQLite may leave its own files beside it; the log itself stays, to the byte.
      let after = try Self.contents(stage.state)
      for (name, bytes) in before { #expect(after[name] == bytes, "\(name)") }
      #expect(!FileManager.default.fileExists(atPath: stage.file))
    }

    /// A log as the version before wrote it, brought forward by this program, which is killed at each change of the disk.
    @Test func theMigrationOfALogIsKilledAnywhereAndGoesOnFromThere() throws {
      let stage = try Stage(seconds: 2)
      try Self.writer("measure", stage.state, "2000")
      try Self.sql(
        stage,
        """
        DROP VIEW entry_record; DROP TABLE handed_series; DROP TABLE handed_record; DROP TABLE handed_seal;
        DROP TABLE delivery; DROP INDEX record_declared; DELETE FROM grdb_migrations WHERE identifier LIKE '2:%';
        """)
      let model = stage.folder.appendingPathComponent("model").path
      try FileManager.default.copyItem(atPath: stage.state, toPath: model)
      let kills = try SuddenDeath.everywhere(
        run: [LoaBinary.url.path, "log", "note", "mới", "--config", stage.config],
        environment: stage.environment,
        prepare: {
          try FileManager.default.removeItem(atPath: stage.state)
          try FileManager.default.copyItem(atPath: model, toPath: stage.state)
        },
        judge: { number in
          let answer = try stage.loa("log", "note", "again")
          #expect(answer.status == 0, "change \(number): \(answer.complaints)")
          let verified = try stage.loa("log", "verify")
          #expect(verified.status == 0, "change \(number): \(verified.complaints)")
          #expect(!verified.output.contains("set aside"), "change \(number): \(verified.output)")
          #expect(try (2201...2202).contains(stage.records()), "change \(number)")
        })
      #expect(kills > 8)
    }

    /// Migrations that copy the whole log, killed at sixty places: each has happened, or nothing of it.
    @Test func aLargeMigrationThatIsKilledAnywhereHasHappenedOrNot() throws {
      let stage = try Stage(seconds: 2)
      try Self.writer("measure", stage.state, "4000")
      let model = stage.folder.appendingPathComponent("model").path
      try FileManager.default.copyItem(atPath: stage.state, toPath: model)
      var found: Set<String> = []
      let kills = try SuddenDeath.everywhere(
        step: 83, run: [Self.writerPath, "upgrade", stage.state],
        prepare: {
          try FileManager.default.removeItem(atPath: stage.state)
          try FileManager.default.copyItem(atPath: model, toPath: stage.state)
        },
        judge: { number in
          let answer = try ChildProcess.run([Self.writerPath, "upgrade", stage.state])
          let lines = answer.output.split(separator: "\n").map(String.init)
          #expect(answer.status == 0 && lines.count == 2, "change \(number): \(answer)")
          #expect(["found 0 0", "found 4200 0", "found 4200 4200"].contains(lines.first), "\(lines)")
          #expect(lines.last == "verified 4200 true", "change \(number): \(lines)")
          found.insert(lines.first ?? "")
        })
      print("migration killed \(kills) times: \(found.sorted())")
      #expect(kills > 20 && found.count >= 2)
    }

    // MARK: - Helpers

    private static var writerPath: String {
      LoaBinary.url.deletingLastPathComponent().appendingPathComponent("AirtimeWriter").path
    }

    private static func writer(_ mode: String, _ directory: String, _ more: String...) throws {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      let answer = try ChildProcess.run([writerPath, mode, directory] + more)
      guard answer.status == 0 else { throw NothingHappened(description: answer.output + answer.complaints) }
    }

    /// Changes the log as another program would.
    private static func sql(_ stage: Stage, _ words: String) throws {
      let script = """
        import sqlite3, sys
        log = sqlite3.connect(sys.argv[1])
        log.executescript(sys.argv[2])
        log.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        log.close()
        """
      let answer = try ChildProcess.run(
        ["/usr/bin/python3", "-c", script, stage.state + "/airtime.sqlite", words])
      guard answer.status == 0 else { throw NothingHappened(description: answer.complaints) }
    }

    private static func contents(_ folder: String) throws -> [String: Data] {
      var contents: [String: Data] = [:]
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
        contents[name] = FileManager.default.contents(atPath: folder + "/" + name)
      }
      return contents
    }
  }
}

extension Stage {
  /// A node that answers.
  fileprivate func started() throws -> RunningNode {
    let node = try start()
    try wait(for: "the node to answer") { try status() != nil }
    return node
  }

  fileprivate var state: String { folder.appendingPathComponent("state").path }
  fileprivate var file: String { folder.appendingPathComponent("backup.zip").path }

  /// How many records the log has.
  fileprivate func records() throws -> Int {
    struct Verified: Decodable { var records: Int }
    return try JSONDecoder().decode(
      Verified.self, from: Data(loa("log", "verify", "--json").output.utf8)
    ).records
  }

  /// Names another state directory in the config.
  fileprivate func use(state: String) throws {
    let text = try String(contentsOfFile: config, encoding: .utf8)
    try write(text.replacing("state: state", with: "state: \(state)"), to: "loa.yaml")
  }
}
