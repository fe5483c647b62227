import Clocks
import Crypto
import Playout
import Relay
import Scheduling
import SeededRandom

/// A Centre, three stations, and a commune's cluster below the first of them: real conductors, manifests and rundowns, on
/// machines and lines that fail.
struct Tree {
  /// Whose child each node is.
  static let parents: [Int?] = [nil, 0, 0, 0, 1]
  static let codes = ["29000", "29770", "29771", "29772", "29770-1"]

  enum Event {
    case trouble(Int, World.Trouble)
    case lineDown(Int, seconds: Int)
    case lineUp(Int)
    /// The parent takes a station's certificate from it, and gives it another one later.
    case revoked(Int, seconds: Int)
    case readmitted(Int)
    /// The child has what its parent issued, or asks for it.
    case offer(Int)
    case fetched(Int, String, epoch: Int)
    case renew(Int)
    case emergency(seconds: Int)
    /// Someone on the way offers something else.
    case attack(Int)
    /// A node's disk is replaced: it does not know what it issued.
    case stateLost(Int)
  }

  /// What a node keeps for those below it, and of what is above it.
  struct Desk {
    let key: Curve25519.Signing.PrivateKey
    var issuer: ManifestIssuer
    var signed: [UInt8]?
    var orders: [Airing] = []

    var keeper = ManifestKeeper()
    var held: [UInt8]?
    var isLineUp = true
    var isRevoked = false
    /// Grows whenever the line goes down: what was under way is lost.
    var epoch = 0
    var isFetching = false
    /// Boots of the parent and the child when they last spoke.
    var spoke: [Int] = []
    /// Everything that was ever signed for this child.
    var seen: [[UInt8]] = []
  }

  var chance: SeededChance
  let begin: Int64
  let end: Int64
  var nodes: [World]
  var desks: [Desk] = []
  var agenda: [(at: Int64, what: Event)] = []
  var next = 0
  var time: Int64
  var violations: [String] = []

  // For the laws.
  /// When something was wrong at a node; `Int64.max`: until further notice.
  var troubles: [[Range<Int64>]]
  var openTroubles: [[String: Int64]]
  /// Until when the latest manifest with an airing was valid, at each node.
  var validUntil: [[AiringID: WallTime]]
  /// When a file came to a node; nil: it was there from the beginning, or never came.
  var delivered: [[String: Int64]]
  var emergencies: [AiringID] = []
  /// When an emergency was ordered.
  var orderedAt: [AiringID: Int64] = [:]
  /// When a node was not admitted by its parent.
  var revocations: [[Range<Int64>]]
  /// Planned starts of what a station joins where it is due, by what it was told last.
  var joinedOnTime: [[AiringID: WallTime]]
  var refusals = 0
  var accepted = 0
  /// Airings that ended alike at two nodes or more.
  var agreements = 0

  init(seed: UInt64, firstDay: Int, days: Int) {
    chance = SeededChance(seed ^ 0x7EE)
    nodes = Self.parents.indices.map { index in
      let station = StationDesk(
        code: Self.codes[index], rule: index == 3 ? .own : .upstream, hasPriorityOfItsOwn: index == 2)
      var node = World(
        seed: seed &* 7 &+ UInt64(index), firstDay: firstDay, days: days, code: Self.codes[index],
        station: index == 0 ? nil : station)
      node.reach = 8
      return node
    }
    begin = nodes[0].begin
    end = nodes[0].end
    time = begin
    troubles = nodes.map { _ in [] }
    openTroubles = nodes.map { _ in [:] }
    validUntil = nodes.map { _ in [:] }
    delivered = nodes.map { _ in [:] }
    joinedOnTime = nodes.map { _ in [:] }
    revocations = nodes.map { _ in [] }
    for index in nodes.indices {
      guard
        let key = try? Curve25519.Signing.PrivateKey(
          rawRepresentation: [UInt8](repeating: UInt8(index + 1), count: 32))
      else { preconditionFailure("32 bytes are a key") }
      desks.append(Desk(key: key, issuer: ManifestIssuer(node: StationCode(Self.codes[index]))))
    }
  }

  func children(of node: Int) -> [Int] { Self.parents.indices.filter { Self.parents[$0] == node } }

  func isConnected(_ child: Int) -> Bool {
    guard let parent = Self.parents[child] else { return true }
    return desks[child].isLineUp && !desks[child].isRevoked && nodes[child].isOn && nodes[parent].isOn
  }

  mutating func plan(_ event: Event, at instant: Int64) {
    let place = agenda[next...].firstIndex { $0.at > instant } ?? agenda.count
    agenda.insert((max(instant, time), event), at: place)
  }

