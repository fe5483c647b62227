import ArgumentParser
import Phrases

/// The program: one file for each of its commands.
@main
struct Loa: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loa",
    abstract: Speech.say(\.loaAbstract),
    discussion: Speech.say(\.loaDiscussion),
    version: Version.text,
    subcommands: [
      CheckCommand.self, DoctorCommand.self, ScheduleCommand.self, RunCommand.self, StatusCommand.self,
      PlayCommand.self,
      StopCommand.self, MakeUpCommand.self, LogCommand.self, ReportCommand.self, StationCommand.self,
      PublishCommand.self, BackupCommand.self, RestoreCommand.self,
      MediaCommand.self,
      AlarmCommand.self,
      ConfirmClockCommand.self,
      ReloadCommand.self, SchemaCommand.self,
    ])
}

enum Version {
  /// Written into every as-run entry.
  static let text = "0.1.0"
}
