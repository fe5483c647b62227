import Foundation
import VirtualCard

/// One node of a scene.
final class RelayedNode {
  let code: String
  let folder: URL
  var host: Hosts.Host
  let card: VirtualCard
  var environment: [String: String] = [:]
  private(set) var running: RunningNode?
  var configFile: String { folder.appendingPathComponent("loa.yaml").path }
  var stateFolder: URL { folder.appendingPathComponent("state") }

  /// - Parameter config: what stands in its config file beside the usual.
  init(code: String, folder: URL, host: Hosts.Host, card: VirtualCard, config more: String) throws {
    self.code = code
    self.folder = folder
    self.host = host
    self.card = card
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("thu"), withIntermediateDirectories: true)
    try configure(more)
  }

  func configure(_ more: String) throws {
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

  /// Adds an edition of which every frame tells which it is, as `thu/NAME`.
  func addEdition(_ name: String = "so-1", seconds: Int) throws {
    try IndexedSound.write(seconds: seconds, to: folder.appendingPathComponent("thu/\(name).wav"))
    try approve(name)
  }

  /// Adds an edition of noise, which only has to be carried, as `thu/NAME`.
  func addNoise(_ name: String, seconds: Int) throws {
    var samples = [Int16](repeating: 0, count: seconds * IndexedSound.rate * 2)
    let noise =
      try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/urandom"))
      .read(upToCount: samples.count * 2) ?? Data()
    _ = samples.withUnsafeMutableBytes { noise.copyBytes(to: $0) }
    try IndexedSound.writeWAV(samples, to: folder.appendingPathComponent("thu/\(name).wav"))
    try approve(name)
  }

  private func approve(_ name: String) throws {
    try write(
      """
      title: Bản tin thử
      date: 2022-01-05
      approved: { by: Người duyệt, at: 2022-01-04 08:00 }
      """, to: "thu/\(name).yaml")
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name), options: .atomic)
  }

  func start() throws {
    let node = try RunningNode(config: configFile, environment: environment, on: host.run)
    running = node
    try wait(for: "\(code) to answer", atMost: 60) {
      guard node.isRunning else {
        node.waitForEnd()
        throw NothingHappened(description: "\(code) ended: \(node.lines.suffix(5))")
      }
      return try loa("status").status == 0
    }
  }

  /// A power cut.
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
    try LoaBinary.run(arguments + ["--config", configFile], environment: environment)
  }

  func entries() throws -> [[String: Any]] {
    let answer = try loa("log", "--from", "2020-01-01", "--to", "2099-12-31", "--json")
    let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
    return json?["entries"] as? [[String: Any]] ?? []
  }

  /// Whether its log, and the records of others in it, are unbroken.
  func logIsWhole() throws -> Bool { try loa("log", "verify").status == 0 }

  /// Processor time that it has used, in seconds.
  func processorSeconds() throws -> Double {
    guard let pid = running?.pid else { return 0 }
    let text = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
    // After the name, which may have anything in it: state is field 3, user and system time are 14 and 15.
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 13, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// What it keeps, without the files that SQLite and writing whole make for a moment.
  func files() throws -> Set<String> {
    let names = FileManager.default.enumerator(atPath: stateFolder.path)?.compactMap { $0 as? String } ?? []
    return Set(names.filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") && !$0.hasSuffix("-journal") })
  }

  // MARK: - What it says of the relay

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
    /// Nanoseconds since 1970.
    var certificateExpires: Int64?
  }

  func isLinked() throws -> Bool { try upstream()?.isUp ?? false }

  /// Whether every file that its manifest names is here.
  func hasEverything() throws -> Bool {
    try upstream().map { $0.wanted > 0 && $0.held == $0.wanted } ?? false
  }

  /// Frames played of what is on air; nil: nothing is.
  func framesPlayed() throws -> Int? {
    let playout = try status()["playout"] as? [String: Any]
    return (playout?["now"] as? [String: Any])?["framesPlayed"] as? Int
  }

  /// The kinds of the alarms that stand.
  func alarms() throws -> [String] { try standingAlarms().compactMap { $0.text("kind") } }

  /// What the alarms of a kind are about.
  func subjects(ofAlarms kind: String) throws -> [String] {
    try standingAlarms().filter { $0.text("kind") == kind }.compactMap { $0.text("subject") }
  }

  private func standingAlarms() throws -> [[String: Any]] { try status()["alarms"] as? [[String: Any]] ?? [] }

  /// What `loa status --json` says.
  func status() throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: Data(loa("status", "--json").output.utf8))
    return json as? [String: Any] ?? [:]
  }
}
