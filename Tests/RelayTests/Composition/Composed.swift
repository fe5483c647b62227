import Airtime
import Clocks
import Crypto
import Foundation
import Logging
import NIOSSL
import Phrases
import Platform
import Playout
import Scheduling
import ServiceLifecycle
import Synchronization
import Testing

@testable import Relay

/// The door of a parent and the uplink of a station, each as a node composes it, in one process: real TLS, real files, no
/// sound.
@Suite(.serialized, .timeLimit(.minutes(5)))
enum Composed {}

/// A wall clock that goes on by itself and can be set, and the machine's monotonic one. It begins on 16/03/2022, 17:00.
final class LivingClock: Sendable {
  private let lead: Mutex<Duration>
  private let isSynchronised: Bool

  init(isSynchronised: Bool = true) {
    self.isSynchronised = isSynchronised
    lead = Mutex(
      WallTime(seconds: 1_647_424_800) - WallTime(nanoseconds: SystemClock.monotonic().nanoseconds))
  }

  @Sendable func read() -> ClockReading {
    let monotonic = SystemClock.monotonic()
    return ClockReading(
      wall: WallTime(nanoseconds: monotonic.nanoseconds) + lead.withLock { $0 }, monotonic: monotonic,
      isSynchronised: isSynchronised)
  }

  var now: WallTime { read().wall }

  func advance(_ duration: Duration) { lead.withLock { $0 += duration } }
}

struct NothingCame: Error, CustomStringConvertible {
  var description: String
}

/// Waits until something is so. The limit is there only so that a test ends.
func eventually(
  _ what: String, atMost limit: Duration = .seconds(60), _ isSo: () async throws -> Bool
) async throws {
  let end = ContinuousClock.now + limit
  while try await !isSo() {
    guard ContinuousClock.now < end else { throw NothingCame(description: "waited in vain: \(what)") }
    try await Task.sleep(for: .milliseconds(20))
  }
}

/// Services that run until they are stopped, as systemd stops a node.
final class Running: Sendable {
  private let group: ServiceGroup
  private let running: Task<Void, any Error>

  init(_ services: [any Service]) {
    let group = ServiceGroup(configuration: .init(services: services, logger: .quiet))
    self.group = group
    running = Task { try await group.run() }
  }

  /// - Returns: how long it took.
  @discardableResult
  func stop() async throws -> Duration {
    let began = ContinuousClock.now
    await group.triggerGracefulShutdown()
    try await running.value
    return ContinuousClock.now - began
  }
}

extension Logger {
  static var quiet: Logger {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
  }
}

/// A parent that is running.
final class LiveParent: Sendable {
  let folder: StateFolder
  let door: StationDoor
  let log: AirtimeLog
  let alarms: AlarmDesk
  let port: Int
  let clock: LivingClock
  private let running: Running

  static let code: StationCode = "79"

  static func start(
    in folder: StateFolder, clock: LivingClock, lifetime: Duration = .days(90), port: Int = 0,
    limits: RelayServer.Limits = .init(), node: StationCode = code
  ) async throws -> LiveParent {
    let log = try await AirtimeLog.open(directory: folder.path) { clock.now }
    let alarms = AlarmDesk(node: node.text, language: .english, logger: .quiet) { clock.now }
    let authority = try Authority.open(stateDirectory: folder.path, node: node)
    let enrolment = Enrolment(
      authority: authority, registry: try await StationRegistry.open(stateDirectory: folder.path),
      lifetime: lifetime, clock: clock.read)
    let manifests = ManifestDesk(
      node: node, key: authority.manifestKey, file: folder.path + "/relay/manifest")
    let (ports, found) = AsyncStream<Int>.makeStream()
    let door = StationDoor(
      enrolment: enrolment, manifests: manifests, log: log, alarms: alarms, listen: ("127.0.0.1", port),
      clock: clock.read, trustsClock: { true }, limits: limits, logger: .quiet,
      onRunning: { found.yield($0) })
    let running = Running([LogKeeper(log: log), door])
    guard let port = await ports.first(where: { _ in true }) else { throw CancellationError() }
    return LiveParent(folder, door, log, alarms, port, clock, running)
  }

