import NIOCore
import Synchronization

/// The connections that are open, and whose they are.
final class ConnectionCensus: Sendable {
  private let state: Mutex<State>

  private struct State {
    var quota: ConnectionQuota
    var next = 0
    var open: [Int: Connection] = [:]

    /// Counts a connection no more: its place is another's from now on.
    mutating func takeOldestStranger(from address: String, standingFor long: Duration) -> (any Channel)? {
      let number = open.filter { $0.value.station == nil && $0.value.address == address }.keys.min()
      guard let number, let connection = open[number], .now - connection.since >= long else { return nil }
      open[number] = nil
      quota.close(from: address, of: nil)
      return connection.channel
    }
  }

  private struct Connection {
    var channel: any Channel
    var address: String
    let since = ContinuousClock.now
    var station: StationCode?
    var key: [UInt8]?
  }

  init(limits: ConnectionQuota.Limits) { state = Mutex(State(quota: ConnectionQuota(limits: limits))) }

  var count: Int { state.withLock { $0.open.count } }

  /// Counts a connection until it is closed.
  /// - Returns: Its number; nil where there are too many.
  func open(_ channel: any Channel) -> Int? {
    let address = channel.remoteAddress.map(Self.block) ?? ""
    var outstayed: (any Channel)?
    let number: Int? = state.withLock {
      var admission = $0.quota.open(from: address)
      if case .afterOne(let crowded, let long) = admission {
        outstayed = $0.takeOldestStranger(from: crowded, standingFor: long)
        admission = $0.quota.open(from: address)
      }
      guard admission == .welcome else { return nil }
      $0.next += 1
      $0.open[$0.next] = Connection(channel: channel, address: address)
      return $0.next
    }
    outstayed?.cut()
    if let number { channel.closeFuture.whenComplete { [self] _ in close(number) } }
    return number
  }

  /// Notes whose a connection is. A station that has too many loses its oldest.
  func identify(_ number: Int, as station: StationCode, key: [UInt8]) {
    let oldest: (any Channel)? = state.withLock {
      guard var connection = $0.open[number], connection.station == nil else { return nil }
      connection.station = station
      connection.key = key
      $0.open[number] = connection
      guard $0.quota.identify(from: connection.address, as: station) else { return nil }
      return $0.open.filter { $0.value.station == station }.min { $0.key < $1.key }?.value.channel
    }
    oldest?.cut()
  }

  private func close(_ number: Int) {
    state.withLock {
      guard let connection = $0.open.removeValue(forKey: number) else { return }
      $0.quota.close(from: connection.address, of: connection.station)
    }
  }

  /// Closes the connections of a key that is good no more.
  func closeConnections(ofKey key: [UInt8]) {
    let channels = state.withLock { $0.open.values.filter { $0.key == key }.map(\.channel) }
    for channel in channels { channel.cut() }
  }

  func closeAll() {
    let channels = state.withLock { $0.open.values.map(\.channel) }
    for channel in channels { channel.cut() }
  }

  /// What counts as one address: with IPv6, the network of 64 bits that one customer has.
  private static func block(_ address: SocketAddress) -> String {
    guard case .v6 = address else { return address.ipAddress ?? "" }
    return address.withSockAddr { socketAddress, size in
      let bytes = UnsafeRawBufferPointer(start: socketAddress, count: size)
      // `sockaddr_in6`: family, port, flow, and from the eighth byte the address.
      guard bytes.count >= 24 else { return "" }
      let host = bytes[8..<24]
      // IPv4 in the clothes of IPv6 is counted whole.
      let isIPv4 =
        host.prefix(10).allSatisfy { $0 == 0 } && host.dropFirst(10).prefix(2).allSatisfy { $0 == 0xff }
      return host.prefix(isIPv4 ? 16 : 8).map { String($0) }.joined(separator: ".")
    }
  }
}
