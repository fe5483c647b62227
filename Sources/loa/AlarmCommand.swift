import ArgumentParser
import Clocks
import Phrases
import Platform
import Playout
import Settings

struct AlarmCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alarm", abstract: Speech.say(\.alarmAbstract), subcommands: [AlarmTestCommand.self])
}

/// Tells a test over each channel of the config, now, and says what came of it.
struct AlarmTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: Speech.say(\.alarmTestAbstract))

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  private struct Finding: Encodable {
    var channel: String
    var isTold: Bool
    var trouble: String?
    var remedy: String?
  }

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings(plans: false)
      let channels = settings.alarmChannels
      let known: [(key: String, name: Text, channel: (any AlarmChannel)?)] = [
        ("command", Text { $0.channelCommand }, channels.command),
        ("webhook", Text { $0.channelWebhook }, channels.webhook),
        ("e-mail", Text { $0.channelMail }, channels.mail),
      ]
      let notice = Self.notice(settings)
      var findings: [Finding] = []
      for case (let key, let name, let channel?) in known {
        var failure: ChannelFailure?
        do throws(ChannelFailure) { try await channel.tell([notice]) } catch { failure = error }
        let trouble = failure?.what.said(in: Speech.language)
        let remedy = failure?.remedy.said(in: Speech.language)
        findings.append(Finding(channel: key, isTold: failure == nil, trouble: trouble, remedy: remedy))
        guard !json else { continue }
        let who = name.said(in: Speech.language)
        if let trouble, let remedy {
          Speech.complain(Speech.say { $0.channelWasNotTold(who, trouble, remedy) })
        } else {
          print(Speech.say { $0.channelWasTold(who) })
        }
      }
      if json { print(try Output.json(findings)) }
      if findings.isEmpty, !json { print(Speech.say(\.noChannels)) }
      if findings.contains(where: { !$0.isTold }) { throw ExitCode.failure }
    }
  }

  private static func notice(_ settings: Settings) -> AlarmNotice {
    let now = SystemClock.read().wall
    let alarm = Alarm(
      .test, about: settings.node.code, text: Text { $0.thisIsATest(settings.node.name) },
      remedy: Text { $0.nothingToDo }, since: now)
    let language = settings.node.language
    return AlarmNotice(
      isRaised: true, node: settings.node.code, at: now, alarm: alarm,
      message: "\(alarm.text.said(in: language)); \(alarm.remedy.said(in: language))")
  }
}
