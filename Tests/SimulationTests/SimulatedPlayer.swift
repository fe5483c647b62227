import Clocks
import Playout
import Scheduling

/// A speaker that obeys cues to the frame and remembers what it really emitted.
struct SimulatedPlayer {
  struct Emission {
    var airing: AiringID
    var frames: Range<Int64>
    /// On the simulation's own clock, which never steps.
    var from: Int64
    var until: Int64
  }

  private struct Voice {
    var cue: Cue
    var readyAt: Int64
    /// Frames before this are past.
    var through: Int64
    var played: Int64 = 0
    var first: Int64?
    var gapFrom: Int64?
    var lastReport: Int64 = 0
    var stopAt: Int64?
  }

  let rate: Int
  var isDeviceUp = true
  private(set) var emissions: [Emission] = []
  private var voices: [Voice] = []

  init(rate: Int) { self.rate = rate }

  private var frame: Int64 { 1_000_000_000 / Int64(rate) }

  mutating func powerOff() { voices = [] }

  mutating func arm(_ cue: Cue, at now: Int64) {
    voices.append(
      Voice(
        cue: cue, readyAt: now + 50_000_000, through: cue.from.frames(at: rate)))
  }

  mutating func retime(_ id: Cue.ID, _ start: MonotonicTime) {
    for index in voices.indices where voices[index].cue.id == id && voices[index].first == nil {
      voices[index].cue.start = start
    }
  }

  mutating func stop(_ id: Cue.ID, fade: Duration, at now: Int64) {
    for index in voices.indices where voices[index].cue.id == id {
      voices[index].stopAt = voices[index].first == nil ? now : now + fade.wholeNanoseconds
    }
  }

  /// When something happens next, on the monotonic clock.
  func nextEvent(after now: Int64) -> Int64? {
    voices.map { voice in
      let end = voice.cue.start.nanoseconds + voice.cue.duration.wholeNanoseconds
      var next = min(end, voice.stopAt ?? .max)
      if voice.first == nil, isDeviceUp {
        let sound = max(voice.readyAt, voice.cue.start.nanoseconds + voice.cue.from.wholeNanoseconds) + frame
        next = min(next, sound)
      } else if voice.first != nil {
        next = min(next, voice.lastReport + 1_000_000_000)
      }
      return max(next, now + 1_000_000)
    }.min()
  }

  /// Sounds what was due since the last call; the device has been as it is since then.
  mutating func advance(to now: Int64) -> [PlayerReport] {
    var reports: [PlayerReport] = []
    let at = MonotonicTime(nanoseconds: now)
    for index in voices.indices {
      var voice = voices[index]
      let start = voice.cue.start.nanoseconds
      let last = voice.cue.duration.frames(at: rate)
      let limit = min(now, voice.stopAt ?? .max)
      let due = min(last, max(0, (limit - start) / frame))
      if due > voice.through, limit >= voice.readyAt || voice.first != nil {
        // The frames that were due before it was ready are past without a sound.
        let begin =
          voice.first == nil
          ? max(voice.through, max(0, (voice.readyAt - start + frame - 1) / frame)) : voice.through
        if isDeviceUp, due > begin {
          if voice.first == nil {
            voice.first = begin
            voice.lastReport = now
            reports.append(
              .started(voice.cue.id, frame: begin, at: MonotonicTime(nanoseconds: start + begin * frame)))
          }
          if let gap = voice.gapFrom {
            if gap < begin {
              reports.append(.gap(voice.cue.id, frame: gap, frames: begin - gap, at: at, cause: .device))
            }
            voice.gapFrom = nil
          }
          emissions.append(
            Emission(
              airing: voice.cue.airing, frames: begin..<due, from: start + begin * frame,
              until: start + due * frame))
          voice.played += due - begin
          voice.through = due
        } else if !isDeviceUp {
          if voice.first != nil, voice.gapFrom == nil { voice.gapFrom = voice.through }
          voice.through = due
        }
      }
      let isOver = now >= start + voice.cue.duration.wholeNanoseconds
      let isStopped = voice.stopAt.map { now >= $0 } ?? false
      if voice.first != nil, !isOver, !isStopped, now - voice.lastReport >= 1_000_000_000 {
        voice.lastReport = now
        reports.append(.progress(voice.cue.id, played: voice.played, through: voice.through, at: at))
      }
      if isOver || isStopped {
        if let gap = voice.gapFrom, gap < voice.through {
          reports.append(.gap(voice.cue.id, frame: gap, frames: voice.through - gap, at: at, cause: .device))
        }
        reports.append(.ended(voice.cue.id, played: voice.played, at: at, isOver ? .completed : .stopped))
        voice.stopAt = .min
      }
      voices[index] = voice
    }
    voices.removeAll { $0.stopAt == .min }
    return reports
  }

  /// Puts the emissions of this boot on the clock that never steps.
  mutating func shiftEmissions(since index: Int, by offset: Int64) {
    for i in index..<emissions.count {
      emissions[i].from += offset
      emissions[i].until += offset
    }
  }
}
