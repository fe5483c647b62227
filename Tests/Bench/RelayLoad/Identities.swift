import Clocks
import Foundation
import NIOSSL
import Relay
import Scheduling

/// Keys and certificates of the simulated stations, and whom they trust.
struct Identities {
  /// The name in the parent's certificate.
  let host: String
  private let authority: NIOSSLCertificate
  private let stations: [Record]

  var count: Int { stations.count }

  private struct Record: Codable {
    var code: String
    var certificate: Data
    var key: Data
  }

  private struct File: Codable {
    var host: String
    var authority: Data
    var stations: [Record]
  }

  init(folder: String, count: Int) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/identities.json"))
    let file = try JSONDecoder().decode(File.self, from: bytes)
    host = file.host
    authority = try NIOSSLCertificate(bytes: [UInt8](file.authority), format: .der)
    stations = Array(file.stations.prefix(count))
  }

  /// What a station shows and whom it trusts, as a real one does.
  func context(_ index: Int) throws -> NIOSSLContext {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv13
    tls.trustRoots = .certificates([authority])
    tls.certificateChain = [
      .certificate(try NIOSSLCertificate(bytes: [UInt8](stations[index].certificate), format: .der))
    ]
    tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: [UInt8](stations[index].key), format: .der))
    tls.applicationProtocols = ["http/1.1"]
    return try NIOSSLContext(configuration: tls)
  }

  /// Makes stations in the register of a node that does not run.
  static func make(state: String, node: String, count: Int, folder: String) async throws {
    let authority = try Authority.open(stateDirectory: state, node: StationCode(node))
    let registry = try await StationRegistry.open(stateDirectory: state)
    let enrolment = Enrolment(authority: authority, registry: registry) {
      ClockReading(wall: now, monotonic: MonotonicTime(nanoseconds: 0), isSynchronised: true)
    }
    let admitted = try await enrolment.admit(
      (0..<count).map { StationCode("load-\($0)") }, by: "bench", at: now)
    await registry.shutDown()
    let server = try enrolment.credentialsOfServer()
    let file = File(
      host: server.host, authority: Data(server.authority),
      stations: admitted.map {
        Record(code: $0.code.text, certificate: Data($0.certificate), key: Data($0.key))
      })
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(JSONEncoder().encode(file), folder + "/identities.json")
    try write(pem("CERTIFICATE", server.certificate), folder + "/server.pem")
    try write(pem("PRIVATE KEY", server.key), folder + "/server.key")
    try write(pem("CERTIFICATE", server.authority), folder + "/authority.pem")
  }

  private static var now: WallTime {
    WallTime(nanoseconds: Int64(Date().timeIntervalSince1970 * 1_000_000_000))
  }

  private static func pem(_ label: String, _ bytes: [UInt8]) -> Data {
    let text = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    return Data("-----BEGIN \(label)-----\n\(text)\n-----END \(label)-----\n".utf8)
  }

  private static func write(_ bytes: Data, _ path: String) throws {
    try bytes.write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }
}
