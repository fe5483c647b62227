import Foundation
import VirtualCard

/// A folder with a config, a programme of one indexed edition, a virtual card, and the node that uses them.
final class Stage {
  let folder: URL
  let card: VirtualCard
  /// What the node and the commands find in their environment.
  var environment: [String: String]
  var config: String { folder.appendingPathComponent("loa.yaml").path }

  /// The edition's name in its folder.
  static let edition = "thu/so-1"

  /// - Parameters:
  ///   - clock: the config's `clock`.
  ///   - more: further keys of the config.
  init(
    seconds: Int, ppm: Double = 0, slot: String = "", device: String = "card",
    clock: String = "{ require-synchronised: no }", more: String = ""
  ) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("loa-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("thu"), withIntermediateDirectories: true)
    var cards = try VirtualCards(folder: folder, plugin: CardPlugin.url.get())
    card = try cards.add("card", ppm: ppm)
    environment = ["ALSA_CONFIG_PATH": cards.configuration.path]
    try IndexedSound.write(seconds: seconds, to: folder.appendingPathComponent("thu/so-1.wav"))
    try write(
      """
      title: Bản tin thử
      date: 2022-01-05
      approved: { by: Người duyệt, at: 2022-01-04 08:00 }
      """, to: "thu/so-1.yaml")
    try write(
      """
      node: { code: thu, name: Trung tâm thử, time-zone: Asia/Ho_Chi_Minh, language: en }
      audio: { device: \(device) }
      state: state
      socket: api.sock
      clock: \(clock)
      quiet-hours: none
      loudness: off
      programmes:
        thu: { name: Chương trình thử, folder: thu }
      \(more)
      slots:
      \(slot.isEmpty ? Self.placeholder : slot)
      """, to: "loa.yaml")
  }

  private static let placeholder = """
      xa: { programme: thu, first: 2099-01-07 17:00, allotted: 15 min, missing: repeat-last }
    """

  /// A plan that asks for an edition of the programme each week.
  static let plan = """
    id: kh-thu
    title: Kế hoạch thử
    from: 2020-01-01
    until: 2099-12-31
    programmes: thu
    organisations:
      tt: { name: Trung tâm thử, code: thu, roles: producer }
      phong: { name: Phòng thử, roles: supervisor }
    requirements:
      - id: R01
        source: III.1
        quote: hàng tuần
        kind: cadence
        floor: { editions: 1, per: month, basis: plan }
        target: { editions: 1, per: week, basis: default }

    """

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name), options: .atomic)
  }

  func start() throws -> RunningNode {
    try RunningNode(config: config, environment: environment)
  }

  func loa(_ arguments: String...) throws -> ChildProcess.Answer { try loa(arguments) }

  func loa(_ arguments: [String]) throws -> ChildProcess.Answer {
    try LoaBinary.run(arguments + ["--config", config], environment: environment)
  }

  /// The entries of the log for today and its neighbours, as `loa log --json` gives them.
  func entries() throws -> [[String: Any]] {
    let answer = try loa("log", "--from", "2020-01-01", "--to", "2099-12-31", "--json")
    let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
    return json?["entries"] as? [[String: Any]] ?? []
  }

  /// The airings of today and tomorrow, as `loa schedule --json` gives them.
  func schedule() throws -> [[String: Any]] {
    let answer = try loa("schedule", "--json")
    let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
    return json?["airings"] as? [[String: Any]] ?? []
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}

extension Stage {
  private static let zone = TimeZone(identifier: "Asia/Ho_Chi_Minh") ?? .gmt

  /// A slot whose only airing is so many seconds ahead.
  static func slot(inSeconds seconds: Int) -> String {
    let format = DateFormatter()
    format.calendar = Calendar(identifier: .gregorian)
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = zone
    format.dateFormat = "yyyy-MM-dd HH:mm:ss"
    let start = format.string(from: Date().addingTimeInterval(Double(seconds)))
    return "  sap-toi: { programme: thu, first: \(start), allotted: 15 min, missing: repeat-last }"
  }

  static func nanoseconds(of instant: String) -> Int64? {
    // 2026-11-25T01:14:02.352865+07:00, with up to nine digits or none.
    let fraction = instant.firstMatch(of: /\.([0-9]+)/)
    let whole = instant.replacing(/\.[0-9]+/, with: "")
    guard let date = ISO8601DateFormatter().date(from: whole) else { return nil }
    let digits = fraction.map { String($0.1) } ?? ""
    let nanoseconds = Int64(digits.padding(toLength: 9, withPad: "0", startingAt: 0)) ?? 0
    return Int64(date.timeIntervalSince1970) * 1_000_000_000 + nanoseconds
  }

  /// Orders the edition once the node answers.
  /// - Returns: its planned start in nanoseconds since 1970.
  func play(inSeconds seconds: Int) throws -> Int64 {
    let limit = Date().addingTimeInterval(60)
    while true {
      let answer = try loa("play", Self.edition, "--at", "+\(seconds)s", "--json")
      if answer.status == 0,
        let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any],
        let start = json["plannedStart"] as? Int64
      {
        return start
      }
      guard answer.complaints.contains("no loa node answers"), Date() < limit else {
        throw Trouble(answer.complaints)
      }
    }
  }

  struct Trouble: Error {
    var words: String
    init(_ words: String) { self.words = words }
  }

  /// Asks the node until so much of what is on air has been played, or the wall clock has passed an instant.
  func waitUntilPlayed(seconds: Int, orWallClock limit: Int64 = .max) throws {
    let patience = Date().addingTimeInterval(120)
    while Int64(Date().timeIntervalSince1970 * 1e9) < limit {
      guard Date() < patience else { throw Trouble("waited in vain for \(seconds) s of sound") }
      let answer = try loa("status", "--json")
      let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
      let playout = json?["playout"] as? [String: Any]
      let now = playout?["now"] as? [String: Any]
      if let frames = now?["framesPlayed"] as? Int, frames >= seconds * IndexedSound.rate { return }
    }
  }

  /// Returns after the card has taken so many pieces of sound (4 KiB each) more.
  func watchCard(pieces: Int) {
    let before = card.bytesCaptured
    let limit = Date().addingTimeInterval(5)
    while card.bytesCaptured < before + pieces * 4096, Date() < limit { sched_yield() }
  }
}
