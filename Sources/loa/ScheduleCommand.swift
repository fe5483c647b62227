import ArgumentParser
import Clocks
import Dashboard
import Phrases
import Platform
import Reporting
import Scheduling
import Settings

struct ScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule", abstract: Speech.say(\.scheduleAbstract))

  @OptionGroup var common: CommonOptions
  @OptionGroup var period: PeriodOptions

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.icsOption)))
  var ics = false

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.sheetOption), valueName: "file"))
  var sheet: String?

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
      let now = SystemClock.read().wall
      let days = try period.days(today: calendar.date(of: now), length: 7)
      let (from, until) = (calendar.startOfDay(days.first), calendar.endOfDay(days.last))
      let client = common.client(settings)
      let rundown =
        client.isNodeRunning
        ? try await client.schedule(from: from, until: until)
        : await Programming.rundown(of: settings, from: from, until: until)
      if let sheet {
        let desk = DocumentDesk(settings, common)
        let content = desk.weekSheet(rundown, from: days.first, through: days.last)
          .content(in: Speech.language)
        return try await desk.write(content, template: WeekSheet.templateName, to: sheet)
      }
      let listing = RundownListing(rundown, of: settings.schedule)
      let text =
        json
        ? listing.json()
        : ics
          ? listing.iCalendar(node: settings.node.code, stamp: now, in: Speech.language)
          : listing.table(in: Speech.language)
      Output.print(text)
    }
  }
}
