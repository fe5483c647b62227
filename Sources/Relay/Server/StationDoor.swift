public import Airtime
public import Clocks
import Dispatch
import Hummingbird
public import Logging
import Phrases
import Platform
public import Playout
import Scheduling
public import ServiceLifecycle
import Synchronization

/// The door for the stations below a node: where they dial in.
public final class StationDoor: Service {
  public let manifests: ManifestDesk
  public let registry: StationRegistry
  public let enrolment: Enrolment
  private let log: AirtimeLog
  private let alarms: AlarmDesk
  private let logger: Logger
  private let listen: (host: String, port: Int)
  private let clock: @Sendable () -> ClockReading
  private let trustsClock: @Sendable () -> Bool
  private let limits: RelayServer.Limits
  private let onRunning: @Sendable (Int) async -> Void
  /// How many streams of events each station holds open.
  private let present = Mutex<[StationCode: Int]>([:])

  /// A station may be away this long before somebody is told: within a minute of a cable that was pulled, which ends the stream
  /// after twenty seconds.
  private static let patience = Duration.seconds(35)

  /// The node ends within five seconds, and not only this of it.
  private static let farewell = Duration.seconds(1)

  /// - Parameters:
  ///   - listen: port 0 for any free one.
  ///   - onRunning: called with the port when stations can connect.
  public init(
    enrolment: Enrolment, manifests: ManifestDesk, log: AirtimeLog,
    alarms: AlarmDesk,
    listen: (host: String, port: Int), clock: @escaping @Sendable () -> ClockReading,
    trustsClock: @escaping @Sendable () -> Bool, limits: RelayServer.Limits = .init(), logger: Logger,
    onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) {
    self.enrolment = enrolment
    registry = enrolment.registry
    self.manifests = manifests
    self.log = log
    self.alarms = alarms
    self.listen = listen
    self.clock = clock
    self.trustsClock = trustsClock
    self.limits = limits
    self.onRunning = onRunning
    var quiet = logger
    quiet.logLevel = .warning
    self.logger = quiet
  }

  public func run() async throws {
    let router = RelayRouter.make(enrolment)
    let now: @Sendable () -> WallTime = { [clock] in clock().wall }
    RelayRoutes(door: self).mount(on: router.group("v1").stationsOnly(registry, now: now))
    var limits = limits
    limits.farewell = min(limits.farewell, Self.farewell)
    let server = RelayServer(
      host: listen.host, port: listen.port, router: router, enrolment: enrolment, limits: limits, now: now,
      logger: logger, onRunning: onRunning)
    let end = await withTaskGroup(of: Result<Void, any Error>.self) { group in
      group.addTask {
        do { return .success(try await server.run()) } catch { return .failure(error) }
      }
      group.addTask {
        await self.keepRinging()
        return .success(())
      }
      group.addTask {
        await self.watchStations()
        return .success(())
      }
      // The server goes on until it is told to stop; the others go with it.
      let end = await group.next()
      group.cancelAll()
      return end
    }
    await registry.shutDown()
    try end?.get()
  }

  /// A sign of life for every stream, from one clock for all of them.
  private func keepRinging() async {
    await withGracefulShutdownHandler {
      while !Task.isCancelled {
        manifests.bell.ring(await manifests.current?.sequence ?? 0)
        try? await Task.sleep(for: LinkWatch.signOfLife)
      }
    } onGracefulShutdown: {
      self.manifests.bell.silence()
    }
  }

  private func watchStations() async {
    let began = clock().monotonic
    var round = 0
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(5))
      round += 1
      // What a crowd that came at once has left behind.
      if round.isMultiple(of: 6) { DispatchQueue.global(qos: .utility).async { Heap.giveBack() } }
      guard clock().monotonic - began >= Self.patience else { continue }
      await judgeStations(began: clock().wall - (clock().monotonic - began))
    }
  }

  private func judgeStations(began: WallTime) async {
    let now = clock().wall
    for station in registry.stations() {
      let key = Alarm.Key(.stationSilent, station.code.text)
      guard station.standing == .joined, !isConnected(station.code) else {
        await alarms.clear(key)
        continue
      }
      let last = max(station.contact?.at ?? began, began)
      guard now - last >= Self.patience else { continue }
      let (code, name) = (station.code.text, station.name)
      await alarms.raise(
        Alarm(
          .stationSilent, about: code, text: Text { $0.stationHasFallenSilent(code, name: name) },
          remedy: Text { $0.callTheStation }, since: last))
    }
  }

  // MARK: - What stations bring

  func arrived(_ station: Station) {
    present.withLock { $0[station.code, default: 0] += 1 }
  }

  func left(_ station: Station) {
    present.withLock { $0[station.code, default: 1] -= 1 }
    // Until then its kernel has acknowledged the signs of life.
    registry.saw(station.code, Station.Contact(at: clock().wall))
  }

  /// Whether a station holds a stream of events open, and does not only seem to. Where a cable was pulled, the stream ends because
  /// nothing is acknowledged any more (`RelayServer.Limits.silence`); where something between keeps it open, or the station hangs,
  /// nothing is heard of it.
  public func isConnected(_ station: StationCode) -> Bool {
    guard present.withLock({ $0[station] ?? 0 }) > 0, let last = registry.station(station)?.contact?.at else {
      return false
    }
    return clock().wall - last < Self.freshness
  }

  /// A station asks for the time and reports once a minute.
  private static let freshness = Duration.seconds(100)

  /// Whether it is still enrolled with the key that it came with.
  func isWelcome(_ station: Station) -> Bool {
    station.key.flatMap { registry.station(withKey: $0) } != nil
  }

  func time() -> TimeAnswer {
    let reading = clock()
    // Of a clock that nobody synchronises the kernel only says that it knows nothing. Where such a clock is trusted, by
    // config or by a person, it is what stations go by.
    let bound = reading.isSynchronised ? reading.maximumError ?? .zero : .zero
    return TimeAnswer(at: reading.wall, bound: bound, isTrusted: trustsClock())
  }

  func take(_ report: StationReport, from station: Station, at address: String?) async {
    let now = clock().wall
    registry.saw(
      station.code,
      Station.Contact(
        at: now, address: address, version: report.software, clockOffset: report.clockOffset,
        clockBound: report.clockBound, manifestSequence: report.manifest, mediaHeld: report.held,
        mediaWanted: report.wanted, lastRefusal: report.refusals.last?.words))
    for refusal in report.refusals {
      logger.warning(
        "a station refused something",
        metadata: ["station": "\(station.code)", "code": "\(refusal.code)", "words": "\(refusal.words)"])
    }
    guard !report.delivered.isEmpty else { return }
    do {
      try await log.note(delivered: report.delivered, to: station.code.text, at: now)
    } catch {
      logger.error("deliveries not noted: \(error)")
    }
  }

  func take(_ batch: RecordBatch, from station: Station) async throws -> Receipt {
    let receipt: Receipt
    do {
      receipt = try await log.receive(batch, from: station.code.text) { message, signature in
        registry.isSignature(signature, of: message, by: station.code)
      }
    } catch let error as EvidenceError {
      await alarms.raise(
        Alarm(
          .evidenceRefused, about: station.code.text, text: error.what, remedy: error.remedy,
          since: clock().wall))
      throw RelayRefusal(error, status: 403)
    }
    for incident in receipt.incidents {
      let (code, why) = (station.code.text, incident.what.said(in: .english))
      await alarms.raise(
        Alarm(
          .evidenceRefused, about: code, text: Text { $0.evidenceContradicts(code, why) },
          remedy: Text { $0.lookAtTheStation }, since: clock().wall))
    }
    return receipt
  }
}
