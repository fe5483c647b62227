/// A web address that gets each notice as a POST of JSON, and has taken it when it answers 2xx.
public struct WebhookChannel: AlarmChannel {
  let url: String
  /// Goes along as `Authorization: Bearer`; nil: nothing does.
  let tokenFile: String?

  public init(url: String, tokenFile: String? = nil) {
    self.url = url
    self.tokenFile = tokenFile
  }

  public func tell(_ notices: [AlarmNotice]) async throws(ChannelFailure) {
    for notice in notices {
      var curl = Curl()
      curl.set("url", url)
      curl.set("proto", "=http,https")
      curl.set("header", "Content-Type: application/json; charset=utf-8")
      curl.set("header", "Idempotency-Key: \(notice.id)")
      if let tokenFile { curl.set("header", "Authorization: Bearer \(try Curl.secret(in: tokenFile))") }
      curl.set("data-raw", String(decoding: notice.json, as: UTF8.self))
      try await curl.run()
    }
  }
}
