import Foundation
import Phrases
import Platform

/// An order to `curl`, which speaks HTTPS and SMTP here. All that it is told goes through its standard input, so that no
/// secret shows in the list of processes.
struct Curl: Sendable {
  private var lines: [String] = [
    "silent", "show-error", "fail", "connect-timeout = 15", "max-time = 40", "max-filesize = 1000000",
    "output = \"/dev/null\"",
  ]

  mutating func set(_ option: String) { lines.append(option) }

  /// In quotes, in which curl knows these escapes and no others.
  mutating func set(_ option: String, _ value: String) {
    var quoted = ""
    for character in value.unicodeScalars {
      switch character {
      case "\\": quoted += "\\\\"
      case "\"": quoted += "\\\""
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(character)
      }
    }
    lines.append("\(option) = \"\(quoted)\"")
  }

  func run() async throws(ChannelFailure) {
    do {
      let runner = ProcessRunner(timeLimit: .seconds(45))
      // No file of settings but these: the first of all arguments.
      _ = try await runner.run(
        ["curl", "--disable", "--config", "-"], input: Array((lines.joined(separator: "\n") + "\n").utf8))
    } catch {
      throw ChannelFailure(error)
    }
  }

  /// The one line of a file that holds a secret.
  static func secret(in file: String) throws(ChannelFailure) -> String {
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard text.utf8.count <= 4096, !line.isEmpty, !line.contains(where: \.isNewline) else {
      throw ChannelFailure(what: Text { $0.secretIsUnreadable(file) }, remedy: Text { $0.writeTheSecret })
    }
    return line
  }
}
