import ArgumentParser
import Dashboard
import Phrases
import Scheduling
import Settings

struct StopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: Speech.say(\.stopAbstract))

  @OptionGroup var common: CommonOptions

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.byOption)))
  var by: String = nameOfThisPerson()

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reasonOption)))
  var reason: String?

  func run() async throws {
    try await Speech.answering {
      let answer = try await common.client().stop(StopOrder(by: by, reason: reason))
      let names = answer.stopped.map(\.text)
      print(Speech.say { names.isEmpty ? $0.nothingWasOnAir : $0.stopped(names.joined(separator: ", ")) })
    }
  }
}
