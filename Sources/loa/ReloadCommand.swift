import ArgumentParser
import Dashboard
import Phrases
import Scheduling
import Settings

struct ReloadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reload", abstract: Speech.say(\.reloadAbstract))

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await Speech.answering {
      let answer = try await common.client().reload()
      for finding in answer.findings { Speech.complain(finding.said(in: Speech.language)) }
      guard answer.isAccepted else {
        Speech.complain(Speech.say(\.oldConfigStays))
        throw ExitCode.failure
      }
      print(Speech.say(\.newConfigOnAir))
    }
  }
}
