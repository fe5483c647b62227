import ArgumentParser
import Dashboard
import Foundation
import Phrases
import Playout
import Scheduling
import Settings

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: Speech.say(\.statusAbstract))

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.metricsOption)))
  var metrics = false

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.idleOption)))
  var idle = false

  /// More than a node takes to end and to be ready again.
  private static let restart = Duration.seconds(60)

  func run() async throws {
    try await Speech.answering {
      guard !metrics else { return print(try await common.client().metrics(), terminator: "") }
      let status = try await common.client().status()
      print(json ? try Output.json(status) : status.page(in: Speech.language))
      if idle, !status.playout.isIdle(for: Self.restart) { throw ExitCode.failure }
    }
  }
}
