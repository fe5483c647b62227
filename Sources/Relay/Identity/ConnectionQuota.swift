/// How many connections there may be, and whose.
///
/// Strangers are few in honest operation: a station is one only while it shakes hands or joins. So strangers have a small
/// quota, also for each address; stations, of which many may come from one address behind a provider's translation, are
/// counted each for itself. A flood of strangers takes no place from stations. Where strangers from many addresses have taken
/// all of theirs, the address that has by far the most gives one up to a newcomer, who may be a station that comes back; and who
/// comes from where a station is connected is let in whatever others have, for it is mostly that station with something to say.
struct ConnectionQuota: Sendable {
  struct Limits: Sendable {
    var total = 8192
    var strangers = 1024
    var strangersFromOneAddress = 256
    /// By so many more than a newcomer's address an address must have strangers to give a place up. Many stations that come back
    /// at once have few each: they wait their turn, and none loses a handshake that it has begun.
    var fairDifference = 8
    /// Where a station is connected, one of its own address that has not shaken hands for so long gives its place up.
    var longHandshake: Duration = .seconds(2)
    /// Four are used; the rest are those that the station lost and we have not noticed yet.
    var ofOneStation = 16
  }

  let limits: Limits
  private(set) var total = 0
  private(set) var strangers = 0
  private var addresses: [String: Int] = [:]
  private var stations: [StationCode: Int] = [:]
  /// Connections of stations, by address.
  private var stationsAt: [String: Int] = [:]

  init(limits: Limits) { self.limits = limits }

  /// What becomes of one more connection.
  enum Admission: Sendable, Hashable {
    case welcome
    case refused
    /// There is room once a stranger's connection from that address is closed that has stood for so long; ask again then.
    case afterOne(from: String, standingFor: Duration)
  }

  /// One more stranger comes; where it is welcome, it is counted.
  mutating func open(from address: String) -> Admission {
    let own = addresses[address, default: 0]
    guard own < limits.strangersFromOneAddress else {
      guard stationsAt[address] != nil else { return .refused }
      return .afterOne(from: address, standingFor: limits.longHandshake)
    }
    let hasRoom = strangers < limits.strangers || stationsAt[address] != nil
    guard total < limits.total, hasRoom else {
      guard let most = addresses.max(by: { $0.value < $1.value }), most.value > own + limits.fairDifference
      else { return .refused }
      return .afterOne(from: most.key, standingFor: .zero)
    }
    total += 1
    strangers += 1
    addresses[address] = own + 1
    return .welcome
  }

  /// A stranger turns out to be a station.
  /// - Returns: Whether the station now has too many: its oldest must go.
  mutating func identify(from address: String, as station: StationCode) -> Bool {
    strangers -= 1
    Self.change(&addresses, address, by: -1)
    Self.change(&stationsAt, address, by: 1)
    stations[station, default: 0] += 1
    return stations[station, default: 0] > limits.ofOneStation
  }

  mutating func close(from address: String, of station: StationCode?) {
    total -= 1
    guard let station else {
      strangers -= 1
      Self.change(&addresses, address, by: -1)
      return
    }
    Self.change(&stations, station, by: -1)
    Self.change(&stationsAt, address, by: -1)
  }

  private static func change<Key>(_ counts: inout [Key: Int], _ key: Key, by change: Int) {
    let left = counts[key, default: 0] + change
    counts[key] = left > 0 ? left : nil
  }
}