  // MARK: - Life

  mutating func live(faults: Int, of kinds: (inout Tree) -> Event) {
    for index in nodes.indices {
      var instant = begin + Int64(index + 1) * World.second
      while instant < end {
        agenda.append((instant, .renew(index)))
        instant += 6 * 3600 * World.second
      }
    }
    for _ in 0..<faults {
      guard let near = nodes[0].planned.randomElement(using: &chance) else { continue }
      let spread = chance.happens(1, in: 2) ? 160_000 : 20_000_000 as Int64
      let at =
        near.plannedStart.nanoseconds + Int64.random(in: -spread / 4...spread, using: &chance) * 1_000_000
      agenda.append((max(begin + 60 * World.second, at), kinds(&self)))
    }
    agenda.sort { $0.at < $1.at }
    for index in nodes.indices { nodes[index].boot(wallError: 0, isSynchronised: true) }
    while next < agenda.count {
      let (at, what) = agenda[next]
      next += 1
      guard at < end else { continue }
      run(until: at)
      happen(what)
      speak()
    }
    run(until: end)
    heal()
    for _ in 0..<60 {
      run(until: time + 60 * World.second)
      while next < agenda.count, agenda[next].at <= time {
        next += 1
        happen(agenda[next - 1].what)
      }
      speak()
    }
    for index in nodes.indices where nodes[index].isOn {
      nodes[index].player.shiftEmissions(since: nodes[index].emissionsOfBoot, by: nodes[index].booted)
      nodes[index].emissionsOfBoot = nodes[index].player.emissions.count
    }
  }

  private mutating func run(until instant: Int64) {
    for index in nodes.indices {
      let boots = nodes[index].boots
      let wasOn = nodes[index].isOn
      nodes[index].run(until: max(instant, nodes[index].time))
      // The power went by itself in the middle of something, and may be back.
      if wasOn, !nodes[index].isOn { openTroubles[index]["power"] = time }
      if nodes[index].boots != boots { trouble(index, time..<(instant + 300 * World.second)) }
      if !wasOn, nodes[index].isOn { close(index, "power", 300) }
    }
    time = instant
  }

  /// In the end everything is mended.
  private mutating func heal() {
    for index in nodes.indices {
      desks[index].isLineUp = true
      desks[index].isRevoked = false
      revocations[index] = revocations[index].map { $0.clamped(to: begin..<time) }
      if !nodes[index].isOn { nodes[index].boot(wallError: 0, isSynchronised: true) }
      if nodes[index].wallError != 0 || !nodes[index].isSynchronised { _ = nodes[index].cause(.synchronise) }
    }
  }

  // MARK: - Between nodes

  /// Whoever finds a line to its parent asks at once for what is new.
  private mutating func speak() {
    for child in nodes.indices {
      guard let parent = Self.parents[child], isConnected(child) else { continue }
      let boots = [nodes[parent].boots, nodes[child].boots, desks[child].epoch]
      guard desks[child].spoke != boots else { continue }
      desks[child].spoke = boots
      desks[child].isFetching = false
      wake(child)
      plan(.offer(child), at: time + latency())
    }
  }

  /// What a node knows of its parent after a start is what it has on its disk.
  private mutating func wake(_ child: Int) {
    guard let parent = Self.parents[child] else { return }
    let held = desks[child].held.flatMap {
      try? SignedManifest.open(
        $0, trusting: desks[parent].key.publicKey, from: StationCode(Self.codes[parent]))
    }
    if held != nodes[child].station?.manifest {
      violations.append("\(child) holds another manifest than it had")
    }
    desks[child].keeper = ManifestKeeper(held: held)
  }

  private mutating func latency() -> Int64 { Int64.random(in: 20...1500, using: &chance) * 1_000_000 }

  private mutating func issue(_ node: Int) {
    guard nodes[node].isOn, nodes[node].isSynchronised, !children(of: node).isEmpty,
      let rundown = nodes[node].lastRundown
    else { return }
    let now = nodes[node].wall
    desks[node].orders.removeAll { $0.plannedEnd <= now }
    guard
      let manifest = desks[node].issuer.issue(
        rundown: StationRundown.handedDown(from: rundown), orders: desks[node].orders,
        programmes: ["cchc": "Cải cách hành chính"], now: now)
    else { return }
    guard let signed = try? SignedManifest(signing: manifest, with: desks[node].key) else {
      violations.append("\(node) issued what no station would take")
      return
    }
    if !desks[node].issuer.withheld.isEmpty { violations.append("\(node) withholds an airing") }
    desks[node].signed = signed.bytes
    for child in children(of: node) {
      desks[child].seen.append(signed.bytes)
      plan(.offer(child), at: time + latency())
    }
  }

