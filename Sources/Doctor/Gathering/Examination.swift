public import Audio
import CLinux
public import Clocks
import Dashboard
import Foundation
import Glibc
import Media
import Phrases
import Platform
import Playout
import Relay
public import Scheduling
public import Settings

/// Looks at everything once. It reads, and changes nothing: no device that a node may hold is opened, and nothing is written.
public struct Examination: Sendable {
  public var settings: Settings
  public var config: ConfigFacts
  public var service: ServiceFacts?
  public var node: NodeFacts
  public var machine: Machine
  public var accounts: Accounts
  public var clock: ClockReading
  /// Whether this process may look at everything.
  public var isRoot: Bool
  private let account: Accounts.Account

  public init(
    settings: Settings, config: ConfigFacts, service: ServiceFacts?, node: NodeFacts, machine: Machine,
    clock: ClockReading, user: UInt32
  ) {
    self.settings = settings
    self.config = config
    self.service = service
    self.node = node
    self.machine = machine
    self.clock = clock
    isRoot = user == 0
    accounts = Accounts(machine)
    account = Self.account(settings, service, accounts, user: user)
  }

  /// Whom the service runs as: what the unit says, else who owns the state directory, else whoever asks.
  private static func account(
    _ settings: Settings, _ service: ServiceFacts?, _ accounts: Accounts, user: UInt32
  ) -> Accounts.Account {
    let owner = Machine.facts(settings.stateDirectory)?.owner ?? user
    let name = service?.user ?? accounts.user(owner)
    return accounts.account(name, more: service?.groups ?? [])
      ?? Accounts.Account(id: service?.user == nil ? owner : UInt32.max, name: name)
  }

  // MARK: Sound

  /// - Parameter open: opens the device; asked only where it is certain that no node holds it.
  public func device(
    open: (String, Int, Int, Duration) throws(OutputFailure) -> Void
  ) -> DeviceFacts {
    let audio = settings.audio
    let cards = machine.cards
    let card = CardReference.of(audio.device, cards: cards)
    var facts = DeviceFacts(
      name: audio.device, rate: audio.rate, channels: audio.channels, cards: cards, card: card,
      user: account.name, groups: account.groups)
    if case .card(let number, let device) = card {
      facts.files = machine.playbackFiles(card: number, accounts: accounts)
      facts.holders = machine.holders(card: number, device: device)
      facts.hardwareRate = machine.hardwareRate(card: number, device: device)
    }
    guard node.isStopped, service?.state != "active", service?.state != "activating" else { return facts }
    do throws(OutputFailure) {
      try open(audio.device, audio.rate, audio.channels, audio.buffer)
      facts.opening = .opened
    } catch {
      facts.opening = .failed(error)
    }
    return facts
  }

  /// Nil: the device is on no card.
  public func mixer(of device: DeviceFacts) -> MixerFacts? {
    guard case .card(let number, _) = device.card else { return nil }
    let controls = CardMixer.controls(ofCard: number)
    return MixerFacts(
      card: number,
      controls: controls?.map { .init(name: $0.name, percent: $0.percent, isMuted: $0.isMuted) })
  }

  // MARK: The machine

  public var clockFacts: ClockFacts {
    let zone = settings.node.timeZone
    let now = Date(timeIntervalSince1970: Double(clock.wall.nanoseconds) / 1e9)
    let system = machine.timeZone
    return ClockFacts(
      isSynchronised: clock.isSynchronised, bound: clock.maximumError, keeper: machine.clockKeeper,
      isRequired: settings.clock.requireSynchronised,
      nodeState: node.status?.playout.clock.state.rawValue, zone: zone.identifier,
      zoneOffset: zone.secondsFromGMT(for: now), systemZone: system,
      systemZoneOffset: system.flatMap { TimeZone(identifier: $0) }?.secondsFromGMT(for: now))
  }

  /// Nil where the state directory is not there yet.
  public var disk: DiskFacts? {
    guard let space = try? FreeSpace(at: settings.stateDirectory) else { return nil }
    return DiskFacts(
      path: settings.stateDirectory, free: space.available, isReadOnly: space.isReadOnly,
      filesFree: space.filesAvailable, wanted: settings.alarms.diskLow)
  }

