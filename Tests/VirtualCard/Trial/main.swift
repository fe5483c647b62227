// Plays a position signal through the real ALSA path into a virtual card and measures, at the DAC, when each start
// sounded and how well the position kept to the wall.
//
//     player-trial PLUGIN FOLDER [starts N] [track SECONDS] [ppm P] [granularity G] [jitter US] [format F]
//     player-trial PLUGIN FOLDER starts N track SECONDS fault COMMAND for SECONDS
//     player-trial PLUGIN FOLDER … conf ASOUND_CONF device NAME

import Audio
import Clocks
import Foundation
import Playout
import Scheduling
import VirtualCard

func monotonic() -> MonotonicTime {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return MonotonicTime(nanoseconds: Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec))
}

final class PositionSource: FrameSource {
  let totalFrames: Int64
  private var position: Int64 = 0
  let failures: [SourceFailure] = []
  init(frames: Int64) { totalFrames = frames }
  func seek(to frame: Int64) { position = frame }
  func read(into samples: UnsafeMutableBufferPointer<Float>) -> Int {
    let count = Int(min(Int64(samples.count / 2), totalFrames - position))
    for index in 0..<max(0, count) {
      samples[index * 2] = PositionSignal.left(position + Int64(index))
      samples[index * 2 + 1] = PositionSignal.right(position + Int64(index))
    }
    position += Int64(max(0, count))
    return max(0, count)
  }
}

var arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
  print(
    "player-trial PLUGIN FOLDER [starts N] [track SECONDS] [ppm P] [granularity G] [jitter US] [format F]")
  exit(2)
}
let plugin = URL(filePath: arguments.removeFirst())
let folder = URL(filePath: arguments.removeFirst())
var options: [String: String] = [:]
while arguments.count >= 2 {
  options[arguments[0]] = arguments[1]
  arguments.removeFirst(2)
}
@MainActor func number(_ name: String, _ otherwise: Double) -> Double {
  options[name].flatMap(Double.init) ?? otherwise
}

var cards = try VirtualCards(folder: folder, plugin: plugin)
let card = try cards.add(
  "card", ppm: number("ppm", 0), granularity: Int(number("granularity", 1)), jitter: Int(number("jitter", 0)),
  format: options["format"] ?? "S16_LE")

// Another device of another configuration: nothing is measured, the reports are printed.
if let configuration = options["conf"] { setenv("ALSA_CONFIG_PATH", configuration, 1) }

let player = Player(output: ALSADevice(name: options["device"] ?? "card"), rate: 48_000, channels: 2) {
  cue, rate, _ in
  PositionSource(frames: cue.duration.frames(at: rate))
}
let listener = Task {
  for await report in player.reports {
    if case .progress = report { continue }
    print(report)
  }
}

func cue(_ number: UInt64, start: MonotonicTime, duration: Duration) -> Cue {
  Cue(id: Cue.ID(number), airing: AiringID("trial"), items: [], start: start, duration: duration)
}

player.start()
try await Task.sleep(for: .seconds(number("settle", 3)))
let startCount = Int(number("starts", 20))
let trackSeconds = number("track", 20)
let begin = monotonic() + .seconds(1)
var planned: [(start: MonotonicTime, duration: Double)] = []
for index in 0..<startCount {
  // Not a whole number of frames apart, so that every fraction of a frame is met.
  planned.append((begin + .microseconds(index * 1_000_037), 0.5))
}
let trackStart = begin + .microseconds(startCount * 1_000_037)
if trackSeconds > 0 { planned.append((trackStart, trackSeconds)) }
for (index, plan) in planned.enumerated() {
  player.arm(cue(UInt64(index + 1), start: plan.start, duration: .seconds(plan.duration)))
}
var usage = rusage()
getrusage(0, &usage)
func seconds(_ t: timeval) -> Double { Double(t.tv_sec) + Double(t.tv_usec) * 1e-6 }
let cpuBefore = seconds(usage.ru_utime) + seconds(usage.ru_stime)
let wallBefore = monotonic()
if let fault = options["fault"].flatMap(VirtualCard.Command.init(rawValue:)) {
  try await Task.sleep(for: .seconds(1 + Double(startCount) + trackSeconds / 3))
  try card.obey(fault)
  try await Task.sleep(for: .seconds(number("for", 3)))
  try card.obey(.ok)
  try await Task.sleep(for: .seconds(trackSeconds * 2 / 3 + 1))
} else {
  try await Task.sleep(for: .seconds(2 + Double(startCount) + trackSeconds))
}
getrusage(0, &usage)
let cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime) - cpuBefore
let wall = (monotonic() - wallBefore).inSeconds
let state = player.state
await player.shutdown()
await listener.value

print("state: \(state)")
print(
  String(
    format: "cpu %.2f %% of a core, peak resident %.1f MB", cpu / wall * 100, Double(usage.ru_maxrss) / 1024))
guard options["device"] == nil else { exit(0) }
let recording = try Recording(of: card)
var startErrors: [Double] = []
var trackErrors: [Double] = []
var changed = 0
for (index, plan) in planned.enumerated() {
  let start = Double(plan.start.nanoseconds)
  guard let around = recording.frame(at: start) else {
    print("start \(index): nothing sounded")
    continue
  }
  var first = max(0, Int(around) - 12_000)
  while first < recording.frames, recording.isSilent(first) { first += 1 }
  guard first < recording.frames else { continue }
  startErrors.append((recording.instant(of: Double(first)) - start) / 1e6)
  let count = Int(plan.duration * 48_000)
  var same = true
  for frame in 0..<min(4_800, count) where first + frame < recording.frames {
    if recording.sample(first + frame, 0) != Double(PositionSignal.left(Int64(frame))) { same = false }
  }
  if !same { changed += 1 }
  guard plan.duration > 1 else { continue }
  var at = first + 2_400
  while at + 480 < min(recording.frames, first + count - 4_800) {
    let middle = recording.instant(of: Double(at) + 239.5)
    let expected = (middle - start) * 48e-6
    if !recording.isSilent(at), !recording.isSilent(at + 479) {
      let position = PositionSignal.position(in: recording, first: at, expected: expected)
      trackErrors.append((position - expected) / 48)
    }
    at += 4_800
  }
}
print("start error, ms:    \(Spread(startErrors))")
print("starts not bit-identical in their first 100 ms: \(changed) of \(planned.count)")
print("position error, ms: \(Spread(trackErrors))")
