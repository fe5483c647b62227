import Foundation
import Testing
import VirtualCard

/// A Centre and stations that relay it, each the built program on a host of its own with a card of its own.
final class RelayScene {
  let hosts: Hosts
  let folder: URL
  let centre: RelayedNode
  private(set) var stations: [RelayedNode] = []
  /// What lies between the Centre and its stations, where the scene has one.
  let troubles: TroubledLink?
  private var cards: VirtualCards

  static let port = 8443
  /// Far above what is reached, far below what anyone would notice: these tests share their machine.
  static let wrongPlace: Int64 = 30_000_000

  /// - Parameters:
  ///   - seconds: length of the one edition.
  ///   - ppm: how much too fast each station's card runs; as many stations.
  ///   - upstream: the stations' key of that name.
  ///   - more: what else stands in the stations' config.
  ///   - address: how the stations reach the Centre; nil: by its address.
  ///   - isTroubled: whether they reach it through a `TroubledLink`.
  init(
    seconds: Int, stations ppm: [Double] = [0, 0], upstream: String = "{}", more: String = "",
    address: String? = nil, isTroubled: Bool = false
  ) throws {
    hosts = try Hosts()
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("loa-relay-\(UUID().uuidString)")
    cards = try VirtualCards(folder: folder, plugin: CardPlugin.url.get())
    let host = try hosts.add("centre")
    troubles =
      isTroubled
      ? try TroubledLink(on: hosts, port: Self.port, to: "\(host.address):\(Self.port)", folder: folder) : nil
    let reached = address ?? (isTroubled ? Hosts.hubAddress : host.address)
    centre = try RelayedNode(
      code: "ttvh", folder: folder.appendingPathComponent("ttvh"), host: host,
      card: cards.add("ttvh", ppm: 0),
      config: Self.config(ofCentreAt: "\(reached):\(Self.port)", slot: Self.farSlot))
    try centre.addEdition(seconds: seconds)
    for ppm in ppm { try addStation(ppm: ppm, config: "upstream: \(upstream)\n\(more)") }
    centre.environment["ALSA_CONFIG_PATH"] = cards.configuration.path
  }

  private static let farSlot =
    "  xa: { programme: thu, first: 2099-01-07 17:00, allotted: 15 min, missing: repeat-last }"

  private static func config(ofCentreAt address: String, slot: String) -> String {
    """
    programmes:
      thu: { name: Chương trình thử, folder: thu }
    relay: { address: "\(address)" }
    slots:
    \(slot)
    """
  }

  /// A further station, before the scene starts.
  @discardableResult
  func addStation(ppm: Double = 0, config: String) throws -> RelayedNode {
    let code = "298\(10 + stations.count)"
    let station = try RelayedNode(
      code: code, folder: folder.appendingPathComponent(code), host: hosts.add("s\(stations.count)"),
      card: cards.add("s\(code)", ppm: ppm), config: config)
    station.environment["ALSA_CONFIG_PATH"] = cards.configuration.path
    stations.append(station)
    return station
  }

  /// Starts everything and lets the stations join the Centre.
  func start() throws {
    try centre.start()
    for station in stations { try station.start() }
    for station in stations { try join(station, to: centre) }
    try waitUntilConnected()
  }

  func join(_ station: RelayedNode, to parent: RelayedNode) throws {
    let added = try parent.loa("station", "add", station.code, "Đài \(station.code)", "--json")
    guard let code = try? JSONDecoder().decode(Joining.self, from: Data(added.output.utf8)).joinCode else {
      throw NothingHappened(description: added.complaints)
    }
    let joined = try station.loa("station", "join", code)
    guard joined.status == 0 else { throw NothingHappened(description: joined.complaints) }
  }

  private struct Joining: Decodable { var joinCode: String }

  /// Until the Centre knows that these stations follow its newest manifest and hold all of its media.
  func waitUntilConnected(_ codes: [String]? = nil, atMost seconds: Int = 60) throws {
    let codes = codes ?? stations.map(\.code)
    try wait(for: "\(codes) to be connected and current", atMost: seconds) {
      let listed = try centre.stations()
      return codes.allSatisfy { code in
        listed.contains {
          $0.code == code && $0.isConnected && $0.isCurrent && $0.held ?? 0 == $0.wanted ?? -1
        }
      }
    }
  }

  /// Puts a slot into the Centre's config while it runs.
  func put(slot: String, address: String? = nil) throws {
    try centre.configure(
      Self.config(ofCentreAt: "\(address ?? centre.host.address):\(Self.port)", slot: slot))
    let answer = try centre.loa("reload")
    guard answer.status == 0 else { throw NothingHappened(description: answer.complaints) }
  }

