public import Clocks
public import Scheduling

/// Who has a time that both want, among normal airings: the station or its parent.
public enum ClashRule: String, Sendable, Codable, CaseIterable {
  case own, upstream
}

/// The rundown of a station: its own airings and those of its parent.
public enum StationRundown {
  /// A stand-in is put in only this long before the airing: until then its files may well arrive, and a stand-in that was
  /// not needed leaves a line in the log.
  static let standInLead = Duration.minutes(15)

  /// What the station is to air. A function of its arguments: merging the result again changes nothing.
  ///
  /// - Airings of the parent keep their ids, by which the parent's log knows them. An own airing of the same id stands aside
  ///   for good: see `sharedIDs`.
  /// - Normal airings that want the same time: `rule` says who has it, the other is cancelled as a clash. What counts is
  ///   the allotted length; an overrun is a permission, and gives way on air.
  /// - A priority airing of the parent has its time. An own one that would begin in it begins after it, if that is within
  ///   its own allotted length; an own priority airing counts as a normal one then.
  /// - An emergency needs no room: it takes the air. One that is over is left out.
  /// - An airing whose files are not all here is undelivered. Until they are, `fallback` stands in for it (never for an
  ///   emergency), from a quarter of an hour before.
  /// - An expired manifest gives nothing that could sound.
  ///
  /// The result begins where both are known; own airings from before are in it as well. Of the parent's, those are in
  /// that begin in the period of `own` and those that have begun before it and may still sound.
  ///
  /// - Parameters:
  ///   - path: where the file with this SHA-256 is; nil: not here, or not whole.
  ///   - fallback: what sounds in place of an airing without its files; empty: silence.
  public static func merged(
    own: Rundown, manifest: Manifest?, now: WallTime, path: (String) -> String?, rule: ClashRule,
    fallback: [Item]
  ) -> Rundown {
    var ours = own.airings.filter { !$0.isStandIn }
    guard let manifest else {
      return Rundown(from: own.from, until: own.until, airings: ours.sorted { $0.precedes($1) })
    }
    var theirs = upstream(manifest, within: own.from..<max(own.from, own.until), now: now, path: path)
    let shared = Set(theirs.map(\.id))
    ours.removeAll { shared.contains($0.id) }
    giveWay(&ours, toPriorityOf: theirs)
    switch rule {
    case .own: cancelClashes(of: &theirs, with: ours)
    case .upstream: cancelClashes(of: &ours, with: theirs)
    }
    let standIns = now < manifest.validUntil ? theirs.compactMap { $0.standIn(fallback, now: now) } : []
    return Rundown(
      from: min(max(own.from, manifest.rundown.from), max(own.from, own.until)), until: own.until,
      airings: (ours + theirs + standIns).sorted { $0.precedes($1) })
  }

  /// The ids under which both the station and its parent plan an airing; the parent's airs. Someone should rename a slot.
  public static func sharedIDs(own: Rundown, manifest: Manifest) -> [AiringID] {
    let theirs = Set(manifest.rundown.airings.map(\.id))
    return own.airings.map(\.id).filter { theirs.contains($0) }
  }

  /// What a node hands down to its own stations: what it airs itself, without the stand-ins for what it waits for.
  public static func handedDown(from merged: Rundown) -> Rundown {
    var rundown = merged
    rundown.airings.removeAll(where: \.isStandIn)
    return rundown
  }

  private static func upstream(
    _ manifest: Manifest, within period: Range<WallTime>, now: WallTime, path: (String) -> String?
  ) -> [Airing] {
    let isExpired = manifest.validUntil <= now
    return manifest.rundown.airings.compactMap { airing in
      let isOver = airing.isOver(at: now)
      guard airing.plannedStart < period.upperBound, airing.plannedStart >= period.lowerBound || !isOver
      else { return nil }
      if airing.priority == .emergency, isOver { return nil }
      var airing = airing
      airing.isRelayed = true
      airing.isUndelivered = isExpired && !airing.items.isEmpty
      for index in airing.items.indices {
        if let path = path(airing.items[index].media.sha256) {
          airing.items[index].media.path = path
        } else {
          airing.isUndelivered = true
        }
      }
      return airing
    }
  }

  private static func giveWay(_ ours: inout [Airing], toPriorityOf theirs: [Airing]) {
    let taken = TakenTimes(theirs.filter { $0.priority == .priority })
    for index in ours.indices where ours[index].wantsItsTime && ours[index].priority <= .priority {
      guard taken.overlap(ours[index]) else { continue }
      ours[index].priority = min(ours[index].priority, .normal)
      if taken.contain(ours[index].plannedStart) {
        ours[index].whenLate = .restart(within: ours[index].allotted)
      }
    }
  }

  private static func cancelClashes(of losers: inout [Airing], with winners: [Airing]) {
    let taken = TakenTimes(winners.filter { $0.priority == .normal })
    for index in losers.indices
    where losers[index].wantsItsTime && losers[index].priority == .normal && taken.overlap(losers[index]) {
      losers[index].disposition = .cancelled(.clash)
    }
  }
}

/// The times that airings have a right to.
private struct TakenTimes {
  private var times: [Range<WallTime>] = []
  private var longest = Duration.zero

  init(_ airings: [Airing]) {
    times = airings.filter(\.wantsItsTime).map(\.ownTime).sorted { $0.lowerBound < $1.lowerBound }
    longest = times.map { $0.upperBound - $0.lowerBound }.max() ?? .zero
  }

  func overlap(_ airing: Airing) -> Bool {
    let time = airing.ownTime
    return times[near(time.lowerBound)...].prefix { $0.lowerBound < time.upperBound }
      .contains { $0.overlaps(time) }
  }

  func contain(_ instant: WallTime) -> Bool {
    times[near(instant)...].prefix { $0.lowerBound <= instant }.contains { $0.contains(instant) }
  }

  /// Whatever begins earlier has ended by then.
  private func near(_ instant: WallTime) -> Int {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if times[middle].lowerBound < instant - longest { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Airing {
  private static let standInMark = "du-phong:"

  /// Whether it only fills the time of an airing whose files are not here.
  var isStandIn: Bool { id.text.hasPrefix(Self.standInMark) }

  fileprivate var wantsItsTime: Bool { disposition == .air && !ownTime.isEmpty }

  /// The time that is its own even against an equal: not the overrun.
  fileprivate var ownTime: Range<WallTime> {
    plannedStart..<(plannedStart + max(.zero, min(dueDuration, allotted)))
  }

  fileprivate func standIn(_ items: [Item], now: WallTime) -> Airing? {
    guard isUndelivered, wantsItsTime, priority < .emergency, !items.isEmpty, !isOver(at: now),
      plannedStart <= now + StationRundown.standInLead
    else { return nil }
    return Airing(
      id: AiringID(Self.standInMark + id.text), slot: nil, programme: nil, plannedStart: plannedStart,
      localStart: localStart, allotted: min(dueDuration, allotted), priority: .fallback, whenLate: .join,
      items: items)
  }
}
