import Clocks
import Foundation
import Glibc
import Testing

@testable import Relay

@Suite struct PublicationTests {
  private let folder: MediaFolder
  private let place: String
  init() throws {
    folder = try MediaFolder()
    place = folder.path + "/www"
  }

  private func publish(
    _ manifest: String, _ media: [(String, String)], at seconds: Int64 = 1000
  ) throws -> Publication.Outcome {
    try Publication.publish(
      signedManifest: Array(manifest.utf8), media: media, to: place, now: WallTime(seconds: seconds))
  }

  private func mode(_ name: String) -> UInt32 {
    var status = stat()
    return stat(place + "/" + name, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func aMirrorFindsTheManifestAndAllItNames() throws {
    let sample = MediaSample(100_000)
    let path = try folder.write(sample.bytes, "a.wav")
    // A private file is copied and not shared.
    let closed = MediaSample(5_000, seed: 2)
    let secret = try folder.write(closed.bytes, "b.wav")
    chmod(secret, 0o600)
    let outcome = try publish(
      "signed", [(sample.sha256, path), (closed.sha256, secret), (sample.sha256, path)])
    #expect(outcome.added == 2 && outcome.kept == 0 && outcome.problems.isEmpty)
    #expect(folder.read("www/manifest") == Array("signed".utf8))
    #expect(folder.read("www/media/" + sample.sha256) == sample.bytes)
    #expect(folder.read("www/media/" + closed.sha256) == closed.bytes)
    for name in ["manifest", "media/" + sample.sha256, "media/" + closed.sha256] {
      #expect(mode(name) & 0o444 == 0o444)
    }
    #expect(mode("") == 0o755 && mode("media") == 0o755)
    var status = stat()
    #expect(stat(secret, &status) == 0 && status.st_mode & 0o777 == 0o600)
  }

  @Test func aFileThatIsThereIsLeftAlone() throws {
    let sample = MediaSample(1000)
    let path = try folder.write(sample.bytes, "a.wav")
    chmod(path, 0o600)
    _ = try publish("1", [(sample.sha256, path)])
    var before = stat()
    stat(place + "/media/" + sample.sha256, &before)
    let outcome = try publish("2", [(sample.sha256, path)])
    var after = stat()
    stat(place + "/media/" + sample.sha256, &after)
    #expect(outcome.kept == 1 && outcome.added == 0)
    #expect(before.st_ino == after.st_ino)
    #expect(folder.read("www/manifest") == Array("2".utf8))
  }

  @Test func whatIsNotNamedAnyMoreGoesADayLater() throws {
    let sample = MediaSample(1000)
    let path = try folder.write(sample.bytes, "a.wav")
    _ = try publish("1", [(sample.sha256, path)])
    #expect(try publish("2", [], at: 2000).removed == 0)
    #expect(try publish("3", [], at: 2000 + 86_399).removed == 0)
    #expect(folder.read("www/media/" + sample.sha256) != nil)
    #expect(try publish("4", [], at: 2000 + 86_400).removed == 1)
    #expect(folder.read("www/media/" + sample.sha256) == nil)
  }

  @Test func whatIsNamedAgainBeginsItsDayAnew() throws {
    let sample = MediaSample(1000)
    let path = try folder.write(sample.bytes, "a.wav")
    _ = try publish("1", [(sample.sha256, path)])
    _ = try publish("2", [], at: 2000)
    #expect(try publish("3", [(sample.sha256, path)], at: 3000).kept == 1)
    #expect(try publish("4", [], at: 100_000).removed == 0)
    // Nor does a clock that was set back keep it for ever.
    #expect(try publish("5", [], at: 50_000).removed == 0)
    #expect(try publish("6", [], at: 50_000 + 86_400).removed == 1)
  }

  @Test func wrongAndMissingFilesAreReportedAndTheRestIsPublished() throws {
    let (sample, other) = (MediaSample(1000), MediaSample(1000, seed: 2))
    let path = try folder.write(sample.bytes, "a.wav")
    let outcome = try publish(
      "1",
      [
        (other.sha256, path), (sample.sha256, path), ("../x", path),
        (MediaSample(3, seed: 3).sha256, "/nowhere"),
      ])
    #expect(
      outcome.problems == [
        MediaRefusal(other.sha256, .wrongContent(found: sample.sha256)), MediaRefusal("../x", .invalidName),
        MediaRefusal(MediaSample(3, seed: 3).sha256, .absent(path: "/nowhere")),
      ])
    #expect(outcome.added == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place + "/media") == [sample.sha256])
    #expect(folder.read("www/manifest") != nil)
  }

  @Test func strangersInTheFolderAreLeftAlone() throws {
    _ = try publish("1", [])
    _ = try folder.write([1], "www/media/robots.txt")
    _ = try publish("2", [], at: 1_000_000)
    #expect(folder.read("www/media/robots.txt") == [1])
  }

  @Test func aFolderThatCanNotBeMadeIsSaid() throws {
    _ = try folder.write([1], "www")
    #expect(throws: MediaRefusal.self) { try publish("1", []) }
  }
}
