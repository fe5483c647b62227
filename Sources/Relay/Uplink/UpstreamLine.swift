import AsyncHTTPClient
import Clocks

/// The connections to one address of the upstream node: one client for calls, one for media, so that a long download holds
/// up no sign of life.
struct UpstreamLine: Sendable {
  let calls: UpstreamCalls
  let media: HTTPMediaSource
  let client: UpstreamClient
  private let mediaClient: UpstreamClient

  /// - Parameter number: which of the membership's addresses.
  init?(_ membership: Membership, address number: Int, monotonic: @escaping @Sendable () -> MonotonicTime) {
    let addresses = membership.addresses
    guard !addresses.isEmpty else { return nil }
    let address = addresses[number % addresses.count]
    guard let client = try? UpstreamClient(membership, at: address) else { return nil }
    guard let mediaClient = try? UpstreamClient(membership, at: address),
      let media = HTTPMediaSource(
        base: mediaClient.base + "/", client: mediaClient.http, name: membership.parent.text)
    else {
      client.http.shutdown { _ in }
      return nil
    }
    calls = UpstreamCalls(client: client.http, base: client.base, monotonic: monotonic)
    self.media = media
    self.client = client
    self.mediaClient = mediaClient
  }

  func close() async {
    async let calls: Void = client.shutDown()
    async let media: Void = mediaClient.shutDown()
    _ = await (calls, media)
  }
}
