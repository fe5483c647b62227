import Clocks
import Crypto
import Foundation
import NIOCore
import NIOSSL
import Phrases
import Scheduling
import SeededRandom
import Testing

@testable import Relay

@Suite struct ConnectionPatienceTests {
  private let start = MonotonicTime(nanoseconds: 0)
  private func at(_ seconds: Int) -> MonotonicTime { start + .seconds(seconds) }
  private var limits: ConnectionPatience.Limits { ConnectionPatience.Limits() }

  @Test func aHandshakeMustEnd() {
    var patience = ConnectionPatience(limits: limits, at: start)
    #expect(patience.deadline == at(10))
    patience.handshakeCompleted(isStation: false, at: at(3))
    #expect(patience.deadline == at(18))
  }

  @Test func aStationMayIdleLongerThanAStranger() {
    var patience = ConnectionPatience(limits: limits, at: start)
    patience.handshakeCompleted(isStation: true, at: start)
    #expect(patience.deadline == at(75))
  }

  @Test func aBodyMustComeAtALeastRate() {
    var patience = ConnectionPatience(limits: limits, at: start)
    patience.handshakeCompleted(isStation: true, at: start)
    patience.headRead(at: at(1))
    #expect(patience.deadline == at(16))
    let small = patience.bodyRead(20_480)
    #expect(small && patience.deadline == at(26))
    let large = patience.bodyRead(4 << 20)
    #expect(!large)
  }

  @Test func whileAnAnswerIsMadeThereIsNoHurry() {
    var patience = ConnectionPatience(limits: limits, at: start)
    patience.handshakeCompleted(isStation: true, at: start)
    patience.headRead(at: at(1))
    patience.requestRead(at: at(2))
    #expect(patience.deadline == nil)
    patience.answered(at: at(60))
    #expect(patience.deadline == at(135))
  }

  @Test func anAnswerBeforeTheEndOfTheBodyDoesNotExcuseTheBody() {
    var patience = ConnectionPatience(limits: limits, at: start)
    patience.handshakeCompleted(isStation: true, at: start)
    patience.headRead(at: at(1))
    patience.answered(at: at(2))
    #expect(patience.deadline == at(16))
    patience.requestRead(at: at(3))
    #expect(patience.deadline == at(78))
  }

  @Test func whoTakesNothingIsGivenUp() {
    var patience = SendingPatience(limit: .seconds(60))
    #expect(patience.deadline == nil)
    patience.began(at: start)
    patience.began(at: at(1))
    #expect(patience.deadline == at(60))
    patience.waiting(1000, at: at(20))
    #expect(patience.deadline == at(60))
    // Slow, but it moves.
    patience.waiting(900, at: at(40))
    #expect(patience.deadline == at(100))
    patience.ended(at: at(50))
    #expect(patience.deadline == at(110))
    patience.ended(at: at(51))
    #expect(patience.deadline == nil)
  }
}

@Suite struct ConnectionQuotaTests {
  private var limits: ConnectionQuota.Limits {
    var limits = ConnectionQuota.Limits()
    limits.total = 10
    limits.strangers = 6
    limits.strangersFromOneAddress = 4
    limits.ofOneStation = 2
    return limits
  }

  /// Opens one connection after the other; which of them were let in.
  private func open(_ quota: inout ConnectionQuota, _ addresses: String...) -> [Bool] {
    addresses.map { quota.open(from: $0) == .welcome }
  }

  @Test func strangersAreFewFromOneAddressAndFewInAll() {
    var quota = ConnectionQuota(limits: limits)
    let first = open(&quota, "a", "a", "a", "a", "a", "b", "c", "d")
    #expect(first == [true, true, true, true, false, true, true, false])
    quota.close(from: "a", of: nil)
    let second = open(&quota, "d", "d")
    #expect(second == [true, false])
  }

