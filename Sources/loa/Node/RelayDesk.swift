import Airtime
import Clocks
import Dashboard
import Phrases
import Relay
import Scheduling
import Settings

/// Answers what the control API asks of the relay: the stations below, and the upstream node above.
struct RelayDesk: Sendable {
  let door: StationDoor?
  let uplink: Uplink?
  let clock: @Sendable () -> ClockReading

  /// A join code works this long.
  private static let lifeOfJoinCode = Duration.hours(48)

  func add(_ order: StationOrder, _ settings: Settings) async throws -> JoinCodeAnswer {
    guard let door, let relay = settings.relay else { throw RelayOrderError.noDoor }
    let listed = settings.stations.first { $0.code == order.code }
    let known = door.registry.stations().first { $0.code.text == order.code }
    guard let name = order.name ?? listed?.name ?? known?.name else {
      throw RelayOrderError.noName(order.code)
    }
    let now = clock().wall
    let code = try await door.enrolment.invite(
      StationCode(order.code), name: name, by: order.by,
      addresses: relay.addresses.compactMap { RelayAddress(host: $0.host, port: $0.port) },
      validFor: Self.lifeOfJoinCode)
    return JoinCodeAnswer(
      code: order.code, name: name, joinCode: code.description, expires: now + Self.lifeOfJoinCode)
  }

  func revoke(_ order: RevokeOrder) async throws {
    guard let door else { throw RelayOrderError.noDoor }
    try await door.registry.revoke(StationCode(order.code), by: order.by, at: clock().wall)
  }

  func join(_ order: JoinOrder) async throws -> JoinAnswer {
    guard let uplink else { throw RelayOrderError.noUpstream }
    let membership = try await uplink.join(order.joinCode)
    return JoinAnswer(
      upstream: membership.parent.text, station: membership.station.text,
      certificateExpires: membership.certificateHolds.upperBound)
  }

  /// Those that the config lists and those that joined; nil: this node has no door.
  func stations(_ settings: Settings) async -> [StationStatus]? {
    guard let door else { return nil }
    let newest = await door.manifests.current?.sequence
    var stations: [String: StationStatus] = [:]
    let today = CivilCalendar(timeZone: settings.schedule.timeZone).date(of: clock().wall)
    for listed in settings.stations where listed.exists(on: today) {
      stations[listed.code] = StationStatus(code: listed.code, name: listed.name, state: .listed)
      stations[listed.code]?.contact = listed.contact
    }
    for known in door.registry.stations() {
      var status = StationStatus(
        code: known.code.text, name: known.name,
        state: known.standing == .revoked ? .revoked : known.standing == .joined ? .enrolled : .invited)
      status.contact = settings.stations.first { $0.code == known.code.text }?.contact
      status.isConnected = door.isConnected(known.code)
      status.certificateExpires = known.certificateExpiresAt
      if let contact = known.contact {
        status.lastContact = contact.at
        status.address = contact.address
        status.software = contact.version
        status.manifest = contact.manifestSequence
        status.isCurrent = contact.manifestSequence != nil && contact.manifestSequence == newest
        status.held = contact.mediaHeld
        status.wanted = contact.mediaWanted
        status.clockOffset = contact.clockOffset.map { $0.inSeconds * 1000 }
        status.clockBound = contact.clockBound.map { $0.inSeconds * 1000 }
        status.lastRefusal = contact.lastRefusal.map { $0.text.said(in: settings.node.language) }
      }
      stations[known.code.text] = status
    }
    return stations.values.sorted { $0.code < $1.code }
  }

  func publication() async throws -> MirrorContents {
    guard let door else { throw RelayOrderError.noDoor }
    guard let bytes = await door.manifests.bytes else { throw RelayOrderError.nothingIssued }
    return MirrorContents(manifest: bytes, files: await door.manifests.files)
  }
}

extension Uplink.Status {
  /// The same on the control API.
  var forPeople: UpstreamStatus {
    var status = UpstreamStatus(node: upstream?.text)
    status.isUp = isUp
    status.lastHeard = lastHeard
    status.manifest = manifest?.sequence
    status.manifestIssued = manifest?.issuedAt
    status.held = held
    status.wanted = wanted
    status.clockOffset = clockOffset.map { $0.inSeconds * 1000 }
    status.clockBound = clockBound.map { $0.inSeconds * 1000 }
    status.recordsWaiting = recordsWaiting
    status.certificateExpires = certificateExpires
    return status
  }
}

/// Why an order about the relay can not be carried out.
enum RelayOrderError: OperatorError {
  case noDoor
  case noUpstream
  case noName(String)
  case nothingIssued

  var code: String {
    switch self {
    case .noDoor: "no-relay"
    case .noUpstream: "no-upstream"
    case .noName: "station-without-name"
    case .nothingIssued: "no-manifest"
    }
  }

  var what: Text {
    switch self {
    case .noDoor: Text { $0.noDoorForStations }
    case .noUpstream: Text { $0.nodeRelaysNobody }
    case .noName(let code): Text { $0.stationNeedsName(code) }
    case .nothingIssued: Text { $0.nothingToPublishYet }
    }
  }

  var remedy: Text {
    switch self {
    case .noDoor: Text { $0.addRelayToConfig }
    case .noUpstream: Text { $0.addUpstreamToConfig }
    case .noName: Text { $0.nameTheStation }
    case .nothingIssued: Text { $0.waitForTheNode }
    }
  }
}
