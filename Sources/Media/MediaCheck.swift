import Audio
import Phrases
public import Scheduling
public import Settings

/// What `loa check` says of the media.
public enum MediaCheck {
  /// Ours; no plan gives them. Gain in dB, silence in seconds, runs of full-scale samples.
  static let gainLimit = 20.0
  static let silenceLimit = 5.0
  static let clipLimit = 10

  /// What does not air, then what airs but should be looked at; ordered by file and place.
  public static func diagnostics(_ snapshot: MediaSnapshot, schedule: Schedule) -> [Diagnostic] {
    var found = snapshot.problems.map(\.diagnostic)
    for path in snapshot.measurements.keys.sorted() {
      if let measured = snapshot.measurements[path] {
        found += sound(of: measured, path: path, target: schedule.loudness)
      }
    }
    for edition in snapshot.editions {
      found += length(of: edition, snapshot: snapshot, schedule: schedule)
    }
    return Diagnostic.ordered(found)
  }

  private static func sound(
    of measured: AudioMeasurement, path: String, target: LoudnessTarget
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let name = path.onOneLine
    func warn(_ what: Text, _ remedy: Text) {
      found.append(Diagnostic(severity: .warning, file: name, what: what, remedy: remedy))
    }
    if target.isOn, let loudness = measured.loudness, abs(target.integrated - loudness) > gainLimit {
      let gain = target.integrated - loudness
      warn(Text { $0.farFromTarget(name, loudness: loudness, gain: gain) }, Text { $0.levelTheRecording })
    }
    let last = measured.finalSilence
    let longest = measured.longestSilence
    if last.length > silenceLimit {
      warn(Text { $0.silenceAtTheEnd(name, length: last.length) }, Text { $0.cutTheSilence })
    }
    if longest.length > silenceLimit, longest != last {
      warn(
        Text { $0.longSilence(name, length: longest.length, at: longest.start) }, Text { $0.cutTheSilence })
    }
    if measured.clippedRuns >= clipLimit, let first = measured.firstClip {
      let runs = measured.clippedRuns
      warn(Text { $0.clipped(name, runs: runs, at: first) }, Text { $0.recordSofter })
    }
    return found
  }

  private static func length(
    of edition: Edition, snapshot: MediaSnapshot, schedule: Schedule
  ) -> [Diagnostic] {
    guard let programme = schedule.programmes.first(where: { $0.id == edition.programme }) else { return [] }
    let extras = [programme.signature, programme.closing].compactMap { $0 }.compactMap { snapshot.files[$0] }
    let whole = extras.reduce(edition.media.duration) { $0 + $1.duration }
    return schedule.slots.compactMap { slot in
      let limit = if case .overrun(let more) = slot.atEnd { slot.allotted + more } else { slot.allotted }
      guard slot.programme == edition.programme, whole > limit else { return nil }
      let name = edition.media.path.onOneLine
      let seconds = Double(whole.components.seconds) + Double(whole.components.attoseconds) / 1e18
      let allotted = Double(slot.allotted.components.seconds)
      return Diagnostic(
        severity: .warning, file: name,
        what: Text {
          $0.longerThanAllotted(name, length: seconds, slot: slot.id.text, allotted: allotted)
        },
        remedy: Text { $0.shortenOrAllotMore })
    }
  }
}
