import Airtime
import ArgumentParser
import Clocks
import Compliance
import Dashboard
import Foundation
import Media
import Phrases
import Platform
import Reporting
import Scheduling
import Settings

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: Speech.say(\.reportAbstract), discussion: Speech.say(\.reportDiscussion),
    subcommands: [ReportMakeCommand.self, ReportReceivedCommand.self],
    defaultSubcommand: ReportMakeCommand.self)
}

struct ReportMakeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make", abstract: Speech.say(\.reportMakeAbstract))

  @OptionGroup var common: CommonOptions

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reportPeriodOption), valueName: "2022-H1"))
  var period: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reportStationOption)))
  var station: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reportCutoffOption), valueName: "decree|calendar"))
  var cutoff: ReportPeriod.Cutoff?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reportPlanOption)))
  var plan: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reportFormatOption)))
  var format: ReportFormat?

  @Option(name: [.long, .customShort("o")], help: ArgumentHelp(Speech.say(\.reportOutputOption)))
  var output: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reportTemplateOption)))
  var template: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reportTableOption)))
  var table = "yeu_cau"

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reportExplainOption), valueName: "R03"))
  var explain: String?

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.reportTodayOption)))
  var today = false

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      let plan = try PlanChoice.plan(plan, of: settings, config: common.config)
      let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
      let now = calendar.civil(of: SystemClock.read().wall)
      let desk = ReportDesk(settings: settings, common: common, plan: plan, now: now)
      if today {
        let lines = try await desk.overdue(cutoff ?? plan.cutoff, in: Speech.language)
        if json { return print(try Output.json(lines)) }
        return print(lines.isEmpty ? Speech.say(\.nothingIsOverdue) : lines.joined(separator: "\n"))
      }
      let period = try chosenPeriod(plan, today: now.date)
      if let station, plan.organisation(code: station, in: period) == nil {
        throw ReportTrouble.unknownStation(station, known: plan.stationCodes(in: period))
      }
      // What was asked for wrongly is told before anything is read.
      let requirement = try explain.map { id in
        guard let found = plan.requirements.first(where: { $0.id.lowercased() == id.lowercased() }) else {
          throw ReportTrouble.unknownRequirement(id, known: plan.requirements.map(\.id))
        }
        return found
      }
      let assessment = try await desk.assessment(over: period, station: station)
      if let requirement {
        let verdicts = assessment.verdicts(of: requirement)
        return Output.print(
          json
            ? try Output.json(VerdictListing(verdicts, of: assessment))
            : Explanation(requirement, verdicts, plan: plan).text(in: Speech.language))
      }
      let chosen = try chosenFormat()
      if chosen == .json {
        return try deliver(try Output.json(VerdictListing(assessment.verdicts(), of: assessment)) + "\n")
      }
      try await write(desk, assessment, as: chosen)
    }
  }

  private func write(_ desk: ReportDesk, _ assessment: Assessment, as format: ReportFormat) async throws {
    let report = desk.report(assessment)
    var content = report.content(in: Speech.language)
    switch format {
    case .text: try deliver(report.text(in: Speech.language))
    case .csv:
      guard let chosen = content.table(table) else {
        throw ReportTrouble.unknownTable(table, known: content.tables.map(\.name))
      }
      try deliver(CSVFile.text(chosen, in: Speech.language))
    case .json: break
    case .docx, .pdf, .xlsx:
      let documents = DocumentDesk(desk.settings, common)
      if format == .xlsx {
        let period = assessment.period
        let annex = try await documents.logBook(
          from: period.first, through: max(period.first, min(period.last, desk.now.date)), station: station)
        content.tables += annex.content(in: Speech.language).tables
      }
      let path = output ?? DocumentFile.name(content.title, ending: ".\(format.rawValue)")
      try await documents.write(content, template: template ?? report.templateName, to: path)
    }
  }

  private func deliver(_ text: String) throws {
    guard let output else { return Output.print(text) }
    try DocumentFile.write(Array(text.utf8), to: output)
    print(Speech.say { $0.documentWritten(output) })
  }

  private func chosenFormat() throws -> ReportFormat {
    if json { return .json }
    if let format { return format }
    guard let output, let dot = output.lastIndex(of: ".") else { return .text }
    let ending = output[output.index(after: dot)...].lowercased()
    return ReportFormat(rawValue: ending == "txt" ? "text" : ending) ?? .text
  }

  /// Without one: the half-year in which today lies, or the last one of the plan.
  private func chosenPeriod(_ plan: Plan, today: CivilDate) throws -> ReportPeriod {
    let cutoff = cutoff ?? plan.cutoff
    if let text = period {
      guard let period = ReportPeriod(text, cutoff: cutoff) else {
        throw ReportTrouble.unreadablePeriod(text)
      }
      return period
    }
    let day = min(max(today, plan.from), plan.until)
    let halves = [(day.year, 1), (day.year, 2), (day.year + 1, 1)].compactMap { year, half in
      ReportPeriod("\(year)-H\(half)", cutoff: cutoff)
    }
    guard let found = halves.first(where: { $0.contains(day) }) else {
      throw ReportTrouble.unreadablePeriod("\(day)")
    }
    return found
  }
}

