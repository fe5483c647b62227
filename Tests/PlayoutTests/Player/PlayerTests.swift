import Audio
import Clocks
import Glibc
import Scheduling
import Synchronization
import Testing

@testable import Playout

/// A driver whose first call never comes back while the test runs.
private final class HangingDevice: SoundDevice {
  let name = "hanging"
  private let opens = Atomic<Int>(0)
  private let gate = Mutex<Bool>(false)

  func open(rate: Int, channels: Int, buffer: Duration) throws(OutputFailure) -> any AudioOutput {
    if opens.wrappingAdd(1, ordering: .relaxed).newValue == 1 {
      while !gate.withLock({ $0 }) { usleep(1_000) }
    }
    throw OutputFailure(kind: .busy, device: name, detail: "")
  }

  func release() { gate.withLock { $0 = true } }
}

@Suite struct PlayerTests {
  @Test func aSessionIsTakenOnlyInsideACallAndTheCallThenHasNoAnswer() {
    let session = Session()
    #expect(!session.abandon())
    #expect(session.call { 7 } == 7)
    var wasTaken = false
    let answer: Int? = session.call {
      wasTaken = session.abandon()
      return 7
    }
    #expect(wasTaken && answer == nil)
  }

  @Test(.timeLimit(.minutes(1)))
  func aDriverThatNeverReturnsIsLeftBehindAndTheDeviceTriedAgain() async {
    let device = HangingDevice()
    let player = Player(output: device, rate: 48_000, channels: 2)
    player.start()
    var troubles: [DeviceTrouble] = []
    for await report in player.reports {
      if case .device(.lost(_, let why)) = report { troubles.append(why) }
      if troubles.last == .busy { break }
    }
    #expect(troubles == [.frozen, .busy])
    #expect(player.state.abandonedThreads == 1)
    device.release()
    await player.shutdown()
  }

  @Test(.timeLimit(.minutes(1)))
  func aPlayerWithoutADeviceEndsAtOnceWhenToldTo() async {
    let player = Player(output: ALSADevice(name: "no-such-device"), rate: 48_000, channels: 2)
    player.start()
    for await report in player.reports {
      if case .device(.lost(_, .absent)) = report { break }
    }
    await player.shutdown()
    #expect(!player.state.device.isRunning)
  }

  @Test func anItemWhoseFileIsMissingIsOneHoleAsLongAsItWasPlanned() {
    let missing = Item(
      role: .edition,
      media: Media(path: "/nowhere/edition.wav", sha256: "", bytes: 1, duration: .seconds(2)))
    let source = ItemsSource(
      cue: Cue(
        id: Cue.ID(1), airing: AiringID("a"), items: [missing], start: MonotonicTime(nanoseconds: 0),
        duration: .seconds(2)), rate: 48_000, channels: 2)
    #expect(source.totalFrames == 96_000)
    #expect(source.failures.map(\.item) == [0])
    #expect(source.failures.map(\.frames) == [0..<96_000])
  }
}
