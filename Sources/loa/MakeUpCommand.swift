import Airtime
import ArgumentParser
import Clocks
import Dashboard
import Phrases
import Platform
import Scheduling
import Settings

struct MakeUpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make-up", abstract: Speech.say(\.makeUpAbstract),
    discussion: Speech.say(\.makeUpDiscussion),
    subcommands: [MakeUpOrderCommand.self, MakeUpListCommand.self, MakeUpCancelCommand.self],
    defaultSubcommand: MakeUpOrderCommand.self)
}

struct MakeUpOrderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order", abstract: Speech.say(\.makeUpOrderAbstract))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.missedAiringArgument)))
  var airing: String

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.makeUpAtOption)))
  var at: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.byOption)))
  var by: String = nameOfThisPerson()

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reasonOption)))
  var reason: String?

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      let client = common.client(settings)
      guard let at else { return try await propose(client) }
      let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
      guard let start = Moment(at)?.instant(in: calendar, now: SystemClock.read().wall) else {
        throw ValidationError(Speech.say { $0.unreadableMoment(at) })
      }
      let answer = try await client.makeUp(
        MakeUpOrder(airing: AiringID(airing), at: start, by: by, reason: reason))
      guard !json else { return print(try Output.json(answer)) }
      print(
        Speech.say {
          $0.makeUpOrdered(
            answer.airing.text, for: answer.makesUpFor.text, at: $0.moment(answer.localStart))
        })
      if let day = answer.tooLateFor { print(Speech.say { $0.windowIsOver(day.vietnamese) }) }
    }
  }

  private func propose(_ client: ControlClient) async throws {
    let proposal = try await client.proposeMakeUp(for: AiringID(airing))
    guard !json else { return print(try Output.json(proposal)) }
    let words = Speech.language.phrases
    print(
      words.airingToMakeUp(
        proposal.airing.text, proposal.title ?? proposal.edition.text,
        at: words.moment(proposal.localStart), outcome: proposal.outcome.text.said(in: Speech.language),
        cause: proposal.cause?.text.said(in: Speech.language), stations: proposal.stations))
    let lastDay = proposal.lastDay?.vietnamese
    if proposal.isWindowOver, let lastDay { print(words.windowIsOver(lastDay)) }
    guard !proposal.times.isEmpty else { return print(words.noFreeTime) }
    print(words.freeTimes(until: proposal.isWindowOver ? nil : lastDay))
    for time in proposal.times {
      print("  \(words.moment(time.localStart))  loa make-up \(proposal.airing) --at \(time.localStart)")
    }
  }
}

struct MakeUpListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Speech.say(\.makeUpListAbstract))

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  func run() async throws {
    try await Speech.answering {
      let listed = try await common.client().makeUps()
      guard !json else { return print(try Output.json(listed)) }
      let words = Speech.language.phrases
      guard !listed.isEmpty else { return print(words.noMakeUps) }
      for status in listed {
        let makeUp = status.makeUp
        let outcome = status.outcome?.text.said(in: Speech.language) ?? words.makeUpAhead
        let why = makeUp.isCancelled ? words.listedAsTakenBack(by: makeUp.cancellation?.by ?? "") : outcome
        print(
          "\(words.moment(makeUp.localStart))  \(makeUp.id)  "
            + "\(words.listedAsMakeUp(for: makeUp.missed.text))  \(why)")
      }
    }
  }
}

struct MakeUpCancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: Speech.say(\.makeUpCancelAbstract))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.makeUpArgument)))
  var airing: String

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.byOption)))
  var by: String = nameOfThisPerson()

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reasonOption)))
  var reason: String?

  func run() async throws {
    try await Speech.answering {
      try await common.client().cancelMakeUp(
        MakeUpCancellation(airing: AiringID(airing), by: by, reason: reason))
      print(Speech.say { $0.makeUpTakenBack(airing) })
    }
  }
}