  /// Orders an edition at the Centre and its stations.
  /// - Returns: the airing, and its planned start in nanoseconds since 1970.
  @discardableResult
  func play(_ edition: String = "so-1", inSeconds seconds: Int?, _ more: String...) throws -> (
    airing: String, start: Int64
  ) {
    let moment = seconds.map { ["--at", "+\($0)s", "--to-stations"] } ?? []
    let answer = try centre.loa(["play", "thu/\(edition)", "--json"] + moment + more)
    guard answer.status == 0,
      let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any],
      let start = json["plannedStart"] as? Int64, let airing = json["airing"] as? String
    else { throw NothingHappened(description: answer.complaints + answer.output) }
    return (airing, start)
  }

  /// Waits until a parent's log has a closed entry of an airing from each of these nodes.
  func waitForEvidence(
    of airing: String, from codes: [String], at parent: RelayedNode? = nil, atMost seconds: Int = 60
  ) throws -> [[String: Any]] {
    let parent = parent ?? centre
    var found: [[String: Any]] = []
    try wait(for: "closed entries of \(airing) from \(codes) at \(parent.code)", atMost: seconds) {
      found = try parent.entries().filter { $0.text("airing") == airing && $0["open"] as? Bool == false }
      return Set(codes).isSubset(of: found.compactMap { $0.text("station") })
    }
    return found.filter { codes.contains($0.text("station") ?? "") }
  }

  /// Checks that a card sounded a whole edition, every frame once and at its instant.
  /// - Returns: milliseconds by which the frames were late, the least and the most.
  @discardableResult
  func expectWhole(
    _ node: RelayedNode, start: Int64, seconds: Int, at place: SourceLocation = #_sourceLocation
  ) throws -> ClosedRange<Double> {
    let heard = try Hearing(node.card, start: start, seconds: seconds)
    #expect(heard.jumps.isEmpty, "\(node.code): \(heard.jumps)", sourceLocation: place)
    #expect(heard.repeated == 0, "\(node.code)", sourceLocation: place)
    #expect(
      heard.distinct.count >= seconds * IndexedSound.rate - 2 * IndexedSound.edge, "\(node.code)",
      sourceLocation: place)
    return expectInPlace(heard, start: start, "\(node.code)", at: place)
  }

  /// Checks that whatever sounded did so at its instant.
  @discardableResult
  func expectInPlace(
    _ heard: Hearing, start: Int64, _ what: String, at place: SourceLocation = #_sourceLocation
  ) -> ClosedRange<Double> {
    let errors = heard.errors(start: start)
    let (least, most) = (errors.min() ?? 0, errors.max() ?? 0)
    #expect(least > -Self.wrongPlace && most < Self.wrongPlace, "\(what)", sourceLocation: place)
    return Double(least) / 1e6...Double(most) / 1e6
  }

  deinit {
    centre.kill()
    for station in stations { station.kill() }
    try? FileManager.default.removeItem(at: folder)
  }
}

/// Nanoseconds since 1970.
func wallClock() -> Int64 { Int64(Date().timeIntervalSince1970 * 1e9) }

func wait(untilWallClock instant: Int64, plusSeconds seconds: Double = 0) throws {
  let limit = instant + Int64(seconds * 1e9)
  let ahead = Int(max(0, limit - wallClock()) / 1_000_000_000)
  try wait(for: "the wall clock to reach \(limit)", atMost: ahead + 60) { wallClock() >= limit }
}

/// Waits until something is so, and tells how many seconds that took.
func seconds(
  until what: String, atMost limit: Int = 60, _ isSo: () throws -> Bool
) throws -> Double {
  let began = ContinuousClock.now
  try wait(for: what, atMost: limit, until: isSo)
  let took = (ContinuousClock.now - began).components
  return (Double(took.seconds) + Double(took.attoseconds) * 1e-18).rounded(toPlaces: 2)
}

extension Double {
  func rounded(toPlaces places: Int) -> Double {
    let factor = Double((0..<places).reduce(1) { power, _ in power * 10 })
    return (self * factor).rounded() / factor
  }
}

extension Hearing {
  /// What sounded from a second before an instant to a second after so many seconds from it.
  init(_ card: VirtualCard, start: Int64, seconds: Int) throws {
    let recording = try Recording(of: card)
    func frame(at instant: Int64) -> Int {
      var (low, high) = (0, recording.frames)
      while low < high {
        let middle = (low + high) / 2
        if recording.wallInstant(of: middle) < instant { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let first = frame(at: start - 1_000_000_000)
    let end = frame(at: start + Int64(seconds + 1) * 1_000_000_000)
    frames = IndexedSound.frames(count: end - first) { recording.word($0 + first, $1) }
      .map { ($0.index, recording.wallInstant(of: $0.frame + first)) }
  }
}
