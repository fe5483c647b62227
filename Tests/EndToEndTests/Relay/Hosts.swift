import Foundation

/// Hosts of one test: a network namespace each, joined by a bridge in a namespace of its own.
///
/// Real interfaces and a real kernel between real processes; nothing of it is seen outside. Needs root.
final class Hosts {
  private let prefix: String
  private var names: [String] = []
  private var hub: String { prefix + "-hub" }

  /// One host.
  struct Host {
    var namespace: String
    /// Its interface at the hub, where its cable can be pulled.
    var plug: String
    var address: String
    /// What runs a program on it.
    var run: [String] { ["/usr/sbin/ip", "netns", "exec", namespace] }

    /// The sockets on which something on it listens to the network (TCP and UDP).
    func listeners() throws -> [String] {
      let answer = try ChildProcess.run(run + ["ss", "-Hlntu"])
      guard answer.status == 0 else { throw NothingHappened(description: answer.complaints) }
      return answer.output.split(whereSeparator: \.isNewline).map(String.init)
    }
  }

  /// Whether this user may make hosts, and the tools are there.
  static let arePossible: Bool = {
    guard let hosts = try? Hosts(), let host = try? hosts.add("probe") else { return false }
    return (try? hosts.drop(1, at: host)) != nil
  }()

  init() throws {
    prefix = "loa\(ProcessInfo.processInfo.processIdentifier)x\(Int.random(in: 0..<10_000))"
    try ip("netns", "add", hub)
    try ip("-n", hub, "link", "add", "br0", "type", "bridge")
    try ip("-n", hub, "link", "set", "br0", "up")
    try ip("-n", hub, "addr", "add", "\(Self.hubAddress)/24", "dev", "br0")
    try ip("-n", hub, "link", "set", "lo", "up")
  }

  /// A host with a cable to the hub.
  func add(_ name: String) throws -> Host {
    let number = names.count + 1
    names.append(name)
    let host = Host(namespace: "\(prefix)-\(name)", plug: "p\(number)", address: "10.77.0.\(number)")
    try ip("netns", "add", host.namespace)
    try ip("-n", host.namespace, "link", "set", "lo", "up")
    try ip(
      "link", "add", "eth0", "netns", host.namespace, "type", "veth", "peer", "name", host.plug, "netns", hub)
    try ip("-n", hub, "link", "set", host.plug, "master", "br0")
    try ip("-n", hub, "link", "set", host.plug, "up")
    try ip("-n", host.namespace, "addr", "add", "\(host.address)/24", "dev", "eth0")
    try ip("-n", host.namespace, "link", "set", "eth0", "up")
    return host
  }

  /// What runs a program on the hub, between the hosts: its address is `hubAddress`.
  var runOnHub: [String] { ["/usr/sbin/ip", "netns", "exec", hub] }
  static let hubAddress = "10.77.0.254"

  /// Pulls a host's cable, or puts it back.
  func link(_ host: Host, isUp: Bool) throws {
    try ip("-n", hub, "link", "set", host.plug, isUp ? "up" : "down")
  }

  /// Gives a host another address.
  func move(_ host: inout Host, to address: String) throws {
    try ip("-n", host.namespace, "addr", "del", "\(host.address)/24", "dev", "eth0")
    try ip("-n", host.namespace, "addr", "add", "\(address)/24", "dev", "eth0")
    host.address = address
  }

  /// Gives a host a further address.
  func give(_ host: Host, address: String) throws -> String {
    try ip("-n", host.namespace, "addr", "add", "\(address)/24", "dev", "eth0")
    return address
  }

  /// Drops packets that reach a host: each with a chance in percent.
  func drop(_ percent: Int, at host: Host) throws {
    try troubleTable(at: host)
    try nft(host, Self.rule("numgen random mod 100 < \(percent) drop"))
  }

  /// Drops everything that comes to a host from another.
  func part(_ host: Host, from other: Host) throws {
    try troubleTable(at: host)
    try nft(host, Self.rule("ip saddr \(other.address) drop"))
  }

  /// Lets everything through again.
  func dropNothing(at host: Host) throws { try nft(host, "flush ruleset") }

  /// Loses everything that reaches a host for `lost` seconds, lets it through for `passed` seconds, and so on for as long
  /// as the answer is held.
  func dropInBursts(lost: Double, passed: Double, at host: Host) throws -> ChildProcess {
    try troubleTable(at: host)
    let nft = host.run.joined(separator: " ") + " /usr/sbin/nft"
    return try ChildProcess([
      "sh", "-c",
      """
      while :; do \(nft) '\(Self.rule("drop"))'; sleep \(lost); \(nft) flush chain inet troubles arriving; sleep \(passed); done
      """,
    ])
  }

  /// Pulls a host's cable for so many seconds, puts it back for as many, and so on for as long as the answer is held.
  func flap(_ host: Host, everySeconds seconds: Int) throws -> ChildProcess {
    let link = "/usr/sbin/ip -n \(hub) link set \(host.plug)"
    return try ChildProcess([
      "sh", "-c", "while :; do \(link) down; sleep \(seconds); \(link) up; sleep \(seconds); done",
    ])
  }

  private static func rule(_ words: String) -> String {
    "add rule inet troubles arriving iifname eth0 \(words)"
  }

  private func troubleTable(at host: Host) throws {
    try nft(host, "flush ruleset")
    try nft(host, "add table inet troubles")
    try nft(host, "add chain inet troubles arriving { type filter hook input priority 0; }")
  }

  private func nft(_ host: Host, _ words: String) throws {
    try Self.run(host.run + ["/usr/sbin/nft", words])
  }

  private func ip(_ arguments: String...) throws { try Self.run(["/usr/sbin/ip"] + arguments) }

  private static func run(_ command: [String]) throws {
    let answer = try ChildProcess.run(command)
    guard answer.status == 0 else {
      throw NothingHappened(description: "\(command.joined(separator: " ")): \(answer.complaints)")
    }
  }

  deinit {
    for name in names { _ = try? ChildProcess.run(["/usr/sbin/ip", "netns", "del", "\(prefix)-\(name)"]) }
    _ = try? ChildProcess.run(["/usr/sbin/ip", "netns", "del", hub])
  }
}
