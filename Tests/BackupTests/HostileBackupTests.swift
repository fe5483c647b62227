import CZip
import Clocks
import Foundation
import Glibc
import SeededRandom
import Testing

@testable import Backup

/// Backups that were damaged, or made to do harm.
@Suite struct HostileBackupTests {
  @Test(arguments: [
    "state/../../etc/passwd", "state/..", "/etc/passwd", "state//etc", "state/./airtime.sqlite", "../state/x",
    "state/relay/authority/../../x", "state/bin/sh", "state/airtime.sqlite-wal", "state/relay/media/ab",
    "state", "", "files", "files/", "files/a\nb", "files/a\\b", "other/x", "elsewhere/../x",
    "state/airtime.set-aside-x/y", "files/\u{0}",
  ])
  func aNameThatLeadsElsewhereHasNoPlace(_ name: String) { #expect(PartPlace(name) == nil) }

  @Test func whatABackupMayHoldHasItsPlace() {
    #expect(PartPlace("state/airtime.sqlite") == .state("airtime.sqlite"))
    #expect(
      PartPlace("state/airtime.set-aside-20220316T100000Z.sqlite")
        == .state("airtime.set-aside-20220316T100000Z.sqlite"))
    #expect(PartPlace("files/kế hoạch/2022.yaml") == .settings("kế hoạch/2022.yaml"))
    #expect(PartPlace("elsewhere/srv/x.yaml") == .settings("elsewhere/srv/x.yaml"))
  }

  /// The manifest names it and its hash is right: only the name is wrong.
  @Test func aPartThatLeadsOutOfTheDirectoryIsRefusedBeforeAnythingIsWritten() async throws {
    for name in ["state/../../out", "files/../../out", "/out", "state/airtime.sqlite/../../../out"] {
      let home = try await Home()
      try await home.backUp()
      let before = Home.contents(home.scratch.path)
      try await rewriteManifest(home) { $0.parts[$0.parts.count - 1].name = name }
      #expect(await code { _ = try await home.restore().run(now: later) } == "backup-damaged", "\(name)")
      let after = Home.contents(home.scratch.path).filter { !$0.key.hasPrefix("rewritten") }
      #expect(after.keys.sorted() == before.keys.sorted())
    }
  }

  @Test func aLinkIsRefused() async throws {
    let home = try await Home()
    try await home.backUp()
    var trouble: Int32 = 0
    let archive = try #require(zip_open(home.file, 0, &trouble))
    let index = zip_name_locate(archive, "files/loa.yaml", 0)
    try #require(index >= 0)
    zip_file_set_external_attributes(
      archive, UInt64(index), 0, UInt8(ZIP_OPSYS_UNIX), (UInt32(S_IFLNK) | 0o777) << 16)
    #expect(zip_close(archive) == 0)
    #expect(await code { _ = try await home.restore().run(now: later) } == "backup-damaged")
  }

  /// A gigabyte of nothing packs into one megabyte.
  @Test func aPartThatUnpacksToMoreThanItSaysIsLeftAtItsLength() async throws {
    let home = try await Home()
    try await home.backUp()
    let big = home.scratch.path + "/big"
    let file = open(big, O_CREAT | O_WRONLY, 0o600)
    #expect(ftruncate(file, 1 << 30) == 0)
    close(file)
    let manifest = try BackupReader(home.file).manifest
    try manifest.encoded.write(to: URL(fileURLWithPath: home.scratch.path + "/manifest"))
    unlink(home.file)
    try BackupArchive.write(
      [.init(name: BackupManifest.entryName, path: home.scratch.path + "/manifest", isPacked: true)]
        + manifest.parts.map { .init(name: $0.name, path: big, isPacked: true) },
      to: home.file, progress: { _ in })
    unlink(big)
    let before = Home.contents(home.state)
    #expect(await code { _ = try await home.restore().run(now: later) } == "backup-damaged")
    #expect(Home.contents(home.state) == before)
  }

  @Test func aBackupThatNeedsMoreRoomThanThereIsIsRefusedFirst() async throws {
    let home = try await Home()
    try await home.backUp()
    try await rewriteManifest(home) { $0.parts[2].bytes = 1 << 60 }
    #expect(await code { _ = try await home.restore().run(now: later) } == "backup-no-room")
  }

  @Test func whatTheManifestDoesNotNameIsRefused() async throws {
    let home = try await Home()
    try await home.backUp()
    try await rewriteManifest(home) { $0.parts.removeLast() }
    #expect(await code { _ = try await home.restore().run(now: later) } == "backup-damaged")
  }

  /// Bytes flipped, cut off, doubled and exchanged anywhere: an error in words, never a crash, and nothing has changed.
  @Test(arguments: 0..<150)
  func aDamagedBackupIsAnError(seed: UInt64) async throws {
    let home = try await Shared.home.value
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: home.file)))
    let whole = bytes
    var chance = SeededChance(seed)
    for _ in 0..<Int.random(in: 1...4, using: &chance) {
      let place = Int.random(in: 0..<bytes.count, using: &chance)
      switch Int.random(in: 0..<5, using: &chance) {
      case 0: bytes[place] ^= UInt8.random(in: 1...255, using: &chance)
      case 1: bytes.removeSubrange(place...)
      case 2: bytes.insert(contentsOf: bytes[place..<min(place + 64, bytes.count)], at: place)
      case 3: bytes.removeSubrange(place..<min(place + Int.random(in: 1...99, using: &chance), bytes.count))
      default:
        for index in max(0, bytes.count - 200)..<bytes.count where Bool.random(using: &chance) {
          bytes[index] = UInt8.random(in: 0...255, using: &chance)
        }
      }
      if bytes.isEmpty { break }
    }
    let scratch = try Scratch()
    let file = scratch.path + "/damaged"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    let state = scratch.path + "/state"
    try home.write("as it was", to: state + "/airtime.head")
    var restore = home.restore(into: state)
    restore.file = file
    let refusal = await code { _ = try await restore.run(now: later) }
    // Flipped bits that nobody reads (a time, a hint) do no harm.
    if refusal == nil {
      #expect(bytes != whole && Files.exists(state + "/airtime.sqlite"))
    } else {
      #expect(["backup-damaged", "backup-newer"].contains(refusal), "\(refusal ?? "")")
      #expect(Home.contents(state) == ["airtime.head": Data("as it was".utf8)])
    }
  }

  private enum Shared {
    static let home = Task {
      let home = try await Home()
      try await home.backUp()
      return home
    }
  }

  private func rewriteManifest(_ home: Home, _ change: (inout BackupManifest) -> Void) async throws {
    try await rewrite(home) { name, bytes in
      guard name == BackupManifest.entryName else { return bytes }
      var manifest = try JSONDecoder().decode(BackupManifest.self, from: bytes)
      change(&manifest)
      return try manifest.encoded
    }
  }
}
