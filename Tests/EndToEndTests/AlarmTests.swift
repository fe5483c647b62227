import Foundation
import Glibc
import Testing

extension EndToEnd {
  /// Who is told of trouble, and how.
  @Suite struct AlarmTests {
    @Test func aMissedAiringIsToldToTheCommandOfTheConfig() throws {
      let slot = Stage.slot(inSeconds: 8).replacingOccurrences(of: "15 min", with: "5 s")
        .replacingOccurrences(of: "repeat-last", with: "skip")
      let stage = try Stage(
        seconds: 2, slot: slot, more: "alarms: { command: [/bin/sh, thong-bao.sh, da-bao] }")
      let told = stage.folder.appendingPathComponent("da-bao").path
      // Each notice becomes a line, which is there as a whole or not at all.
      try stage.write(
        """
        notice=$(cat)
        printf '%s\\n' "$notice" >> "$1"

        """, to: "thong-bao.sh")
      let text = try String(contentsOfFile: stage.config, encoding: .utf8)
        .replacingOccurrences(of: "thong-bao.sh, da-bao", with: "\(stage.folder.path)/thong-bao.sh, \(told)")
      try stage.write(text, to: "loa.yaml")
      try FileManager.default.removeItem(at: stage.folder.appendingPathComponent("\(Stage.edition).wav"))

      let node = try stage.start()
      var notice: [String: Any] = [:]
      try wait(for: "the command to be told") {
        let lines = (try? String(contentsOfFile: told, encoding: .utf8)) ?? ""
        for line in lines.split(separator: "\n") {
          guard let json = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
            (json["alarm"] as? [String: Any])?.text("kind") == "missed"
          else { continue }
          notice = json
          return true
        }
        return false
      }
      stage.end(node)
      #expect(notice["isRaised"] as? Bool == true)
      #expect(notice.text("node") == "thu")
      #expect(notice.text("message")?.isEmpty == false)
      let alarm = try #require(notice["alarm"] as? [String: Any])
      #expect(alarm.text("subject")?.hasPrefix("sap-toi@") == true)
      for sentence in ["text", "remedy"] {
        let said = try #require(alarm[sentence] as? [String: Any])
        #expect(said.text("vi")?.isEmpty == false)
        #expect(said.text("en")?.isEmpty == false)
      }
      #expect(alarm["since"] as? Int64 ?? 0 > 0)

      let entry = try #require(try stage.entries().first)
      #expect(entry.text("outcome") == "missed")
      #expect(entry.text("cause") == "media")
    }

    /// A letter goes over TLS, with the password, to a server whose certificate is known; to another it does not go.
    @Test func aLetterGoesOnlyToAServerThatProvesWhoItIs() throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: "loa-mail-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      func file(_ name: String) -> String { folder.appending(path: name).path }
      let made = try ChildProcess.run([
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost", "-keyout", file("key.pem"), "-out", file("cert.pem"),
      ])
      #expect(made.status == 0, "\(made.complaints)")
      let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "mail-server")
      let server = try ChildProcess(["python3", script.path, folder.path])
      defer { server.send(SIGKILL) }
      try wait(for: "the mail server") { FileManager.default.fileExists(atPath: file("port")) }
      let port = try String(contentsOfFile: file("port"), encoding: .utf8)
      try "mật khẩu: \"1\"\n".write(toFile: file("password"), atomically: true, encoding: .utf8)
      chmod(file("password"), 0o600)
      let stage = try Stage(
        seconds: 1,
        more: """
          alarms:
            e-mail:
              server: "smtps://localhost:\(port)"
              user: loa
              password-file: \(file("password"))
              from: loa@binhminh.example
              to: [truc@binhminh.example]
          """)
      func tell(knowing certificate: String?) throws -> ChildProcess.Answer {
        try LoaBinary.run(
          ["alarm", "test", "--config", stage.config],
          environment: stage.environment.merging(certificate.map { ["CURL_CA_BUNDLE": $0] } ?? [:]) { $1 })
      }

      let stranger = try tell(knowing: nil)
      #expect(stranger.status == 1 && stranger.complaints.contains("certificate"), "\(stranger.complaints)")
      #expect(!FileManager.default.fileExists(atPath: file("letters")))

      let known = try tell(knowing: file("cert.pem"))
      #expect(known.status == 0, "\(known.output)\(known.complaints)")
      let letters = try String(contentsOfFile: file("letters"), encoding: .utf8).split(separator: "\n")
      #expect(letters.count == 1)
      let letter = try #require(
        try JSONSerialization.jsonObject(with: Data(letters[0].utf8)) as? [String: Any])
      #expect(letter["user"] as? [String] == ["loa", "mật khẩu: \"1\""])
      #expect(letter["to"] as? [String] == ["<truc@binhminh.example>"])
      #expect(letter.text("tls")?.hasPrefix("TLS") == true)
    }
  }
}
