import Airtime
import Clocks
import Foundation
import Glibc
import Phrases
import Platform
import Scheduling
import Testing

@testable import Backup

@Suite struct BackupTests {
  @Test func aBackupHoldsWhatANodeCanNotMakeAnew() async throws {
    let home = try await Home()
    let before = Home.contents(home.state)
    let outcome = try await home.backUp()
    #expect(
      outcome.manifest.parts.map(\.name).sorted() == [
        "elsewhere" + home.scratch.path + "/shared/holidays.yaml", "files/loa.yaml",
        "state/airtime.head", "state/airtime.sqlite", "state/relay/authority/authority.json",
        "state/relay/upstream/membership.json",
      ])
    #expect(outcome.manifest.lastRecord == 5 && outcome.log.records == 5 && outcome.log.isWhole)
    #expect(!outcome.isOpenToOthers)
    #expect(Files.facts(home.file).map { $0.st_mode & 0o777 } == 0o600)
    #expect(!Files.exists(home.file + ".part"))
    #expect(Home.contents(home.state) == before)
    let verified = try await Backup.verify(home.file, unpackingIn: home.scratch.path)
    #expect(verified.manifest == outcome.manifest && verified.log.isWhole)
    #expect(Files.names(in: home.scratch.path).sorted() == ["etc", "node.loa", "shared", "state"])
  }

  @Test func aBackupThatIsPutBackIsTheNodeAsItWas() async throws {
    let home = try await Home()
    try await home.backUp()
    let log = try await AirtimeLog.open(directory: home.state, now: { five + .hours(1) })
    var another = entry(90)
    another.outcome = .cancelled
    another.cause = .operator
    try await log.record(another)
    try await log.shutDown()
    let former = Home.contents(home.state)
    let outcome = try await home.restore().run(now: later)
    let aside = try #require(outcome.setAsideAs)
    #expect(aside == "set-aside-20220316T120000Z")
    // What was there is all there, caches in their place.
    let now = Home.contents(home.state)
    for (name, bytes) in former {
      let place = Home.caches[name] == nil || name == "relay/upstream/manifest" ? "\(aside)/\(name)" : name
      #expect(now[place] == bytes, "\(name)")
    }
    for (name, text) in Home.keys { #expect(now[name] == Data(text.utf8)) }
    #expect(now["relay/upstream/manifest"] == nil)
    let settings = try #require(outcome.settingsFolder)
    #expect(now[settings.dropFirst(home.state.count + 1) + "/loa.yaml"] == Data("node: {}".utf8))
    #expect(try await home.entries().map(\.entry.airing.text) == (0..<5).map { "cchc@\($0)" })
    let restored = try await AirtimeLog.openForReading(directory: home.state)
    let verification = try await restored.verify()
    #expect(verification.isWhole && verification.records == 6)
    #expect(verification.notes.map(\.code) == ["restored-from-backup"])
    let note = try #require(verification.notes.first)
    #expect(note.by == "Lê Văn C")
    let words = note.what(in: .gmt).said(in: .english)
    #expect(words.contains("11:00:00 16/03/2022") && words.contains("record 5"), "\(words)")
    #expect(words.contains("up to record 6") && words.contains(aside), "\(words)")
    #expect(try await restored.restoredAt == five + .hours(2))
    try await restored.shutDown()
  }

  @Test func anAiringThatWasOnAirIsClosedWithWhatIsKnownOfIt() async throws {
    let home = try await Home(airings: 0)
    let log = try await AirtimeLog.open(directory: home.state, now: { five })
    for number in 0...1 { try await log.open(entry(number)) }
    var sounding = entry(1)
    sounding.startedAt = sounding.plannedStart
    sounding.framesPlayed = 30 * 48_000
    try await log.checkpoint(Checkpoint(sounding, at: five + .seconds(90)))
    try await home.backUp()
    try await log.shutDown()
    try await home.restore().run(now: later)
    let entries = try await home.entries()
    #expect(entries.map(\.entry.outcome) == [.missed, .partial])
    #expect(entries.allSatisfy { $0.entry.cause == .system && $0.entry.note == "không rõ" })
    let partial = try #require(entries.last).entry
    #expect(partial.framesPlayed + partial.gaps.reduce(0) { $0 + $1.frames } == partial.framesDue)
    #expect(partial.endedAt == partial.plannedStart + .seconds(30))
  }

  @Test func aNewMachineGetsStateAndSettings() async throws {
    let home = try await Home()
    try await home.backUp()
    let place = home.scratch.path + "/new"
    var restore = home.restore(into: place + "/lib")
    restore.settingsFolder = place + "/etc"
    try home.write("node: { code: sample }", to: place + "/etc/loa.yaml")
    let outcome = try await restore.run(now: later)
    #expect(outcome.setAsideAs == nil && outcome.settingsFolder == place + "/etc")
    let settings = Home.contents(place + "/etc")
    #expect(settings["loa.yaml"] == Data("node: {}".utf8))
    #expect(settings["loa.yaml.set-aside-20220316T120000Z"] == Data("node: { code: sample }".utf8))
    #expect(settings["elsewhere" + home.scratch.path + "/shared/holidays.yaml"] == Data("days: []".utf8))
    #expect(Home.contents(place + "/lib").keys.sorted().first == "airtime.head")
    for (path, mode) in [
      ("relay", 0o700), ("relay/authority/authority.json", 0o600), ("airtime.sqlite", 0o644),
    ] {
      #expect(Files.facts(place + "/lib/" + path).map { Int($0.st_mode) & 0o777 & ~mode } == 0, "\(path)")
    }
    // Once more: nothing differs, nothing is set aside.
    try await restore.run(now: { five + .hours(3) })
    #expect(Home.contents(place + "/etc").count == settings.count)
  }

  @Test(.enabled(if: geteuid() == 0, "only root may give files away"))
  func whatRootPutsBackBelongsToTheService() async throws {
    let home = try await Home()
    for path in Files.tree(home.state) { lchown(path, 12_345, 12_346) }
    try await home.backUp()
    func owners() -> Set<UInt32> { Set(Files.tree(home.state).compactMap { Files.facts($0)?.st_uid }) }
    #expect(owners() == [12_345])
    try await home.restore().run(now: later)
    #expect(owners() == [12_345])
    #expect(Set(Files.tree(home.state).compactMap { Files.facts($0)?.st_gid }) == [12_346])
  }

  @Test func nothingIsReplacedUnlessItIsAskedFor() async throws {
    let home = try await Home()
    try home.write("precious", to: home.file)
    #expect(await code { try await home.backUp() } == "backup-exists")
    #expect(FileManager.default.contents(atPath: home.file) == Data("precious".utf8))
    try await home.backUp(replacing: true)
    try await Backup.verify(home.file, unpackingIn: home.scratch.path)
    for place in [home.state + "/x", home.state + "/relay/x", home.scratch.path + "/none/x", home.state] {
      let refusal = await code {
        _ = try await Backup.make(of: home.source, to: place, isReplacing: true, now: five)
      }
      #expect(
        refusal
          == (place.hasSuffix("/x") && !place.contains("none") ? "backup-in-state" : "backup-unwritable"))
    }
  }

  @Test func aBackupThatDoesNotFitIsRefusedAndNothingChanges() async throws {
    let home = try await Home()
    try await home.backUp()
    let before = Home.contents(home.state)
    var other = home.restore()
    other.node = "29800"
    #expect(await code { _ = try await other.run(now: later) } == "backup-of-another-node")
    #expect(await code { _ = try await home.restore().run(now: { five }) } == "backup-from-the-future")
    var lock = try FolderLock.take(home.state)
    #expect(lock != nil)
    #expect(await code { _ = try await home.restore().run(now: later) } == "restore-node-runs")
    lock = nil
    #expect(Home.contents(home.state) == before)
    other.takesOtherNode = true
    try await other.run(now: later)
  }

  @Test func aLogWithAFaultIsToldAndPutBackOnlyIfAskedFor() async throws {
    let home = try await Home()
    try home.write("9 \(String(repeating: "ab", count: 32)) 5\n", to: home.state + "/airtime.head")
    // The head of a backup is that of the log in it; a fault in the chain goes with it.
    #expect(try await home.backUp().log.isWhole)
    let manifest = try BackupReader(home.file).manifest
    try await rewrite(home) { name, bytes in
      name == "state/airtime.head" ? Data("9 \(String(repeating: "ab", count: 32)) 5\n".utf8) : bytes
    }
    #expect(try BackupReader(home.file).manifest.lastRecord == manifest.lastRecord)
    let verified = try await Backup.verify(home.file, unpackingIn: home.scratch.path)
    #expect(verified.log.fault?.kind == .truncated(lastKnown: 9))
    let before = Home.contents(home.state)
    #expect(await code { _ = try await home.restore().run(now: later) } == "backup-log-faulty")
    #expect(Home.contents(home.state) == before)
    var restore = home.restore()
    restore.takesFaultyLog = true
    #expect(try await restore.run(now: later).log.isWhole == false)
  }

  @Test func aBackupOfANewerLoaIsRefused() async throws {
    let home = try await Home()
    try await home.backUp()
    try await rewrite(home) { name, bytes in
      guard name == BackupManifest.entryName else { return bytes }
      return Data(String(decoding: bytes, as: UTF8.self).replacing("loa-backup-1", with: "loa-backup-2").utf8)
    }
    #expect(await code { _ = try await home.restore().run(now: later) } == "backup-newer")
    #expect(
      await code { _ = try await Backup.verify(home.file, unpackingIn: home.scratch.path) } == "backup-newer")
  }

  /// Puts a restore into every state in which it can be left, and goes on from there.
  @Test func aRestoreThatWasBrokenOffIsBroughtToItsEnd() async throws {
    var step = 0
    while true {
      let home = try await Home()
      try await home.backUp()
      let whole = try await whatARestoreMakes(of: home)
      // The steps of the journal by hand, up to one of them.
      let changes = try await changesOfARestore(of: home)
      guard step < changes.count else { break }
      for change in changes[...step] { try change() }
      #expect(RestoreJournal.isPending(in: home.state) == (step < changes.count - 1), "step \(step)")
      try RestoreJournal.finish(in: home.state)
      #expect(try Self.known(home) == whole, "step \(step)")
      step += 1
    }
    #expect(step > 8)
  }

  private static func known(_ home: Home) throws -> [String: Data] {
    Home.contents(home.state).filter { name, _ in !name.contains("airtime") }
  }

  private func whatARestoreMakes(of home: Home) async throws -> [String: Data] {
    let twin = try Scratch()
    try FileManager.default.copyItem(atPath: home.state, toPath: twin.path + "/state")
    try await home.restore(into: twin.path + "/state").run(now: later)
    return Home.contents(twin.path + "/state").filter { name, _ in !name.contains("airtime") }
  }

  /// What a restore does from the moment that it holds, a rename at a time.
  private func changesOfARestore(of home: Home) async throws -> [() throws -> Void] {
    let (state, part) = (home.state, home.state + "/restore.part")
    let reader = try BackupReader(home.file)
    let aside = "set-aside-20220316T120000Z"
    try Files.makeFolder(part + "/state")
    try Backup.check(
      reader,
      into: {
        switch PartPlace($0.name) {
        case .state(let path): part + "/state/" + path
        case .settings(let path): part + "/state/settings-from-backup-20220316T120000Z/" + path
        case nil: nil
        }
      }, { _ in })
    try Files.write(aside.utf8, to: part + "/set-aside", mode: 0o600)
    var changes: [() throws -> Void] = [{ try Files.move(part, to: state + "/restore.ready") }]
    for path in StateFolder.belongings(of: state) where Files.exists(state + "/" + path) {
      changes.append {
        try Files.makeFolder(Files.folder(of: "\(state)/\(aside)/\(path)"))
        try Files.move("\(state)/\(path)", to: "\(state)/\(aside)/\(path)")
      }
    }
    changes.append { try Files.move(state + "/restore.ready", to: state + "/restore.placing") }
    for name in reader.manifest.parts.map(\.name) {
      guard case .state(let path) = PartPlace(name) else { continue }
      changes.append {
        try Files.makeFolder(Files.folder(of: "\(state)/\(path)"))
        try Files.move("\(state)/restore.placing/state/\(path)", to: "\(state)/\(path)")
      }
    }
    changes.append { try RestoreJournal.finish(in: state) }
    return changes
  }
}

