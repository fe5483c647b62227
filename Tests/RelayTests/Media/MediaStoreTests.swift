import Clocks
import Foundation
import Glibc
import NIOCore
import SeededRandom
import Testing

@testable import Relay

@Suite(.timeLimit(.minutes(10))) struct MediaStoreTests {
  private let folder: MediaFolder
  init() throws { folder = try MediaFolder() }

  private func fill(_ store: MediaStore, _ sample: MediaSample) async throws -> String {
    let partial = try await store.begin(sample.sha256, bytes: sample.length)
    try await partial.append(ByteBuffer(bytes: sample.bytes))
    return try await partial.finish()
  }

  @Test func aFileIsVisibleOnceItIsWholeAndVerified() async throws {
    let store = try await MediaStore.open(folder.path)
    let sample = MediaSample(300_000)
    let partial = try await store.begin(sample.sha256, bytes: sample.length)
    try await partial.append(ByteBuffer(bytes: sample.bytes[..<100_000]))
    #expect(store.path(of: sample.sha256) == nil)
    #expect(folder.read(sample.sha256) == nil)
    try await partial.append(ByteBuffer(bytes: sample.bytes[100_000...]))
    let path = try await partial.finish()
    #expect(store.path(of: sample.sha256) == path)
    #expect(FileManager.default.contents(atPath: path).map(Array.init) == sample.bytes)
    #expect(folder.read(sample.sha256 + ".part") == nil)
  }

  @Test func wrongBytesNeverBecomeVisible() async throws {
    let store = try await MediaStore.open(folder.path)
    let (wanted, other) = (MediaSample(1000), MediaSample(1000, seed: 2))
    let partial = try await store.begin(wanted.sha256, bytes: 1000)
    try await partial.append(ByteBuffer(bytes: other.bytes))
    await #expect(throws: MediaRefusal(wanted.sha256, .wrongContent(found: other.sha256))) {
      try await partial.finish()
    }
    #expect(store.path(of: wanted.sha256) == nil)
    #expect(folder.read(wanted.sha256) == nil && folder.read(wanted.sha256 + ".part") == nil)
    // And it can be fetched again.
    _ = try await fill(store, wanted)
    #expect(store.path(of: wanted.sha256) != nil)
  }

  @Test func whatGoesBeyondTheFileIsDropped() async throws {
    let store = try await MediaStore.open(folder.path)
    let sample = MediaSample(1000)
    let partial = try await store.begin(sample.sha256, bytes: 1000)
    try await partial.append(ByteBuffer(bytes: sample.bytes + [1, 2, 3]))
    #expect(partial.offset == 1000)
    _ = try await partial.finish()
    #expect(folder.read(sample.sha256) == sample.bytes)
  }

  @Test func anUnfinishedFileIsNotCompleted() async throws {
    let store = try await MediaStore.open(folder.path)
    let sample = MediaSample(1000)
    let partial = try await store.begin(sample.sha256, bytes: 1000)
    try await partial.append(ByteBuffer(bytes: sample.bytes[..<999]))
    await #expect(throws: MediaRefusal(sample.sha256, .wrongLength(expected: 1000, found: 999))) {
      try await partial.finish()
    }
    #expect(store.path(of: sample.sha256) == nil)
  }

  @Test(arguments: [
    "../../../etc/passwd", "..", ".", "", "/etc/passwd", "index", "%2e%2e%2fx", "a\0b",
    String(repeating: "A", count: 64), String(repeating: "a", count: 63), String(repeating: "a", count: 65),
    String(repeating: "a", count: 62) + "/x", String(repeating: "á", count: 32),
    String(repeating: "a", count: 63) + "\n",
  ])
  func whatIsNoHashTouchesNothing(name: String) async throws {
    let inner = folder.path + "/media"
    let store = try await MediaStore.open(inner)
    await #expect(throws: MediaRefusal(name, .invalidName)) { try await store.begin(name, bytes: 10) }
    await #expect(throws: MediaRefusal(name, .invalidName)) {
      try await store.adopt("/etc/hostname", as: name)
    }
    await store.remove(name)
    #expect(await store.verify(name) == MediaRefusal(name, .invalidName))
    #expect(store.path(of: name) == nil)
    #expect(folder.names == ["media"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: inner).isEmpty)
  }

  @Test(arguments: 0..<12 as Range<UInt64>) func afterAKillItGoesOnWhereTheFileEnds(seed: UInt64) async throws
  {
    var chance = SeededChance(seed)
    let sample = MediaSample(400_000, seed: seed)
    var held = 0
    while held < sample.bytes.count {
      // A new process: nothing but the folder is left.
      let store = try await MediaStore.open(folder.path)
      #expect(store.bytesHeld(of: sample.sha256) == Int64(held))
      let partial = try await store.begin(sample.sha256, bytes: sample.length)
      #expect(partial.offset == Int64(held) && partial.resumedFrom == Int64(held))
      let count = min(.random(in: 1...150_000, using: &chance), sample.bytes.count - held)
      try await partial.append(ByteBuffer(bytes: sample.bytes[held..<held + count]))
      held += count
      if held == sample.bytes.count { _ = try await partial.finish() } else { await partial.close() }
    }
    let store = try await MediaStore.open(folder.path)
    #expect(store.path(of: sample.sha256) != nil)
    #expect(folder.read(sample.sha256) == sample.bytes)
  }

  @Test func aBeginningLongerThanTheFileIsThrownAway() async throws {
    let sample = MediaSample(1000)
    _ = try folder.write([UInt8](repeating: 0, count: 1001), sample.sha256 + ".part")
    let store = try await MediaStore.open(folder.path)
    let partial = try await store.begin(sample.sha256, bytes: 1000)
    #expect(partial.offset == 0)
    try await partial.append(ByteBuffer(bytes: sample.bytes))
    _ = try await partial.finish()
  }

  @Test func aFileIsWrittenByOneAtATime() async throws {
    let store = try await MediaStore.open(folder.path)
    let sample = MediaSample(1000)
    let partial = try await store.begin(sample.sha256, bytes: 1000)
    await #expect(throws: MediaRefusal(sample.sha256, .busy)) {
      try await store.begin(sample.sha256, bytes: 1000)
    }
    await partial.close()
    _ = try await fill(store, sample)
  }

  @Test func aDamagedFileIsFoundRemovedAndReported() async throws {
    let (sound, damaged) = (MediaSample(50_000), MediaSample(50_000, seed: 2))
    do {
      let store = try await MediaStore.open(folder.path)
      _ = try await fill(store, sound)
      _ = try await fill(store, damaged)
      // The list of what is verified is written behind.
      await store.note([sound.wish(), damaged.wish()])
    }
    var bytes = damaged.bytes
    bytes[25_000] ^= 1
    _ = try folder.write(bytes, damaged.sha256)
    let store = try await MediaStore.open(folder.path)
    // Known from before by length and time; the other was changed and is not used until it is read.
    #expect(store.path(of: sound.sha256) != nil)
    #expect(store.path(of: damaged.sha256) == nil)
    #expect(store.unverified.count == 2)
    #expect(await store.verify(sound.sha256) == nil)
    #expect(await store.verify(damaged.sha256) == MediaRefusal(damaged.sha256, .damaged))
    #expect(store.unverified.isEmpty)
    #expect(folder.read(damaged.sha256) == nil)
    #expect(await store.verifiedPath(of: damaged.sha256) == nil)
  }

  @Test func rotThatLeavesNoTraceIsFoundByReading() async throws {
    let sample = MediaSample(50_000)
    var store = try await MediaStore.open(folder.path)
    let path = try await fill(store, sample)
    await store.note([sample.wish()])
    // A bit changes under the file system: same length, same times.
    var before = stat()
    stat(path, &before)
    let descriptor = open(path, O_WRONLY)
    pwrite(descriptor, [sample.bytes[9] ^ 1], 1, 9)
    var times = [before.st_atim, before.st_mtim]
    futimens(descriptor, &times)
    close(descriptor)
    store = try await MediaStore.open(folder.path)
    #expect(store.path(of: sample.sha256) != nil)
    #expect(await store.verify(sample.sha256) == MediaRefusal(sample.sha256, .damaged))
    #expect(store.path(of: sample.sha256) == nil)
  }

  @Test func withoutItsListEveryFileIsReadBeforeUse() async throws {
    let sample = MediaSample(50_000)
    var store = try await MediaStore.open(folder.path)
    _ = try await fill(store, sample)
    await store.note([sample.wish()])
    unlink(folder.path + "/index")
    store = try await MediaStore.open(folder.path)
    #expect(store.path(of: sample.sha256) == nil)
    #expect(await store.verifiedPath(of: sample.sha256) != nil)
    #expect(store.path(of: sample.sha256) != nil)
  }

  @Test func whoReadsAFileReadsOnWhenItIsRemoved() async throws {
    let store = try await MediaStore.open(folder.path)
    let sample = MediaSample(300_000)
    let path = try await fill(store, sample)
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    await store.remove(sample.sha256)
    #expect(store.path(of: sample.sha256) == nil && store.items.isEmpty)
    #expect(MediaHash.sha256(descriptor: descriptor) == sample.sha256)
  }

  @Test func dueTimesAreKnownAfterARestart() async throws {
    let sample = MediaSample(10)
    var store = try await MediaStore.open(folder.path)
    _ = try await fill(store, sample)
    await store.note([sample.wish(due: 77)])
    store = try await MediaStore.open(folder.path)
    #expect(store.items.first?.lastDue == WallTime(seconds: 77))
  }

  @Test func aFileFromElsewhereIsAdoptedOnlyIfItIsTheOne() async throws {
    let sample = MediaSample(3_000_000)
    let path = try folder.write(sample.bytes, "edition.wav")
    let store = try await MediaStore.open(folder.path + "/media")
    // A beginning of something else is in the way.
    _ = try folder.write([1, 2, 3], "media/" + sample.sha256 + ".part")
    let adopted = try await store.adopt(path, as: sample.sha256)
    #expect(FileManager.default.contents(atPath: adopted).map(Array.init) == sample.bytes)
    let other = MediaSample(10, seed: 9)
    await #expect(throws: MediaRefusal(other.sha256, .wrongContent(found: sample.sha256))) {
      try await store.adopt(path, as: other.sha256)
    }
    await #expect(throws: MediaRefusal(other.sha256, .absent(path: folder.path))) {
      try await store.adopt(folder.path, as: other.sha256)
    }
    #expect(store.path(of: other.sha256) == nil)
  }

  @Test func linksAndStrangeFilesInTheFolderAreNoMedia() async throws {
    let sample = MediaSample(10)
    _ = try folder.write(sample.bytes, "secret")
    symlink(folder.path + "/secret", folder.path + "/" + sample.sha256)
    _ = try folder.write([1], "note.txt")
    let store = try await MediaStore.open(folder.path)
    #expect(store.items.isEmpty)
    #expect(await store.verifiedPath(of: sample.sha256) == nil)
    // Nor is a link followed where a beginning should be.
    let other = MediaSample(20, seed: 2)
    symlink(folder.path + "/note.txt", folder.path + "/" + other.sha256 + ".part")
    await #expect(throws: MediaRefusal(other.sha256, .disk(errno: ELOOP))) {
      try await store.begin(other.sha256, bytes: 20)
    }
    #expect(folder.read("note.txt") == [1])
  }

  @Test(arguments: [
    "", "loa media 1", "loa media 2\n", "\n\n\n", "loa media 1\nx y z\n", "loa media 1\n\u{0}",
  ])
  func anUnreadableListIsAnEmptyList(text: String) {
    #expect(MediaIndex(text: text).lines.isEmpty)
  }

  @Test func theListReadsWhatItWrote() {
    var index = MediaIndex()
    for seed in 0..<20 as Range<UInt64> {
      index.lines[MediaSample(4, seed: seed).sha256] = MediaIndex.Line(
        identity: MediaIdentity(bytes: Int64(seed), inode: .max - seed, modified: -5),
        lastDue: seed % 2 == 0 ? nil : WallTime(nanoseconds: -Int64(seed)))
    }
    #expect(MediaIndex(text: index.text) == index)
  }

  /// On a file system of one megabyte, where mounting one is permitted.
  @Test(.enabled(if: geteuid() == 0)) func aFullDiskLosesNothingAndTheFileGoesOnWhenThereIsRoom() async throws
  {
    let place = folder.path + "/small"
    mkdir(place, 0o700)
    guard mount("none", place, "tmpfs", 0, "size=1m") == 0 else { return }
    defer { umount2(place, Int32(MNT_DETACH)) }
    let ballast = try folder.write([UInt8](repeating: 0, count: 600_000), "small/ballast")
    let store = try await MediaStore.open(place)
    let sample = MediaSample(900_000)
    let partial = try await store.begin(sample.sha256, bytes: sample.length)
    try await partial.append(ByteBuffer(bytes: sample.bytes[..<200_000]))
    await #expect(throws: MediaRefusal(sample.sha256, .disk(errno: ENOSPC))) {
      try await partial.append(ByteBuffer(bytes: sample.bytes[200_000...]))
    }
    #expect(partial.offset == 200_000)
    #expect(store.path(of: sample.sha256) == nil)
    await partial.close()
    unlink(ballast)
    let again = try await store.begin(sample.sha256, bytes: sample.length)
    #expect(again.offset == 200_000)
    try await again.append(ByteBuffer(bytes: sample.bytes[200_000...]))
    let path = try await again.finish()
    #expect(MediaStore.hash(of: path) == sample.sha256)
  }
}
