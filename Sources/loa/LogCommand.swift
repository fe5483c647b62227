import Airtime
import ArgumentParser
import Clocks
import Dashboard
import Glibc
import Phrases
import Platform
import Reporting
import Scheduling
import Settings

struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: Speech.say(\.logAbstract),
    subcommands: [
      LogListCommand.self, LogVerifyCommand.self, LogCorrectCommand.self, LogNoteCommand.self,
      LogImportCommand.self,
    ],
    defaultSubcommand: LogListCommand.self)
}

struct LogListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Speech.say(\.logListAbstract))

  @OptionGroup var common: CommonOptions
  @OptionGroup var period: PeriodOptions

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.stationOption)))
  var station: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.airingOption)))
  var airing: String?

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.csvOption)))
  var csv = false

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.bookOption), valueName: "file"))
  var book: String?

  func run() async throws {
    try await Speech.answering {
      // A log book begins with the letterhead of the plan.
      let settings = try common.settings(plans: book != nil)
      if let airing { return try await show(AiringID(airing), settings) }
      let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
      // A log is read backwards in time: one day, today, unless more is asked for.
      let days = try period.days(today: calendar.date(of: SystemClock.read().wall), length: 1)
      if let book {
        let desk = DocumentDesk(settings, common)
        let content = try await desk.logBook(from: days.first, through: days.last, station: station)
          .content(in: Speech.language)
        return try await desk.write(content, template: LogBook.templateName, to: book)
      }
      let query = LogQuery(
        from: calendar.startOfDay(days.first), until: calendar.endOfDay(days.last), station: station)
      let source = LogSource(settings, common)
      let entries = try await source.entries(query)
      let table = AirtimeLogTable(
        entries: entries, from: days.first, through: days.last, zone: calendar.timeZone,
        declarations: try await source.declarations(query),
        // Remarks are this node's, not a station's.
        notes: station == nil || station == settings.node.code ? try await source.notes(query) : [],
        programmeNames: settings.schedule.programmeNames,
        stationNames: settings.stationNames)
      let text =
        json ? table.json() : csv ? table.csv(in: Speech.language) : table.text(in: Speech.language)
      Output.print(text)
    }
  }

  /// One airing at every station.
  private func show(_ airing: AiringID, _ settings: Settings) async throws {
    var picture = try await LogSource(settings, common).picture(of: airing)
    if let station { picture.rows.removeAll { $0.station.code != station } }
    let zone = settings.schedule.timeZone
    let text =
      json
      ? picture.json(zone: zone)
      : csv
        ? picture.csv(in: Speech.language, zone: zone)
        : picture.text(
          in: Speech.language, zone: zone, programmeNames: settings.schedule.programmeNames)
    Output.print(text)
  }
}

struct LogVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: Speech.say(\.logVerifyAbstract))

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      let result = try await LogSource(settings, common).verification()
      if json {
        print(try Output.json(result))
      } else if let fault = result.fault {
        let finding = fault.what.said(in: Speech.language)
        Speech.complain(Speech.say { $0.chainBroken(record: fault.number, finding: finding) })
      } else {
        print(Speech.say { $0.chainHolds(records: result.records) })
      }
      for station in result.stations where !json {
        let words = station.summary.said(in: Speech.language)
        if station.fault == nil { print(words) } else { Speech.complain(words) }
      }
      let zone = settings.schedule.timeZone
      for note in result.notes where !json {
        let what = note.what(in: zone).said(in: Speech.language)
        let moment = note.moment(in: zone)
        Output.print(Speech.say { $0.noteInTheLog(Int(note.number), at: moment, what) } + "\n")
      }
      if !result.isWhole { throw ExitCode.failure }
    }
  }
}

struct LogCorrectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct", abstract: Speech.say(\.logCorrectAbstract))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.airingArgument)))
  var airing: String

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.outcomeOption)))
  var outcome: Outcome?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.causeOption)))
  var cause: Cause?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.noteOption)))
  var note: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.byOption)))
  var by: String = nameOfThisPerson()

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reasonOption)))
  var reason: String

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      var changes: [Correction.Change] = []
      if let outcome { changes.append(.outcome(outcome)) }
      if let cause { changes.append(.cause(cause)) }
      if let note { changes.append(.note(note)) }
      let order = CorrectionOrder(
        airing: AiringID(airing), changes: changes, by: by, reason: reason)
      try await LogSource(settings, common).correct(order)
      print(Speech.say { $0.corrected(airing) })
    }
  }
}

struct LogNoteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: Speech.say(\.logNoteAbstract))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.logNoteArgument)))
  var text: String

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.byOption)))
  var by: String = nameOfThisPerson()

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      try await LogSource(settings, common).note(NoteOrder(text: text, by: by))
      print(Speech.say(\.noteEntered))
    }
  }
}
