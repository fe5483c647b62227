public import Audio
import Dashboard

/// The sound device of the config file, as the system has it.
public struct DeviceFacts: Sendable {
  /// A process that has a playback device open.
  public struct Holder: Sendable, Hashable {
    public var pid: Int
    /// As the kernel names it: at most 15 bytes.
    public var name: String

    public init(pid: Int, name: String) {
      self.pid = pid
      self.name = name
    }
  }

  /// A playback device's file.
  public struct DeviceFile: Sendable, Hashable {
    public var path: String
    public var group: String
    /// The permission bits.
    public var mode: UInt32

    public init(path: String, group: String, mode: UInt32) {
      self.path = path
      self.group = group
      self.mode = mode
    }
  }

  /// As the config file names it.
  public var name: String
  public var rate: Int
  public var channels: Int
  public var cards: [SoundCard]
  /// The card that the name means.
  public var card: CardReference
  /// Of that card.
  public var files: [DeviceFile]
  public var holders: [Holder]
  /// At how many frames a second the hardware runs now, where it runs.
  public var hardwareRate: Int?
  /// Nil: it was not opened.
  public var opening: Opening?
  /// Who is to open it in the service.
  public var user: String
  public var groups: [String]

  public enum Opening: Sendable {
    case opened
    case failed(OutputFailure)
  }

  public init(
    name: String, rate: Int = 48_000, channels: Int = 2, cards: [SoundCard] = [],
    card: CardReference = .none, files: [DeviceFile] = [], holders: [Holder] = [], hardwareRate: Int? = nil,
    opening: Opening? = nil, user: String = "loa", groups: [String] = []
  ) {
    self.name = name
    self.rate = rate
    self.channels = channels
    self.cards = cards
    self.card = card
    self.files = files
    self.holders = holders
    self.hardwareRate = hardwareRate
    self.opening = opening
    self.user = user
    self.groups = groups
  }
}

/// A sound card of the system.
public struct SoundCard: Sendable, Hashable {
  /// `0`, as in `hw:0`.
  public var number: Int
  /// `PCH`, as in `hw:PCH`.
  public var id: String
  public var title: String

  public init(number: Int, id: String, title: String) {
    self.number = number
    self.id = id
    self.title = title
  }

  /// The cards in the text of `/proc/asound/cards`: ` 0 [PCH            ]: HDA-Intel - HDA Intel PCH`.
  static func list(_ text: String) -> [SoundCard] {
    text.split(separator: "\n").prefix(256).compactMap { line in
      guard let open = line.firstIndex(of: "["), let close = line[open...].firstIndex(of: "]"),
        let number = Int(line[..<open].filter { $0 != " " })
      else { return nil }
      let id = line[line.index(after: open)..<close].filter { $0 != " " }
      let rest = line[close...].drop { "]: ".contains($0) }
      let title = rest.firstRange(of: " - ").map { rest[$0.upperBound...] } ?? rest
      return SoundCard(number: number, id: id, title: String(title.prefix(80)))
    }
  }
}

extension [SoundCard] {
  /// What people call the card that a PCM name means; nil: it means none.
  public func title(of name: String) -> String? {
    guard case .card(let number, _) = CardReference.of(name, cards: self) else { return nil }
    return first { $0.number == number }?.title
  }
}

/// Which card a PCM name means.
public enum CardReference: Sendable, Hashable {
  /// It is on no card, or only a configuration of ALSA can tell: `default`, a sound server, a file.
  case none
  case card(number: Int, device: Int)
  /// It names a card that is not there.
  case absent(String)

  /// Reads `hw:1,0`, `plughw:CARD=PCH,DEV=0`, `sysdefault:1`, `front:PCH` and the like. `default` is the first card, at the
  /// end also where a sound server comes before it.
  static func of(_ name: String, cards: [SoundCard]) -> CardReference {
    if name == "default" || name == "sysdefault" {
      return cards.first.map { .card(number: $0.number, device: 0) } ?? .none
    }
    let parts = name.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, onCards.contains(String(parts[0])) else { return .none }
    var (card, device) = ("0", 0)
    for (index, part) in parts[1].split(separator: ",").enumerated() {
      let pair = part.split(separator: "=", maxSplits: 1)
      let value = String(pair.last ?? "")
      switch pair.count == 2 ? pair[0].uppercased() : index == 0 ? "CARD" : index == 1 ? "DEV" : "" {
      case "CARD": card = value
      case "DEV": device = Int(value) ?? 0
      default: break
      }
    }
    guard let found = cards.first(where: { $0.id == card || String($0.number) == card }) else {
      return .absent(card)
    }
    return .card(number: found.number, device: device)
  }

  private static let onCards: Set<String> = [
    "hw", "plughw", "sysdefault", "default", "front", "dmix", "dshare", "hdmi", "iec958", "surround40",
    "surround51",
  ]
}
