import ArgumentParser
import Dashboard
import Phrases
import Scheduling
import Settings

struct ConfirmClockCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm-clock", abstract: Speech.say(\.confirmClockAbstract))

  @OptionGroup var common: CommonOptions

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.byOption)))
  var by: String = nameOfThisPerson()

  func run() async throws {
    try await Speech.answering {
      try await common.client().confirmClock(by: by)
      print(Speech.say(\.clockConfirmed))
    }
  }
}
