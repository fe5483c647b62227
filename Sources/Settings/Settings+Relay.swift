import Clocks
public import Scheduling

extension Settings {
  /// The door for stations below this node.
  public struct Relay: Sendable, Hashable {
    /// The address at which the node listens, such as `0.0.0.0:8443`. Stations dial in here, with TLS.
    public var listen: HostAndPort
    /// How stations reach it from outside; goes into join codes.
    public var addresses: [HostAndPort]

    public init(listen: HostAndPort = .init(host: "0.0.0.0", port: 8443), addresses: [HostAndPort]) {
      self.listen = listen
      self.addresses = addresses
    }
  }

  /// A station below this node, whether or not it has joined yet.
  public struct Station: Sendable, Hashable {
    /// The unit's official code; never a name.
    public var code: String
    public var name: String
    /// The first and the last local day on which it exists under this code; nil: without end.
    public var validFrom: CivilDate?
    public var validUntil: CivilDate?
    public var contact: String?

    public init(
      code: String, name: String, validFrom: CivilDate? = nil, validUntil: CivilDate? = nil,
      contact: String? = nil
    ) {
      self.code = code
      self.name = name
      self.validFrom = validFrom
      self.validUntil = validUntil
      self.contact = contact
    }

    public func exists(on day: CivilDate) -> Bool {
      day >= validFrom ?? day && day <= validUntil ?? day
    }
  }

  /// How an upstream node is relayed. Who it is stands in the state directory, since `loa station join`.
  public struct Upstream: Sendable, Hashable {
    /// Plain web addresses below which manifest and media may be fetched too; nothing there needs to be trusted.
    public var mirrors: [String]
    /// Whose airing has a time that both want, among normal ones.
    public var clash: Clash
    /// At most so many kilobits a second are downloaded; nil: as fast as the link is.
    public var bandwidth: Int?
    /// How many megabytes of media are kept; what is still to air is never thrown out.
    public var disk: Int
    /// A clock further than this from the upstream node's raises an alarm.
    public var clockLimit: Duration

    public init(
      mirrors: [String] = [], clash: Clash = .upstream, bandwidth: Int? = nil, disk: Int = 4000,
      clockLimit: Duration = .milliseconds(50)
    ) {
      self.mirrors = mirrors
      self.clash = clash
      self.bandwidth = bandwidth
      self.disk = disk
      self.clockLimit = clockLimit
    }

    public enum Clash: String, Sendable, CaseIterable {
      case own, upstream
    }
  }

  /// A host name or an address, and a port.
  public struct HostAndPort: Sendable, Hashable, CustomStringConvertible {
    public var host: String
    public var port: Int

    public init(host: String, port: Int) {
      self.host = host
      self.port = port
    }

    /// `name:8443`, `192.0.2.7:8443`, `[2001:db8::7]:8443`; without a port: 8443.
    public init?(_ text: String) {
      var host = Substring(text)
      var port = 8443
      if let colon = text.lastIndex(of: ":"), text.first == "[" ? text.last != "]" : true {
        guard let number = Int(text[text.index(after: colon)...]), (1...65_535).contains(number) else {
          return nil
        }
        port = number
        host = text[..<colon]
      }
      if host.first == "[", host.last == "]" {
        host = host.dropFirst().dropLast()
      } else if host.contains(":") {
        return nil
      }
      guard (1...253).contains(host.utf8.count),
        host.utf8.allSatisfy({ byte in
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || ".-:%".utf8.contains(byte)
        })
      else { return nil }
      self.init(host: String(host), port: port)
    }

    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
  }
}
