import Foundation
public import Phrases

/// Letters over SMTP (RFC 5321), with TLS.
public struct MailChannel: AlarmChannel {
  public struct Account: Sendable, Hashable {
    /// `smtps://mail.example:465`, or `smtp://mail.example:587`, which goes over to TLS (STARTTLS) or is not used, unless it
    /// is this very machine.
    public var server: String
    public var user: String?
    public var passwordFile: String?
    public var from: String
    public var to: [String]

    public init(server: String, user: String? = nil, passwordFile: String? = nil, from: String, to: [String])
    {
      self.server = server
      self.user = user
      self.passwordFile = passwordFile
      self.from = from
      self.to = to
    }
  }

  let account: Account
  let language: Language

  public init(_ account: Account, language: Language) {
    self.account = account
    self.language = language
  }

  public func tell(_ notices: [AlarmNotice]) async throws(ChannelFailure) {
    let letter = Letter(notices, from: account.from, to: account.to, language: language, date: Date())
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("loa-\(UUID().uuidString).eml")
    guard
      FileManager.default.createFile(
        atPath: file.path, contents: Data(letter.text.utf8), attributes: [.posixPermissions: 0o600])
    else {
      throw ChannelFailure(
        what: Text { $0.letterIsNotWritten(file.path) }, remedy: Text { $0.makeRoomOnDisk })
    }
    defer { try? FileManager.default.removeItem(at: file) }
    var curl = Curl()
    curl.set("url", account.server)
    curl.set("proto", "=smtp,smtps")
    if !isThisMachine { curl.set("ssl-reqd") }
    if let user = account.user {
      let password = try account.passwordFile.map { file throws(ChannelFailure) in try Curl.secret(in: file) }
      curl.set("user", "\(user):\(password ?? "")")
    }
    curl.set("mail-from", account.from)
    for address in account.to { curl.set("mail-rcpt", address) }
    curl.set("upload-file", file.path)
    try await curl.run()
  }

  private var isThisMachine: Bool {
    let host = account.server.split(separator: "/").last.map { $0.prefix { $0 != ":" } } ?? ""
    return ["localhost", "127.0.0.1"].contains(host)
  }
}

/// A letter (RFC 5322) that tells of alarms, in UTF-8, whatever the words are.
struct Letter: Sendable {
  /// Lines end with CR LF.
  let text: String

  init(_ notices: [AlarmNotice], from: String, to: [String], language: Language, date: Date) {
    let phrases = language.phrases
    let node = notices.first?.node ?? ""
    let first = notices.first?.message ?? ""
    let subject = phrases.letterSubject(node: node, first: first, more: max(0, notices.count - 1))
    let body = notices.map { "• \($0.message)" }.joined(separator: "\r\n\r\n")
    let headers = [
      "Date: \(Self.date(date))",
      "From: Loa <\(from)>",
      "To: \(to.joined(separator: ",\r\n "))",
      "Subject: \(Self.encoded(subject))",
      "Message-ID: <\(notices.first?.id ?? UUID().uuidString)@\(Self.domain(of: from))>",
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
    ]
    let encoded = Data((body + "\r\n").utf8)
      .base64EncodedString(options: [
        .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
      ])
    text = headers.joined(separator: "\r\n") + "\r\n\r\n" + encoded + "\r\n"
  }

  /// Encoded words (RFC 2047) (lines of at most 76 characters), each with whole letters; line breaks and the like become spaces.
  static func encoded(_ subject: String) -> String {
    let line = String(
      String.UnicodeScalarView(
        subject.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
    ).prefix(200)
    var words: [String] = []
    var bytes: [UInt8] = []
    func close() {
      guard !bytes.isEmpty else { return }
      words.append("=?UTF-8?B?\(Data(bytes).base64EncodedString())?=")
      bytes = []
    }
    for scalar in line.unicodeScalars {
      let next = Array(String(scalar).utf8)
      if bytes.count + next.count > 39 { close() }
      bytes += next
    }
    close()
    return words.joined(separator: "\r\n ")
  }

  private static func domain(of address: String) -> String {
    address.split(separator: "@").last.map(String.init) ?? "localhost"
  }

  private static func date(_ date: Date) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 0)
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
    return format.string(from: date)
  }
}