  private init(
    _ folder: StateFolder, _ door: StationDoor, _ log: AirtimeLog, _ alarms: AlarmDesk, _ port: Int,
    _ clock: LivingClock, _ running: Running
  ) {
    self.folder = folder
    self.door = door
    self.log = log
    self.alarms = alarms
    self.port = port
    self.clock = clock
    self.running = running
  }

  @discardableResult
  func stop() async throws -> Duration { try await running.stop() }

  var registry: StationRegistry { door.registry }
  var address: RelayAddress {
    get throws { try #require(RelayAddress(host: "127.0.0.1", port: port)) }
  }

  /// For questions over connections of their own.
  var asked: Parent {
    Parent(
      node: door.enrolment.authority.node, port: port, enrolment: door.enrolment,
      waiting: AsyncStream { $0.finish() }, clock: HandClock())
  }

  func invite(_ code: StationCode, before: [RelayAddress] = []) async throws -> String {
    try await door.enrolment.invite(
      code, name: "Đài \(code)", by: "Nguyễn An", addresses: before + [address]
    ).description
  }

  /// Hands airings down, a file each, the first in ten minutes.
  func handDown(_ samples: [MediaSample]) async throws {
    var files: [String: String] = [:]
    var airings: [Airing] = []
    for (index, sample) in samples.enumerated() {
      let path = folder.path + "/\(sample.sha256).wav"
      try Data(sample.bytes).write(to: URL(fileURLWithPath: path))
      files[sample.sha256] = path
      let start = WallTime(seconds: clock.now.nanoseconds / 1_000_000_000) + .minutes(10 * (index + 1))
      airings.append(
        Airing(
          id: AiringID("thu@\(sample.sha256.prefix(8))"), slot: "thu", programme: "thu", plannedStart: start,
          localStart: Made.local(start), allotted: .minutes(5),
          items: [
            Item(
              role: .edition,
              media: Media(path: path, sha256: sample.sha256, bytes: sample.length, duration: .minutes(4)))
          ]))
    }
    try await door.manifests.offer(
      Rundown(from: clock.now - .hours(1), until: clock.now + .days(8), airings: airings), orders: [],
      programmes: ["thu": "Thử"], files: files, now: clock.now)
  }

  var newest: Int64? {
    get async { await door.manifests.current?.sequence }
  }

  /// How many records of a station are held, their chain and signatures being good.
  func recordsHeld(of code: StationCode) async throws -> Int64 {
    let registry = registry
    let verification = try await log.verify { station, message, signature in
      registry.isFormerSignature(signature, of: message, by: StationCode(station)) ?? nil
    }
    #expect(verification.fault == nil)
    return verification.stations.filter { $0.station == code.text }.map(\.records).max() ?? 0
  }
}

/// A station that is running.
final class LiveStation: Sendable {
  let folder: StateFolder
  let uplink: Uplink
  let store: MediaStore
  let log: AirtimeLog
  let alarms: AlarmDesk
  let code: StationCode
  let linkClock: SharedLinkClock
  private let running: Running

