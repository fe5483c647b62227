public import Airtime
import AsyncHTTPClient
public import Clocks
import Crypto
import Dispatch
import Foundation
import Glibc
public import Logging
import Phrases
public import Playout
public import Scheduling
public import ServiceLifecycle

/// The way to the upstream node. It only dials out: rundown and media come down, evidence goes up.
///
/// One connection carries the upstream node's events and signs of life; everything else is asked for beside it. Whatever
/// fails is tried again; what was delivered airs without any of it.
public actor Uplink: Service {
  let surroundings: Surroundings
  let log: AirtimeLog
  let alarms: AlarmDesk
  let logger: Logger
  let store: MediaStore
  public nonisolated let fetcher: MediaFetcher
  let plainClient: HTTPClient
  let mirrors: [Mirror]
  let linkClock: SharedLinkClock

  var membership: Membership?
  var line: UpstreamLine?
  var keeper: ManifestKeeper
  var watch: LinkWatch
  var draft = ReportDraft()
  /// Up to which record of the own log the upstream node holds everything; nil: it has not said yet.
  var acknowledged: Int64?
  var lastHeard: WallTime?
  /// When the upstream node was last heard; before the first time: when this run began.
  var heardAt: MonotonicTime
  var addressIndex = 0
  /// The upstream node says that the certificate has run out, whatever the own clock shows.
  var mustRenew = false
  /// What the upstream node answers instead of its events.
  var refusal: RelayRefusal?
  /// The number of the newest manifest that the upstream node has told of.
  var newestTold: Int64?
  /// A manifest that came with the events and was not looked at yet, and in which era.
  var offered: (manifest: [UInt8], era: Int)?
  /// What is to be reported, all other stations have to report at this moment as well.
  var hasNewsWithAll = false
  /// The manifest is to be fetched, whatever number the upstream node has told.
  var mustFetchManifest = false
  /// The upstream node may have lost what it held of the log.
  var mustAskWhatIsHeld = false
  /// Grows with every membership: what was asked of the former upstream node is not taken as the word of the new one.
  var era = 0
  var mirrorTags: [String: String] = [:]
  /// Media that were refused, by source: told until they are here or the source is good again.
  var refusedMedia: [String: Set<String>] = [:]
  /// Who offered a manifest that was refused.
  var refusedManifests: Set<String> = []
  /// Several calls may find out at once that the certificate has run out.
  private var isRenewing = false
  private var isKnownToBeUp = false
  private var lineNumber = 0
  private let oldLines: AsyncStream<UpstreamLine>
  private let discard: AsyncStream<UpstreamLine>.Continuation
  /// What is kept of manifests is written in the order in which they were taken.
  let disk = DispatchQueue(label: "loa.manifest")

  let toFollow = Nudge()
  let toReport = Nudge()
  let toHandUp = Nudge()
  let toAskTheTime = Nudge()

  /// - Parameter mirrors: web addresses below which manifest and media may be fetched too.
  public init(
    _ surroundings: Surroundings, log: AirtimeLog, alarms: AlarmDesk, store: MediaStore,
    fetcher: MediaFetcher,
    mirrors: [String], linkClock: SharedLinkClock, logger: Logger
  ) {
    self.surroundings = surroundings
    self.log = log
    self.alarms = alarms
    self.store = store
    self.fetcher = fetcher
    self.linkClock = linkClock
    self.logger = logger
    let client = HTTPClient(
      eventLoopGroupProvider: .singleton, configuration: HTTPClient.Configuration.forMedia())
    plainClient = client
    self.mirrors = mirrors.compactMap { Mirror(base: $0, client: client) }
    keeper = ManifestKeeper(held: nil)
    let now = surroundings.ownClock().monotonic
    watch = LinkWatch(at: now)
    heardAt = now
    (oldLines, discard) = AsyncStream.makeStream()
  }

  deinit {
    // One that never ran, because the node could not begin, has not closed it.
    plainClient.shutdown { _ in }
  }

  /// Takes up what outlived the last run: where this node belongs, and the last good manifest. Call it once, before `run`.
  public func restore() async throws {
    let directory = surroundings.stateDirectory
    membership = try await Self.onThread { try Membership.load(stateDirectory: directory) }
    guard let membership else { return }
    if let bytes = FileManager.default.contents(atPath: manifestFile) {
      // Held before, so neither replayed nor, without a clock, expired: only the signature is judged.
      if let manifest = try? SignedManifest.open(
        [UInt8](bytes), trusting: membership.manifestKey, from: membership.parent)
      {
        keeper = ManifestKeeper(held: manifest)
      } else {
        logger.warning("the kept manifest is damaged and is not used")
      }
    }
    await openLine()
    await wantMedia()
  }

  var manifestFile: String { surroundings.stateDirectory + "/relay/upstream/manifest" }

  /// The manifest that the node follows; nil: none was received yet.
  public var manifest: Manifest? { keeper.held }

  /// Joins an upstream node with the code that it gave out. A membership held before is replaced.
  public func join(_ text: String) async throws -> Membership {
    let joined = try await Membership.join(
      JoinCode(text), stateDirectory: surroundings.stateDirectory, as: surroundings.node, again: true)
    let former = membership
    era += 1
    membership = joined
    addressIndex = 0
    mustRenew = false
    refusal = nil
    newestTold = nil
    acknowledged = nil
    heardAt = monotonic
    watch = LinkWatch(at: monotonic)
    let isAnother =
      former.map {
        $0.parent != joined.parent || $0.manifestKey.rawRepresentation != joined.manifestKey.rawRepresentation
      }
      ?? false
    if isAnother {
      // What was held of it says nothing any more.
      keeper.forget()
      let file = manifestFile
      disk.async { unlink(file) }
      linkClock.reset()
    }
    await openLine()
    if let former, isAnother {
      for kind in [Alarm.Kind.upstreamLost, .clockApart, .refusedFromUpstream] {
        await alarms.clear(Alarm.Key(kind, former.parent.text))
      }
      await wantMedia()
      await surroundings.changed()
    }
    return joined
  }

  static func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value
  {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue(label: "loa.uplink").async { continuation.resume(with: Result { try work() }) }
    }
  }

  // MARK: - Running

  public func run() async throws {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.keepLink() }
      group.addTask { await self.follow() }
      group.addTask { await self.report() }
      group.addTask { await self.handUp() }
      group.addTask { await self.watchLog() }
      group.addTask { await self.askTheTime() }
      group.addTask { await self.readDeliveries() }
      group.addTask { await self.lookAround() }
      group.addTask { await self.closeOldLines() }
      try? await gracefulShutdown()
      group.cancelAll()
    }
    await line?.close()
    line = nil
    discard.finish()
    for await old in oldLines { await old.close() }
    try? await plainClient.shutdown()
  }

  /// Connections that lead nowhere take their time to close: nobody waits for them.
  private func closeOldLines() async {
    for await old in oldLines { await old.close() }
  }

  /// Holds the stream of events, for ever.
  private func keepLink() async {
    while !Task.isCancelled {
      switch watch.handle(.tick, at: monotonic, chance: .random(in: 0..<1)) {
      case .connect: await holdLink()
      case .giveUp, nil: try? await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// Holds the stream until it ends or nothing has come over it for too long.
  private func holdLink() async {
    guard let line else {
      _ = watch.handle(.failed, at: monotonic, chance: .random(in: 0..<1))
      return
    }
    let number = lineNumber
    let end = await withTaskGroup(of: LinkEnd?.self) { group in
      group.addTask {
        do {
          try await line.calls.events { await self.heard($0, over: number) }
          return LinkEnd(why: "ended")
        } catch {
          return LinkEnd(error)
        }
      }
      group.addTask {
        while !Task.isCancelled {
          try? await Task.sleep(for: .milliseconds(500))
          if await self.isGivenUp(number) { return LinkEnd(why: "silent") }
        }
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    // Another line was opened meanwhile, for another membership.
    guard !Task.isCancelled, number == lineNumber else { return await lost(LinkEnd(why: "replaced")) }
    await lost(end ?? LinkEnd(why: ""))
    guard number == lineNumber else { return }
    await openAnotherLine()
  }

  /// How holding the link ended.
  private struct LinkEnd: Sendable {
    var why: String
    var refusal: RelayRefusal?

    init(why: String) { self.why = why }

    init(_ error: any Error) {
      why = "\(error)"
      if case UpstreamCalls.Failure.refused(_, let refusal?) = error {
        self.refusal = refusal
        why = refusal.code
      }
    }
  }

  private func isGivenUp(_ number: Int) -> Bool {
    number == lineNumber
      && watch.handle(.tick, at: monotonic, chance: .random(in: 0..<1)) == .giveUp
  }

  private func heard(_ event: EventStreamReader.Event?, over number: Int) async {
    guard number == lineNumber else { return }
    _ = watch.handle(.heard, at: monotonic, chance: 0)
    guard watch.isUp else { return }
    heardAt = monotonic
    lastHeard = surroundings.clock().wall
    refusal = nil
    if let event, event.name == "rundown" {
      offered = ([UInt8](event.data.utf8), era)
      toFollow()
    }
    if let event, event.name == "manifest", let sequence = Int64(event.data) {
      newestTold = sequence
      if sequence != keeper.held?.sequence { toFollow() }
    }
    guard !isKnownToBeUp else { return }
    isKnownToBeUp = true
    logger.notice("upstream link is up", metadata: ["upstream": "\(membership?.parent.text ?? "")"])
    // What it was told before it may have lost.
    draft.deliveredAll(heldHashes)
    mustAskWhatIsHeld = true
    mustFetchManifest = true
    toFollow()
    toReport()
    toHandUp()
    toAskTheTime()
    await fetcher.linkIsBack()
  }

  private func lost(_ end: LinkEnd) async {
    _ = watch.handle(.failed, at: monotonic, chance: .random(in: 0..<1))
    guard !Task.isCancelled else { return }
    if isKnownToBeUp || watch.failures == 1 {
      logger.warning("upstream link is down", metadata: ["why": "\(end.why.prefix(300))"])
    }
    isKnownToBeUp = false
    refusal = end.refusal
    guard let refusal else { return }
    if refusal.code == RelayRefusal.certificateExpired.code {
      mustRenew = true
      await renewMembership()
    }
  }

  /// A call that was refused because the certificate has run out is as good a reason to renew it as its date.
  func renewIfExpired(_ error: any Error) async {
    guard case UpstreamCalls.Failure.refused(_, let refusal?) = error,
      refusal.code == RelayRefusal.certificateExpired.code
    else { return }
    mustRenew = true
    await renewMembership()
  }

  var monotonic: MonotonicTime { surroundings.ownClock().monotonic }

  // MARK: - The line

  /// Makes new connections; the former ones are closed beside.
  private func openLine() async {
    if let line { discard.yield(line) }
    lineNumber += 1
    line = membership.flatMap { membership in
      UpstreamLine(
        membership, address: addressIndex, monotonic: { [clock = surroundings.ownClock] in clock().monotonic }
      )
    }
    await fetcher.use((line.map { [$0.media] } ?? []) + mirrors.map(\.media))
  }

  /// After a failure nothing that was open before is used again: a connection that leads nowhere looks like any other. The
  /// other addresses are tried in turn once the one that worked has failed twice.
  private func openAnotherLine() async {
    if let count = membership?.addresses.count, count > 1, watch.failures > 1 {
      addressIndex = (addressIndex + 1) % count
    }
    await openLine()
  }

  /// Has the certificate renewed where its time has come. It works with an expired one too.
  private func renewMembership() async {
    guard let membership, let line, !isRenewing,
      mustRenew || membership.renewalIsDue(at: surroundings.clock().wall)
    else { return }
    isRenewing = true
    defer { isRenewing = false }
    let before = era
    do {
      let renewed = try await membership.renewed(over: line.client)
      guard era == before else {
        // The node has joined anew meanwhile: that is what must stand on the disk.
        if let current = self.membership { try await Self.onThread { try current.store() } }
        return
      }
      self.membership = renewed
      mustRenew = false
      logger.notice("certificate renewed")
      // Under the former certificate the upstream node answers nothing any more.
      await openLine()
    } catch {
      logger.warning("certificate not renewed: \(error)")
    }
  }

  // MARK: - Looking around

  /// What is done now and then: renewal, mirrors, alarms, a report as a sign of life.
  private func lookAround() async {
    var round = 0
    while !Task.isCancelled {
      if round % 30 == 0 {
        await renewMembership()
        await askMirrors()
        toHandUp()
        // Refused when it came; the clock may have been set since.
        if let newestTold, newestTold != keeper.held?.sequence { toFollow() }
      }
      // A report follows.
      if round % 60 == 0 || (round % 15 == 0 && upstreamTimeIsRunningOut) { toAskTheTime() }
      await judgeLink()
      await judgeClock()
      round += 1
      try? await Task.sleep(for: .seconds(1))
    }
  }

  /// Whether the node may be going by the upstream node's clock, and drift would make that uncertain before long.
  private var upstreamTimeIsRunningOut: Bool {
    let own = surroundings.ownClock()
    guard !own.isSynchronised else { return false }
    let soon = linkClock.estimate(at: own.monotonic + .seconds(20))
    return soon.map { $0.bound > surroundings.clockLimit } ?? true
  }

  private func judgeLink() async {
    guard let membership else { return }
    let key = Alarm.Key(.upstreamLost, membership.parent.text)
    guard !watch.isUp else { return await alarms.clear(key) }
    // A certificate that has run out is renewed without anybody's help.
    if let refusal, refusal.code != RelayRefusal.certificateExpired.code {
      return await alarms.raise(
        Alarm(
          .upstreamLost, about: membership.parent.text, text: refusal.what, remedy: refusal.remedy,
          since: surroundings.clock().wall))
    }
    guard monotonic - heardAt >= Self.patience else { return }
    let node = membership.parent.text
    await alarms.raise(
      Alarm(
        .upstreamLost, about: node, text: Text { $0.upstreamIsSilent(node) },
        remedy: Text { $0.lookAtTheUpstreamLink }, since: surroundings.clock().wall))
  }

  /// The link may be away this long before somebody is told.
  private static let patience = Duration.seconds(45)

  private func judgeClock() async {
    guard let membership, let estimate = linkClock.estimate(at: monotonic), estimate.isTrusted else { return }
    let key = Alarm.Key(.clockApart, membership.parent.text)
    let apart = estimate.offset(of: surroundings.ownClock())
    let surely = (apart < .zero ? .zero - apart : apart) - estimate.bound
    guard surely > surroundings.clockLimit else {
      if surely + estimate.bound * 2 <= surroundings.clockLimit { await alarms.clear(key) }
      return
    }
    let seconds = apart.inSeconds
    await alarms.raise(
      Alarm(
        .clockApart, about: membership.parent.text, text: Text { $0.clockIsApart(seconds: seconds) },
        remedy: Text { $0.synchroniseTheClock }, since: surroundings.clock().wall))
  }
}

extension Uplink {
  /// What a node gives its uplink.
  public struct Surroundings: Sendable {
    /// The state directory: `relay/upstream` in it is the uplink's.
    public var stateDirectory: String
    /// This node's own code.
    public var node: StationCode
    public var software: String
    public var clockLimit: Duration
    /// The clock by which the node airs.
    public var clock: @Sendable () -> ClockReading
    /// The own clock, never the upstream node's.
    public var ownClock: @Sendable () -> ClockReading
    /// What the conductor thinks of the clock.
    public var clockState: @Sendable () async -> ClockStamp.State
    /// Something that the rundown is made of has changed.
    public var changed: @Sendable () async -> Void

    public init(
      stateDirectory: String, node: StationCode, software: String, clockLimit: Duration,
      clock: @escaping @Sendable () -> ClockReading,
      ownClock: @escaping @Sendable () -> ClockReading,
      clockState: @escaping @Sendable () async -> ClockStamp.State,
      changed: @escaping @Sendable () async -> Void
    ) {
      self.stateDirectory = stateDirectory
      self.node = node
      self.software = software
      self.clockLimit = clockLimit
      self.clock = clock
      self.ownClock = ownClock
      self.clockState = clockState
      self.changed = changed
    }
  }
}
