import ArgumentParser
import Phrases
import Scheduling

/// A period of local days on the command line.
struct PeriodOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp(Speech.say(\.fromOption)))
  var from: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.toOption)))
  var to: String?

  /// The first and the last day.
  /// - Parameters:
  ///   - today: where the period begins if nothing else is said.
  ///   - length: how many days it has if its end is not said.
  func days(today: CivilDate, length: Int) throws -> (first: CivilDate, last: CivilDate) {
    let first = try from.map(Self.day) ?? today
    let last = try to.map(Self.day) ?? first.adding(days: length - 1)
    guard first <= last else {
      throw ValidationError(Speech.say { $0.periodIsBackwards(first.vietnamese, last.vietnamese) })
    }
    return (first, last)
  }

  /// `2022-03-16`, or as people write it: `16/03/2022`.
  private static func day(_ text: String) throws -> CivilDate {
    let parts = text.split(separator: "/")
    let iso = parts.count == 3 ? "\(parts[2])-\(parts[1])-\(parts[0])" : text
    guard let date = CivilDate(iso) else {
      throw ValidationError(Speech.say { $0.unreadableDay(text) })
    }
    return date
  }
}
