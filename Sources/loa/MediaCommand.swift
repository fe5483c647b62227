import ArgumentParser
import Audio
import Foundation
import Glibc
import Media
import Phrases

struct MediaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "media", abstract: Speech.say(\.mediaAbstract))

  @Argument(help: ArgumentHelp(Speech.say(\.mediaArgument)), completion: .file())
  var files: [String]

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.langOption), valueName: "vi|en"))
  var lang: Language = Speech.language

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  func run() async throws {
    var isGood = true
    for file in files {
      let path = URL(fileURLWithPath: file).path
      if !json, isatty(2) != 0 { Speech.complain(Speech.say { $0.probingFile(file) }) }
      do throws(AudioFileError) {
        let report = try MediaReport(measuring: path)
        Output.print(json ? report.json() : report.text(in: Speech.language))
      } catch {
        Speech.complain(error)
        isGood = false
      }
    }
    if !isGood { throw ExitCode.failure }
  }
}
