public import Audio
import Clocks
public import Phrases
import Platform
import Playout
import Scheduling
import Synchronization

/// What became of a test tone.
public struct ToneReport: Sendable, Codable, Hashable {
  /// As the config file names it.
  public var device: String
  /// The card's own name; nil: the device is on no card.
  public var card: String?
  /// Frames a second.
  public var rate: Int
  public var channels: Int
  /// Frames of the tone that left the device, and how many it has.
  public var framesPlayed: Int64
  public var framesDue: Int64
  /// In dBFS, by channel.
  public var peaks: [Double]
  /// Why it did not sound in full; nil: it did.
  public var trouble: BilingualText?
  public var remedy: BilingualText?

  public var isWhole: Bool { framesPlayed == framesDue && trouble == nil }
}

/// Sends a test tone the way a programme goes: through the player, at a planned frame.
public enum ToneSender {
  /// From arming to the first frame: the device has to run by then.
  private static let lead = Duration.seconds(1)
  /// Beside the tone's own length, the most that opening and ending may take.
  private static let patience = Duration.seconds(6)

  public static func send(
    _ tone: TestTone, to device: any SoundDevice, buffer: Duration, card: String?
  ) async -> ToneReport {
    // What fails at once is said in the device's own words.
    if let failure = await firstFailure(tone, device, buffer) {
      return report(tone, device, card, played: 0, trouble: failure)
    }
    let player = Player(output: device, rate: tone.rate, channels: tone.channels, buffer: buffer) { _, _, _ in
      ToneSource(tone)
    }
    player.start()
    player.arm(
      Cue(
        id: .init(1), airing: AiringID("thu-am"), items: [], start: SystemClock.monotonic() + lead,
        duration: .frames(tone.frames, at: tone.rate)))
    let watch = Task {
      try await Task.sleep(for: lead + .seconds(tone.seconds) + patience)
      player.stop(.init(1))
      await player.shutdown()
    }
    var (played, lost): (Int64, DeviceTrouble?) = (0, nil)
    reports: for await report in player.reports {
      switch report {
      case .progress(_, let frames, _, _): played = frames
      case .ended(_, let frames, _, _):
        played = frames
        break reports
      case .device(.lost(_, let why)): lost = why
      default: break
      }
    }
    watch.cancel()
    await player.shutdown()
    guard played < tone.frames else { return report(tone, device, card, played: played, trouble: nil) }
    let kind = lost.map(\.kind) ?? .failed
    let words = lost?.rawValue ?? "\(played)/\(tone.frames)"
    return report(
      tone, device, card, played: played,
      trouble: OutputFailure(kind: kind, device: device.name, detail: words))
  }

  private static func firstFailure(
    _ tone: TestTone, _ device: any SoundDevice, _ buffer: Duration
  ) async -> OutputFailure? {
    await withCheckedContinuation { continuation in
      do throws(PlatformError) {
        // A driver may take its time.
        _ = try SystemThread(name: "loa-tone") {
          do throws(OutputFailure) {
            try device.open(rate: tone.rate, channels: tone.channels, buffer: buffer).close()
            continuation.resume(returning: nil)
          } catch {
            continuation.resume(returning: error)
          }
        }
      } catch {
        continuation.resume(
          returning: OutputFailure(kind: .failed, device: device.name, detail: "\(error.what)"))
      }
    }
  }

  private static func report(
    _ tone: TestTone, _ device: any SoundDevice, _ card: String?, played: Int64, trouble: OutputFailure?
  ) -> ToneReport {
    ToneReport(
      device: device.name, card: card, rate: tone.rate, channels: tone.channels, framesPlayed: played,
      framesDue: tone.frames, peaks: (0..<min(2, tone.channels)).map { tone.peak($0) },
      trouble: trouble.map { BilingualText($0.what) }, remedy: trouble.map { BilingualText($0.remedy) })
  }
}

extension ToneReport {
  /// In plain words, for whoever listens at the loudspeaker.
  public func page(in language: Language) -> String {
    let words = language.phrases
    let place = card.map { "“\(device)” (\($0))" } ?? "“\(device)”"
    var lines = [
      words.toneSent(to: place, rate: rate, channels: channels, frames: framesPlayed, of: framesDue)
    ]
    if framesPlayed > 0 {
      lines.append(
        channels == 1
          ? words.tonePeakMono(peaks.first ?? -.infinity)
          : words.tonePeaks(left: peaks.first ?? -.infinity, right: peaks.last ?? -.infinity))
    }
    if let trouble { lines.append("  [X] \(trouble.said(in: language))") }
    if let remedy { lines.append("      → \(remedy.said(in: language))") }
    if isWhole { lines.append(words.toneListen) }
    return lines.joined(separator: "\n")
  }
}
