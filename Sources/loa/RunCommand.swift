import ArgumentParser
import Foundation
import Logging
import Phrases
import Platform
import Settings

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: Speech.say(\.runAbstract))

  @OptionGroup var common: CommonOptions

  func run() async throws {
    Heap.keepSmall()
    try await Speech.answering {
      let settings = try common.settings()
      LoggingSystem.bootstrap(NodeLog.handler())
      let logger = Logger(label: "loa")
      let words = settings.node.language.phrases
      logger.notice("\(words.nodeStarts(name: settings.node.name, version: Version.text))")
      let path = URL(fileURLWithPath: common.config).path
      let node = try await Node(settings: settings, configPath: path, logger: logger)
      try await node.run()
    }
  }
}
