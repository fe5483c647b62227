import Foundation

/// A folder with a config, a programme of one indexed edition, a virtual card, and the node that uses them.
final class Stage {
  let folder: URL
  let card: VirtualCard
  var config: String { folder.appendingPathComponent("loa.yaml").path }

  /// The edition's name in its folder.
  static let edition = "thu/so-1"

  init(seconds: Int, ppm: Double = 0, slot: String = "", device: String = "card") throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("loa-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("thu"), withIntermediateDirectories: true)
    card = try VirtualCard(in: folder, ppm: ppm)
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
      clock: { require-synchronised: no }
      quiet-hours: none
      loudness: off
      programmes:
        thu: { name: Chương trình thử, folder: thu }
      slots:
      \(slot.isEmpty ? Self.placeholder : slot)
      """, to: "loa.yaml")
  }

  private static let placeholder = """
      xa: { programme: thu, first: 2099-01-07 17:00, allotted: 15 min, missing: repeat-last }
    """

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name), options: .atomic)
  }

  func start() throws -> RunningNode {
    try RunningNode(config: config, environment: card.environment)
  }

  func loa(_ arguments: String...) throws -> LoaBinary.Answer {
    try LoaBinary.run(arguments + ["--config", config], environment: card.environment)
  }

  /// The entries of the log for today and its neighbours, as `loa log --json` gives them.
  func entries() throws -> [[String: Any]] {
    let answer = try loa("log", "--from", "2020-01-01", "--to", "2099-12-31", "--json")
    let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
    return json?["entries"] as? [[String: Any]] ?? []
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
