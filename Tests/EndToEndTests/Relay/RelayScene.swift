import Foundation
import VirtualCard

/// A Centre and stations that relay it, each the built program on a host of its own with a card of its own.
final class RelayScene {
  let hosts: Hosts
  let folder: URL
  private(set) var centre: RelayedNode
  private(set) var stations: [RelayedNode] = []
  private var cards: VirtualCards

  static let port = 8443

  /// - Parameters:
  ///   - seconds: length of the one edition.
  ///   - slot: when it airs by itself; nil: only by order.
  ///   - ppm: how much too fast each station's card runs; as many stations.
  init(
    seconds: Int, slot: String? = nil, stations ppm: [Double] = [0, 0], upstream: String = "{}",
    more: String = ""
  ) throws {
    hosts = try Hosts()
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("loa-relay-\(UUID().uuidString)")
    cards = try VirtualCards(folder: folder, plugin: CardPlugin.url.get())
    let host = try hosts.add("centre")
    centre = try RelayedNode(
      code: "ttvh", folder: folder.appendingPathComponent("ttvh"), host: host,
      card: cards.add("ttvh", ppm: 0),
      config: """
        programmes:
          thu: { name: Chương trình thử, folder: thu }
        relay: { address: "\(host.address):\(Self.port)" }
        slots:
        \(slot ?? "  xa: { programme: thu, first: 2099-01-07 17:00, allotted: 15 min, missing: repeat-last }")
        """)
    try centre.addEdition(seconds: seconds)
    for (index, ppm) in ppm.enumerated() {
      let code = "298\(10 + index)"
      stations.append(
        try RelayedNode(
          code: code, folder: folder.appendingPathComponent(code), host: hosts.add("s\(index)"),
          card: cards.add("s\(code)", ppm: ppm), config: "upstream: \(upstream)\n\(more)"))
    }
    let environment = ["ALSA_CONFIG_PATH": cards.configuration.path]
    centre.environment = environment
    for index in stations.indices { stations[index].environment = environment }
  }

  /// Starts everything and lets the stations join.
  func start() throws {
    try centre.start()
    for station in stations {
      try station.start()
      try join(station)
    }
    try waitUntilConnected()
  }

  func join(_ station: RelayedNode, to parent: RelayedNode? = nil) throws {
    let parent = parent ?? centre
    let added = try parent.loa("station", "add", station.code, "Đài \(station.code)", "--json")
    let code = try JSONDecoder().decode(Joining.self, from: Data(added.output.utf8)).joinCode
    let joined = try station.loa("station", "join", code)
    guard joined.status == 0 else { throw NothingHappened(description: joined.complaints) }
  }

  private struct Joining: Decodable { var joinCode: String }

  func waitUntilConnected(atMost seconds: Int = 60) throws {
    try wait(for: "every station to be connected and current", atMost: seconds) {
      let listed = try centre.stations()
      return stations.allSatisfy { station in
        listed.contains {
          $0.code == station.code && $0.isConnected && $0.isCurrent && $0.held ?? 0 == $0.wanted ?? -1
        }
      }
    }
  }

  /// Orders the edition at the Centre and its stations.
  /// - Returns: the airing, and its planned start in nanoseconds since 1970.
  func play(inSeconds seconds: Int, _ more: String...) throws -> (airing: String, start: Int64) {
    let answer = try centre.loa(
      ["play", "thu/so-1", "--at", "+\(seconds)s", "--to-stations", "--json"] + more)
    guard answer.status == 0,
      let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any],
      let start = json["plannedStart"] as? Int64, let airing = json["airing"] as? String
    else { throw NothingHappened(description: answer.complaints + answer.output) }
    return (airing, start)
  }

  /// Waits until the Centre's log has a closed entry of an airing from each of these stations.
  func waitForEvidence(of airing: String, from codes: [String], atMost seconds: Int = 60) throws -> [[String:
    Any]]
  {
    var found: [[String: Any]] = []
    try wait(for: "closed entries of \(airing) from \(codes)", atMost: seconds) {
      found = try centre.entries().filter { $0.text("airing") == airing && $0["open"] as? Bool == false }
      return Set(codes).isSubset(of: found.compactMap { $0.text("station") })
    }
    return found.filter { codes.contains($0.text("station") ?? "") }
  }

  deinit {
    centre.kill()
    for station in stations { station.kill() }
    try? FileManager.default.removeItem(at: folder)
  }
}

/// One node of a scene.
final class RelayedNode {
  let code: String
  let folder: URL
  var host: Hosts.Host
  let card: VirtualCard
  var environment: [String: String] = [:]
  private(set) var running: RunningNode?
  var config: String { folder.appendingPathComponent("loa.yaml").path }

  /// - Parameter config: what stands in its config file beside the usual.
  init(code: String, folder: URL, host: Hosts.Host, card: VirtualCard, config more: String) throws {
    self.code = code
    self.folder = folder
    self.host = host
    self.card = card
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("thu"), withIntermediateDirectories: true)
    try write(
      """
      node: { code: "\(code)", name: Nút \(code), time-zone: Asia/Ho_Chi_Minh, language: en }
      audio: { device: \(card.name) }
      state: state
      socket: api.sock
      clock: { require-synchronised: no }
      quiet-hours: none
      loudness: off
      \(more)
      """, to: "loa.yaml")
  }

  func addEdition(seconds: Int) throws {
    try IndexedSound.write(seconds: seconds, to: folder.appendingPathComponent("thu/so-1.wav"))
    try write(
      """
      title: Bản tin thử
      date: 2022-01-05
      approved: { by: Người duyệt, at: 2022-01-04 08:00 }
      """, to: "thu/so-1.yaml")
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name), options: .atomic)
  }

  func start() throws {
    running = try RunningNode(config: config, environment: environment, on: host.run)
    try wait(for: "\(code) to answer") { try loa("status").status == 0 }
  }

  func kill() {
    running?.send(SIGKILL)
    running?.waitForEnd()
    running = nil
  }

  /// - Returns: its exit status.
  func stop() -> Int32? {
    running?.send(SIGTERM)
    defer { running = nil }
    return running?.waitForEnd()
  }

  func loa(_ arguments: String...) throws -> ChildProcess.Answer { try loa(arguments) }

  func loa(_ arguments: [String]) throws -> ChildProcess.Answer {
    try LoaBinary.run(arguments + ["--config", config], environment: environment)
  }

  func entries(_ more: String...) throws -> [[String: Any]] {
    let answer = try loa(["log", "--from", "2020-01-01", "--to", "2099-12-31", "--json"] + more)
    let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
    return json?["entries"] as? [[String: Any]] ?? []
  }

  /// The stations below it, as `loa station list --json` gives them.
  func stations() throws -> [Listed] {
    try JSONDecoder().decode([Listed].self, from: Data(loa("station", "list", "--json").output.utf8))
  }

  struct Listed: Decodable {
    var code: String
    var state: String
    var isConnected: Bool
    var isCurrent: Bool
    var held: Int?
    var wanted: Int?
    var clockOffset: Double?
    var lastRefusal: String?
  }

  /// What `loa status --json` says of the link to the upstream node.
  func upstream() throws -> Upstream? {
    struct Status: Decodable { var upstream: Upstream? }
    return try JSONDecoder().decode(Status.self, from: Data(loa("status", "--json").output.utf8)).upstream
  }

  struct Upstream: Decodable {
    var node: String?
    var isUp: Bool
    var manifest: Int64?
    var held: Int
    var wanted: Int
    var recordsWaiting: Int64
    var clockOffset: Double?
  }
}