  @Test func stationsBehindOneAddressAreCountedEachForItself() {
    var quota = ConnectionQuota(limits: limits)
    for number in 0..<10 {
      let came = quota.open(from: "a") == .welcome
      let tooMany = quota.identify(from: "a", as: StationCode("\(number)"))
      #expect(came && !tooMany)
    }
    let another = quota.open(from: "b")
    #expect(quota.strangers == 0 && another == .refused)
  }

  @Test func whereStrangersHaveAllPlacesTheMostCrowdedAddressGivesOneUp() {
    var limits = limits
    limits.fairDifference = 2
    var quota = ConnectionQuota(limits: limits)
    _ = open(&quota, "a", "a", "a", "b", "b", "c")
    let newcomer = quota.open(from: "d")
    #expect(newcomer == .afterOne(from: "a", standingFor: .zero))
    #expect(quota.strangers == 6, "nobody is counted before there is room")
    quota.close(from: "a", of: nil)
    let second = quota.open(from: "d")
    #expect(second == .welcome)
    // a and b have two, c and d one: no address has by far the most.
    for address in ["c", "d", "e"] {
      let another = quota.open(from: address)
      #expect(another == .refused, "\(address)")
    }
    #expect(quota.strangers == 6 && quota.total == 6)
  }

  @Test func whoComesFromWhereAStationIsConnectedIsLetInWhateverStrangersHave() {
    var limits = limits
    limits.total = 20
    var quota = ConnectionQuota(limits: limits)
    let arrival = quota.open(from: "dai")
    _ = quota.identify(from: "dai", as: "1")
    _ = open(&quota, "a", "a", "b", "b", "c", "d")
    let (stranger, neighbour) = (quota.open(from: "e"), quota.open(from: "dai"))
    #expect(arrival == .welcome && stranger == .refused && neighbour == .welcome)
    _ = open(&quota, "dai", "dai", "dai")
    let oneTooMany = quota.open(from: "dai")
    #expect(oneTooMany == .afterOne(from: "dai", standingFor: limits.longHandshake))
    for _ in 0..<4 { quota.close(from: "dai", of: nil) }
    quota.close(from: "dai", of: "1")
    let afterwards = quota.open(from: "dai")
    #expect(afterwards == .refused, "nobody is connected from there any more")
  }

  @Test func oneStationHasItsShare() {
    var quota = ConnectionQuota(limits: limits)
    var tooMany: [Bool] = []
    for address in ["a", "a", "b"] {
      _ = quota.open(from: address)
      tooMany.append(quota.identify(from: address, as: "1"))
    }
    #expect(tooMany == [false, false, true])
    for address in ["a", "a", "b"] { quota.close(from: address, of: "1") }
    #expect(quota.total == 0 && quota.strangers == 0)
  }

  @Test func whateverHappensTheCountsAgree() {
    var quota = ConnectionQuota(limits: limits)
    var chance = SeededChance(5)
    var open: [(address: String, station: StationCode?)] = []
    for _ in 0..<5000 {
      switch Int.random(in: 0...2, using: &chance) {
      case 0:
        let address = "abc".randomElement(using: &chance).map(String.init) ?? ""
        switch quota.open(from: address) {
        case .welcome: open.append((address, nil))
        case .refused: break
        case .afterOne(let crowded, _):
          #expect(open.contains { $0.address == crowded && $0.station == nil })
        }
      case 1:
        guard let index = open.indices.randomElement(using: &chance), open[index].station == nil else {
          continue
        }
        let station = StationCode("\(Int.random(in: 0...2, using: &chance))")
        _ = quota.identify(from: open[index].address, as: station)
        open[index].station = station
      default:
        guard let index = open.indices.randomElement(using: &chance) else { continue }
        let one = open.remove(at: index)
        quota.close(from: one.address, of: one.station)
      }
      #expect(quota.total == open.count && quota.strangers == open.filter { $0.station == nil }.count)
    }
  }
}

