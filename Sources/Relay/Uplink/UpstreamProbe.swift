public import Clocks
public import Phrases

/// Asks whether the upstream node answers, at each of its addresses: TLS with this node's certificate, and one small call.
public enum UpstreamProbe {
  public struct Answer: Sendable {
    public var address: RelayAddress
    /// Nil: it answered as it should.
    public var trouble: (any OperatorError)?
  }

  /// - Parameter monotonic: the clock by which the call is measured.
  public static func ask(
    _ membership: Membership, monotonic: @escaping @Sendable () -> MonotonicTime
  ) async -> [Answer] {
    var answers: [Answer] = []
    for address in membership.addresses.prefix(8) {
      answers.append(Answer(address: address, trouble: await trouble(membership, at: address, monotonic)))
    }
    return answers
  }

  private static func trouble(
    _ membership: Membership, at address: RelayAddress, _ monotonic: @escaping @Sendable () -> MonotonicTime
  ) async -> (any OperatorError)? {
    let client: UpstreamClient
    do {
      client = try UpstreamClient(membership, at: address)
    } catch {
      return error
    }
    let trouble = await trouble(
      UpstreamCalls(client: client.http, base: client.base, monotonic: monotonic), client)
    await client.shutDown()
    return trouble
  }

  private static func trouble(
    _ calls: UpstreamCalls, _ client: UpstreamClient
  ) async -> (any OperatorError)? {
    do {
      _ = try await calls.time()
      return nil
    } catch UpstreamCalls.Failure.refused(let status, let refusal) {
      if let refusal { return refusal }
      return IdentityError.upstreamIncomprehensible(client.address, detail: "HTTP \(status)")
    } catch {
      return client.trouble(error)
    }
  }
}