  static func start(
    _ code: StationCode, in folder: StateFolder, clock: LivingClock, mirrors: [String] = [],
    clockState: ClockStamp.State = .trusted
  ) async throws -> LiveStation {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/relay", withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let log = try await AirtimeLog.open(directory: folder.path) { clock.now }
    let alarms = AlarmDesk(node: code.text, language: .english, logger: .quiet) { clock.now }
    let store = try await MediaStore.open(folder.path + "/relay/media")
    let system = FetchClock.system
    let fetcher = MediaFetcher(
      store: store, sources: [], limits: .init(budget: 1 << 30, reserve: 0),
      clock: FetchClock(
        monotonic: system.monotonic, wall: { clock.now }, sleep: system.sleep, chance: system.chance))
    let linkClock = SharedLinkClock()
    let surroundings = Uplink.Surroundings(
      stateDirectory: folder.path, node: code, software: "0.0", clockLimit: .milliseconds(50),
      clock: clock.read, ownClock: clock.read, clockState: { clockState }, changed: {})
    let uplink = Uplink(
      surroundings, log: log, alarms: alarms, store: store, fetcher: fetcher, mirrors: mirrors,
      linkClock: linkClock, logger: .quiet)
    try await uplink.restore()
    let running = Running([LogKeeper(log: log), fetcher, uplink])
    return LiveStation(folder, uplink, store, log, alarms, code, linkClock, running)
  }

  private init(
    _ folder: StateFolder, _ uplink: Uplink, _ store: MediaStore, _ log: AirtimeLog, _ alarms: AlarmDesk,
    _ code: StationCode, _ linkClock: SharedLinkClock, _ running: Running
  ) {
    self.folder = folder
    self.uplink = uplink
    self.store = store
    self.log = log
    self.alarms = alarms
    self.code = code
    self.linkClock = linkClock
    self.running = running
  }

  @discardableResult
  func stop() async throws -> Duration { try await running.stop() }

  @discardableResult
  func join(_ parent: LiveParent) async throws -> Membership {
    try await uplink.join(parent.invite(code))
  }

  func holds(_ sample: MediaSample) -> Bool {
    guard let path = store.path(of: sample.sha256) else { return false }
    return FileManager.default.contents(atPath: path).map(Array.init) == sample.bytes
  }

  func isUp() async -> Bool { await uplink.status().isUp }

  /// Waits until it follows the parent's newest manifest, holds these files, and the parent knows it.
  func waitUntilCurrent(with parent: LiveParent, _ samples: [MediaSample]) async throws {
    try await eventually("\(code) follows the newest manifest and holds its files") {
      let newest = await parent.newest
      return await uplink.manifest?.sequence == newest && samples.allSatisfy(holds)
    }
    try await eventually("the parent knows of it") {
      let contact = parent.registry.station(code)?.contact
      let newest = await parent.newest
      return contact?.manifestSequence == newest && contact?.mediaHeld == samples.count
    }
  }

  func hasAlarm(_ kind: Alarm.Kind, about subject: String? = nil) async -> Bool {
    await alarms.active.contains { $0.kind == kind && (subject == nil || $0.subject == subject) }
  }
}

/// Lets go of the log last, as a node does.
private struct LogKeeper: Service {
  let log: AirtimeLog

  func run() async throws {
    try? await gracefulShutdown()
    try await log.shutDown()
  }
}

extension Composed {
  /// A parent and a station, joined; both end with the test.
  static func scene(
    lifetime: Duration = .days(90), limits: RelayServer.Limits = .init(), samples: [MediaSample] = [],
    stationClock: LivingClock? = nil,
    _ part: (_ parent: LiveParent, _ station: LiveStation, _ clock: LivingClock) async throws -> Void
  ) async throws {
    let clock = LivingClock()
    let parent = try await LiveParent.start(
      in: StateFolder(), clock: clock, lifetime: lifetime, limits: limits)
    let station: LiveStation
    do {
      station = try await LiveStation.start("29770", in: StateFolder(), clock: stationClock ?? clock)
    } catch {
      try await parent.stop()
      throw error
    }
    do {
      try await parent.handDown(samples)
      try await station.join(parent)
      try await station.waitUntilCurrent(with: parent, samples)
      try await part(parent, station, clock)
    } catch {
      _ = try? await station.stop()
      _ = try? await parent.stop()
      throw error
    }
    try await station.stop()
    try await parent.stop()
  }
}
