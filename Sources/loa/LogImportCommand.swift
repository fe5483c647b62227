import Airtime
import ArgumentParser
import Clocks
import Compliance
import Dashboard
import Foundation
import Phrases
import Reporting
import Scheduling
import Settings
import SwiftCSV

/// Takes over a log book that people kept: as what it is, officers' words.
struct LogImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: Speech.say(\.logImportAbstract),
    discussion: Speech.say(\.logImportDiscussion))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.logImportArgument)))
  var file: String

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.declaredByOption)))
  var by: String = nameOfThisPerson()

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.declaredNoteOption)))
  var note: String?

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.logImportCheckOption)))
  var check = false

  func run() async throws {
    try await Speech.answering {
      let settings = try common.settings()
      let lines = try cells()
      let days = LogBookImport.days(in: lines)
      let planned = await planned(settings, days)
      let book = LogBookImport(
        lines, stations: stations(settings, on: days?.lowerBound), planned: planned, by: by,
        note: note ?? Speech.say { $0.fromLogBook(URL(fileURLWithPath: file).lastPathComponent) })
      var (entered, known) = (0, 0)
      if !check, let days, !book.rows.isEmpty {
        let source = LogSource(settings, common)
        let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
        let said = try await source.declarations(
          LogQuery(from: calendar.startOfDay(days.lowerBound), until: calendar.endOfDay(days.upperBound)))
        var orders = Set(
          said.map {
            DeclarationOrder(
              airing: $0.airing, station: $0.station, outcome: $0.outcome, by: $0.by, note: $0.note)
          })
        for row in book.rows {
          let order = DeclarationOrder(
            airing: row.airing, station: row.station, outcome: row.outcome, by: row.by, note: row.note)
          guard orders.insert(order).inserted else {
            known += 1
            continue
          }
          let airing = planned.first { $0.airing == row.airing }
          try await source.declare(order, planned: airing?.localStart, programme: airing?.programme)
          entered += 1
        }
      }
      for rejection in book.rejections {
        let language = Speech.language
        Speech.complain(
          "\(file):\(rejection.line): \(rejection.what.said(in: language)); \(rejection.remedy.said(in: language))"
        )
      }
      let (good, bad) = (check ? book.rows.count : entered, book.rejections.count)
      print(
        Speech.say {
          check
            ? $0.logBookIsGood(good, rejected: bad) : $0.logBookEntered(good, known: known, rejected: bad)
        })
      if bad > 0 { throw ExitCode.failure }
    }
  }

  private func cells() throws -> [[String]] {
    guard let bytes = FileManager.default.contents(atPath: file), bytes.count <= 64 << 20 else {
      throw UnreadableBook(path: file, why: nil)
    }
    if bytes.starts(with: Data("PK".utf8)) {
      do throws(DocumentFault) {
        return try WorkbookReading.firstSheet(of: Array(bytes))
      } catch {
        throw UnreadableBook(path: file, why: Speech.say { error.said($0) })
      }
    }
    // A byte order mark is Excel's way of saying UTF-8.
    var text = String(decoding: bytes, as: UTF8.self)
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    let heading = text.prefix { $0 != "\n" && $0 != "\r\n" }
    do {
      let csv = try CSV<Enumerated>(
        string: text, delimiter: heading.contains(";") ? .semicolon : heading.contains("\t") ? .tab : .comma,
        loadColumns: false)
      return [csv.header] + csv.rows
    } catch {
      throw UnreadableBook(path: file, why: "\(error)")
    }
  }

  private struct UnreadableBook: OperatorError {
    var path: String
    var why: String?
    var code: String { "log-book-unreadable" }
    var what: Text { Text { $0.fileIsUnreadable(why.map { "\(path) (\($0))" } ?? path) } }
    var remedy: Text { Text { $0.saveLogBookAsCSV } }
  }

  /// At most ten years: what lies outside can be no log book of this node.
  private func planned(_ settings: Settings, _ days: ClosedRange<CivilDate>?) async -> [LogBookImport.Planned]
  {
    guard let days, days.upperBound.dayNumber - days.lowerBound.dayNumber < 3_660 else { return [] }
    let calendar = CivilCalendar(timeZone: settings.schedule.timeZone)
    let rundown = await Programming.rundown(
      of: settings, from: calendar.startOfDay(days.lowerBound), until: calendar.endOfDay(days.upperBound))
    let names = settings.schedule.programmeNames
    return rundown.airings.map { airing in
      LogBookImport.Planned(airing, name: airing.programme.map { names[$0] ?? $0.text } ?? "")
    }
  }

  private func stations(_ settings: Settings, on day: CivilDate?) -> [String: String] {
    var names: [String: String] = [:]
    for plan in settings.plans {
      for organisation in plan.organisations where organisation.roles.contains(.station) {
        guard let code = organisation.code, day.map(organisation.exists) ?? true else { continue }
        names[code] = organisation.name
      }
    }
    return names.merging(settings.stationNames) { planned, _ in planned }
  }
}
