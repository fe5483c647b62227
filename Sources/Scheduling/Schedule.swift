public import struct Foundation.TimeZone

/// What the people wrote: everything that a rundown is made of, except the editions.
public struct Schedule: Sendable, Hashable {
  public var timeZone: TimeZone
  public var programmes: [Programme]
  public var slots: [Slot]
  public var quietHours: [QuietHours]
  public var holidays: [Holiday]
  public var loudness: LoudnessTarget

  public init(
    timeZone: TimeZone, programmes: [Programme] = [], slots: [Slot] = [],
    quietHours: [QuietHours] = [], holidays: [Holiday] = [], loudness: LoudnessTarget = .init()
  ) {
    self.timeZone = timeZone
    self.programmes = programmes
    self.slots = slots
    self.quietHours = quietHours
    self.holidays = holidays
    self.loudness = loudness
  }

  /// The files that slots air where an edition is missing.
  public var fillers: [String] {
    slots.compactMap { if case .filler(let path) = $0.whenMissing { path } else { nil } }
  }
}

/// Hours of a local day in which nothing but an emergency may sound; `until` earlier than `from` crosses midnight.
public struct QuietHours: Sendable, Hashable, Codable {
  public var from: CivilTime
  public var until: CivilTime

  public init(from: CivilTime, until: CivilTime) {
    self.from = from
    self.until = until
  }
}

/// A local day off, with its name.
public struct Holiday: Sendable, Hashable, Codable {
  public var date: CivilDate
  public var name: String

  public init(date: CivilDate, name: String) {
    self.date = date
    self.name = name
  }
}

/// What every item is brought to.
public struct LoudnessTarget: Sendable, Hashable, Codable {
  /// False: files are played as they are, bit for bit.
  public var isOn: Bool
  /// Integrated loudness in LUFS. EBU R 128: −23.
  public var integrated: Double
  /// The true peak never exceeds this, in dBTP. EBU R 128: −1.
  public var truePeakLimit: Double

  public init(isOn: Bool = true, integrated: Double = -23, truePeakLimit: Double = -1) {
    self.isOn = isOn
    self.integrated = integrated
    self.truePeakLimit = truePeakLimit
  }

  /// The gain in dB for a file: to the target, but never so much that a peak passes the limit.
  /// Zero when off; a file without measurable loudness is only kept below the peak limit.
  public func gain(for media: Media) -> Double {
    guard isOn else { return 0 }
    let wanted = media.loudness.map { integrated - $0 } ?? 0
    let headroom = media.truePeak.map { truePeakLimit - $0 } ?? .infinity
    return min(wanted, headroom)
  }
}
