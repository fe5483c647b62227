import Canonical
import Foundation
import Testing

extension EndToEnd {
  /// Who wants something else on the air than the Centre does.
  @Suite(.enabled(if: Hosts.arePossible, "only root may make hosts"))
  struct AttackerTests {
    @Test func nobodyGetsPastTheDoorWithoutAGoodCertificateNorWithAStolenOneThatWasRevoked() throws {
      let length = 8
      let scene = try RelayScene(seconds: length, stations: [0, 0])
      let (centre, standing, robbed) = (scene.centre, scene.stations[0], scene.stations[1])
      try scene.start()
      let attacker = Attacker(
        on: try scene.hosts.add("attacker"), of: "\(centre.host.address):\(RelayScene.port)",
        folder: scene.folder)
      let (airing, start) = try scene.play(inSeconds: 12)
      try scene.waitUntilConnected()
      let before = (try centre.stations().count, try centre.files())
      let stolen = try attacker.steal(from: robbed)

      for call in Attacker.calls {
        let nobody = try attacker.ask(call)
        #expect(nobody.status == "403" && nobody.body.contains("not-a-station"), "\(call): \(nobody)")
        let forged = try attacker.ask(call, as: attacker.forge())
        #expect(forged.status == "000", "\(call) with the certificate of another authority: \(forged)")
      }
      #expect(
        try attacker.ask("manifest", as: stolen).status == "200", "it is a good one until it is revoked")
      for path in [
        "media/../manifest/../../../etc/passwd", "media/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "media//etc/passwd",
      ] {
        #expect(try attacker.ask(path, as: stolen).status == "404", "\(path)")
      }
      let large = scene.folder.appendingPathComponent("large")
      try Data(count: 6 << 20).write(to: large)
      for call in ["report", "records"] {
        let answer = try attacker.ask(call, as: stolen, sending: large)
        #expect(["413", "000"].contains(answer.status), "\(call): \(answer)")
        let nonsense = try attacker.ask(call, as: stolen, sending: URL(fileURLWithPath: standing.configFile))
        #expect(nonsense.status == "400", "\(call): \(nonsense)")
      }

      let revoked = try centre.loa("station", "revoke", robbed.code, "--by", "Minh")
      #expect(revoked.status == 0, "\(revoked.complaints)")
      for call in Attacker.calls {
        let answer = try attacker.ask(call, as: stolen)
        #expect(answer.status == "403" && answer.body.contains("station-revoked"), "\(call): \(answer)")
      }
      let cut = try seconds(until: "the revoked station to be cut off") { try !robbed.isLinked() }
      print("revoked: cut off within \(cut) s")

      let entries = try scene.waitForEvidence(of: airing, from: [centre.code, standing.code])
      for entry in entries { #expect(entry.text("outcome") == "aired" && entry.missing.isEmpty) }
      for node in [centre, standing] {
        try scene.expectWhole(node, start: start, seconds: length)
        #expect(try node.logIsWhole())
      }
      #expect(try centre.stations().count == before.0)
      #expect(try centre.files().subtracting(before.1) == [], "nothing was left behind")
    }

    @Test func whatAMirrorAltersOrServesAgainNeitherSoundsNorIsKeptAndTheCentreHearsOfIt() throws {
      let length = 6
      let names = ["altered", "older", "poisoned"]
      let mirrors = names.map { "http://\(Hosts.hubAddress)/\($0)/" }
      let scene = try RelayScene(
        seconds: length, stations: [0], upstream: "{ mirrors: ['\(mirrors.joined(separator: "', '"))'] }")
      let (centre, station) = (scene.centre, scene.stations[0])
      // Another length, another file.
      try centre.addEdition("so-2", seconds: length + 1)
      try scene.start()
      let copies = scene.folder.appendingPathComponent("copies")
      let folders = names.map { copies.appendingPathComponent($0) }
      try scene.publish(to: folders[1])
      // The station follows a newer one when its Centre is lost.
      try scene.play(inSeconds: 3600)
      try scene.waitUntilConnected()
      station.kill()
      try scene.hosts.part(station.host, from: centre.host)
      let (airing, start) = try scene.play("so-2", inSeconds: 20)
      for folder in [folders[0], folders[2]] {
        try scene.publish(to: folder, until: airing)
        let media = folder.appendingPathComponent("media")
        for file in try FileManager.default.subpathsOfDirectory(atPath: media.path)
        where file.suffix(64).allSatisfy(\.isHexDigit) {
          try Self.change(media.appendingPathComponent(file), at: 100_000)
        }
      }
      try Self.change(folders[0].appendingPathComponent("manifest"), at: 200)
      let mirror = try WebMirror(of: copies.path, on: scene.hosts, folder: scene.folder)
      let held = try centre.stations().first?.held
      try station.start()
      try wait(for: "each mirror to be named in an alarm", atMost: 60) {
        Set(try station.subjects(ofAlarms: "refused-from-upstream")).isSuperset(of: mirrors)
      }
      #expect(try station.hasEverything() == false)
      try wait(untilWallClock: start, plusSeconds: Double(length) + 2)
      #expect(mirror.isRunning)
      let heard = try Hearing(station.card, start: start, seconds: length)
      #expect(heard.frames.isEmpty, "\(heard.frames.count) frames sounded")
      #expect(try station.mediaAreSound() == held, "nothing of it was kept")

      try scene.hosts.dropNothing(at: station.host)
      try wait(for: "the Centre to know what was refused") {
        try centre.stations().first?.lastRefusal != nil
      }
      print("the Centre reads: \(try centre.stations().first?.lastRefusal ?? "")")
      let entry = try #require(try scene.waitForEvidence(of: airing, from: [station.code]).first)
      #expect(entry.text("outcome") == "missed")
      #expect(entry.number("framesPlayed") ?? 0 == 0)
      try wait(for: "the alarms to end") { try !station.alarms().contains("refused-from-upstream") }
      for node in [centre, station] { #expect(try node.logIsWhole(), "\(node.code)") }
    }

    /// Turns one bit of a file.
    private static func change(_ file: URL, at place: Int) throws {
      var bytes = try Data(contentsOf: file)
      try #require(bytes.count > place)
      bytes[place] ^= 1
      // Published files are links to the Centre's own.
      try FileManager.default.removeItem(at: file)
      try bytes.write(to: file)
    }
  }
}

extension RelayScene {
  /// Lays out what a mirror serves.
  /// - Parameter airing: once the manifest names it.
  func publish(to folder: URL, until airing: String? = nil) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try wait(for: "\(folder.lastPathComponent) to be published") {
      let answer = try centre.loa("publish", folder.path)
      guard answer.status == 0 else { throw NothingHappened(description: answer.complaints) }
      let manifest = try String(contentsOf: folder.appendingPathComponent("manifest"), encoding: .utf8)
      return airing.map { manifest.contains($0) } ?? true
    }
  }
}

