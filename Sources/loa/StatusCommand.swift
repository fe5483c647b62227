import ArgumentParser
import Dashboard
import Foundation
import Phrases
import Scheduling
import Settings

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: Speech.say(\.statusAbstract))

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  func run() async throws {
    try await Speech.answering {
      let status = try await common.client().status()
      print(json ? try Output.json(status) : status.page(in: Speech.language))
    }
  }
}
