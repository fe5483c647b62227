import Glibc
import Phrases
import Platform
import Testing

@Suite struct FreeSpaceTests {
  @Test func anExistingFolderHasRoomWithinItsFileSystem() throws {
    let folder = try TemporaryFolder()
    let space = try FreeSpace(at: folder.path)
    #expect(space.total > 0)
    #expect((0...space.total).contains(space.available))
  }

  @Test func aFolderThatIsNotThereIsNamedInTheError() {
    let error = #expect(throws: PlatformError.self) { try FreeSpace(at: "/nonexistent/loa") }
    #expect(error?.code == "free-space-unknown")
    #expect(error?.errno == ENOENT)
    #expect(error?.what.said(in: .english).contains("/nonexistent/loa") == true)
  }
}
