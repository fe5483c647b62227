import Airtime
import Clocks
import Compliance
import Dashboard
import Foundation
import Phrases
import Platform
import Reporting
import Scheduling
import Settings

/// Where documents are made: log books, schedule sheets, and whatever a template lays out.
struct DocumentDesk {
  let settings: Settings
  let common: CommonOptions
  /// The local time now.
  let now: CivilDateTime

  init(_ settings: Settings, _ common: CommonOptions) {
    self.settings = settings
    self.common = common
    now = CivilCalendar(timeZone: settings.schedule.timeZone).civil(of: SystemClock.read().wall)
  }

  /// - Parameter station: the code of the station that it is of; nil: this node.
  private func letterhead(of station: String?, on day: CivilDate) -> Letterhead {
    let plan = settings.plans.first { $0.from <= day && day <= $0.until } ?? settings.plans.first
    var letterhead =
      plan?.letterhead(of: nil, on: day)
      ?? Letterhead(authority: "", office: "", symbol: "", place: "", recipients: [], signer: "")
    letterhead.office = station.map { settings.stationNames[$0] ?? $0 } ?? settings.node.name
    letterhead.signer = Speech.say(\.headOfOffice)
    return letterhead
  }

  func logBook(from: CivilDate, through: CivilDate, station: String?) async throws -> LogBook {
    let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
    let (start, end) = (calendar.startOfDay(from), calendar.endOfDay(through))
    let (entries, declarations) = try await LogSource(settings, common).reading { log in
      (
        try await log.entries(from: start, until: end, station: station),
        try await log.declarations(from: start, until: end, station: station)
      )
    }
    return LogBook(
      entries: entries, declarations: declarations, from: from, through: through,
      zone: settings.schedule.timeZone, letterhead: letterhead(of: station, on: through),
      programmeNames: settings.schedule.programmeNames, stationNames: settings.stationNames, madeAt: now)
  }

  func weekSheet(_ rundown: Rundown, from: CivilDate, through: CivilDate) -> WeekSheet {
    WeekSheet(
      rundown, from: from, through: through, letterhead: letterhead(of: nil, on: from),
      programmeNames: settings.schedule.programmeNames, madeAt: now)
  }

  /// Writes a document; the ending of its path tells what kind.
  /// - Parameter template: the name of one that lies beside the config file or came with the program, or a path.
  func write(_ content: ReportContent, template: String, to path: String) async throws {
    let ending = path.split(separator: ".").last?.lowercased() ?? ""
    switch DocumentFormat(rawValue: ending) {
    case .xlsx: try Workbook.write(content, in: Speech.language, to: path)
    case .docx: try DocxTemplate(contentsOf: find(template)).write(content, in: Speech.language, to: path)
    case .pdf:
      let document = try DocxTemplate(contentsOf: find(template)).filled(with: content, in: Speech.language)
      let pages = try await PDF.convert(document, named: "\(content.title).docx") { arguments in
        _ = try await ProcessRunner(timeLimit: PDF.timeLimit).run(arguments)
      }
      try DocumentFile.write(pages, to: path)
    case nil: throw UnknownDocument(path: path)
    }
    print(Speech.say { $0.documentWritten(path) })
  }

  private enum DocumentFormat: String { case docx, pdf, xlsx }

  private struct UnknownDocument: OperatorError {
    var path: String
    var code: String { "unknown-document" }
    var what: Text { Text { $0.notADocument(path) } }
    var remedy: Text { Text { $0.nameADocument } }
  }

  private func find(_ template: String) -> String {
    guard !template.hasSuffix(".docx") else { return template }
    let beside = URL(fileURLWithPath: common.config).deletingLastPathComponent().path + "/templates"
    let paths = [beside, "/usr/share/loa/templates"].map { "\($0)/\(template).docx" }
    return paths.first { FileManager.default.fileExists(atPath: $0) } ?? paths[0]
  }
}
