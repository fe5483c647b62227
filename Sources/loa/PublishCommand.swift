import ArgumentParser
import Clocks
import Dashboard
import Foundation
import Phrases
import Platform
import Relay
import Settings

struct PublishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: Speech.say(\.publishAbstract))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.publishArgument)))
  var directory: String

  func run() async throws {
    try await Speech.answering {
      let contents = try await common.client().publication()
      let directory = URL(fileURLWithPath: directory).path
      let outcome = try Publication.publish(
        signedManifest: contents.manifest,
        media: contents.files.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, to: directory,
        now: SystemClock.read().wall)
      for problem in outcome.problems { Speech.complain(problem) }
      print(Speech.say { $0.published(files: outcome.added + outcome.kept, directory: directory) })
      if !outcome.problems.isEmpty { throw ExitCode.failure }
    }
  }
}
