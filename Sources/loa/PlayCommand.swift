import ArgumentParser
import Clocks
import Dashboard
import Foundation
import Phrases
import Platform
import Scheduling
import Settings

struct PlayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play", abstract: Speech.say(\.playAbstract),
    discussion: Speech.say(\.playDiscussion))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.playArgument)))
  var what: String

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.atOption)))
  var at: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.priorityOption)))
  var priority: Priority = .normal

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.byOption)))
  var by: String = nameOfThisPerson()

  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Speech.say(\.stationsOption)))
  var toStations: Bool?

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
      let start = try at.map { text in
        guard let start = Moment(text)?.instant(in: calendar, now: SystemClock.read().wall) else {
          throw ValidationError(Speech.say { $0.unreadableMoment(text) })
        }
        return start
      }
      let order = PlayOrder(
        what: fileOrEdition, at: start, priority: priority, by: by, toStations: toStations)
      let answer = try await common.client(settings).play(order)
      print(
        json
          ? try Output.json(answer)
          : Speech.say {
            $0.willPlay(
              airing: answer.airing.text, day: answer.localStart.date.vietnamese,
              time: answer.localStart.time.withSeconds, seconds: answer.seconds)
          })
    }
  }

  /// A file is named by its absolute path, since the node has a working directory of its own.
  private var fileOrEdition: String {
    let url = URL(fileURLWithPath: what)
    return what.hasPrefix("/") || FileManager.default.fileExists(atPath: url.path) ? url.path : what
  }
}

/// A moment as people write it on the command line.
enum Moment {
  case fromNow(Duration)
  case today(CivilTime)
  case local(CivilDateTime)

  /// `+8s`, `+2m`, `17:00`, `17:00:30`, `2026-03-16T17:00` or `2026-03-16 17:00`.
  init?(_ text: String) {
    if text.hasPrefix("+") {
      let body = text.dropFirst()
      guard let unit = body.last, let number = Int(body.dropLast()), (0...86_400).contains(number) else {
        return nil
      }
      switch unit {
      case "s": self = .fromNow(.seconds(number))
      case "m": self = .fromNow(.minutes(number))
      case "h": self = .fromNow(.hours(min(number, 10_000)))
      default: return nil
      }
    } else if let time = CivilTime(text) {
      self = .today(time)
    } else if let moment = CivilDateTime(text.replacing(" ", with: "T")) {
      self = .local(moment)
    } else {
      return nil
    }
  }

  func instant(in calendar: CivilCalendar, now: WallTime) -> WallTime {
    switch self {
    case .fromNow(let duration): now + duration
    case .today(let time): calendar.instant(of: CivilDateTime(calendar.civil(of: now).date, time))
    case .local(let moment): calendar.instant(of: moment)
    }
  }
}
