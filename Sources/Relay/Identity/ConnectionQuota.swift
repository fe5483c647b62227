/// How many connections there may be, and whose.
///
/// Strangers are few in honest operation: a station is one only while it shakes hands or joins. So strangers have a small
/// quota, also for each address; stations, of which many may come from one address behind a provider's translation, are
/// counted each for itself. A flood of strangers takes no place from stations.
struct ConnectionQuota: Sendable {
  struct Limits: Sendable {
    var total = 8192
    var strangers = 1024
    var strangersFromOneAddress = 256
    /// Four are used; the rest are those that the station lost and we have not noticed yet.
    var ofOneStation = 16
  }

  let limits: Limits
  private(set) var total = 0
  private(set) var strangers = 0
  private var addresses: [String: Int] = [:]
  private var stations: [StationCode: Int] = [:]

  init(limits: Limits) { self.limits = limits }

  /// Whether one more may come.
  mutating func open(from address: String) -> Bool {
    guard total < limits.total, strangers < limits.strangers,
      addresses[address, default: 0] < limits.strangersFromOneAddress
    else { return false }
    total += 1
    strangers += 1
    addresses[address, default: 0] += 1
    return true
  }

  /// A stranger turns out to be a station.
  /// - Returns: Whether the station now has too many: its oldest must go.
  mutating func identify(from address: String, as station: StationCode) -> Bool {
    strangers -= 1
    count(address, -1)
    stations[station, default: 0] += 1
    return stations[station, default: 0] > limits.ofOneStation
  }

  mutating func close(from address: String, of station: StationCode?) {
    total -= 1
    guard let station else {
      strangers -= 1
      count(address, -1)
      return
    }
    let left = stations[station, default: 0] - 1
    stations[station] = left > 0 ? left : nil
  }

  private mutating func count(_ address: String, _ change: Int) {
    let left = addresses[address, default: 0] + change
    addresses[address] = left > 0 ? left : nil
  }
}
