import Canonical
public import Clocks
public import Scheduling

/// Decides when a parent issues a manifest, and what stands in it.
///
/// A new one is issued when something changed that an airing ahead depends on, and before the last one grows old. Time going
/// by is no change: airings that are over fall out, and those of another day come in with the next issue.
public struct ManifestIssuer: Sendable {
  public let node: StationCode
  /// The last one that was issued.
  public private(set) var issued: Manifest?
  private var sequence: Int64
  /// The airings ahead that can not be handed down, and why no station would take them.
  public private(set) var withheld: [Withheld] = []

  /// How far ahead the airings reach.
  public static let reach = Duration.days(7)
  /// A day more than that, so that nothing that was handed down expires before it was due.
  public static let validity = Duration.days(8)
  /// A manifest is not left standing for longer.
  public static let renewal = Duration.hours(12)

  public struct Withheld: Sendable, Hashable {
    public var airing: AiringID
    public var why: ManifestRefusal
  }

  /// - Parameters:
  ///   - issued: the last one, if it is still there.
  ///   - sequence: the last number, where only that is known.
  public init(node: StationCode, issued: Manifest? = nil, sequence: Int64 = 0) {
    self.node = node
    self.issued = issued
    self.sequence = max(sequence, issued?.sequence ?? 0)
  }

  /// When the next one is due although nothing changed; nil: at once.
  public var renewalDue: WallTime? { issued.map { $0.issuedAt + Self.renewal } }

  /// Call it whenever anything may have changed and at `renewalDue`, but only while the clock is trusted: stations refuse
  /// what comes from a wrong year.
  ///
  /// - Parameters:
  ///   - rundown: what the node itself will air (`StationRundown.handedDown`).
  ///   - orders: commanded airings that are to sound at all stations. They are joined by who hears of them late, so that all
  ///     stay in step.
  ///   - programmes: all names; those that are not needed are left out.
  /// - Returns: nil where the last one still stands.
  public mutating func issue(
    rundown: Rundown, orders: [Airing] = [], programmes: [ProgrammeID: String] = [:], now: WallTime
  ) -> Manifest? {
    var withheld: [Withheld] = []
    let content = content(rundown, orders, now, &withheld)
    let names = names(of: content.airings, programmes)
    self.withheld = withheld
    if let issued, stands(issued, against: content, names, now) { return nil }
    // With the time in it a parent that lost its state, or got back an old one, is not refused for ever.
    sequence = max(sequence + 1, now.nanoseconds / 1_000_000)
    let manifest = fitted(
      Manifest(
        node: node, sequence: sequence, issuedAt: now, validUntil: now + Self.validity, rundown: content,
        programmes: names))
    issued = manifest
    return manifest
  }

  // MARK: - What stands in it

  private func content(
    _ rundown: Rundown, _ orders: [Airing], _ now: WallTime, _ withheld: inout [Withheld]
  ) -> Rundown {
    let horizon = now + Self.reach
    var until = min(rundown.until, horizon)
    // What may still sound, and all that began since: a station takes out what stands in its own rundown of that time and
    // not in this one.
    var from = min(now, until)
    for airing in rundown.airings where airing.plannedStart < until && !airing.isOver(at: now) {
      from = min(from, airing.plannedStart)
    }
    var airings = rundown.airings.filter { from <= $0.plannedStart && $0.plannedStart < until }
    let known = Set(airings.map(\.id))
    for order in orders where !known.contains(order.id) && order.plannedStart < horizon {
      var order = order
      order.whenLate = .join
      from = min(from, order.plannedStart)
      until = max(until, order.plannedStart + .nanoseconds(1))
      airings.append(order)
    }
    airings.removeAll { $0.priority == .emergency && $0.isOver(at: now) }
    var fit: [Airing] = []
    for airing in airings.sorted(by: { $0.precedes($1) }) {
      do throws(ManifestRefusal) {
        fit.append(try airing.handedDown())
      } catch {
        withheld.append(Withheld(airing: airing.id, why: error))
      }
    }
    return Rundown(from: from, until: until, airings: fit)
  }

  private func names(of airings: [Airing], _ programmes: [ProgrammeID: String]) -> [ProgrammeID: String] {
    var names: [ProgrammeID: String] = [:]
    for id in airings.compactMap(\.programme) where names.count < ManifestLimits.programmes {
      names[id] = programmes[id]?.asTitle
    }
    return names
  }

  /// A manifest that is too large tells less of the days farthest ahead.
  private func fitted(_ manifest: Manifest) -> Manifest {
    var manifest = manifest
    var most = ManifestLimits.airings
    while true {
      let airings = manifest.rundown.airings
      if airings.count > most {
        let cut = airings[most].plannedStart
        manifest.rundown.until = cut
        manifest.rundown.airings = airings.filter { $0.plannedStart < cut }
      }
      // 128 bytes more than the first line has.
      let size = manifest.canonical.count + 128 + 105
      guard size > ManifestLimits.bytes, !manifest.rundown.airings.isEmpty else { return manifest }
      most = manifest.rundown.airings.count * ManifestLimits.bytes / size * 9 / 10
    }
  }

  // MARK: - Whether it still stands

  private func stands(
    _ last: Manifest, against new: Rundown, _ names: [ProgrammeID: String], _ now: WallTime
  ) -> Bool {
    // A clock that had run ahead and was set right: what was issued then comes from the future.
    guard last.issuedAt <= now + .minutes(1), now < last.issuedAt + Self.renewal else { return false }
    let known = Dictionary(
      last.rundown.airings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var present: Set<AiringID> = []
    for airing in new.airings where airing.plannedStart < last.rundown.until {
      present.insert(airing.id)
      guard !airing.isOver(at: now) else { continue }
      guard known[airing.id] == airing else { return false }
      if let programme = airing.programme, names[programme] != last.programmes[programme] { return false }
    }
    return last.rundown.airings.allSatisfy {
      present.contains($0.id) || $0.isOver(at: now) || $0.plannedStart >= new.until
    }
  }
}

extension Airing {
  /// Whether nothing of it can sound any more, wherever its start was put off to.
  func isOver(at now: WallTime) -> Bool {
    if priority == .emergency { return plannedEnd <= now }
    var end = plannedStart + max(allotted, dueDuration)
    if case .restart(let within) = whenLate { end += within }
    // A start within the tolerance, and the time to write down how it ended.
    return end + .seconds(10) <= now
  }

  /// The airing as a station gets it: without what concerns this node only, each number as it is spelled.
  fileprivate func handedDown() throws(ManifestRefusal) -> Airing {
    var airing = self
    airing.isUndelivered = false
    airing.editionTitle = editionTitle?.asTitle
    airing.orderedBy = orderedBy?.asTitle
    for index in airing.items.indices { airing.items[index].media.path = "" }
    try airing.check(number: 1)
    do {
      return try Airing(body: BodyReader(airing.body))
    } catch {
      throw .malformed(why: "\(error)")
    }
  }
}

extension String {
  /// Within what a manifest may hold.
  fileprivate var asTitle: String {
    var title = String(String.UnicodeScalarView(unicodeScalars.map { $0.isControl ? " " : $0 }))
    guard title.utf8.count > ManifestLimits.titleBytes else { return title }
    while title.utf8.count > ManifestLimits.titleBytes - 3 { title.removeLast() }
    return title + "…"
  }
}
