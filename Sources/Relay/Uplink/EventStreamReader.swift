/// Reads server-sent events (WHATWG HTML, section 9.2) as the upstream node writes them: `event:` and one `data:` or several, which
/// are lines of one text.
struct EventStreamReader: Sendable {
  struct Event: Sendable, Hashable {
    var name: String
    var data: String
  }

  /// The stream is not what an upstream node sends.
  struct Malformed: Error {}

  /// All lines of an event together, in bytes.
  static let longestEvent = ManifestDesk.longestPushed + 4096
  private var line: [UInt8] = []
  private var name = ""
  private var data: String?
  private var bytesOfEvent = 0

  /// Takes the next bytes; gives the events that they complete. A comment, which is how a sign of life looks, completes none.
  mutating func read(_ bytes: some Sequence<UInt8>) throws -> [Event] {
    var events: [Event] = []
    for byte in bytes {
      guard byte == UInt8(ascii: "\n") else {
        bytesOfEvent += 1
        guard bytesOfEvent <= Self.longestEvent else { throw Malformed() }
        line.append(byte)
        continue
      }
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      let text = String(decoding: line, as: UTF8.self)
      line.removeAll(keepingCapacity: true)
      // Nothing is kept of what belongs to no event, such as a sign of life.
      defer { if name.isEmpty, data == nil { bytesOfEvent = 0 } }
      if text.isEmpty {
        if !name.isEmpty { events.append(Event(name: name, data: data ?? "")) }
        name = ""
        data = nil
      } else if let value = text.value(of: "event") {
        name = value
      } else if let value = text.value(of: "data") {
        data = data.map { $0 + "\n" + value } ?? value
      }
    }
    return events
  }
}

extension String {
  fileprivate func value(of field: String) -> String? {
    guard hasPrefix(field + ":") else { return nil }
    let value = dropFirst(field.count + 1)
    return String(value.first == " " ? value.dropFirst() : value)
  }
}