/// Someone on a host of his own, with curl.
private final class Attacker {
  private let host: Hosts.Host
  private let door: String
  private let folder: URL

  static let calls = [
    "manifest", "events", "time", "media/\(String(repeating: "0", count: 64))", "report", "records",
  ]

  /// Files that curl takes.
  struct Identity {
    var certificate: String
    var key: String
  }

  init(on host: Hosts.Host, of door: String, folder: URL) {
    self.host = host
    self.door = door
    self.folder = folder
  }

  /// - Returns: the status (000: no answer) and what was said.
  func ask(_ call: String, as identity: Identity? = nil, sending file: URL? = nil) throws -> (
    status: String, body: String
  ) {
    var words = ["curl", "-sk", "--tlsv1.3", "--path-as-is", "--max-time", "5", "-w", "\n%{http_code}"]
    if let identity { words += ["--cert", identity.certificate, "--key", identity.key] }
    if let file {
      words += ["--data-binary", "@\(file.path)"]
    } else if ["report", "records"].contains(call) {
      words += ["--data", "{}"]
    }
    let answer = try ChildProcess.run(host.run + words + ["https://\(door)/v1/\(call)"])
    let lines = answer.output.split(separator: "\n", omittingEmptySubsequences: false)
    return (String(lines.last ?? ""), lines.dropLast().joined(separator: "\n"))
  }

  /// A certificate of nobody's authority for the same name.
  func forge() throws -> Identity {
    let identity = Identity(
      certificate: folder.appendingPathComponent("forged.pem").path,
      key: folder.appendingPathComponent("forged.key").path)
    guard !FileManager.default.fileExists(atPath: identity.key) else { return identity }
    let made = try ChildProcess.run([
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-days", "90",
      "-subj", "/CN=29810", "-addext", "extendedKeyUsage=clientAuth", "-keyout", identity.key, "-out",
      identity.certificate,
    ])
    guard made.status == 0 else { throw NothingHappened(description: made.complaints) }
    return identity
  }

  /// Key and certificate out of the state folder of a station.
  func steal(from station: RelayedNode) throws -> Identity {
    let file = station.stateFolder.appendingPathComponent("relay/upstream/membership.json")
    let fields = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
    guard let key = fields.text("key").flatMap([UInt8].bytes(hexadecimal:)),
      let certificate = ((fields["answer"] as? [String: Any])?["credentials"] as? [String: Any])?.text(
        "certificate"
      )
      .flatMap([UInt8].bytes(hexadecimal:))
    else { throw NothingHappened(description: "no key in \(file.path)") }
    let identity = Identity(
      certificate: folder.appendingPathComponent("stolen.pem").path,
      key: folder.appendingPathComponent("stolen.key").path)
    // RFC 5915, the key of a curve that is named: P-256.
    let sec1 =
      Data([0x30, 0x31, 0x02, 0x01, 0x01, 0x04, 0x20]) + Data(key)
      + Data([0xa0, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07])
    try Self.write(Data(certificate), as: "CERTIFICATE", to: identity.certificate)
    try Self.write(sec1, as: "EC PRIVATE KEY", to: identity.key)
    return identity
  }

  private static func write(_ der: Data, as what: String, to path: String) throws {
    let lines = der.base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    try Data("-----BEGIN \(what)-----\n\(lines)\n-----END \(what)-----\n".utf8)
      .write(to: URL(fileURLWithPath: path))
  }
}