  private mutating func offer(_ bytes: [UInt8], to child: Int) -> ManifestKeeper.Offer? {
    guard let parent = Self.parents[child], nodes[child].isOn else { return nil }
    return desks[child].keeper.offer(
      bytes, trusting: desks[parent].key.publicKey, from: StationCode(Self.codes[parent]),
      now: nodes[child].wall, isClockTrusted: nodes[child].isSynchronised || nodes[child].isHeldOver)
  }

  private mutating func take(_ bytes: [UInt8], _ offer: ManifestKeeper.Offer?, _ child: Int) {
    switch offer {
    case .accepted(let manifest):
      accepted += 1
      desks[child].held = bytes
      nodes[child].station?.manifest = manifest
      for airing in manifest.rundown.airings {
        validUntil[child][airing.id] = manifest.validUntil
        if airing.whenLate == .join { joinedOnTime[child][airing.id] = airing.plannedStart }
      }
      renew(child)
      startFetching(child)
    case .refused: refusals += 1
    case .same, nil: break
    }
  }

  mutating func renew(_ node: Int) {
    guard nodes[node].isOn else { return }
    nodes[node].giveRundown()
    issue(node)
    // Stand-ins come in shortly before the airing.
    guard let rundown = nodes[node].lastRundown else { return }
    let near = time + 14 * 60 * World.second
    for airing in rundown.airings where airing.isUndelivered && airing.plannedStart.nanoseconds > near {
      let at = airing.plannedStart.nanoseconds - 14 * 60 * World.second
      let isPlanned = agenda[next...].contains { entry in
        if case .renew(node) = entry.what { entry.at == at } else { false }
      }
      if !isPlanned { plan(.renew(node), at: at) }
      break
    }
  }

  private mutating func startFetching(_ child: Int) {
    guard let parent = Self.parents[child], isConnected(child), !desks[child].isFetching,
      let station = nodes[child].station, let manifest = station.manifest
    else { return }
    let above = nodes[parent].station?.files
    let hashes = manifest.rundown.airings.filter { $0.plannedEnd.nanoseconds > time }.flatMap(\.items)
      .map(\.media.sha256)
    let wanted = hashes.first { !station.files.contains($0) && above?.contains($0) != false }
    guard let wanted else { return }
    desks[child].isFetching = true
    let slow = chance.happens(1, in: 12)
    let seconds = slow ? Int.random(in: 60...40_000, using: &chance) : Int.random(in: 1...4, using: &chance)
    plan(.fetched(child, wanted, epoch: desks[child].epoch), at: time + Int64(seconds) * World.second)
  }

  private mutating func fetched(_ child: Int, _ sha256: String) {
    desks[child].isFetching = false
    nodes[child].station?.files.insert(sha256)
    delivered[child][sha256] = time
    renew(child)
    startFetching(child)
    for grandchild in children(of: child) { startFetching(grandchild) }
  }

  // MARK: - What happens

  private mutating func happen(_ event: Event) {
    switch event {
    case .trouble(let node, let trouble): suffer(node, trouble)
    case .lineDown(let child, let seconds):
      guard desks[child].isLineUp else { return }
      desks[child].isLineUp = false
      desks[child].epoch += 1
      open(child, "line")
      plan(.lineUp(child), at: time + Int64(seconds) * World.second)
    case .lineUp(let child):
      desks[child].isLineUp = true
      close(child, "line", 60)
    case .revoked(let child, let seconds):
      guard !desks[child].isRevoked else { return }
      desks[child].isRevoked = true
      desks[child].epoch += 1
      open(child, "revoked")
      let back = time + Int64(seconds) * World.second
      revocations[child].append(time..<back)
      plan(.readmitted(child), at: back)
    case .readmitted(let child):
      desks[child].isRevoked = false
      close(child, "revoked", 60)
    case .offer(let child):
      guard let parent = Self.parents[child], isConnected(child), let bytes = desks[parent].signed else {
        return
      }
      take(bytes, offer(bytes, to: child), child)
      startFetching(child)
    case .fetched(let child, let sha256, let epoch):
      guard epoch == desks[child].epoch, isConnected(child), desks[child].isFetching else { return }
      fetched(child, sha256)
    case .renew(let node): renew(node)
    case .emergency(let seconds): command(seconds: seconds)
    case .attack(let child): attack(child)
    case .stateLost(let node):
      desks[node].issuer = ManifestIssuer(node: StationCode(Self.codes[node]))
      issue(node)
    }
  }

