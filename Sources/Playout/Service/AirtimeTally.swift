import Clocks
public import Scheduling

/// What a node has aired since it started, summed up for those who watch many nodes by numbers. The log has it airing by
/// airing, and for ever.
public struct AirtimeTally: Sendable, Hashable, Codable {
  /// Airings by how they ended.
  public private(set) var airings: [Outcome: Int] = [:]
  /// Seconds that sounded.
  public private(set) var secondsPlayed = 0.0
  /// Gaps within airings by their cause, and the seconds that are missing there.
  public private(set) var gaps: [Cause: Int] = [:]
  public private(set) var secondsMissing: [Cause: Double] = [:]
  /// How far from the planned start airings began, whichever way: for each bound of `startErrorBounds` how many lay within it.
  public private(set) var startsWithin = [Int](repeating: 0, count: startErrorBounds.count)
  public private(set) var starts = 0
  /// The sum of those errors, in seconds.
  public private(set) var startErrorSum = 0.0

  /// In seconds: a frame or two, what people hear, what is late.
  public static let startErrorBounds = [0.0005, 0.001, 0.01, 0.1, 1, 10, 60]

  public init() {}

  /// Counts an entry that was closed.
  public mutating func count(_ entry: AsRunEntry) {
    guard let outcome = entry.outcome else { return }
    airings[outcome, default: 0] += 1
    let rate = Double(max(1, entry.frameRate))
    secondsPlayed += Double(entry.framesPlayed) / rate
    for gap in entry.gaps {
      gaps[gap.cause, default: 0] += 1
      secondsMissing[gap.cause, default: 0] += Double(gap.frames) / rate
    }
    // Where the beginning is missing, the first frame is not the airing's start.
    guard let started = entry.startedAt, entry.gaps.first?.frame != 0 else { return }
    let error = abs((started - entry.plannedStart).inSeconds)
    starts += 1
    startErrorSum += error
    for (index, bound) in Self.startErrorBounds.enumerated() where error <= bound { startsWithin[index] += 1 }
  }
}