/// How a report is written.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv, xlsx, docx, pdf
}

/// Which plan is meant, and which of its bodies.
enum PlanChoice {
  static func plan(_ id: String?, of settings: Settings, config: String) throws -> Plan {
    if let id {
      guard let found = settings.plans.first(where: { $0.id == id }) else {
        throw ReportTrouble.unknownPlan(id, known: settings.plans.map(\.id))
      }
      return found
    }
    guard let first = settings.plans.first else { throw ReportTrouble.noPlan(config) }
    guard settings.plans.count == 1 else { throw ReportTrouble.whichPlan(settings.plans.map(\.id)) }
    return first
  }

  /// A body by its id, or by the code of its node on the days of a period.
  static func organisation(_ name: String, of plan: Plan, in period: ReportPeriod) throws -> Organisation {
    let known = plan.organisations.filter { organisation in
      (organisation.from ?? period.first) <= period.last
        && period.first <= (organisation.until ?? period.last)
    }
    guard let found = known.first(where: { $0.code == name || $0.id == name }) else {
      throw ReportTrouble.unknownOrganisation(name, known: known.map { $0.code ?? $0.id })
    }
    return found
  }
}

/// Registers a report that came in, by the hash of its file.
struct ReportReceivedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "received", abstract: Speech.say(\.reportReceivedAbstract))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.reportOrganisationArgument), valueName: "station"))
  var organisation: String

  @Argument(help: ArgumentHelp(Speech.say(\.reportPeriodArgument)))
  var period: String

  @Argument(help: ArgumentHelp(Speech.say(\.reportFileArgument)))
  var file: String

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.reportPlanOption)))
  var plan: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.byOption)))
  var by: String = nameOfThisPerson()

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      let plan = try PlanChoice.plan(plan, of: settings, config: common.config)
      guard let span = ReportPeriod(period, cutoff: plan.cutoff), [.halfYear, .year].contains(span.kind)
      else {
        throw ReportTrouble.unreadablePeriod(period)
      }
      let sender = try PlanChoice.organisation(organisation, of: plan, in: span)
      guard let hash = ContentHash.sha256(ofFile: file) else { throw ReportTrouble.unreadableFile(file) }
      try await LogSource(settings, common).register(
        ReportOrder(
          organisation: sender.id, period: span.description, sha256: hash,
          fileName: URL(fileURLWithPath: file).lastPathComponent, by: by))
      print(Speech.say { $0.reportRegistered(sender.name, span.description) })
    }
  }
}

/// Why there is no report.
private enum ReportTrouble: OperatorError {
  case noPlan(String)
  case whichPlan([String])
  case unknownPlan(String, known: [String])
  case unknownStation(String, known: [String])
  case unknownRequirement(String, known: [String])
  case unknownTable(String, known: [String])
  case unknownOrganisation(String, known: [String])
  case unreadablePeriod(String)
  case unreadableFile(String)

  var code: String {
    switch self {
    case .noPlan: "no-plan"
    case .whichPlan: "which-plan"
    case .unknownPlan, .unknownStation, .unknownRequirement, .unknownTable, .unknownOrganisation:
      "unknown-name"
    case .unreadablePeriod: "unreadable-period"
    case .unreadableFile: "unreadable-file"
    }
  }

  var what: Text {
    switch self {
    case .noPlan(let config): Text { $0.configHasNoPlan(config) }
    case .whichPlan: Text { $0.severalPlans }
    case .unknownPlan(let name, _), .unknownStation(let name, _), .unknownRequirement(let name, _),
      .unknownTable(let name, _), .unknownOrganisation(let name, _):
      Text { $0.nothingIsCalled(name) }
    case .unreadablePeriod(let text): Text { $0.unreadablePeriod(text) }
    case .unreadableFile(let path): Text { $0.fileIsUnreadable(path) }
    }
  }

  var remedy: Text {
    switch self {
    case .noPlan: Text { $0.namePlan }
    case .whichPlan(let known): Text { $0.chooseOneWith("--plan", known) }
    case .unknownPlan(_, let known): Text { $0.chooseOneWith("--plan", known) }
    case .unknownStation(_, let known): Text { $0.chooseOneWith("--station", known) }
    case .unknownRequirement(_, let known): Text { $0.chooseOneWith("--explain", known) }
    case .unknownTable(_, let known): Text { $0.chooseOneWith("--table", known) }
    case .unknownOrganisation(_, let known): Text { $0.writeOneOf(known) }
    case .unreadablePeriod: Text { $0.writePeriod }
    case .unreadableFile: Text { $0.giveTheFile }
    }
  }
}

extension Plan {
  func organisation(code: String, in period: ReportPeriod) -> Organisation? {
    organisations(.station, from: period.first, until: period.last).first { $0.code == code }
  }

  func stationCodes(in period: ReportPeriod) -> [String] {
    organisations(.station, from: period.first, until: period.last).compactMap(\.code)
  }
}