  private mutating func suffer(_ node: Int, _ what: World.Trouble) {
    let later = nodes[node].cause(what)
    for (delay, healing) in later {
      plan(.trouble(node, healing), at: time + Int64(delay) * World.second + 7_000_000)
    }
    switch what {
    case .powerCut, .badBoot: if !nodes[node].isOn { open(node, "power") }
    case .powerBack: close(node, "power", 300)
    case .deviceLost: open(node, "device")
    case .deviceBack: close(node, "device", 60)
    case .step, .loseTime: open(node, "clock")
    case .synchronise: close(node, "clock", 300)
    case .withdraw, .restoreEdit, .changeFile, .loseFile, .fileArrives:
      for other in nodes.indices { trouble(other, time..<(time + 900 * World.second)) }
    case .order, .stop, .cancel: trouble(node, time..<(time + 900 * World.second))
    case .newDay: break
    }
    // A clock that was wrong at a start is put right later.
    if nodes[node].isOn, nodes[node].wallError != 0 || !nodes[node].isSynchronised { open(node, "clock") }
    if !later.isEmpty, node == 0 { issue(0) }
    issue(node)
  }

  private mutating func command(seconds: Int) {
    guard nodes[0].isOn, nodes[0].isSynchronised, let local = CivilDateTime("2022-01-01T00:00") else {
      return
    }
    let id = AiringID("lenh@\(time)")
    let airing = Airing(
      id: id, slot: nil, programme: nil, plannedStart: nodes[0].wall + .seconds(5), localStart: local,
      allotted: .seconds(seconds), priority: .emergency, whenLate: .restart(within: .minutes(10)),
      items: [World.item("lenh-\(seconds)", seconds: seconds)])
    emergencies.append(id)
    orderedAt[id] = time
    for node in nodes.indices {
      nodes[node].emergencies.insert(id)
      trouble(node, time..<(time + Int64(seconds + 900) * World.second))
    }
    nodes[0].atOnce.insert(id)
    nodes[0].tell(.command(.play(.init(airing, by: "trực", isAtOnce: true))))
    desks[0].orders.append(airing)
    issue(0)
  }

  private mutating func attack(_ child: Int) {
    guard let parent = Self.parents[child], nodes[child].isOn,
      let local = CivilDateTime("2022-01-01T00:00"),
      var bytes = desks[child].seen.randomElement(using: &chance)
    else { return }
    let before = desks[child].keeper.held
    var fake = Airing(
      id: AiringID("gia-mao@\(time)"), slot: nil, programme: nil,
      plannedStart: nodes[child].wall + .seconds(60),
      localStart: local, allotted: .seconds(30), priority: .emergency)
    fake.items = [World.item("gia-mao", seconds: 30)]
    let forged = Manifest(
      node: StationCode(Self.codes[parent]), sequence: 1 << 60, issuedAt: nodes[child].wall,
      validUntil: nodes[child].wall + .days(8),
      rundown: Rundown(from: nodes[child].wall, until: nodes[child].wall + .days(1), airings: [fake]))
    switch Int.random(in: 0..<4, using: &chance) {
    case 0:
      bytes[Int.random(in: 0..<bytes.count, using: &chance)] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
    case 1: bytes = Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &chance)))
    case 2:
      // Another node of the tree, with a good key of its own.
      bytes = (try? SignedManifest(signing: forged, with: desks[child].key).bytes) ?? []
    default:
      // An old one.
      guard let held = desks[child].held, let place = desks[child].seen.firstIndex(of: held), place > 0 else {
        return
      }
      bytes = desks[child].seen[Int.random(in: 0..<place, using: &chance)]
    }
    if case .accepted = offer(bytes, to: child) { violations.append("\(child) took what it should not") }
    if desks[child].keeper.held != before { violations.append("\(child) lost its last good manifest") }
    refusals += 1
  }

  // MARK: - For the laws

  private mutating func trouble(_ node: Int, _ when: Range<Int64>) { troubles[node].append(when) }

  private mutating func open(_ node: Int, _ what: String) {
    if openTroubles[node][what] == nil { openTroubles[node][what] = time }
  }

  private mutating func close(_ node: Int, _ what: String, _ after: Int64) {
    guard let since = openTroubles[node].removeValue(forKey: what) else { return }
    trouble(node, since..<(time + after * World.second))
  }

  /// Whether nothing was wrong with a node from well before until well after.
  func isCalm(_ node: Int, _ from: Int64, _ until: Int64) -> Bool {
    let from = from - 1800 * World.second
    let until = until + 300 * World.second
    guard !troubles[node].contains(where: { $0.lowerBound < until && from < $0.upperBound }),
      !openTroubles[node].values.contains(where: { $0 < until })
    else { return false }
    return Self.parents[node].map { isCalm($0, from, until) } ?? true
  }
}