  public var permissions: PermissionFacts {
    let state = Machine.facts(settings.stateDirectory)
    var facts = PermissionFacts(
      user: account.name, stateDirectory: settings.stateDirectory,
      owner: state.map { accounts.user($0.owner) }, mode: state?.mode ?? 0)
    facts.folders = settings.schedule.programmes.map { programme in
      let isHome = ["/home/", "/root/"].contains { programme.folder.hasPrefix($0) }
      return .init(
        path: programme.folder, closedAt: machine.closedFolder(on: programme.folder, for: account),
        isHidden: isHome && service?.hidesHome == true)
    }
    guard settings.relay != nil || settings.upstream != nil else { return facts }
    do throws(IdentityError) {
      if settings.upstream != nil { _ = try membership() }
      if settings.relay != nil {
        _ = try Authority.look(
          stateDirectory: settings.stateDirectory, node: StationCode(settings.node.code), of: account.id)
      }
    } catch {
      if case .keysUnreadable(_, EACCES) = error, !isRoot {
        facts.keysUnseen = true
      } else {
        facts.keys = [Trouble(error)]
      }
    }
    return facts
  }

  private func membership() throws(IdentityError) -> Membership? {
    try Membership.load(stateDirectory: settings.stateDirectory, of: account.id)
  }

  // MARK: The relay

  /// Nil: this node relays nobody.
  public func link() async -> LinkFacts? {
    guard settings.upstream != nil else { return nil }
    var facts = LinkFacts(at: clock.wall)
    if let status = node.status?.upstream {
      facts.hasJoined = status.node != nil
      facts.upstream = status.node
      facts.isUp = status.isUp
      facts.certificateExpires = status.certificateExpires
      (facts.filesHeld, facts.filesWanted) = (status.held, status.wanted)
      if status.isUp || status.node == nil { return facts }
    }
    // What is wrong with the keys is told among the permissions.
    guard let membership = try? membership() else {
      if node.status == nil, isRoot || access(settings.stateDirectory, X_OK) == 0 {
        facts.hasJoined = access(settings.stateDirectory + "/relay/upstream/membership.json", F_OK) == 0
      }
      return facts
    }
    facts.upstream = membership.parent.text
    facts.certificateExpires = membership.certificateHolds.upperBound
    facts.calls = await UpstreamProbe.ask(membership) { SystemClock.monotonic() }
      .map { .init(address: $0.address.description, trouble: $0.trouble.map { Trouble($0) }) }
    return facts
  }

  /// Nil: this node has no door for stations.
  public func door(isOpen: (String, Int) -> Bool) -> DoorFacts? {
    guard let relay = settings.relay else { return nil }
    let address = relay.listen.description
    guard let status = node.status else { return DoorFacts(address: address, isOpen: nil) }
    let enrolled = (status.stations ?? []).filter { $0.state == .enrolled }
    return DoorFacts(
      address: address, isOpen: isOpen(relay.listen.host, relay.listen.port), enrolled: enrolled.count,
      silent: enrolled.filter { !$0.isConnected }.map(\.name))
  }

  // MARK: The programme

  /// How far ahead is looked, and how far back.
  public static let daysAhead = 8

  /// - Parameters:
  ///   - rundown: the airings of the coming days.
  ///   - last: the newest entries of the log.
  public func programme(rundown: Rundown, entries: [AsRunEntry]) -> ProgrammeFacts {
    let now = clock.wall
    let next = rundown.airings.first {
      $0.plannedStart > now && [.air, .cancelled(.noEdition)].contains($0.disposition)
    }
    let missing = Rundown(from: now, until: rundown.until, airings: next.map { [$0] } ?? []).missingEditions
      .first
    let last = entries.filter {
      $0.station == settings.node.code && $0.outcome != nil && $0.plannedStart <= now
    }
    .max { $0.plannedStart < $1.plannedStart }
    var facts = ProgrammeFacts(
      at: now, days: Self.daysAhead, onAir: node.status?.playout.now?.airing.title, next: next,
      missing: missing,
      last: last)
    for item in next?.items ?? [] {
      // What only the service may read says nothing about the service.
      if !isRoot, account.id != geteuid(), access(item.media.path, R_OK) != 0, errno == EACCES {
        facts.filesUnseen = true
        continue
      }
      do throws(AudioFileError) {
        close(
          try SealedFile.open(
            ProgrammeItem(path: item.media.path, duration: item.media.duration, sha256: item.media.sha256)))
      } catch {
        facts.troubles.append(Trouble(error))
      }
    }
    return facts
  }
}
