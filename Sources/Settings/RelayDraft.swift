import Clocks
import Phrases
import Scheduling

struct StationDraft: Sendable {
  var name: String
  var from: CivilDate?
  var until: CivilDate?
  var contact: String?

  static let form = Form<StationDraft>.table("station") { fields in
    let name = fields.required("name", .text)
    let from = fields.optional("from", .date)
    let until = fields.optional("until", .date)
    let contact = fields.optional("contact", .text)
    if let from, let until, until < from {
      fields.error(
        at: fields.place(of: "until"), Text { $0.stationEndsBeforeItBegins }, Text { $0.correctTheDates })
    }
    guard let name else { return nil }
    return StationDraft(name: name, from: from, until: until, contact: contact)
  }
}

extension SettingsDraft {
  static let relayForm = Form<Settings.Relay>.table("relay") { fields in
    let listen = fields.optional("listen", .hostAndPort, default: .string("0.0.0.0:8443"))
    let addresses = fields.required(
      "address", Form<Settings.HostAndPort>.hostAndPort.list(orOne: true, atLeast: 1))
    guard let addresses else { return nil }
    return Settings.Relay(listen: listen ?? .init(host: "0.0.0.0", port: 8443), addresses: addresses)
  }

  static let upstreamForm = Form<Settings.Upstream>.table("upstream") { fields in
    let usual = Settings.Upstream()
    return Settings.Upstream(
      mirrors: fields.optional("mirrors", Form<String>.webAddress.list(orOne: true), default: .strings([]))
        ?? [],
      clash: fields.optional(
        "clash", .words(Settings.Upstream.Clash.allCases.map { ($0.rawValue, $0) }),
        default: .string("upstream"))
        ?? usual.clash,
      bandwidth: fields.optional("bandwidth", .bandwidth, default: .string("none")) ?? nil,
      disk: fields.optional("disk", .megabytes, default: .string("4 GB")) ?? usual.disk,
      clockLimit: fields.optional(
        "clock-limit", .duration(.milliseconds(1)...(.minutes(1))), default: .string("50 ms"))
        ?? usual.clockLimit)
  }

  func namedStations(_ reading: Reading) -> [Settings.Station] {
    (stations ?? []).compactMap { named in
      if named.name == node?.code {
        reading.error(
          at: named.place, Text { $0.stationIsThisNode(named.name) }, Text { $0.chooseAnotherCode })
      }
      return named.value.map {
        Settings.Station(
          code: named.name, name: $0.name, validFrom: $0.from, validUntil: $0.until, contact: $0.contact)
      }
    }
  }
}

extension Form where Value == Settings.HostAndPort {
  static let hostAndPort = Form(
    scalar: .pattern("^[A-Za-z0-9.-]+(:[0-9]+)?$|^\\[[0-9A-Fa-f:.%]+\\](:[0-9]+)?$"),
    expected: Expected { $0.expectedAddress }
  ) { text, place, reading in
    if let address = Settings.HostAndPort(text) { return address }
    reading.error(at: place, Text { $0.notAnAddress(text.shortened) }, Text { $0.write($0.expectedAddress) })
    return nil
  }
}

extension Form where Value == Int? {
  /// `512 kbit/s`, `2 Mbit/s`, or `none`.
  static let bandwidth = Form(
    scalar: .pattern("^(none|[0-9]+ ?[kM]bit/s)$"), expected: Expected { $0.expectedBandwidth }
  ) { text, place, reading in
    if text.trimmedBlanks == "none" { return .some(nil) }
    let compact = text.filter { $0 != " " }
    let factor = compact.hasSuffix("kbit/s") ? 1 : compact.hasSuffix("Mbit/s") ? 1000 : 0
    guard factor > 0, let number = Int(compact.dropLast(6)), (1...1_000_000).contains(number) else {
      reading.error(
        at: place, Text { $0.notABandwidth(text.shortened) }, Text { $0.write($0.expectedBandwidth) })
      return nil
    }
    return number * factor
  }
}
