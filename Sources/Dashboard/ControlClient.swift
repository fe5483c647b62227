public import Airtime
import AsyncHTTPClient
public import Clocks
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import Phrases
public import Scheduling

/// The other end of the control API: what the command line uses.
///
/// Every call throws a `WireError`: the node's own words, or that no node answers.
public struct ControlClient: NodeControl {
  private let socketPath: String

  /// No call needs longer, except the verification of a log of many years.
  private static let patience: TimeAmount = .seconds(120)
  private static let maximumAnswer = 256 * 1024 * 1024

  public init(socketPath: String) {
    self.socketPath = socketPath
  }

  /// Whether a node answers there.
  public var isNodeRunning: Bool { SocketFile(path: socketPath).hasListener() }

  public func status() async throws -> NodeStatus { try await answer(to: .GET, "status") }

  public func metrics() async throws -> String {
    String(buffer: try await exchange(.GET, "metrics", nil))
  }

  public func schedule(from: WallTime, until: WallTime) async throws -> Rundown {
    try await answer(
      to: .GET, "schedule?from=\(from.nanoseconds)&until=\(until.nanoseconds)")
  }

  public func log(_ query: LogQuery) async throws -> [LoggedEntry] {
    try await answer(to: .GET, Self.call("log", query))
  }

  public func notes(_ query: LogQuery) async throws -> [LogNote] {
    try await answer(to: .GET, Self.call("log/notes", query))
  }

  public func declarations(_ query: LogQuery) async throws -> [Declaration] {
    try await answer(to: .GET, Self.call("log/declarations", query))
  }

  private static func call(_ path: String, _ query: LogQuery) -> String {
    var call = "\(path)?from=\(query.from.nanoseconds)&until=\(query.until.nanoseconds)"
    if let station = query.station?.addingPercentEncoding(withAllowedCharacters: .alphanumerics) {
      call += "&station=\(station)"
    }
    return call
  }

  public func picture(of airing: AiringID) async throws -> AiringPicture {
    try await answer(to: .GET, "log/airing?id=\(Self.escaped(airing))")
  }

  private static func escaped(_ airing: AiringID) -> String {
    airing.text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  public func declare(_ order: DeclarationOrder) async throws {
    _ = try await exchange(.POST, "log/declare", order)
  }

  public func verifyLog() async throws -> Verification { try await answer(to: .GET, "log/verify") }

  public func correct(_ order: CorrectionOrder) async throws {
    _ = try await exchange(.POST, "log/correct", order)
  }

  public func note(_ order: NoteOrder) async throws { _ = try await exchange(.POST, "log/note", order) }

  public func register(_ order: ReportOrder) async throws {
    _ = try await exchange(.POST, "reports/received", order)
  }

  public func play(_ order: PlayOrder) async throws -> PlayAnswer {
    try await answer(to: .POST, "play", order)
  }

  public func stop(_ order: StopOrder) async throws -> StopAnswer {
    try await answer(to: .POST, "stop", order)
  }

  public func makeUps() async throws -> [MakeUpStatus] { try await answer(to: .GET, "make-up") }

  public func proposeMakeUp(for airing: AiringID) async throws -> MakeUpProposal {
    try await answer(to: .GET, "make-up/times?id=\(Self.escaped(airing))")
  }

  public func makeUp(_ order: MakeUpOrder) async throws -> MakeUpAnswer {
    try await answer(to: .POST, "make-up", order)
  }

  public func cancelMakeUp(_ order: MakeUpCancellation) async throws {
    _ = try await exchange(.POST, "make-up/cancel", order)
  }

  public func confirmClock(by person: String) async throws {
    _ = try await exchange(.POST, "clock/confirm", ClockConfirmation(by: person))
  }

  public func reload() async throws -> ReloadAnswer { try await answer(to: .POST, "reload") }

  public func addStation(_ order: StationOrder) async throws -> JoinCodeAnswer {
    try await answer(to: .POST, "stations/add", order)
  }

  public func stations() async throws -> [StationStatus] { try await answer(to: .GET, "stations") }

  public func revokeStation(_ order: RevokeOrder) async throws {
    _ = try await exchange(.POST, "stations/revoke", order)
  }

  public func join(_ order: JoinOrder) async throws -> JoinAnswer {
    try await answer(to: .POST, "join", order)
  }

  public func publication() async throws -> MirrorContents { try await answer(to: .GET, "publication") }

  private func answer<Answer: Decodable>(
    to method: HTTPMethod, _ call: String, _ body: (any Encodable & Sendable)? = nil
  ) async throws(WireError) -> Answer {
    try Wire.value(from: await exchange(method, call, body))
  }

  private func exchange(
    _ method: HTTPMethod, _ call: String, _ body: (any Encodable & Sendable)? = nil
  ) async throws(WireError) -> ByteBuffer {
    let path = socketPath
    guard !SocketFile(path: path).isForbidden else {
      throw WireError(
        code: "no-permission", what: Text { $0.socketIsForbidden(path) },
        remedy: Text { $0.useSudoOrJoinTheGroup })
    }
    guard isNodeRunning, let url = URL(httpURLWithSocketPath: path, uri: "/v1/\(call)") else {
      throw WireError(
        code: "node-not-running", what: Text { $0.nodeDoesNotAnswer(path) },
        remedy: Text { $0.startTheNode })
    }
    let status: HTTPResponseStatus
    let answer: ByteBuffer
    do {
      var request = HTTPClientRequest(url: url.absoluteString)
      request.method = method
      if let body {
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(data: try JSONEncoder().encode(body)))
      }
      let response = try await HTTPClient.shared.execute(request, timeout: Self.patience)
      status = response.status
      answer = try await response.body.collect(upTo: Self.maximumAnswer)
    } catch {
      throw WireError(
        code: "node-broke-off", what: Text { $0.nodeBrokeOff(path, "\(error)") },
        remedy: Text { $0.readTheJournal })
    }
    guard (200..<300).contains(Int(status.code)) else {
      throw try Wire.value(from: answer) as WireError
    }
    return answer
  }
}
