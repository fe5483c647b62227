import ArgumentParser
import Clocks
import Dashboard
import Foundation
import Phrases
import Scheduling
import Settings

struct StationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "station", abstract: Speech.say(\.stationAbstract),
    subcommands: [
      StationListCommand.self, StationAddCommand.self, StationRevokeCommand.self, StationJoinCommand.self,
      StationDeclareCommand.self,
    ], defaultSubcommand: StationListCommand.self)
}

struct StationListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Speech.say(\.stationListAbstract))

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      let stations = try await common.client(settings).stations()
      let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
      print(json ? try Output.json(stations) : stations.page(in: Speech.language, calendar: calendar))
    }
  }
}

struct StationAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: Speech.say(\.stationAddAbstract))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.stationCodeArgument)))
  var code: String

  @Argument(help: ArgumentHelp(Speech.say(\.stationNameArgument)))
  var name: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.byOption)))
  var by: String = nameOfThisPerson()

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      let answer = try await common.client(settings).addStation(StationOrder(code: code, name: name, by: by))
      let expires = settings.moment(answer.expires)
      print(
        json
          ? try Output.json(answer)
          : Speech.say {
            $0.joinCodePrinted(
              code: answer.code, name: answer.name, joinCode: answer.joinCode, expires: expires)
          })
    }
  }
}

struct StationRevokeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: Speech.say(\.stationRevokeAbstract))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.stationCodeArgument)))
  var code: String

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.byOption)))
  var by: String = nameOfThisPerson()

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reasonOption)))
  var reason: String?

  func run() async throws {
    try await Speech.answering {
      try await common.client().revokeStation(RevokeOrder(code: code, by: by, reason: reason))
      print(Speech.say { $0.stationRevoked(code) })
    }
  }
}

struct StationJoinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: Speech.say(\.stationJoinAbstract))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.joinCodeArgument)))
  var joinCode: String

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.byOption)))
  var by: String = nameOfThisPerson()

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      let answer = try await common.client(settings).join(JoinOrder(joinCode: joinCode, by: by))
      let expires = settings.moment(answer.certificateExpires)
      print(
        json
          ? try Output.json(answer)
          : Speech.say {
            $0.joinedUpstream(upstream: answer.upstream, station: answer.station, expires: expires)
          })
    }
  }
}

struct StationDeclareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "declare", abstract: Speech.say(\.stationDeclareAbstract),
    discussion: Speech.say(\.stationDeclareDiscussion))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.stationCodeArgument)))
  var code: String

  @Argument(help: ArgumentHelp(Speech.say(\.airingArgument)))
  var airing: String

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.outcomeOption)))
  var outcome: Outcome = .aired

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.declaredByOption)))
  var by: String

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.declaredNoteOption)))
  var note: String

  func run() async throws {
    try await Speech.answering {
      try await common.client().declare(
        DeclarationOrder(airing: AiringID(airing), station: code, outcome: outcome, by: by, note: note))
      print(Speech.say { $0.declarationKept(airing, station: code) })
    }
  }
}

extension Settings {
  /// `17:00 16/03/2022` where the node is.
  func moment(_ instant: WallTime) -> String {
    let local = CivilCalendar(timeZone: schedule.timeZone).civil(of: instant)
    return "\(local.time) \(local.date.vietnamese)"
  }
}