/// Makes an archive with other bytes in it, described as they are.
func rewrite(_ home: Home, _ change: (String, Data) throws -> Data?) async throws {
  let folder = home.scratch.path + "/rewritten"
  try Files.removeTree(folder)
  try Files.makeFolder(folder)
  var manifest = try BackupReader(home.file).manifest
  var entries: [BackupArchive.Entry] = []
  let reader = try BackupReader(home.file)
  for (index, part) in manifest.parts.enumerated() {
    var bytes = Data()
    try reader.read(part) { bytes.append(contentsOf: $0) }
    guard let changed = try change(part.name, bytes) else { continue }
    try changed.write(to: URL(fileURLWithPath: "\(folder)/\(index)"))
    let digest = try Files.digest(of: "\(folder)/\(index)")
    manifest.parts[index].bytes = digest.bytes
    manifest.parts[index].sha256 = digest.sha256
    entries.append(.init(name: part.name, path: "\(folder)/\(index)", isPacked: true))
  }
  let described = try #require(try change(BackupManifest.entryName, manifest.encoded))
  try described.write(to: URL(fileURLWithPath: folder + "/manifest"))
  entries.insert(.init(name: BackupManifest.entryName, path: folder + "/manifest", isPacked: true), at: 0)
  unlink(home.file)
  try BackupArchive.write(entries, to: home.file, progress: { _ in })
}
