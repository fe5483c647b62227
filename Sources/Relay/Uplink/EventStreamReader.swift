/// Reads server-sent events (WHATWG HTML, section 9.2) as the upstream node writes them: `event:` and one `data:`.
struct EventStreamReader: Sendable {
  struct Event: Sendable, Hashable {
    var name: String
    var data: String
  }

  /// The stream is not what an upstream node sends.
  struct Malformed: Error {}

  private static let longestLine = 4096
  private var line: [UInt8] = []
  private var name = ""
  private var data = ""

  /// Takes the next bytes; gives the events that they complete. A comment, which is how a sign of life looks, completes none.
  mutating func read(_ bytes: some Sequence<UInt8>) throws -> [Event] {
    var events: [Event] = []
    for byte in bytes {
      guard byte == UInt8(ascii: "\n") else {
        guard line.count < Self.longestLine else { throw Malformed() }
        line.append(byte)
        continue
      }
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      let text = String(decoding: line, as: UTF8.self)
      line.removeAll(keepingCapacity: true)
      if text.isEmpty {
        if !name.isEmpty { events.append(Event(name: name, data: data)) }
        name = ""
        data = ""
      } else if let value = text.value(of: "event") {
        name = value
      } else if let value = text.value(of: "data") {
        data = value
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
