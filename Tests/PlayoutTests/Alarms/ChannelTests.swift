import Clocks
import Foundation
import Glibc
import Logging
import Phrases
import Testing

@testable import Playout

/// A web server and a mail server on loopback, in a process of their own, and a folder for secrets.
private final class Receivers {
  private(set) var web = 0
  private(set) var mail = 0
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "loa-\(UUID().uuidString)")
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init(refusing count: Int = 0) async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "receivers")
    process.arguments = [script.path, "\(count)"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let ports = try JSONDecoder().decode([Int].self, from: await line())
    (web, mail) = (ports[0], ports[1])
  }

  /// The next that is taken.
  func next() async throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: await line()) as? [String: Any] ?? [:]
  }

  /// Ends both, and gives all that was taken and not asked for yet.
  func rest() async throws -> [[String: Any]] {
    try input.fileHandleForWriting.close()
    var taken: [[String: Any]] = []
    while true {
      let line = await line()
      guard !line.isEmpty else { return taken }
      taken.append(try JSONSerialization.jsonObject(with: line) as? [String: Any] ?? [:])
    }
  }

  /// Empty: there are no more.
  private func line() async -> Data {
    let descriptor = output.fileHandleForReading.fileDescriptor
    return await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        var line = Data()
        var byte: UInt8 = 0
        while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
        continuation.resume(returning: line)
      }
    }
  }

  func write(_ text: String, to name: String) throws -> String {
    let file = folder.appendingPathComponent(name)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  deinit {
    try? input.fileHandleForWriting.close()
    try? FileManager.default.removeItem(at: folder)
  }
}

private func notice(_ words: String, isRaised: Bool = true) -> AlarmNotice {
  let alarm = Alarm(
    .deviceLost, about: "device", text: Text(verbatim: words), remedy: Text(verbatim: "cắm lại"),
    since: Stage.five)
  return AlarmNotice(isRaised: isRaised, node: "29770", at: Stage.five, alarm: alarm, message: words)
}

@Suite(.timeLimit(.minutes(10))) struct ChannelTests {
  @Test func aWebAddressGetsTheNoticeAsJSON() async throws {
    let receivers = try await Receivers()
    let secret = try receivers.write("bí mật \"1\"\n", to: "token")
    let sent = notice("mất card \"âm thanh\" \\ ở\tphòng máy")
    try await WebhookChannel(url: "http://127.0.0.1:\(receivers.web)/loa", tokenFile: secret).tell([sent])
    let taken = try await receivers.next()
    #expect(taken["id"] as? String == sent.id)
    #expect(taken["bearer"] as? Bool == true)
    #expect((taken["type"] as? String)?.hasPrefix("application/json") == true)
    let body = try #require(taken["body"] as? [String: Any])
    #expect(body["message"] as? String == sent.message)
    #expect(body["isRaised"] as? Bool == true && body["node"] as? String == "29770")
  }

  @Test func aLetterComesWholeWithItsToneMarks() async throws {
    let receivers = try await Receivers()
    let words = "không mở được card âm thanh “loa”: thiết bị đã bị rút\nBcc: ke-gian@example\r\n.\r\nQUIT"
    let channel = MailChannel(
      .init(
        server: "smtp://127.0.0.1:\(receivers.mail)", from: "loa@binhminh.example",
        to: ["truc@binhminh.example", "ky-thuat@binhminh.example"]), language: .vietnamese)
    try await channel.tell([notice(words), notice("đã hết: mất điện", isRaised: false)])
    let taken = try await receivers.next()
    #expect(taken["to"] as? [String] == ["<truc@binhminh.example>", "<ky-thuat@binhminh.example>"])
    let subject = try #require(taken["subject"] as? String)
    #expect(subject.hasPrefix("[Loa 29770] không mở được card âm thanh “loa”: thiết bị đã bị rút Bcc:"))
    #expect(subject.hasSuffix("(+1)"))
    let body = try #require(taken["body"] as? String)
    #expect(body.contains("• không mở được card âm thanh") && body.contains("• đã hết: mất điện"))
    #expect(body.contains(".\nQUIT") || body.contains(".\r\nQUIT"))
    #expect(taken["auto"] as? String == "auto-generated")
    #expect((taken["names"] as? [String])?.contains("Bcc") == false)
    #expect((taken["defects"] as? [Any])?.isEmpty == true)
    #expect(taken["widest"] as? Int ?? 999 <= 78)
  }

  @Test func whatGoesWrongIsSaidWithoutTheSecret() async throws {
    let receivers = try await Receivers()
    let secret = try receivers.write("sai mật khẩu", to: "token")
    func failure(_ channel: any AlarmChannel) async -> String {
      do throws(ChannelFailure) {
        try await channel.tell([notice("thử")])
        return "told"
      } catch {
        return error.what.said(in: .english)
      }
    }
    let refused = await failure(
      WebhookChannel(url: "http://127.0.0.1:\(receivers.web)/", tokenFile: secret))
    #expect(refused.contains("401") && !refused.contains("sai mật khẩu"))
    #expect(await failure(WebhookChannel(url: "http://127.0.0.1:1/")).contains("connect"))
    let unreadable = await failure(
      WebhookChannel(url: "http://127.0.0.1:\(receivers.web)/", tokenFile: "/nowhere/token"))
    #expect(unreadable == "no secret can be read from /nowhere/token")
    // Beyond this machine no letter goes without TLS: this server knows none.
    var account = MailChannel.Account(
      server: "smtp://127.0.0.1:\(receivers.mail)", from: "a@b.example", to: ["c@d.example"])
    #expect(await failure(MailChannel(account, language: .english)) == "told")
    account.server = "smtp://127.0.0.2:\(receivers.mail)"
    #expect(await failure(MailChannel(account, language: .english)) != "told")
    #expect(try await receivers.rest().count == 1)
  }

  @Test func anAlarmIsToldOverEachChannelOnceThoughBothFailAtFirst() async throws {
    let receivers = try await Receivers(refusing: 1)
    let desk = AlarmDesk(
      node: "29770", language: .vietnamese, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) { Stage.five }
    await desk.set(
      .init(
        webhook: WebhookChannel(url: "http://127.0.0.1:\(receivers.web)/"),
        mail: MailChannel(
          .init(
            server: "smtp://127.0.0.1:\(receivers.mail)", from: "loa@b.example", to: ["truc@b.example"]),
          language: .vietnamese)))
    let telling = Task { try await desk.run() }
    let alarm = Alarm(
      .diskLow, about: "/var", text: Text(verbatim: "ổ đĩa đầy"), remedy: Text(verbatim: "xóa bớt"),
      since: Stage.five)
    await desk.raise(alarm)
    await desk.raise(alarm)
    await desk.clear(alarm.key)
    var taken: [[String: Any]] = []
    while taken.count < 3 { taken.append(try await receivers.next()) }
    let web = taken.filter { $0["kind"] as? String == "web" }
    #expect(web.map { ($0["body"] as? [String: Any])?["isRaised"] as? Bool } == [true, false])
    let letters = taken.filter { $0["kind"] as? String == "mail" }
    #expect(letters.count == 1)
    let body = letters.first?["body"] as? String ?? ""
    #expect(body.contains("• ổ đĩa đầy; xóa bớt") && body.ranges(of: "•").count == 2)
    telling.cancel()
    _ = try? await telling.value
    #expect(try await receivers.rest().isEmpty)
  }
}
