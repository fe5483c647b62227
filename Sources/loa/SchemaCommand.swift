import ArgumentParser
import Phrases
import Settings

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: Speech.say(\.schemaAbstract))

  func run() throws {
    Output.print(SettingsSchema.json())
  }
}
