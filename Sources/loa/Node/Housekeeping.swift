import Clocks
import Phrases
import Platform
import Playout
import ServiceLifecycle

/// Looks after the disk.
struct Housekeeping: Service {
  let path: String
  let desk: AlarmDesk
  let megabytesWanted: Int

  private static let pace = Duration.seconds(30)

  func run() async throws {
    while !Task.isShuttingDownGracefully {
      await look()
      do {
        try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pace) }
      } catch {
        return
      }
    }
  }

  private func look() async {
    guard let space = try? FreeSpace(at: path) else { return }
    let (path, free) = (path, Int(space.available / 1_000_000))
    guard free < megabytesWanted else { return await desk.clear(Alarm.Key(.diskLow, path)) }
    await desk.raise(
      Alarm(
        .diskLow, about: path, text: Text { $0.diskIsLow(path, megabytesFree: free) },
        remedy: Text { $0.makeRoomOnDisk }, since: SystemClock.read().wall))
  }
}