@Suite(.timeLimit(.minutes(10))) struct RelayServerTests {
  let parentFolder: StateFolder
  let folder: StateFolder

  init() throws {
    parentFolder = try StateFolder()
    folder = try StateFolder()
  }

  @Test func whoOnlyConnectsIsPutOut() async throws {
    var limits = RelayServer.Limits()
    limits.handshake = .milliseconds(100)
    try await Parent.run(in: parentFolder, limits: limits) { parent in
      let raw = try await RawConnection(to: parent.port, host: parent.node.host, tls: nil)
      try await raw.closed()
    }
  }

  @Test func aHeadThatNeverEndsIsCutOff() async throws {
    var limits = RelayServer.Limits()
    limits.strangerIdle = .milliseconds(200)
    try await Parent.run(in: parentFolder, limits: limits) { parent in
      let raw = try await RawConnection(to: parent)
      // On a busy machine the time may be up before it is sent.
      try? await raw.send("GET /v1/whoami HTTP/1.1\r\n")
      // A line now and then, for ever.
      let drip = Task {
        for number in 0... {
          do { try await raw.send("X-\(number): a\r\n") } catch { return }
          await Task.yield()
        }
      }
      try await raw.closed()
      drip.cancel()
    }
  }

  @Test func aBodyThatNeverEndsIsCutOff() async throws {
    var limits = RelayServer.Limits()
    limits.body = .milliseconds(100)
    try await Parent.run(in: parentFolder, limits: limits) { parent in
      let raw = try await RawConnection(to: parent)
      // On a busy machine the time may be up before it is sent.
      try? await raw.send("POST /v1/join HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n{")
      try await raw.closed()
    }
  }

  @Test func aBodyOfAnyLengthIsCutOffAtTheLimit() async throws {
    var limits = RelayServer.Limits()
    limits.largestBody = 100_000
    try await Parent.run(in: parentFolder, limits: limits) { parent in
      let raw = try await RawConnection(to: parent)
      // On a busy machine the time may be up before it is sent.
      try? await raw.send("POST /v1/join HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
      let chunk = "1000\r\n" + String(repeating: "a", count: 4096) + "\r\n"
      let flood = Task {
        while !Task.isCancelled {
          do { try await raw.send(chunk) } catch { return }
        }
      }
      try await raw.closed()
      flood.cancel()
    }
  }

  /// Asks for 32 MiB, reads the beginning and then nothing.
  private func idleReader(of parent: Parent) async throws -> RawConnection {
    let membership = try await parent.joined("29770", in: folder)
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: parent.authority.encoded, format: .der)])
    tls.certificateChain = [
      .certificate(try NIOSSLCertificate(bytes: membership.credentials.certificate, format: .der))
    ]
    tls.privateKey = .privateKey(
      try NIOSSLPrivateKey(bytes: [UInt8](membership.key.derRepresentation), format: .der))
    while true {
      do {
        let raw = try await RawConnection(
          to: parent.port, host: parent.node.host, tls: tls, stopsReading: true)
        try await raw.send("GET /v1/large HTTP/1.1\r\nHost: x\r\n\r\n")
        var parts = raw.received.makeAsyncIterator()
        guard await parts.next() != nil else { continue }
        return raw
      } catch ChannelError.ioOnClosedChannel {
        // On a busy machine its time may be up before it has asked.
        await Task.yield()
      }
    }
  }

  @Test func whoDoesNotReadTheAnswerIsPutOut() async throws {
    var limits = RelayServer.Limits()
    limits.sending = .milliseconds(200)
    try await Parent.run(in: parentFolder, limits: limits) { parent in
      let raw = try await idleReader(of: parent)
      // A write tells the client, which does not read, that the other side is gone.
      while raw.channel.isActive {
        do { try await raw.send("x") } catch { break }
        await Task.yield()
      }
    }
  }

  @Test func whoReadsSlowlyGetsTheAnswerWhole() async throws {
    var limits = RelayServer.Limits()
    limits.stationIdle = .milliseconds(500)
    limits.handshake = .milliseconds(1500)
    // Whoever takes nothing at all is put out for another reason; on a busy machine this one may take nothing for long.
    limits.sending = .seconds(3600)
    try await Parent.run(in: parentFolder, limits: limits) { parent in
      let raw = try await idleReader(of: parent)
      // Three times as long as a station may idle: until somebody who does not shake hands is put out.
      try await RawConnection(to: parent.port, host: parent.node.host, tls: nil).closed()
      try await raw.channel.setOption(.autoRead, value: true).get()
      var count = 0
      for await part in raw.received { count += part.readableBytes }
      #expect(count > 31 << 20)
    }
  }

  @Test func aFloodOfStrangersLeavesStationsTheirPlace() async throws {
    var limits = RelayServer.Limits()
    limits.strangersFromOneAddress = 50
    // None of the fifty goes by itself.
    limits.handshake = .seconds(3600)
    try await Parent.run(in: parentFolder, limits: limits) { parent in
      let membership = try await parent.joined("29770", in: folder)
      let client = try UpstreamClient(membership, at: parent.address)
      var waiting = parent.waiting.makeAsyncIterator()
      let stream = Task { try await client.get("wait") }
      #expect(await waiting.next() == "29770")
      var flood: [RawConnection] = []
      for _ in 0..<300 {
        flood.append(try await RawConnection(to: parent.port, host: parent.node.host, tls: nil))
      }
      // All but fifty are closed by the parent at once.
      let all = flood
      try await eventually("all but fifty to be gone") { all.count(where: \.channel.isActive) == 50 }
      // The station's connection is not one of the strangers', and another of it takes the place of one that only stands there.
      try await eventually("the station to be served") {
        (try? await client.get("whoami").status) == 200
      }
      #expect(all.count(where: \.channel.isActive) < 50)
      for raw in flood { raw.channel.close(promise: nil) }
      stream.cancel()
      await client.shutDown()
      // And there is room again, once the parent has seen them go.
      try await eventually("room for a station that comes anew") {
        (try? await parent.ask("whoami", as: membership).status) == 200
      }
    }
  }

  @Test func aStationThatForgetsItsConnectionsLosesTheOldest() async throws {
    var limits = RelayServer.Limits()
    limits.connectionsOfOneStation = 2
    try await Parent.run(in: parentFolder, limits: limits) { parent in
      let membership = try await parent.joined("29770", in: folder)
      let clients = try (0..<3).map { _ in try UpstreamClient(membership, at: parent.address) }
      var waiting = parent.waiting.makeAsyncIterator()
      let oldest = Task { try await clients[0].get("wait") }
      #expect(await waiting.next() == "29770")
      #expect(try await clients[1].get("whoami").status == 200)
      #expect(try await clients[2].get("whoami").status == 200)
      #expect(await isBrokenOff(oldest))
      #expect(try await clients[1].get("whoami").status == 200)
      for client in clients { await client.shutDown() }
    }
  }

  @Test func aPortInUseIsSaid() async throws {
    let other = try StateFolder()
    try await Parent.run(in: parentFolder) { parent in
      do {
        try await Parent.run(in: other, port: parent.port) { _ in }
        Issue.record("listens")
      } catch let error as IdentityError {
        #expect(error.code == "cannot-listen")
        #expect(error.what.said(in: .english).contains("\(parent.port)"))
      }
    }
  }

  @Test func aLongPollDoesNotKeepTheNodeFromStopping() async throws {
    let (client, poll) = try await Parent.run(in: parentFolder) { parent in
      let membership = try await parent.joined("29770", in: folder)
      let client = try UpstreamClient(membership, at: parent.address)
      var waiting = parent.waiting.makeAsyncIterator()
      let poll = Task { try await client.get("wait") }
      #expect(await waiting.next() == "29770")
      return (client, poll)
    }
    #expect(await isBrokenOff(poll))
    await client.shutDown()
  }
}
